"""Internal reviews and complaints to the regulator: linked cases with clocks of their own (CLK-50 to CLK-57)."""

import datetime

import pytest

from foi.requests.models import FoiRequest, today
from foi.reviews import actions
from foi.reviews.models import Decision, Review, Verdict, overall
from tests import factories
from tests.at_once import at_once, of_kind
from workflows.audit import history_of, record
from workflows.clock import at_moment
from workflows.perform import NotPermitted, NotPossible, perform

pytestmark = pytest.mark.django_db


def a_day(year: int, month: int, day: int) -> datetime.datetime:
    return datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC)


def answered_on(day: datetime.datetime) -> FoiRequest:
    with at_moment(day):
        return FoiRequest.objects.get(pk=factories.issued_letter().foi_request_id)


def ask(foi_request: FoiRequest, on: datetime.datetime) -> Review:
    with at_moment(on):
        return actions.ask(foi_request, by=factories.officer(), asked_on=on.date(), grounds="You left out 2024.")


# --- the clocks -----------------------------------------------------------------------------------------------------


def test_CLK_50_forty_working_days_to_ask_and_CLK_54_six_weeks_to_complain() -> None:
    stands = actions.standing(answered_on(a_day(2026, 3, 2)), today())
    assert stands.ask_by == datetime.date(2026, 4, 30)  # 17 March, Good Friday and Easter Monday do not count
    assert stands.complain_by == datetime.date(2026, 4, 13)


def test_CLK_51_a_review_whose_limit_cannot_be_worked_out_is_refused_with_what_to_do() -> None:
    foi_request = answered_on(a_day(2028, 11, 20))
    with at_moment(a_day(2028, 11, 27)):
        assert actions.standing(foi_request, today()).ask_by is None
    with pytest.raises(NotPossible, match=r"check the date.*Load the latest official file"):
        ask(foi_request, a_day(2028, 11, 27))


def test_CLK_51_twenty_working_days_to_answer_and_exceptionally_forty() -> None:
    review = ask(answered_on(a_day(2026, 3, 2)), a_day(2026, 3, 9))
    assert (review.due_on, review.latest_on) == (datetime.date(2026, 4, 9), datetime.date(2026, 5, 8))
    actions.allocate(review, by=factories.officer(), reviewer=factories.reviewer())
    extended = actions.extend(review, by=factories.reviewer(), reason="The files are in the archive.")
    assert extended.due_on == datetime.date(2026, 5, 8)
    with pytest.raises(NotPossible, match="no more time to give"):
        actions.extend(extended, by=factories.reviewer(), reason="Once more.")


def test_CLK_50_a_review_asked_for_in_time_cannot_be_refused_and_a_late_one_may_be() -> None:
    foi_request = answered_on(a_day(2025, 3, 3))
    in_time = ask(foi_request, a_day(2025, 4, 1))
    with pytest.raises(NotPossible, match="has to be done"):
        perform(in_time.decline, by=factories.officer(), reason="No.")
    perform(in_time.withdraw, by=factories.officer(), reason="Content.")
    late = ask(foi_request, a_day(2025, 9, 1))
    assert not late.in_time
    assert perform(late.decline, by=factories.officer(), reason="Five months after.").state == "declined"


def test_CLK_55_straight_to_the_regulator_without_an_answer_or_when_the_review_takes_too_long() -> None:
    with at_moment(a_day(2026, 3, 2)):
        unanswered = factories.a_request()
    assert actions.standing(unanswered, datetime.date(2026, 3, 20)).straight_to_regulator == ""
    assert "no answer by" in actions.standing(unanswered, datetime.date(2026, 5, 1)).straight_to_regulator
    foi_request = answered_on(a_day(2026, 3, 2))
    ask(foi_request, a_day(2026, 3, 9))
    assert actions.standing(foi_request, datetime.date(2026, 5, 8)).straight_to_regulator == ""
    assert "had not come by" in actions.standing(foi_request, datetime.date(2026, 5, 9)).straight_to_regulator


def test_CLK_54_the_review_is_the_last_word_that_the_six_weeks_count_from() -> None:
    foi_request = answered_on(a_day(2026, 3, 2))
    review = ask(foi_request, a_day(2026, 3, 9))
    with at_moment(a_day(2026, 4, 7)):
        actions.allocate(review, by=factories.officer(), reviewer=factories.reviewer())
        found = {question.pk: (Verdict.UPHELD, "Looked at again.") for question in review.questions()}
        actions.consider(review, found, by=factories.reviewer())
        actions.conclude(review, by=factories.reviewer(), conclusion="We uphold our answer.")
    assert actions.standing(foi_request, today()).complain_by == datetime.date(2026, 5, 19)


