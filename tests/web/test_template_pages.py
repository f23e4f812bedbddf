"""The letter template in use: uploading, looking, putting into use, going back; and what that does to letters."""

import io
import struct
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from docx import Document

from foi import libreoffice
from foi.letters import actions, own_template, pdf_jobs
from foi.letters.models import LetterVersion
from foi.letters.own_template import LetterTemplate, TemplateChoice, TemplatePdf, TemplatePicture
from foi.letters.word_template import HOUSE_STYLE
from tests import factories as f
from tests.letters import word_templates as made
from workflows.models import AuditEvent
from workflows.perform import NotPermitted

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def crest() -> bytes:
    return made.with_crest()


@pytest.fixture
def template(crest: bytes) -> LetterTemplate:
    return own_template.upload(f.the_force(), "letterhead.docx", crest, by=f.officer())


def header_of(document: bytes) -> str:
    section = Document(io.BytesIO(document)).sections[0]
    return " ".join(paragraph.text for paragraph in section.first_page_header.paragraphs)


def listing(authority: Any = None) -> str:
    return reverse("letter_templates", args=[(authority or f.the_force()).pk])


def test_the_file_is_kept_byte_for_byte_and_is_not_in_use_yet(template: LetterTemplate, crest: bytes) -> None:
    kept = LetterTemplate.objects.get()
    assert bytes(kept.file) == crest
    assert own_template.current_template(f.the_force()) is None
    assert own_template.upload(f.the_force(), "again.docx", crest, by=f.approver()) == kept


def test_drafts_follow_the_template_and_approved_letters_keep_their_bytes(template: LetterTemplate) -> None:
    approved = f.approved_letter()
    before = actions.document_of(approved)
    assert own_template.choose(f.the_force(), template, by=f.approver())
    assert actions.document_of(LetterVersion.objects.get(pk=approved.pk)) == before
    issued = actions.issue(approved, by=f.officer(), channel="post")
    assert "Fenmarsh" not in header_of(bytes(issued.document))  # it leaves in the look it was approved in
    draft = f.drafted_letter()
    assert "Fenmarsh Constabulary" in header_of(actions.document_of(draft))


def test_a_letter_approved_in_a_template_leaves_in_it_whatever_is_in_use_then(template: LetterTemplate) -> None:
    own_template.choose(f.the_force(), template, by=f.approver())
    letter = f.approved_letter()
    assert letter.template == template
    assert AuditEvent.objects.get(action="approve").detail["template"] == "Template 1 (letterhead.docx)"
    own_template.choose(f.the_force(), None, by=f.approver())
    issued = actions.issue(letter, by=f.officer(), channel="post")
    assert "Fenmarsh Constabulary" in header_of(bytes(issued.document))


def test_a_letter_that_nobody_approves_leaves_in_the_template_in_use(template: LetterTemplate) -> None:
    own_template.choose(f.the_force(), template, by=f.approver())
    assert "Fenmarsh Constabulary" in header_of(bytes(f.issued_acknowledgement().document))


def test_only_an_approver_puts_into_use_and_each_choice_is_kept(template: LetterTemplate) -> None:
    with pytest.raises(NotPermitted):
        own_template.choose(f.the_force(), template, by=f.officer())
    assert own_template.choose(f.the_force(), template, by=f.approver())
    assert not own_template.choose(f.the_force(), template, by=f.second_approver())
    assert own_template.choose(f.the_force(), None, by=f.second_approver())
    assert [str(one) for one in TemplateChoice.objects.all()] == ["House style", "Template 1 (letterhead.docx)"]
    told = AuditEvent.objects.filter(action__in=("upload", "choose_template")).values_list("action", "actor_name")
    assert list(told) == [
        ("upload", "Asha Verma"), ("choose_template", "Ruth Calder"), ("choose_template", "Ian Sedge"),
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["update", "delete"])
def test_nothing_of_the_history_can_be_changed(template: LetterTemplate, change: str) -> None:
    own_template.choose(f.the_force(), template, by=f.approver())
    for model in (LetterTemplate, TemplateChoice):
        with pytest.raises(DatabaseError), transaction.atomic():
            _ = (
                model.objects.update(authority=f.the_office())
                if change == "update"
                else model.objects.all()._raw_delete("default")
            )


def test_rendering_asks_the_database_for_the_bytes_of_a_template_once(
    template: LetterTemplate, django_assert_num_queries: Any
) -> None:
    own_template.choose(f.the_force(), template, by=f.approver())
    own_template.word_file_of(template)
    authority = f.the_force()
    with django_assert_num_queries(1):
        assert own_template.word_file_of(own_template.current_template(authority))


