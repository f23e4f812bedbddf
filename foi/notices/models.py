"""The outbox: what is to leave the database, written in the transaction of its cause."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q

from foi.organisation.models import Authority, Department, Membership, User
from workflows import clock

#: nothing that goes well waits so long
LONG = timedelta(hours=1)
#: news that is older is of no use to anybody
SHOWN_FOR = timedelta(days=30)


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def in_trouble(self) -> OutboxQuerySet:
        """What was given up, and what has been waiting for long: somebody has to look."""
        late = Q(state=OutboxMessage.State.WAITING, written_at__lt=clock.now() - LONG)
        given_up = Q(state=OutboxMessage.State.FAILED)
        return self.filter(given_up | late, written_at__gt=clock.now() - SHOWN_FOR)

    def of(self, authority: Authority) -> OutboxQuerySet:
        """Notices about its requests. What arrived and names no authority is every recipient's own."""
        member = Membership.objects.filter(user=OuterRef("recipient"), authority=authority)
        mailbox = Department.objects.filter(email=OuterRef("to"), authority=authority)
        unclaimed = Q(Exists(member)) | Q(Exists(mailbox), recipient=None)
        return self.filter(Q(authority=authority) | Q(unclaimed, authority=None))


class OutboxMessage(models.Model):
    """One e-mail to one person. `key` says what it is about, so that the same news is written once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    key = models.CharField(max_length=200, unique=True)
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")  # whose request it is about
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

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="outbox_waiting"),
            models.Index(fields=["written_at"], condition=Q(state="failed"), name="outbox_failed"),
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.key} to {self.to}"
