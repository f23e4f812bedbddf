"""What moves the date, what does not, and what may still be done: CLK-9, CLK-20 to CLK-34."""

from datetime import date

import pytest

from foi.law.clock import (
    ClarificationReason,
    ClockError,
    ClockEvent,
    Kind,
    Settings,
    State,
    last_day_to_pay,
    letter_clock,
    record,
    recount,
    run,
    undo,
)
from foi.law.regimes import EIR, FOIA
from foi.law.time_limits import Reading, Timetable
from foi.law.working_days import BankHoliday, Calendar

RECEIVED = ClockEvent(Kind.RECEIVED, date(2026, 9, 1))  # due Tuesday 29 September
DUE = date(2026, 9, 29)


def asked(on: date, reason: str = ClarificationReason.CANNOT_IDENTIFY, *questions: str) -> ClockEvent:
    return ClockEvent(Kind.CLARIFICATION_ASKED, on, frozenset(questions), reason=reason)


def clarified(on: date, *questions: str) -> ClockEvent:
    return ClockEvent(Kind.CLARIFICATION_RECEIVED, on, frozenset(questions))


def fee_notice(on: date) -> ClockEvent:
    return ClockEvent(Kind.FEE_NOTICE, on)


def fee_paid(on: date) -> ClockEvent:
    return ClockEvent(Kind.FEE_PAID, on)


def pit_extension(on: date, estimated_on: date | None = date(2026, 10, 20), *exemptions: str) -> ClockEvent:
    return ClockEvent(
        Kind.PIT_EXTENSION,
        on,
        reason="Disclosure could show how patrols are planned.",
        exemptions=exemptions or ("31(1)(a)",),
        estimated_on=estimated_on,
    )


def test_CLK_9_an_acknowledgement_moves_nothing() -> None:
    assert run([RECEIVED, ClockEvent(Kind.ACKNOWLEDGED, date(2026, 9, 3))]).due_on == DUE


def test_CLK_20_clarification_starts_the_count_afresh() -> None:
    waiting = run([RECEIVED, asked(date(2026, 9, 15))])
    assert (waiting.state, waiting.due_on) == (State.AWAITING_CLARIFICATION, None)
    assert waiting.day_number(date(2026, 9, 22)).number == 10, "the count stands still while the clock waits"
    clock = run([RECEIVED, asked(date(2026, 9, 15)), clarified(date(2026, 9, 24))])
    assert (clock.state, clock.received_on, clock.due_on) == (State.RUNNING, date(2026, 9, 24), date(2026, 10, 22))
    assert clock.steps[-1].moved


def test_CLK_20_an_extension_before_the_reset_is_gone_after_it() -> None:
    events = [RECEIVED, pit_extension(date(2026, 9, 10)), asked(date(2026, 9, 15)), clarified(date(2026, 9, 24))]
    assert (run(events).extended, run(events).due_on) == (False, date(2026, 10, 22))


def test_CLK_20_clarification_on_a_holiday_follows_the_authoritys_reading() -> None:
    events = [RECEIVED, asked(date(2026, 9, 15)), clarified(date(2026, 11, 28))]  # a Saturday
    assert run(events).due_on == date(2026, 12, 30)
    later = Settings(reading=Reading.RECEIVED_NEXT_WORKING_DAY)
    assert run(events, settings=later).due_on == date(2026, 12, 31)


def test_CLK_21_a_question_that_was_not_needed_leaves_the_date_standing() -> None:
    events = [RECEIVED, asked(date(2026, 9, 15), ClarificationReason.WOULD_HELP)]
    assert (run(events).state, run(events).due_on) == (State.RUNNING, DUE)
    assert run([*events, clarified(date(2026, 9, 24))]).due_on == DUE
    assert not ClarificationReason.WOULD_HELP.moves_the_date


def test_CLK_21_every_clarification_needs_a_reason() -> None:
    with pytest.raises(ClockError, match="why clarification is needed"):
        record([RECEIVED], ClockEvent(Kind.CLARIFICATION_ASKED, date(2026, 9, 15)))


def test_CLK_22_asking_after_day_twenty_does_not_help() -> None:
    events = [RECEIVED, asked(date(2026, 9, 30)), clarified(date(2026, 10, 8))]
    assert run(events).due_on == DUE
    assert "already late" in run(events).steps[1].sentence