def test_CLK_56_CLK_57_a_decision_notice_gives_time_to_appeal_and_sets_its_own_time_to_comply() -> None:
    foi_request = answered_on(a_day(2026, 3, 2))
    with at_moment(a_day(2026, 7, 1)):
        complaint = actions.complain(foi_request, by=factories.officer(), made_on=today(), about="Section 31.")
        complaint = actions.serve_notice(
            complaint, by=factories.officer(), decision=Decision.UPHELD, notice_on=today(), comply_within=35
        )
    assert (complaint.appeal_by, complaint.comply_by) == (datetime.date(2026, 7, 29), datetime.date(2026, 8, 5))
    assert complaint.next_date == complaint.comply_by
    with pytest.raises(NotPossible, match="Record what was done to comply"):
        actions.close(complaint, by=factories.officer(), reason="Done.")
    actions.comply(complaint, by=factories.officer(), done="The figures were sent.")
    assert actions.close(complaint, by=factories.officer(), reason="Complied with.").state == "closed"


# --- who and when ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [factories.officer, factories.approver])
def test_CLK_52_nobody_reviews_a_decision_they_had_a_part_in(person: object) -> None:
    review = factories.review_asked()
    with pytest.raises(NotPossible, match=r"had a part in the first decision\. Choose somebody who had none"):
        actions.allocate(review, by=factories.officer(), reviewer=person())  # type: ignore[operator]
    offered = {user.full_name: because for user, because in actions.reviewers_for(review)}
    factories.reviewer()
    assert offered["Asha Verma"] and offered["Ruth Calder"]


@pytest.mark.parametrize(
    "step", ["decide_small_numbers", "decide_cost", "waive", "reopen", "change_files", "change_regime"]
)
def test_CLK_52_nobody_reviews_what_they_decided_on_the_way(step: str) -> None:
    review = factories.review_asked()
    record(review.foi_request, step, "As the history has it", by=factories.second_officer())
    with pytest.raises(NotPossible, match="had a part in the first decision"):
        actions.allocate(review, by=factories.officer(), reviewer=factories.second_officer())


def test_an_officer_who_had_no_part_may_review() -> None:
    review = actions.allocate(factories.review_asked(), by=factories.officer(), reviewer=factories.second_officer())
    assert review.reviewer == factories.second_officer()


@pytest.mark.parametrize("person", [factories.contributor, factories.outsider])
def test_somebody_who_may_not_see_the_request_cannot_be_its_reviewer(person: object) -> None:
    with pytest.raises(NotPossible, match="no role that lets them see"):
        actions.allocate(factories.review_asked(), by=factories.officer(), reviewer=person())  # type: ignore[operator]


def test_only_the_chosen_reviewer_finds_and_concludes() -> None:
    review = factories.review_under_way()
    with pytest.raises(NotPermitted):
        actions.consider(review, {}, by=factories.second_officer())
    with pytest.raises(NotPossible, match="Say of every question"):
        actions.conclude(review, by=factories.reviewer(), conclusion="Upheld.")


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        (["upheld", "upheld"], Verdict.UPHELD),
        (["upheld", "overturned"], Verdict.PARTLY_UPHELD),
        (["overturned"], Verdict.OVERTURNED),
        (["partly_upheld", "upheld"], Verdict.PARTLY_UPHELD),
    ],
)
def test_the_outcome_of_a_review_follows_from_its_findings(verdicts: list[str], outcome: Verdict) -> None:
    assert overall(verdicts) == outcome


def test_a_review_needs_an_answer_or_one_that_is_overdue_and_there_is_one_at_a_time() -> None:
    with pytest.raises(NotPossible, match="no answer yet"):
        actions.ask(factories.a_request(), by=factories.officer(), asked_on=today(), grounds="Slow.")
    review = factories.review_asked()
    with pytest.raises(NotPossible, match="review 1 is still open"):
        actions.ask(review.foi_request, by=factories.officer(), asked_on=today(), grounds="Again.")


@pytest.mark.django_db(transaction=True)
def test_two_officers_record_the_same_request_for_review_and_it_is_one_review() -> None:
    foi_request = factories.issued_letter().foi_request
    results = at_once([
        lambda: actions.ask(FoiRequest.objects.get(pk=foi_request.pk), by=factories.officer(), asked_on=today(),
                            grounds="You left out 2024."),
    ] * 3)  # fmt: skip
    assert len(of_kind(results, Review)) == 1
    assert len(of_kind(results, NotPossible)) == 2


def test_the_history_of_the_request_tells_of_its_review() -> None:
    review = factories.review_concluded()
    told = list(history_of(review.foi_request).filter(subject_model="foi.Review").values_list("action", flat=True))
    assert told == ["ask", "allocate", "consider", "conclude"]


def test_visible_to_those_who_see_the_request() -> None:
    review = factories.review_asked()
    for person in (factories.officer(), factories.approver(), factories.reviewer()):
        assert review in Review.objects.visible_to(person)
    for person in (factories.contributor(), factories.outsider()):
        assert review not in Review.objects.visible_to(person)
