"""Asking what is meant (s.1(3), s.16; EIR reg 9): what is unclear, what would help, and what it does to the time."""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Heading


def clarification_opening(draft: Draft) -> Iterator[Block]:
    yield from draft.letter_gaps()
    yield from draft.say("clarification.opening")


def clarification(draft: Draft) -> Iterator[Block]:
    asked = draft.facts.clarification
    yield Heading(draft.phrase("clarification.heading"), 2)
    yield from draft.say("clarification.needed" if asked.needed else "clarification.would_help")
    yield from marked(asked.unclear)
    if asked.options.strip():
        yield Heading(draft.phrase("clarification.options"), 2)
        yield from marked(asked.options)


def clarification_time(draft: Draft) -> Iterator[Block]:
    """CLK-20: the time begins again. CLK-21: not for a question that we need not have asked. CLK-23: questions that are
    clear keep their date."""
    asked = draft.facts.clarification
    others = [q for q in draft.facts.questions if asked.numbers and q.canonical_number not in asked.numbers]
    yield Heading(draft.phrase("clarification.next_heading"), 2)
    if asked.needed:
        yield from draft.say("clarification.time" if others else "clarification.time_all")
        if others and draft.facts.due_on:
            yield from draft.say("clarification.others", questions=draft.numbers(others))
        yield from draft.say("clarification.lapse", days=str(draft.facts.authority.clarification_working_days))
    elif draft.facts.due_on:
        yield from draft.say("clarification.time_runs")
