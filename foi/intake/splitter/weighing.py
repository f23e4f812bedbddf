"""What the signals of a request come to: which of its units begin a question, go on with one, lead to one, or neither.

What every signal is worth has been learnt from some thousands of requests that readers split
(`tests/intake/splitter/corpus`; `make weights` makes `weights.json`; decision 11 has the figures). What each unit is
gets decided for all of them together: the path through the request with the greatest sum (Viterbi's algorithm).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from foi.intake.splitter.result import Doubt
from foi.intake.splitter.signals import Shape, Signals
from foi.intake.splitter.units import BEGINS, GOES_ON, LEADS, OTHER

TAGS = (BEGINS, GOES_ON, LEADS, OTHER)
FILE = Path(__file__).with_name("weights.json")
HUNDREDTHS = 100  # the file holds hundredths, as whole numbers

Score = tuple[int, int, int, int]  # in the order of TAGS

_TELLING = 5  # characters; shorter words tell a reader nothing
_MOST_TOLD = 2
_MOST_SHAPES = 100_000
BENEFIT = 60  # hundredths for a doubtful question where there is no other
# Hundredths between what a stretch is and what else it nearly is. Of 688 requests that nothing was learnt from, five
# in six that were split wrongly hold such a stretch, and three in ten of the others (decision 11).
DOUBT = 300
_DOUBTS = {  # by places in TAGS
    (0, 1): Doubt.GOES_ON,
    (0, 2): Doubt.NO_QUESTION,
    (0, 3): Doubt.NO_QUESTION,
    (1, 0): Doubt.OF_ITS_OWN,
    (2, 0): Doubt.ASKS,
    (3, 0): Doubt.ASKS,
}
_NO_ASKS = ("greeting", "header", "sign_off")  # nothing is asked there, whatever the words
_QUOTED = "quoted_trail"
_NO_STEP = (0, 0, 0, 0)
_SILENT = (-1_000_000, -1_000_000, -1_000_000, 0)
_BITS = 24  # of a field; hundredths of all signals together stay far below half of what it holds
_LAST = len(TAGS) - 1
_HALF, _MASK = 1 << (_BITS - 1), (1 << _BITS) - 1
_HALVES = sum([_HALF << _BITS * field for field in range(len(TAGS))])  # no field is below zero with it


class _Shapes(dict[Shape, int]):
    """What shapes are worth, each added up when it is first met. There are some thousands in all that is ever asked."""

    def __init__(self, names: dict[str, int]) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, shape: Shape) -> int:
        if len(self) >= _MOST_SHAPES:
            self.clear()
        spell, *of = shape
        worth = self[shape] = sum([self.names.get(name, 0) for name in spell(*of)])
        return worth


class Weighed(NamedTuple):
    """Of each unit its tag, and what it was nearly taken for."""

    tags: list[str]
    doubts: list[Doubt | None]


class Weights(NamedTuple):
    """What each signal is worth for the four tags, `packed` in one number so that one addition adds all four: `words`
    and `pairs` are the signals that are words, `names` the others. `steps`: what coming to a tag (row) from each other
    is worth, with two bits more at its end that say from which one, so that the greatest of some sums tells its way."""

    names: dict[str, int]
    words: dict[str, int]
    pairs: dict[tuple[str, str], int]
    steps: list[tuple[int, ...]]
    shapes: _Shapes

    def put(self, name: str, number: int) -> None:
        """Keep what a signal is worth, by its name in the file."""
        has, _, said = name.partition(" ")
        one, _, other = said.partition(" ")
        if has != "has":
            self.names[name] = number
        elif other:
            self.pairs[one, other] = number
        else:
            self.words[one] = number


@cache
def weights() -> Weights:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    names: dict[str, int] = {}
    rows = zip(*found["steps"], strict=True)  # the file has rows by the tag that one comes from
    steps = [tuple([(worth << 2) + _LAST - tag for tag, worth in enumerate(row)]) for row in rows]
    known = Weights(names, {}, {}, steps, _Shapes(names))
    for name, row in found["signals"].items():
        known.put(name, packed(row))
    return known


def packed(row: Iterable[int]) -> int:
    """Four numbers as fields of one: sums of such numbers hold the four sums."""
    number = 0
    for field in row:
        number = (number << _BITS) + field
    return number


def unpacked(number: int) -> Score:
    """The fields of a sum of `packed` numbers."""
    number += _HALVES
    return (
        (number >> _BITS * 3) - _HALF,
        (number >> _BITS * 2 & _MASK) - _HALF,
        (number >> _BITS & _MASK) - _HALF,
        (number & _MASK) - _HALF,
    )


def weigh(signals: list[Signals], frames: list[str]) -> Weighed:
    """The best tag for each unit, given the signals and the frame of all. Whoever writes asks something: where nothing
    is found, a quoted trail may be the request itself, and then what comes nearest to a question may be one."""
    heard = _scores(signals, frames)
    scores = [_SILENT if frame == _QUOTED else score for score, frame in zip(heard, frames, strict=True)]
    path = _best_path(scores)
    if 0 not in path:
        scores = heard
        path = _best_path(scores)
    if 0 not in path:
        path = _best_path([(b + BENEFIT, i, c, o) for b, i, c, o in scores])
    return Weighed([TAGS[tag] for tag in path], _doubts(scores, path))


def _scores(signals: list[Signals], frames: list[str]) -> list[Score]:
    """What the signals of each unit come to."""
    known = weights()
    name, word, pair = known.names.get, known.words.get, known.pairs.get
    shape = known.shapes.__getitem__
    shared: dict[int, int] = {}
    scores: list[Score] = []
    for one, frame in zip(signals, frames, strict=True):
        if frame in _NO_ASKS:
            scores.append(_SILENT)
            continue
        total = sum(filter(None, map(name, one.spoken)))
        total += sum(filter(None, map(word, one.words))) + sum(filter(None, map(pair, pairwise(one.words))))
        total += sum(map(shape, one.shapes))
        for names in one.shared:
            key = id(names)
            if key not in shared:
                shared[key] = sum(filter(None, map(name, names)))
            total += shared[key]
        scores.append(unpacked(total))
    return scores


def _best_path(scores: list[Score]) -> list[int]:
    """For each unit the index of its tag on the path with the greatest sum."""
    if not scores:
        return []
    steps = weights().steps
    b0, i0, c0, o0 = [score << 2 for score in scores[0]]
    came_from: list[list[int]] = []
    for score in scores[1:]:
        tops = [max(b0 + b1, i0 + i1, c0 + c1, o0 + o1) for b1, i1, c1, o1 in steps]
        came_from.append(tops)
        b0, i0, c0, o0 = [((top >> 2) + own) << 2 for top, own in zip(tops, score, strict=True)]
    best = b0, i0, c0, o0
    path = [best.index(max(best))]
    for tops in reversed(came_from):
        path.append(_LAST - (tops[path[-1]] & _LAST))
    path.reverse()
    return path


def _doubts(scores: list[Score], path: list[int]) -> list[Doubt | None]:
    """What each unit would be, its neighbours being what they are, if a little more spoke for or against asking."""
    into = [[step >> 2 for step in steps] for steps in weights().steps]  # without the bits that tell a way
    out_of = list(zip(*into, strict=True))
    found: list[Doubt | None] = []
    before = _NO_STEP
    for place, (tag, score) in enumerate(zip(path, scores, strict=True)):
        after = into[path[place + 1]] if place + 1 < len(path) else _NO_STEP
        worth = [own + come + go for own, come, go in zip(score, before, after, strict=True)]
        rival = worth.index(max(worth[1:]), 1) if tag == 0 else 0
        found.append(_DOUBTS[tag, rival] if worth[tag] - worth[rival] < DOUBT else None)
        before = out_of[tag]
    return found


def telling_words(signals: Signals) -> list[str]:
    """The words for which a unit was taken for a question, as a reason to tell an officer."""
    known = weights().words
    worth = {word: unpacked(known[word]) for word in signals.words if word in known and len(word) >= _TELLING}
    speaking = sorted((sum(row) - row[0] * len(TAGS), word) for word, row in worth.items())
    said = [f"says “{word}”" for value, word in speaking[:_MOST_TOLD] if value < 0]
    return said or ["resembles what others ask"]
