"""Requests whose clock did not simply run: one waits, one was extended, one was paused, one was transferred."""

from __future__ import annotations

from foi.demo.answers import figures
from foi.demo.telling import Case, Tale
from foi.law.clock import ClarificationReason, Kind


def drones(case: Case) -> Tale:
    """Which operation is meant? The second question waits for the requester; the first goes on."""
    yield 1
    case.assign(dict.fromkeys("12", "Force Tasking and Coordination"))
    case.confirm()
    case.send()
    yield 3
    case.file("out", "Which operation do you mean?", "There were four operations with drones in the spring.")
    case.happens(
        Kind.CLARIFICATION_ASKED, "2", reason_code=ClarificationReason.CANNOT_IDENTIFY.value,
        reason="Which of the four operations of the spring is meant.",
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
    case.file("out", "Notice of extension", "Section 31(1)(a) is engaged; the balance is not struck yet.")
    case.happens(
        Kind.PIT_EXTENSION, exemptions=["31(1)(a)"], estimated_on=case.foi_request_clock.day40_on,
        reason="The number for each district would show where checks are thin.",
    )  # fmt: skip


def old_photographs(case: Case) -> Tale:
    """A fee was asked for the copies; the days until it is paid do not count."""
    yield 1
    case.assign(dict.fromkeys("12", "Information Services"))
    case.confirm()
    yield 2
    case.file("out", "Fees notice", "£18 for 60 prints.")
    case.happens(Kind.FEE_NOTICE)


def council_cameras(case: Case) -> Tale:
    """The council runs them: with the requester's agreement it answers."""
    yield 1
    case.file("in", "Yes, please pass it on", "I did not know that the council runs them.")
    case.happens(Kind.TRANSFERRED, reason="To Trentvale Council. The requester agreed by e-mail.")
