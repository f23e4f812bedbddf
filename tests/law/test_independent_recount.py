"""The same dates by another road: the `holidays` package and a plain walk, day by day."""

import random
from datetime import date, timedelta

import holidays

from foi.law.time_limits import due
from foi.law.working_days import Calendar, Division

PARTS = {
    "ENG": Division.ENGLAND_AND_WALES,
    "WLS": Division.ENGLAND_AND_WALES,
    "SCT": Division.SCOTLAND,
    "NIR": Division.NORTHERN_IRELAND,
}
YEARS = range(2012, 2029)


def packaged(part: str) -> set[date]:
    return {day for day in holidays.country_holidays("GB", subdiv=part, years=YEARS) if day.weekday() < 5}


def walk(received_on: date, number: int, closed: set[date]) -> date:
    day = received_on
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in closed
    return day


def test_every_division_has_the_same_weekdays_as_the_package() -> None:
    for part, division in PARTS.items():
        ours = {holiday.on for holiday in Calendar.shipped().holidays if division in holiday.divisions}
        assert ours == {day for day in packaged(part) if day.year in YEARS}, part


def test_a_hundred_random_requests_are_due_when_the_package_says() -> None:
    closed = set().union(*(packaged(part) for part in PARTS))
    chance = random.Random(2000)
    first, last = date(2012, 1, 1), date(2028, 9, 30)
    for _ in range(100):
        received_on = first + timedelta(days=chance.randrange((last - first).days))
        limit = due(received_on)
        assert limit.due_on == walk(received_on, 20, closed), received_on
        assert limit.day10_on == walk(received_on, 10, closed), received_on
        assert limit.day40_on == walk(received_on, 40, closed), received_on
