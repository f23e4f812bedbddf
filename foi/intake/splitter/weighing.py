"""The verdicts of the rules weighed together with everything else that a request shows.

The rules know how sentences ask; they are strict, and blind to much that a reader takes in at a glance. The weights say
what every signal, a rule's verdict among them, has turned out to be worth in some thousands of requests that readers
split (`tests/intake/splitter/corpus`). What each unit is gets decided for all of them together: the path through the
request with the greatest sum (Viterbi's algorithm). `make weights` makes `weights.json`; decision 11 has the figures.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from foi.intake.splitter.signals import Signals
from foi.intake.splitter.units import BEGINS, GOES_ON, LEADS, OTHER

TAGS = (BEGINS, GOES_ON, LEADS, OTHER)
FILE = Path(__file__).with_name("weights.json")
UNIT = 100  # the file holds hundredths, as whole numbers

Score = tuple[int, int, int, int]  # in the order of TAGS


class Weights(NamedTuple):
    """`signals`: what each is worth for each tag; `steps`: what coming to a tag (row) from each other is worth."""

    signals: dict[str, Score]
    steps: list[Score]


@cache
def weights() -> Weights:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    steps = list(zip(*found["steps"], strict=True))  # the file has them by the tag that one comes from
    return Weights({name: tuple(row) for name, row in found["signals"].items()}, steps)


def weigh(signals: list[Signals]) -> list[str]:
    """The best tag for each unit, given the signals of all."""
    return [TAGS[tag] for tag in _best_path(_scores(signals))]


def _scores(signals: list[Signals]) -> list[Score]:
    """What the signals of each unit come to."""
    worth = weights().signals.get
    shared: dict[int, Score] = {}
    scores: list[Score] = []
    for own, lists in signals:
        rows = [row for row in map(worth, own) if row]
        for names in lists:
            key = id(names)
            if key not in shared:
                shared[key] = _sum([row for row in map(worth, names) if row])
            rows.append(shared[key])
        scores.append(_sum(rows))
    return scores


def _sum(rows: list[Score]) -> Score:
    if not rows:
        return 0, 0, 0, 0
    b, i, c, o = zip(*rows, strict=True)
    return sum(b), sum(i), sum(c), sum(o)


def _best_path(scores: list[Score]) -> list[int]:
    """For each unit the index of its tag on the path with the greatest sum."""
    if not scores:
        return []
    steps = weights().steps
    best = scores[0]
    came_from: list[list[int]] = []
    for b, i, c, o in scores[1:]:
        b0, i0, c0, o0 = best
        sums = [(b0 + b1, i0 + i1, c0 + c1, o0 + o1) for b1, i1, c1, o1 in steps]
        tops = [max(row) for row in sums]
        came_from.append([row.index(top) for row, top in zip(sums, tops, strict=True)])
        best = tops[0] + b, tops[1] + i, tops[2] + c, tops[3] + o
    path = [best.index(max(best))]
    for back in reversed(came_from):
        path.append(back[path[-1]])
    path.reverse()
    return path


def reasons(signals: Signals, tag: str) -> list[str]:
    """The signals that speak for `tag` most, the strongest first."""
    known = weights().signals
    place = TAGS.index(tag)
    worth = [(known[name][place] - sum(known[name]) / len(TAGS), name) for name in signals.names() if name in known]
    return [name for value, name in sorted(worth, reverse=True) if value > 0]
