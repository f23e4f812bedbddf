"""Where a clock stands: the dates and the count that follow from the events so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foi.law.clock.events import ClockEvent
from foi.law.regimes import Regime
from foi.law.time_limits import DayNumber, Reading, Timetable
from foi.law.working_days import ONE_DAY, BankHoliday, BeyondCalendar, Calendar, in_words


class State(StrEnum):
    RUNNING = "running"
    AWAITING_CLARIFICATION = "awaiting_clarification"
    AWAITING_FEE = "awaiting_fee"
    ANSWERED = "answered"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"

    @property
    def is_over(self) -> bool:
        return self in {State.ANSWERED, State.LAPSED, State.WITHDRAWN, State.TRANSFERRED}


@dataclass(frozen=True)
class Pause:
    """Days disregarded under s.10(2), both ends included; `paid_on` is None while the fee is awaited."""

    given_on: date
    lapses_on: date
    paid_on: date | None = None


@dataclass(frozen=True)
class Step:
    """What one event did, in a sentence, and where it left the due date."""

    event: ClockEvent
    sentence: str
    due_on: date | None
    moved: bool


@dataclass(frozen=True)
class Clock:
    """Where a request (or one question of it) stands after its events."""

    regime: Regime
    calendar: Calendar
    reading: Reading
    timetable: Timetable
    received_on: date
    pauses: tuple[Pause, ...] = ()
    asked_on: date | None = None  # clarification asked for, and not yet received
    ineffective_question: bool = False  # asked, but not so as to move the date (CLK-21, CLK-22)
    extended: bool = False
    estimated_on: date | None = None  # s.17(2): the date given in the notice of extension
    ended: State | None = None  # how it ended, if it has
    ended_on: date | None = None
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> State:
        if self.ended is not None:
            return self.ended
        if self.asked_on is not None:
            return State.AWAITING_CLARIFICATION
        return State.AWAITING_FEE if self.open_pause else State.RUNNING

    @property
    def open_pause(self) -> Pause | None:
        """The fees notice that waits for its money."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].paid_on is None else None

    # --- The dates -------------------------------------------------------------------------------------------

    @property
    def counted_from(self) -> date:
        """Day 0."""
        return self.reading.day_zero(self.received_on, self.calendar)

    def day(self, number: int) -> date | None:
        """The date of working day `number`; None where an unpaid fee still decides when that is."""
        day = self.calendar.add_working_days(self.counted_from, number)
        for pause in self.pauses:
            if pause.given_on > day:
                break
            if pause.paid_on is None:
                return None
            disregarded = self.disregarded_in(pause, pause.paid_on)
            if disregarded:
                day = self.calendar.add_working_days(day, disregarded)
        return day

    @property
    def notice_due_on(self) -> date | None:
        """Day 20: the answer, or the notice of refusal or extension, is due whatever else happens (CLK-29)."""
        return self.day(self.regime.limit)

    @property
    def due_on(self) -> date | None:
        """The last day for the answer. None while the clock waits for the requester, and once the duty has ended."""
        if self.asked_on is not None or self.ended in {State.LAPSED, State.WITHDRAWN, State.TRANSFERRED}:
            return None
        return self.extended_to if self.extended else self.notice_due_on

    @property
    def extended_to(self) -> date | None:
        """The date that an extension gives: the estimate in its notice, else its outer limit."""
        if not self.extended or self.notice_due_on is None:
            return None
        ceiling = self.day(self.regime.extension.working_days)
        if self.estimated_on is None or ceiling is None:
            return ceiling
        wanted = self.estimated_on
        if self.regime.extension.is_ceiling:  # reg 7 sets a limit in law; s.10(3) only asks for what is reasonable
            wanted = min(wanted, ceiling)
        return max(wanted, self.notice_due_on)

    @property
    def day40_on(self) -> date | None:
        """The outer limit of an ordinary extension; None also where the calendar does not reach it."""
        try:
            return self.day(self.regime.extension.working_days)
        except BeyondCalendar:
            return None

    @property
    def return_on(self) -> date | None:
        """The day by which departments are asked to answer: the authority's own date."""
        return self.day(self.timetable.return_day)

    @property
    def review_on(self) -> date | None:
        return self.day(self.timetable.review_day)

    @property
    def fee_lapses_on(self) -> date | None:
        """The last day on which the awaited fee can be paid (CLK-27)."""
        return self.open_pause.lapses_on if self.open_pause and self.ended is None else None

    @property
    def may_close_on(self) -> date | None:
        """The first day on which the authority's own rule closes an unclarified request (CLK-24)."""
        if self.state is not State.AWAITING_CLARIFICATION or self.asked_on is None:
            return None
        return self.calendar.add_working_days(self.asked_on, self.timetable.close_unclarified_after + 1)

    @property
    def ended_in_words(self) -> str:
        return in_words(self.ended_on) if self.ended_on else ""

    def state_on(self, on: date) -> State:
        """The state as a day sees it: a fee that was not paid in time has ended the duty (CLK-27)."""
        if self.fee_lapses_on is not None and on > self.fee_lapses_on:
            return State.LAPSED
        return self.state

    # --- The count -------------------------------------------------------------------------------------------

    def day_number(self, on: date) -> DayNumber:
        """ "Day 7 of 20" on a day; the count stands still while the clock waits for the requester."""
        end = min(day for day in (on, self.asked_on, self.ended_on) if day is not None)
        counted = self.calendar.working_days_between(self.counted_from, end)
        counted -= sum(self.disregarded_in(pause, min(end, pause.paid_on or end)) for pause in self.pauses)
        limit = self.regime.limit
        if (extended_to := self.extended_to) is not None:
            limit = self.calendar.working_days_between(self.counted_from, extended_to) - self.disregarded
        return DayNumber(max(0, counted), limit)

    @property
    def disregarded(self) -> int:
        """Working days taken out of the count by fees notices that were paid."""
        return sum(self.disregarded_in(pause, pause.paid_on) for pause in self.pauses if pause.paid_on)

    @property
    def skipped(self) -> tuple[BankHoliday, ...]:
        """The bank holidays between receipt and the due date: why the date is what it is."""
        return self.calendar.skipped(self.counted_from, self.due_on) if self.due_on else ()

    def is_late(self, on: date) -> bool:
        """Whether the last day has passed without an answer, or the answer came after it."""
        return self.due_on is not None and (self.ended_on or on) > self.due_on

    def disregarded_in(self, pause: Pause, until: date) -> int:
        # s.10(2): from the day the notice is given to the day the fee is received, both included. A day that is not
        # counted anyway (receipt itself, or before a new date of receipt) cannot be disregarded as well.
        first = max(pause.given_on, self.counted_from + ONE_DAY)
        return self.calendar.working_days_from(first, until)
