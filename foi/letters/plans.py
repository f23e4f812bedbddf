"""Which blocks make which letter, in which order. The plan follows from the facts; nobody picks it from a list.

To add a letter: its name, its blocks here, and where `choose_plan` finds it.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from foi.law.outcomes import LetterOutcome, letter_outcome
from foi.letters.blocks.attachments import attachments
from foi.letters.blocks.caveats import caveats
from foi.letters.blocks.closing import next_steps, own_paragraphs, reuse
from foi.letters.blocks.cost_limit import cost_limit
from foi.letters.blocks.decision import decision
from foi.letters.blocks.heading import heading, salutation
from foi.letters.blocks.ncnd import ncnd
from foi.letters.blocks.opening import acknowledgement, opening
from foi.letters.blocks.particulars import addressee, references
from foi.letters.blocks.questions import questions_and_answers, restated
from foi.letters.blocks.refusal import refusal
from foi.letters.blocks.rights import regulator, review
from foi.letters.blocks.section_14 import section_14
from foi.letters.blocks.sign_off import contact, sign_off
from foi.letters.draft import Draft
from foi.letters.facts import LetterFacts, Purpose
from foi.letters.structure import Block

BlockOf = Callable[[Draft], Iterator[Block]]


class Plan(StrEnum):
    """The kinds of letter."""

    ACKNOWLEDGEMENT = "acknowledgement"
    FULL_RESPONSE = "full_response"
    PARTIAL_RESPONSE = "partial_response"
    FULL_REFUSAL = "full_refusal"
    NOT_HELD = "not_held"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Plan.ACKNOWLEDGEMENT: "Acknowledgement",
    Plan.FULL_RESPONSE: "Full response",
    Plan.PARTIAL_RESPONSE: "Partial response",
    Plan.FULL_REFUSAL: "Refusal",
    Plan.NOT_HELD: "Information not held",
}

_TOP: tuple[BlockOf, ...] = (addressee, references, salutation, heading)
_END: tuple[BlockOf, ...] = (review, regulator, contact, sign_off)
_NOT_OBLIGED: tuple[BlockOf, ...] = (refusal, ncnd, cost_limit, section_14)

PLANS: dict[Plan, tuple[BlockOf, ...]] = {
    Plan.ACKNOWLEDGEMENT: (*_TOP, acknowledgement, next_steps, restated, own_paragraphs, contact, sign_off),
    Plan.FULL_RESPONSE: (
        *_TOP,
        opening,
        decision,
        questions_and_answers,
        attachments,
        ncnd,
        caveats,
        own_paragraphs,
        reuse,
        *_END,
    ),
    Plan.PARTIAL_RESPONSE: (
        *_TOP,
        opening,
        decision,
        questions_and_answers,
        attachments,
        *_NOT_OBLIGED,
        caveats,
        own_paragraphs,
        reuse,
        *_END,
    ),
    # Something may still be given as goodwill after section 12, so the blocks for what is given stay.
    Plan.FULL_REFUSAL: (
        *_TOP,
        opening,
        decision,
        questions_and_answers,
        attachments,
        *_NOT_OBLIGED,
        caveats,
        own_paragraphs,
        reuse,
        *_END,
    ),
    Plan.NOT_HELD: (*_TOP, opening, decision, questions_and_answers, ncnd, caveats, own_paragraphs, *_END),
}

_BY_OUTCOME = {
    LetterOutcome.GRANTED_IN_FULL: Plan.FULL_RESPONSE,
    LetterOutcome.PART: Plan.PARTIAL_RESPONSE,
    LetterOutcome.NOT_HELD: Plan.NOT_HELD,
    LetterOutcome.REFUSED_IN_FULL: Plan.FULL_REFUSAL,
}


def choose_plan(facts: LetterFacts) -> Plan:
    """The plan for these facts. While questions are undecided it follows those that are."""
    if facts.purpose == Purpose.ACKNOWLEDGEMENT:
        return Plan.ACKNOWLEDGEMENT
    decided = [question.outcome for question in facts.questions if question.outcome and question.outcome.decided]
    return _BY_OUTCOME.get(letter_outcome(decided), Plan.PARTIAL_RESPONSE)
