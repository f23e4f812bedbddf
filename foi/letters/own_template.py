"""The Word files in which an authority sends its letters: every version as it was uploaded, and which one is in use.

Nothing is ever changed or deleted here. What is in use is what was chosen last; a letter that was approved keeps the
template that it was approved in.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Max

from foi import libreoffice
from foi.disclosure.finding import Finding, Level, findings_from_json, findings_to_json
from foi.letters.authority_facts import authority_facts
from foi.letters.pdf_jobs import PdfJob, can_be_made, wake
from foi.letters.render_docx import render_docx
from foi.letters.structure import Letter
from foi.letters.template.adopt import adopt
from foi.letters.template.apart import adopt_apart
from foi.letters.template.sample import sample_letter
from foi.letters.word_template import TemplateNotUsable, prepared
from foi.organisation.models import Authority, User
from workflows import clock
from workflows.audit import record
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import approver, foi_officer


class LetterTemplate(models.Model):
    """One version: the file byte for byte, and the Word file made of it that letters are made with."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="letter_templates")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)  # of the file
    file = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    prepared = models.BinaryField()
    prepared_sha256 = models.CharField(max_length=64)
    findings = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="template_number_unique"),
            models.UniqueConstraint(fields=["authority", "prepared_sha256", "sha256"], name="template_file_unique"),
        ]
        ordering = ["authority_id", "-number"]
        triggers = [pgtrigger.Protect(name="template_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Template {self.number} ({self.name})"

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return Authority, self.authority_id

    @property
    def answering_department(self) -> None:
        return None

    def told(self) -> tuple[Finding, ...]:
        """What was found at the upload."""
        return findings_from_json(self.findings)


class TemplateChoice(models.Model):
    """From this moment on letters are made with this template; with the house style if None."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="template_choices")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, null=True, related_name="choices")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        triggers = [pgtrigger.Protect(name="choice_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return str(self.template or "House style")

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return Authority, self.authority_id


class TemplatePdf(PdfJob):
    """The sample letter in a template, as a PDF."""

    template = models.ForeignKey(LetterTemplate, models.CASCADE, related_name="pdfs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "document_sha256"], name="one_pdf_a_sample")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"PDF of a sample letter in {self.template}"


class TemplatePicture(PdfJob):
    """The first page of the sample letter in a template, as a PNG."""

    template = models.ForeignKey(LetterTemplate, models.CASCADE, related_name="pictures")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "document_sha256"], name="one_picture_a_sample")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Picture of a sample letter in {self.template}"

    def convert(self) -> bytes:
        return libreoffice.first_page(bytes(self.document), ".docx")


class NotUsable(Exception):
    """The file cannot be a template; `findings` say why, and what else was seen."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings if finding.level is Level.BLOCK))
        self.findings = findings


def may_upload(authority: Authority, user: User) -> bool:
    return bool((foi_officer | approver).test(_Of(authority), user))


def may_choose(authority: Authority, user: User) -> bool:
    """A template is in every letter, as an approver's word is."""
    return bool(approver.test(_Of(authority), user))


def upload(authority: Authority, name: str, data: bytes, *, by: User) -> LetterTemplate:
    """A new version, looked into and made ready, but not in use. The same file twice is one version. Where LibreOffice
    is there, the picture of a sample letter is asked for along with it.

    Raises NotUsable with the findings. It takes a second or two: the file is read in a process of its own.
    """
    if not may_upload(authority, by):
        raise NotPermitted("Upload a template: your role does not allow this.")
    adopted = adopt_apart(data, authority.name)
    if adopted.template is None:
        raise NotUsable(adopted.findings)
    sha256, prepared_sha256 = (hashlib.sha256(each).hexdigest() for each in (data, adopted.template))
    with transaction.atomic():
        list(Authority.objects.select_for_update(of=("self",)).filter(pk=authority.pk).values_list("pk"))
        versions = LetterTemplate.objects.filter(authority=authority)
        if (same := versions.filter(sha256=sha256, prepared_sha256=prepared_sha256).first()) is not None:
            return same
        template = LetterTemplate.objects.create(
            authority=authority, number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1, name=name[:200],
            file=data, sha256=sha256, prepared=adopted.template, prepared_sha256=prepared_sha256,
            findings=findings_to_json(adopted.findings), uploaded_by=by,
        )  # fmt: skip
        record(template, "upload", "Letter template uploaded", by=by, detail={"sha256": sha256, "name": name[:200]})
        if can_be_made():
            ask_for(TemplatePicture, template, by=by)
    return template


def choose(authority: Authority, template: LetterTemplate | None, *, by: User) -> bool:
    """Letters are made with `template` from now on; with the house style if None. False if they were already."""
    if not may_choose(authority, by):
        raise NotPermitted("Use a template: your role does not allow this. An approver decides.")
    if template is not None and template.authority_id != authority.pk:
        raise NotPossible("Use a template: it belongs to another authority.")
    with transaction.atomic():
        list(Authority.objects.select_for_update(of=("self",)).filter(pk=authority.pk).values_list("pk"))
        if current_template(authority) == template:
            return False
        choice = TemplateChoice.objects.create(authority=authority, template=template, made_by=by)
        record(choice, "choose_template", "Letter template put into use", by=by, detail={"template": str(choice)})
    return True


def current_template(authority: Authority) -> LetterTemplate | None:
    """The one in use, without its bytes; None for the house style. One query."""
    choice = (
        TemplateChoice.objects.filter(authority=authority)
        .select_related("template")
        .defer("template__file", "template__prepared", "template__findings")
        .first()
    )
    return choice.template if choice else None


def word_file_of(template: LetterTemplate | None) -> bytes | None:
    """What `render_docx` takes. The bytes of a version never change, so they are read once a process."""
    return _word_file(template.pk, template.prepared_sha256) if template else None


@lru_cache(maxsize=8)
def _word_file(pk: int, sha256: str) -> bytes:
    content = bytes(LetterTemplate.objects.values_list("prepared", flat=True).get(pk=pk, prepared_sha256=sha256))
    try:
        prepared(content)
    except TemplateNotUsable:  # made before this release, whose letters have a style that it lacks
        content = adopt(content, "").template or content
    return content


def sample_of(authority: Authority, template: LetterTemplate | None) -> bytes:
    """An invented letter of the authority in this template."""
    return render_docx(sample_for(authority), word_file_of(template))


def sample_for(authority: Authority) -> Letter:
    return sample_letter(authority_facts(authority, authority.letter_language))


def ask_for(kind: type[TemplatePdf] | type[TemplatePicture], template: LetterTemplate, *, by: User) -> PdfJob:
    """Have a worker make it of the sample letter. Asking twice is asking once; a failed one is tried again."""
    if not may_upload(template.authority, by):
        raise NotPermitted("Show the sample letter: your role does not allow this.")
    if not can_be_made():
        raise NotPossible("Show the sample letter: LibreOffice is not installed here. The Word file shows the same.")
    document = sample_of(template.authority, template)
    with transaction.atomic():
        job, is_new = kind._default_manager.get_or_create(
            template=template, document_sha256=hashlib.sha256(document).hexdigest(),
            defaults={"document": document, "asked_by": by},
        )  # fmt: skip
        if is_new or job.ask_again():
            transaction.on_commit(wake, robust=True)
    return job


def made_of_sample(template: LetterTemplate) -> tuple[TemplatePdf | None, TemplatePicture | None]:
    """Made or under way, of the sample as it would be made today: an authority may have moved since. Without bytes."""
    digest = hashlib.sha256(sample_of(template.authority, template)).hexdigest()
    pdfs = template.pdfs.filter(document_sha256=digest).defer("document", "content")
    pictures = template.pictures.filter(document_sha256=digest).defer("document", "content")
    return pdfs.first(), pictures.first()


class _Of:
    """What the words of `workflows.roles` ask a subject for."""

    answering_department = None

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
