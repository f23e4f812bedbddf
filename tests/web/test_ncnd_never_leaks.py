"""LET-5: whoever may not know reads the same, to the byte, whether what we neither confirm nor deny is held or not.

The same request is lived through twice: once its department answers "held, fourteen documents", once "not held". The
officer decides alike. Everything that leaves, and everything that another department reads, is then compared.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from foi.answers.actions import agree, decide, submit
from foi.answers.content import AnswerContent, SearchContent
from foi.law.outcomes import Outcome, letter_held, letter_outcome
from foi.letters import actions as letters
from foi.letters.assemble import compose_letter
from foi.letters.render_docx import render_docx
from foi.letters.render_html import render_html
from foi.notices.models import OutboxMessage
from foi.requests.actions import reassign
from foi.requests.models import FoiRequest
from tests import factories as f
from tests.claims import complete_claim
from tests.web.test_applicant_blind import addresses, everything_said
from workflows.perform import perform

pytestmark = pytest.mark.django_db

HELD = AnswerContent(
    outcome=Outcome.WITHHELD, text="There are fourteen documents on the source.", reason="It would name the source.",
    table={"caption": "Documents", "header": ["Year", "Documents"], "rows": [["2025", "14"], ["2024", "3"]]},
    source="The intelligence system", as_at=datetime.date(2025, 6, 2), has_figures=True, from_live_system=True,
    keyword_search=True, specially_collated=True, coverage="Held from 2019 only.", note_to_officer="Never say so.",
    searches=(SearchContent(system="The intelligence system", terms="the source", result="14 documents"),),
)  # fmt: skip
NOT_HELD = AnswerContent(
    outcome=Outcome.NOT_HELD, reason="There is no such source.", no_search_because="We run no sources."
)
OTHER = AnswerContent(outcome=Outcome.PROVIDED, text="Two days.", source="The prospectus")
#: an officer who leaves in the form what the department wrote
CARELESS = {"text": "There are fourteen documents.", "reason": "We hold it, but must not say so.", "source": "Intel"}


class Undone(Exception):
    pass


def lived_through(theirs: AnswerContent, **typed: Any) -> dict[str, str]:
    """What can be read at the end of it, by where; undone afterwards, so that both lives begin alike."""
    read: dict[str, str] = {}
    try:
        with transaction.atomic():
            foi_request = f.request_with_questions_sent()
            hidden, other, _ = foi_request.questions.order_by("position")
            elsewhere = f.department("Human Resources")
            reassign(other, by=f.officer(), department=elsewhere, due_on=other.due_on, reason="Theirs.")
            hidden.refresh_from_db()
            submit(hidden, theirs, by=f.contributor())
            silent = AnswerContent(outcome=Outcome.NEITHER_CONFIRM_NOR_DENY, **typed)
            hidden = decide(hidden, silent, [complete_claim("31(3)"), complete_claim("23(5)")], by=f.officer())
            agree(hidden, by=f.officer())
            other.refresh_from_db()
            submit(other, OTHER, by=f.contributor(elsewhere))
            agree(other, by=f.officer())
            foi_request = FoiRequest.objects.get(pk=foi_request.pk)
            version = letters.draft(foi_request, by=f.officer())
            assert version.gaps() == []
            letters.submit(version, by=f.officer())
            version = letters.approve(version, by=f.approver())
            read |= dict(what_leaves(letters.issue(version, by=f.officer(), channel="e-mail")))
            read |= dict(what_another_department_reads(foi_request, f.contributor(elsewhere)))
            raise Undone
    except Undone:
        return read


def what_leaves(version: Any) -> Iterator[tuple[str, str]]:
    letter = compose_letter(version, dated_on=version.foi_request.issued_on)
    yield "the letter", render_html(letter)
    yield "its record", str(version.content)
    with zipfile.ZipFile(io.BytesIO(render_docx(letter))) as document:
        for name in sorted(document.namelist()):
            yield f"Word: {name}", document.read(name).decode(errors="replace")
    client = Client()
    client.force_login(f.officer())
    sent = client.get(f"/letters/{version.pk}/document/")
    yield "the name of the file", sent.headers["Content-Disposition"]
    for number, message in enumerate(OutboxMessage.objects.order_by("pk")):
        yield f"message {number}", f"{message.to} {message.subject} {message.body}"
    answers = [question.current_answer for question in version.foi_request.questions.order_by("position")]
    pairs = [(answer.decided, answer.held) for answer in answers]
    yield "the outcome of the letter", f"{letter_outcome(one for one, _ in pairs)} {letter_held(pairs)}"
    yield "the decision on record", str([(answer.content(), answer.held) for answer in answers[:1]])


def what_another_department_reads(foi_request: FoiRequest, user: Any) -> Iterator[tuple[str, str]]:
    client = Client()
    client.force_login(user)
    for number, address in enumerate(addresses(foi_request)):
        response = client.get(address)
        yield f"{number} {re.sub('[0-9]+', '#', address)}", f"{response.status_code} {everything_said(response)}"


def without_numbers_of_rows(text: str) -> str:
    """Keys of the database, and what is made for one visit only."""
    text = re.sub(r'(csrfmiddlewaretoken" value="|nonce="|nonce-|csrftoken=|sessionid=)[^"\';]+', r"\1", text)
    text = re.sub(r"/(requests|questions|letters|files)/\d+", r"/\1/#", text)
    return re.sub(r"(expires=)[^;]+", r"\1", text)


@pytest.mark.parametrize("typed", [{}, CARELESS], ids=["as it should be", "with the department's words left in"])
@time_machine.travel(datetime.datetime(2025, 6, 3, 9, tzinfo=datetime.UTC), tick=False)
def test_LET_5_held_and_not_held_read_the_same(typed: dict[str, str]) -> None:
    f.approver(), f.contributor(f.department("Human Resources")), f.officer()
    held, not_held = lived_through(HELD, **typed), lived_through(NOT_HELD, **typed)
    assert held.keys() == not_held.keys()
    assert len(held) > 40, "the letter, the parts of its file, messages and pages were read"
    for where, words in held.items():
        assert without_numbers_of_rows(words) == without_numbers_of_rows(not_held[where]), where
        for trace in ("fourteen", "14 documents", "intelligence", "no such source", "run no sources", "Never say so"):
            assert trace not in words, where


def test_LET_5_a_silent_answer_keeps_nothing_of_what_was_found() -> None:
    question = f.answered_question(HELD)
    silent = AnswerContent(
        outcome=Outcome.NEITHER_CONFIRM_NOR_DENY, held="in_part", text=HELD.text, table=HELD.table, reason=HELD.reason,
        source=HELD.source, has_figures=True, searches=HELD.searches, earlier_request="FOI/1",
    )  # fmt: skip
    answer = decide(question, silent, [complete_claim("31(3)")], by=f.officer()).current_answer
    assert answer.content() == AnswerContent(outcome=Outcome.NEITHER_CONFIRM_NOR_DENY)
    assert answer.held == ""


@pytest.mark.parametrize("outcome", [Outcome.COST_LIMIT_TO_CONFIRM, Outcome.VEXATIOUS, Outcome.REPEATED])
def test_where_no_duty_is_left_to_confirm_only_the_reason_stays(outcome: Outcome) -> None:
    said = AnswerContent(outcome=outcome, reason="Why.", text=HELD.text, searches=HELD.searches, held="yes")
    assert said.as_decided() == AnswerContent(outcome=outcome, reason="Why.")


def test_the_steps_of_a_question_are_the_same_for_its_department_whatever_was_decided() -> None:
    """The department that answered reads its own words and "Agreed": not what the officer made of them."""
    client = Client()
    client.force_login(f.contributor())
    pages = []
    for outcome, claims in (
        (Outcome.NEITHER_CONFIRM_NOR_DENY, [complete_claim("31(3)")]),
        (Outcome.WITHHELD, [complete_claim("31(1)(a)")]),
    ):
        question = f.answered_question(NOT_HELD)
        decide(question, AnswerContent(outcome=outcome, reason="x"), claims, by=f.officer())
        question.refresh_from_db()
        perform(question.agree, by=f.officer())
        page = client.get(f"/questions/{question.pk}/").content.decode()
        assert "31(" not in page
        reference_and_counts = r"\b\d+/\d+\b|\(\d+\)"
        pages.append(re.sub(reference_and_counts, "#", without_numbers_of_rows(page)))
    assert pages[0] == pages[1]
