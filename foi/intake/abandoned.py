"""Uploads that were read and never logged."""

import datetime

from django.db import transaction

from foi.intake.models import Arrival, ArrivalQuerySet
from workflows.clock import now

ABANDONED_AFTER = datetime.timedelta(days=7)


def dispose_of_abandoned_uploads(older_than: datetime.timedelta = ABANDONED_AFTER) -> int:
    """Delete what was uploaded and never logged: nobody needs it, and it names people. Returns how many."""
    abandoned = Arrival.objects.filter(
        source=Arrival.Source.UPLOAD, outcome=Arrival.Outcome.WAITING, taken_in_at__lt=now() - older_than
    )
    return sum(_dispose_of(abandoned, pk) for pk in list(abandoned.values_list("pk", flat=True)))


def _dispose_of(abandoned: ArrivalQuerySet, pk: int) -> bool:
    with transaction.atomic():
        # Asked again under the lock: somebody may be logging it at this moment.
        arrival = abandoned.select_for_update(skip_locked=True).filter(pk=pk).first()
        if arrival is None:
            return False
        arrival.delete()
    arrival.content.delete(save=False)
    return True
