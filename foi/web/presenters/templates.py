"""The template of letters as its pages show it: which one is in use, what was found in each, who did what and when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from foi.disclosure.finding import Finding
from foi.letters.own_template import LetterTemplate
from foi.web.presenters.completeness import LEVELS, Item

HOUSE_STYLE = "House style"


@dataclass(frozen=True, slots=True)
class Row:
    """One version in the list."""

    pk: int
    number: int
    name: str
    uploaded_by: str
    uploaded_at: datetime.datetime
    is_current: bool
    used_since: datetime.datetime | None
    used_by: str


def rows(templates: Iterable[LetterTemplate], current: LetterTemplate | None) -> list[Row]:
    """`templates` come with their `choices` loaded, newest first."""
    made = []
    for one in templates:
        last = next(iter(one.choices.all()), None)
        made.append(
            Row(
                one.pk, one.number, one.name, str(one.uploaded_by), one.uploaded_at, one == current,
                last.made_at if last else None, str(last.made_by) if last else "",
            )
        )  # fmt: skip
    return made


def shown(findings: Iterable[Finding]) -> list[Item]:
    return [
        Item("the template", *LEVELS[finding.level], message=finding.message, hint=finding.hint) for finding in findings
    ]
