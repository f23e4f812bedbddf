"""PDFs and pictures of pages, made by a worker out of Word files: asked for on a page, made one after the other, tried
again, given up."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import current_app
from django.db import models, transaction

from foi import libreoffice
from foi.organisation.models import User
from workflows import clock

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: whoever has not said in this time that it is done was killed over it
GIVEN_UP_AFTER = timedelta(seconds=libreoffice.SECONDS * 2)


class PdfJob(models.Model):
    """What LibreOffice makes of one Word file: asked for, being made, made, or failed with words."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MADE = "made", "Made"
        FAILED = "failed", "Failed"

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
        abstract = True

    def convert(self) -> bytes:
        """A PDF, unless a kind of job says otherwise. Raises libreoffice.ConversionFailed."""
        return libreoffice.convert(bytes(self.document), ".docx")

    def ask_again(self) -> bool:
        """Whether it had failed, and now waits once more."""
        if self.state != self.State.FAILED:
            return False
        self.state, self.attempts, self.problem = self.State.WAITING, 0, ""
        self.save(update_fields=["state", "attempts", "problem"])
        return True


def can_be_made() -> bool:
    """Whether LibreOffice is installed here; pages do not offer what cannot be done."""
    return libreoffice.program() is not None


def make_waiting(jobs: type[PdfJob]) -> int:
    """Make what waits, one after the other; returns how many. Two workers never take the same one, and what a killed
    worker left is taken again once its time is over."""
    made = 0
    while pdf := take(jobs):
        try:
            content = pdf.convert()
        except libreoffice.ConversionFailed as failure:
            pdf.problem = str(failure)
            pdf.state = PdfJob.State.FAILED if pdf.attempts >= MAX_ATTEMPTS else PdfJob.State.WAITING
            log.warning("%s was not made (attempt %s): %s", pdf, pdf.attempts, failure)
        else:
            pdf.content, pdf.state, pdf.problem, pdf.made_at = content, PdfJob.State.MADE, "", clock.now()
            made += 1
        pdf.taken_at = None
        pdf.save(update_fields=["content", "state", "problem", "made_at", "taken_at"])
    return made


def take(jobs: type[PdfJob]) -> PdfJob | None:
    """The next one that waits and that nobody works on. Converting takes seconds: no lock is held over it."""
    long_ago = clock.now() - GIVEN_UP_AFTER
    free = models.Q(taken_at=None) | models.Q(taken_at__lt=long_ago)
    with transaction.atomic():
        waiting = jobs._default_manager.select_for_update(skip_locked=True).filter(free, state=PdfJob.State.WAITING)
        pdf = waiting.order_by("id").first()
        if pdf is None:
            return None
        pdf.attempts, pdf.taken_at = pdf.attempts + 1, clock.now()
        if pdf.attempts > MAX_ATTEMPTS:  # killed over it again and again
            pdf.state, pdf.problem = PdfJob.State.FAILED, "The conversion was broken off several times."
        pdf.save(update_fields=["attempts", "taken_at", "state", "problem"])
    return pdf if pdf.state == PdfJob.State.WAITING else take(jobs)


def wake() -> None:
    """Ask a worker to begin now. If the broker is away, the timetable will."""
    try:
        current_app.send_task("foi.letters.tasks.make_pdfs", retry=False)
    except Exception:
        log.warning("The broker did not answer; the PDF will be made by the timetable.")
