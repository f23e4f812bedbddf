"""When a request is due: FOIA 2000 s.10(1), EIR 2004 reg 5(2).

The day of receipt is day 0 and the first working day after it is day 1 (CLK-1). "Promptly" is a duty of its own:
day 20 is a limit, not a target. What happens to the date afterwards is in `clock`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from foi.law.regimes import FOIA, Regime
from foi.law.working_days import BankHoliday, BeyondCalendar, Calendar

UK = ZoneInfo("Europe/London")


class Reading(StrEnum):
    """CLK-10: what a request is that arrives on a day that is not a working day. A setting of the authority."""

    # The words of s.10(6): "the day", not "the working day". In time on this reading is in time on both.
    RECEIVED_THAT_DAY = "A"
    # The final s.45 Code of 2018, as some forces apply it: one working day later.
    RECEIVED_NEXT_WORKING_DAY = "B"

    @property
    def label(self) -> str:
        if self is Reading.RECEIVED_THAT_DAY:
            return "Received on the day it arrives, working day or not (the stricter reading)"
        return "Received on the next working day, when it arrives on a weekend or holiday"

    def day_zero(self, arrived_on: date, calendar: Calendar) -> date:
        """The date of receipt that the days are counted from."""
        return arrived_on if self is Reading.RECEIVED_THAT_DAY else calendar.next_working_day(arrived_on)


@dataclass(frozen=True)
class Timetable:
    """The authority's own steps, as working days after receipt. Only the statutory limit is not its to choose."""

    return_day: int = 10
    review_day: int = 15
    sign_off_day: int = 18
    # CLK-24: no period in law; working days after asking, before an unclarified request is closed
    close_unclarified_after: int = 20


@dataclass(frozen=True)
class CountedDay:
    """One day of the count: its number, or why it has none."""

    on: date
    number: int | None
    why_not: str = ""


@dataclass(frozen=True)
class TimeLimit:
    """The answer of `due`, with everything needed to convince a sceptical colleague."""

    received_on: date
    counted_from: date  # day 0; differs from received_on only under reading B
    due_on: date
    regime: Regime
    reading: Reading
    calendar: Calendar
    timetable: Timetable = Timetable()

    def day(self, number: int) -> date:
        """The date of working day `number`. Raises BeyondCalendar rather than guess."""
        return self.calendar.add_working_days(self.counted_from, number)

    @property
    def day10_on(self) -> date:
        return self.day(10)

    @property
    def day15_on(self) -> date:
        return self.day(15)

    @cached_property
    def day40_on(self) -> date | None:
        """The outer limit of an ordinary extension; None while the calendar does not reach that far."""
        try:
            return self.day(self.regime.extension.working_days)
        except BeyondCalendar:
            return None

    @property
    def return_on(self) -> date:
        return self.day(self.timetable.return_day)

    @property
    def review_on(self) -> date:
        return self.day(self.timetable.review_day)

    @property
    def skipped(self) -> tuple[BankHoliday, ...]:
        """The weekdays from receipt to due date that do not count."""
        return self.calendar.skipped(self.counted_from, self.due_on)

    @property
    def calendar_version(self) -> str:
        return self.calendar.version

    @cached_property
    def days(self) -> tuple[CountedDay, ...]:
        """Every day from receipt to the due date, numbered or explained."""
        return counted_days(self.counted_from, self.due_on, self.calendar)


def due(
    received_on: date,
    *,
    regime: Regime = FOIA,
    calendar: Calendar | None = None,
    reading: Reading = Reading.RECEIVED_THAT_DAY,
    timetable: Timetable | None = None,
) -> TimeLimit:
    """The statutory limit of a request received on a UK civil date. Raises BeyondCalendar rather than guess."""
    counting = regime.calendar(calendar)
    day_zero = reading.day_zero(received_on, counting)
    return TimeLimit(
        received_on=received_on,
        counted_from=day_zero,
        due_on=counting.add_working_days(day_zero, regime.limit),
        regime=regime,
        reading=reading,
        calendar=counting,
        timetable=timetable or Timetable(),
    )


def uk_date(moment: datetime) -> date:
    """The civil date in London of an aware moment: half past eleven at night UTC in July is tomorrow (CLK-7).

    A day runs to midnight (CLK-6): there is no five o'clock rule, for receiving or for answering.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no certain date.")
    return moment.astimezone(UK).date()


def date_of_receipt(arrived_at: datetime, *, redirected_at: datetime | None = None) -> date:
    """The UK date on which any mailbox of the authority received it, opened or not (CLK-5).

    Where an absent person's automatic reply gave another address, it is the day it reached that address (CLK-8).
    """
    return uk_date(redirected_at or arrived_at)


def working_days_taken(received_on: date, sent_on: date, *, calendar: Calendar | None = None) -> int:
    """Working days after receipt up to and including the day of sending; the day of receipt is not day 1."""
    return (calendar or Calendar.shipped()).working_days_between(received_on, sent_on)


@dataclass(frozen=True)
class DayNumber:
    """Where a request stands: "day 7 of 20"."""

    number: int
    limit: int

    @property
    def late_by(self) -> int:
        return max(0, self.number - self.limit)

    @property
    def left(self) -> int:
        return max(0, self.limit - self.number)

    def __str__(self) -> str:
        if self.late_by:
            return f"{_working_days(self.late_by)} late"
        return f"day {self.number} of {self.limit}"


def day_number(
    received_on: date,
    on: date,
    *,
    regime: Regime = FOIA,
    calendar: Calendar | None = None,
    reading: Reading = Reading.RECEIVED_THAT_DAY,
) -> DayNumber:
    counting = regime.calendar(calendar)
    return DayNumber(counting.working_days_between(reading.day_zero(received_on, counting), on), regime.limit)


def counted_days(day_zero: date, until: date, calendar: Calendar) -> tuple[CountedDay, ...]:
    """Day 0 and every day after it up to `until`, each with its number or the reason it has none."""
    table = [CountedDay(day_zero, 0)]
    number = 0
    for offset in range(1, (until - day_zero).days + 1):
        day = day_zero + timedelta(days=offset)
        if calendar.is_working_day(day):
            number += 1
            table.append(CountedDay(day, number))
        else:
            holidays = "; ".join(f"{holiday.name} ({holiday.where})" for holiday in calendar.holidays_on(day))
            table.append(CountedDay(day, None, holidays or f"{day:%A}"))
    return tuple(table)


def _working_days(number: int) -> str:
    return "1 working day" if number == 1 else f"{number} working days"
