"""The cost of a request as it is kept: lines, what is counted together, and the refusal that rests on them."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foi.answers.actions import agree, decide
from foi.answers.completeness import ANSWER, Said
from foi.answers.content import AnswerContent
from foi.answers.cost_actions import Together, count_together, estimate_cost, estimate_lines, write_advice
from foi.answers.cost_records import CostLine
from foi.answers.estimate import COST_LIMIT, Costing, costing_of, estimate_of
from foi.answers.models import Answer
from foi.answers.similar import candidates
from foi.law import cost_limit as law
from foi.law.cost_words import cost_in_words, hours_in_words
from foi.law.outcomes import Outcome
from foi.letters.actions import draft
from foi.letters.assemble import compose_letter, facts_of
from foi.letters.estimate_words import advice_in_words
from foi.letters.structure import lines as printed_lines
from foi.organisation.models import Authority
from foi.requests.actions import reassign
from foi.requests.models import FoiRequest, Question, today
from tests import factories as f
from tests.at_once import at_once, of_kind
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, perform

pytestmark = pytest.mark.django_db


def line(records: int = 3715, minutes: str = "3", **more: Any) -> law.CostLine:
    """Over the limit by itself, on a sample of forty."""
    basis = more.pop("basis", law.Basis.JUDGEMENT)
    activity = more.pop("activity", law.Activity.LOCATE)
    return law.CostLine("", activity, "Crime recording system", records, Decimal(minutes), basis=basis, **more)


EXACT = line(1080, "1")  # eighteen hours to the minute


def numbered(foi_request: FoiRequest, number: str) -> Question:
    return foi_request.questions.get(number=number)


def refused_under_section_12(*lines: law.CostLine, advice: str = "Ask about one month.") -> Question:
    """Answered by the department, refused by the officer, and to be agreed."""
    question = f.answered_question(AnswerContent(outcome=Outcome.CANNOT_ANSWER, reason="Too many files."))
    estimate_cost(question, lines, by=f.officer())
    if advice:
        write_advice(question.foi_request, advice, by=f.officer())
    content = AnswerContent(outcome=Outcome.COST_LIMIT, reason="Each file has to be opened.")
    return decide(question, content, [], by=f.officer())


# --- lines ----------------------------------------------------------------------------------------------------------


def test_COST_3_stored_eighteen_hours_do_not_exceed_and_a_thousandth_of_a_minute_more_does() -> None:
    question = f.accepted_question()
    estimate_cost(question, [EXACT], by=f.contributor())
    assert not estimate_of(question.foi_request).exceeds
    estimate_cost(question, [EXACT, line(1, "0.001")], by=f.contributor())
    assert estimate_of(question.foi_request).exceeds
    assert hours_in_words(estimate_of(question.foi_request).minutes) == "18 hours and 0.001 minutes"
    assert cost_in_words(estimate_of(question.foi_request)) == "a little over £450"


def test_COST_1_a_government_department_has_twenty_four_hours() -> None:
    question = f.accepted_question()
    estimate_cost(question, [line(1440, "1")], by=f.contributor())
    assert estimate_of(question.foi_request).exceeds
    Authority.objects.update(schedule_1_part_1=True)
    estimate = estimate_of(FoiRequest.objects.get(pk=question.foi_request_id))
    assert (estimate.limit.hours, estimate.exceeds) == (24, False)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_COST_8_what_is_stored_comes_to_what_the_law_reckons(data: st.DataObject) -> None:
    amounts = st.builds(
        law.CostLine,
        question=st.just("1"),
        activity=st.sampled_from(law.Activity),
        system=st.sampled_from(["", "Crime *recording*", "Archive"]),
        records=st.integers(0, 999_999_999),
        minutes_per_record=st.decimals(0, 99_999, places=3),
        people=st.integers(1, 99),
        basis=st.sampled_from([law.Basis.MEASURED, law.Basis.JUDGEMENT]),
        other_cost=st.decimals(0, 99_999_999, places=2),
    )
    lines = data.draw(st.lists(amounts, max_size=5))
    with transaction.atomic():
        question = f.accepted_question()
        estimate_cost(question, lines, by=f.contributor())
        stored, reckoned = estimate_of(question.foi_request), law.Estimate(tuple(lines), law.limit_on(today()))
        assert (stored.minutes, stored.other_costs) == (reckoned.minutes, reckoned.other_costs)
        assert (stored.exceeds, stored.cost) == (reckoned.exceeds, reckoned.cost)
        transaction.set_rollback(True)


def test_COST_4_no_fifth_activity_can_be_stored_through_any_door() -> None:
    with pytest.raises(law.NotCountable):
        line(activity="redact")
    question, who = f.accepted_question(), f.contributor()
    with pytest.raises(IntegrityError), transaction.atomic():
        CostLine.objects.create(question=question, activity="redact", basis="judgement", estimated_by=who)


def test_COST_15_a_line_that_is_replaced_stays_on_record_and_one_that_is_kept_keeps_its_author() -> None:
    question = f.accepted_question()
    estimate_cost(question, [line(), EXACT], by=f.contributor())
    estimate_cost(question, [line(), line(90, "2")], by=f.officer())
    in_force = question.cost_lines.in_force().order_by("id")
    assert [(one.records, one.estimated_by) for one in in_force] == [(3715, f.contributor()), (90, f.officer())]
    assert question.cost_lines.exclude(replaced_at=None).get().records == 1080
    recorded = AuditEvent.objects.filter(action="correct_estimate").get().detail
    assert recorded["time"] == "188.75 hours"
    assert "90 × 2 minutes" in recorded["lines"][1]


def test_the_same_lines_a_second_time_change_nothing() -> None:
    question = f.accepted_question()
    for _ in range(2):
        estimate_cost(question, [line()], by=f.contributor(), read=[])
    assert question.cost_lines.count() == 1
    assert AuditEvent.objects.filter(action="give_estimate").count() == 1


def test_a_department_that_begins_with_the_estimate_has_accepted_the_question() -> None:
    question = f.sent_question()
    assert estimate_cost(question, [line()], by=f.contributor()).state == "accepted"


def test_a_department_does_not_get_to_see_or_replace_what_another_department_estimated() -> None:
    question = f.accepted_question()
    estimate_cost(question, [line()], by=f.contributor())
    stores = f.department("Stores", topics="")
    reassign(question, by=f.officer(), department=stores)
    other = f.contributor(stores)
    assert estimate_lines(question, other) == []
    estimate_cost(question, [EXACT], by=other, read=[])
    assert {one.records for one in question.cost_lines.in_force()} == {3715, 1080}
    with pytest.raises(NotPermitted):
        estimate_cost(question, [], by=f.contributor())


@pytest.mark.parametrize("person", [f.outsider, f.approver])
def test_nobody_else_gives_an_estimate(person: Any) -> None:
    with pytest.raises(NotPermitted):
        estimate_cost(f.accepted_question(), [line()], by=person())
    assert not CostLine.objects.exists()


def test_an_agreed_answer_keeps_the_estimate_that_it_rests_on() -> None:
    with pytest.raises(NotPossible):
        estimate_cost(f.agreed_question(), [line()], by=f.officer())


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_neither_overwrites_the_other_unseen() -> None:
    question = f.answered_question()
    results = at_once([
        lambda: estimate_cost(Question.objects.get(pk=question.pk), [line()], by=f.officer(), read=[]),
        lambda: estimate_cost(Question.objects.get(pk=question.pk), [EXACT], by=f.second_officer(), read=[]),
    ])  # fmt: skip
    assert len(of_kind(results, Question)) == 1
    [refusal] = of_kind(results, NotPossible)
    assert "has changed since you opened this page" in str(refusal)
    assert question.cost_lines.in_force().count() == 1


def cost_gaps(costing: Costing, number: str, outcome: Outcome) -> list[str]:
    """What the rules of section 12 find, with their hints."""
    answer = Answer(question=Question(number=number), outcome=outcome, text="It is long.")
    found = ANSWER.find(Said(answer, costing=costing if outcome in COST_LIMIT else None))
    return [f"{one.message} {one.hint}" for one in found if one.id.startswith("COST")]


# --- section 12 rests on it -----------------------------------------------------------------------------------------


def missing(question: Question) -> str:
    return " ".join(Question.objects.get(pk=question.pk).current_answer.missing())


def test_COST_3_a_refusal_without_an_estimate_cannot_be_agreed() -> None:
    question = refused_under_section_12()
    assert "There is no estimate of the cost" in missing(question)
    with pytest.raises(NotPossible):
        agree(question, by=f.officer())


def test_COST_3_a_refusal_whose_estimate_is_exactly_the_limit_cannot_be_agreed() -> None:
    question = refused_under_section_12(EXACT)
    assert "the estimate is 18 hours (£450), which does not exceed the limit of 18 hours (£450)" in missing(question)


def test_COST_12_a_refusal_without_advice_cannot_be_agreed() -> None:
    assert "(section 16)" in missing(refused_under_section_12(line(), advice=""))
    assert missing(refused_under_section_12(line())) == ""


def test_COST_9_section_12_2_counts_only_finding_out_whether_it_is_held() -> None:
    question = refused_under_section_12(line())
    number = question.number
    costing = costing_of(question.foi_request)
    assert "Section 12(2) does not apply" in " ".join(cost_gaps(costing, number, Outcome.COST_LIMIT_TO_CONFIRM))
    estimate_cost(question, [line(activity=law.Activity.DETERMINE)], by=f.officer())
    costing = costing_of(question.foi_request)
    assert cost_gaps(costing, number, Outcome.COST_LIMIT_TO_CONFIRM) == []


def test_other_outcomes_ask_for_no_estimate() -> None:
    costing = costing_of(f.accepted_question().foi_request)
    assert [outcome for outcome in Outcome if cost_gaps(costing, "1", outcome)] == [
        Outcome.COST_LIMIT,
        Outcome.COST_LIMIT_TO_CONFIRM,
    ]


# --- what is counted together ---------------------------------------------------------------------------------------


def two_halves(foi_request: FoiRequest) -> tuple[Question, Question]:
    first, second = numbered(foi_request, "1"), numbered(foi_request, "2")
    for question in (first, second):
        estimate_cost(question, [line(600, "1")], by=f.officer())
    return first, second


def test_COST_10_questions_add_up_only_when_an_officer_says_that_they_ask_for_similar_information() -> None:
    foi_request = f.request_with_questions_sent()
    first, second = two_halves(foi_request)
    assert estimate_of(foi_request).exceeds
    gaps = " ".join(cost_gaps(costing_of(foi_request), "1", Outcome.COST_LIMIT))
    assert "They add up only if they ask for the same or similar information" in gaps
    both = [first.pk, second.pk]
    with pytest.raises(NotPossible, match="what makes it the same"):
        count_together(foi_request, Together(questions=both, others={}, same_information=" "), by=f.officer())
    count_together(foi_request, Together(questions=both, others={}, same_information="The course."), by=f.officer())
    assert costing_of(foi_request).weighed_with("1").exceeds
    assert "Section 12 does not apply" not in " ".join(cost_gaps(costing_of(foi_request), "1", Outcome.COST_LIMIT))


def test_COST_11_a_request_of_the_same_person_is_found_with_its_evidence_and_adds_up() -> None:
    earlier = f.request_with_questions_sent(received_on=today() - datetime.timedelta(days=20))
    foi_request = f.request_with_questions_sent()
    two_halves(earlier)
    estimate_cost(numbered(foi_request, "1"), [line(60, "1")], by=f.officer())
    [found] = candidates(foi_request)
    assert (found.pk, found.same_email, found.same_name, found.alike) == (earlier.pk, True, True, 100)
    together = Together(
        questions=[numbered(foi_request, "1").pk], others={earlier: ""}, same_information="Both ask for the course."
    )
    count_together(foi_request, together, by=f.officer())
    costing = costing_of(foi_request)
    assert (costing.counted.minutes, costing.counted.exceeds) == (1260, True)
    assert costing.others[0].same_person


def test_COST_11_a_campaign_is_found_by_its_wording_and_needs_who_acts_together() -> None:
    f.a_request(f.TEXT.replace("Morgan", "Robin"), requester_name="Robin Ashe", requester_email="r@ashe.example")
    f.a_request(
        "Dear all,\n1. What was spent on hay for police horses?\nYours, Kim Lee",
        requester_name="Kim Lee",
        requester_email="kim@lee.example",
    )
    foi_request = f.request_with_questions_sent()
    [found] = candidates(foi_request)
    assert not found.same_person
    assert found.alike > 80
    other = FoiRequest.objects.select_related("requester").get(pk=found.pk)
    question = numbered(foi_request, "1").pk
    with pytest.raises(NotPossible, match="who acts together"):
        count_together(
            foi_request, Together(questions=[question], others={other: ""}, same_information="Same"), by=f.officer()
        )
    together = Together(questions=[question], others={other: "One template."}, same_information="Same")
    count_together(foi_request, together, by=f.officer())
    assert costing_of(foi_request).others[0].who == "One template."


def test_COST_11_beyond_sixty_working_days_nothing_adds_up() -> None:
    old = f.request_with_questions_sent(received_on=today() - datetime.timedelta(days=100))
    foi_request = f.request_with_questions_sent()
    assert candidates(foi_request) == []
    together = Together(questions=[numbered(foi_request, "1").pk], others={old: ""}, same_information="Same")
    with pytest.raises(NotPossible, match="within 60 working days"):
        count_together(foi_request, together, by=f.officer())


@pytest.mark.parametrize("person", [f.contributor, f.approver, f.outsider])
def test_only_an_officer_decides_what_is_counted_together(person: Any) -> None:
    foi_request = f.request_with_questions_sent()
    with pytest.raises(NotPermitted):
        count_together(foi_request, Together(questions=[], others={}, same_information=""), by=person())
    with pytest.raises(NotPermitted):
        write_advice(foi_request, "Ask for less.", by=person())


# --- the letter -----------------------------------------------------------------------------------------------------


def test_COST_8_and_COST_12_the_letter_says_how_the_estimate_was_reached_and_how_to_come_under_the_limit() -> None:
    question = refused_under_section_12(line(basis=law.Basis.SAMPLE, sample_size=40))
    agree(question, by=f.officer())
    for other in question.foi_request.questions.unsettled():
        perform(other.withdraw, by=f.officer(), reason="Not needed.")
    letter = "\n".join(printed_lines(compose_letter(draft(question.foi_request, by=f.officer()))))
    assert "Locating the information (Crime recording system): 3,715 records at 3 minutes each" in letter
    assert "185.75 hours" in letter
    assert "on a sample of 40 records" in letter
    assert "At £25 an hour" in letter
    assert "£4,643.75" in letter
    assert "Ask about one month." in letter
    assert f.contributor().full_name not in letter


def test_COST_9_a_letter_under_section_12_2_does_not_tell_of_extracting() -> None:
    question = f.answered_question(AnswerContent(outcome=Outcome.CANNOT_ANSWER, reason="Too many files."))
    lines = [line(activity=law.Activity.DETERMINE), line(10, "5", activity=law.Activity.EXTRACT)]
    estimate_cost(question, lines, by=f.officer())
    write_advice(question.foi_request, "Ask about one month.", by=f.officer())
    decide(question, AnswerContent(outcome=Outcome.COST_LIMIT_TO_CONFIRM, reason="Files."), [], by=f.officer())
    agree(question, by=f.officer())
    for other in question.foi_request.questions.unsettled():
        perform(other.withdraw, by=f.officer(), reason="Not needed.")
    [facts] = [q for q in facts_of(draft(question.foi_request, by=f.officer())).questions if q.estimate]
    assert "Finding out whether we hold" in facts.estimate
    assert "Extracting" not in facts.estimate


def test_COST_12_the_advice_that_is_offered_names_the_questions_that_would_fit() -> None:
    foi_request = f.request_with_questions_sent()
    estimate_cost(numbered(foi_request, "1"), [line()], by=f.officer())
    estimate_cost(numbered(foi_request, "2"), [EXACT], by=f.officer())
    assert "We could answer question 2 within the cost limit: we estimate 18 hours." in advice_in_words(
        costing_of(foi_request)
    )


def test_the_cost_of_a_request_is_read_with_a_constant_number_of_queries(django_assert_num_queries: Any) -> None:
    foi_request = f.request_with_questions_sent("".join(f"{n}. How many courses in month {n}?\n" for n in range(1, 9)))
    for question in foi_request.questions.all():
        estimate_cost(question, [line(), EXACT], by=f.officer())
    foi_request = FoiRequest.objects.select_related("authority").get(pk=foi_request.pk)
    with django_assert_num_queries(2):
        assert len(costing_of(foi_request).estimate.lines) == 16


def test_COST_16_the_regulations_have_no_cost_limit_and_say_what_they_have_instead() -> None:
    question = f.accepted_question()
    FoiRequest.objects.update(regime="eir")
    question = Question.objects.get(pk=question.pk)
    for person in (f.contributor(), f.officer()):
        with pytest.raises(NotPossible, match=r"no cost limit: a request of that size gets more\s+time"):
            estimate_cost(question, [EXACT], by=person)
    with pytest.raises(NotPossible, match=r"regulation 12\(4\)\(b\)"):
        write_advice(question.foi_request, "Ask about one month.", by=f.officer())
