"""The things that happen to a request and may move its date. What each does to the date is in `clock`.

Events are facts with a date: they are added, and undone by being marked so, but never changed. An event may
concern some questions only (CLK-23), because each question is in law a request of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foi.law.exemptions import find
from foi.law.regimes import Regime
from foi.law.working_days import Calendar, in_words


class ClockError(ValueError):
    """These events cannot have happened in this order under this regime; the message says why."""


class Kind(StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_RECEIVED = "clarification_received"
    CLARIFICATION_LAPSED = "clarification_lapsed"
    FEE_NOTICE = "fee_notice"
    FEE_PAID = "fee_paid"
    PIT_EXTENSION = "pit_extension"
    EIR_EXTENSION = "eir_extension"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.RECEIVED: "Request received",
    Kind.ACKNOWLEDGED: "Acknowledged",
    Kind.CLARIFICATION_ASKED: "Clarification asked for",
    Kind.CLARIFICATION_RECEIVED: "Clarification received",
    Kind.CLARIFICATION_LAPSED: "Closed: no clarification came",
    Kind.FEE_NOTICE: "Fees notice given",
    Kind.FEE_PAID: "Fee received",
    Kind.PIT_EXTENSION: "Public interest extension notice given",
    Kind.EIR_EXTENSION: "Extension for complexity and volume notified",
    Kind.WITHDRAWN: "Withdrawn",
    Kind.TRANSFERRED: "Transferred",
    Kind.ANSWERED: "Answer sent",
}


class ClarificationReason(StrEnum):
    """Why more was asked of the requester. Only s.1(3)'s two reasons move the date (CLK-20, CLK-21)."""

    CANNOT_IDENTIFY = "cannot_identify"
    CANNOT_LOCATE = "cannot_locate"
    WOULD_HELP = "would_help"

    @property
    def label(self) -> str:
        return {
            ClarificationReason.CANNOT_IDENTIFY: "We cannot tell what information is meant",
            ClarificationReason.CANNOT_LOCATE: "We know what is meant, but need more to locate it",
            ClarificationReason.WOULD_HELP: "It would help us, but we could answer without it",
        }[self]

    @property
    def moves_the_date(self) -> bool:
        return self is not ClarificationReason.WOULD_HELP


@dataclass(frozen=True)
class ClockEvent:
    """One fact in the life of a request.

    `on` is a UK civil date. `questions` are the questions concerned; empty means the whole letter.
    `reason` is a ClarificationReason for a clarification, else words: the requester's own for a withdrawal.
    """

    kind: Kind
    on: date
    questions: frozenset[str] = frozenset()
    reason: str = ""
    exemptions: tuple[str, ...] = ()  # subsections, for a public interest extension
    estimated_on: date | None = None  # s.17(2): when the decision is expected
    undone: bool = False

    def concerns(self, question: str) -> bool:
        return not self.questions or question in self.questions


def in_order(events: Iterable[ClockEvent]) -> tuple[ClockEvent, ...]:
    """By date; those of one day in the order in which they were recorded."""
    return tuple(sorted(events, key=lambda event: event.on))


def missing_details(event: ClockEvent, regime: Regime) -> tuple[str, ...]:
    """What the law wants recorded with an event, and this one lacks, as sentences for the form."""
    match event.kind:
        case Kind.CLARIFICATION_ASKED if event.reason not in set(ClarificationReason):
            return ("Say why clarification is needed: only what identifies or locates the information counts.",)
        case Kind.PIT_EXTENSION:
            return tuple(_missing_from_public_interest_extension(event, regime))
        case Kind.EIR_EXTENSION if not event.reason:
            return ("Say what makes the request both complex and large (reg 7).",)
        case Kind.WITHDRAWN if not event.reason:
            return ("Record the requester's own words.",)
        case Kind.TRANSFERRED if not event.reason:
            return ("Record to whom it went and that the requester agreed.",)
    return ()


def wrong_estimate(estimated_on: date, notice_on: date, calendar: Calendar) -> str:
    """Why an extension to this day cannot be meant, as a sentence for the form; "" if it can."""
    if estimated_on <= notice_on:
        return (
            f"The date you expect must be after {in_words(notice_on)}, the day of the notice. Check what you entered."
        )
    if not calendar.covers(estimated_on):
        return (
            f"The date you expect must be in {max(calendar.years)} at the latest: bank holidays are not known beyond. "
            f"Check the year; you entered {estimated_on.year}."
        )
    return ""


def _missing_from_public_interest_extension(event: ClockEvent, regime: Regime) -> Iterable[str]:
    # s.10(3) and s.17(2): a qualified exemption, why it applies, and an estimated date (CLK-28 to CLK-30)
    if not any(find(code, regime=regime.code).is_qualified for code in event.exemptions):
        yield "Name the qualified exemption that is engaged: absolute exemptions, s.12 and s.14 give no extra time."
    if not event.reason:
        yield "Say why the exemption applies."
    if event.estimated_on is None:
        yield "Give the date by which you expect to decide: the notice must carry an estimate."
