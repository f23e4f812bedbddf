"""Where messages come in by themselves, and whether they can: requests wait behind a door that does not open."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from foi.intake.models import Arrival
from workflows import clock


class Door(models.Model):
    """The mailbox or the folder: when it was last reached, and what went wrong at the last look ("": nothing)."""

    source = models.CharField(max_length=10, choices=Arrival.Source, primary_key=True)
    reached_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["source"]

    def __str__(self) -> str:
        return self.get_source_display()


def note(source: str, trouble: str) -> None:
    """What the last look at a door found."""
    reached = {} if trouble else {"reached_at": clock.now()}
    Door.objects.update_or_create(source=source, defaults={"trouble": trouble[:300], **reached})


def forget_all_but(sources: Iterable[str]) -> None:
    """What is not looked at any more warns nobody."""
    Door.objects.exclude(source__in=[*sources]).delete()


def shut() -> models.QuerySet[Door]:
    """Those that could not be reached at the last look."""
    return Door.objects.exclude(trouble="")
