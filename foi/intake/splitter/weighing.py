"""The verdicts of the rules weighed together with everything else that a request shows.

The rules know how sentences ask; they are strict and blind to much that a reader takes in at a glance. The weights say
what every signal, a rule's verdict among them, has turned out to be worth in the requests of `tests/intake/splitter/corpus`
that people split by hand. Which unit is what is decided for all of them together: the path through the request with
the greatest sum (Viterbi's algorithm). `scripts/weigh.py` makes `weights.json`; decision 11 has the figures.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from foi.intake.splitter.units import BEGINS, GOES_ON, LEADS, OTHER

TAGS = (BEGINS, GOES_ON, LEADS, OTHER)
FILE = Path(__file__).with_name("weights.json")
UNIT = 100  # the file holds hundredths, as whole numbers

Score = tuple[float, float, float, float]  # in the order of TAGS


class Weights(NamedTuple):
    """`signals`: what each is worth for each tag; `steps`: what going from one tag (row) to another is worth."""

    signals: dict[str, Score]
    steps: tuple[Score, Score, Score, Score]


@cache
def weights() -> Weights:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights({name: tuple(row) for name, row in found["signals"].items()}, tuple(map(tuple, found["steps"])))


def weigh(signals: list[list[str]]) -> list[str]:
    """The best tag for each unit, given the signals of all."""
    known, steps = weights()
    get = known.get
    best: list[Score] = []
    came_from: list[tuple[int, ...]] = []
    for names in signals:
        b = i = c = o = 0
        for name in names:
            worth = get(name)
            if worth is not None:
                b += worth[0]
                i += worth[1]
                c += worth[2]
                o += worth[3]
        if best:
            before = best[-1]
            sums = [[before[k] + steps[k][tag] for k in range(4)] for tag in range(4)]
            tops = [max(row) for row in sums]
            came_from.append(tuple(row.index(top) for row, top in zip(sums, tops, strict=True)))
            best.append((tops[0] + b, tops[1] + i, tops[2] + c, tops[3] + o))
        else:
            best.append((b, i, c, o))
    if not best:
        return []
    at = best[-1].index(max(best[-1]))
    path = [at]
    for row in reversed(came_from):
        at = row[at]
        path.append(at)
    return [TAGS[tag] for tag in reversed(path)]


def reasons(signals: list[str], tag: str) -> list[str]:
    """The signals that speak for `tag` most, the strongest first."""
    known = weights().signals
    place = TAGS.index(tag)
    worth = [(known[name][place] - sum(known[name]) / len(TAGS), name) for name in signals if name in known]
    return [name for value, name in sorted(worth, reverse=True) if value > 0]
