"""What each kind of event does to a clock: one function each, named for its event.

FOIA ss.1(3), 9, 10, 17; EIR regs 7 to 9.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from foi.law.clock.events import ClarificationReason, ClockError, ClockEvent, Kind
from foi.law.clock.state import Clock, Pause, State
from foi.law.regimes import FeeWindow, Regime
from foi.law.working_days import ONE_DAY, BeyondCalendar, Calendar, in_words

Done = tuple[Clock, str]


def _acknowledged(clock: Clock, event: ClockEvent) -> Done:
    """CLK-9: a courtesy. It neither starts nor stops anything."""
    return clock, "An acknowledgement does not move the date."


def _clarification_asked(clock: Clock, event: ClockEvent) -> Done:
    """CLK-20 to CLK-22."""
    if clock.asked_on is not None:
        return clock, f"The clock already waits, since {in_words(clock.asked_on)}."
    if event.reason == ClarificationReason.WOULD_HELP:
        return replace(clock, ineffective_question=True), (
            "The question was not needed to identify or locate the information, so the date stands."
        )
    limit = clock.notice_due_on
    if limit is not None and event.on > limit:
        return replace(clock, ineffective_question=True), (
            f"Asked after day {clock.regime.limit} ({in_words(limit)}): the request was already late and stays so."
        )
    return replace(clock, asked_on=event.on, ineffective_question=False), (
        f"The clock waits. {clock.regime.clarification.rule}"
    )


def _clarification_received(clock: Clock, event: ClockEvent) -> Done:
    """CLK-20: a reset, not a pause. The clarified request has a new date of receipt (s.10(6)(b))."""
    if clock.ended is State.ANSWERED:
        # CLK-25: the refusal stands as the answer to the first request
        raise ClockError(
            f"This was answered on {clock.ended_in_words}. A refined request is a new request with "
            f"{clock.regime.limit} working days of its own: log it as one."
        )
    if clock.ended in {State.WITHDRAWN, State.TRANSFERRED} or (clock.ended and clock.asked_on is None):
        raise ClockError(f"The clock ended on {clock.ended_in_words}. Log what came as a new request.")
    if clock.asked_on is None:
        if clock.ineffective_question:
            return replace(clock, ineffective_question=False), "The date had not been waiting for this, so it stands."
        raise ClockError("No clarification was asked for, so none can have been received. Record the question first.")
    fresh = replace(
        clock,
        received_on=event.on,
        asked_on=None,
        extended=False,
        estimated_on=None,
        ended=None,
        ended_on=None,
    )
    return fresh, (
        f"The request counts as received on {in_words(event.on)}, and {clock.regime.limit} new working days begin."
    )


def _clarification_lapsed(clock: Clock, event: ClockEvent) -> Done:
    """CLK-24: an administrative step of the authority; a later reply opens the request again."""
    if clock.asked_on is None:
        raise ClockError("Nothing waits for clarification, so nothing can be closed for want of it.")
    if clock.may_close_on is not None and event.on < clock.may_close_on:
        raise ClockError(f"This authority waits until {in_words(clock.may_close_on)} before it closes for that.")
    return replace(clock, ended=State.LAPSED, ended_on=event.on), (
        "Closed because no clarification came. A later reply opens it again, with a new date of receipt."
    )


def _fee_notice(clock: Clock, event: ClockEvent) -> Done:
    """CLK-26 and CLK-27."""
    _must_run(clock, event)
    limit = clock.notice_due_on
    if limit is not None and event.on > limit:
        return clock, f"Given after day {clock.regime.limit} ({in_words(limit)}): too late to stop the clock."
    lapses_on = last_day_to_pay(event.on, clock.regime, clock.calendar)
    pause = Pause(event.on, lapses_on)
    return replace(clock, pauses=(*clock.pauses, pause)), (
        f"The clock stops from {in_words(event.on)}, that day included, until the fee arrives. "
        f"If it is not paid by {in_words(lapses_on)}, the duty to answer ends."
    )


def _fee_paid(clock: Clock, event: ClockEvent) -> Done:
    """CLK-26: the days from notice to payment are disregarded, both included."""
    pause = clock.open_pause
    if pause is None:
        raise ClockError("No fee is awaited. Record the fees notice first.")
    if event.on > pause.lapses_on:
        return replace(clock, ended=State.LAPSED, ended_on=pause.lapses_on), (
            f"Paid after {in_words(pause.lapses_on)}, when the duty to answer had ended."
        )
    paid = replace(clock, pauses=(*clock.pauses[:-1], replace(pause, paid_on=event.on)))
    days = paid.disregarded_in(pause, event.on)
    return paid, f"{days} working {'day is' if days == 1 else 'days are'} left out of the count."


def _pit_extension(clock: Clock, event: ClockEvent) -> Done:
    """CLK-28 to CLK-30: s.10(3) gives more time for the balance alone, and s.17 keeps the notice to day 20."""
    return _extend(clock, event)


def _eir_extension(clock: Clock, event: ClockEvent) -> Done:
    """EIR reg 7: to 40 working days, for complexity and volume, told within the first 20."""
    return _extend(clock, event)


def _extend(clock: Clock, event: ClockEvent) -> Done:
    _must_run(clock, event)
    extension = clock.regime.extension
    if event.kind != extension.kind:
        raise ClockError(
            f"{clock.regime.name}: there is no such extension. It allows one under {extension.law}, "
            f"for {extension.only_for}."
        )
    notice_due_on = clock.notice_due_on
    if notice_due_on is None or event.on > notice_due_on:
        return clock, f"The notice was due by day {clock.regime.limit}; given later, it does not extend the time."
    extended = replace(clock, extended=True, estimated_on=event.estimated_on)
    extended_to, ceiling = extended.extended_to, clock.day40_on
    if extended_to is None:
        raise ClockError("The extended date cannot be worked out while a fee is awaited.")
    sentence = f"The answer is now due by {in_words(extended_to)} ({extension.law})."
    if ceiling is not None and extended_to > ceiling:
        sentence += f" That is past working day {extension.working_days}, which only an exceptional case can justify."
    return extended, sentence


def _withdrawn(clock: Clock, event: ClockEvent) -> Done:
    """CLK-34."""
    return replace(clock, ended=State.WITHDRAWN, ended_on=event.on), "Withdrawn: no answer is due."


def _transferred(clock: Clock, event: ClockEvent) -> Done:
    """CLK-32: with the requester's agreement, our duty ends for what was transferred."""
    return replace(clock, ended=State.TRANSFERRED, ended_on=event.on), "Transferred: our own duty has ended."


