"""An approval holds for exact content: whatever would change one word of the letter voids it, nothing else does."""

import datetime

import pytest
import time_machine

from foi.answers.actions import decide, record_for_department
from foi.answers.content import AnswerContent, ClaimContent
from foi.answers.models import Answer
from foi.law.outcomes import Outcome
from foi.law.time_limits import due
from foi.letters import actions as letters
from foi.letters.assemble import compose_letter
from foi.letters.models import LetterVersion
from foi.letters.structure import content_hash
from foi.notices.models import OutboxMessage
from foi.requests.actions import correct_details, file_correspondence, see_requester, take_on
from foi.requests.models import FoiRequest
from tests import factories
from workflows.audit import history_of
from workflows.perform import NotPermitted, NotPossible, perform

pytestmark = pytest.mark.django_db


def fresh(letter: LetterVersion) -> LetterVersion:
    return LetterVersion.objects.get(pk=letter.pk)


def corrected(letter: LetterVersion, **changes: str) -> None:
    unchanged = {"title": letter.foi_request.title, **factories.REQUESTER}
    correct_details(letter.foi_request, by=factories.officer(), **{**unchanged, **changes})


CHANGES = {
    "an answer is reopened": lambda letter: perform(
        factories.first_question(letter.foi_request).reopen, by=factories.officer(), reason="Wrong year."
    ),
    "an answer is returned by the approver": lambda letter: perform(
        factories.first_question(letter.foi_request).send_back, by=factories.approver(), comment="Which year?"
    ),
    "a question is withdrawn": lambda letter: perform(
        factories.first_question(letter.foi_request).withdraw, by=factories.officer(), reason="Not wanted."
    ),
    "the title is corrected": lambda letter: corrected(letter, title="Rescue of hedgehogs"),
    "the requester's name is corrected": lambda letter: corrected(letter, requester_name="Morgan Quill"),
    "the requester's address is corrected": lambda letter: corrected(letter, requester_address="8 Nightjar Row"),
    "the request is withdrawn": lambda letter: perform(
        letter.foi_request.withdraw, by=factories.officer(), reason="No longer wanted."
    ),
}

