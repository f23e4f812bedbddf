"""What speaks for and against a unit's being a question: its words, its mark, its place, its neighbours, its list.

A signal is a short name such as "ww how many" (its first two words) or "mark n?" (numbered, ends with a question mark).
`weights.json` holds what each is worth. Signals that come together in few combinations are a *shape*, so that what a
combination is worth has to be added up, and its names spelt, only once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain, pairwise
from typing import Any, NamedTuple

from foi.intake.splitter.outline import Item
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

Look = tuple[str, str, str]  # a unit's tail, label and frame
Shape = tuple[Any, ...]  # the function below that spells its signals' names, and what it takes


def own(
    look: Look, long: int, place: str, case: str, marks: str, run: int, listed: tuple[int, bool, int, str] | None
) -> list[str]:
    """What the unit itself looks like. `marks`: which of "?", digits and an inner colon it has; `listed`, of list items
    only: its ordinal, whether its label is bare, how deep it is, and whether lists stand under it."""
    tail, label, frame = look
    found = [f"mark {label}{tail}", f"tail {tail}", f"long {long}{label}", f"place {place}{label}", f"frame {frame}",
             f"case {case}{label}"]  # fmt: skip
    found += [f"{name} {label}" for sign, name in _MARKS if sign in marks]
    if listed is not None:
        ordinal, bare, deep, under = listed
        found += [f"ordinal {ordinal}{label}", f"bare {bare}", f"deep {deep}{label}", under, f"{under} {tail}"]
    return found + ([f"run {run}", f"run {tail}"] if run else [f"no run {label}"])


def first(word: str, tail: str, label: str) -> list[str]:
    """Its first word."""
    return [f"w {word}", f"w {word} {tail}", f"w {word}|{label}"]


def beside(side: str, tie: str, look: Look, long: int, asks: bool, mark: str) -> list[str]:  # noqa: FBT001
    """What the unit before or after looks like, and how the two hang together. `mark` is that of the unit at hand."""
    tail, label, frame = look
    found = [f"{side} tail {tail} {tie}", f"{side} label {label} {tie}", f"{side} tail {tail}|{mark}",
             f"{side} {label}|{mark}", f"{side} frame {frame}", f"{side} long {long}"]  # fmt: skip
    return [*found, f"{side} asks {mark[0]}"] if asks else found


def beside_first(side: str, its: str, word: str) -> list[str]:
    """The first word of the unit before or after, and that of the unit at hand."""
    return [f"{side} w {its}", f"{side} w {its} {word}"]


def farther(side: str, tie: str, look: Look) -> list[str]:
    """What the unit two before or two after looks like."""
    tail, label, frame = look
    return [f"{side} tail {tail} {tie}", f"{side} label {label} {tie}", f"{side} frame {frame}"]


def around(whole: tuple[str, ...], edge: str, where: tuple[str, ...], mark: str) -> list[str]:
    """What the request looks like as a whole, and where in it the unit stands."""
    found = [f"{one}|{mark}" for one in (*whole, *where)]
    return [*found, f"{edge} of all"] if edge else found


def alone(name: str) -> list[str]:
    """One signal by itself."""
    return [name]


class Signals(NamedTuple):
    """A unit's signals. Words are kept as they are: they are most of the signals, and to spell out their names takes
    longer than to weigh them. Lists in `shared` are the same objects for every unit that has them."""

    words: list[str]  # signals "has ..." for each and for each two that follow each other
    spoken: list[str]  # other signals that are words
    shapes: list[Shape]
    shared: list[list[str]]

    def names(self) -> list[str]:
        said = [*self.words, *map(" ".join, pairwise(self.words))]
        spelt = [spell(*of) for spell, *of in self.shapes]
        return [*self.spoken, *[f"has {words}" for words in said], *chain.from_iterable(spelt + self.shared)]


def signals(units: list[Unit]) -> list[Signals]:
    """For each unit its signals."""
    request = _Request(units)
    about = {key: _About(items, units, request.places) for key, items in request.lists.items()}
    seen = list(map(_Seen, units))
    found = [
        Signals(
            unit.words[:_MOST_WORDS],
            [f"ww {unit.two}", f"z {unit.last}"],
            [
                _own(unit, one),
                (first, unit.first, unit.tail, unit.label),
                (around, request.whole, edge, where, one.mark),
            ],
            [about[id(unit.item.parent)].own] if unit.item is not None and unit.label != "+" else [],
        )
        for unit, one, edge, where in zip(units, seen, request.edges(), request.wheres(), strict=True)
    ]
    _add_neighbours(units, seen, [one.shapes for one in found])
    colon = -_NEAR - 1
    for index, unit in enumerate(units):
        if unit.label == "-" and index - colon <= _NEAR:
            found[index].shapes.append((alone, f"colon above {index - colon}"))
        if unit.tail == ":":
            colon = index
    for below in about.values():
        if below.at:
            found[below.at - 1].spoken.extend(_leading(units[below.at - 1], below))
    return found


class _Seen:
    """What shapes say of a unit and of its neighbours."""

    __slots__ = ("asks", "long", "look", "mark")

    def __init__(self, unit: Unit) -> None:
        self.look = unit.tail, unit.label, unit.frame
        self.mark = unit.label + unit.tail
        self.long = bisect_right(_LENGTHS, len(unit.words))
        self.asks = "?" in unit.text


def _own(unit: Unit, seen: _Seen) -> Shape:
    text, item = unit.text, unit.item
    case = "U" if text[0].isupper() else "l" if text[0].islower() else "x"
    marks = "?" if seen.asks else ""
    if _DIGIT.search(text):
        marks += "0"
    if ":" in text[:-1]:
        marks += ":"
    listed = None
    if item is not None and unit.label != "+":
        listed = min(item.label.ordinal, 2), item.label.bare, _depth(item), "under" if item.lists else "no under"
    return own, seen.look, seen.long, unit.place, case, marks, min(unit.run, 3), listed


def _depth(item: Item) -> int:
    depth = 0
    owner = item.parent.owner
    while owner is not None and depth < 2:
        depth += 1
        owner = owner.parent.owner
    return depth


def _add_neighbours(units: list[Unit], seen: list[_Seen], shapes: list[list[Shape]]) -> None:
    for distance, (above, below) in ((1, ("before", "after")), (2, ("before2", "after2"))):
        for one in shapes[:distance]:
            one.append((alone, f"{above} none"))
        for one in shapes[-distance:]:
            one.append((alone, f"{below} none"))
    rows = list(zip(units, seen, shapes, strict=True))
    for (upper, high, up), (lower, low, down) in pairwise(rows):
        up.append((beside, "after", _tie(upper, lower), low.look, low.long, low.asks, high.mark))
        up.append((beside_first, "after", lower.first, upper.first))
        down.append((beside, "before", _tie(lower, upper), high.look, high.long, high.asks, low.mark))
        down.append((beside_first, "before", upper.first, lower.first))
    for (upper, high, up), (lower, low, down) in zip(rows, rows[2:], strict=False):
        up.append((farther, "after2", _tie(upper, lower), low.look))
        down.append((farther, "before2", _tie(lower, upper), high.look))


def _tie(unit: Unit, other: Unit) -> str:
    """How two units hang together."""
    if other.block is unit.block:
        return "paragraph"
    if other.item is None or unit.item is None:
        return ""
    if other.item.parent is unit.item.parent:
        return "list"
    return "under" if other.item.parent.owner is unit.item else ""


class _Request:
    """What the request looks like as a whole, and where a unit stands in it."""

    def __init__(self, units: list[Unit]) -> None:
        self.count = len(units)
        self.lists: dict[int, list[Unit]] = {}
        self.places: dict[int, int] = {}
        asked: list[int] = []
        numbered: list[int] = []
        bulleted: list[int] = []
        self.live: list[int] = []
        for index, unit in enumerate(units):
            self.places[id(unit)] = index
            if unit.frame:
                continue
            self.live.append(index)
            if unit.tail == "?":
                asked.append(index)
            if unit.item is not None and unit.label != "+":
                (bulleted if unit.label == "b" else numbered).append(index)
                self.lists.setdefault(id(unit.item.parent), []).append(unit)
        rows = (("n", numbered), ("b", bulleted), ("q", asked))
        self.rows = [(name, row[0], row[-1]) for name, row in rows if row]
        free = sum([units[index].label in "-+" for index in asked])
        self.whole = tuple([f"{name}{bisect_right(_SIZES, len(row))}" for name, row in rows])
        self.whole += (f"free{bisect_right(_SIZES, free)}", f"live{bisect_right(_MANY, len(self.live))}")

    def edges(self) -> list[str]:
        edges = [""] * self.count
        if self.live:
            edges[self.live[-1]] = "last"
            edges[self.live[0]] = "first"
        return edges

    def wheres(self) -> list[tuple[str, ...]]:
        """For each unit where it stands to the numbered, the bulleted and the asking ones."""
        if not self.rows:
            return [()] * self.count
        columns = [
            [f"{name} above"] * begin
            + [f"{name} amid"] * (end + 1 - begin)
            + [f"{name} below"] * (self.count - 1 - end)
            for name, begin, end in self.rows
        ]
        return list(zip(*columns, strict=True))


class _About:
    """What a list looks like, and the unit above it: signals for its items (`own`) and for that unit (`looks`). `at` is
    where it begins."""

    __slots__ = ("at", "first", "looks", "own")

    def __init__(self, items: list[Unit], units: list[Unit], places: dict[int, int]) -> None:
        self.first = begins = items[0]
        self.at = at = places[id(begins)]
        asking = sum(["?" in one.text for one in items])
        mean = sum([len(one.words) for one in items]) // len(items)
        ask = "all" if asking == len(items) else "most" if asking * 2 > len(items) else "some" if asking else "none"
        small = sum([one.text[0].islower() for one in items]) * 2 > len(items)
        self.looks = [
            f"asking {ask}", f"mean {bisect_right(_MEANS, mean)}", f"items {bisect_right(_ITEMS, len(items))}",
            f"small {small}", f"parents {any(one.item is not None and one.item.lists for one in items)}",
        ]  # fmt: skip
        if begins.item is not None:
            owner = begins.item.parent.owner
            self.looks += [f"style {begins.item.label.style}", f"owner {owner.label.kind if owner else ''}"]
        above = units[at - 1] if at and not units[at - 1].frame else None
        lead, words = ["no lead"], list[str]()
        if above is not None:
            words = above.words[-_LEAD_WORDS:]
            lead = [
                f"lead tail {above.tail}", f"lead z {above.last}", f"lead ww {above.two}",
                f"lead zz {' '.join(above.words[-2:])}", f"lead label {above.label}",
            ]  # fmt: skip
            if "?" in above.text:
                lead.append("lead asks")
        self.own = [f"list {one}" for one in (*self.looks, *lead)] + [f"lead has {word}" for word in words]


def _leading(unit: Unit, below: _About) -> list[str]:
    """What the unit above a list has by that."""
    found = [f"below {one}" for one in below.looks]
    found += [f"above a list {below.first.label}{unit.tail}", "above a list"]
    found += [f"leads {word}" for word in unit.words[-_LEAD_WORDS:]]
    return found
