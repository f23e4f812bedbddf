"""`manage.py letter REF --out FILE.docx`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from docx import Document

from foi.intake.actions import receive
from foi.letters import actions as letters
from foi.letters.models import LetterVersion
from foi.requests.models import FoiRequest
from tests import factories
from workflows.roles import Role

pytestmark = pytest.mark.django_db


def letter(reference: str, out: Path, **options: str) -> str:
    said = StringIO()
    call_command("letter", reference, out=out, stdout=said, **options)
    return said.getvalue()


def test_it_writes_the_very_bytes_that_were_issued(tmp_path: Path) -> None:
    issued = factories.issued_letter()
    out = tmp_path / "letter.docx"
    assert "version 1, issued" in letter(issued.foi_request.reference, out)
    assert out.read_bytes() == bytes(LetterVersion.objects.get(pk=issued.pk).document)


def test_it_writes_a_draft_too_and_says_so(tmp_path: Path) -> None:
    drafted = factories.drafted_letter()
    out = tmp_path / "letter.docx"
    assert "draft" in letter(drafted.foi_request.reference, out)
    assert any("Two hundred and six" in paragraph.text for paragraph in Document(str(out)).paragraphs)


def test_the_current_letter_is_the_one_that_was_not_replaced(tmp_path: Path) -> None:
    old = factories.letter_sent_back()
    letters.draft(old.foi_request, by=factories.officer())
    assert "version 2" in letter(old.foi_request.reference, tmp_path / "letter.docx")


def test_a_request_without_a_letter_says_where_it_stands(tmp_path: Path) -> None:
    foi_request = factories.request_with_questions_sent()
    with pytest.raises(CommandError, match="no letter yet: it stands at “Gathering answers”"):
        letter(foi_request.reference, tmp_path / "letter.docx")
    assert not (tmp_path / "letter.docx").exists()


def test_an_unknown_reference_is_said_to_be_unknown(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no request 9999/99"):
        letter("9999/99", tmp_path / "letter.docx")


def test_the_same_reference_at_two_authorities_asks_which(tmp_path: Path) -> None:
    drafted = factories.drafted_letter()
    officer = factories.person("Una Outsider", Role.FOI_OFFICER, authority=factories.the_office())
    other = receive(factories.a_message(), factories.the_office(), by=officer)
    reference = drafted.foi_request.reference
    assert other.reference == reference
    with pytest.raises(CommandError, match=r'Add --authority with one of: .*"OPCC"'):
        letter(reference, tmp_path / "letter.docx")
    assert "version 1" in letter(reference, tmp_path / "letter.docx", authority="trentvale")
    with pytest.raises(CommandError, match="no letter yet"):
        letter(reference, tmp_path / "letter.docx", authority="OPCC")
    with pytest.raises(CommandError, match=r"There is no request .* at Nowhere"):
        letter(reference, tmp_path / "letter.docx", authority="Nowhere")


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    reference = factories.drafted_letter().foi_request.reference
    with pytest.raises(CommandError, match=r"must end in \.docx"):
        letter(reference, tmp_path / "letter.pdf")
    with pytest.raises(CommandError, match="could not be written: No such file or directory"):
        letter(reference, tmp_path / "nowhere" / "letter.docx")
    assert FoiRequest.objects.get(reference=reference).state == "drafting"


def test_a_database_that_is_away_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object, **options: object) -> None:
        raise OperationalError("connection failed")

    monkeypatch.setattr(FoiRequest.objects, "filter", away)
    with pytest.raises(CommandError, match="The database does not answer"):
        letter("1/26", tmp_path / "letter.docx")
