"""Writing to the outbox, in the transaction of the cause; and delivering from it, afterwards."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template import Context, Engine
from django.utils import timezone

from foi.notices.models import OutboxMessage
from foi.notices.notices import Notice
from foi.organisation.models import Authority, User
from workflows.audit import record
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import administrator

log = logging.getLogger(__name__)

#: after 1, 2, 4 ... minutes, then once a day: five days in all
MAX_ATTEMPTS = 16
LONGEST_PAUSE = timedelta(days=1)
LONGEST_SUBJECT = 200


def write(notice: Notice, subject: Any, *, occasion: str) -> int:
    """Put a notice about `subject` into the outbox, one message for each recipient; returns how many are new.

    `occasion` tells two notices of the same kind apart (an event, a due date). Writing the same one again, from a
    retry or a second beat, writes nothing.
    """
    words = _words(notice, subject)
    thread, subject_of_many = _thread(notice, subject)
    rows = []
    for recipient in notice.recipients(subject):
        to = recipient.email if isinstance(recipient, User) else recipient
        key = f"{notice.name}:{subject._meta.model_name}:{subject.pk}:{occasion}:{to.lower()}"
        rows.append(
            OutboxMessage(
                key=key[:200],
                authority=subject.authority,
                recipient=recipient if isinstance(recipient, User) else None,
                to=to,
                thread=thread,
                subject_of_many=subject_of_many,
                subject=words[0],
                body=words[1],
            )
        )
    before = OutboxMessage.objects.filter(key__in=[row.key for row in rows]).count()
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        transaction.on_commit(_wake, robust=True)
    return len(rows) - before


def _words(notice: Notice, subject: Any) -> tuple[str, str]:
    words = {subject._meta.model_name: subject, "subject": subject, "site": settings.SITE_URL}
    # An e-mail is plain text: "Legal & Compliance" is no markup in it.
    text = Engine.get_default().get_template(f"notices/{notice.template}").render(Context(words, autoescape=False))
    first, _, body = text.strip().partition("\n")
    return _cut(first.strip()), body.strip() + "\n"


def _thread(notice: Notice, subject: Any) -> tuple[str, str]:
    """What messages must share to go out as one, and the subject of that one; "" for those that always go alone."""
    if not notice.many:
        return "", ""
    reference, department = subject.foi_request.reference, str(subject.department)
    many = f"{reference}: {notice.many}".replace("{department}", department)
    return f"{notice.name}:{reference}:{department}"[:200], _cut(many)


def _cut(subject: str) -> str:
    """A subject that is too long must not stop the step that it tells of."""
    return subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1] + "…"


def _wake() -> None:
    """Ask a worker to deliver now. If the broker is away, the beat will; the message is safe in its table."""
    try:
        current_app.send_task("foi.notices.tasks.deliver", retry=False)
    except Exception:
        log.warning("The broker did not answer; the outbox will be delivered by the timetable.")


def deliver_waiting() -> int:
    """Send what is due now, e-mail by e-mail, each committed before the next: a run that is stopped keeps what it did.

    Messages of one thread to one recipient go out as one e-mail. A crash between sending and committing leaves the rows
    of that one waiting, and they are sent again with the same Message-ID, by which mail systems recognise the second
    copy. Returns how many messages were sent.
    """
    due = list(_due().order_by("next_attempt_at", "id").values_list("pk", flat=True))
    return sum(_deliver(pk) for pk in due)


def _due() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING, next_attempt_at__lte=timezone.now())


def _deliver(pk: int) -> int:
    """Send a message with those of its thread; nothing where it has gone already, or another relay has it in hand."""
    with transaction.atomic():
        locked = _due().select_for_update(skip_locked=True)
        first = locked.filter(pk=pk).first()
        if first is None:
            return 0
        return _send(list(locked.filter(to=first.to, thread=first.thread).order_by("id")) if first.thread else [first])


def _send(messages: Sequence[OutboxMessage]) -> int:
    """One e-mail of one message or several; returns how many of them are sent now."""
    first = messages[0]
    subject = first.subject
    if len(messages) > 1:
        subject = first.subject_of_many.replace("{count}", str(len(messages)))
    failure = ""
    try:
        EmailMessage(
            subject, "\n\n".join(message.body for message in messages), settings.DEFAULT_FROM_EMAIL, [first.to],
            headers={"Message-ID": message_id(first), "Auto-Submitted": "auto-generated"},
        ).send()  # fmt: skip
    except SoftTimeLimitExceeded:  # the run is over; that is no failure of this e-mail
        raise
    except Exception as problem:
        failure = f"{type(problem).__name__}: {problem}"[:300]
    for message in messages:
        _note(message, failure)
    return 0 if failure else len(messages)


def _note(message: OutboxMessage, failure: str) -> None:
    message.attempts += 1
    message.last_error = failure
    if not failure:
        message.state, message.sent_at = OutboxMessage.State.SENT, timezone.now()
    else:
        message.next_attempt_at = timezone.now() + min(timedelta(minutes=2 ** (message.attempts - 1)), LONGEST_PAUSE)
        if message.attempts >= MAX_ATTEMPTS:
            message.state = OutboxMessage.State.FAILED
            log.error("Outbox message %s is given up: an administrator can have it sent again", message.pk)
        else:
            log.warning("Outbox message %s was not sent (attempt %s)", message.pk, message.attempts)
    message.save()


def send_again(message: OutboxMessage, authority: Authority, *, by: User) -> None:
    """Have a notice of `authority` that did not go sent now, to the address that its recipient has now."""
    if not administrator.test(authority, by):
        raise NotPermitted("Send again: only an administrator of the authority may do this.")
    with transaction.atomic():
        found = OutboxMessage.objects.of(authority).in_trouble().filter(pk=message.pk)
        locked = found.select_for_update(skip_locked=True).first()
        if locked is None:
            raise NotPossible("Send again: it has been sent, or is being sent at this moment. Reload the page.")
        if locked.recipient is not None:
            if not locked.recipient.is_active:
                raise NotPossible(f"Send again: {locked.recipient} does not sign in any more, so nobody would read it.")
            locked.to = locked.recipient.email
        locked.state, locked.attempts, locked.next_attempt_at = OutboxMessage.State.WAITING, 0, timezone.now()
        locked.save()
        to = str(locked.recipient or locked.to)
        record(authority, "send_notice_again", "Notice sent again", by=by, detail={"notice": locked.subject, "to": to})
        transaction.on_commit(_wake, robust=True)


def message_id(message: OutboxMessage) -> str:
    """The same for every attempt at one message."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    return f"<{digest}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"
