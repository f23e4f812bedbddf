"""Answers as a page shows them: the marks read, the table shortened, the facts in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from foi.answers.cited import Cited, cited
from foi.answers.claim_parts import BALANCE, WHY, Part, parts_of, said_of
from foi.answers.models import Answer, Claim, Search
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Outcome
from foi.letters.markdown import blocks
from foi.letters.render_html import render_blocks
from foi.letters.structure import Block, Table
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


def printed_view(blocks: Iterable[Block]) -> SafeString:
    """A part of the letter as it is printed, its tables shortened."""
    short = [replace(one, rows=one.rows[:ROWS_SHOWN]) if isinstance(one, Table) else one for one in blocks]
    return mark_safe(render_blocks(short, first_level=2))  # noqa: S308 - escaped there


@dataclass(frozen=True, slots=True)
class ClaimView:
    title: str
    classification: str
    told: list[tuple[str, SafeString]]  # each part with its label, in the order of the letter


@dataclass(frozen=True, slots=True)
class SearchView:
    words: str
    by: str


def search_view(search: Search) -> SearchView:
    """ "The training record, for “hedgehog”: nothing found", and who looked when."""
    words = search.system + (f", for {search.terms}" if search.terms else "")
    when = f" on {in_words(search.made_on)}" if search.made_on else ""
    by = f"{search.made_by}{when}" if search.made_by else f"Made{when}" if when else ""
    return SearchView(words + (f": {search.result}" if search.result else ""), by)


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
    reason_printed: bool  # with this outcome the requester reads it
    table: TableView | None
    facts: list[str]
    note: SafeString
    held: str  # what the letter says about holding; for officers
    earlier_request: str
    searches: list[SearchView]
    no_search_because: str
    claims: list[ClaimView]

    @property
    def title(self) -> str:
        return f"Version {self.version}: {self.whose}"

    @property
    def earlier(self) -> str:
        return f"Your earlier answer, version {self.version}"


def answer_view(answer: Answer, *, for_officer: bool, recorded: bool = False) -> AnswerView:
    """`for_officer` False: in a department's words, and without what only officers write (exemptions). `recorded`: an
    officer wrote it down for whoever said it."""
    ours = f"recorded by {answer.author.full_name}, FOI team" if recorded else "FOI team’s decision"
    outcome = Outcome(answer.outcome) if answer.outcome else None
    if outcome is None:
        words = "Not chosen yet"
    elif for_officer or answer.department_id is None:
        words = outcome.label
    else:
        words = f"{outcome.label}: {outcome.sentence}"
    return AnswerView(
        version=answer.version,
        whose=str(answer.department or ours),
        by=answer.author.full_name,
        at=answer.written_at,
        outcome=words,
        text=marked(answer.text),
        reason=marked(answer.reason),
        reason_printed=outcome is not None and outcome.prints_reason,
        table=table_view(answer.table),
        facts=[*facts_of(answer), *(_small_numbers(answer) if for_officer else [])],
        note=marked(answer.note_to_officer),
        held=answer.says_held.label if for_officer and outcome and answer.department_id is None else "",
        earlier_request=answer.earlier_request,
        searches=[search_view(search) for search in answer.searches.all()],
        no_search_because=answer.no_search_because,
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


def _small_numbers(answer: Answer) -> list[str]:
    if not answer.small_numbers:
        return []
    under = f" under section {answer.small_numbers_exemption}" if answer.small_numbers_exemption else ""
    return [f"Small numbers: {Decision(answer.small_numbers).label.lower()}{under}. {answer.small_numbers_reason}"]


def _claim(claim: Claim) -> ClaimView:
    relied_on = cited(claim.exemption)
    told: list[tuple[str, SafeString]] = []
    for part in parts_of(relied_on) if relied_on else (WHY, *BALANCE):
        if words := in_words_of(part, said_of(claim, part), relied_on):
            told.append((part.label if part.printed else f"{part.label} (never printed)", marked(words)))
    return ClaimView(
        title=claim_title(claim.exemption),
        classification=relied_on.exemption.classification.capitalize() + "." if relied_on else "",
        told=told,
    )


def in_words_of(part: Part, said: Any, relied_on: Cited | None) -> str:
    """One part of a claim as text."""
    match part.kind:
        case "level":
            return f"The harm {said} follow." if said else ""
        case "limbs":
            behind = {each.code: each.covers for each in relied_on.behind} if relied_on else {}
            return "; ".join(behind.get(code, code) for code in said)
        case "date":
            return in_words(said) if said else ""
    return str(said)


def claim_title(code: str) -> str:
    relied_on = cited(code)
    return f"{relied_on}: {relied_on.exemption.name}" if relied_on else f"Section {code}"


@dataclass(frozen=True, slots=True)
class BeforeClaiming:
    """What an officer should know of an exemption before arguing it."""

    classification: str
    covers: str
    usual: str
    first: list[str]
    only_for: str = ""


def before_claiming(code: str) -> BeforeClaiming | None:
    """None for what is not in the catalogue."""
    relied_on = cited(code)
    if relied_on is None:
        return None
    entry = relied_on.exemption
    if relied_on.confirms_nor_denies:
        kind = "with" if relied_on.needs_public_interest else "without"
        words = f"For neither confirming nor denying, {kind} a public interest test."
        covers = "It takes away the duty to say whether the information is held. Nothing else may hint at it."
    else:
        words = f"{entry.classification[0].upper()}{entry.classification[1:]}."
        covers = f"It covers {entry.covers}."
    return BeforeClaiming(words, covers, entry.policing, [each.sentence for each in entry.ask_first], entry.only_for)