NO_CHANGES = {
    "another officer takes the request on": lambda letter: take_on(letter.foi_request, by=factories.second_officer()),
    "a note is filed": lambda letter: file_correspondence(
        letter.foi_request, by=factories.officer(), direction="note", on=datetime.date(2026, 3, 3), subject="A call"
    ),
    "the requester's details are looked at": lambda letter: see_requester(letter.foi_request, by=factories.approver()),
    "the details are saved as they were": lambda letter: corrected(letter),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize(
    "at", [factories.letter_awaiting_approval, factories.approved_letter], ids=["submitted", "approved"]
)
def test_it_is_void_when(at, change) -> None:
    letter = at()
    change(letter)
    letter = fresh(letter)
    assert letter.state == "void"
    assert letter.comment, "the page says why"
    assert history_of(letter.foi_request).filter(action="void").count() == 1
    assert OutboxMessage.objects.filter(key__startswith="letter_void:", to=factories.officer().email).count() == 1
    for press, person in ((letters.approve, factories.approver()), (letters.issue, factories.officer())):
        with pytest.raises(NotPossible, match="Approval void"):
            press(letter, by=person, **({"channel": "post"} if press is letters.issue else {}))


@pytest.mark.parametrize("step", NO_CHANGES.values(), ids=NO_CHANGES.keys())
def test_it_holds_when_no_word_changes(step) -> None:
    letter = factories.approved_letter()
    step(letter)
    assert fresh(letter).state == "approved"
    assert letters.issue(fresh(letter), by=factories.officer(), channel="e-mail").state == "issued"


def test_a_change_that_reaches_the_records_past_every_step_is_caught_when_the_letter_is_to_leave() -> None:
    """Somebody edits a row by hand: no step, no event; the letter is composed anew before it goes."""
    letter = factories.approved_letter()
    Answer.objects.filter(question__foi_request=letter.foi_request, outcome="provided").update(text="Two.")
    with pytest.raises(NotPossible, match="no longer what today's records give"):
        letters.issue(fresh(letter), by=factories.officer(), channel="e-mail")
    assert fresh(letter).state == "approved"


def test_an_approved_letter_leaves_with_the_letterhead_that_it_was_read_with() -> None:
    letter = factories.approved_letter()
    before = letter.content["letterhead"]
    force = letter.foi_request.authority
    force.address = "2 Weir Street\nTrentvale"
    force.save()
    issued = letters.issue(fresh(letter), by=factories.officer(), channel="e-mail")
    assert (issued.state, fresh(issued).content["letterhead"]) == ("issued", before)


def test_a_letter_approved_in_time_is_not_sent_late_without_an_apology() -> None:
    """CAV_LATE: after day 20 the letter would say more than what was approved."""
    received_on = datetime.date(2026, 3, 2)
    with time_machine.travel(datetime.datetime(2026, 3, 27, 10), tick=False):
        letter = factories.approved_letter(received_on=received_on)
    day_21 = due(received_on).day(21)
    with time_machine.travel(datetime.datetime(day_21.year, day_21.month, day_21.day, 9), tick=False):
        with pytest.raises(NotPossible, match="the letter is now late"):
            letters.issue(fresh(letter), by=factories.officer(), channel="e-mail")
        letter = perform(fresh(letter).recall, by=factories.officer())
        letter = letters.draft(letter.foi_request, by=factories.officer())
        assert letter.number == 1, "the same draft, brought up to date"
        letters.submit(letter, by=factories.officer())
        letters.approve(letter, by=factories.approver())
        assert letters.issue(letter, by=factories.officer(), channel="e-mail").issued_on == day_21


def test_after_a_void_the_next_version_carries_on_with_what_the_officer_wrote() -> None:
    letter = factories.drafted_letter()
    letters.edit(
        letter, by=factories.officer(), added_paragraphs="We spoke on Monday.", signatory_name="A. Verma",
        signatory_role="Disclosure Officer",
    )  # fmt: skip
    letters.submit(letter, by=factories.officer())
    question = factories.first_question(letter.foi_request)
    perform(question.reopen, by=factories.officer(), reason="Wrong year.")
    perform(question.agree, by=factories.officer())
    again = letters.draft(letter.foi_request, by=factories.officer())
    assert (again.number, again.added_paragraphs, again.signatory_name) == (2, "We spoke on Monday.", "A. Verma")
    assert fresh(letter).state == "superseded"


def test_a_draft_follows_the_answers_by_itself() -> None:
    letter = factories.drafted_letter()
    question = factories.first_question(letter.foi_request)
    perform(question.reopen, by=factories.officer(), reason="Wrong year.")
    assert fresh(letter).gaps(), "a question that is not settled is a gap"
    not_held = AnswerContent(outcome=Outcome.NOT_HELD, reason="None is run.", no_search_because="We run no courses.")
    decide(question, not_held, [], by=factories.officer())
    perform(question.agree, by=factories.officer())
    letter = fresh(letter)
    assert letter.state == "draft"
    assert letter.gaps() == []
    assert "None is run." in str(letter.content)
    assert letter.content_hash == content_hash(compose_letter(letter))


def test_a_letter_with_gaps_cannot_be_submitted() -> None:
    """LET-30: failing checks block on the server, not only on the page."""
    letter = factories.drafted_letter()
    answer = factories.first_question(letter.foi_request).current_answer
    Answer.objects.filter(pk=answer.pk).update(outcome="withheld", text="")  # an exemption is missing now
    letter = letters.draft(letter.foi_request, by=factories.officer())
    assert any("no exemption is named" in gap for gap in letter.gaps())
    with pytest.raises(NotPossible, match="Name the exemption"):
        letters.submit(letter, by=factories.officer())


def test_the_approver_approves_what_they_have_read() -> None:
    letter = factories.letter_awaiting_approval()
    read = letter.content_hash
    perform(fresh(letter).recall, by=factories.officer())
    letters.edit(fresh(letter), by=factories.officer(), added_paragraphs="One more thing.", signatory_name="A. Verma",
                 signatory_role="")  # fmt: skip
    letters.submit(fresh(letter), by=factories.officer())
    with pytest.raises(NotPossible, match="has changed since you opened this page"):
        letters.approve(fresh(letter), by=factories.approver(), seen_hash=read)
    assert fresh(letter).state == "submitted"


def test_a_letter_taken_back_is_approved_by_nobody() -> None:
    letter = perform(factories.approved_letter().recall, by=factories.officer())
    letter = fresh(letter)
    assert (letter.state, letter.approved_by, letter.approved_hash, letter.document) == ("draft", None, "", None)
    assert FoiRequest.objects.get(pk=letter.foi_request_id).state == "drafting"


def test_only_officers_draft() -> None:
    foi_request = factories.request_ready_for_letter()
    for person in (factories.approver(), factories.contributor(), factories.outsider()):
        with pytest.raises(NotPermitted):
            letters.draft(foi_request, by=person)


def test_no_letter_is_drafted_while_a_question_is_open() -> None:
    foi_request = factories.request_with_questions_sent()
    with pytest.raises(NotPossible, match="agreed or withdrawn first"):
        letters.draft(foi_request, by=factories.officer())


def test_LET_3_an_exemption_that_was_decided_is_in_the_letter_and_one_dropped_is_not() -> None:
    question = factories.answered_question()
    claim = ClaimContent(
        exemption="31(1)(a)", harm="Publishing the plan would help those who want to avoid patrols.",
        prejudice_level="would be likely to", public_interest_for="Understanding how money is spent.",
        public_interest_against="Crimes would be harder to prevent.", public_interest_balance="Prevention weighs more.",
    )  # fmt: skip
    withheld = AnswerContent(outcome=Outcome.WITHHELD, reason="The plan is operational.")
    decide(question, withheld, [claim], by=factories.officer())
    perform(question.agree, by=factories.officer())
    for other in question.foi_request.questions.unsettled():
        record_for_department(other, factories.ANSWER, by=factories.officer())
        perform(other.agree, by=factories.officer())
    letter = letters.draft(question.foi_request, by=factories.officer())
    assert "31(1)(a)" in str(letter.content)

    perform(question.reopen, by=factories.officer(), reason="It can be published.")
    decide(question, factories.ANSWER, [], by=factories.officer())
    perform(question.agree, by=factories.officer())
    assert "31(1)(a)" not in str(fresh(letter).content)
