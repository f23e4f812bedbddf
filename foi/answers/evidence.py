"""Files that show why an exemption applies, such as the qualified person's signed opinion (s.36(2)).

They stay with the FOI team: no letter takes one along, and no department sees it.
"""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import models

from foi.answers.attachments import MOST, SENDABLE, SPREADSHEETS, ending_of
from foi.organisation.models import User
from foi.requests.actions import store_file
from foi.requests.models import Question, StoredFile
from workflows import clock
from workflows.perform import NotPossible, perform

#: what people keep; nothing of it is opened here
KEEPABLE = (*SENDABLE, *SPREADSHEETS, ".eml", ".msg", ".odt", ".doc")


class Evidence(models.Model):
    """A file behind a claim. It is the question's, not one version's of the answer: a new decision keeps it."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="evidence")
    exemption = models.CharField(max_length=30)  # as it was claimed
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    description = models.CharField(max_length=200)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["question_id", "id"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.description


def exemptions_claimed(question: Question) -> list[str]:
    current = question.current_answer
    return [claim.exemption for claim in current.claims.all()] if current else []


def keep_evidence(question: Question, upload: File, *, by: User, exemption: str, description: str) -> Question:
    """For an exemption that is claimed now."""
    if ending_of(upload.name or "") not in KEEPABLE:
        raise NotPossible(
            f"{upload.name} is of a kind that is not kept here. Keep a PDF, Word file, e-mail or picture."
        )

    def work(locked: Question) -> dict[str, Any]:
        if exemption not in exemptions_claimed(locked):
            raise NotPossible(f"Section {exemption} is not claimed any more. Decide the outcome first.")
        if locked.evidence.count() >= MOST:
            raise NotPossible(f"A question can have {MOST} files of evidence. Put some of them together.")
        stored = store_file(locked.foi_request, upload, by=by, question=locked)
        Evidence.objects.create(
            question=locked, exemption=exemption, stored=stored, description=description.strip(), added_by=by
        )
        return {"sha256": stored.sha256, "exemption": exemption}

    return perform(question.change_evidence, by=by, change=f"Added: {description.strip()}", work=work)


def take_evidence_away(question: Question, pk: int, *, by: User) -> Question:
    """The file itself stays on record."""
    gone = question.evidence.filter(pk=pk).first()
    if gone is None:
        raise NotPossible("This file has been taken away already.")

    def work(locked: Question) -> None:
        locked.evidence.filter(pk=pk).delete()

    return perform(question.change_evidence, by=by, change=f"Taken away: {gone.description}", work=work)
