"""Several requests of one person, answered in one letter."""

import datetime
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from foi.answers.actions import decide, submit
from foi.answers.attachments import attach
from foi.answers.content import AnswerContent, ClaimContent
from foi.law.clock import Kind
from foi.law.outcomes import Outcome
from foi.letters import actions as letters
from foi.letters.completeness import completeness
from foi.letters.dispatch import Dispatch, deliver_waiting, issue_by_email, send_again
from foi.letters.waivers import waive
from foi.notices.models import OutboxMessage
from foi.requests.actions import correct_details, take_on
from foi.requests.clock_actions import change_regime
from foi.requests.models import Correspondence, Requester, today
from foi.requests.together import answer_together
from foi.reviews.actions import ask, involved_in
from tests import factories as f
from tests.letters.together import A_MONTH, fresh, pair, states, steps_of, words_in
from workflows.perform import NotPossible, perform
from workflows.roles import SYSTEM

pytestmark = pytest.mark.django_db

# --- the letter -------------------------------------------------------------------------------------------------------


def test_one_letter_answers_both_and_each_is_answered_with_its_own_clock_and_history() -> None:
    letter = f.letter_for_several(f.request_ready_for_letter(title="The second"), title="The first")
    letters.issue(letter, by=f.officer(), channel="post")
    other, lead = letter.requests()
    words = words_in(letter)
    assert f"{other.reference} and {lead.reference}: The second; The first" in words
    for foi_request, mark in ((other, "A"), (lead, "B")):
        answered = fresh(foi_request)
        assert (answered.state, answered.issued_on) == ("issued", today())
        assert answered.clock_events.filter(kind=Kind.ANSWERED).count() == 1
        assert f"Request {mark}: {foi_request.title}" in words
        assert f"Our reference for this request is {foi_request.reference}." in words
        assert f"Question {mark}1" in words
        done = steps_of(foi_request)
        assert [done.count(step) for step in ("letter_submitted", "letter_approved", "letter_issued")] == [1, 1, 1]
        assert Correspondence.objects.filter(foi_request=foi_request, direction="out").count() == 1


def test_the_requests_stand_as_they_came_whichever_leads() -> None:
    later, earlier = pair(received_on=today())
    first = f.request_ready_for_letter(received_on=today() - datetime.timedelta(days=3), title="The earliest")
    answer_together(later, [earlier, first], by=f.officer())
    letter = letters.draft(later, by=f.officer())
    assert letter.requests() == [first, later, earlier] if later.pk < earlier.pk else [first, earlier, later]
    assert "Request A: The earliest" in words_in(letter)


def test_CAV_LATE_the_apology_names_the_requests_that_are_late_and_no_other() -> None:
    late = f.request_ready_for_letter(received_on=today() - A_MONTH)
    letter = letters.draft(f.leading_request(late), by=f.officer())
    words = words_in(letter)
    assert "We should have replied to request A by" in words
    assert "to request B by" not in words


def test_the_letter_is_due_on_the_earliest_of_the_dates() -> None:
    early = f.request_ready_for_letter(received_on=today() - datetime.timedelta(days=9))
    letter = letters.draft(f.leading_request(early), by=f.officer())
    assert letter.beside_the_records().facts.due_on == fresh(early).due_on
    assert fresh(letter.foi_request).due_on > fresh(early).due_on


def test_a_letter_waits_until_all_answers_to_all_requests_are_agreed() -> None:
    lead = f.request_ready_for_letter()
    other = f.request_with_questions_sent()
    answer_together(lead, [other], by=f.officer())
    with pytest.raises(NotPossible, match=f"{other.reference} is still “Gathering answers”"):
        letters.draft(lead, by=f.officer())
    for question in other.questions.unsettled():
        submit(question, f.ANSWER, by=f.contributor())
        perform(question.agree, by=f.officer())
    assert letters.draft(lead, by=f.officer()).state == "draft"


def test_the_letter_is_written_where_it_leads_and_nowhere_else() -> None:
    _, along = pair()
    with pytest.raises(NotPossible, match="the letter is written there"):
        letters.draft(along, by=f.officer())


