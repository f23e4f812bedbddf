"""Background jobs of the notices: safe to run twice, at once or after a crash."""

from celery import shared_task

from foi.notices import outbox, reminders
from foi.requests.models import today


@shared_task
def deliver() -> int:
    return outbox.deliver_waiting()


@shared_task
def remind() -> int:
    return reminders.remind(today())
