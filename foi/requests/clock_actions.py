"""What officers record on the clock of a request. Each is one step: audited, with the date before and after."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from foi.law import clock as law
from foi.law.exemptions import UnknownExemption
from foi.law.regimes import regime
from foi.law.working_days import CalendarError
from foi.organisation.models import User
from foi.requests.actions import file_correspondence
from foi.requests.calendars import current_calendar
from foi.requests.clock import clocks_of, events_of, live_questions, refresh, settings_of
from foi.requests.clock_records import ClockEvent
from foi.requests.models import Correspondence, FoiRequest, Question, today
from foi.requests.recount import settle_calendar
from workflows import clock
from workflows.perform import NotPossible, perform
from workflows.request_flow import RequestState
from workflows.roles import SYSTEM

#: what an officer records by hand. Receipt, withdrawal and the answer have steps of their own
RECORDED = tuple(kind for kind in law.Kind if kind not in {law.Kind.RECEIVED, law.Kind.WITHDRAWN, law.Kind.ANSWERED})
#: what concerns the requester and us, never a single question of a letter
WHOLE_LETTER = (law.Kind.ACKNOWLEDGED, law.Kind.FEE_NOTICE, law.Kind.FEE_PAID)


def record_event(
    foi_request: FoiRequest,
    kind: law.Kind,
    *,
    by: User,
    on: datetime.date,
    questions: Iterable[Question] = (),
    reason_code: str = "",
    reason: str = "",
    exemptions: Sequence[str] = (),
    estimated_on: datetime.date | None = None,
) -> FoiRequest:
    """A fact of the clock. questions: those concerned; none means the whole letter.

    Raises NotPossible, in the words of foi.law.clock, for what the law does not know or wants told more fully.
    """
    chosen = sorted(question.pk for question in questions)
    reason = reason.strip()

    def work(locked: FoiRequest) -> dict[str, Any]:
        if kind not in RECORDED:
            raise NotPossible(f"{kind.label}: this has a step of its own.")
        if on > today():
            raise NotPossible(f"{kind.label}: the date must be today or in the past.")
        _must_be_asked_here(locked, kind, chosen)
        stored = ClockEvent(
            foi_request=locked, kind=kind.value, on=on, questions=chosen or _those_still_counted(locked, kind),
            reason_code=reason_code, reason=reason, exemptions=list(exemptions), estimated_on=estimated_on,
            recorded_by=by, recorded_at=clock.now(),
        )  # fmt: skip
        with _law_in_words(), _known_exemptions(exemptions):
            before = [event.as_law for event in events_of(locked)]
            law.record(before, stored.as_law, regime=regime(locked.regime), settings=settings_of(locked))
            stored.save()
            facts = refresh(locked) | settle_calendar(locked, current_calendar())
        return {**facts, "questions": _numbers(locked, stored.questions), "exemptions": list(exemptions)}

    return _then_open_or_closed(
        foi_request.record_event,
        by=by,
        work=work,
        kind=kind.value,
        on=on,
        reason=reason or _label(reason_code),
        estimated_on=estimated_on,
    )


def record_reply(
    foi_request: FoiRequest, *, by: User, on: datetime.date, words: str = "", **facts: Any
) -> FoiRequest:  # fmt: skip
    """The requester has clarified. words: what they wrote, put on file in the same step; "" where it is there."""
    with transaction.atomic():
        recorded = record_event(foi_request, law.Kind.CLARIFICATION_RECEIVED, by=by, on=on, **facts)
        if words.strip():
            file_correspondence(
                recorded, by=by, direction=Correspondence.Direction.IN, on=on, body=words,
                subject="The requester’s reply to our question",
            )  # fmt: skip
    return recorded


def replies_of(foi_request: FoiRequest) -> QuerySet[Correspondence]:
    """What came in on the days on which a reply was recorded: the requester's own words, for the FOI side alone."""
    days = foi_request.clock_events.filter(kind=law.Kind.CLARIFICATION_RECEIVED, undone_at__isnull=True).values("on")
    return foi_request.correspondence.filter(direction=Correspondence.Direction.IN, on__in=days).exclude(body="")


