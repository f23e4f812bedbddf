"""From events to a clock: run them, add one, undo one; and the clock of a letter with several questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foi.law.clock.events import ClockError, ClockEvent, Kind, in_order, missing_details, wrong_estimate
from foi.law.clock.rules import RULES
from foi.law.clock.state import Clock, State, Step
from foi.law.regimes import FOIA, Regime
from foi.law.time_limits import Reading, Timetable
from foi.law.working_days import Calendar, in_words

DEFAULT_TIMETABLE = Timetable()


@dataclass(frozen=True)
class Settings:
    """How an authority counts: its reading of CLK-10, its own internal days, and the bank holidays it has loaded."""

    reading: Reading = Reading.RECEIVED_THAT_DAY
    timetable: Timetable = DEFAULT_TIMETABLE
    calendar: Calendar | None = None  # the shipped one unless another is loaded


DEFAULT_SETTINGS = Settings()


def run(events: Iterable[ClockEvent], *, regime: Regime = FOIA, settings: Settings = DEFAULT_SETTINGS) -> Clock:
    """The clock after these events; undone ones count for nothing.

    Raises ClockError for an order of events that cannot have happened, BeyondCalendar rather than guess a date.
    """
    happened = in_order(event for event in events if not event.undone)
    if not happened or happened[0].kind is not Kind.RECEIVED:
        raise ClockError("A clock starts with the receipt of the request, and nothing can have happened before it.")
    first, *rest = happened
    clock = Clock(
        regime=regime,
        calendar=regime.calendar(settings.calendar),
        reading=settings.reading,
        timetable=settings.timetable,
        received_on=first.on,
    )
    clock = _with_step(clock, first, f"Day 1 is the first working day after {in_words(clock.counted_from)}.", None)
    for event in rest:
        if event.kind is Kind.RECEIVED:
            raise ClockError("A request is received once. Correct the date of receipt instead of adding another.")
        if clock.state.is_over and event.kind is not Kind.CLARIFICATION_RECEIVED:
            raise ClockError(
                f"{event.kind.label} on {in_words(event.on)}: the clock had ended on {clock.ended_in_words}."
            )
        before = clock.due_on
        clock, sentence = RULES[event.kind](clock, event)
        clock = _with_step(clock, event, sentence, before)
    return clock


def _with_step(clock: Clock, event: ClockEvent, sentence: str, before: date | None) -> Clock:
    due_on = clock.due_on
    return replace(clock, steps=(*clock.steps, Step(event, sentence, due_on, moved=due_on != before)))


def record(
    events: Sequence[ClockEvent],
    event: ClockEvent,
    *,
    regime: Regime = FOIA,
    settings: Settings = DEFAULT_SETTINGS,
) -> tuple[ClockEvent, ...]:
    """The events with one more. Raises ClockError if the law wants more said about it, or it cannot have happened."""
    missing = missing_details(event, regime)
    if missing:
        raise ClockError(" ".join(missing))
    # Asked of what is recorded now, not by the rule: what is on record already must still run, or nobody could undo it.
    extends = event.kind == regime.extension.kind
    if extends and event.estimated_on:
        calendar = regime.calendar(settings.calendar)
        if wrong := wrong_estimate(event.estimated_on, event.on, calendar):
            raise ClockError(wrong)
    added = (*events, event)
    _every_clock(added, regime, settings)
    return added


def undo(
    events: Sequence[ClockEvent],
    event: ClockEvent,
    *,
    regime: Regime = FOIA,
    settings: Settings = DEFAULT_SETTINGS,
) -> tuple[ClockEvent, ...]:
    """The events with one marked as undone; it stays in the history. Raises ClockError if later ones rest on it."""
    if event.kind is Kind.RECEIVED:
        raise ClockError("Receipt cannot be undone. Correct its date instead.")
    position = list(events).index(event)
    left = (*events[:position], replace(event, undone=True), *events[position + 1 :])
    try:
        _every_clock(left, regime, settings)
    except ClockError as error:
        raise ClockError(f"Undo what came after it first. {error}") from error
    return left


@dataclass(frozen=True)
class LetterClock:
    """The clocks of a letter's questions (CLK-23): some may wait while the others keep their date."""

    clocks: dict[str, Clock]

    @property
    def due_on(self) -> date | None:
        """The earliest live date: when the next answer is owed. None while nothing is."""
        return min((clock.due_on for clock in self.live.values() if clock.due_on), default=None)

    @property
    def live(self) -> dict[str, Clock]:
        """The questions that are still to be answered."""
        return {name: clock for name, clock in self.clocks.items() if not clock.state.is_over}

    @property
    def waiting(self) -> dict[str, Clock]:
        """The questions whose clock waits for the requester."""
        return {name: clock for name, clock in self.live.items() if clock.state is not State.RUNNING}


def letter_clock(
    events: Sequence[ClockEvent],
    questions: Iterable[str],
    *,
    regime: Regime = FOIA,
    settings: Settings = DEFAULT_SETTINGS,
) -> LetterClock:
    return LetterClock(
        {
            question: run((event for event in events if event.concerns(question)), regime=regime, settings=settings)
            for question in questions
        }
    )


def _every_clock(events: Sequence[ClockEvent], regime: Regime, settings: Settings) -> list[Clock]:
    named = sorted({question for event in events for question in event.questions})
    whole = [event for event in events if not event.questions]
    clocks = [run(whole, regime=regime, settings=settings)]
    return clocks + list(letter_clock(events, named, regime=regime, settings=settings).clocks.values())
