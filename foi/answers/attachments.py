"""Files that go out with the letter: what each is, and whether parts were removed (B10, CAV_REDACTED)."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import models

from foi.disclosure.checks.document import check_document
from foi.disclosure.finding import Level
from foi.organisation.models import User
from foi.requests.actions import store_file
from foi.requests.models import Question, StoredFile
from workflows import clock
from workflows.perform import NotPossible, perform

#: what can be sent without hidden rows, sheets or programs in it
SENDABLE = (".pdf", ".docx", ".csv", ".txt", ".jpg", ".jpeg", ".png")
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
MOST = 20


class Attachment(models.Model):
    """A file of a question that the requester is to get. Its name in the letter is made from the reference."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="attachments")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    description = models.CharField(max_length=200)
    redacted = models.BooleanField("parts have been removed", default=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["question_id", "id"]

    def __str__(self) -> str:
        return self.description


def ending_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def why_not_sendable(upload: File) -> str:
    """Why a file may not go out as it is, in a sentence; "" if it may (LET-1: never a source spreadsheet)."""
    name = upload.name or ""
    if ending_of(name) in SPREADSHEETS:
        return (
            f"{name} is a spreadsheet: it can hold hidden rows, sheets and links. Save it as CSV or PDF, and add that."
        )
    if ending_of(name) not in SENDABLE:
        return f"{name} is of a kind that cannot go out with a letter. Send PDF, Word (.docx), CSV, text or a picture."
    if ending_of(name) == ".docx":
        content = upload.read()
        upload.seek(0)
        grave = [finding for finding in check_document(content) if finding.level is Level.BLOCK]
        if grave:
            return f"{name} cannot go out as it is. {grave[0].message} {grave[0].hint}".strip()
    return ""


def attach(question: Question, upload: File, *, by: User, description: str, redacted: bool) -> Question:
    """Add a file that goes out with the letter if the answer gives information."""
    if problem := why_not_sendable(upload):
        raise NotPossible(problem)

    def work(locked: Question) -> dict[str, Any]:
        if locked.attachments.count() >= MOST:
            raise NotPossible(f"A question can have {MOST} files. Put some of them together.")
        stored = store_file(locked.foi_request, upload, by=by, question=locked)
        Attachment.objects.create(
            question=locked, stored=stored, description=description.strip(), redacted=redacted, added_by=by
        )
        return {"sha256": stored.sha256}

    return perform(question.change_files, by=by, change=f"Added: {description.strip()}", work=work)


def detach(question: Question, pk: int, *, by: User) -> Question:
    """Take a file out of what goes with the letter. The file itself stays on record."""

    def work(locked: Question) -> None:
        locked.attachments.filter(pk=pk).delete()

    gone = question.attachments.filter(pk=pk).first()
    if gone is None:
        raise NotPossible("This file has been taken away already.")
    return perform(question.change_files, by=by, change=f"Taken away: {gone.description}", work=work)
