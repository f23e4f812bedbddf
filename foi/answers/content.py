"""What is said to one question, as plain values: a form makes them, an action writes them down."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from foi.law.outcomes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerContent:
    """What is said to one question. `table` is {"caption", "header", "rows"} of text cells."""

    outcome: Outcome | None  # None: a draft that has not come to one
    text: str = ""
    reason: str = ""
    note_to_officer: str = ""
    table: dict[str, Any] | None = None
    source: str = ""
    as_at: datetime.date | None = None
    has_figures: bool = False
    from_live_system: bool = False
    specially_collated: bool = False
    keyword_search: bool = False
    coverage: str = ""

    def fields(self) -> dict[str, Any]:
        given = asdict(self)
        given.pop("outcome")
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContent:
    """One exemption as the officer argues it."""

    exemption: str
    explanation: str = ""
    prejudice_level: str = ""
    public_interest_for: str = ""
    public_interest_against: str = ""
    public_interest_balance: str = ""
