"""What may be done with a request today and what no longer can, in sentences for the officer's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from foi.law.clock.events import Kind
from foi.law.clock.state import Clock, State
from foi.law.working_days import in_words


@dataclass(frozen=True)
class Choice:
    """One thing that might be done on a day: whether the law allows it, why, and how long it stays open."""

    kind: Kind
    allowed: bool
    sentence: str
    until: date | None = None


def choices(clock: Clock, on: date) -> tuple[Choice, ...]:
    """Every event that this regime knows, allowed or not on that day."""
    return tuple(rule(clock, on) for kind, rule in _RULES.items() if _belongs(kind, clock))


def status(clock: Clock, on: date) -> str:
    """One sentence on where the clock stands, for somebody without the Act in hand."""
    due_on = clock.due_on
    match clock.state_on(on):
        case State.AWAITING_CLARIFICATION:
            return f"Waiting for the requester to clarify, since {_words(clock.asked_on)}. The clock is not running."
        case State.AWAITING_FEE:
            return f"Waiting for the fee, until {_words(clock.fee_lapses_on)} at the latest. The clock is stopped."
        case State.LAPSED if clock.fee_lapses_on:
            return f"The fee was not paid by {_words(clock.fee_lapses_on)}, so no answer is owed."
        case State.LAPSED:
            return "Closed because the requester did not reply. A reply opens it again as newly received."
        case State.WITHDRAWN:
            return f"Withdrawn on {clock.ended_in_words}."
        case State.TRANSFERRED:
            return f"Transferred on {clock.ended_in_words}."
        case State.ANSWERED:
            return f"Answered on {clock.ended_in_words}: {clock.day_number(on)}."
    if due_on is None:
        return "No date is running."
    count = clock.day_number(on)
    if count.late_by:
        return f"{count}: it was due on {in_words(due_on)}. It is still owed, and every day counts."
    when = "Due today" if on == due_on else f"Due by {in_words(due_on)}"
    return f"{when}: {count}{', extended' if clock.extended else ''}. Answer promptly: the last day is a limit."


def _belongs(kind: Kind, clock: Clock) -> bool:
    return kind not in {Kind.PIT_EXTENSION, Kind.EIR_EXTENSION} or kind == clock.regime.extension.kind


def _clarification_asked(clock: Clock, on: date) -> Choice:
    def choice(sentence: str, *, allowed: bool, until: date | None = None) -> Choice:
        return Choice(Kind.CLARIFICATION_ASKED, allowed, sentence, until)

    if closed := _closed(clock, on):
        return choice(closed, allowed=False)
    if clock.asked_on:
        return choice(f"Clarification has been asked for, on {in_words(clock.asked_on)}.", allowed=False)
    limit = clock.notice_due_on
    if limit and on > limit:
        return choice(f"Too late to move the date: it had to be asked by {in_words(limit)}.", allowed=False)
    return choice(
        "You can ask for what you need to identify or locate the information. "
        f"Ask as soon as you can{_by(limit)}; when the answer comes, the {clock.regime.limit} days begin again.",
        allowed=True,
        until=limit,
    )


def _clarification_received(clock: Clock, on: date) -> Choice:
    waiting = clock.asked_on is not None and clock.ended in {None, State.LAPSED}
    return Choice(
        Kind.CLARIFICATION_RECEIVED,
        waiting,
        "Record the reply on the day it arrived: that day becomes the date of receipt."
        if waiting
        else "Nothing is waiting for clarification. A refined request after an answer is a new request.",
    )


def _clarification_lapsed(clock: Clock, on: date) -> Choice:
    closes_on = clock.may_close_on
    if closes_on is None:
        return Choice(Kind.CLARIFICATION_LAPSED, allowed=False, sentence="Nothing is waiting for clarification.")
    allowed = on >= closes_on
    sentence = (
        "No clarification has come within the time this authority allows. You can close the request."
        if allowed
        else f"This authority waits until {in_words(closes_on)} before it closes an unclarified request."
    )
    return Choice(Kind.CLARIFICATION_LAPSED, allowed, sentence)


def _fee_notice(clock: Clock, on: date) -> Choice:
    name, limit = clock.regime.fees.name, clock.notice_due_on
    if sentence := _closed(clock, on) or _waiting(clock):
        return Choice(Kind.FEE_NOTICE, allowed=False, sentence=sentence)
    if limit and on > limit:
        sentence = f"Too late: a notice of fees had to be given by {in_words(limit)}."
        return Choice(Kind.FEE_NOTICE, allowed=False, sentence=sentence)
    sentence = f"{name}: possible{_by(limit)}. The days from notice to payment do not count."
    return Choice(Kind.FEE_NOTICE, allowed=True, sentence=sentence, until=limit)


def _fee_paid(clock: Clock, on: date) -> Choice:
    last = clock.fee_lapses_on
    if last is None:
        return Choice(Kind.FEE_PAID, allowed=False, sentence="No fee is awaited.")
    if on > last:
        sentence = f"The last day to pay was {in_words(last)}. No answer is owed; a new request may be made."
        return Choice(Kind.FEE_PAID, allowed=False, sentence=sentence)
    sentence = f"Record the payment on the day it arrives; the last day is {in_words(last)}."
    return Choice(Kind.FEE_PAID, allowed=True, sentence=sentence, until=last)


def _extension(clock: Clock, on: date) -> Choice:
    extension, limit = clock.regime.extension, clock.notice_due_on
    kind = Kind(extension.kind)
    if sentence := _closed(clock, on) or _waiting(clock):
        return Choice(kind, allowed=False, sentence=sentence)
    if limit and on > limit:
        return Choice(kind, allowed=False, sentence=f"Too late: the notice had to be given by {in_words(limit)}.")
    ceiling = f", normally to {in_words(clock.day40_on)} at the latest" if clock.day40_on else ""
    return Choice(
        kind,
        allowed=True,
        sentence=f"You can extend for {extension.only_for}{ceiling}, but not for {extension.never_for}. "
        f"The notice goes out{_by(limit)}.",
        until=limit,
    )


def _withdrawn(clock: Clock, on: date) -> Choice:
    closed = _closed(clock, on)
    return Choice(Kind.WITHDRAWN, not closed, closed or "If the requester withdraws it, record their words.")


def _transferred(clock: Clock, on: date) -> Choice:
    closed = _closed(clock, on)
    return Choice(
        Kind.TRANSFERRED,
        not closed,
        closed or "With the requester's agreement, it can pass to the authority that holds the information.",
    )


def _answered(clock: Clock, on: date) -> Choice:
    if closed := _closed(clock, on):
        return Choice(Kind.ANSWERED, allowed=False, sentence=closed)
    due_on = clock.due_on
    if due_on is None:
        return Choice(Kind.ANSWERED, allowed=True, sentence="You can answer now; while the clock waits you need not.")
    if on > due_on:
        return Choice(Kind.ANSWERED, allowed=True, sentence=f"Answer today: it was due on {in_words(due_on)}.")
    return Choice(Kind.ANSWERED, allowed=True, sentence=f"Answer by midnight on {in_words(due_on)}.", until=due_on)


_RULES: Mapping[Kind, Callable[[Clock, date], Choice]] = {
    Kind.ANSWERED: _answered,
    Kind.CLARIFICATION_ASKED: _clarification_asked,
    Kind.CLARIFICATION_RECEIVED: _clarification_received,
    Kind.CLARIFICATION_LAPSED: _clarification_lapsed,
    Kind.PIT_EXTENSION: _extension,
    Kind.EIR_EXTENSION: _extension,
    Kind.FEE_NOTICE: _fee_notice,
    Kind.FEE_PAID: _fee_paid,
    Kind.TRANSFERRED: _transferred,
    Kind.WITHDRAWN: _withdrawn,
}


def _closed(clock: Clock, on: date) -> str:
    return status(clock, on) if clock.state_on(on).is_over else ""


def _waiting(clock: Clock) -> str:
    if clock.asked_on:
        return "Not while clarification is awaited."
    return "Not while a fee is awaited." if clock.open_pause else ""


def _by(limit: date | None) -> str:
    return f" by {in_words(limit)}" if limit else ""


def _words(day: date | None) -> str:
    return in_words(day) if day else "an unknown day"
