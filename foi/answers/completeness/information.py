"""Rules about what is given, and about why nothing or not everything is (LET-1, LET-2, LET-9, LET-20)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi.answers.completeness.said import ANSWER, Said
from foi.disclosure.finding import Level
from foi.disclosure.rulebook import Point
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Outcome

_NUMBER = re.compile(r"£?\d[\d,.]*%?")


@ANSWER.rule("LET-1.decision", Level.BLOCK)
def the_outcome_is_a_decision(said: Said) -> Iterator[Point]:
    # s.1(1): the letter must confirm or deny, and provide or refuse; "cannot" is none of these.
    if said.outcome is Outcome.CANNOT_ANSWER:
        yield Point(
            "Decide the outcome: “cannot answer” is the department's word, not a decision under the Act.",
            hint="Ask another department, or decide what the answer in law is.",
        )


@ANSWER.rule("LET-1.content", Level.BLOCK)
def what_is_provided_is_there(said: Said) -> Iterator[Point]:
    if said.outcome.gives_information and not (said.answer.text or said.answer.table or said.files):
        yield Point("Enter the information that is provided, as text or as a table, or add the file that holds it.")


@ANSWER.rule("LET-2.why", Level.BLOCK)
def every_other_answer_says_why(said: Said) -> Iterator[Point]:
    outcome = said.outcome
    if outcome.decided and outcome.needs_reason and not (said.answer.reason or said.answer.text or said.claims):
        yield Point("Say why: the letter prints the reason.")


@ANSWER.rule("LET-9.left-out", Level.BLOCK)
def what_is_left_out_is_explained(said: Said) -> Iterator[Point]:
    if said.outcome is Outcome.PROVIDED_IN_PART and not said.answer.reason and not said.claims:
        yield Point("Say what is left out and why.")


@ANSWER.rule("LET-9.redacted", Level.BLOCK)
def redaction_has_its_exemption(said: Said) -> Iterator[Point]:
    # 7.3: taking parts out of a file is a refusal of part, with its exemption and notice
    if said.outcome is Outcome.PROVIDED_IN_PART and said.has_parts_removed and not said.refusing:
        yield Point("Parts of a file are removed, but no exemption is named for that.", hint="Decide the outcome.")


@ANSWER.rule("LET-9.in-full", Level.BLOCK)
def in_full_leaves_nothing_out(said: Said) -> Iterator[Point]:
    if said.outcome is not Outcome.PROVIDED:
        return
    if said.answer.small_numbers == Decision.SUPPRESSED:
        yield Point("Small numbers are left out, so it is provided in part, not in full.", hint="Decide the outcome.")
    if said.has_parts_removed:
        yield Point("Parts of a file are removed, so it is provided in part, not in full.", hint="Decide the outcome.")


@ANSWER.rule("LET-1.carries", Level.WARN)
def files_carry_nothing_unseen(said: Said) -> Iterator[Point]:
    """Domain 7.2: what a check warns of is cleared by a named person, with a reason."""
    goes_out = said.outcome.gives_information or said.outcome is Outcome.COST_LIMIT  # COST-13: something may be given
    for file in said.files:
        if goes_out and file.warnings:
            yield Point(
                f"Look at the file “{file.description}” before it goes out. {' '.join(file.warnings)}",
                hint="Take it away and add it without that, or say why it may go out so.",
            )


@ANSWER.rule("LET-20.source", Level.BLOCK)
def figures_say_where_they_came_from(said: Said) -> Iterator[Point]:
    if said.answer.has_figures and not said.answer.source:
        yield Point("Say where the figures came from.")


@ANSWER.rule("LET-20.as-at", Level.BLOCK)
def a_live_system_has_a_date(said: Said) -> Iterator[Point]:
    # CAV_LIVE: never without its date; if the date is unknown, then get it
    if said.answer.from_live_system and said.answer.as_at is None:
        yield Point("Enter the date the figures were taken from the live system.")


@ANSWER.rule("LET-2.searches", Level.BLOCK)
def not_held_rests_on_a_search(said: Said) -> Iterator[Point]:
    if said.outcome is Outcome.NOT_HELD and not said.searches and not said.answer.no_search_because:
        yield Point(
            "Say where it was searched for, or why there was no need to look.",
            hint="Decide the outcome, and enter the searches. The letter prints them, and a review will ask.",
        )


@ANSWER.rule("LET-7.earlier", Level.BLOCK)
def a_repeated_request_names_the_earlier_one(said: Said) -> Iterator[Point]:
    if said.outcome is Outcome.REPEATED and not said.answer.earlier_request:
        yield Point("Name the earlier request, and when it was answered (section 14(2)).")


@ANSWER.rule("LET-7.earlier-answered", Level.WARN)
def the_earlier_request_was_answered_and_came_from_the_same_person(said: Said) -> Iterator[Point]:
    """s.14(2) speaks of a request that was complied with, and of the same person. A person may use two addresses."""
    for earlier in said.earlier:
        if not earlier.answered:
            yield Point(
                f"{earlier.reference} has not been answered: section 14(2) needs an earlier request that was.",
                hint="Name the request that was answered, or decide another outcome.",
                about=earlier.reference,
            )
        if not earlier.same_requester:
            yield Point(
                f"{earlier.reference} came from somebody else, as far as the records show: section 14(2) needs the "
                "same person.",
                hint="Name a request of this requester, or decide another outcome.",
                about=earlier.reference,
            )


@ANSWER.rule("LET-20.unmarked", Level.WARN)
def a_table_of_figures_is_marked_as_such(said: Said) -> Iterator[Point]:
    """Its caveats follow from the mark, and so does the question where the figures came from."""
    table = said.answer.table
    if table and said.outcome.gives_information and not said.answer.has_figures and has_numbers(table["rows"]):
        yield Point(
            "The table gives figures, but the answer is not marked as giving any.",
            hint="Tick “It gives figures”, and say where they came from: the letter then explains them.",
            about=str(table),
        )


@ANSWER.rule("LET-20.undated", Level.INFORM)
def figures_have_a_date_where_it_matters(said: Said) -> Iterator[Point]:
    if said.answer.has_figures and said.answer.as_at is None and not said.answer.from_live_system:
        yield Point("The figures have no date.", hint="If they come from a system in daily use, say so, with the date.")


def has_numbers(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a cell beside the first of its row is a number."""
    return any(_NUMBER.fullmatch(str(value).strip()) for row in rows for value in row[1:])