def test_CLK_22_asking_on_day_twenty_itself_is_in_time() -> None:
    assert run([RECEIVED, asked(DUE)]).state is State.AWAITING_CLARIFICATION


def test_CLK_23_clear_questions_keep_their_date_while_the_others_wait() -> None:
    events = [RECEIVED, asked(date(2026, 9, 15), ClarificationReason.CANNOT_LOCATE, "2", "3")]
    letter = letter_clock(events, ["1", "2", "3"])
    assert letter.due_on == DUE
    assert list(letter.waiting) == ["2", "3"]

    events += [clarified(date(2026, 9, 24), "2"), ClockEvent(Kind.ANSWERED, DUE, frozenset({"1"}))]
    letter = letter_clock(events, ["1", "2", "3"])
    assert letter.due_on == date(2026, 10, 22), "the earliest date that is still live"
    assert letter.clocks["1"].state is State.ANSWERED


def test_CLK_23_the_letter_is_due_when_its_first_unanswered_question_is() -> None:
    events = [
        RECEIVED,
        asked(date(2026, 9, 3), ClarificationReason.CANNOT_LOCATE, "3"),
        clarified(date(2026, 9, 8), "3"),
    ]
    letter = letter_clock(events, ["1", "2", "3"])
    assert letter.due_on == DUE
    answered = ClockEvent(Kind.ANSWERED, date(2026, 9, 28), frozenset({"1"}))
    assert letter_clock([*events, answered], ["1", "2", "3"]).due_on == DUE


def test_CLK_23_a_letter_whose_questions_all_wait_has_no_live_date() -> None:
    assert letter_clock([RECEIVED, asked(date(2026, 9, 15))], ["1", "2"]).due_on is None


def test_CLK_24_an_unclarified_request_may_be_closed_and_opens_again() -> None:
    events = [RECEIVED, asked(date(2026, 9, 15))]
    assert run(events).may_close_on == date(2026, 10, 14)
    patient = Settings(timetable=Timetable(close_unclarified_after=60))
    assert run(events, settings=patient).may_close_on == date(2026, 12, 10)
    events.append(ClockEvent(Kind.CLARIFICATION_LAPSED, date(2026, 10, 14)))
    assert run(events).state is State.LAPSED
    reopened = run([*events, clarified(date(2026, 11, 2))])
    assert (reopened.state, reopened.due_on) == (State.RUNNING, date(2026, 12, 1))


def test_CLK_25_a_refined_request_after_an_answer_is_a_new_request() -> None:
    with pytest.raises(ClockError, match="new request"):
        run([RECEIVED, ClockEvent(Kind.ANSWERED, DUE), clarified(date(2026, 10, 8))])


def test_CLK_26_both_ends_of_a_fee_pause_are_left_out() -> None:
    received = ClockEvent(Kind.RECEIVED, date(2026, 3, 2))
    clock = run([received, fee_notice(date(2026, 3, 11)), fee_paid(date(2026, 3, 24))])
    assert (clock.disregarded, clock.due_on) == (9, date(2026, 4, 15))
    assert clock.day_number(date(2026, 3, 10)).number == 6
    assert clock.day_number(date(2026, 3, 20)).number == 6
    assert clock.day_number(date(2026, 3, 25)).number == 7
    assert clock.day_number(date(2026, 4, 15)).number == 20
    assert clock.return_on == clock.day(10) == date(2026, 3, 30)


def test_CLK_26_day_ten_before_the_notice_stays_where_it_was() -> None:
    events = [RECEIVED, fee_notice(date(2026, 9, 22)), fee_paid(date(2026, 9, 24))]
    assert run(events).day(10) == run([RECEIVED]).day(10)


def test_CLK_26_the_day_of_receipt_cannot_be_left_out_twice() -> None:
    events = [RECEIVED, fee_notice(RECEIVED.on), fee_paid(RECEIVED.on)]
    assert (run(events).disregarded, run(events).due_on) == (0, DUE)


def test_CLK_26_two_fees_notices_leave_out_the_days_of_both() -> None:
    events = [RECEIVED, fee_notice(date(2026, 9, 3)), fee_paid(date(2026, 9, 4))]
    events += [fee_notice(date(2026, 9, 10)), fee_paid(date(2026, 9, 14))]
    assert (run(events).disregarded, run(events).due_on) == (5, date(2026, 10, 6))


