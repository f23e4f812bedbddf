"""The letter as a PDF, made by a worker out of the very Word file that is kept: a convenience, never the original.

The Word file is what was approved. A PDF belongs to one Word file by its hash, so that a letter that is changed and
approved again cannot be sent with the PDF of the former one.
"""

from __future__ import annotations

import hashlib

from django.db import models, transaction

from foi.letters import pdf_jobs
from foi.letters.actions import document_of
from foi.letters.models import LetterVersion
from foi.letters.pdf_jobs import PdfJob, can_be_made, wake
from foi.organisation.models import User
from workflows.audit import record
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import approver, foi_officer


class LetterPdf(PdfJob):
    """The PDF of one Word file of a letter."""

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="pdfs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "document_sha256"], name="one_pdf_a_document")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"PDF of {self.version}"


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
        if not is_new and not pdf.ask_again():
            return pdf
        record(version, "make_pdf", "PDF asked for", by=by)
        transaction.on_commit(wake, robust=True)
    return pdf


def pdf_of(version: LetterVersion) -> LetterPdf | None:
    """The PDF of the letter as it stands, made or under way. One query."""
    digest = hashlib.sha256(document_of(version)).hexdigest()
    return version.pdfs.filter(document_sha256=digest).defer("document", "content").first()


def make_waiting() -> int:
    return pdf_jobs.make_waiting(LetterPdf)