def _answered(clock: Clock, event: ClockEvent) -> Done:
    """Late if sent after the due date; the whole of the due date is in time (CLK-6)."""
    answered = replace(clock, ended=State.ANSWERED, ended_on=event.on)
    late = clock.due_on is not None and event.on > clock.due_on
    try:
        days = answered.day_number(event.on)
    except BeyondCalendar:  # that the days cannot be counted keeps no answer back
        return answered, "Sent late." if late else "Sent in time."
    taken = f"Sent after {days.number} working {'day' if days.number == 1 else 'days'}"
    return answered, f"{taken}, {days.late_by} late." if late else f"{taken}: in time."


RULES: Mapping[Kind, Callable[[Clock, ClockEvent], Done]] = {
    Kind.ACKNOWLEDGED: _acknowledged,
    Kind.CLARIFICATION_ASKED: _clarification_asked,
    Kind.CLARIFICATION_RECEIVED: _clarification_received,
    Kind.CLARIFICATION_LAPSED: _clarification_lapsed,
    Kind.FEE_NOTICE: _fee_notice,
    Kind.FEE_PAID: _fee_paid,
    Kind.PIT_EXTENSION: _pit_extension,
    Kind.EIR_EXTENSION: _eir_extension,
    Kind.WITHDRAWN: _withdrawn,
    Kind.TRANSFERRED: _transferred,
    Kind.ANSWERED: _answered,
}


def last_day_to_pay(given_on: date, regime: Regime, calendar: Calendar) -> date:
    """FOIA s.9(2): three months beginning with the day the notice is given. EIR reg 8(5): 60 working days after it."""
    if regime.fees.window is FeeWindow.SIXTY_WORKING_DAYS:
        return calendar.add_working_days(given_on, 60)
    year, month = given_on.year + (given_on.month + 2) // 12, (given_on.month + 2) % 12 + 1
    last_of_month = months.monthrange(year, month)[1]
    if given_on.day > last_of_month:  # no such day three months on: the period ends with the month
        return date(year, month, last_of_month)
    return date(year, month, given_on.day) - ONE_DAY


def _must_run(clock: Clock, event: ClockEvent) -> None:
    if clock.state is State.AWAITING_CLARIFICATION:
        raise ClockError(f"{event.kind.label}: not while clarification is awaited. Record the reply first.")
    if clock.state is State.AWAITING_FEE:
        raise ClockError(f"{event.kind.label}: not while a fee is awaited. Record its payment first.")
