"""The clock of a stored request: worked out by foi.law.clock from the events, never kept beside them.

`clock_of` is for everybody who needs a date. What lists need is written back by `refresh`, always inside the step
that changed the events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foi.law import clock as law
from foi.law.regimes import Regime, regime
from foi.law.time_limits import Reading
from foi.law.working_days import Calendar
from foi.requests.calendars import calendar_called
from foi.requests.clock_records import ClockEvent
from foi.requests.models import FoiRequest, Question
from workflows.question_flow import SETTLED, QuestionState


@dataclass(frozen=True)
class RequestClock:
    """The clocks of one letter (CLK-23). Most letters have one; a question that an event names has its own."""

    shared: law.Clock
    own: dict[int, law.Clock]  # id of the question -> its clock
    is_shared: bool  # whether a question goes by the shared one

    @property
    def clocks(self) -> list[law.Clock]:
        return [*([self.shared] if self.is_shared else []), *self.own.values()]

    @property
    def leading(self) -> law.Clock:
        """The one that the letter goes by: the earliest live date; if nothing is due, what is waited for."""
        return min(self.clocks, key=lambda clock: (clock.state.is_over, clock.due_on is None, clock.due_on or date.max))

    def of(self, question: Question | int) -> law.Clock:
        return self.own.get(question if isinstance(question, int) else question.pk, self.shared)


def clock_of(foi_request: FoiRequest, question: Question | None = None) -> law.Clock:
    """The clock of one question, or the one that the letter goes by: its earliest live date.

    Two queries at most (events, questions), none where `clock_events` and `questions` are prefetched.
    Raises BeyondCalendar where the bank holidays of a year are not known.
    """
    clocks = clocks_of(foi_request)
    return clocks.leading if question is None else clocks.of(question)


def clocks_of(foi_request: FoiRequest, *, calendar: Calendar | None = None) -> RequestClock:
    """All clocks of a letter; under other bank holidays if given."""
    events = [event.as_law for event in events_of(foi_request)]
    live = live_questions(foi_request) if any(event.questions for event in events) else []
    return _clocks(foi_request, events, live, settings_of(foi_request, calendar=calendar))


def _clocks(
    foi_request: FoiRequest, events: Sequence[law.ClockEvent], live: Iterable[int], settings: law.Settings
) -> RequestClock:
    under = regime(foi_request.regime)
    named = {question for event in events if not event.undone for question in event.questions}
    live = list(live)
    own = [pk for pk in live if str(pk) in named]
    each = law.letter_clock(events, map(str, own), regime=under, settings=settings).clocks
    return RequestClock(
        shared=law.run((event for event in events if not event.questions), regime=under, settings=settings),
        own={pk: each[str(pk)] for pk in own},
        is_shared=len(own) < len(live) or not own,
    )


def events_of(foi_request: FoiRequest) -> list[ClockEvent]:
    """As they happened; those of one day as they were recorded, but nothing comes before the receipt."""
    return sorted(
        foi_request.clock_events.all(), key=lambda event: (event.on, event.kind != law.Kind.RECEIVED, event.pk)
    )


def live_questions(foi_request: FoiRequest) -> list[int]:
    """The ids of the questions that are still asked."""
    return [question.pk for question in foi_request.questions.all() if question.state != QuestionState.WITHDRAWN]


def settings_of(foi_request: FoiRequest, *, calendar: Calendar | None = None) -> law.Settings:
    """How this request is counted: the reading it was logged under, its authority's own days, its bank holidays."""
    return law.Settings(
        reading=Reading(foi_request.receipt_reading),
        timetable=foi_request.authority.timetable,
        calendar=calendar or calendar_called(foi_request.calendar_version),
    )


def refresh(foi_request: FoiRequest) -> dict[str, Any]:
    """Write what follows from the events into the request (not saved) and its questions.

    Call on the locked request after its events have changed. Returns the facts for the audit: the old and new date.
    """
    foi_request._prefetched_objects_cache = {}  # the events in memory may be those from before
    before = {"former_due_on": foi_request.due_on, "former_clock_state": foi_request.clock_state}
    events = [event.as_law for event in events_of(foi_request)]
    questions = list(foi_request.questions.exclude(state=QuestionState.WITHDRAWN))
    settings = settings_of(foi_request)
    clocks = _clocks(foi_request, events, [question.pk for question in questions], settings)
    foi_request.due_on, foi_request.clock_state = clocks.leading.due_on, clocks.leading.state.value
    moved = _bring_questions_along(foi_request, events, questions, clocks)
    return {**before, "due_on": foi_request.due_on, "clock_state": foi_request.clock_state, **moved}


def _bring_questions_along(
    foi_request: FoiRequest, events: list[law.ClockEvent], questions: list[Question], clocks: RequestClock
) -> dict[str, Any]:
    """A question waits with its clock, and the department's date moves with the return day that it was set to. A date
    that an officer chose stays; so does that of a question that is settled."""
    settings, under = settings_of(foi_request), regime(foi_request.regime)
    moved = []
    for question in questions:
        question.clock_state = clocks.of(question).state.value
        if question.due_on is None or question.state in SETTLED:
            continue
        mine = [event for event in events if event.concerns(str(question.pk))]
        # While a fee is awaited there is no such day: the one from before stays.
        now = next((day for day in reversed(_return_days(mine, under, settings)) if day), question.due_on)
        if now != question.due_on and question.due_on in _return_days(mine, under, settings, ever=True):
            question.due_on = now
            moved.append(question.number)
    Question.objects.bulk_update(questions, ["clock_state", "due_on"])
    return {"departments_dates_moved": moved} if moved else {}


def _return_days(
    events: list[law.ClockEvent], under: Regime, settings: law.Settings, *, ever: bool = False
) -> list[date | None]:
    """The return day after each event; with `ever` as if none had been undone, as well."""
    days: list[date | None] = []
    histories = [[event for event in events if not event.undone]]
    if ever:
        histories.append([replace(event, undone=False) for event in events])
    for history in histories:
        for number in range(1, len(history) + 1):
            try:
                days.append(law.run(history[:number], regime=under, settings=settings).return_on)
            except law.ClockError:  # what was undone and what was recorded instead may not stand together
                continue
    return days
