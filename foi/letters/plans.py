"""Which blocks make which letter, in which order. The plan follows from the facts; nobody picks it from a list.

To add a letter: its name, its blocks here, and where `choose_plan` finds it.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from foi.law.outcomes import LetterOutcome, Outcome, letter_outcome
from foi.letters.blocks.attachments import attachments
from foi.letters.blocks.caveats import caveats_after, caveats_before
from foi.letters.blocks.clarification import clarification, clarification_opening, clarification_time
from foi.letters.blocks.closing import next_steps, own_paragraphs, reuse
from foi.letters.blocks.cost_limit import cost_limit
from foi.letters.blocks.decision import decision
from foi.letters.blocks.extension import extension
from foi.letters.blocks.fees import fees
from foi.letters.blocks.heading import heading, salutation
from foi.letters.blocks.internal_review import internal_review
from foi.letters.blocks.ncnd import ncnd
from foi.letters.blocks.opening import acknowledgement, opening
from foi.letters.blocks.particulars import addressee, references
from foi.letters.blocks.questions import questions_and_answers, restated, restated_concerned
from foi.letters.blocks.refusal import refusal
from foi.letters.blocks.rights import regulator, rights, rights_annex
from foi.letters.blocks.section_14 import section_14
from foi.letters.blocks.sign_off import contact, sign_off
from foi.letters.blocks.transfer import transfer
from foi.letters.draft import COST_LIMIT, SECTION_14, Draft
from foi.letters.facts import LetterFacts, Purpose
from foi.letters.structure import Block

BlockOf = Callable[[Draft], Iterator[Block]]


class Plan(StrEnum):
    """The kinds of letter."""

    ACKNOWLEDGEMENT = "acknowledgement"
    CLARIFICATION = "clarification"
    FEES_NOTICE = "fees_notice"
    EXTENSION_NOTICE = "extension_notice"
    FULL_RESPONSE = "full_response"
    PARTIAL_RESPONSE = "partial_response"
    FULL_REFUSAL = "full_refusal"
    NCND = "ncnd"
    COST_LIMIT = "cost_limit"
    SECTION_14 = "section_14"
    SECTION_21 = "section_21"
    NOT_HELD = "not_held"
    TRANSFER = "transfer"
    EIR_RESPONSE = "eir_response"
    REVIEW_OUTCOME = "review_outcome"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Plan.ACKNOWLEDGEMENT: "Acknowledgement",
    Plan.CLARIFICATION: "Clarification request",
    Plan.FEES_NOTICE: "Fees notice",
    Plan.EXTENSION_NOTICE: "Extension notice",
    Plan.FULL_RESPONSE: "Full response",
    Plan.PARTIAL_RESPONSE: "Partial response",
    Plan.FULL_REFUSAL: "Refusal",
    Plan.NCND: "Neither confirm nor deny",
    Plan.COST_LIMIT: "Refusal under section 12",
    Plan.SECTION_14: "Refusal under section 14",
    Plan.SECTION_21: "Already available (section 21)",
    Plan.NOT_HELD: "Information not held",
    Plan.TRANSFER: "Transfer or signpost",
    Plan.EIR_RESPONSE: "Response under EIR",
    Plan.REVIEW_OUTCOME: "Outcome of an internal review",
}

_TOP: tuple[BlockOf, ...] = (addressee, references, salutation, heading)
_SIGNED: tuple[BlockOf, ...] = (contact, sign_off)
_END: tuple[BlockOf, ...] = (rights, *_SIGNED, rights_annex)
_ANSWERS: tuple[BlockOf, ...] = (opening, decision, caveats_before, questions_and_answers)
_GIVEN: tuple[BlockOf, ...] = (caveats_after, own_paragraphs, reuse)

# Something may still be given as goodwill after section 12, and something else withheld: the blocks for it stay.
_MIXED = (*_TOP, *_ANSWERS, attachments, refusal, ncnd, cost_limit, section_14, transfer, *_GIVEN, *_END)

PLANS: dict[Plan, tuple[BlockOf, ...]] = {
    Plan.ACKNOWLEDGEMENT: (*_TOP, acknowledgement, next_steps, restated, own_paragraphs, *_SIGNED),
    Plan.CLARIFICATION: (
        *_TOP,
        clarification_opening,
        restated_concerned,
        clarification,
        clarification_time,
        own_paragraphs,
        *_SIGNED,
    ),
    Plan.FEES_NOTICE: (*_TOP, fees, own_paragraphs, *_END),
    Plan.EXTENSION_NOTICE: (*_TOP, extension, own_paragraphs, *_END),  # a notice under s.17: its rights are owed
    Plan.FULL_RESPONSE: (*_TOP, *_ANSWERS, attachments, ncnd, *_GIVEN, *_END),
    Plan.PARTIAL_RESPONSE: _MIXED,
    Plan.FULL_REFUSAL: _MIXED,
    Plan.NCND: (*_TOP, opening, decision, questions_and_answers, ncnd, own_paragraphs, *_END),  # LET-5: no more
    Plan.COST_LIMIT: (*_TOP, *_ANSWERS, attachments, cost_limit, *_GIVEN, *_END),
    Plan.SECTION_14: (*_TOP, opening, decision, questions_and_answers, section_14, own_paragraphs, *_END),
    Plan.SECTION_21: (*_TOP, *_ANSWERS, refusal, caveats_after, own_paragraphs, *_END),
    Plan.NOT_HELD: (*_TOP, *_ANSWERS, ncnd, transfer, caveats_after, own_paragraphs, *_END),
    Plan.TRANSFER: (*_TOP, *_ANSWERS, transfer, caveats_after, own_paragraphs, *_END),
    Plan.EIR_RESPONSE: (*_TOP, *_ANSWERS, attachments, refusal, ncnd, transfer, *_GIVEN, *_END),
    Plan.REVIEW_OUTCOME: (*_TOP, internal_review, restated_concerned, own_paragraphs, regulator, *_SIGNED),
}

_BY_PURPOSE = {
    Purpose.ACKNOWLEDGEMENT: Plan.ACKNOWLEDGEMENT,
    Purpose.CLARIFICATION: Plan.CLARIFICATION,
    Purpose.FEES: Plan.FEES_NOTICE,
    Purpose.EXTENSION: Plan.EXTENSION_NOTICE,
    Purpose.REVIEW: Plan.REVIEW_OUTCOME,
}

# A response of one kind throughout has a plan of its own: the outcomes that make it, questions about the others apart.
_OF_ONE_KIND: tuple[tuple[Plan, frozenset[Outcome]], ...] = (
    (Plan.NCND, frozenset({Outcome.NEITHER_CONFIRM_NOR_DENY})),
    (Plan.COST_LIMIT, frozenset(COST_LIMIT)),
    (Plan.SECTION_14, frozenset(SECTION_14)),
    (Plan.SECTION_21, frozenset({Outcome.ACCESSIBLE_ELSEWHERE})),
    (Plan.TRANSFER, frozenset({Outcome.TRANSFERRED})),
)

_BY_OUTCOME = {
    LetterOutcome.GRANTED_IN_FULL: Plan.FULL_RESPONSE,
    LetterOutcome.PART: Plan.PARTIAL_RESPONSE,
    LetterOutcome.NOT_HELD: Plan.NOT_HELD,
    LetterOutcome.REFUSED_IN_FULL: Plan.FULL_REFUSAL,
}


def choose_plan(facts: LetterFacts) -> Plan:
    """The plan for these facts. While questions are undecided it follows those that are."""
    if facts.purpose in _BY_PURPOSE:
        return _BY_PURPOSE[facts.purpose]
    if facts.is_environmental:
        return Plan.EIR_RESPONSE
    questions = [question for question in facts.questions if question.outcome and question.outcome.decided]
    decided = [question.outcome for question in questions if question.outcome]
    kinds = {outcome for outcome in decided if outcome.counts or outcome is Outcome.TRANSFERRED}
    # Silence about the rest of an answer needs the plan that has every block.
    silent_beside = kinds != {Outcome.NEITHER_CONFIRM_NOR_DENY} and any(q.silent_claims for q in questions)
    if kinds and not silent_beside:
        for plan, outcomes in _OF_ONE_KIND:
            if kinds <= outcomes:
                return plan
        if kinds <= {Outcome.NOT_HELD, Outcome.TRANSFERRED} and all(
            question.signpost.strip() for question in questions if question.outcome is Outcome.NOT_HELD
        ):
            return Plan.TRANSFER
    return _BY_OUTCOME.get(letter_outcome(decided), Plan.PARTIAL_RESPONSE)
