"""What is missing from a request, as one list: what bars the letter, for whom, and what a named person lets stand."""

import pytest

from foi.answers.actions import decide, decide_small_numbers, submit
from foi.answers.content import AnswerContent
from foi.disclosure.finding import Level
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Outcome
from foi.letters import actions as letters
from foi.letters.completeness import completeness
from foi.letters.waivers import waive
from foi.requests.models import FoiRequest
from tests import factories as f
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, perform

pytestmark = pytest.mark.django_db

TBC = "The figure for March is TBC."


def ids(foi_request):
    return [(finding.id, finding.place) for finding in completeness(fresh(foi_request)).findings]


def fresh(foi_request) -> FoiRequest:
    return FoiRequest.objects.get(pk=foi_request.pk)


def a_letter_with_a_warning(text=TBC):
    letter = f.drafted_letter()
    return letters.edit(letter, by=f.officer(), added_paragraphs=text, signatory_name="A. Verma", signatory_role="")


def the_warning(foi_request):
    (found,) = completeness(fresh(foi_request)).open_warnings
    return found


# --- the list -------------------------------------------------------------------------------------------------------


def test_question_unanswered_and_unagreed_each_is_told_at_its_place():
    question = f.answered_question()
    assert ids(question.foi_request) == [("question.unagreed", "question:1"), ("question.unanswered", "question:2")]


def test_a_request_that_is_complete_has_nothing_in_the_list():
    letter = f.drafted_letter()
    assert ids(letter.foi_request) == []
    assert letters.submit(letter, by=f.officer()).state == "submitted"


def test_what_the_letter_asks_again_is_told_once():
    question = f.answered_question(AnswerContent(outcome=Outcome.WITHHELD, reason="Tactics."))
    perform(question.withdraw, by=f.officer(), reason="-")
    letter = f.drafted_letter()
    question = f.first_question(letter.foi_request)
    question.answers.update(outcome="withheld")  # as if it had been agreed before there was a rule
    told = [finding for finding in completeness(fresh(letter.foi_request)).blocking if finding.place == "question:1"]
    assert [finding.id for finding in told].count("LET-3.exemption") == 1


# --- what bars ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["officer", "second_officer", "approver", "contributor"])
def test_LET_30_a_block_stops_the_letter_for_everybody(role):
    letter = a_letter_with_a_warning("We met on [insert date].")
    with pytest.raises((NotPossible, NotPermitted)):
        letters.submit(letter, by=getattr(f, role)())
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_the_refusal_is_in_the_words_of_the_findings():
    letter = a_letter_with_a_warning("We met on [insert date].")
    with pytest.raises(NotPossible, match=r"Something is still missing. A placeholder was left: “\[insert date\]”"):
        letters.submit(letter, by=f.officer())


def test_somebody_with_both_roles_is_stopped_too():
    letter = a_letter_with_a_warning("We met on [insert date].")
    both = f.person("Asha Verma", f.Role.APPROVER)
    with pytest.raises(NotPossible, match="placeholder"):
        letters.submit(letter, by=both)


# --- what is let stand ----------------------------------------------------------------------------------------------


def test_a_warning_bars_until_a_named_person_lets_it_stand_with_a_reason():
    letter = a_letter_with_a_warning()
    with pytest.raises(NotPossible, match="TBC"):
        letters.submit(letter, by=f.officer())
    warning = the_warning(letter.foi_request)
    assert (warning.level, warning.id, warning.place) == (Level.WARN, "D9.stand-in", "letter")
    waive(letter.foi_request, warning.key, by=f.officer(), reason="The ministry writes it so.")
    found = completeness(fresh(letter.foi_request))
    ((_, waiver),) = found.waived
    assert (waiver.waived_by, waiver.reason) == (f.officer(), "The ministry writes it so.")
    assert AuditEvent.objects.filter(action="waive", actor=f.officer(), detail__rule="D9.stand-in").count() == 1
    assert letters.submit(letter, by=f.officer()).state == "submitted"


def test_a_changed_text_brings_a_waived_warning_back():
    letter = a_letter_with_a_warning()
    waive(letter.foi_request, the_warning(letter.foi_request).key, by=f.officer(), reason="Known.")
    signed = {"signatory_name": "A. Verma", "signatory_role": ""}
    letters.edit(letter, by=f.officer(), added_paragraphs="The figure for April is TBC.", **signed)
    assert "April" in the_warning(letter.foi_request).message
    letters.edit(letter, by=f.officer(), added_paragraphs=TBC, **signed)
    assert completeness(fresh(letter.foi_request)).open_warnings == []