def test_an_officer_uploads_and_an_approver_puts_it_into_use(crest: bytes, signed_in: Any) -> None:
    client = signed_in(f.officer())
    answer = client.post(listing(), {"file": SimpleUploadedFile("our letterhead.docx", crest)}, follow=True)
    page = answer.content.decode()
    assert "Look at the sample letter before it is put into use" in page
    assert "Use this template" not in page
    assert "An approver puts a template into use" in page
    template = LetterTemplate.objects.get()
    assert client.post(reverse("template_use", args=[template.pk])).status_code == 403
    client = signed_in(f.approver())
    assert "Use this template" in client.get(reverse("letter_template", args=[template.pk])).content.decode()
    page = client.post(reverse("template_use", args=[template.pk]), follow=True).content.decode()
    assert "Letters are made with template 1 from now on" in page
    assert "our letterhead.docx" in page
    page = client.post(reverse("template_house_style", args=[f.the_force().pk]), follow=True).content.decode()
    assert "in the house style from now on" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.docx", b"", "The file is empty"),
        ("letter.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind"),
        ("letter.docx", made.with_file(HOUSE_STYLE.read_bytes(), "word/vbaProject.bin"), "macros"),
        ("<b>.docx", made.in_the_header("<w:t>{{name}}</w:t>"), "Nothing is filled in for {{name}}"),
    ],
)
def test_what_cannot_be_used_is_said_with_how_to_mend_it(name: str, content: bytes, words: str, signed_in: Any) -> None:
    answer = signed_in(f.officer()).post(listing(), {"file": SimpleUploadedFile(name, content)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in page
    assert words in page
    assert "What was found in the file" in page
    assert not LetterTemplate.objects.exists()


def test_no_file_and_too_large_a_file_are_said(signed_in: Any) -> None:
    client = signed_in(f.officer())
    assert "Choose the Word file" in client.post(listing()).content.decode()
    large = SimpleUploadedFile("a.docx", b"PK" * (5 * 1024 * 1024 + 1))
    assert "larger than 10 MB" in client.post(listing(), {"file": large}).content.decode()


def test_downloads_the_sample_the_original_and_the_house_style(
    template: LetterTemplate, crest: bytes, signed_in: Any
) -> None:
    client = signed_in(f.officer())
    assert client.get(reverse("template_original", args=[template.pk])).content == crest
    sample = client.get(reverse("template_sample", args=[template.pk]))
    assert "Fenmarsh Constabulary" in header_of(sample.content)
    assert sample["Content-Disposition"] == 'attachment; filename="sample-letter-template-1.docx"'
    here = [f.the_force().pk]
    assert "Trentvale Police" in header_of(client.get(reverse("template_house_sample", args=here)).content)
    assert client.get(reverse("template_house_style_file", args=here)).content == HOUSE_STYLE.read_bytes()


def test_the_house_style_itself_can_be_uploaded_after_a_change() -> None:
    """Who begins with the downloaded file gets what it gives: its content controls are filled in."""
    template = own_template.upload(f.the_force(), "house.docx", HOUSE_STYLE.read_bytes(), by=f.officer())
    assert "Trentvale Police" in header_of(own_template.sample_of(f.the_force(), template))


def test_a_template_from_before_a_style_was_needed_gets_it_from_the_house_style(template: LetterTemplate) -> None:
    old = made.changed(bytes(template.prepared), "word/styles.xml", b'w:val="Source Note"', b'w:val="Something else"')
    earlier = LetterTemplate.objects.create(
        authority=f.the_force(), number=7, name="a.docx", file=b"", sha256="7", prepared=old, prepared_sha256="old",
        uploaded_by=f.officer(),
    )  # fmt: skip
    own_template.choose(f.the_force(), earlier, by=f.approver())
    assert "Fenmarsh Constabulary" in header_of(actions.document_of(f.drafted_letter()))


@pytest.mark.parametrize("name", ["letter_template", "template_sample", "template_original", "template_pdf_document"])
def test_another_authoritys_template_is_not_there(name: str, template: LetterTemplate, signed_in: Any) -> None:
    assert signed_in(f.outsider()).get(reverse(name, args=[template.pk])).status_code == 404
    assert signed_in(f.contributor()).get(reverse(name, args=[template.pk])).status_code == 404
    assert signed_in(f.outsider()).post(reverse("template_use", args=[template.pk])).status_code == 404


def test_the_pages_are_for_officers_and_approvers(signed_in: Any) -> None:
    assert signed_in(f.contributor()).get(reverse("templates")).status_code == 403
    assert signed_in(f.contributor()).get(listing()).status_code == 404
    assert signed_in(f.outsider()).get(listing()).status_code == 404
    assert signed_in(f.officer()).get(reverse("templates"))["Location"] == listing()


def test_the_pdf_of_the_sample_is_made_by_a_worker(
    template: LetterTemplate, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(libreoffice, "convert", lambda *args, **kwargs: b"%PDF of the sample")
    client, page = signed_in(f.officer()), reverse("letter_template", args=[template.pk])
    assert "Make a PDF of the sample" in client.get(page).content.decode()
    client.post(reverse("template_pdf", args=[template.pk]))
    client.post(reverse("template_pdf", args=[template.pk]))
    assert "is being made" in client.get(page).content.decode()
    assert pdf_jobs.make_waiting(TemplatePdf) == 1
    assert "Download the sample letter (PDF)" in client.get(page).content.decode()
    assert client.get(reverse("template_pdf_document", args=[template.pk])).content == b"%PDF of the sample"


def test_the_first_page_of_the_sample_is_shown_when_a_worker_has_made_its_picture(
    crest: bytes, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(libreoffice, "convert", lambda content, suffix, to, **_: f"{to} of the page".encode())
    template = own_template.upload(f.the_force(), "letterhead.docx", crest, by=f.officer())  # which asks for it
    client, page = signed_in(f.officer()), reverse("letter_template", args=[template.pk])
    picture = reverse("template_picture_file", args=[template.pk])
    waiting = client.get(page).content.decode()
    assert "The picture of the first page is being made." in waiting
    assert 'data-wait="yes"' in waiting
    assert client.get(picture).status_code == 404
    assert pdf_jobs.make_waiting(TemplatePicture) == 1
    shown = client.get(page).content.decode()
    assert f'<img src="{picture}"' in shown
    assert 'alt="The first page of the sample letter, as it prints in template 1.' in shown
    assert "bicycles that were found and handed in" in shown  # the words, for who does not see it
    got = client.get(picture)
    assert (got["Content-Type"], got.content) == ("image/png", b"png of the page")
    assert signed_in(f.outsider()).get(picture).status_code == 404


def test_a_picture_that_failed_is_said_and_asked_for_again(
    template: LetterTemplate, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> bytes:
        raise libreoffice.ConversionFailed("LibreOffice could not read the document.")

    monkeypatch.setattr(libreoffice, "program", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(libreoffice, "convert", fails)
    client, page = signed_in(f.officer()), reverse("letter_template", args=[template.pk])
    client.post(reverse("template_picture", args=[template.pk]))
    pdf_jobs.make_waiting(TemplatePicture)
    failed = client.get(page).content.decode()
    assert "The picture of the first page could not be made." in failed
    assert "Show the first page" in failed
    client.post(reverse("template_picture", args=[template.pk]))
    assert "The picture of the first page is being made." in client.get(page).content.decode()


def test_without_libreoffice_the_page_has_the_word_file_and_the_words(
    crest: bytes, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    template = own_template.upload(f.the_force(), "letterhead.docx", crest, by=f.officer())
    page = signed_in(f.officer()).get(reverse("letter_template", args=[template.pk])).content.decode()
    assert "Download the sample letter (Word)" in page
    assert "Read the sample letter" in page
    assert "Show the first page" not in page
    assert not TemplatePicture.objects.exists()


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed.")
def test_the_picture_is_one_of_a_page(template: LetterTemplate) -> None:
    try:
        picture = libreoffice.first_page(own_template.sample_of(template.authority, template), ".docx")
    except libreoffice.ConversionFailed as failure:
        pytest.skip(str(failure))
    assert picture.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", picture[16:24])
    assert (794 <= wide <= 796) and (1122 <= high <= 1124)  # A4


@pytest.mark.parametrize("number", [1, 60])
def test_the_list_takes_the_same_few_queries_however_long_it_is(
    number: int, template: LetterTemplate, signed_in: Any, django_assert_num_queries: Any
) -> None:
    copies = [
        LetterTemplate(
            authority=f.the_force(), number=at, name="a.docx", file=b"", sha256=str(at), prepared=b"",
            prepared_sha256="", uploaded_by=f.officer(),
        )
        for at in range(2, number + 1)
    ]  # fmt: skip
    LetterTemplate.objects.bulk_create(copies)
    TemplateChoice.objects.bulk_create(
        [TemplateChoice(authority=f.the_force(), template=one, made_by=f.approver()) for one in [*copies, template]]
    )
    client = signed_in(f.officer())
    with django_assert_num_queries(11):
        page = client.get(listing()).content.decode()
    assert page.count("Template ") >= min(number, 25)
