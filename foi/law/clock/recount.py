"""CLK-33: a bank holiday proclaimed, moved or taken away while requests are open.

Whether a running request gains the day is arguable, so nothing is recomputed silently: the change is put to a
person, and the earlier date stands until somebody accepts the later one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from foi.law.clock.events import ClockEvent
from foi.law.clock.running import DEFAULT_SETTINGS, Settings, run
from foi.law.regimes import FOIA, Regime
from foi.law.working_days import BankHoliday, Calendar, in_words


@dataclass(frozen=True)
class DateChange:
    """One request's date under the old and the new holidays, and which days made the difference."""

    old_due_on: date
    new_due_on: date
    no_longer_count: tuple[BankHoliday, ...]
    count_again: tuple[BankHoliday, ...]
    old_version: str
    new_version: str

    @property
    def safe_due_on(self) -> date:
        """The date to work to until the change is accepted: in time on either count."""
        return min(self.old_due_on, self.new_due_on)

    @property
    def cause(self) -> str:
        """Why the date would move, for the record of who accepted it."""
        parts = [f"{holiday} no longer counts" for holiday in self.no_longer_count]
        parts += [f"{holiday} counts again" for holiday in self.count_again]
        return "; ".join(parts) or f"holiday data {self.new_version}"

    def __str__(self) -> str:
        return f"{self.cause}. Due {in_words(self.old_due_on)} before, {in_words(self.new_due_on)} after."


def recount(
    events: Iterable[ClockEvent],
    *,
    newer: Calendar,
    regime: Regime = FOIA,
    settings: Settings = DEFAULT_SETTINGS,
) -> DateChange | None:
    """What newer holidays would do to the due date of a live request; None if nothing, or if no date is running."""
    history = tuple(events)
    before = run(history, regime=regime, settings=settings)
    after = run(history, regime=regime, settings=replace(settings, calendar=newer))
    if before.state.is_over or before.due_on is None or after.due_on is None or before.due_on == after.due_on:
        return None
    start, end = before.counted_from, max(before.due_on, after.due_on)
    gone, back = before.calendar.differences(after.calendar)
    return DateChange(
        old_due_on=before.due_on,
        new_due_on=after.due_on,
        no_longer_count=tuple(
            holiday for day in gone if start < day <= end for holiday in after.calendar.holidays_on(day)
        ),
        count_again=tuple(
            holiday for day in back if start < day <= end for holiday in before.calendar.holidays_on(day)
        ),
        old_version=before.calendar.version,
        new_version=after.calendar.version,
    )