def undo_event(event: ClockEvent, *, by: User, reason: str) -> FoiRequest:
    """It was recorded by mistake: it stays in view, marked, and the former date is back to the day."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        stored = ClockEvent.objects.select_for_update().get(pk=event.pk, foi_request=locked)
        if stored.undone_at is not None:
            raise NotPossible("Undo: somebody has undone this event already.")
        if law.Kind(stored.kind) not in RECORDED:
            raise NotPossible(f"Undo: “{law.Kind(stored.kind).label}” has a step of its own.")
        with _law_in_words():
            known = events_of(locked)
            history = [one.as_law for one in known]
            law.undo(history, history[known.index(stored)], regime=regime(locked.regime), settings=settings_of(locked))
            _mark_undone(stored, by=by, reason=reason)
            facts = refresh(locked) | settle_calendar(locked, current_calendar())
        return {**facts, "questions": _numbers(locked, stored.questions)}

    kind, on = event.kind, event.on
    return _then_open_or_closed(event.foi_request.undo_event, by=by, work=work, reason=reason, kind=kind, on=on)


def undo_withdrawal(foi_request: FoiRequest, *, by: User, reason: str) -> FoiRequest:
    """The requester has not taken the request back after all: it goes on where it was, with the date that it had.

    Letters that were in approval stay void: somebody looks at them anew.
    """

    def work(locked: FoiRequest) -> dict[str, Any]:
        withdrawals = locked.clock_events.filter(kind=law.Kind.WITHDRAWN, undone_at__isnull=True)
        for event in withdrawals.select_for_update():
            _mark_undone(event, by=by, reason=reason)
        with _law_in_words():
            return refresh(locked) | settle_calendar(locked, current_calendar())

    with transaction.atomic():
        foi_request = perform(foi_request.undo_withdrawal, by=by, reason=reason, work=work)
        _open_again(foi_request)
        if foi_request.state == RequestState.GATHERING and not foi_request.questions.unsettled().exists():
            perform(foi_request.all_answers_agreed, by=SYSTEM)
    return foi_request


def correct_receipt(foi_request: FoiRequest, *, by: User, received_on: datetime.date, reason: str) -> FoiRequest:
    """CLK-5: the day it reached anybody in the authority. The day that was entered first stays in view."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        former = locked.received_on
        if received_on > today():
            raise NotPossible("Correct the date of receipt: the date must be today or in the past.")
        if received_on == former:
            raise NotPossible("Correct the date of receipt: this is the date that is recorded.")
        for receipt in locked.clock_events.filter(kind=law.Kind.RECEIVED, undone_at__isnull=True):
            _mark_undone(receipt, by=by, reason=reason)
        note_receipt(locked, received_on, by=by)
        locked.received_on = received_on
        with _law_in_words():
            return {"former_received_on": former, **refresh(locked), **settle_calendar(locked, current_calendar())}

    return perform(foi_request.correct_receipt, by=by, received_on=received_on, reason=reason, work=work)


