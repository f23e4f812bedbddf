"""What time it is, for everything that is put on record.

One clock for all of it: `time_machine` moves it in tests, and a story that is told (foi/demo) moves it with
`at_moment`, so that a month of history reads like a month.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_told: ContextVar[datetime.datetime | None] = ContextVar("told", default=None)


def now() -> datetime.datetime:
    """The present moment, aware."""
    return _told.get() or timezone.now()


def today() -> datetime.date:
    """The civil date in the United Kingdom (CLK-7): 23:30 UTC in July is already tomorrow."""
    return timezone.localdate(now())


@contextmanager
def at_moment(moment: datetime.datetime) -> Iterator[None]:
    """Tell what happens in the block as if it happened at `moment`."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
