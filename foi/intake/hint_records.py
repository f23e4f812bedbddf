"""What is kept when an officer finds that a hint does not apply."""

from __future__ import annotations

from django.db import models

from foi.organisation.models import User
from foi.requests.models import FoiRequest
from workflows import clock


class HintSetAside(models.Model):
    """A hint that a named person has set aside, with a reason. `key`: exactly which one (foi.intake.hints.Hint.key)."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="hints_set_aside")
    key = models.CharField(max_length=32)
    rule = models.CharField(max_length=60)
    message = models.TextField()  # as it read then
    reason = models.TextField()
    set_aside_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["foi_request", "key"], name="hint_set_aside_once")]
        ordering = ["set_aside_at", "id"]

    def __str__(self) -> str:
        return f"{self.rule} set aside on {self.foi_request.reference}"
