"""Rules about the letter as it was drafted, beside the facts that it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foi.disclosure.finding import Level
from foi.disclosure.placeholders import PLACEHOLDER, STAND_IN
from foi.disclosure.rulebook import Point, Rulebook
from foi.letters.caveats import LATE
from foi.letters.facts import LetterFacts, Purpose
from foi.letters.structure import Block, Columns, Letter, ListBlock, Paragraph, Quote, Table, date_words
from foi.letters.wording.library import title_of

if TYPE_CHECKING:
    from foi.letters.wording_records import WordingVersion


@dataclass(frozen=True)
class Drafted:
    """A letter with the facts of today."""

    facts: LetterFacts
    letter: Letter
    overdue: tuple[WordingVersion, ...] = ()  # texts of the authority's own that it prints, past their review date

    @property
    def refuses(self) -> bool:
        return any(question.outcome is not None and question.outcome.is_refusal for question in self.facts.questions)


_ATTACHED = re.compile(
    r"\b(?:see|find|is|are|copy|file|spreadsheet|document|table)\b[^.]{0,40}\b(?:attached|enclosed)\b(?! to\b)"
    r"|\battachments?\b|\benclosures?\b",
    re.IGNORECASE,
)

DRAFTED: Rulebook[Drafted] = Rulebook()


@DRAFTED.rule("LET-3.rights", Level.BLOCK)
def a_refusal_tells_the_rights(drafted: Drafted) -> Iterator[Point]:
    """s.17(7): the authority's own review, and the complaint to the regulator (s.50). After a review that is what is
    left; what only acknowledges the request, or asks what is meant, refuses nothing."""
    if not drafted.refuses or drafted.facts.purpose in (Purpose.ACKNOWLEDGEMENT, Purpose.CLARIFICATION):
        return
    reviewed = drafted.facts.purpose is Purpose.REVIEW
    owed = {"regulator.body_after_review"} if reviewed else {"review.internal", "regulator.body"}
    said = {used.id.removeprefix(f"{drafted.facts.act}.") for used in drafted.letter.wording}
    if reviewed and not owed <= said:
        yield Point(
            "The letter does not say how to complain to the regulator (section 50).",
            hint="Draft the letter again; if it stays, its plan lacks this paragraph.",
        )
    elif not owed <= said and "rights.linked" not in said:
        yield Point(
            "Something is refused, but the letter does not say how to ask for a review and complain (section 17(7)).",
            hint="Draft the letter again; if it stays, its plan lacks these paragraphs.",
        )


@DRAFTED.rule("CAV_LATE.apology", Level.BLOCK)
def a_late_letter_apologises(drafted: Drafted) -> Iterator[Point]:
    if drafted.facts.is_late and LATE not in {used.code for used in drafted.letter.caveats}:
        yield Point(
            "The letter is late and does not apologise for it.", hint="Bring the draft up to date: it then apologises."
        )


@DRAFTED.rule("D9.placeholder", Level.BLOCK)
def no_placeholder_is_left(drafted: Drafted) -> Iterator[Point]:
    for line in own_words(drafted.letter):
        if found := PLACEHOLDER.search(line):
            yield Point(
                f"A placeholder was left: “{found[0][:60]}” in “{line[:80]}”.", hint="Fill it in or take it out."
            )


@DRAFTED.rule("D9.stand-in", Level.WARN)
def nothing_stands_in_for_something_else(drafted: Drafted) -> Iterator[Point]:
    for line in own_words(drafted.letter):
        if found := STAND_IN.search(line):
            yield Point(
                f"“{found[0][:60]}” may have been left to be filled in: “{line[:80]}”.",
                hint="Fill it in or take it out.",
                about=line,
            )


@DRAFTED.rule("attachment.missing", Level.WARN)
def what_is_said_to_come_with_the_letter_does(drafted: Drafted) -> Iterator[Point]:
    if any(question.attachments for question in drafted.facts.questions):
        return
    for line in own_words(drafted.letter):
        if _ATTACHED.search(line):
            yield Point(
                f"The letter speaks of something that comes with it, and no file does: “{line[:120]}”.",
                hint="Put the information into the letter, send the file along yourself, or change the words.",
                about=line,
            )


@DRAFTED.rule("wording.review", Level.WARN)
def standard_texts_have_been_looked_at(drafted: Drafted) -> Iterator[Point]:
    for version in drafted.overdue:
        due = f" by {date_words(version.review_on)}" if version.review_on else ""
        yield Point(
            f"The standard text “{title_of(version.key)}” should have been looked at again{due}.",
            hint=f"It is looked after by {version.owner}. An approver changes it, or confirms it, under “Wording”.",
            about=version.name,
        )


def own_words(letter: Letter) -> Iterator[str]:
    """Line by line what the authority itself says: what it quotes is printed as it came."""
    for block in letter.blocks:
        yield from _lines(block)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() if block.role != "gap":
            yield "".join(run.text for run in block.runs)
        case ListBlock():
            for item in block.items:
                for inner in item.blocks:
                    yield from _lines(inner)
        case Table():
            yield block.caption
            for cells in (block.header, *block.rows):
                yield from cells
        case Columns():
            for row in block.rows:
                for inner in (*row.left, *row.right):
                    yield from _lines(inner)
        case Quote() if block.role == "quote":
            for inner in block.blocks:
                yield from _lines(inner)
