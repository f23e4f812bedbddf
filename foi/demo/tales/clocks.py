"""Requests whose clock did not simply run: one waits, one was extended, one was paused, one was transferred."""

from __future__ import annotations

from foi.demo.answers import figures
from foi.demo.telling import Case, Tale
from foi.law.clock import ClarificationReason, Kind
from foi.letters.facts import Purpose


def drones(case: Case) -> Tale:
    """Which operation is meant? The second question waits for the requester; the first goes on."""
    yield 1
    case.assign(dict.fromkeys("12", "Force Tasking and Coordination"))
    case.confirm()
    case.send()
    yield 3
    case.write(
        Purpose.CLARIFICATION, reason_code=ClarificationReason.CANNOT_IDENTIFY.value,
        questions=[case.question("2").pk],
        unclear="- which operation you mean: there were four with drones in the spring",
        options="We could also answer for all four together.",
    )  # fmt: skip


def firearms_certificates(case: Case) -> Tale:
    """The balance of the public interest takes longer: the notice went out before day 20."""
    yield 1
    case.assign(dict.fromkeys("12", "Force Tasking and Coordination"))
    case.confirm()
    case.send()
    yield 4
    case.accept("1", "2")
    yield 9
    case.answer({"1": figures("There were 4,310.", "Firearms licensing system")})
    yield 10
    case.agree("1")
    yield 16
    latest = case.foi_request_clock.day40_on
    case.write(
        Purpose.EXTENSION, exemptions=["31(1)(a)"], decide_by=latest.isoformat() if latest else "",
        explanation="The number for each district would show where checks are thin.",
        reason="We are asking those who make the checks what the numbers would tell somebody who wants to avoid them.",
    )  # fmt: skip


def old_photographs(case: Case) -> Tale:
    """A fee was asked for the copies; the days until it is paid do not count."""
    yield 1
    case.assign(dict.fromkeys("12", "Information Services"))
    case.confirm()
    yield 2
    case.write(
        Purpose.FEES, amount="£18.00", breakdown="- 60 prints at 30p: £18.00",
        how_to_pay="By card, on the telephone number at the head of this letter.",
    )  # fmt: skip


def council_cameras(case: Case) -> Tale:
    """The council runs them: with the requester's agreement it answers."""
    yield 1
    case.file("in", "Yes, please pass it on", "I did not know that the council runs them.")
    case.happens(Kind.TRANSFERRED, reason="To Trentvale Council. The requester agreed by e-mail.")