def test_LET_5_silence_about_one_request_stays_silence_beside_an_answer_to_the_other() -> None:
    question = f.answered_question()
    silent = AnswerContent(outcome=Outcome.NEITHER_CONFIRM_NOR_DENY)
    claim = ClaimContent(
        exemption="31(3)", explanation="To say so would tell whether there is an investigation.",
        harm="Those concerned would be warned.", prejudice_level="would be likely to",
        public_interest_for="Openness.", public_interest_against="Investigations.",
        public_interest_balance="The balance lies with the exemption.", limbs=("31(1)(a)",),
    )  # fmt: skip
    decide(question, silent, [claim], by=f.officer())
    for one in question.foi_request.questions.unsettled():
        if one.state == "sent":
            submit(one, f.ANSWER, by=f.contributor())
        perform(fresh(one).agree, by=f.officer())
    letter = letters.draft(f.leading_request(question.foi_request), by=f.officer())
    words = words_in(letter)
    assert letter.gaps() == []
    assert "31(3)" in words
    assert "Two hundred and six officers." in words
    assert "question A1" in words


def test_B10_files_of_every_request_go_with_it_each_named_by_its_own_reference() -> None:
    lead, along = pair()
    letter = letters.draft(lead, by=f.officer())
    for foi_request in (lead, along):
        question = perform(f.first_question(foi_request).reopen, by=f.officer(), reason="A file is to go along.")
        upload = SimpleUploadedFile("plan.pdf", f.a_pdf(foi_request.reference))
        attach(question, upload, by=f.officer(), description="The plan", redacted=False)
        perform(fresh(question).agree, by=f.officer())
    names = [name for name, _ in letters.enclosed(fresh(letter))]
    assert names == sorted(names)
    assert len({name.split("_attachment_")[0] for name in names}) == 2
    assert all(name.endswith("_attachment_01.pdf") for name in names)


# --- what holds for one holds for all ---------------------------------------------------------------------------------


def test_taking_back_sending_back_and_approving_move_all_of_them() -> None:
    lead, along = pair()
    letter = letters.submit(letters.draft(lead, by=f.officer()), by=f.officer())
    assert states(lead, along) == ["in_approval"] * 2
    perform(letter.recall, by=f.officer())
    assert states(lead, along) == ["drafting"] * 2
    letters.submit(letter, by=f.officer())
    letters.send_back(letter, by=f.approver(), comment="Which year?")
    assert states(lead, along) == ["drafting"] * 2
    letter = letters.submit(letters.draft(lead, by=f.officer()), by=f.officer())
    letters.approve(letter, by=f.approver())
    assert states(lead, along) == ["approved"] * 2


def test_an_answer_reopened_in_either_request_makes_the_approval_void() -> None:
    letter = f.letter_for_several()
    lead, along = letter.foi_request, letter.foi_request.answered_along.get()
    perform(f.first_question(along).reopen, by=f.officer(), reason="The figure was for 2024.")
    assert states(letter, lead, along) == ["void", "drafting", "gathering"]


def test_what_is_missing_in_either_request_stops_the_letter_and_is_told_with_its_reference() -> None:
    lead, along = pair()
    f.first_question(along).answers.update(text="")
    letter = letters.draft(lead, by=f.officer())
    with pytest.raises(NotPossible, match=f"{along.reference}, Question 1: Enter the information that is provided"):
        letters.submit(letter, by=f.officer())


def test_a_warning_that_was_let_stand_in_one_request_still_warns_of_the_other() -> None:
    lead, along = pair()
    letter = letters.draft(lead, by=f.officer())
    for one in (lead, along):
        f.an_event(one, Kind.CLARIFICATION_ASKED, today())
    found = completeness(fresh(lead))
    [warning] = found.open_warnings
    [(other, there)] = found.others
    assert other == along
    assert [one.key for one in there.open_warnings] == [warning.key]  # the same words, of two requests
    waive(lead, warning.key, by=f.officer(), reason="They answered on the telephone.")
    found = completeness(fresh(lead))
    assert found.open_warnings == []
    assert [one.key for one in found.others[0][1].open_warnings] == [warning.key]
    assert [line.split(":")[0].split(", ")[0] for line in fresh(letter).what_is_missing()] == [along.reference]


# --- hard cases -------------------------------------------------------------------------------------------------------


def test_CLK_20_while_one_request_waits_for_its_requester_the_date_is_that_of_the_other() -> None:
    lead, along = pair()
    f.an_event(along, Kind.CLARIFICATION_ASKED, today())
    assert fresh(along).due_on is None
    letter = letters.draft(lead, by=f.officer())
    assert letter.beside_the_records().facts.due_on == fresh(lead).due_on


def test_CLK_28_more_time_for_one_request_moves_no_date_of_the_other() -> None:
    lead, along = pair()
    f.an_event(along, Kind.PIT_EXTENSION, today())
    assert fresh(along).due_on > fresh(lead).due_on
    letter = letters.draft(lead, by=f.officer())
    assert letter.beside_the_records().facts.due_on == fresh(lead).due_on


