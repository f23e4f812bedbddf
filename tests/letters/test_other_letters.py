"""The letters beside the response: who may send them, what they leave behind, and that they never stand in its way."""

import datetime
from typing import Any

import pytest

from foi.answers.actions import decide, submit
from foi.answers.content import AnswerContent
from foi.law.clock import Kind
from foi.law.outcomes import Outcome
from foi.letters import actions
from foi.letters.assemble import facts_of
from foi.letters.facts import Purpose, ReviewResult
from foi.letters.models import LetterVersion
from foi.letters.structure import from_json, lines
from foi.organisation.letter_layout import Arrangement, RightsPlace
from foi.requests.clock_actions import record_event
from foi.requests.models import FoiRequest, Requester, today
from foi.reviews.models import Verdict
from tests import factories as f
from tests.factories.afterwards import review_concluded_of
from workflows.letter_flow import LetterState
from workflows.perform import NotPermitted, NotPossible, perform
from workflows.request_flow import RequestState

pytestmark = pytest.mark.django_db


def text_of(version: LetterVersion) -> str:
    return "\n".join(lines(from_json(version.content)))


def test_an_officer_issues_an_acknowledgement_alone_and_the_request_goes_on() -> None:
    letter = f.issued_acknowledgement()
    assert letter.state == LetterState.ISSUED
    assert bytes(letter.document or b"").startswith(b"PK")
    assert FoiRequest.objects.get(pk=letter.foi_request_id).state == RequestState.LOGGED
    sent = letter.foi_request.correspondence.get(direction="out")
    assert sent.subject == "Acknowledgement, version 1"


def test_a_fees_notice_leaves_only_with_approval_where_the_authority_wants_it() -> None:
    letter = f.drafted_fees_notice()
    with pytest.raises((NotPermitted, NotPossible)):
        perform(letter.issue_directly, by=f.officer(), channel="post")
    issued = actions.issue(
        actions.approve(actions.submit(letter, by=f.officer()), by=f.approver()), by=f.officer(), channel="post"
    )
    assert issued.state == LetterState.ISSUED


def test_or_at_once_where_it_does_not() -> None:
    letter = f.drafted_fees_notice()
    letter.authority.notices_need_approval = False
    letter.authority.save()
    letter = LetterVersion.objects.get(pk=letter.pk)
    assert actions.issue(letter, by=f.officer(), channel="post").state == LetterState.ISSUED


def test_a_department_or_an_approver_drafts_none() -> None:
    for user in (f.contributor(), f.approver(), f.outsider()):
        with pytest.raises(NotPermitted):
            actions.draft(f.a_request(), by=user, purpose=Purpose.ACKNOWLEDGEMENT)


def test_questions_that_are_not_answered_yet_do_not_hold_up_an_acknowledgement() -> None:
    letter = f.drafted_acknowledgement()
    assert letter.what_is_missing() == []
    assert "How many officers completed the course" in text_of(letter)


def test_what_a_notice_lacks_bars_it() -> None:
    letter = f.drafted_clarification(unclear="")
    with pytest.raises(NotPossible, match="Say what is unclear"):
        actions.issue(letter, by=f.officer(), channel="e-mail")


def test_every_letter_counts_its_own_versions_and_stands_beside_the_others() -> None:
    response = f.drafted_letter()
    notice = actions.draft(response.foi_request, by=f.officer(), purpose=Purpose.FEES, details=f.FEES)
    assert (response.number, notice.number) == (1, 1)
    assert str(notice).startswith("Fees notice 1 of ")
    assert set(response.foi_request.letters.responses()) == {response}


def test_one_of_each_kind_is_in_hand_at_a_time_and_another_follows_when_it_has_left() -> None:
    first = f.drafted_clarification()
    again = actions.draft(first.foi_request, by=f.officer(), purpose=Purpose.CLARIFICATION)
    assert again.pk == first.pk
    actions.issue(first, by=f.officer(), channel="e-mail")
    second = actions.draft(first.foi_request, by=f.officer(), purpose=Purpose.CLARIFICATION)
    assert second.number == 2
    assert second.details == {}  # another question, not the same again


def test_a_draft_that_came_back_is_gone_on_with() -> None:
    letter = actions.submit(f.drafted_fees_notice(), by=f.officer())
    actions.send_back(letter, by=f.approver(), comment="Postage is £2.")
    again = actions.draft(letter.foi_request, by=f.officer(), purpose=Purpose.FEES)
    assert (again.number, again.details) == (2, f.FEES)


def test_issuing_one_leaves_the_response_and_the_request_where_they_are() -> None:
    response = f.approved_letter()
    notice = actions.draft(response.foi_request, by=f.officer(), purpose=Purpose.ACKNOWLEDGEMENT)
    actions.issue(notice, by=f.officer(), channel="e-mail")
    assert LetterVersion.objects.get(pk=response.pk).state == LetterState.APPROVED
    assert FoiRequest.objects.get(pk=response.foi_request_id).state == RequestState.APPROVED


