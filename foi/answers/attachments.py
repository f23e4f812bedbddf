"""Files that go out with the letter: what each is, and whether parts were removed (B10, CAV_REDACTED)."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import models

from foi.answers.cost_actions import speaks_for_department
from foi.disclosure.checks.apart import check_apart
from foi.disclosure.finding import Finding, Level, findings_from_json, findings_to_json
from foi.organisation.models import Department, User
from foi.requests.actions import store_file
from foi.requests.models import Question, StoredFile
from workflows import clock
from workflows.perform import NotPossible, perform, require
from workflows.roles import approver, foi_officer, reviewer

#: what can be looked through before it is sent (foi.disclosure.checks.file), by the ending of its name
SENDABLE = (".pdf", ".docx", ".csv", ".txt", ".jpg", ".jpeg", ".png")
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
MOST = 20


class Attachment(models.Model):
    """A file of a question that the requester is to get. Its name in the letter is made from the reference."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="attachments")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    description = models.CharField(max_length=200)
    # that added it; null: the FOI team. Another department does not read it.
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    redacted = models.BooleanField("parts have been removed", default=False)
    findings = models.JSONField(default=list, editable=False)  # found in it, and no bar to its going out
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["question_id", "id"]

    def __str__(self) -> str:
        return self.description

    @property
    def warnings(self) -> list[str]:
        """What to look at before it goes out, each once, with what to do about it."""
        found = findings_from_json(self.findings)
        return list(dict.fromkeys(f"{one.message} {one.hint}".strip() for one in found))


def ending_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def why_not_sendable(name: str) -> str:
    """Why a file of this name may not go out, in a sentence; "" if it may (LET-1: never a source spreadsheet)."""
    if ending_of(name) in SPREADSHEETS:
        return (
            f"{name} is a spreadsheet: it can hold hidden rows, sheets and links. Save it as CSV or PDF, and add that."
        )
    if ending_of(name) not in SENDABLE:
        return f"{name} is of a kind that cannot go out with a letter. Send PDF, Word (.docx), CSV, text or a picture."
    return ""


def looked_through(upload: File) -> list[Finding]:
    """What somebody should look at before the file goes out. Raises NotPossible for what may not go out as it is."""
    name = upload.name or ""
    if problem := why_not_sendable(name):
        raise NotPossible(problem)
    found = check_apart(upload.read(), name)
    upload.seek(0)
    for grave in found:
        if grave.level is Level.BLOCK:
            raise NotPossible(f"{name} cannot go out as it is. {grave.message} {grave.hint}".strip())
    return found


def files_seen_by(question: Question, user: User) -> list[Attachment]:
    """The FOI side sees all; a department its own, and none that another one added before the question was given on."""
    files = list(question.attachments.all())
    if (foi_officer | approver | reviewer).test(question, user):
        return files
    return [one for one in files if one.department_id is not None and one.department_id == question.department_id]


def attach(question: Question, upload: File, *, by: User, description: str, redacted: bool) -> Question:
    """Add a file that goes out with the letter if the answer gives information."""
    require(question.change_files, by=by)  # a file is looked through only for those who may add it
    findings = looked_through(upload)

    def work(locked: Question) -> dict[str, Any]:
        if locked.attachments.count() >= MOST:
            raise NotPossible(f"A question can have {MOST} files. Put some of them together.")
        stored = store_file(locked.foi_request, upload, by=by, question=locked)
        Attachment.objects.create(
            question=locked, stored=stored, description=description.strip(), redacted=redacted, added_by=by,
            department=locked.department if speaks_for_department(locked, by) else None,
            findings=findings_to_json(findings),
        )  # fmt: skip
        return {"sha256": stored.sha256}

    return perform(question.change_files, by=by, change=f"Added: {description.strip()}", work=work)


def detach(question: Question, pk: int, *, by: User) -> Question:
    """Take a file out of what goes with the letter. The file itself stays on record."""

    def work(locked: Question) -> None:
        locked.attachments.filter(pk=pk).delete()

    gone = next((one for one in files_seen_by(question, by) if one.pk == pk), None)
    if gone is None:
        raise NotPossible("This file has been taken away already.")
    return perform(question.change_files, by=by, change=f"Taken away: {gone.description}", work=work)
