"""Who hears complaints on a given day: dated configuration, because names and addresses change."""

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from foi.letters.facts import RegulatorFacts


@lru_cache(maxsize=1)
def _entries() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("regulator.toml").read_text(encoding="utf-8")
    return sorted(tomllib.loads(text)["regulator"], key=lambda entry: entry["valid_from"])


def regulator_on(day: date) -> RegulatorFacts:
    """The regulator that a letter of that day names."""
    entry = [entry for entry in _entries() if entry["valid_from"] <= day][-1]
    return RegulatorFacts(
        name=entry["name"],
        address_lines=tuple(entry["address_lines"]),
        website=entry["website"],
        complaint_url=entry["complaint_url"],
        telephone=entry["telephone"],
        complaint_weeks=entry["complaint_weeks"],
    )
