"""What is kept of the work on a split: how to take a change back, and how good the proposals were."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from foi.organisation.models import User
from foi.requests.models import FoiRequest
from workflows import clock


class SplitRevision(models.Model):
    """The split as it was before one change. Taking the change back puts it there again and removes the row; the audit
    trail keeps both."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="split_revisions")
    number = models.PositiveIntegerField()  # 1 is the first change: the split before it is the proposal
    what = models.CharField(max_length=200)
    before = models.JSONField(encoder=DjangoJSONEncoder)  # foi.intake.revisions.snapshot
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["foi_request", "number"], name="split_revision_unique")]
        ordering = ["foi_request_id", "number"]

    def __str__(self) -> str:
        return f"Change {self.number}: {self.what}"


class Fate(models.TextChoices):
    """What became of a proposed question when an officer confirmed the split."""

    ACCEPTED = "accepted", "Right as proposed"
    EDITED = "edited", "Words or kind changed"
    MERGED = "merged", "Merged with another"
    DIVIDED = "divided", "Divided"
    DROPPED = "dropped", "No question"
    ADDED = "added", "Missed, added by an officer"


class SplitOutcome(models.Model):
    """One proposed question against what was confirmed; or, with the fate `added`, one that was not proposed."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="split_outcomes")
    position = models.PositiveIntegerField()
    fate = models.CharField(max_length=10, choices=Fate)
    kind = models.CharField(max_length=20)  # as proposed; of one that was added, as confirmed
    form = models.CharField(max_length=20)  # foi.intake.split_outcome.Form: how it was marked in the text
    cues = models.JSONField(default=list)
    proposed = models.TextField(blank=True)
    confirmed = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["foi_request", "position"], name="split_outcome_unique")]
        ordering = ["foi_request_id", "position"]

    def __str__(self) -> str:
        return f"{self.get_fate_display()}: {self.proposed or self.confirmed}"[:100]
