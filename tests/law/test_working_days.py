"""Bank holidays as data: the shipped file, the official file, amendments, and the arithmetic on them."""

import json
from datetime import date
from typing import Any

import pytest

from foi.law.working_days import BadHolidayFile, BankHoliday, BeyondCalendar, Calendar, Division

SHIPPED = Calendar.shipped()


def official(*events: tuple[str, str], notes: str = "") -> dict[str, Any]:
    """The shape of the official file, with the same events in every division."""
    rows = [{"title": title, "date": day, "notes": notes, "bunting": True} for day, title in events]
    divisions = ("england-and-wales", "scotland", "northern-ireland")
    return {name: {"division": name, "events": list(rows)} for name in divisions}


def test_the_shipped_file_says_where_it_comes_from_and_how_far_it_reaches() -> None:
    assert (min(SHIPPED.years), max(SHIPPED.years)) == (2012, 2028)
    assert SHIPPED.source.startswith("https://www.gov.uk/bank-holidays.json")
    assert SHIPPED.retrieved_on == date(2026, 8, 21)
    assert SHIPPED.version


def test_the_shipped_file_survives_a_round_trip() -> None:
    assert Calendar.from_json(json.loads(json.dumps(SHIPPED.as_json()))) == SHIPPED


def test_the_scottish_world_cup_day_is_in() -> None:
    assert SHIPPED.holidays_on(date(2026, 6, 15)) == (
        BankHoliday(date(2026, 6, 15), "World Cup bank holiday", frozenset({Division.SCOTLAND})),
    )


@pytest.mark.parametrize(("year", "number"), [(2019, 248), (2024, 249), (2025, 248), (2026, 247), (2027, 248)])
def test_a_year_has_the_known_number_of_working_days(year: int, number: int) -> None:
    assert SHIPPED.working_days_from(date(year, 1, 1), date(year, 12, 31)) == number


def test_easter_monday_is_a_working_day_in_scotland_alone() -> None:
    scotland = SHIPPED.counting({Division.SCOTLAND})
    assert scotland.is_working_day(date(2026, 4, 6))
    assert not SHIPPED.is_working_day(date(2026, 4, 6))


def test_adding_and_counting_agree() -> None:
    assert SHIPPED.add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert SHIPPED.working_days_between(date(2026, 4, 2), date(2026, 4, 7)) == 1
    assert SHIPPED.working_days_between(date(2026, 4, 7), date(2026, 4, 2)) == 0
    assert SHIPPED.next_working_day(date(2026, 4, 3)) == date(2026, 4, 7)
    with pytest.raises(ValueError, match="1 or more"):
        SHIPPED.add_working_days(date(2026, 4, 2), 0)


def test_skipped_days_are_weekdays_with_name_and_place() -> None:
    assert [str(day) for day in SHIPPED.skipped(date(2027, 12, 24), date(2028, 1, 4))] == [
        "Monday 27 December 2027: Christmas Day (substitute day), the whole of the UK",
        "Tuesday 28 December 2027: Boxing Day (substitute day), the whole of the UK",
        "Monday 3 January 2028: New Year's Day (substitute day), the whole of the UK",
        "Tuesday 4 January 2028: 2nd January (substitute day), Scotland",
    ]


def test_a_year_before_the_next_is_published_there_is_a_warning() -> None:
    assert SHIPPED.warning(date(2027, 11, 1)) == ""
    assert "2029 are missing" in SHIPPED.warning(date(2028, 3, 1))


def test_the_official_file_is_read_and_merged_across_divisions() -> None:
    data = official(("2030-04-19", "Good Friday"), ("2030-12-25", "Christmas Day"))
    st_andrew = {"title": "St Andrew\u2019s Day", "date": "2030-12-02", "notes": "Substitute day"}
    data["scotland"]["events"].append(st_andrew)
    calendar = Calendar.from_gov_uk_json(data, retrieved_on=date(2029, 11, 1))
    assert calendar.years == {2030}
    assert calendar.holidays[1] == BankHoliday(
        date(2030, 12, 2), "St Andrew's Day", frozenset({Division.SCOTLAND}), substitute=True
    )
    assert calendar.version.startswith("gov.uk-2029-11-01-")


def test_a_half_published_year_is_not_taken_for_a_whole_one() -> None:
    data = official(("2029-03-30", "Good Friday"))
    data["scotland"]["events"].append({"title": "2nd January", "date": "2030-01-02", "notes": ""})
    calendar = Calendar.from_gov_uk_json(data, retrieved_on=date(2028, 11, 1))
    assert calendar.years == {2029}
    with pytest.raises(BeyondCalendar):
        calendar.is_working_day(date(2030, 1, 2))


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        {"england-and-wales": {"events": []}},
        official(("2030-12-25", "Christmas Day")),
        official(("25/12/2030", "Good Friday")),
        official() | {"scotland": None},
    ],
    ids=["empty", "a list", "one division", "no Good Friday", "another date format", "no events"],
)
def test_another_file_than_the_official_one_is_refused_with_a_sentence(data: Any) -> None:
    with pytest.raises(BadHolidayFile):
        Calendar.from_gov_uk_json(data, retrieved_on=date(2026, 11, 1))


def test_a_damaged_file_of_our_own_is_refused() -> None:
    with pytest.raises(BadHolidayFile, match="cannot be read"):
        Calendar.from_json({"years": [2026, 2027]})


def test_years_with_a_hole_are_refused() -> None:
    with pytest.raises(BadHolidayFile, match="unbroken"):
        Calendar((), frozenset({2026, 2028}), "holes")


def test_refreshing_replaces_whole_years_and_keeps_the_older_ones() -> None:
    newer = Calendar.from_gov_uk_json(
        official(("2028-04-14", "Good Friday"), ("2029-03-30", "Good Friday")), retrieved_on=date(2027, 11, 1)
    )
    merged = SHIPPED.refreshed_by(newer)
    assert merged.years == SHIPPED.years | {2029}
    assert merged.version == newer.version
    assert not merged.is_working_day(date(2026, 6, 15))
    assert merged.is_working_day(date(2028, 12, 26)), "the newer file does not list it"


def test_an_amendment_adds_and_removes_days_and_is_a_version_of_its_own() -> None:
    funeral = BankHoliday(date(2027, 9, 20), "A proclaimed day")
    amended = SHIPPED.with_days(
        added=[funeral], removed=[date(2027, 5, 3)], version="2027-09-10", source="Proclamation of 10 September 2027"
    )
    assert not amended.is_working_day(date(2027, 9, 20))
    assert amended.is_working_day(date(2027, 5, 3))
    assert SHIPPED.differences(amended) == ((date(2027, 9, 20),), (date(2027, 5, 3),))
    assert SHIPPED.is_working_day(date(2027, 9, 20)), "the shipped version is as it was"
