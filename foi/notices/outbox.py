"""Writing to the outbox, in the transaction of the cause; and delivering from it, afterwards."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from foi.notices.models import OutboxMessage
from foi.notices.notices import Notice
from foi.organisation.models import User

log = logging.getLogger(__name__)

BATCH = 10
MAX_ATTEMPTS = 8


def write(notice: Notice, subject: Any, *, occasion: str) -> int:
    """Put a notice about `subject` into the outbox, one message for each recipient; returns how many are new.

    `occasion` tells two notices of the same kind apart (an event, a due date). Writing the same one again, from a
    retry or a second beat, writes nothing.
    """
    words = _words(notice, subject)
    rows = []
    for recipient in notice.recipients(subject):
        to = recipient.email if isinstance(recipient, User) else recipient
        key = f"{notice.template.removesuffix('.txt')}:{subject._meta.model_name}:{subject.pk}:{occasion}:{to.lower()}"
        rows.append(
            OutboxMessage(
                key=key[:200],
                recipient=recipient if isinstance(recipient, User) else None,
                to=to,
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
    text = render_to_string(
        f"notices/{notice.template}", {subject._meta.model_name: subject, "subject": subject, "site": settings.SITE_URL}
    )
    first, _, body = text.strip().partition("\n")
    return first.strip(), body.strip() + "\n"


def _wake() -> None:
    """Ask a worker to deliver now. If the broker is away, the beat will; the message is safe in its table."""
    try:
        current_app.send_task("foi.notices.tasks.deliver", retry=False)
    except Exception:
        log.warning("The broker did not answer; the outbox will be delivered by the timetable.")


def deliver_waiting() -> int:
    """Send what is due, a few at a time, each row locked while it is sent: two relays never take the same one.

    A crash between sending and committing leaves the row waiting, and it is sent again with the same Message-ID,
    by which mail systems recognise the second copy. Returns how many were sent.
    """
    sent = 0
    while True:
        with transaction.atomic():
            batch = list(
                OutboxMessage.objects.select_for_update(skip_locked=True)
                .filter(state=OutboxMessage.State.WAITING, next_attempt_at__lte=timezone.now())
                .order_by("next_attempt_at", "id")[:BATCH]
            )
            for message in batch:
                sent += _send(message)
        if len(batch) < BATCH:
            return sent


def _send(message: OutboxMessage) -> int:
    message.attempts += 1
    try:
        EmailMessage(
            message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.to],
            headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
        ).send()  # fmt: skip
    except Exception as failure:
        message.last_error = f"{type(failure).__name__}: {failure}"[:300]
        # 1, 2, 4 ... minutes; after the last attempt a person has to look (the outbox page shows it).
        message.next_attempt_at = timezone.now() + timedelta(minutes=2 ** (message.attempts - 1))
        if message.attempts >= MAX_ATTEMPTS:
            message.state = OutboxMessage.State.FAILED
        log.warning("Outbox message %s was not sent (attempt %s)", message.pk, message.attempts)
        message.save()
        return 0
    message.state, message.sent_at, message.last_error = OutboxMessage.State.SENT, timezone.now(), ""
    message.save()
    return 1


def message_id(message: OutboxMessage) -> str:
    """The same for every attempt at one message."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    return f"<{digest}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"
