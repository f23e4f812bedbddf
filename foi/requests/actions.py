"""What officers do with a request as a whole, and with its questions."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from foi.organisation.models import Department, User
from foi.requests.models import Correspondence, FoiRequest, Question, Requester, StoredFile
from workflows import clock
from workflows.audit import record
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, perform
from workflows.question_flow import QuestionState
from workflows.roles import Actor, approver, foi_officer, reviewer

MAX_FILE_BYTES = 20 * 1024 * 1024
OVERTAKEN = (
    "Somebody has saved other words since you opened this page. What you entered is still below: compare it with what "
    "is saved now, then save again."
)


def take_on(foi_request: FoiRequest, *, by: User) -> FoiRequest:
    return perform(foi_request.take_on, by=by, officer=by)


def correct_details(
    foi_request: FoiRequest, *, by: User, title: str, requester_name: str, requester_email: str, requester_address: str
) -> FoiRequest:
    """The audit trail says which details changed, never the requester's own: more people read it."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        changed = [] if locked.title == title else ["title"]
        locked.title = title
        return {"changed": changed + _correct(locked, requester_name, requester_email, requester_address)}

    return perform(foi_request.amend, by=by, work=work)


def correct_contact(
    foi_request: FoiRequest, *, by: User, requester_name: str, requester_email: str, requester_address: str
) -> FoiRequest:
    """The same once it is over: a letter that came back can go to another address. Its words stay as they are."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        return {"changed": _correct(locked, requester_name, requester_email, requester_address)}

    return perform(foi_request.correct_contact, by=by, work=work)


def _correct(foi_request: FoiRequest, name: str, email: str, address: str) -> list[str]:
    requester = Requester.objects.select_for_update().get(pk=foi_request.requester_id)
    changed = []
    for field, value in (("name", name), ("email", email), ("address", address)):
        if getattr(requester, field) != value:
            setattr(requester, field, value)
            changed.append(f"requester's {field}")
    requester.save()
    return changed


def see_requester(foi_request: FoiRequest, *, by: User) -> Requester:
    """Who asked. Opening the details is recorded (REQ-22), once a day for each reader."""
    if not (foi_officer | approver | reviewer).test(foi_request, by):
        raise NotPermitted("Only officers, approvers and reviewers of this authority may see who asked.")
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    seen = AuditEvent.objects.filter(
        subject_model=Requester._meta.label, root_id=foi_request.pk, actor=by, action="view", at__gte=midnight
    )
    if not seen.exists():
        record(_OfRequest(foi_request), "view", "Requester's details opened", by=by)
    return foi_request.requester


class _OfRequest:
    """The requester as a subject of the audit trail, filed under the request, without the name."""

    def __init__(self, foi_request: FoiRequest) -> None:
        self.pk = foi_request.requester_id
        self.root = foi_request.root
        self._meta = Requester._meta
        self._name = f"Requester of {foi_request.reference}"

    def __str__(self) -> str:
        return self._name


def file_correspondence(
    foi_request: FoiRequest,
    *,
    by: Actor,
    direction: str,
    on: datetime.date,
    subject: str,
    body: str = "",
    files: Sequence[File] = (),
    largest: int | None = MAX_FILE_BYTES,
    undelivered: str = "",
    undelivered_because: str = "",
    other_sender: str = "",
) -> Correspondence:
    """Put a message, note or file on the request. undelivered: the Message-ID that a mail system's report speaks of.
    other_sender: who wrote it, where it does not come from the requester's recorded address."""
    made: list[Correspondence] = []

    def work(locked: FoiRequest) -> dict[str, Any]:
        filed = Correspondence.objects.create(
            foi_request=locked, direction=direction, on=on, subject=subject, body=body, filed_by_id=by.pk,
            other_sender=other_sender,
        )  # fmt: skip
        for upload in files:
            store_file(locked, upload, by=by, correspondence=filed, largest=largest)
        made.append(filed)
        told = {"direction": direction, "on": on, "files": len(files)}
        returned = {"undelivered": undelivered, "undelivered_because": undelivered_because} if undelivered else {}
        return told | returned | ({"from_elsewhere": True} if other_sender else {})

    perform(foi_request.file_correspondence, by=by, subject=subject, work=work)
    return made[0]


def store_file(
    foi_request: FoiRequest, upload: File, *, by: Actor, correspondence: Correspondence | None = None,
    question: Question | None = None, largest: int | None = MAX_FILE_BYTES,
) -> StoredFile:  # fmt: skip
    """Keep a file byte for byte, under its own hash. largest: bytes; None for what arrived and cannot be refused."""
    if largest is not None and (upload.size or 0) > largest:
        raise NotPossible(f"{upload.name} is larger than 20 MB. Send a smaller file, or split it.")
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    stored = StoredFile(
        foi_request=foi_request, correspondence=correspondence, question=question, name=(upload.name or "file")[-200:],
        size=upload.size or 0, sha256=digest.hexdigest(), stored_by_id=by.pk,
    )  # fmt: skip
    stored.content.save(stored.sha256, upload, save=False)
    stored.save()
    return stored


def withdraw(foi_request: FoiRequest, *, by: User, reason: str) -> FoiRequest:
    """CLK-34: the requester has taken the request back."""
    return perform(foi_request.withdraw, by=by, reason=reason)


def send(question: Question, *, by: User) -> Question:
    return perform(question.send, by=by, work=lambda locked: {"department": locked.department, "due_on": locked.due_on})


def send_all(foi_request: FoiRequest, *, by: User) -> list[Question]:
    """Send every confirmed question that has a department: all of them or none."""
    if not foi_officer.test(foi_request, by):
        raise NotPermitted("Send the questions: your role does not allow this.")
    with transaction.atomic():
        ready = list(
            foi_request.questions.select_related("department").filter(
                state=QuestionState.READY, department__isnull=False
            )
        )
        if not ready:
            raise NotPossible("There is no question left to send.")
        for department in {question.department for question in ready if question.department}:
            _refuse_without_members(department)
        return [send(question, by=by) for question in ready]


def _refuse_without_members(department: Department) -> None:
    if not department.has_members():
        raise NotPossible(f"{department} has no members who could answer. Add a member, or choose another department.")


def reassign(
    question: Question, *, by: User, department: Department, due_on: datetime.date | None = None, reason: str = ""
) -> Question:
    if department.authority_id != question.foi_request.authority_id:
        raise NotPermitted("This department belongs to another authority.")
    _refuse_without_members(department)
    return perform(question.reassign, by=by, department=department, due_on=due_on, reason=reason)
