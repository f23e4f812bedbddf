"""The bank holidays in force, version by version, with where they came from and who put them in force.

What a version says never changes, so it can be kept in memory by its name. The arithmetic is in foi.law.working_days.
"""

from __future__ import annotations

from functools import lru_cache

import pgtrigger
from django.db import models
from django.db.models import Q

from foi.law.working_days import Calendar
from foi.organisation.models import User
from workflows import clock


class HolidayVersion(models.Model):
    """One version of the bank holidays: proposed, and then in force until a later one is."""

    name = models.CharField(max_length=60, unique=True)  # what a request notes as the calendar it was counted with
    data = models.JSONField()  # as Calendar.as_json gives it
    source = models.TextField()
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    in_force_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    in_force_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_by__isnull=True) | Q(in_force_at__isnull=False), name="in_force_by_has_a_moment"
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="what_it_says_stays", fields=["name", "data", "source"]),
            pgtrigger.Protect(
                name="in_force_versions_stay",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__in_force_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def root(self) -> tuple[type[models.Model], int | None]:
        return HolidayVersion, self.pk

    @property
    def calendar(self) -> Calendar:
        return Calendar.from_json(self.data)


def version_in_force() -> HolidayVersion | None:
    """None only before the first migration has run (or in an emptied test database): then the shipped days count."""
    return HolidayVersion.objects.filter(in_force_at__isnull=False).order_by("-id").first()


def current_calendar() -> Calendar:
    """The bank holidays in force. One small query."""
    name = (
        HolidayVersion.objects.filter(in_force_at__isnull=False).order_by("-id").values_list("name", flat=True).first()
    )
    return calendar_called(name) if name else Calendar.shipped()


def calendar_called(name: str) -> Calendar:
    """The version of that name. No query once it has been read; the one in force where there is none of that name."""
    shipped = Calendar.shipped()
    return shipped if name == shipped.version else _read(name) or current_calendar()


def _read(name: str) -> Calendar | None:
    try:
        return _kept(name)
    except HolidayVersion.DoesNotExist:
        return None


@lru_cache(maxsize=32)
def _kept(name: str) -> Calendar:
    return HolidayVersion.objects.only("data").get(name=name).calendar
