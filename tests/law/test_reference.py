"""Our carried figures against the domain reference they came from, where it lies beside the project."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from foi.law.working_days import Calendar

HERE = Path(__file__)
REFERENCE = HERE.parents[3] / "shared" / "domain" / "foi-law-and-practice.md"
pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the domain reference is not beside the project")


def table(first: str) -> list[dict[str, Any]]:
    """The JSON table of the reference whose first row begins so."""
    found = re.search(rf"```json\n(\[\n  \{{{first}.*?\])\n```", REFERENCE.read_text(), re.S)
    assert found is not None
    return json.loads(found.group(1))


def test_the_reference_has_the_same_bank_holidays_in_the_years_it_lists_whole() -> None:
    years = {"2019", "2024", "2025", "2026", "2027", "2028"}
    theirs = {(row["date"], part) for row in table('"date"') for part in row["in"]}
    ours = {
        (holiday.on.isoformat(), part.value) for holiday in Calendar.shipped().holidays for part in holiday.divisions
    }
    assert theirs <= ours
    assert {row for row in ours if row[0][:4] in years} <= theirs


def test_the_reference_has_the_same_forty_two_vectors() -> None:
    theirs = {row["id"]: (row["received"], row["due"], row["day10"], row["wd40"]) for row in table('"id": "F01"')}
    ours = {
        row["id"]: (row["received"], row["due_on"], row["day10_on"], row["day40_on"])
        for row in json.loads(HERE.with_name("received.json").read_text())
    }
    assert ours == theirs
    assert len(ours) == 42
