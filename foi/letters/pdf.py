"""The letter as a PDF, made by a worker out of the very Word file that is kept: a convenience, never the original.

The Word file is what was approved. A PDF belongs to one Word file by its hash, so that a letter that is changed and
approved again cannot be sent with the PDF of the former one.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta

from celery import current_app
from django.db import models, transaction

from foi import libreoffice
from foi.letters.actions import document_of
from foi.letters.models import LetterVersion
from foi.organisation.models import User
from workflows import clock
from workflows.audit import record
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import approver, foi_officer

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: whoever has not said in this time that it is done was killed over it
GIVEN_UP_AFTER = timedelta(seconds=libreoffice.SECONDS * 2)


class LetterPdf(models.Model):
    """A PDF of one Word file of a letter: asked for, being made, made, or failed with words."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MADE = "made", "Made"
        FAILED = "failed", "Failed"

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="pdfs")
    document = models.BinaryField()
    document_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    content = models.BinaryField(null=True)
    problem = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "document_sha256"], name="one_pdf_a_document")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"PDF of {self.version}"


def can_be_made() -> bool:
    """Whether LibreOffice is installed here; pages do not offer what cannot be done."""
    return libreoffice.program() is not None


def ask_for(version: LetterVersion, *, by: User) -> LetterPdf:
    """Have the PDF of the letter as it stands made. Asking twice is asking once; a failed one is tried again."""
    if not (foi_officer | approver).test(version, by):
        raise NotPermitted("Make a PDF: your role does not allow this.")
    if not can_be_made():
        raise NotPossible("Make a PDF: LibreOffice is not installed here. The Word file is complete without it.")
    document = document_of(version)
    with transaction.atomic():
        pdf, is_new = LetterPdf.objects.get_or_create(
            version=version, document_sha256=hashlib.sha256(document).hexdigest(),
            defaults={"document": document, "asked_by": by},
        )  # fmt: skip
        if pdf.state == LetterPdf.State.FAILED:
            pdf.state, pdf.attempts, pdf.problem = LetterPdf.State.WAITING, 0, ""
            pdf.save(update_fields=["state", "attempts", "problem"])
        elif not is_new:
            return pdf
        record(version, "make_pdf", "PDF asked for", by=by)
        transaction.on_commit(_wake, robust=True)
    return pdf


def pdf_of(version: LetterVersion) -> LetterPdf | None:
    """The PDF of the letter as it stands, made or under way. One query."""
    digest = hashlib.sha256(document_of(version)).hexdigest()
    return version.pdfs.filter(document_sha256=digest).defer("document", "content").first()


def make_waiting() -> int:
    """Make what waits, one after the other; returns how many. Two workers never take the same one, and what a killed
    worker left is taken again once its time is over."""
    made = 0
    while pdf := _take():
        try:
            content = libreoffice.convert(bytes(pdf.document), ".docx")
        except libreoffice.ConversionFailed as failure:
            pdf.problem = str(failure)
            pdf.state = LetterPdf.State.FAILED if pdf.attempts >= MAX_ATTEMPTS else LetterPdf.State.WAITING
            log.warning("PDF %s was not made (attempt %s): %s", pdf.pk, pdf.attempts, failure)
        else:
            pdf.content, pdf.state, pdf.problem, pdf.made_at = content, LetterPdf.State.MADE, "", clock.now()
            made += 1
        pdf.taken_at = None
        pdf.save(update_fields=["content", "state", "problem", "made_at", "taken_at"])
    return made


def _take() -> LetterPdf | None:
    """The next one that waits and that nobody works on. Converting takes seconds: no lock is held over it."""
    long_ago = clock.now() - GIVEN_UP_AFTER
    free = models.Q(taken_at=None) | models.Q(taken_at__lt=long_ago)
    with transaction.atomic():
        waiting = LetterPdf.objects.select_for_update(skip_locked=True).filter(free, state=LetterPdf.State.WAITING)
        pdf = waiting.order_by("id").first()
        if pdf is None:
            return None
        pdf.attempts, pdf.taken_at = pdf.attempts + 1, clock.now()
        if pdf.attempts > MAX_ATTEMPTS:  # killed over it again and again
            pdf.state, pdf.problem = LetterPdf.State.FAILED, "The conversion was broken off several times."
        pdf.save(update_fields=["attempts", "taken_at", "state", "problem"])
    return pdf if pdf.state == LetterPdf.State.WAITING else _take()


def _wake() -> None:
    """Ask a worker to begin now. If the broker is away, the timetable will."""
    try:
        current_app.send_task("foi.letters.tasks.make_pdfs", retry=False)
    except Exception:
        log.warning("The broker did not answer; the PDF will be made by the timetable.")
