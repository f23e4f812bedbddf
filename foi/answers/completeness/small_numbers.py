"""Rules about small numbers (domain reference 7.4): each answer that has them has a decision about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foi.answers.completeness.said import ANSWER, Said
from foi.disclosure.finding import Level
from foi.disclosure.rulebook import Point
from foi.disclosure.small_numbers import Decision, SmallCell, given_away_by_totals, small_cells, small_in_text

if TYPE_CHECKING:
    from foi.answers.content import AnswerContent
    from foi.answers.models import Answer

MOST_NAMED = 4
_DECIDE = "Decide about them on the question's page: could anybody tell who they are about?"


def small_numbers_of(answer: Answer | AnswerContent) -> list[str]:
    """Each small number of an answer, with where it stands; cells of its table first."""
    return [*map(str, cells_of(answer)), *(f"“{phrase}”" for phrase in phrases_of(answer))]


def cells_of(answer: Answer | AnswerContent) -> list[SmallCell]:
    table = answer.table or {}
    return small_cells(table.get("header", ()), table.get("rows", ()))


def phrases_of(answer: Answer | AnswerContent) -> list[str]:
    return small_in_text(f"{answer.text}\n{answer.reason}")


def named(numbers: list[str]) -> str:
    more = len(numbers) - MOST_NAMED
    return ", ".join(numbers[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


@ANSWER.rule("small-numbers.decision", Level.BLOCK)
def small_numbers_are_decided_about(said: Said) -> Iterator[Point]:
    if not said.answer.small_numbers and (found := small_numbers_of(said.answer)):
        yield Point(f"It has numbers from 1 to 4, which may point to a person: {named(found)}.", hint=_DECIDE)


@ANSWER.rule("LET-9.suppressed", Level.BLOCK)
def suppression_has_its_exemption(said: Said) -> Iterator[Point]:
    """Leaving numbers out is a refusal of part, with its exemption and notice."""
    code = said.answer.small_numbers_exemption
    if said.answer.small_numbers == Decision.SUPPRESSED and code not in {one.code for one in said.refusing}:
        yield Point(
            f"Small numbers are left out under section {code}, but it is not claimed.",
            hint=f"Decide the outcome, and add section {code} to its exemptions.",
        )


@ANSWER.rule("small-numbers.text", Level.WARN)
def text_does_not_tell_what_the_table_hides(said: Said) -> Iterator[Point]:
    if said.answer.small_numbers == Decision.SUPPRESSED and (found := phrases_of(said.answer)):
        yield Point(
            f"Small numbers are left out of the table, but the text has some: {named(found)}.",
            hint="The text is printed as it is: change its wording, or say why it may stay.",
            about="\x1f".join(found),
        )


@ANSWER.rule("small-numbers.totals", Level.WARN)
def totals_do_not_give_them_away(said: Said) -> Iterator[Point]:
    table = said.answer.table
    if said.answer.small_numbers != Decision.SUPPRESSED or not table:
        return
    if found := [str(cell) for cell in given_away_by_totals(table["header"], table["rows"])]:
        yield Point(
            f"A total lets the reader work out what is left out: {named(found)}.",
            hint="Leave out the total too, or a second number beside it.",
            about="\x1f".join(found),
        )