def test_an_approved_letter_does_not_leave_when_the_requests_are_no_longer_one_persons() -> None:
    letter = f.letter_for_several()
    along = letter.foi_request.answered_along.get()
    changed = {**f.REQUESTER, "requester_email": "another@person.example"}
    correct_details(along, by=f.officer(), title=along.title, **changed)
    with pytest.raises(NotPossible, match="does not come from the same requester"):
        letters.issue(fresh(letter), by=f.officer(), channel="post")


def test_LET_10_nor_when_one_turns_out_to_come_under_another_law() -> None:
    lead, along = pair()
    letter = letters.submit(letters.draft(lead, by=f.officer()), by=f.officer())
    change_regime(along, by=f.officer(), regime="eir", reason="About a river.")
    with pytest.raises(NotPossible, match="comes under another law"):
        letters.approve(fresh(letter), by=f.approver())


def test_a_request_without_a_question_left_is_not_answered_in_silence() -> None:
    lead, along = pair()
    for question in along.questions.all():
        perform(question.withdraw, by=f.officer(), reason="Narrowed.")
    letter = letters.draft(lead, by=f.officer())
    with pytest.raises(NotPossible, match=f"{along.reference}\\) has no question left"):
        letters.submit(letter, by=f.officer())


# --- out, and afterwards ----------------------------------------------------------------------------------------------


def test_one_message_goes_out_with_the_bytes_that_were_issued() -> None:
    letter = f.letter_for_several()
    Requester.objects.update(came_from=f.REQUESTER["requester_email"])
    issue_by_email(fresh(letter), by=f.officer())
    assert deliver_waiting() == 1
    assert deliver_waiting() == 0
    [message] = mail.outbox
    [(_, content, _)] = message.attachments
    letter = fresh(letter)
    assert content == bytes(letter.document or b"")
    assert all(one.reference in message.subject and one.reference in message.body for one in letter.requests())
    assert states(*letter.requests()) == ["issued"] * 2
    assert Dispatch.objects.count() == 1
    on_file = Correspondence.objects.filter(direction="out").order_by("foi_request")
    assert [one.foi_request for one in on_file] == sorted(letter.requests(), key=lambda one: one.pk)
    # An answer to it names the message: that finds the request that leads, and no other.
    assert [bool(one.message_id) for one in on_file] == [one.foi_request == letter.foi_request for one in on_file]


def test_a_site_that_made_one_address_for_both_gets_one_letter() -> None:
    site = "request-123456-0a1b2c3d@whatdotheyknow.com"
    letter = f.letter_for_several(f.request_ready_for_letter(requester_email=site), requester_email=site)
    Requester.objects.update(came_from=site)
    issue_by_email(fresh(letter), by=f.officer())
    assert Dispatch.objects.get().to == site


def test_CLK_52_a_review_of_either_request_is_not_given_to_who_wrote_or_approved_the_letter() -> None:
    along = f.answered_along()
    ask(along, by=f.officer(), asked_on=today(), grounds="The figure cannot be right.")
    ask(fresh(along.answered_with), by=f.officer(), asked_on=today(), grounds="Nor this one.")
    assert f.approver().pk in involved_in(along)
    assert f.officer().pk in involved_in(along)


def test_a_letter_that_did_not_arrive_is_told_to_the_officers_of_all_requests_and_sent_again_once() -> None:
    letter = f.letter_for_several()
    lead, along = letter.foi_request, letter.foi_request.answered_along.get()
    take_on(lead, by=f.officer())
    take_on(along, by=f.second_officer())
    Requester.objects.update(came_from=f.REQUESTER["requester_email"])
    issue_by_email(fresh(letter), by=f.officer())
    deliver_waiting()
    bounced = perform(Dispatch.objects.get().bounce, by=SYSTEM, cause="No such mailbox.")
    told = OutboxMessage.objects.filter(key__contains="letter_came_back").values_list("to", flat=True)
    assert sorted(told) == sorted([f.officer().email, f.second_officer().email])
    send_again(bounced, by=f.second_officer())
    assert deliver_waiting() == 1
    on_file = Correspondence.objects.filter(subject__endswith="sent again").values_list("foi_request", flat=True)
    assert sorted(on_file) == sorted([lead.pk, along.pk])


def test_the_letter_of_either_request_can_be_fetched_by_its_reference(tmp_path: Path) -> None:
    along = f.answered_along()
    call_command("letter", along.reference, out=tmp_path / "letter.docx")
    kept = along.answered_with.letters.get().document if along.answered_with else None
    assert (tmp_path / "letter.docx").read_bytes() == bytes(kept or b"")
