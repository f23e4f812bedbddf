"""What holds for every date and every history, not only for the ones somebody thought of."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foi.law.clock import ClarificationReason, ClockError, ClockEvent, Kind, Settings, record, recount, run, undo
from foi.law.regimes import EIR, FOIA
from foi.law.time_limits import Reading, due, working_days_taken
from foi.law.working_days import BankHoliday, Calendar

SHIPPED = Calendar.shipped()
days = st.dates(date(2012, 1, 1), date(2027, 6, 30))
readings = st.sampled_from(Reading)
regimes = st.sampled_from([FOIA, EIR])


@st.composite
def histories(draw: st.DrawFn) -> tuple[ClockEvent, ...]:
    """A request and up to six events that could have followed, as `record` accepts them one by one."""
    events: tuple[ClockEvent, ...] = (ClockEvent(Kind.RECEIVED, draw(days)),)
    for _ in range(draw(st.integers(0, 6))):
        event = ClockEvent(
            kind=draw(st.sampled_from([kind for kind in Kind if kind is not Kind.RECEIVED])),
            on=events[-1].on + timedelta(days=draw(st.integers(0, 35))),
            reason=draw(st.sampled_from(ClarificationReason)),
            exemptions=("31(1)(a)",),
            estimated_on=events[-1].on + timedelta(days=draw(st.integers(20, 90))),
        )
        try:
            events = record(events, event)
        except ClockError:
            continue
    return events


@given(days, readings, regimes)
def test_nothing_is_ever_due_on_a_day_that_is_no_working_day(received_on: date, reading: Reading, regime) -> None:  # type: ignore[no-untyped-def]
    limit = due(received_on, reading=reading, regime=regime)
    for day in (limit.due_on, limit.day10_on, limit.day15_on, limit.day40_on):
        assert day is not None and SHIPPED.is_working_day(day)


@given(days, days, readings)
def test_what_comes_later_is_never_due_earlier(one: date, other: date, reading: Reading) -> None:
    earlier, later = sorted((one, other))
    assert due(earlier, reading=reading).due_on <= due(later, reading=reading).due_on


@given(days)
def test_an_answer_on_the_due_date_took_exactly_twenty_working_days(received_on: date) -> None:
    assert working_days_taken(received_on, due(received_on).due_on) == 20


@given(histories())
def test_a_running_date_is_a_working_day_unless_somebody_promised_another(events: tuple[ClockEvent, ...]) -> None:
    clock = run(events)
    if clock.due_on is not None and clock.due_on != clock.estimated_on:
        assert SHIPPED.is_working_day(clock.due_on)
    assert clock.due_on is None or clock.notice_due_on is None or clock.due_on >= clock.notice_due_on


@given(histories(), st.data())
def test_an_event_and_its_undoing_cancel_out(events: tuple[ClockEvent, ...], data: st.DataObject) -> None:
    before = run(events)
    kind = data.draw(st.sampled_from([Kind.CLARIFICATION_ASKED, Kind.FEE_NOTICE, Kind.PIT_EXTENSION, Kind.ANSWERED]))
    event = ClockEvent(
        kind,
        events[-1].on + timedelta(days=data.draw(st.integers(0, 30))),
        reason=ClarificationReason.CANNOT_LOCATE,
        exemptions=("43(2)",),
        estimated_on=events[-1].on + timedelta(days=50),
    )
    try:
        longer = record(events, event)
    except ClockError:
        return
    assert run(undo(longer, event)) == before


@given(histories())
def test_the_order_in_which_days_are_written_down_does_not_matter(events: tuple[ClockEvent, ...]) -> None:
    if len({event.on for event in events}) == len(events):
        assert run(tuple(reversed(events))) == run(events)


@given(histories(), st.sampled_from(Reading))
def test_reading_b_is_never_the_earlier(events: tuple[ClockEvent, ...], reading: Reading) -> None:
    first, later = run(events[:1]), run(events[:1], settings=Settings(reading=reading))
    assert first.due_on is not None and later.due_on is not None and first.due_on <= later.due_on


@given(days, st.integers(0, 60))
def test_a_new_holiday_moves_a_date_by_one_working_day_or_not_at_all(received_on: date, after: int) -> None:
    proclaimed = received_on + timedelta(days=after)
    newer = SHIPPED.with_days(added=[BankHoliday(proclaimed, "Proclaimed")], version="new", source="Proclamation")
    change = recount([ClockEvent(Kind.RECEIVED, received_on)], newer=newer)
    counted = SHIPPED.is_working_day(proclaimed) and received_on < proclaimed <= due(received_on).due_on
    assert (change is not None) == counted
    if change is not None:
        assert SHIPPED.working_days_between(change.old_due_on, change.new_due_on) == 1
        assert [holiday.on for holiday in change.no_longer_count] == [proclaimed]
