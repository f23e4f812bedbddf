"""What a response prints of one answer, for whoever is about to agree it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foi.letters.assemble import Records, facts_of, wording_for
from foi.letters.blocks.answer import answer
from foi.letters.blocks.caveats import caveats_after, caveats_before
from foi.letters.blocks.cost_limit import cost_limit
from foi.letters.blocks.ncnd import ncnd
from foi.letters.blocks.refusal import refusal
from foi.letters.blocks.section_14 import section_14
from foi.letters.draft import Draft
from foi.letters.models import LetterVersion

if TYPE_CHECKING:
    from foi.letters.structure import Block
    from foi.requests.models import Question

#: the parts of a letter beside the answers that an answer has a share in
_SHARED: tuple[Callable[[Draft], Iterator[Block]], ...] = (
    caveats_before, refusal, ncnd, cost_limit, section_14, caveats_after,
)  # fmt: skip


def printed(question: Question) -> list[Block]:
    """The current answer as the letter's own blocks write it, were it agreed as it is: the answer, and what it brings
    to the sections that all answers share. The other answers are there for the numbers alone."""
    foi_request = question.foi_request
    version = LetterVersion(foi_request=foi_request, language=foi_request.authority.letter_language)
    wording = wording_for(version)
    facts = facts_of(version, records=[Records(foi_request, agreeing=question)], wording=wording)
    draft = Draft.of(facts, wording)
    blocks: list[Block] = []
    for one in facts.questions:  # in the order of the letter, which counts its tables
        blocks = list(answer(draft, one))
        if one.canonical_number == question.number:
            break
    others_open = tuple(
        one if one.canonical_number == question.number else replace(one, outcome=None, claims=())
        for one in facts.questions
    )
    alone = Draft.of(replace(facts, questions=others_open), wording)
    return [*blocks, *(block for part in _SHARED for block in part(alone))]
