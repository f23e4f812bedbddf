"""The clock of a request, so that a new colleague understands it without the Act in hand."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foi.law import clock as law
from foi.law.clock import ClarificationReason, Clock, Kind, State
from foi.law.working_days import ONE_DAY, BeyondCalendar
from foi.requests.clock import RequestClock, clocks_of, events_of
from foi.requests.clock_actions import RECORDED
from foi.requests.clock_records import ClockEvent, DateChange
from foi.requests.models import FoiRequest, Question
from foi.web.presenters.dates import day_count, in_words, with_weekday
from workflows.question_flow import QuestionState

#: after these no date is left, and nothing is waited for
ENDS = (Kind.ANSWERED, Kind.WITHDRAWN, Kind.TRANSFERRED, Kind.CLARIFICATION_LAPSED)
LONGEST_PICTURE = 400  # days; a clock that has waited for years is told in words


@dataclass(frozen=True, slots=True)
class Happened:
    """One event: what it was, what it did to the date, and who recorded it."""

    title: str
    on: datetime.date
    effect: str
    due: str  # where it left the date, if it moved it
    details: list[str]
    recorded_by: str
    recorded_at: datetime.datetime
    undone: str  # by whom, when and why; "" while it counts
    undo_url: str


@dataclass(frozen=True, slots=True)
class Possible:
    """Something that may be done today, or no longer can."""

    title: str
    sentence: str
    url: str
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the count, as the calendar of the page shows it."""

    on: datetime.date
    number: int | None
    why_not: str
    kind: str  # "receipt", "past", "today", "left", "due", "off", "held", "out"
    marks: list[str]


@dataclass(frozen=True, slots=True)
class ClockPage:
    """What the page and the summary on the request's own page show."""

    clock: Clock
    status: str
    count: str
    day: int
    limit: int
    late: bool
    facts: list[dict[str, Any]]
    segments: list[str]
    weeks: list[list[Day]]
    skipped: list[str]
    happened: list[Happened]
    possible: list[Possible]
    not_possible: list[Possible]
    own: list[dict[str, Any]]
    change: DateChange | None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """The page where no date can be worked out: why, and what is on record, so that a mistyped date can be undone."""

    refusal: str
    happened: list[Happened]


def clock_page(foi_request: FoiRequest, steps: Collection[str], on: datetime.date) -> ClockPage | Uncounted:
    """All of it, or what is left where the bank holidays of a year are not known. steps: those the person may take."""
    try:
        clocks = clocks_of(foi_request)
        return _page(foi_request, clocks, steps, on)
    except BeyondCalendar as refusal:
        return Uncounted(str(refusal), _happened(foi_request, {}, _numbers(foi_request), steps))


def _page(foi_request: FoiRequest, clocks: RequestClock, steps: Collection[str], on: datetime.date) -> ClockPage:
    clock = clocks.leading
    count = clock.day_number(on)
    numbers = _numbers(foi_request)
    possible, not_possible = _choices(foi_request, clocks, on) if "record_event" in steps else ([], [])
    return ClockPage(
        clock=clock,
        status=law.status(clock, on),
        count=day_count(foi_request, on),
        day=min(count.number, count.limit),
        limit=count.limit,
        late=bool(count.late_by) and clock.state is State.RUNNING,
        facts=list(_facts(foi_request, clock, may_correct="correct_receipt" in steps)),
        segments=_segments(clock, count.number, count.limit),
        weeks=_weeks(clock, on),
        skipped=[str(holiday) for holiday in clock.skipped],
        happened=_happened(foi_request, _effects(clocks), numbers, steps),
        possible=possible,
        not_possible=not_possible,
        own=[
            {
                "number": numbers.get(pk, ""),
                "due_on": own.due_on,
                "status": law.status(own, on),
            }
            for pk, own in clocks.own.items()
        ],
        change=foi_request.date_changes.filter(decided_at__isnull=True).first(),
    )


# --- the dates --------------------------------------------------------------------------------------------------------