def test_CLK_26_a_notice_on_day_twenty_itself_moves_day_twenty() -> None:
    assert run([RECEIVED, fee_notice(DUE), fee_paid(DUE)]).due_on == date(2026, 9, 30)


def test_CLK_26_a_notice_after_day_twenty_does_not_stop_the_clock() -> None:
    assert run([RECEIVED, fee_notice(date(2026, 9, 30))]).due_on == DUE


def test_CLK_26_a_fee_outstanding_when_clarification_comes_is_still_outstanding() -> None:
    events = [RECEIVED, fee_notice(date(2026, 9, 3)), asked(date(2026, 9, 4)), clarified(date(2026, 9, 24))]
    assert (run(events).state, run(events).due_on) == (State.AWAITING_FEE, None)
    paid = run([*events, fee_paid(date(2026, 9, 28))])
    assert (paid.disregarded, paid.due_on) == (2, date(2026, 10, 26)), "only days after the new receipt can be left out"


def test_CLK_27_an_unpaid_fee_ends_the_duty_after_three_months() -> None:
    clock = run([ClockEvent(Kind.RECEIVED, date(2026, 3, 2)), fee_notice(date(2026, 3, 11))])
    assert clock.fee_lapses_on == date(2026, 6, 10)
    assert clock.state_on(date(2026, 6, 10)) is State.AWAITING_FEE
    assert clock.state_on(date(2026, 6, 11)) is State.LAPSED
    assert clock.due_on is None


@pytest.mark.parametrize(
    ("given_on", "last"),
    [
        (date(2026, 3, 11), date(2026, 6, 10)),
        (date(2025, 12, 8), date(2026, 3, 7)),
        (date(2026, 12, 1), date(2027, 2, 28)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 31), date(2027, 1, 30)),
    ],
)
def test_CLK_27_three_months_begin_with_the_day_of_the_notice(given_on: date, last: date) -> None:
    assert last_day_to_pay(given_on, FOIA, Calendar.shipped()) == last


def test_CLK_27_a_payment_on_the_last_day_counts_and_one_after_it_does_not() -> None:
    events = [ClockEvent(Kind.RECEIVED, date(2026, 3, 2)), fee_notice(date(2026, 3, 11))]
    assert run([*events, fee_paid(date(2026, 6, 10))]).state is State.RUNNING
    assert run([*events, fee_paid(date(2026, 6, 11))]).state is State.LAPSED


def test_CLK_27_under_eir_sixty_working_days_are_given_to_pay() -> None:
    assert last_day_to_pay(date(2026, 9, 1), EIR, Calendar.shipped()) == date(2026, 11, 24)


def test_CLK_28_the_balance_may_take_until_the_estimated_date() -> None:
    clock = run([RECEIVED, pit_extension(date(2026, 9, 28))])
    assert (clock.due_on, clock.day40_on) == (date(2026, 10, 20), date(2026, 10, 27))
    assert str(clock.day_number(date(2026, 10, 6))) == "day 25 of 35"


def test_CLK_28_past_day_forty_it_says_that_only_an_exceptional_case_can_justify_it() -> None:
    clock = run([RECEIVED, pit_extension(date(2026, 9, 28), date(2026, 11, 20))])
    assert clock.due_on == date(2026, 11, 20)
    assert "exceptional" in clock.steps[-1].sentence


def test_CLK_28_an_estimate_before_day_twenty_does_not_shorten_the_time() -> None:
    assert run([RECEIVED, pit_extension(date(2026, 9, 10), date(2026, 9, 14))]).due_on == DUE


def test_CLK_29_the_notice_is_still_due_on_day_twenty() -> None:
    assert run([RECEIVED, pit_extension(DUE)]).notice_due_on == DUE
    late = run([RECEIVED, pit_extension(date(2026, 9, 30))])
    assert (late.due_on, late.extended) == (DUE, False)


def test_CLK_29_the_notice_must_carry_an_estimated_date() -> None:
    with pytest.raises(ClockError, match="estimate"):
        record([RECEIVED], pit_extension(date(2026, 9, 28), None))


