"""Worked cases of what follows receipt: clarification, fees, extension, review, and the regimes next door."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from foi.law.cost_limit import aggregation_ends_on
from foi.law.neighbours import foisa_due, school_due, subject_access_due
from foi.law.review import ask_review_by, complain_by, review_limit
from foi.law.time_limits import DayNumber, due, working_days_taken
from foi.law.working_days import Calendar
from foi.management.commands.duedate import reckon_all

CASES = json.loads(Path(__file__).with_name("cases.json").read_text())
day = date.fromisoformat


def clock(given: dict[str, Any]) -> dict[str, Any]:
    [result] = reckon_all([given])
    return result


def foisa(given: dict[str, Any]) -> dict[str, Any]:
    received_on = day(given["received"])
    return {"foisa": foisa_due(received_on), "foia": due(received_on).due_on}


def review(given: dict[str, Any]) -> dict[str, Any]:
    limit = review_limit(day(given["asked"]))
    return {"due_on": limit.due_on, "latest_on": limit.latest_on}


def ask_review(given: dict[str, Any]) -> dict[str, Any]:
    return {"by": ask_review_by(day(given["answered"]))}


def complain(given: dict[str, Any]) -> dict[str, Any]:
    return {"by": complain_by(day(given["answered"]))}


def aggregation(given: dict[str, Any]) -> dict[str, Any]:
    return {"ends": aggregation_ends_on(day(given["first"]))}


def sar(given: dict[str, Any]) -> dict[str, Any]:
    received_on = day(given["received"])
    return {"due": subject_access_due(received_on), "extended": subject_access_due(received_on, extended=True)}


def school(given: dict[str, Any]) -> dict[str, Any]:
    first, last = day(given["closed_from"]), day(given["closed_to"])
    closed = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    received_on = day(given["received"])
    return {
        "due": school_due(received_on, closed),
        "without_closure_limit": Calendar.shipped().add_working_days(received_on, 60),
    }


def taken(given: dict[str, Any]) -> dict[str, Any]:
    days = working_days_taken(day(given["received"]), day(given["sent"]))
    return {"days": days, "late_by": DayNumber(days, 20).late_by}


WORK: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    work.__name__: work for work in (clock, foisa, review, ask_review, complain, aggregation, sar, school, taken)
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_worked_case(case: dict[str, Any]) -> None:
    result = WORK[case["what"]](case["given"])
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in result.items()}
    assert {name: plain[name] for name in case["expect"]} == case["expect"], case["why"]


def test_all_twenty_five_cases_are_here() -> None:
    assert {case["id"].split()[0] for case in CASES} == {f"G{number:02}" for number in range(1, 26)}


def test_a_school_never_has_more_than_sixty_working_days() -> None:
    everything = [date(2026, 7, 1) + timedelta(days=number) for number in range(365)]
    assert school_due(date(2026, 7, 17), everything) == date(2026, 10, 13)