def _facts(foi_request: FoiRequest, clock: Clock, *, may_correct: bool) -> Iterator[dict[str, Any]]:
    correct = {
        "text": "Correct",
        "url": reverse("clock_receipt", args=[foi_request.pk]),
        "about": "the date of receipt",
    }
    change = {"text": "Change", "url": reverse("clock_regime", args=[foi_request.pk]), "about": "the law"}
    yield {
        "key": "Received",
        "value": with_weekday(foi_request.received_on),
        "actions": [correct] if may_correct else [],
    }
    if clock.received_on != foi_request.received_on:
        yield {"key": "Counts as received", "value": f"{with_weekday(clock.received_on)}, when it was clarified"}
    if clock.counted_from != clock.received_on:
        yield {"key": "Counted from", "value": f"{with_weekday(clock.counted_from)}, the next working day"}
    yield {
        "key": "Law",
        "value": f"{clock.regime.name}: {clock.regime.limit} working days, {clock.regime.limit_law}",
        "actions": [change] if may_correct else [],
    }
    if clock.due_on:
        yield {"key": "Answer due", "value": with_weekday(clock.due_on)}
    elif not clock.state.is_over:
        yield {"key": "Answer due", "value": "No date while the clock waits"}
    if clock.extended and clock.notice_due_on:
        yield {"key": "Notice of extension", "value": f"was due by {with_weekday(clock.notice_due_on)}, day 20"}
    if clock.state is State.RUNNING:
        if clock.return_on:
            yield {"key": "Departments answer by", "value": f"{with_weekday(clock.return_on)} (our own date)"}
        if clock.review_on:
            yield {"key": "Draft reviewed by", "value": f"{with_weekday(clock.review_on)} (our own date)"}
        if clock.day40_on and not clock.extended:
            yield {"key": "If extended", "value": f"normally {with_weekday(clock.day40_on)} at the latest"}
    if clock.fee_lapses_on:
        yield {"key": "Fee to be paid by", "value": with_weekday(clock.fee_lapses_on)}
    if clock.may_close_on:
        yield {"key": "May be closed from", "value": f"{with_weekday(clock.may_close_on)}, if no reply comes"}
    look = {"text": "See them", "url": reverse("bank_holidays"), "about": "the bank holidays"}
    yield {"key": "Bank holidays", "value": f"version {clock.calendar.version}", "actions": [look]}


def _segments(clock: Clock, day: int, limit: int) -> list[str]:
    """One for each working day of the bar: behind us, today's, still to come, and over."""
    stopped = clock.state is not State.RUNNING
    kinds = []
    for number in range(1, limit + 1):
        kind = "past" if number < day or (number == day and stopped) else "today" if number == day else "left"
        kinds.append("late" if day > limit and not stopped else kind)
    return kinds


def _weeks(clock: Clock, on: datetime.date) -> list[list[Day]]:
    """Monday to Sunday, from receipt to the due date, or to the day the clock stopped."""
    ends = (clock.due_on, clock.asked_on, clock.open_pause and clock.open_pause.given_on, clock.ended_on)
    until = max([end for end in ends if end], default=clock.counted_from)
    first = clock.counted_from - datetime.timedelta(days=clock.counted_from.weekday())
    last = until + datetime.timedelta(days=6 - until.weekday())
    if (last - first).days > LONGEST_PICTURE or not clock.calendar.covers(last):
        return []
    days, number, day = [], 0, first
    while day <= last:
        counted = clock.counted_from < day <= until
        held = counted and clock.calendar.is_working_day(day) and _is_held(clock, day)
        if counted and not held and clock.calendar.is_working_day(day):
            number += 1
            days.append(_day(clock, day, number, "", on))
        else:
            why = _why_not(clock, day) if counted else ""
            kind = "receipt" if day == clock.counted_from else "out" if not counted else "held" if held else "off"
            why = "Received" if kind == "receipt" else "Fee awaited" if held else why
            days.append(Day(day, None, why, kind, ["Today"] if day == on else []))
        day += ONE_DAY
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _day(clock: Clock, day: datetime.date, number: int, why: str, on: datetime.date) -> Day:
    marks = []
    if day == on:
        marks.append("Today")
    if day == clock.return_on:
        marks.append("Departments")
    if day == clock.review_on:
        marks.append("Review")
    if day == clock.notice_due_on and clock.extended:
        marks.append("Notice")
    if day == clock.due_on:
        marks.append("Due")
    kind = "due" if day == clock.due_on else "today" if day == on else "past" if day < on else "left"
    return Day(day, number, why, kind, marks)


def _is_held(clock: Clock, day: datetime.date) -> bool:
    """Whether a fees notice takes the day out of the count (both ends included)."""
    return any(pause.given_on <= day and (pause.paid_on is None or day <= pause.paid_on) for pause in clock.pauses)


def _why_not(clock: Clock, day: datetime.date) -> str:
    holidays = "; ".join(f"{holiday.name} ({holiday.where})" for holiday in clock.calendar.holidays_on(day))
    return holidays if day.weekday() < 5 else "Weekend"


# --- what happened ----------------------------------------------------------------------------------------------------


def _effects(clocks: RequestClock) -> dict[law.ClockEvent, law.Step]:
    return {step.event: step for each in (*clocks.own.values(), clocks.shared) for step in each.steps}