def test_an_approved_notice_is_void_when_what_it_says_is_no_longer_so() -> None:
    letter = f.approved_fees_notice()
    from foi.requests.actions import correct_details

    requester = Requester.objects.get(pk=letter.foi_request.requester_id)
    correct_details(
        letter.foi_request, by=f.officer(), title="Otters", requester_name=requester.name,
        requester_email=requester.email, requester_address=requester.address,
    )  # fmt: skip
    assert LetterVersion.objects.get(pk=letter.pk).state == LetterState.VOID


def test_no_letter_of_this_kind_is_written_when_the_request_is_closed() -> None:
    with pytest.raises(NotPossible, match="no longer open"):
        actions.draft(f.issued_letter().foi_request, by=f.officer(), purpose=Purpose.FEES)


class TestTheClock:
    """Issuing a letter is a fact of the clock, on the day on which it leaves."""

    def kinds(self, letter: LetterVersion) -> list[str]:
        return [event.kind for event in letter.foi_request.clock_events.order_by("pk")]

    def test_CLK_20_a_clarification_that_is_needed_stops_the_clock(self) -> None:
        letter = actions.issue(f.drafted_clarification(), by=f.officer(), channel="e-mail")
        assert self.kinds(letter) == ["received", "clarification_asked"]
        assert FoiRequest.objects.get(pk=letter.foi_request_id).due_on is None

    def test_CLK_21_one_that_only_helps_does_not(self) -> None:
        letter = f.drafted_clarification(reason_code="would_help")
        before = letter.foi_request.due_on
        actions.issue(letter, by=f.officer(), channel="e-mail")
        assert FoiRequest.objects.get(pk=letter.foi_request_id).due_on == before

    def test_an_acknowledgement_is_on_record_and_moves_nothing(self) -> None:
        letter = f.issued_acknowledgement()
        assert self.kinds(letter) == ["received", "acknowledged"]

    def test_CLK_26_a_fees_notice_is_given_on_the_day_it_leaves(self) -> None:
        letter = actions.issue(f.approved_fees_notice(), by=f.officer(), channel="post")
        assert self.kinds(letter) == ["received", "fee_notice"]

    def test_what_was_recorded_by_hand_is_not_recorded_twice(self) -> None:
        letter = f.approved_fees_notice()
        record_event(letter.foi_request, Kind.FEE_NOTICE, by=f.officer(), on=today())
        letter = LetterVersion.objects.get(pk=letter.pk)
        if letter.state == LetterState.APPROVED:
            actions.issue(letter, by=f.officer(), channel="post")
        assert self.kinds(letter) == ["received", "fee_notice"]


def test_CLK_23_a_question_about_all_of_the_request_does_not_speak_of_a_part_of_it() -> None:
    foi_request = f.request_with_questions_sent()
    details = {"unclear": "- which year you mean", "options": ""}
    whole = actions.draft(foi_request, by=f.officer(), purpose=Purpose.CLARIFICATION, details=details)
    assert "We cannot go on with your request until we hear from you." in text_of(whole)
    some = {**details, "questions": [f.first_question(foi_request).pk]}
    part = actions.edit(whole, by=f.officer(), details=some)
    assert "We cannot go on with this part of your request until we hear from you." in text_of(part)


class TestExtension:
    def draft(self, **details: Any) -> LetterVersion:
        foi_request = f.request_with_questions_sent()
        later = foi_request.due_on + datetime.timedelta(days=20)
        given = {
            "exemptions": ["31(1)(a)"], "explanation": "It names the places.", "reason": "We ask those who work there.",
            "decide_by": later.isoformat(), **details,
        }  # fmt: skip
        return actions.draft(foi_request, by=f.officer(), purpose=Purpose.EXTENSION, details=given)

    def test_LET_4_it_names_the_exemption_why_and_until_when(self) -> None:
        letter = self.draft()
        assert letter.gaps() == []
        assert "Section 31(1)(a)" in text_of(letter)
        assert "It names the places." in text_of(letter)

    def test_CLK_28_the_date_is_the_one_that_the_letter_gives(self) -> None:
        letter = actions.submit(self.draft(), by=f.officer())
        actions.issue(actions.approve(letter, by=f.approver()), by=f.officer(), channel="e-mail")
        event = letter.foi_request.clock_events.get(kind="pit_extension")
        assert event.exemptions == ["31(1)(a)"]
        assert event.estimated_on.isoformat() == letter.details["decide_by"]

    def test_CLK_30_an_absolute_exemption_bars_it(self) -> None:
        assert any("absolute" in gap for gap in self.draft(exemptions=["21(1)"]).gaps())

    def test_CLK_29_an_answer_is_issued_although_an_estimate_was_mistyped(self) -> None:
        letter = f.approved_letter()
        f.a_mistyped_estimate(letter.foi_request, today())
        letter = actions.issue(LetterVersion.objects.get(pk=letter.pk), by=f.officer(), channel="e-mail")
        assert (letter.state, f.fresh(letter.foi_request).state) == ("issued", "issued")


