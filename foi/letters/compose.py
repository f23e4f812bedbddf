"""From facts to letter: the one function that the rest of the product calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from foi.letters.blocks.heading import title
from foi.letters.draft import Draft
from foi.letters.facts import LetterFacts, Purpose
from foi.letters.gaps import find_gaps
from foi.letters.languages import language_of
from foi.letters.markdown import plain
from foi.letters.plans import PLANS, choose_plan
from foi.letters.structure import Block, CaveatUse, Enclosure, Letter, Letterhead, Paragraph
from foi.letters.wording import Wording, shipped_wording


def compose(facts: LetterFacts, wording: Wording | None = None) -> Letter:
    """The letter that these facts make. Open points do not stop it: they stand in the letter and in `Letter.gaps`.

    `wording` is the authority's (`shipped_wording().with_versions(...)`); ours if None. Raises WordingError for a text
    that cannot be used. The same facts and wording give an equal letter.
    """
    facts = cast(LetterFacts, _printable(facts))
    draft = Draft.of(facts, wording or shipped_wording(facts.authority.language))
    plan = choose_plan(facts)
    blocks = tuple(_not_empty(block for part in PLANS[plan] for block in part(draft)))
    return Letter(
        title=title(draft),
        reference=facts.reference,
        plan=plan.value,
        language=facts.authority.language,
        letterhead=_letterhead(draft),
        blocks=blocks,
        dated_on=facts.dated_on,
        undated=draft.phrase("particulars.undated"),
        gaps=find_gaps(facts),
        enclosures=tuple(
            Enclosure(file.file_name, file.sha256)
            for question in facts.questions
            if question.gives_information and facts.purpose is Purpose.RESPONSE
            for file in question.attachments
        ),
        quoted_language=language_of([*(q.text for q in facts.questions), *facts.scope_passages, *facts.notes]),
        wording=tuple(sorted(draft.words.used.values(), key=lambda use: use.id)),
        caveats=tuple(CaveatUse(chosen.code, chosen.because) for chosen in draft.caveats)
        if facts.purpose is Purpose.RESPONSE
        else (),
    )


def _letterhead(draft: Draft) -> Letterhead:
    authority = draft.facts.authority
    telephone = draft.phrase("letterhead.telephone", telephone=authority.telephone) if authority.telephone else ""
    ways = " | ".join(way for way in (telephone, authority.email, authority.website) if way)
    return Letterhead(
        authority=authority.name,
        team=authority.team_name,
        contact=tuple(line for line in (", ".join(authority.address_lines), ways) if line),
        marking=authority.security_marking,
        reference_line=draft.phrase("letterhead.continued"),
        page_line=draft.phrase("letterhead.page", page="{page}", pages="{pages}"),
    )


def _not_empty(blocks: Iterator[Block]) -> Iterator[Block]:
    for block in blocks:
        if not (isinstance(block, Paragraph) and not any(run.text or run.slot for run in block.runs)):
            yield block


def _printable(value: Any) -> Any:
    """The facts without characters that no document can carry (NUL and its like), so that every letter can be stored,
    shown and rendered."""
    if type(value) is str:  # not the enums, which are str too
        return plain(value)
    if isinstance(value, tuple):
        return tuple(_printable(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        before = {one.name: getattr(value, one.name) for one in fields(value)}
        after = {name: _printable(inner) for name, inner in before.items()}
        return replace(value, **after) if after != before else value
    return value