def _numbers(foi_request: FoiRequest) -> dict[int, str]:
    return dict(foi_request.questions.values_list("pk", "number"))


def _happened(
    foi_request: FoiRequest, effects: dict[law.ClockEvent, law.Step], numbers: dict[int, str], may: Collection[str]
) -> list[Happened]:
    return [_event(event, effects.get(event.as_law), numbers, may) for event in events_of(foi_request)]


def _event(event: ClockEvent, step: law.Step | None, numbers: dict[int, str], may: Collection[str]) -> Happened:
    """`may`: the steps that the reader may take now."""
    kind = Kind(event.kind)
    asked = [numbers[pk] for pk in event.questions if pk in numbers]
    details = [f"{'Question' if len(asked) == 1 else 'Questions'} {', '.join(asked)}"] if asked else []
    if event.reason_code:
        details.append(ClarificationReason(event.reason_code).label)
    if event.exemptions:
        details.append(f"Under {', '.join(event.exemptions)}")
    if event.reason:
        details.append(f"“{event.reason}”")
    if event.estimated_on:
        details.append(f"Decision expected by {in_words(event.estimated_on)}")
    undone = ""
    if event.undone_at and event.undone_by:
        undone = f"Undone by {event.undone_by} on {in_words(event.undone_at.date())}: “{event.undone_reason}”"
    due = ""
    if step is not None and step.moved and kind not in ENDS:
        due = f"Due by {with_weekday(step.due_on)}" if step.due_on else "No date while it waits"
    return Happened(
        title=kind.label,
        on=event.on,
        effect="" if undone or step is None else step.sentence,
        due=due,
        details=details,
        recorded_by=str(event.recorded_by or "the system"),
        recorded_at=event.recorded_at,
        undone=undone,
        undo_url="" if event.undone_at else _undo_page(event, kind, may),
    )


def _undo_page(event: ClockEvent, kind: Kind, may: Collection[str]) -> str:
    if kind is Kind.WITHDRAWN and "undo_withdrawal" in may:
        return reverse("request_step", args=[event.foi_request_id, "undo_withdrawal"])
    if kind in RECORDED and "undo_event" in may:
        return reverse("clock_undo", args=[event.foi_request_id, event.pk])
    return ""


# --- what may be done -------------------------------------------------------------------------------------------------


def _choices(foi_request: FoiRequest, clocks: RequestClock, on: datetime.date) -> tuple[list[Possible], list[Possible]]:
    """What a day allows on any of the letter's clocks; what none of them allows, with the reason of the leading one."""
    by_kind: dict[Kind, list[law.Choice]] = {}
    for clock in [clocks.leading, *clocks.clocks]:
        for choice in law.choices(clock, on):
            by_kind.setdefault(choice.kind, []).append(choice)
    possible: list[Possible] = []
    not_possible: list[Possible] = []
    for kind, found in by_kind.items():
        allowed = next((choice for choice in found if choice.allowed), None)
        chosen = allowed or found[0]
        title = DO.get(kind, kind.label) if allowed else kind.label
        one = Possible(title, chosen.sentence, _page_for(foi_request, kind) if allowed else "", chosen.until)
        (possible if allowed else not_possible).append(one)
    return possible, not_possible


def _page_for(foi_request: FoiRequest, kind: Kind) -> str:
    if kind is Kind.ANSWERED:
        return reverse("letter", args=[foi_request.pk])
    if kind is Kind.WITHDRAWN:
        return reverse("request_step", args=[foi_request.pk, "withdraw"])
    return reverse("clock_record", args=[foi_request.pk, kind.value])


#: the words of the link to the form, and of its button
DO = {
    Kind.ANSWERED: "Go to the letter",
    Kind.CLARIFICATION_ASKED: "Record that you asked for clarification",
    Kind.CLARIFICATION_RECEIVED: "Record the clarification",
    Kind.CLARIFICATION_LAPSED: "Close the request",
    Kind.FEE_NOTICE: "Record a fees notice",
    Kind.FEE_PAID: "Record the payment",
    Kind.PIT_EXTENSION: "Record an extension",
    Kind.EIR_EXTENSION: "Record an extension",
    Kind.TRANSFERRED: "Record a transfer",
    Kind.WITHDRAWN: "Record a withdrawal",
}


def questions_to_choose(foi_request: FoiRequest) -> list[Question]:
    """The questions that an event may be about by themselves; none before the split is confirmed."""
    if not foi_request.is_split:
        return []
    live = list(foi_request.questions.exclude(state=QuestionState.WITHDRAWN).order_by("position"))
    return live if len(live) > 1 else []