@pytest.mark.parametrize("code", ["23(1)", "40(1)", "12(1)", "14(1)", "21(1)"])
def test_CLK_30_no_extension_for_what_has_no_public_interest_balance(code: str) -> None:
    with pytest.raises(ClockError, match="qualified exemption"):
        record([RECEIVED], pit_extension(date(2026, 9, 28), date(2026, 10, 20), code))


def test_CLK_30_one_qualified_exemption_among_absolute_ones_is_enough() -> None:
    assert record([RECEIVED], pit_extension(date(2026, 9, 28), date(2026, 10, 20), "40(1)", "31(1)(a)"))


@pytest.mark.parametrize(
    ("estimated_on", "sentence"),
    [
        (date(2062, 10, 27), "2028 at the latest.*you entered 2062"),
        (date(2026, 9, 28), "must be after Monday 28 September 2026"),
        (date(2025, 10, 27), "must be after Monday 28 September 2026"),
    ],
)
def test_CLK_29_an_estimate_that_cannot_be_meant_is_refused(estimated_on: date, sentence: str) -> None:
    with pytest.raises(ClockError, match=sentence):
        record([RECEIVED], pit_extension(date(2026, 9, 28), estimated_on))
    assert record([RECEIVED], pit_extension(date(2026, 9, 28), date(2028, 12, 31)))


def test_CLK_29_an_answer_goes_out_although_an_estimate_on_record_lies_beyond_the_calendar() -> None:
    answered = ClockEvent(Kind.ANSWERED, date(2026, 10, 20))
    clock = run([RECEIVED, pit_extension(DUE, date(2062, 10, 27)), answered])
    assert (clock.state, clock.steps[-1].sentence) == (State.ANSWERED, "Sent in time.")


def test_each_regime_has_its_own_extension_and_not_the_other() -> None:
    eir = ClockEvent(Kind.EIR_EXTENSION, DUE, reason="Forty thousand readings from ninety sites.")
    assert run([RECEIVED, eir], regime=EIR).due_on == date(2026, 10, 27)
    with pytest.raises(ClockError, match=r"s\.10\(3\)"):
        run([RECEIVED, eir])
    with pytest.raises(ClockError, match="reg 7"):
        run([RECEIVED, pit_extension(DUE)], regime=EIR)


def test_the_environmental_extension_never_passes_day_forty() -> None:
    eir = ClockEvent(Kind.EIR_EXTENSION, DUE, reason="Complex and large.", estimated_on=date(2026, 12, 1))
    assert run([RECEIVED, eir], regime=EIR).due_on == date(2026, 10, 27)


def test_CLK_32_a_transfer_ends_our_duty_and_needs_the_requesters_agreement() -> None:
    transferred = ClockEvent(Kind.TRANSFERRED, date(2026, 9, 10))
    assert run([RECEIVED, transferred]).due_on is None
    with pytest.raises(ClockError, match="agreed"):
        record([RECEIVED], transferred)


def test_CLK_33_a_new_holiday_is_put_to_a_person_with_both_dates_and_the_cause() -> None:
    proclaimed = BankHoliday(date(2026, 9, 21), "A proclaimed day")
    newer = Calendar.shipped().with_days(added=[proclaimed], version="2026-09-10", source="Proclamation")
    change = recount([RECEIVED], newer=newer)
    assert change is not None
    assert (change.old_due_on, change.new_due_on) == (DUE, date(2026, 9, 30))
    assert change.safe_due_on == DUE, "the earlier date stands until somebody accepts the later one"
    assert change.cause == "Monday 21 September 2026: A proclaimed day, the whole of the UK no longer counts"
    assert (change.old_version, change.new_version) == ("2026-08-21", "2026-09-10")
    assert run([RECEIVED]).due_on == DUE


def test_CLK_33_a_holiday_on_the_day_of_receipt_is_no_cause() -> None:
    days = [BankHoliday(RECEIVED.on, "On receipt"), BankHoliday(date(2026, 9, 21), "Afterwards")]
    change = recount([RECEIVED], newer=Calendar.shipped().with_days(added=days, version="x", source="y"))
    assert change is not None
    assert [holiday.name for holiday in change.no_longer_count] == ["Afterwards"]


def test_CLK_33_a_day_taken_away_brings_the_date_forward() -> None:
    received = ClockEvent(Kind.RECEIVED, date(2026, 6, 1))
    newer = Calendar.shipped().with_days(removed=[date(2026, 6, 15)], version="x", source="y")
    change = recount([received], newer=newer)
    assert change is not None and change.safe_due_on == change.new_due_on < change.old_due_on
    assert change.count_again[0].name == "World Cup bank holiday"


