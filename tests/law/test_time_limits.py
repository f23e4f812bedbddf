"""The date a request is due: CLK-1 to CLK-10, on 42 requests worked out by hand and by two libraries."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from foi.law.regimes import EIR, FOIA, regime
from foi.law.time_limits import (
    DayNumber,
    Reading,
    Timetable,
    date_of_receipt,
    day_number,
    due,
    uk_date,
    working_days_taken,
)
from foi.law.working_days import BeyondCalendar, Calendar, Division

RECEIVED = json.loads(Path(__file__).with_name("received.json").read_text())
A, B = Reading.RECEIVED_THAT_DAY, Reading.RECEIVED_NEXT_WORKING_DAY


@pytest.mark.parametrize("row", RECEIVED, ids=lambda row: row["id"])
def test_CLK_1_and_CLK_10_due_on_day_twenty_on_either_reading(row: dict[str, Any]) -> None:
    received_on = date.fromisoformat(row["received"])
    limit = due(received_on)
    assert limit.due_on.isoformat() == row["due_on"], row["why"]
    assert limit.day10_on.isoformat() == row["day10_on"]
    assert limit.day40_on is not None and limit.day40_on.isoformat() == row["day40_on"]
    assert due(received_on, reading=B).due_on.isoformat() == row["due_on_reading_b"]


@pytest.mark.parametrize("row", RECEIVED, ids=lambda row: row["id"])
def test_CLK_2_an_english_list_alone_gives_the_known_wrong_date(row: dict[str, Any]) -> None:
    english = Calendar.shipped().counting({Division.ENGLAND_AND_WALES})
    assert english.add_working_days(date.fromisoformat(row["received"]), 20).isoformat() == row["english_list_only"]


def test_CLK_1_the_day_of_receipt_is_day_zero() -> None:
    assert due(date(2026, 10, 30)).days[0].number == 0
    assert due(date(2026, 10, 30)).days[-1].number == 20
    assert day_number(date(2026, 10, 30), date(2026, 10, 30)).number == 0
    assert day_number(date(2026, 10, 30), date(2026, 11, 2)).number == 1


def test_CLK_2_twelfth_of_july_does_not_count_for_an_english_force() -> None:
    assert not Calendar.shipped().is_working_day(date(2027, 7, 12))
    [holiday] = [each for each in due(date(2027, 7, 9)).skipped if each.on == date(2027, 7, 12)]
    assert holiday.divisions == {Division.NORTHERN_IRELAND}
    assert str(holiday) == "Monday 12 July 2027: Battle of the Boyne (Orangemen's Day), Northern Ireland"


def test_CLK_2_christmas_day_is_out_even_when_no_list_names_it() -> None:
    bare = Calendar(holidays=(), years=frozenset({2026}), version="bare")
    assert not bare.is_working_day(date(2026, 12, 25))


def test_CLK_3_the_days_when_the_office_is_shut_count_like_any_other() -> None:
    shutdown = [date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)]
    assert all(Calendar.shipped().is_working_day(day) for day in shutdown)


def test_CLK_4_substitute_days_and_good_friday_are_in_the_list() -> None:
    for day in (date(2026, 12, 28), date(2027, 1, 4), date(2027, 3, 26), date(2026, 6, 15)):
        assert not Calendar.shipped().is_working_day(day)


def test_CLK_5_any_mailbox_of_the_authority_receives() -> None:
    sent_to_an_officer_on_leave = datetime(2026, 9, 4, 16, 0, tzinfo=UTC)
    assert date_of_receipt(sent_to_an_officer_on_leave) == date(2026, 9, 4)


def test_CLK_6_an_email_just_before_midnight_is_received_that_day() -> None:
    assert uk_date(datetime(2026, 11, 2, 23, 40, tzinfo=UTC)) == date(2026, 11, 2)
    assert working_days_taken(date(2026, 11, 2), uk_date(datetime(2026, 12, 1, 23, 40, tzinfo=UTC))) == 20


def test_CLK_7_half_past_eleven_utc_in_july_is_tomorrow_in_london() -> None:
    assert uk_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    with pytest.raises(ValueError, match="time zone"):
        uk_date(datetime(2026, 7, 1, 23, 30))


def test_CLK_8_mail_that_was_answered_with_another_address_is_received_there() -> None:
    absent, passed_on = datetime(2026, 9, 4, 16, 0, tzinfo=UTC), datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
    assert date_of_receipt(absent, redirected_at=passed_on) == date(2026, 9, 7)


def test_CLK_10_the_stricter_reading_is_the_default_and_never_later() -> None:
    for row in RECEIVED:
        received_on = date.fromisoformat(row["received"])
        assert due(received_on).reading is A
        assert due(received_on).due_on <= due(received_on, reading=B).due_on


def test_the_published_case_of_sunday_16_march_2014() -> None:
    assert due(date(2014, 3, 16)).due_on == date(2014, 4, 14)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2012, 10, 17), date(2012, 11, 14)),
        (date(2017, 5, 18), date(2017, 6, 16)),
        (date(2021, 5, 1), date(2021, 6, 1)),
        (date(2021, 7, 3), date(2021, 8, 3)),
        (date(2021, 8, 6), date(2021, 9, 6)),
        (date(2023, 11, 27), date(2023, 12, 28)),
        (date(2025, 6, 6), date(2025, 7, 4)),
    ],
)
def test_published_examples_and_the_right_answer_to_the_wrong_ones(received_on: date, due_on: date) -> None:
    assert due(received_on).due_on == due_on


def test_every_day_of_the_count_is_numbered_or_explained() -> None:
    limit = due(date(2026, 6, 12))
    assert (limit.days[-1].on, limit.days[-1].number) == (limit.due_on, 20)
    unnumbered = [day for day in limit.days if day.number is None]
    assert all(day.why_not for day in unnumbered)
    assert [day.why_not for day in unnumbered if day.on == date(2026, 6, 15)] == ["World Cup bank holiday (Scotland)"]


def test_the_internal_days_are_the_authoritys_own() -> None:
    limit = due(date(2026, 10, 30), timetable=Timetable(return_day=8, review_day=12))
    assert (limit.return_on, limit.review_on) == (limit.day(8), limit.day(12))
    assert limit.due_on == due(date(2026, 10, 30)).due_on


def test_CLK_31_more_layers_of_sign_off_do_not_move_the_date() -> None:
    slow = Timetable(return_day=15, review_day=25, sign_off_day=30)
    assert due(date(2026, 10, 30), timetable=slow).due_on == date(2026, 11, 27)


def test_a_count_is_said_in_words() -> None:
    assert str(DayNumber(7, 20)) == "day 7 of 20"
    assert str(DayNumber(21, 20)) == "1 working day late"
    assert str(DayNumber(23, 20)) == "3 working days late"
    assert DayNumber(7, 20).left == 13


def test_eir_counts_the_same_days_as_foia() -> None:
    assert due(date(2026, 6, 12), regime=EIR).due_on == due(date(2026, 6, 12), regime=FOIA).due_on


def test_past_the_last_published_year_it_refuses_and_says_what_to_do() -> None:
    with pytest.raises(BeyondCalendar, match=r"2029 .* Load the latest official file"):
        due(date(2028, 12, 20))
    with pytest.raises(BeyondCalendar, match="2011"):
        due(date(2011, 12, 20))


def test_near_the_end_of_the_calendar_the_due_date_stands_without_day_40() -> None:
    limit = due(date(2028, 11, 20))
    assert limit.due_on == date(2028, 12, 19)
    assert limit.day40_on is None


def test_a_regime_that_is_not_there_is_named() -> None:
    assert regime("EIR") is EIR
    with pytest.raises(ValueError, match="There are: foia, eir"):
        regime("foisa")
