"""The pipeline from end to end."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter

from foi.intake.splitter.blocks import Block, read_blocks
from foi.intake.splitter.coverage import Mark, cover
from foi.intake.splitter.drafts import Draft, Marks
from foi.intake.splitter.kinds import hang, kind_of
from foi.intake.splitter.lines import read_lines
from foi.intake.splitter.outline import Outliner
from foi.intake.splitter.questions import Drafting
from foi.intake.splitter.readings import WANT, Role
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.result import ProposedQuestion, Split
from foi.intake.splitter.settling import settle
from foi.intake.splitter.units import Marking, Unit, read_units
from foi.intake.splitter.voices import voices

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ALSO = re.compile(r"\b(?:also|as well|too|in addition|additionally|separately|further|finally|lastly)\b", re.I)
_BESIDE = 5  # characters: a blank line
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


def _split(text: str) -> Split:
    units, drafts, marks, outliner = _read(text)
    drafts = sorted(settle(units, drafts, marks), key=attrgetter("start"))
    index = {id(draft): number for number, draft in enumerate(drafts)}
    mapped: list[Mark] = [
        (start, end, kind, None if draft is None else index[id(draft)]) for start, end, kind, draft in marks.found
    ]
    found = Split(text, _propose(drafts), cover(text, mapped), tuple(marks.scope), tuple(marks.notes))
    for listing in outliner.listings:  # lists and items point at each other: broken here, they need no collector
        listing.owner, listing.items = None, []
    return found


def units_of(text: str) -> list[Unit]:
    """What is weighed in a text, with the verdicts of the rules: what the weights are learnt from."""
    return _read(text)[0]


def _read(text: str) -> tuple[list[Unit], list[Draft], Marks, Outliner]:
    """The text as the rules read it."""
    blocks = read_blocks(read_lines(text))
    drafting, outliner = _drafted(blocks)
    if not drafting.drafts and outliner.listings:
        # A letter in another language, or in words that no rule knows: its list is what it asks.
        again, other = _drafted(blocks, trusting=True)
        if again.drafts:
            drafting, outliner = again, other
    drafts = _beside_the_list(_without_topics(drafting.drafts))
    marks = drafting.marks
    marks.found = _without_dropped(marks.found, drafts)
    return read_units(outliner.parts, marks.found), drafts, marks, outliner


def _without_dropped(marks: list[Marking], drafts: list[Draft]) -> list[Marking]:
    """Drafts that were dropped lead to the first question, or are courtesies after it."""
    kept = {id(draft) for draft in drafts}
    first = drafts[0].start if drafts else 0
    return [
        (start, end, kind, draft)
        if draft is None or id(draft) in kept
        else (start, end, P.INTRODUCTION if start < first else P.COURTESY, None)
        for start, end, kind, draft in marks
    ]


def _drafted(blocks: list[Block], *, trusting: bool = False) -> tuple[Drafting, Outliner]:
    drafting, outliner = Drafting(trusting=trusting), Outliner(blocks, voices(blocks))
    drafting.run(outliner.run())
    return drafting, outliner


def _without_topics(drafts: list[Draft]) -> list[Draft]:
    """ "I want information about X" is a question only if nothing more exact is asked after it."""
    kept: list[Draft] = []
    exact = listed = False
    for draft in reversed(drafts):
        topic = draft.topic and exact and not _is_asked_beside(draft, kept[-1])
        if topic or (draft.subject and listed):
            continue
        kept.append(draft)
        if not draft.topic:
            exact = True
            item = draft.item
            listed = listed or (item is not None and not draft.subject and (draft.detailed or item.role is Role.ASK))
    kept.reverse()
    return kept


def _beside_the_list(drafts: list[Draft]) -> list[Draft]:
    """Where the requester numbered the questions (R2), what stands around the list without a question mark leads to it,
    or is about it: before it always, after it where it is a mere wish ("I would be glad of whatever there is")."""
    numbered = [draft for draft in drafts if draft.item is not None and draft.item.label.kind != "b"]
    if len(numbered) < 2:
        return drafts
    first, last = numbered[0].start, numbered[-1].start
    return [draft for draft in drafts if draft.item is not None or "?" in draft.text or not _leads(draft, first, last)]


def _leads(draft: Draft, first: int, last: int) -> bool:
    if draft.start < first:
        return True
    return draft.start > last and draft.cues[0] == WANT.cue and not _ALSO.search(draft.text[:60])


def _is_asked_beside(topic: Draft, following: Draft) -> bool:
    """ "I want figures on rescues." right before "I also want ...": the one is asked as well as the other."""
    return following.start - topic.end < _BESIDE and _ALSO.search(following.text[:60]) is not None


def _propose(drafts: list[Draft]) -> tuple[ProposedQuestion, ...]:
    texts = [draft.text for draft in drafts]
    kinds = [kind_of(text, draft.group) for text, draft in zip(texts, drafts, strict=True)]
    depends_on = hang(texts, [draft.path for draft in drafts], kinds)
    numbers = _canonical_numbers(drafts)
    return tuple([
        ProposedQuestion(
            draft.label, draft.path, number, text, "\n".join(draft.context), draft.group, kind, on, tuple(draft.cues),
            draft.start, draft.end,
        )
        for draft, number, text, kind, on in zip(drafts, numbers, texts, kinds, depends_on, strict=True)
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
