"""What is stored of a clock: the events, and dates that wait to be accepted. All else follows (foi.requests.clock)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from foi.law import clock as law
from foi.organisation.models import User
from foi.requests.models import FoiRequest
from workflows import clock


class ClockEvent(models.Model):
    """A fact in the life of a request that may move its date. Added, and undone by a mark: never changed."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="clock_events")
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.label) for kind in law.Kind])
    on = models.DateField()
    questions = models.JSONField(default=list)  # ids of the questions concerned (CLK-23); empty: the whole letter
    reason_code = models.CharField(
        max_length=20, blank=True, choices=[(reason.value, reason.label) for reason in law.ClarificationReason]
    )
    reason = models.TextField(blank=True)
    exemptions = models.JSONField(default=list)  # subsections, for a public interest extension
    estimated_on = models.DateField(null=True, blank=True)  # s.17(2): when the decision is expected
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | ~Q(undone_reason=""), name="undone_events_say_why"
            ),
            models.UniqueConstraint(
                fields=["foi_request"], condition=Q(kind="received", undone_at__isnull=True), name="one_receipt_each"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="clock_events_are_facts",
                fields=[
                    "foi_request", "kind", "on", "questions", "reason_code", "reason", "exemptions", "estimated_on",
                    "recorded_by", "recorded_at",
                ],
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{law.Kind(self.kind).label} on {self.on}"

    @property
    def as_law(self) -> law.ClockEvent:
        """The same fact as the law's own value; questions go by their ids."""
        return law.ClockEvent(
            kind=law.Kind(self.kind),
            on=self.on,
            questions=frozenset(str(pk) for pk in self.questions),
            reason=self.reason_code or self.reason,
            exemptions=tuple(self.exemptions),
            estimated_on=self.estimated_on,
            undone=self.undone_at is not None,
        )


class DateChange(models.Model):
    """CLK-33: what newer bank holidays would make of an open request's date, and who accepted it.

    Until then the earlier of the two dates is in force.
    """

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="date_changes")
    old_due_on = models.DateField()
    new_due_on = models.DateField()
    cause = models.TextField()
    old_version = models.CharField(max_length=60)
    new_version = models.CharField(max_length=60)
    proposed_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)  # accepted, or overtaken by another event
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["foi_request"], condition=Q(decided_at__isnull=True), name="one_proposed_date_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.foi_request.reference}: {self.old_due_on} to {self.new_due_on}"
