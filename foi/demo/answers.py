"""Short ways to write the story's answers. Every figure in it is made up."""

from __future__ import annotations

import datetime
from typing import Any

from foi.answers.content import AnswerContent, SearchContent
from foi.law.outcomes import Outcome


def provided(text: str, **facts: Any) -> AnswerContent:
    return AnswerContent(outcome=Outcome.PROVIDED, text=text, **facts)


def figures(text: str, source: str, **facts: Any) -> AnswerContent:
    """Figures that somebody extracted for this request."""
    return provided(text, source=source, has_figures=True, specially_collated=True, **facts)


def not_held(reason: str, *searches: SearchContent, **facts: Any) -> AnswerContent:
    return AnswerContent(outcome=Outcome.NOT_HELD, reason=reason, searches=searches, **facts)


def searched(system: str, terms: str, result: str = "nothing", **facts: Any) -> SearchContent:
    return SearchContent(system=system, terms=terms, result=result, **facts)


def table(caption: str, header: list[str], *rows: list[str]) -> dict[str, Any]:
    return {"caption": caption, "header": header, "rows": list(rows)}


def financial_years(on: datetime.date, number: int) -> list[str]:
    """The last complete ones, oldest first: "2023/24"."""
    last = on.year - 1 if on.month >= 4 else on.year - 2
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(last - number + 1, last + 1)]


def calendar_years(on: datetime.date, number: int) -> list[str]:
    return [str(year) for year in range(on.year - number, on.year)]


def months(on: datetime.date, number: int) -> list[str]:
    """The last full ones, oldest first: "March 2026"."""
    found = []
    first = on.replace(day=1)
    for _ in range(number):
        first = (first - datetime.timedelta(days=1)).replace(day=1)
        found.append(f"{first:%B %Y}")
    return found[::-1]
