"""The outbox: what is to leave the database, written in the transaction of its cause."""

from django.db import models
from django.db.models import Q

from foi.organisation.models import User
from workflows import clock


class OutboxMessage(models.Model):
    """One e-mail to one person. `key` says what it is about, so that the same news is written once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    key = models.CharField(max_length=200, unique=True)
    recipient = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # null: a shared mailbox
    to = models.EmailField(max_length=254)
    # Messages of one thread that wait together go out as one e-mail, under `subject_of_many` with their {count}.
    thread = models.CharField(max_length=200, blank=True)
    subject_of_many = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(default=clock.now)
    next_attempt_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="outbox_waiting")]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.key} to {self.to}"
