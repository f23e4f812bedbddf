"""What speaks for and against a unit's being a question: its words, its mark, its place, its neighbours, its list.

A signal is a short name such as "ww how many" (its first two words) or "mark n?" (numbered, ends with a question mark).
`weights.json` holds what each is worth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
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
_LEAD_WORDS = 30


class Signals(NamedTuple):
    """The names of a unit's signals. Lists in `shared` are the same objects for every unit that has them. Words are
    kept as they are: they are most of the signals, and to spell out their names takes longer than to weigh them."""

    own: list[str]
    words: set[str]  # signals "has ...", without that word
    pairs: set[tuple[str, str]]  # signals "has ... ...": two words that follow each other
    shared: list[list[str]]

    def names(self) -> list[str]:
        said = [*self.words, *map(" ".join, self.pairs)]
        return self.own + [f"has {words}" for words in said] + [name for names in self.shared for name in names]


def signals(units: list[Unit]) -> list[Signals]:
    """For each unit its signals."""
    shape = _Shape(units)
    about = {key: _About(items, units, shape.places) for key, items in shape.lists.items()}
    found = []
    before: Unit | None = None
    before2: Unit | None = None
    colon = -_NEAR - 1
    for index, unit in enumerate(units):
        after = units[index + 1] if index + 1 < len(units) else None
        after2 = units[index + 2] if index + 2 < len(units) else None
        own = _own(unit)
        own += _beside(unit, before, "before")
        own += _beside(unit, after, "after")
        own += _farther(unit, before2, "before2")
        own += _farther(unit, after2, "after2")
        own += _verdicts(unit, before, after)
        if unit.label == "-" and index - colon <= _NEAR:
            own.append(f"colon above {index - colon}")
        shared = [shape.around(index, unit.mark)]
        if unit.item is not None and unit.label != "+":
            shared.append(about[id(unit.item.parent)].own)
        if after is not None and after.item is not None:
            below = about.get(id(after.item.parent))
            if below is not None and below.first is after:
                own += _above(unit, below)
        said = unit.words[:_MOST_WORDS]
        found.append(Signals(own, set(said), set(pairwise(said)), shared))
        if unit.tail == ":":
            colon = index
        before2, before = before, unit
    return found


def _own(unit: Unit) -> list[str]:
    label, words, text, mark = unit.label, unit.words, unit.text, unit.mark
    found = [
        f"w {unit.first}", f"ww {unit.two}", f"z {unit.last}", f"w {unit.first}{unit.tail}",
        f"w {unit.first}|{label}", f"mark {mark}", f"tail {unit.tail}",
        f"long {bisect_right(_LENGTHS, len(words))}{label}", f"place {unit.place}{label}", f"frame {unit.frame}",
        f"case {'U' if text[0].isupper() else 'l' if text[0].islower() else 'x'}{label}",
    ]  # fmt: skip
    if "?" in text:
        found.append(f"asks {label}")
    if not text.isalpha() and any(map(str.isdigit, text)):
        found.append(f"digit {label}")
    if ":" in text[:-1]:
        found.append(f"colon {label}")
    item = unit.item
    if item is not None and label != "+":
        under = "under" if item.lists else "no under"
        found += [
            f"ordinal {min(item.label.ordinal, 2)}{label}",
            f"bare {item.label.bare}",
            f"deep {_depth(unit)}{label}",
            under,
            f"{under} {unit.tail}",
        ]
    if unit.run:
        found += [f"run {min(unit.run, 3)}", f"run {unit.tail}"]
    else:
        found.append(f"no run {label}")
    return found


def _depth(unit: Unit) -> int:
    depth = 0
    owner = unit.item.parent.owner if unit.item else None
    while owner is not None and depth < 2:
        depth += 1
        owner = owner.parent.owner
    return depth


class _Shape:
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
        self.rows = (("n", numbered), ("b", bulleted), ("q", asked))
        free = sum(units[index].label in "-+" for index in asked)
        self.whole = [f"{name}{bisect_right(_SIZES, len(row))}" for name, row in self.rows]
        self.whole += [f"free{bisect_right(_SIZES, free)}", f"live{bisect_right(_MANY, len(live))}"]
        self.known: dict[tuple[str, ...], list[str]] = {}

    def around(self, index: int, mark: str) -> list[str]:
        first, last = self.ends
        key = [mark, "first" if index == first else "last" if index == last else ""]
        for name, row in self.rows:
            if row:
                key.append(f"{name} {'above' if index < row[0] else 'below' if index > row[-1] else 'amid'}")
        found = self.known.get(tuple(key))
        if found is None:
            found = self.known[tuple(key)] = [f"{one}|{mark}" for one in (*self.whole, *key[2:])]
            if key[1]:
                found.append(f"{key[1]} of all")
        return found


def _beside(unit: Unit, other: Unit | None, side: str) -> list[str]:
    if other is None:
        return [f"{side} none"]
    tail, first = other.tail, other.first
    tie = _tie(unit, other)
    found = [
        f"{side} tail {tail}{tie}", f"{side} label {other.label}{tie}", f"{side} {other.label}|{unit.mark}",
        f"{side} frame {other.frame}", f"{side} tail {tail}|{unit.mark}", f"{side} w {first}",
        f"{side} ww {other.two}", f"{side} z {other.last}", f"{side} long {bisect_right(_LENGTHS, len(other.words))}",
        f"{side} w {first} {unit.first}",
    ]  # fmt: skip
    if "?" in other.text:
        found.append(f"{side} asks {unit.label}")
    return found


def _farther(unit: Unit, other: Unit | None, side: str) -> list[str]:
    if other is None:
        return [f"{side} none"]
    tie = _tie(unit, other)
    return [
        f"{side} tail {other.tail}{tie}", f"{side} label {other.label}{tie}", f"{side} frame {other.frame}",
    ]  # fmt: skip


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
        verdict = Counter(one.verdict for one in items).most_common(1)[0][0]
        self.looks = [
            f"asking {ask}", f"mean {bisect_right(_MEANS, mean)}", f"items {bisect_right(_ITEMS, len(items))}",
            f"small {small}", f"parents {any(one.item is not None and one.item.lists for one in items)}",
            f"verdict {verdict}",
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


def _verdicts(unit: Unit, before: Unit | None, after: Unit | None) -> list[str]:
    verdict = unit.verdict
    found = [f"rules {verdict}", f"rules {verdict} {unit.kind}", f"rules {verdict}|{unit.mark}",
             f"rules {verdict} ww {unit.two}"]  # fmt: skip
    if before is not None:
        found += [f"before rules {before.verdict}", f"before rules {before.verdict}{verdict}"]
    if after is not None:
        found += [f"after rules {after.verdict}", f"after rules {after.verdict}{verdict}"]
    return found


_TELLING = 5  # characters; shorter words tell a reader nothing
_IN_WORDS = (
    ("ww ", "begins with “{}”"), ("asks ", "has a question mark"),
    ("has ", "says “{}”"), ("lead has ", "stands under “{}”"), ("list asking all", "its whole list asks"),
    ("list verdict B", "most of its list asks"), ("before rules B", "follows a question"),
)  # fmt: skip


def in_words(signal: str) -> str:
    """A signal as an officer would put it, or "" for one that says nothing to a reader, as the word "the" does."""
    for start, words in _IN_WORDS:
        if signal.startswith(start):
            said = signal[len(start) :].partition("|")[0]
            return words.format(said) if len(said) >= _TELLING or "{}" not in words else ""
    return ""
