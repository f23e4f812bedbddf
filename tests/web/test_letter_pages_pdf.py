"""The letter as a PDF: made by a worker, from the very Word file that is kept, and never instead of it."""

import datetime
import shutil
from typing import Any

import pytest
from django.urls import reverse

from foi import libreoffice
from foi.letters import pdf, pdf_jobs
from foi.letters.models import LetterVersion
from foi.letters.pdf import LetterPdf
from tests import factories as f
from workflows.clock import at_moment, now
from workflows.perform import NotPermitted, NotPossible

pytestmark = pytest.mark.django_db
needs_libreoffice = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed.")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """As if LibreOffice were there and gave back what it was given, in capitals."""
    given: list[bytes] = []

    def convert(content: bytes, suffix: str, *args: Any, **kwargs: Any) -> bytes:
        given.append(content)
        return b"%PDF of " + str(len(content)).encode()

    monkeypatch.setattr(libreoffice, "program", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(libreoffice, "convert", convert)
    return given


@needs_libreoffice
def test_a_tagged_pdf_with_the_words_of_the_letter() -> None:
    letter = f.approved_letter()
    pdf.ask_for(letter, by=f.officer())
    assert pdf.make_waiting() == 1
    made = LetterPdf.objects.get()
    content = bytes(made.content or b"")
    assert content.startswith(b"%PDF-")
    assert b"/MarkInfo" in content and b"/StructTreeRoot" in content  # headings and tables for a screen reader
    if shutil.which("pdftotext"):
        words = libreoffice.convert(bytes(letter.document or b""), ".docx", "txt:Text").decode("utf-8-sig")
        assert letter.foi_request.reference in words


@needs_libreoffice
def test_what_is_no_document_is_said_so_and_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(libreoffice.ConversionFailed, match="longer than"):
        libreoffice.convert(b"x", ".docx", seconds=0.01)
    with pytest.raises(libreoffice.ConversionFailed):
        libreoffice.convert(b"PK\x03\x04 broken", ".docx")


def test_the_pdf_is_of_the_bytes_that_were_approved(installed: list[bytes]) -> None:
    letter = f.approved_letter()
    pdf.ask_for(letter, by=f.officer())
    pdf.ask_for(letter, by=f.approver())
    assert pdf.make_waiting() == 1
    assert installed == [bytes(letter.document or b"")]
    assert pdf.make_waiting() == 0


def test_a_letter_that_changed_has_no_pdf_until_it_is_made_anew(installed: list[bytes]) -> None:
    letter = f.drafted_letter()
    pdf.ask_for(letter, by=f.officer())
    pdf.make_waiting()
    from foi.letters.actions import edit

    edit(letter, by=f.officer(), added_paragraphs="More words.", signatory_name="A. Verma", signatory_role="")
    assert pdf.pdf_of(LetterVersion.objects.get(pk=letter.pk)) is None


def test_a_worker_that_is_killed_over_it_leaves_it_to_the_next(installed: list[bytes]) -> None:
    pdf.ask_for(f.drafted_letter(), by=f.officer())
    assert pdf_jobs.take(LetterPdf) is not None  # and then the worker is gone
    assert pdf.make_waiting() == 0
    with at_moment(now() + pdf_jobs.GIVEN_UP_AFTER + datetime.timedelta(seconds=1)):
        assert pdf.make_waiting() == 1


def test_three_failures_are_the_end_and_the_officer_may_ask_again(
    installed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> bytes:
        raise libreoffice.ConversionFailed("LibreOffice could not read the document.")

    letter = f.drafted_letter()
    pdf.ask_for(letter, by=f.officer())
    with monkeypatch.context() as broken:
        broken.setattr(libreoffice, "convert", fails)
        pdf.make_waiting()
    failed = LetterPdf.objects.get()
    assert (failed.state, failed.attempts) == ("failed", 3)
    pdf.ask_for(letter, by=f.officer())
    assert pdf.make_waiting() == 1


def test_without_libreoffice_everything_else_works(monkeypatch: pytest.MonkeyPatch, signed_in: Any) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    letter = f.drafted_letter()
    with pytest.raises(NotPossible, match="not installed"):
        pdf.ask_for(letter, by=f.officer())
    page = signed_in(f.officer()).get(reverse("letter_pdf", args=[letter.pk])).content.decode()
    assert "Word can save it as a PDF" in page
    assert "Make the PDF" not in page


def test_an_officer_asks_waits_and_downloads(installed: list[bytes], signed_in: Any) -> None:
    letter = f.approved_letter()
    client, url = signed_in(f.officer()), reverse("letter_pdf", args=[letter.pk])
    assert "Make the PDF" in client.get(url).content.decode()
    assert client.post(url)["Location"] == url
    waiting = client.get(url).content.decode()
    assert "is being made" in waiting
    assert 'data-wait="yes"' in waiting
    assert client.get(reverse("letter_pdf_document", args=[letter.pk]))["Location"] == url
    pdf.make_waiting()
    assert "Download the PDF" in client.get(url).content.decode()
    answer = client.get(reverse("letter_pdf_document", args=[letter.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert f.REQUESTER["requester_name"].split()[1] not in answer["Content-Disposition"]


@pytest.mark.parametrize("who", [f.contributor, f.outsider])
def test_nobody_else_gets_at_it(installed: list[bytes], signed_in: Any, who: Any) -> None:
    letter = f.drafted_letter()
    with pytest.raises(NotPermitted):
        pdf.ask_for(letter, by=who())
    assert signed_in(who()).post(reverse("letter_pdf", args=[letter.pk])).status_code == 404