def test_CLK_33_requests_that_a_new_holiday_does_not_touch_are_left_alone() -> None:
    proclaimed = BankHoliday(date(2026, 12, 7), "A proclaimed day")
    newer = Calendar.shipped().with_days(added=[proclaimed], version="x", source="y")
    assert recount([RECEIVED], newer=newer) is None
    assert recount([RECEIVED, ClockEvent(Kind.ANSWERED, DUE)], newer=newer) is None


def test_CLK_34_a_withdrawal_closes_and_keeps_the_requesters_words() -> None:
    words = ClockEvent(Kind.WITHDRAWN, date(2026, 9, 10), reason="I have found it myself, thank you.")
    assert run(record([RECEIVED], words)).state is State.WITHDRAWN
    with pytest.raises(ClockError, match="own words"):
        record([RECEIVED], ClockEvent(Kind.WITHDRAWN, date(2026, 9, 10)))


def test_an_answer_on_the_last_day_is_in_time_and_one_later_is_not() -> None:
    in_time = run([RECEIVED, ClockEvent(Kind.ANSWERED, DUE)])
    assert in_time.steps[-1].sentence == "Sent after 20 working days: in time."
    assert not in_time.is_late(date(2026, 12, 1))
    late = run([RECEIVED, ClockEvent(Kind.ANSWERED, date(2026, 9, 30))])
    assert late.steps[-1].sentence == "Sent after 21 working days, 1 late."
    assert late.is_late(date(2026, 12, 1))


def test_an_answer_while_the_clock_waits_is_not_late() -> None:
    clock = run([RECEIVED, asked(date(2026, 9, 15)), ClockEvent(Kind.ANSWERED, date(2026, 11, 2))])
    assert not clock.is_late(date(2026, 11, 2))
    assert clock.steps[-1].sentence.endswith("in time.")


def test_undoing_an_event_restores_the_former_date_and_keeps_the_history() -> None:
    question = asked(date(2026, 9, 15))
    events = undo([RECEIVED, question], question)
    assert run(events).due_on == DUE
    assert [event.undone for event in events] == [False, True]


def test_an_event_that_a_later_one_rests_on_cannot_be_undone_first() -> None:
    question = asked(date(2026, 9, 15))
    with pytest.raises(ClockError, match="Undo what came after it first"):
        undo([RECEIVED, question, clarified(date(2026, 9, 24))], question)
    with pytest.raises(ClockError, match="Correct its date"):
        undo([RECEIVED], RECEIVED)


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([], "starts with the receipt"),
        ([asked(date(2026, 8, 1)), RECEIVED], "starts with the receipt"),
        ([RECEIVED, RECEIVED], "received once"),
        ([RECEIVED, clarified(date(2026, 9, 24))], "No clarification was asked"),
        ([RECEIVED, fee_paid(date(2026, 9, 24))], "No fee is awaited"),
        ([RECEIVED, fee_notice(date(2026, 9, 3)), fee_notice(date(2026, 9, 4))], "while a fee is awaited"),
        ([RECEIVED, asked(date(2026, 9, 3)), pit_extension(date(2026, 9, 4))], "while clarification is awaited"),
        ([RECEIVED, ClockEvent(Kind.ANSWERED, DUE), fee_notice(DUE)], "the clock had ended"),
        ([RECEIVED, ClockEvent(Kind.CLARIFICATION_LAPSED, DUE)], "Nothing waits"),
        ([RECEIVED, asked(DUE), ClockEvent(Kind.CLARIFICATION_LAPSED, DUE)], "waits until Wednesday 28 October 2026"),
        ([RECEIVED, ClockEvent(Kind.WITHDRAWN, DUE), clarified(DUE)], "Log what came as a new request"),
    ],
)
def test_what_cannot_have_happened_is_refused_with_a_sentence(events: list[ClockEvent], sentence: str) -> None:
    with pytest.raises(ClockError, match=sentence):
        run(events)


def test_asking_twice_leaves_the_first_question_standing() -> None:
    clock = run([RECEIVED, asked(date(2026, 9, 3)), asked(date(2026, 9, 10))])
    assert clock.asked_on == date(2026, 9, 3)