def change_regime(foi_request: FoiRequest, *, by: User, regime: str, reason: str) -> FoiRequest:
    """The same events, counted under the other law."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        if regime == locked.regime:
            raise NotPossible(f"Change the law it comes under: it is {locked.get_regime_display()} already.")
        former, locked.regime = locked.regime, regime
        with _law_in_words():
            return {"former_regime": former, **refresh(locked), **settle_calendar(locked, current_calendar())}

    return perform(foi_request.change_regime, by=by, regime=regime, reason=reason, work=work)


def close_unanswered(foi_request: FoiRequest, *, by: User) -> FoiRequest:
    """The duty to answer has ended by itself: a fee that was asked for did not come in time (CLK-27)."""
    return perform(foi_request.close_unanswered, by=by)


# --- what other steps leave on the clock ------------------------------------------------------------------------------


def note_receipt(foi_request: FoiRequest, received_on: datetime.date, *, by: Any) -> None:
    ClockEvent.objects.create(
        foi_request=foi_request, kind=law.Kind.RECEIVED, on=received_on, recorded_by_id=by.pk, recorded_at=clock.now()
    )


def note_end(foi_request: FoiRequest, kind: law.Kind, on: datetime.date, *, by: Any, reason: str = "") -> None:
    """The answer went out, or the requester took the request back: for all that had not ended before."""
    ClockEvent.objects.create(
        foi_request=foi_request, kind=kind, on=on, questions=_those_still_counted(foi_request, kind), reason=reason,
        recorded_by_id=by.pk, recorded_at=clock.now(),
    )  # fmt: skip


# --- behind it --------------------------------------------------------------------------------------------------------


def _then_open_or_closed(step: Any, *, by: User, work: Callable[[FoiRequest], dict[str, Any]], **facts: Any) -> Any:
    """The step, and what follows from it: a request on which nothing is owed any more is closed, a reply opens it."""
    with transaction.atomic():
        foi_request: FoiRequest = perform(step, by=by, work=work, **facts)
        is_over = clocks_of(foi_request).leading.state.is_over
        if is_over and foi_request.is_open:
            perform(foi_request.close_unanswered, by=SYSTEM)
        elif not is_over and foi_request.state == RequestState.CLOSED:
            _open_again(foi_request)
    return foi_request


def _open_again(foi_request: FoiRequest) -> None:
    split = not foi_request.questions.filter(state="proposed").exists() and foi_request.questions.exists()
    perform(foi_request.open_again if split else foi_request.open_again_to_split, by=SYSTEM)


def _must_be_asked_here(foi_request: FoiRequest, kind: law.Kind, chosen: list[int]) -> None:
    if not chosen:
        return
    if kind in WHOLE_LETTER:
        raise NotPossible(f"{kind.label}: this concerns the whole letter, not single questions.")
    if not foi_request.is_split:
        raise NotPossible(f"{kind.label}: confirm the split first; until then it can only concern the whole letter.")
    if not set(chosen) <= set(live_questions(foi_request)):
        raise NotPossible(f"{kind.label}: one of these questions is no longer asked.")


def _those_still_counted(foi_request: FoiRequest, kind: law.Kind) -> list[int]:
    """For an event of the whole letter: nobody is named, unless the clock of a question has ended before the others
    (it was transferred, say). Then the others are."""
    if not foi_request.names_questions():  # all go by one clock, which need not be worked out for that
        return []
    reply = kind is law.Kind.CLARIFICATION_RECEIVED  # it opens again what had lapsed for want of it (CLK-24)
    ended = {
        pk
        for pk, one in clocks_of(foi_request).own.items()
        if one.state.is_over and not (reply and one.state is law.State.LAPSED)
    }
    live = live_questions(foi_request) if ended else []
    return [] if ended == set(live) else [pk for pk in live if pk not in ended]


def _mark_undone(event: ClockEvent, *, by: User, reason: str) -> None:
    event.undone_by, event.undone_at, event.undone_reason = by, clock.now(), reason.strip()
    event.save(update_fields=["undone_by", "undone_at", "undone_reason"])


def _numbers(foi_request: FoiRequest, pks: list[int]) -> list[str]:
    return list(foi_request.questions.filter(pk__in=pks).values_list("number", flat=True)) if pks else []


def _label(reason_code: str) -> str:
    return law.ClarificationReason(reason_code).label if reason_code in set(law.ClarificationReason) else ""


@contextmanager
def _law_in_words() -> Iterator[None]:
    """The law's own sentences are the refusal."""
    try:
        yield
    except (law.ClockError, CalendarError) as error:
        raise NotPossible(str(error)) from error


@contextmanager
def _known_exemptions(codes: Sequence[str]) -> Iterator[None]:
    try:
        yield
    except UnknownExemption as error:
        raise NotPossible(str(error)) from error