def test_a_changed_answer_brings_a_waived_warning_back():
    in_part = {"outcome": Outcome.PROVIDED, "text": "In March 3 officers left.", "source": "HR"}
    question = f.answered_question(AnswerContent(**in_part))
    settle = {"by": f.officer(), "reason": "Privacy.", "exemption": "40(2) with 40(3A)(a)"}
    decide_small_numbers(question, Decision.SUPPRESSED, **settle)
    waive(question.foi_request, the_warning(question.foi_request).key, by=f.officer(), reason="Published already.")
    assert completeness(fresh(question.foi_request)).open_warnings == []
    perform(question.send_back, by=f.officer(), comment="And April?")
    submit(question, AnswerContent(**in_part | {"text": "In April 2 officers left."}), by=f.contributor())
    decide_small_numbers(question, Decision.SUPPRESSED, **settle)
    assert "2 officers" in the_warning(question.foi_request).message


def test_a_block_cannot_be_let_stand_and_a_warning_that_is_gone_neither():
    letter = a_letter_with_a_warning("On [insert date].")
    (block,) = completeness(fresh(letter.foi_request)).blocking
    with pytest.raises(NotPossible, match="cannot be waived"):
        waive(letter.foi_request, block.key, by=f.officer(), reason="It is fine.")
    with pytest.raises(NotPossible, match="not there any more"):
        waive(letter.foi_request, "0" * 32, by=f.officer(), reason="It is fine.")
    assert not letter.foi_request.waivers.exists()
    assert not AuditEvent.objects.filter(action="waive").exists()


@pytest.mark.parametrize("role", ["approver", "contributor", "outsider"])
def test_only_officers_of_the_authority_let_a_warning_stand(role):
    letter = a_letter_with_a_warning()
    warning = the_warning(letter.foi_request)
    with pytest.raises(NotPermitted):
        waive(letter.foi_request, warning.key, by=getattr(f, role)(), reason="It is fine.")


def test_a_reason_is_asked_for_and_twice_is_once():
    letter = a_letter_with_a_warning()
    key = the_warning(letter.foi_request).key
    with pytest.raises(NotPossible, match="reason"):
        waive(letter.foi_request, key, by=f.officer(), reason="  ")
    for _ in range(2):
        waive(letter.foi_request, key, by=f.officer(), reason="Known.")
    assert letter.foi_request.waivers.count() == 1


# --- the earlier request of a repeated one ----------------------------------------------------------------------------


def told_of_the_earlier(earlier: FoiRequest) -> list[str]:
    question = f.answered_question()
    named = f"{earlier.reference}, answered on 3 March 2026"
    decide(
        question, AnswerContent(outcome=Outcome.REPEATED, reason="Answered.", earlier_request=named), [], by=f.officer()
    )
    found = [
        one for one in completeness(fresh(question.foi_request)).open_warnings if one.id == "LET-7.earlier-answered"
    ]
    return [one.message.removeprefix(f"{earlier.reference} ") for one in found]


def test_LET_7_a_repeated_request_that_was_not_answered_before_is_a_warning():
    assert told_of_the_earlier(f.a_request()) == [
        "has not been answered: section 14(2) needs an earlier request that was."
    ]


def test_LET_7_another_persons_request_is_a_warning():
    other = f.issued_letter(requester_name="Robin Ashdown", requester_email="robin@ashdown.example").foi_request
    assert told_of_the_earlier(other) == [
        "came from somebody else, as far as the records show: section 14(2) needs the same person."
    ]


def test_LET_7_an_answered_request_of_the_same_person_is_none():
    assert told_of_the_earlier(f.issued_letter().foi_request) == []


def test_LET_7_one_that_is_not_on_file_here_is_the_officers_to_know():
    assert told_of_the_earlier(FoiRequest(reference="999/11")) == []


# --- how much it asks of the database -------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 60])
def test_the_number_of_queries_does_not_grow_with_the_questions(number, django_assert_num_queries):
    text = "\n".join(f"{each}. How many courses of kind {each} were held in 2025?" for each in range(1, number + 1))
    letter = f.drafted_letter(text=f"Dear Sir or Madam,\n\n{text}\n")
    foi_request = FoiRequest.objects.select_related("authority").get(pk=letter.foi_request_id)
    # letter, what it answers beside, questions, files, answers, claims, searches, requester, wording, clock
    with django_assert_num_queries(10):
        found = completeness(foi_request)
    assert found.findings == ()
    assert foi_request.questions.count() == number
