"""Answers as a page shows them: the marks read, the table shortened, the facts in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from foi.answers.cited import cited
from foi.answers.models import Answer, Claim
from foi.law.outcomes import Outcome
from foi.letters.markdown import blocks
from foi.letters.render_html import render_blocks
from foi.letters.structure import Table
from foi.web.presenters.dates import in_words

ROWS_SHOWN = 20

#: what is recorded about an answer so that the letter can explain it in standard words (LET-20): field -> words
FACTS = {
    "has_figures": "It gives figures",
    "from_live_system": "It comes from a system that is in daily use, so the figures change",
    "specially_collated": "The figures were put together specially for this request",
    "keyword_search": "It rests on a search for key words",
}


def marked(text: str) -> SafeString:
    """The closed set of marks as safe HTML: everything else of the text is escaped there."""
    return mark_safe(render_blocks(blocks(text)))  # noqa: S308


@dataclass(frozen=True, slots=True)
class TableView:
    html: SafeString
    caption: str
    rows: int

    @property
    def more(self) -> int:
        """Rows that are kept, but not shown here."""
        return max(0, self.rows - ROWS_SHOWN)


def table_view(table: dict[str, Any] | None) -> TableView | None:
    """The first rows of an answer's table."""
    if not table:
        return None
    caption, rows = table.get("caption") or "Table", [tuple(row) for row in table["rows"]]
    shown = Table(tuple(table["header"]), tuple(rows[:ROWS_SHOWN]), caption)
    return TableView(mark_safe(render_blocks([shown])), caption, len(rows))  # noqa: S308 - escaped there


@dataclass(frozen=True, slots=True)
class ClaimView:
    title: str
    classification: str
    level: str
    explanation: SafeString
    public_interest: list[tuple[str, SafeString]]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One version of an answer."""

    version: int
    whose: str
    by: str
    at: datetime.datetime
    outcome: str
    text: SafeString
    reason: SafeString
    table: TableView | None
    facts: list[str]
    note: SafeString
    claims: list[ClaimView]

    @property
    def title(self) -> str:
        return f"Version {self.version}: {self.whose}"

    @property
    def earlier(self) -> str:
        return f"Your earlier answer, version {self.version}"


def answer_view(answer: Answer, *, for_officer: bool) -> AnswerView:
    """`for_officer` False: in a department's words, and without what only officers write (exemptions)."""
    outcome = Outcome(answer.outcome) if answer.outcome else None
    if outcome is None:
        words = "Not chosen yet"
    elif for_officer or answer.department_id is None:
        words = outcome.label
    else:
        words = f"{outcome.label}: {outcome.sentence}"
    return AnswerView(
        version=answer.version,
        whose=str(answer.department or "FOI team’s decision"),
        by=answer.author.full_name,
        at=answer.written_at,
        outcome=words,
        text=marked(answer.text),
        reason=marked(answer.reason),
        table=table_view(answer.table),
        facts=facts_of(answer),
        note=marked(answer.note_to_officer),
        claims=[_claim(claim) for claim in answer.claims.all()] if for_officer else [],
    )


def facts_of(answer: Answer) -> list[str]:
    """What is recorded about where an answer came from, a line each."""
    lines = [words for name, words in FACTS.items() if getattr(answer, name)]
    if answer.source:
        lines.insert(0, f"Source: {answer.source}")
    if answer.as_at:
        lines.append(f"As it stood on {in_words(answer.as_at)}")
    if answer.coverage:
        lines.append(f"What it covers: {answer.coverage}")
    return lines


def _claim(claim: Claim) -> ClaimView:
    relied_on = cited(claim.exemption)
    texts = (
        ("For disclosure", claim.public_interest_for),
        ("For the exemption", claim.public_interest_against),
        ("Where the balance lies", claim.public_interest_balance),
    )
    return ClaimView(
        title=f"Section {claim.exemption}" + (f": {relied_on.exemption.name}" if relied_on else ""),
        classification=classification(claim.exemption),
        level=f"The harm {claim.prejudice_level} follow." if claim.prejudice_level else "",
        explanation=marked(claim.explanation),
        public_interest=[(name, marked(text)) for name, text in texts if text],
    )


def classification(code: str) -> str:
    """ "A prejudice-based and qualified exemption", with what to see to first; "" for what is not in the catalogue."""
    relied_on = cited(code)
    if relied_on is None:
        return ""
    words = relied_on.exemption.classification
    first = " ".join(each.sentence for each in relied_on.exemption.ask_first)
    return f"{words[0].upper()}{words[1:]}. {first}".strip()
