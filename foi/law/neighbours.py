"""First dates under the regimes next door, for a request or a question that is handed over to them.

These are not regimes of this product: their letters, extensions and regulators differ. But whoever takes a
request over wants to know when it is due, counted from the day it reached us.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from datetime import date

from foi.law.working_days import Calendar, Division


def foisa_due(received_on: date, *, calendar: Calendar | None = None) -> date:
    """Freedom of Information (Scotland) Act 2002 s.10(1), s.73: 20 days on which Scotland has no bank holiday.

    Easter Monday and the last Monday in August are working days there.
    """
    return (calendar or Calendar.shipped()).counting({Division.SCOTLAND}).add_working_days(received_on, 20)


def subject_access_due(
    received_on: date,
    *,
    extended: bool = False,
    division: Division = Division.ENGLAND_AND_WALES,
    calendar: Calendar | None = None,
) -> date:
    """UK GDPR art 12A: one calendar month, three when extended; the next working day if that is none."""
    there = (calendar or Calendar.shipped()).counting({division})
    return there.next_working_day(months_after(received_on, 3 if extended else 1))


def school_due(received_on: date, closed_on: Iterable[date], *, calendar: Calendar | None = None) -> date:
    """SI 2004/3364: a school's 20 working days leave out days without pupils, but never exceed 60 working days."""
    counting, closed = calendar or Calendar.shipped(), frozenset(closed_on)
    day, counted = received_on, 0
    latest = counting.add_working_days(received_on, 60)
    while counted < 20 and day < latest:
        day = counting.add_working_days(day, 1)
        counted += day not in closed
    return day


def months_after(day: date, number: int) -> date:
    """The corresponding day some months later; the last of the month where there is none."""
    year, month = day.year + (day.month - 1 + number) // 12, (day.month - 1 + number) % 12 + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))
