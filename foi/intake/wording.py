"""How the words of a question stand to the words of the request that it was taken from.

An officer may reword a question. Words that were put otherwise are still accounted for; words that were cut are not,
and the text shows them as left over. Both sides are compared word by word, whatever their case, stops and line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from foi.intake.passages import LEFT_OVER, Passage, joined, taken_anew

#: a cut that holds nothing else asks for nothing
LITTLE_WORDS = frozenset(
    "a an also am and any are ask asking at be by can could dear do for from give hello hi i if in interested is it"  # noqa: SIM905
    " kindly know let like me my need of on or please provide send so tell thank thanks that the these this those to u"
    " us want was were will with would you your".split()
)
#: of the words of a stretch that was put otherwise, so many have to be there still in some form
REWORDED = 0.5


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands; `plain` is what it is compared by."""

    start: int
    end: int
    plain: str
    kind: str = ""


def words_in(text: str, start: int = 0, end: int | None = None, kind: str = "") -> list[Word]:
    found = re.compile(r"\S+").finditer(text, start, len(text) if end is None else end)
    return [Word(one.start(), one.end(), re.sub(r"\W", "", one[0]).casefold(), kind) for one in found]


def own_words(text: str, passages: Iterable[Passage], question: int) -> list[Word]:
    """The words of the request that are the question's, and those that were cut from it."""
    mine = (p for p in passages if p.get("question") == question and p["kind"] in ("question", LEFT_OVER))
    return [word for p in mine for word in words_in(text, p["start"], p["end"], p["kind"])]


def edited(text: str, passages: list[Passage], question: int, before: str, after: str) -> list[Passage]:
    """The passages when the words of a question were `before` and are `after`: what was cut from them is left over, and
    what was put back is the question's again."""
    mine = own_words(text, passages, question)
    then, now = _kept(mine, before), _kept(mine, after)
    for run in _runs(mine, [word.kind == "question" and i in then and i not in now for i, word in enumerate(mine)]):
        if any(word.plain not in LITTLE_WORDS and word.plain for word in run):
            passages = _taken(passages, run, LEFT_OVER, question)
    for run in _runs(mine, [word.kind == LEFT_OVER and i in now for i, word in enumerate(mine)]):
        passages = _taken(passages, run, "question", question)
    return joined(passages)


def without(text: str, passages: list[Passage], question: int, words: str, start: int, end: int) -> str:
    """What is left of a question's `words` when the request's stretch from `start` to `end` is no longer its own."""
    mine, typed = own_words(text, passages, question), words_in(words)
    asked = [word for word in mine if word.kind == "question"]
    if asked and all(start <= word.start and word.end <= end for word in asked):
        return ""
    gone = {there for here, there in _same(mine, typed) if start <= mine[here].start and mine[here].end <= end}
    kept = [words[word.start : word.end] for index, word in enumerate(typed) if index not in gone]
    return " ".join(kept) if gone else words


def _kept(mine: list[Word], words: str) -> set[int]:
    """Which of the words of the request the question still has, in the same words or in others."""
    kept: set[int] = set()
    for what, start, end, first, last in _compared(mine, words_in(words)):
        if what == "equal" or (what == "replace" and (last - first) >= REWORDED * (end - start)):
            kept.update(range(start, end))
    return kept


def _same(mine: list[Word], typed: list[Word]) -> list[tuple[int, int]]:
    found = (
        zip(range(a, b), range(c, d), strict=True) for what, a, b, c, d in _compared(mine, typed) if what == "equal"
    )
    return [pair for pairs in found for pair in pairs]


def _compared(mine: list[Word], typed: list[Word]) -> list[tuple[str, int, int, int, int]]:
    """As SequenceMatcher.get_opcodes; what both begin and end with is set apart, so that a long text is no slower."""
    a, b = [word.plain for word in mine], [word.plain for word in typed]
    shorter = min(len(a), len(b))
    head = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    tail = next((i for i in range(shorter - head) if a[-1 - i] != b[-1 - i]), shorter - head)
    middle = SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail]).get_opcodes()
    return [
        ("equal", 0, head, 0, head),
        *((what, i + head, j + head, k + head, n + head) for what, i, j, k, n in middle),
        ("equal", len(a) - tail, len(a), len(b) - tail, len(b)),
    ]


def _runs(words: list[Word], wanted: list[bool]) -> list[list[Word]]:
    runs: list[list[Word]] = []
    inside = False
    for word, is_wanted in zip(words, wanted, strict=True):
        if is_wanted:
            if inside:
                runs[-1].append(word)
            else:
                runs.append([word])
        inside = is_wanted
    return runs


def _taken(passages: list[Passage], run: list[Word], kind: str, question: int) -> list[Passage]:
    return taken_anew(
        passages, run[0].start, run[-1].end, kind=kind, question=question, which=lambda p: p.get("question") == question
    )
