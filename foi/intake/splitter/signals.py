"""What speaks for and against a unit's being a question: its words, its mark, its place, its neighbours, its list.

A signal is a short name such as "ww how many" (its first two words) or "mark n?" (numbered, ends with a question mark).
`weights.json` holds what each is worth. Signals that come together in few combinations are a `Shape`, so that what a
combination is worth has to be added up only once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from foi.intake.splitter.units import Unit

_LENGTHS = (2, 4, 6, 9, 13, 18, 25, 40)  # words
_SIZES = (1, 2, 4, 8)  # how many of something a request has
_MEANS = (2, 4, 7, 12, 20)  # words of a list's items on average
_ITEMS = (2, 3, 5, 9)
_MANY = (2, 4, 7, 12, 20)  # units
_NEAR = 5  # units from a colon
_MOST_WORDS = 60
_MARKS = (("?", "asks"), ("0", "digit"), (":", "colon"))
_DIGIT = re.compile(r"\d")
_LEAD_WORDS = 30


class Own(NamedTuple):
    """What the unit itself looks like; the last four are of list items only."""

    label: str
    tail: str
    long: int
    place: str
    frame: str
    case: str
    marks: str  # which of "?", digits and an inner colon it has
    run: int
    ordinal: int = -1
    bare: bool = False
    deep: int = 0
    under: str = ""

    def names(self) -> list[str]:
        label, tail = self.label, self.tail
        found = [f"mark {label}{tail}", f"tail {tail}", f"long {self.long}{label}", f"place {self.place}{label}",
                 f"frame {self.frame}", f"case {self.case}{label}"]  # fmt: skip
        found += [f"{name} {label}" for sign, name in _MARKS if sign in self.marks]
        if self.ordinal >= 0:
            found += [f"ordinal {self.ordinal}{label}", f"bare {self.bare}", f"deep {self.deep}{label}", self.under,
                      f"{self.under} {tail}"]  # fmt: skip
        return found + ([f"run {self.run}", f"run {tail}"] if self.run else [f"no run {label}"])


class Beside(NamedTuple):
    """What the unit before or after looks like, and how the two hang together. `mark` is that of the unit at hand."""

    side: str
    tie: str
    tail: str
    label: str
    frame: str
    long: int
    asks: bool
    mark: str

    def names(self) -> list[str]:
        side, tail, mark = self.side, self.tail, self.mark
        label, tie = self.label, self.tie
        found = [f"{side} tail {tail} {tie}", f"{side} label {label} {tie}", f"{side} tail {tail}|{mark}",
                 f"{side} {label}|{mark}", f"{side} frame {self.frame}", f"{side} long {self.long}"]  # fmt: skip
        return [*found, f"{side} asks {mark[0]}"] if self.asks else found


class Farther(NamedTuple):
    """What the unit two before or two after looks like."""

    side: str
    tie: str
    tail: str
    label: str
    frame: str

    def names(self) -> list[str]:
        side, tie = self.side, self.tie
        return [f"{side} tail {self.tail} {tie}", f"{side} label {self.label} {tie}", f"{side} frame {self.frame}"]


class Around(NamedTuple):
    """What the request looks like as a whole, and where in it the unit stands."""

    whole: tuple[str, ...]
    edge: str
    where: tuple[str, ...]
    mark: str

    def names(self) -> list[str]:
        found = [f"{one}|{self.mark}" for one in (*self.whole, *self.where)]
        return [*found, f"{self.edge} of all"] if self.edge else found


class Alone(NamedTuple):
    """One signal by itself."""

    name: str

    def names(self) -> list[str]:
        return [self.name]


Shape = Own | Beside | Farther | Around | Alone


class Signals(NamedTuple):
    """A unit's signals. Words are kept as they are: they are most of the signals, and to spell out their names takes
    longer than to weigh them. Lists in `shared` are the same objects for every unit that has them."""

    words: set[str]  # signals "has ...", without that word
    pairs: set[tuple[str, str]]  # signals "has ... ...": two words that follow each other
    spoken: list[str]  # other signals that are words
    shapes: list[Shape]
    shared: list[list[str]]

    def names(self) -> list[str]:
        said = [*self.words, *map(" ".join, self.pairs)]
        spelt = [name for names in (*(shape.names() for shape in self.shapes), *self.shared) for name in names]
        return self.spoken + [f"has {words}" for words in said] + spelt


def signals(units: list[Unit]) -> list[Signals]:
    """For each unit its signals."""
    request = _Request(units)
    about = {key: _About(items, units, request.places) for key, items in request.lists.items()}
    longs = [bisect_right(_LENGTHS, len(unit.words)) for unit in units]
    found = []
    colon = -_NEAR - 1
    last = len(units) - 1
    for index, unit in enumerate(units):
        mark, first = unit.mark, unit.first
        spoken = [f"w {first}", f"ww {unit.two}", f"z {unit.last}", f"w {first} {unit.tail}", f"w {first}|{unit.label}"]
        shapes: list[Shape] = [_own(unit, longs[index]), request.around(index, mark)]
        shared = []
        if index:
            shapes.append(_beside(unit, units[index - 1], "before", longs[index - 1], spoken))
        else:
            shapes.append(Alone("before none"))
        shapes.append(_farther(unit, units[index - 2], "before2") if index > 1 else Alone("before2 none"))
        if index < last:
            after = units[index + 1]
            shapes.append(_beside(unit, after, "after", longs[index + 1], spoken))
            if after.item is not None:
                below = about.get(id(after.item.parent))
                if below is not None and below.first is after:
                    spoken += _above(unit, below)
        else:
            shapes.append(Alone("after none"))
        shapes.append(_farther(unit, units[index + 2], "after2") if index + 1 < last else Alone("after2 none"))
        if unit.label == "-" and index - colon <= _NEAR:
            shapes.append(Alone(f"colon above {index - colon}"))
        if unit.item is not None and unit.label != "+":
            shared.append(about[id(unit.item.parent)].own)
        said = unit.words[:_MOST_WORDS]
        found.append(Signals(set(said), set(pairwise(said)), spoken, shapes, shared))
        if unit.tail == ":":
            colon = index
    return found


def _own(unit: Unit, long: int) -> Own:
    text, item = unit.text, unit.item
    case = "U" if text[0].isupper() else "l" if text[0].islower() else "x"
    marks = "?" if "?" in text else ""
    if _DIGIT.search(text):
        marks += "0"
    if ":" in text[:-1]:
        marks += ":"
    run = min(unit.run, 3)
    if item is None or unit.label == "+":
        return Own(unit.label, unit.tail, long, unit.place, unit.frame, case, marks, run)
    label = item.label
    return Own(
        unit.label, unit.tail, long, unit.place, unit.frame, case, marks, run, min(label.ordinal, 2), label.bare,
        _depth(unit), "under" if item.lists else "no under",
    )  # fmt: skip


def _depth(unit: Unit) -> int:
    depth = 0
    owner = unit.item.parent.owner if unit.item else None
    while owner is not None and depth < 2:
        depth += 1
        owner = owner.parent.owner
    return depth


class _Request:
    """What the request looks like as a whole, and where a unit stands in it."""

    def __init__(self, units: list[Unit]) -> None:
        self.lists: dict[int, list[Unit]] = {}
        self.places: dict[int, int] = {}
        asked: list[int] = []
        numbered: list[int] = []
        bulleted: list[int] = []
        live: list[int] = []
        for index, unit in enumerate(units):
            self.places[id(unit)] = index
            if unit.frame:
                continue
            live.append(index)
            if unit.tail == "?":
                asked.append(index)
            if unit.item is not None and unit.label != "+":
                (bulleted if unit.label == "b" else numbered).append(index)
                self.lists.setdefault(id(unit.item.parent), []).append(unit)
        self.ends = live[0] if live else -1, live[-1] if live else -1
        rows = (("n", numbered), ("b", bulleted), ("q", asked))
        self.rows = [(name, row[0], row[-1]) for name, row in rows if row]
        free = sum(units[index].label in "-+" for index in asked)
        self.whole = tuple(f"{name}{bisect_right(_SIZES, len(row))}" for name, row in rows)
        self.whole += (f"free{bisect_right(_SIZES, free)}", f"live{bisect_right(_MANY, len(live))}")

    def around(self, index: int, mark: str) -> Around:
        first, last = self.ends
        edge = "first" if index == first else "last" if index == last else ""
        where = tuple([
            name + (" above" if index < begin else " below" if index > end else " amid")
            for name, begin, end in self.rows
        ])  # fmt: skip
        return Around(self.whole, edge, where, mark)


def _beside(unit: Unit, other: Unit, side: str, long: int, spoken: list[str]) -> Beside:
    first = other.first
    spoken += [f"{side} w {first}", f"{side} w {first} {unit.first}"]
    return Beside(side, _tie(unit, other), other.tail, other.label, other.frame, long, "?" in other.text, unit.mark)


def _farther(unit: Unit, other: Unit, side: str) -> Farther:
    return Farther(side, _tie(unit, other), other.tail, other.label, other.frame)


def _tie(unit: Unit, other: Unit) -> str:
    """How two units hang together."""
    if other.block is unit.block:
        return "paragraph"
    if other.item is None or unit.item is None:
        return ""
    if other.item.parent is unit.item.parent:
        return "list"
    return "under" if other.item.parent.owner is unit.item else ""


class _About:
    """What a list looks like, and the unit above it: signals for its items (`own`) and for that unit (`looks`)."""

    __slots__ = ("first", "looks", "own")

    def __init__(self, items: list[Unit], units: list[Unit], places: dict[int, int]) -> None:
        self.first = first = items[0]
        at = places[id(first)]
        asking = sum("?" in one.text for one in items)
        mean = sum(len(one.words) for one in items) // len(items)
        ask = "all" if asking == len(items) else "most" if asking * 2 > len(items) else "some" if asking else "none"
        small = sum(one.text[0].islower() for one in items) * 2 > len(items)
        self.looks = [
            f"asking {ask}", f"mean {bisect_right(_MEANS, mean)}", f"items {bisect_right(_ITEMS, len(items))}",
            f"small {small}", f"parents {any(one.item is not None and one.item.lists for one in items)}",
        ]  # fmt: skip
        if first.item is not None:
            owner = first.item.parent.owner
            self.looks += [f"style {first.item.label.style}", f"owner {owner.label.kind if owner else ''}"]
        above = units[at - 1] if at and not units[at - 1].frame else None
        lead, words = ["no lead"], list[str]()
        if above is not None:
            words = list(set(above.words[-_LEAD_WORDS:]))
            lead = [
                f"lead tail {above.tail}", f"lead z {above.last}", f"lead ww {above.two}",
                f"lead zz {' '.join(above.words[-2:])}", f"lead label {above.label}",
            ]  # fmt: skip
            if "?" in above.text:
                lead.append("lead asks")
        self.own = [f"list {one}" for one in (*self.looks, *lead)] + [f"lead has {word}" for word in words]


def _above(unit: Unit, below: _About) -> list[str]:
    found = [f"below {one}" for one in below.looks]
    found += [f"above a list {below.first.label}{unit.tail}", "above a list"]
    found += [f"leads {word}" for word in set(unit.words[-_LEAD_WORDS:])]
    return found
