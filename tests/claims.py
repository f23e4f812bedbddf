"""Claims as complete as the catalogue asks, made from the catalogue: a new entry needs no new test data."""

from __future__ import annotations

import datetime
from typing import Any

from foi.answers.cited import cited
from foi.answers.claim_parts import Part, parts_of
from foi.answers.content import ClaimContent
from foi.answers.models import Claim
from foi.web.forms.claims import initial_of

COLUMNS = ClaimContent.__dataclass_fields__


def said_in(part: Part, code: str) -> Any:
    relied_on = cited(code)
    assert relied_on is not None
    match part.kind:
        case "level":
            return "would be likely to"
        case "limbs":
            return [relied_on.behind[0].code]
        case "date":
            return datetime.date(2026, 3, 2)
    return f"{code} {part.name} in words."


def complete_claim(code: str, **changes: Any) -> ClaimContent:
    """Every part said that may be said. `changes` by part: "" leaves one out."""
    relied_on = cited(code)
    assert relied_on is not None, code
    said = {part.name: said_in(part, code) for part in parts_of(relied_on)} | changes
    own = {name: value for name, value in said.items() if name in COLUMNS}
    return ClaimContent(
        exemption=code,
        **own,
        particulars={name: value for name, value in said.items() if name not in COLUMNS and value},
    )


def claim_of(content: ClaimContent) -> Claim:
    return Claim(**{name: getattr(content, name) for name in COLUMNS})


def as_posted(content: ClaimContent) -> dict[str, Any]:
    """A claim as its form sends it."""
    posted: dict[str, Any] = {}
    for name, value in initial_of(content).items():
        if isinstance(value, datetime.date):
            posted |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        elif value:
            posted[name] = value
    return posted
