"""CLK-33: bank holidays change while requests are open. Nothing moves silently: a new date is proposed, and until an
officer accepts it the earlier of the two is in force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from foi.law import clock as law
from foi.law.regimes import regime
from foi.law.working_days import Calendar, CalendarError
from foi.organisation.models import User
from foi.requests.calendars import current_calendar
from foi.requests.clock import clocks_of, events_of, refresh, settings_of
from foi.requests.clock_records import DateChange
from foi.requests.models import FoiRequest
from workflows import clock
from workflows.perform import NotPossible, Refused, hold, perform
from workflows.roles import SYSTEM


def settle_calendar(foi_request: FoiRequest, newer: Calendar) -> dict[str, Any]:
    """Count the locked request with `newer`, or propose its new date if it moves. Not saved; returns audit facts."""
    waiting = foi_request.date_changes.filter(decided_at__isnull=True).first()
    change = None if foi_request.calendar_version == newer.version else _change(foi_request, newer)
    if waiting is not None:
        if change is not None and (waiting.old_due_on, waiting.new_due_on, waiting.new_version) == (
            change.old_due_on, change.new_due_on, change.new_version,
        ):  # fmt: skip
            return {}
        waiting.decided_at = clock.now()  # overtaken by what has happened since
        waiting.save(update_fields=["decided_at"])
    if foi_request.calendar_version == newer.version:
        return {}
    if change is not None:
        DateChange.objects.create(
            foi_request=foi_request, old_due_on=change.old_due_on, new_due_on=change.new_due_on, cause=change.cause,
            old_version=change.old_version, new_version=change.new_version, proposed_at=clock.now(),
        )  # fmt: skip
    if change is None and _would_gain_a_day_unseen(foi_request, newer):
        return {}
    if change is None or change.new_due_on < change.old_due_on:
        foi_request.calendar_version = newer.version
        return {"calendar_version": newer.version, **refresh(foi_request)}
    return {"proposed_due_on": change.new_due_on}


def _change(foi_request: FoiRequest, newer: Calendar) -> law.DateChange | None:
    """What `newer` does to the earliest date that it moves."""
    clocks = clocks_of(foi_request)
    events = [event.as_law for event in events_of(foi_request)]
    histories = [[event for event in events if event.concerns(str(pk))] for pk in clocks.own]
    if clocks.is_shared:
        histories.append([event for event in events if not event.questions])
    under, settings = regime(foi_request.regime), settings_of(foi_request)
    found = [law.recount(history, newer=newer, regime=under, settings=settings) for history in histories]
    return min((change for change in found if change), key=lambda change: change.safe_due_on, default=None)


def _would_gain_a_day_unseen(foi_request: FoiRequest, newer: Calendar) -> bool:
    """An extended request is due on the date of its notice, whatever the holidays, but its day 20 would move. Nobody is
    asked about a day that decides nothing any more; it keeps the stricter count."""
    clock = clocks_of(foi_request).leading
    if not clock.extended or clock.state is not law.State.RUNNING or clock.notice_due_on is None:
        return False
    later = clocks_of(foi_request, calendar=newer).leading.notice_due_on
    return later is not None and later > clock.notice_due_on


def recount_open() -> int:
    """Bring every open request to the bank holidays in force, or propose its new date. Returns how many new dates wait.

    Safe to run at any time and twice: a request that was looked at already is left alone.
    """
    newer = current_calendar()
    behind = FoiRequest.objects.open().exclude(calendar_version=newer.version)
    asked = DateChange.objects.filter(decided_at__isnull=True, new_version=newer.version).values("foi_request")
    proposed = 0
    for pk in list(behind.exclude(pk__in=asked).values_list("pk", flat=True)):
        proposed += _recount(pk, newer)
    return proposed


def would_move(newer: Calendar) -> int:
    """How many open requests' dates `newer` would move, were it in force."""
    behind = FoiRequest.objects.open().defer("text", "passages").with_clock()
    return sum(_would_move(one, newer) for one in behind.iterator(chunk_size=500))


def _would_move(foi_request: FoiRequest, newer: Calendar) -> bool:
    try:
        return _change(foi_request, newer) is not None
    except CalendarError:
        return False


def _recount(pk: int, newer: Calendar) -> bool:
    with transaction.atomic():
        try:
            hold(FoiRequest(pk=pk))
        except NotPossible:  # somebody is at it: the next run looks at it again
            return False
        foi_request = FoiRequest.objects.select_related("authority").get(pk=pk)
        if not foi_request.is_open or foi_request.calendar_version == newer.version:
            return False
        try:
            change = _change(foi_request, newer)
        except CalendarError:  # counted with a calendar that is known no more: the one in force holds
            change = None
        if change is None and _would_gain_a_day_unseen(foi_request, newer):
            return False
        if change is None:
            foi_request.calendar_version = newer.version
            foi_request.save(update_fields=["calendar_version"])
            return False
        perform(
            foi_request.recount, by=SYSTEM, cause=change.cause, old_due_on=change.old_due_on,
            new_due_on=change.new_due_on, work=lambda locked: settle_calendar(locked, newer),
        )  # fmt: skip
        return True


def accept_date(foi_request: FoiRequest, *, by: User) -> FoiRequest:
    """From now on the new date holds; who accepted it stays on record."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        change = locked.date_changes.get(decided_at__isnull=True)
        change.accepted_by, change.decided_at = by, clock.now()
        change.save(update_fields=["accepted_by", "decided_at"])
        locked.calendar_version = change.new_version
        return {"cause": change.cause, "old_due_on": change.old_due_on, **refresh(locked)}

    return perform(foi_request.accept_date, by=by, work=work)


def accept_dates(foi_requests: Iterable[FoiRequest], *, by: User) -> tuple[int, list[str]]:
    """Each by itself: how many were accepted, and the sentences of those that were not."""
    accepted, refused = 0, []
    for foi_request in foi_requests:
        try:
            accept_date(foi_request, by=by)
        except Refused as refusal:
            refused.append(f"{foi_request.reference}: {refusal}")
        else:
            accepted += 1
    return accepted, refused
