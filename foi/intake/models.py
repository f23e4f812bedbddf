"""What came in by mail, folder or upload, and what became of it: nothing that arrived is lost or taken in twice."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from foi.organisation.models import Authority, User
from foi.requests.models import FoiRequest
from workflows import clock
from workflows.roles import Role


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def visible_to(self, user: User) -> ArrivalQuerySet:
        """What arrives names who wrote it: FOI officers of the authority only (REQ-20). What does not say which
        authority it is for is every officer's to look at; an upload is its officer's until it is logged."""
        ids = [held.authority_id for held in user.roles if held.role == Role.FOI_OFFICER]
        if not ids:
            return self.none()
        unclaimed = Q(authority=None) & (~Q(source=Arrival.Source.UPLOAD) | Q(taken_in_by=user))
        return self.filter(Q(authority__in=ids) | unclaimed)

    def for_an_officer(self) -> ArrivalQuerySet:
        """What came by itself and still has to be looked at by a person, oldest first."""
        waiting = self.filter(outcome=Arrival.Outcome.WAITING).exclude(source=Arrival.Source.UPLOAD)
        return waiting.order_by("arrived_on", "id")


def arrival_path(arrival: Arrival, filename: str) -> str:
    # The name of the sender's file never becomes a path: it may hold names, or "../".
    return f"arrivals/{arrival.sha256}"


class Arrival(models.Model):
    """One message or file as it came. Its bytes are here until a request has them (StoredFile)."""

    class Source(models.TextChoices):
        MAILBOX = "mailbox", "Mailbox"
        FOLDER = "folder", "Incoming folder"
        UPLOAD = "upload", "Upload"

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waiting for an officer"
        REQUEST = "request", "Logged as a request"
        CORRESPONDENCE = "correspondence", "Filed on a request"
        REPEAT = "repeat", "Had arrived before"
        SET_ASIDE = "set_aside", "Set aside"

    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="arrivals")
    source = models.CharField(max_length=10, choices=Source)
    name = models.CharField(max_length=200)
    content = models.FileField(upload_to=arrival_path, max_length=200, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    identity = models.CharField(max_length=64)  # the same for every copy of one message
    message_id = models.CharField(max_length=500, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    arrived_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.WAITING)
    reason = models.CharField("why", max_length=300, blank=True)
    findings = models.JSONField(default=list)  # [{level, id, message, hint, place}]
    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, null=True, related_name="arrivals")
    taken_in_at = models.DateTimeField(default=clock.now)
    taken_in_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [
            # A fetch that is repeated after a crash finds what it took in already. An officer may upload a file twice.
            models.UniqueConstraint(
                fields=["authority", "sha256"],
                condition=~Q(source="upload"),
                nulls_distinct=False,
                name="arrival_unique",
            )
        ]
        indexes = [
            models.Index(fields=["outcome", "arrived_on"], name="arrivals_by_outcome"),
            models.Index(fields=["authority", "identity"], name="arrivals_by_identity"),
            models.Index(fields=["authority", "message_id"], name="arrivals_by_message_id"),
        ]
        ordering = ["-taken_in_at", "-id"]

    def __str__(self) -> str:
        return f"Arrival {self.pk}"  # never the sender or the subject: this string reaches logs

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return Arrival, self.pk

    def original(self) -> bytes:
        """The bytes as they came. Raises FileNotFoundError where they have been disposed of."""
        if self.content:
            with self.content.open("rb") as file:
                return bytes(file.read())
        stored = self.foi_request.files.filter(sha256=self.sha256).first() if self.foi_request else None
        if stored is None:
            raise FileNotFoundError("The original has been disposed of.")
        return stored.original()