class TestReviewOutcome:
    def test_it_tells_what_the_reviewer_found_and_is_signed_by_them(self) -> None:
        review = f.review_concluded()
        letter = actions.draft(review.foi_request, by=f.officer(), purpose=Purpose.REVIEW)
        assert letter.gaps() == []
        facts = facts_of(letter).review
        assert facts.result is ReviewResult(Verdict.UPHELD)
        assert "We uphold our answer." in text_of(letter)
        assert "You left out the courses of 2024." in text_of(letter)
        assert letter.signatory_name == f.reviewer().full_name
        assert letter.needs_approval

    def test_LET_3_it_is_approved_and_issued_where_the_first_answer_refused_something(self) -> None:
        foi_request = f.request_with_questions_sent()
        for question in foi_request.questions.unsettled():
            submit(question, f.ANSWER, by=f.contributor())
        refused = f.first_question(foi_request)
        vexatious = AnswerContent(outcome=Outcome.VEXATIOUS, reason="It is the ninth of its kind this month.")
        decide(refused, vexatious, [], by=f.officer())
        for question in foi_request.questions.unsettled():
            perform(question.agree, by=f.officer())
        answer = actions.submit(actions.draft(foi_request, by=f.officer()), by=f.officer())
        actions.issue(actions.approve(answer, by=f.approver()), by=f.officer(), channel="post")
        review_concluded_of(foi_request)
        letter = actions.draft(foi_request, by=f.officer(), purpose=Purpose.REVIEW)
        assert letter.what_is_missing() == []
        approved = actions.approve(actions.submit(letter, by=f.officer()), by=f.approver())
        assert actions.issue(approved, by=f.officer(), channel="post").state == LetterState.ISSUED

    def test_there_is_none_before_the_review_is_concluded(self) -> None:
        with pytest.raises(NotPossible, match="no concluded review"):
            actions.draft(f.review_considered().foi_request, by=f.officer(), purpose=Purpose.REVIEW)


class TestLayout:
    def test_the_authority_chooses_and_an_officer_may_choose_otherwise(self) -> None:
        letter = f.drafted_letter()
        letter.authority.letter_arrangement = Arrangement.APART
        letter.authority.letter_rights = RightsPlace.ANNEX
        letter.authority.save()
        letter = LetterVersion.objects.get(pk=letter.pk)
        assert facts_of(letter).layout.arrangement is Arrangement.APART
        actions.edit(letter, by=f.officer(), layout={"arrangement": "table"})
        layout = facts_of(letter).layout
        assert (layout.arrangement, layout.rights) == (Arrangement.TABLE, RightsPlace.ANNEX)


class TestCaveats:
    def test_LET_20_one_is_left_out_with_a_reason_and_put_back(self) -> None:
        letter = f.drafted_letter()
        actions.change_caveat(letter, by=f.officer(), code="CAV_SCOPE", adds=False, reason="Said in the first line.")
        assert "CAV_SCOPE" not in {used.code for used in from_json(letter.content).caveats}
        actions.restore_caveat(letter, by=f.officer(), code="CAV_SCOPE")
        assert "CAV_SCOPE" in {used.code for used in from_json(letter.content).caveats}

    def test_LET_20_not_without_a_reason(self) -> None:
        with pytest.raises(NotPossible, match="Say why"):
            actions.change_caveat(f.drafted_letter(), by=f.officer(), code="CAV_SCOPE", adds=False, reason=" ")

    def test_LET_21_one_that_contradicts_the_answers_is_refused_with_words(self) -> None:
        with pytest.raises(NotPossible, match="would contradict the answers"):
            actions.change_caveat(f.drafted_letter(), by=f.officer(), code="CAV_NOINF", adds=True, reason="To be safe.")

    def test_they_are_kept_when_a_new_version_is_drafted(self) -> None:
        letter = f.drafted_letter()
        actions.change_caveat(letter, by=f.officer(), code="CAV_LINK", adds=True, reason="The answer names a site.")
        actions.send_back(actions.submit(letter, by=f.officer()), by=f.approver(), comment="Shorter, please.")
        again = actions.draft(letter.foi_request, by=f.officer())
        assert "CAV_LINK" in {used.code for used in from_json(again.content).caveats}
