"""Rules about the clock: what was recorded as having happened has to have left its trace (CLK-28, CLK-29)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foi.disclosure.finding import Level
from foi.disclosure.rulebook import Point, Rulebook
from foi.law.clock import ClockEvent, Kind
from foi.law.working_days import in_words

EXTENSIONS = (Kind.PIT_EXTENSION, Kind.EIR_EXTENSION)


@dataclass(frozen=True)
class Timed:
    """What happened to a request, and when something was sent to the requester."""

    events: Sequence[ClockEvent] = ()
    sent_on: Sequence[date] = ()
    claimed: frozenset[str] = frozenset()  # subsections, over all answers
    waiting_since: date | None = None  # for clarification that was asked for and has not come

    @property
    def extensions(self) -> list[ClockEvent]:
        return [event for event in self.events if event.kind in EXTENSIONS and not event.undone]


TIMED: Rulebook[Timed] = Rulebook()


@TIMED.rule("CLK-29.notice", Level.WARN)
def an_extension_has_its_notice(timed: Timed) -> Iterator[Point]:
    """s.17(2), reg 7(3): without the notice by day 20 there is no extension."""
    for event in timed.extensions:
        if event.on not in timed.sent_on:
            yield Point(
                f"The time was extended on {in_words(event.on)}, but no message that went out that day is on file.",
                hint="File the notice under correspondence as sent, or undo the extension.",
                about=event.reason,
            )


@TIMED.rule("CLK-28.exemption", Level.WARN)
def an_extension_was_for_an_exemption_that_is_claimed(timed: Timed) -> Iterator[Point]:
    """s.10(3) gives time to weigh the public interest of a qualified exemption, and of nothing else."""
    for event in timed.extensions:
        if event.exemptions and not timed.claimed & set(event.exemptions):
            codes = ", ".join(event.exemptions)
            yield Point(
                f"The time was extended to weigh the public interest in section {codes}, but no answer claims it.",
                hint="If the balance came down for disclosure, let this stand and say so.",
                about=codes,
            )


@TIMED.rule("CLK-20.waiting", Level.WARN)
def nothing_is_waited_for(timed: Timed) -> Iterator[Point]:
    if timed.waiting_since is not None:
        yield Point(
            f"Clarification was asked for on {in_words(timed.waiting_since)} and has not been received.",
            hint="Record what came on the page of the clock, or say why the answer need not wait.",
        )
