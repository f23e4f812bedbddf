"""What may be done with a request on a day, what no longer can, and where its clock stands."""

from datetime import date

import pytest

from foi.law.clock import ClarificationReason, ClockError, ClockEvent, Kind, choices, record, run, status

RECEIVED = ClockEvent(Kind.RECEIVED, date(2026, 9, 1))
DUE = date(2026, 9, 29)


def asked(on: date) -> ClockEvent:
    return ClockEvent(Kind.CLARIFICATION_ASKED, on, reason=ClarificationReason.CANNOT_IDENTIFY)


def fee_notice(on: date) -> ClockEvent:
    return ClockEvent(Kind.FEE_NOTICE, on)


def allowed(on: date, *events: ClockEvent) -> set[Kind]:
    return {choice.kind for choice in choices(run([RECEIVED, *events]), on) if choice.allowed}


def test_what_may_be_done_follows_from_the_day_and_from_what_has_happened() -> None:
    always = {Kind.ANSWERED, Kind.WITHDRAWN, Kind.TRANSFERRED}
    within = always | {Kind.CLARIFICATION_ASKED, Kind.FEE_NOTICE, Kind.PIT_EXTENSION}
    assert allowed(DUE) == within
    assert allowed(date(2026, 9, 30)) == always
    assert allowed(date(2026, 9, 20), asked(date(2026, 9, 15))) == always | {Kind.CLARIFICATION_RECEIVED}
    assert Kind.CLARIFICATION_LAPSED in allowed(date(2026, 10, 14), asked(date(2026, 9, 15)))
    assert allowed(date(2026, 9, 20), fee_notice(date(2026, 9, 15))) == always | {
        Kind.CLARIFICATION_ASKED,
        Kind.FEE_PAID,
    }
    assert allowed(date(2026, 12, 20), fee_notice(date(2026, 9, 15))) == set()
    assert allowed(DUE, ClockEvent(Kind.ANSWERED, DUE)) == set()


def attempt(choice_kind: Kind, on: date) -> ClockEvent:
    if choice_kind is Kind.CLARIFICATION_ASKED:
        return asked(on)
    return ClockEvent(choice_kind, on, reason="As said.", exemptions=("31(1)(a)",), estimated_on=date(2026, 10, 20))


@pytest.mark.parametrize("on", [date(2026, 9, 22), DUE, date(2026, 10, 20), date(2026, 12, 20)])
@pytest.mark.parametrize("history", [[], [asked(date(2026, 9, 15))], [fee_notice(date(2026, 9, 15))]])
def test_what_is_said_to_be_possible_can_be_recorded_and_the_rest_moves_nothing(
    history: list[ClockEvent], on: date
) -> None:
    events = [RECEIVED, *history]
    before = run(events)
    for choice in choices(before, on):
        if choice.allowed:
            assert record(events, attempt(choice.kind, on))
            continue
        try:
            after = run(record(events, attempt(choice.kind, on)))
        except ClockError:
            continue
        assert after.due_on == before.due_on, choice


def test_where_the_clock_stands_is_one_sentence() -> None:
    running = run([RECEIVED])
    assert status(running, date(2026, 9, 10)).startswith("Due by Tuesday 29 September 2026: day 7 of 20.")
    assert status(running, DUE).startswith("Due today: day 20 of 20.")
    assert status(running, date(2026, 10, 1)).startswith("2 working days late: it was due on Tuesday 29 September")
    assert "since Tuesday 15 September" in status(run([RECEIVED, asked(date(2026, 9, 15))]), DUE)
    unpaid = run([RECEIVED, fee_notice(date(2026, 9, 15))])
    assert "until Monday 14 December 2026" in status(unpaid, DUE)
    assert "no answer is owed" in status(unpaid, date(2026, 12, 15))
    assert status(run([RECEIVED, ClockEvent(Kind.ANSWERED, DUE)]), DUE) == (
        "Answered on Tuesday 29 September 2026: day 20 of 20."
    )
