"""The pipeline from end to end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from foi.intake.splitter.blocks import Block, read_blocks
from foi.intake.splitter.coverage import cover
from foi.intake.splitter.drafting import Draft, Drafting
from foi.intake.splitter.kinds import hang, kind_of
from foi.intake.splitter.lines import read_lines
from foi.intake.splitter.outline import Outliner
from foi.intake.splitter.result import PassageKind, ProposedQuestion, Split
from foi.intake.splitter.signals import Signals, signals
from foi.intake.splitter.units import Unit, read_units
from foi.intake.splitter.voices import voices
from foi.intake.splitter.weighing import telling_words, weigh

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONG = 100_000  # characters


def split(text: str) -> Split:
    """Take a request apart. Never fails, whatever the text; equal texts give equal results."""
    if len(text) < _LONG:
        return _split(text)
    with _collector_at_rest():
        return _split(text)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without this a long text costs half as much again for every byte: Python's collector keeps walking over all
    that was made so far, and there is no rubbish among it."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def units_of(text: str) -> list[Unit]:
    """What is weighed in a text: what the weights are learnt from."""
    return _read(text)[2]


def _read(text: str) -> tuple[list[Block], Outliner, list[Unit]]:
    blocks = read_blocks(read_lines(text))
    kinds = voices(blocks)
    outliner = Outliner(blocks, kinds)
    return blocks, outliner, read_units(blocks, kinds, outliner.run())


def _split(text: str) -> Split:
    blocks, outliner, units = _read(text)
    signs = signals(units)
    drafting = Drafting(blocks, units, weigh(signs, [unit.frame for unit in units]))
    drafting.run()
    questions = _propose(drafting.drafts, [signs[draft.place] for draft in drafting.drafts])
    # What a word means qualifies all the questions, too.
    scope = drafting.taken_for(PassageKind.SCOPE, PassageKind.DEFINITION)
    notes = drafting.taken_for(PassageKind.NOTE)
    found = Split(text, questions, cover(text, drafting.marks), scope, notes)
    for listing in outliner.listings:  # lists and items point at each other: broken here, they need no collector
        listing.owner, listing.items = None, []
    return found


def _propose(drafts: list[Draft], signs: list[Signals]) -> tuple[ProposedQuestion, ...]:
    texts = [draft.text for draft in drafts]
    kinds = [kind_of(text, draft.group) for text, draft in zip(texts, drafts, strict=True)]
    depends_on = hang(texts, [draft.path for draft in drafts], kinds)
    numbers = _canonical_numbers(drafts)
    return tuple([
        ProposedQuestion(
            draft.label, draft.path, number, text, "\n".join(draft.context), draft.group, kind, on,
            tuple(draft.cues or telling_words(own)), draft.start, draft.end,
        )
        for draft, number, text, kind, on, own in zip(drafts, numbers, texts, kinds, depends_on, signs, strict=True)
    ])  # fmt: skip


def _canonical_numbers(drafts: list[Draft]) -> list[str]:
    """Numbers in order over all restarts: "1", "2a" ... "2e", "3"; a third level gets numbers in brackets."""
    numbers: list[str] = []
    top = 0
    named: dict[int, str] = {}
    counts: dict[str, int] = {}
    for draft in drafts:
        item = draft.item
        owner = item.parent.owner if item is not None else None
        if owner is None:
            top += 1
            numbers.append(str(top))
            if item is not None:
                named[id(item)] = str(top)
            continue
        chain = []
        while item is not None:
            chain.append(item)
            item = item.parent.owner
        name = ""
        for level, one in enumerate(reversed(chain)):
            if id(one) not in named:
                if level == 0:
                    top += 1
                    named[id(one)] = str(top)
                else:
                    count = counts[name] = counts.get(name, 0) + 1
                    named[id(one)] = name + (_LETTERS[count - 1] if level == 1 and count <= 26 else f"({count})")
            name = named[id(one)]
        numbers.append(name)
    return numbers
