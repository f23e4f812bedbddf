"""What the choices of a layout look like: parts of a letter about nothing that exists, made as all letters are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from foi.law.outcomes import Outcome
from foi.letters.blocks.questions import questions_and_answers
from foi.letters.blocks.rights import rights, rights_annex
from foi.letters.compose import compose
from foi.letters.draft import Draft
from foi.letters.facts import AuthorityFacts, Layout, LetterFacts, QuestionFacts
from foi.letters.regulator import regulator_on
from foi.letters.structure import Block, Heading, PageBreak
from foi.letters.wording import Wording
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace

_DAY = date(2026, 3, 3)
#: what a sample links to while the authority has no page of its own
_A_PAGE = "https://www.authority.example/foi/your-rights"


def arrangement_sample(arrangement: Arrangement, authority: AuthorityFacts, wording: Wording) -> tuple[Block, ...]:
    """Three questions with their answers; the last two have the same one."""
    facts = _facts(authority, Layout(arrangement=arrangement))
    return tuple(questions_and_answers(Draft.of(facts, wording)))


def rights_sample(place: RightsPlace, authority: AuthorityFacts, wording: Wording) -> tuple[Block, ...]:
    """What the letter says of review and complaint, and what stands on a page of its own."""
    told = replace(authority, rights_url=authority.rights_url or _A_PAGE)
    draft = Draft.of(_facts(told, Layout(rights=place)), wording)
    return tuple(chain(rights(draft), rights_annex(draft)))


def outline(layout: Layout, authority: AuthorityFacts, wording: Wording) -> Iterator[str]:
    """The main headings of a letter in their order."""
    for block in compose(_facts(authority, layout), wording).blocks:
        if isinstance(block, PageBreak):
            return
        if isinstance(block, Heading) and block.level == 2:
            yield block.text


def caveats_sample(place: CaveatsPlace, authority: AuthorityFacts, wording: Wording) -> list[str]:
    return list(outline(Layout(caveats=place), authority, wording))


def _facts(authority: AuthorityFacts, layout: Layout) -> LetterFacts:
    def asked(number: int, text: str, **facts: object) -> QuestionFacts:
        return QuestionFacts(
            canonical_number=str(number), printed_label=f"{number}.", path=(str(number),), text=text,
            searched_departments=("Property Office",), **facts,  # type: ignore[arg-type]
        )  # fmt: skip

    not_recorded = {"outcome": Outcome.NOT_HELD, "reason": "The register of found property does not record this."}
    return LetterFacts(
        authority=authority, layout=layout, regulator=regulator_on(_DAY), reference="SAMPLE/26",
        subject="bicycles that were found", received_on=date(2026, 2, 9), due_on=date(2026, 3, 9), drafted_on=_DAY,
        dated_on=_DAY, requester_name="Wren Thistlewood", signatory_role="Information Rights Manager",
        questions=(
            asked(
                1, "How many bicycles were handed in during 2025?", outcome=Outcome.PROVIDED,
                answer_text="1,688 bicycles were handed in.", has_figures=True, live_system=True,
                source="register of found property", as_at=date(2026, 2, 20),
            ),
            asked(2, "What was each of them worth?", **not_recorded),
            asked(3, "How old was each of them?", **not_recorded),
        ),
    )  # fmt: skip
