"""Issuing: once, dated the day it leaves, with the very bytes kept."""

import datetime
import hashlib
import io

import pytest
import time_machine
from docx import Document

from foi.answers.actions import submit
from foi.answers.content import AnswerContent
from foi.law.outcomes import Outcome
from foi.letters import actions as letters
from foi.letters.models import LetterVersion
from foi.requests.models import Correspondence, FoiRequest
from tests import factories
from workflows.perform import NotPossible, perform

pytestmark = pytest.mark.django_db


def words_of(document: bytes) -> str:
    opened = Document(io.BytesIO(document))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells]).replace("\xa0", " ")


def test_what_leaves_is_what_was_approved_with_its_date() -> None:
    letter = factories.approved_letter()
    issued = letters.issue(letter, by=factories.officer(), channel="e-mail")
    kept = LetterVersion.objects.get(pk=issued.pk)
    assert kept.content_hash == kept.approved_hash
    assert hashlib.sha256(letters.document_of(kept)).hexdigest() == kept.document_sha256
    assert "Two hundred and six officers." in words_of(letters.document_of(kept))
    assert (kept.channel, kept.issued_on) == ("e-mail", FoiRequest.objects.get(pk=kept.foi_request_id).issued_on)


def test_the_letter_is_dated_the_day_it_is_issued_not_the_day_it_was_drafted() -> None:
    with time_machine.travel(datetime.datetime(2026, 3, 4, 10), tick=False):
        letter = factories.approved_letter(received_on=datetime.date(2026, 3, 2))
    with time_machine.travel(datetime.datetime(2026, 3, 9, 10), tick=False):
        letter = letters.issue(LetterVersion.objects.get(pk=letter.pk), by=factories.officer(), channel="post")
    words = words_of(letters.document_of(letter))
    assert "9 March 2026" in words
    assert "4 March 2026" not in words


def test_CLK_7_the_date_is_the_date_in_the_united_kingdom() -> None:
    """23:30 UTC on 14 July is half past midnight on the 15th in London."""
    with time_machine.travel(datetime.datetime(2026, 7, 14, 23, 30, tzinfo=datetime.UTC), tick=False):
        letter = factories.issued_letter(received_on=datetime.date(2026, 7, 1))
    assert letter.issued_on == datetime.date(2026, 7, 15)


def test_issuing_answers_the_request_and_files_the_letter() -> None:
    letter = factories.issued_letter()
    foi_request = FoiRequest.objects.get(pk=letter.foi_request_id)
    assert foi_request.state == "issued"
    sent = Correspondence.objects.get(foi_request=foi_request, direction="out")
    assert (sent.on, sent.filed_by) == (letter.issued_on, factories.officer())


def test_an_issued_letter_stays_as_it_is() -> None:
    letter = factories.issued_letter()
    for attempt in (
        lambda: letters.issue(letter, by=factories.officer(), channel="post"),
        lambda: perform(letter.recall, by=factories.officer()),
        lambda: letters.draft(letter.foi_request, by=factories.officer()),
        lambda: letters.edit(
            letter, by=factories.officer(), added_paragraphs="x", signatory_name="x", signatory_role=""
        ),
    ):
        with pytest.raises(NotPossible):
            attempt()
    assert LetterVersion.objects.filter(foi_request=letter.foi_request).count() == 1


def test_the_channel_has_to_be_said() -> None:
    with pytest.raises(NotPossible, match="enter a channel"):
        letters.issue(factories.approved_letter(), by=factories.officer(), channel=" ")


def test_a_draft_can_be_read_as_a_document_before_it_has_a_date() -> None:
    words = words_of(letters.document_of(factories.drafted_letter()))
    assert "Two hundred and six officers." in words


def test_what_was_typed_as_an_answer_is_printed_never_run() -> None:
    """No text of anybody's becomes code or markup: braces, tags and ampersands are words."""
    typed = "{{ 7 * 7 }} {% load x %} <w:p> & ${HOME} `rm`"
    question = factories.answered_question(AnswerContent(outcome=Outcome.PROVIDED, text=typed, source="Typed"))
    for one in question.foi_request.questions.unsettled():
        if one.state == "sent":
            submit(one, factories.ANSWER, by=factories.contributor())
        perform(one.agree, by=factories.officer())
    words = words_of(letters.document_of(letters.draft(question.foi_request, by=factories.officer())))
    assert "{{ 7 * 7 }} {% load x %} <w:p> & ${HOME} `rm`" in words
