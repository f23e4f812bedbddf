"""What speaks for and against a unit's being a question: its words, its mark, its place, its neighbours, its list.

A signal is a short name such as "begins how many" or "label n?". `weights.json` holds what each is worth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from foi.intake.splitter.parts import Listing
from foi.intake.splitter.units import Unit

_LENGTHS = (2, 4, 6, 9, 13, 18, 25, 40)  # words
_SIZES = (1, 2, 4, 8)  # how many of something a request has
_MEANS = (2, 4, 7, 12, 20)  # words of a list's items on average
_MOST_WORDS = 60
_LEAD_WORDS = 30


def signals(units: list[Unit]) -> list[list[str]]:
    """For each unit the names of its signals."""
    shape = _Shape(units)
    about = {key: _about_list(items, units, shape.places) for key, items in shape.lists.items()}
    found = []
    for index, unit in enumerate(units):
        mark = unit.label + unit.tail
        one = _own(unit, mark)
        one += shape.around(index, mark)
        one += _neighbours(units, index, mark)
        one += _list(units, index, mark, about)
        one += _verdicts(units, index, mark)
        found.append(one)
    return found


def _own(unit: Unit, mark: str) -> list[str]:
    label, words, text = unit.label, unit.words, unit.text
    two = " ".join(words[:2])
    found = [
        f"w {unit.first}", f"ww {two}", f"www {' '.join(words[:3])}", f"z {unit.last}", f"w {unit.first}{unit.tail}",
        f"w {unit.first}|{label}", f"ww {two}|{label}", f"mark {mark}", f"tail {unit.tail}",
        f"long {bisect_right(_LENGTHS, len(words))}{label}", f"place {unit.place}{label}", f"frame {unit.frame}",
        f"case {'U' if text[0].isupper() else 'l' if text[0].islower() else 'x'}{label}",
    ]  # fmt: skip
    if "?" in text:
        found.append(f"asks {label}")
    if not text.isalpha() and any(map(str.isdigit, text)):
        found.append(f"digit {label}")
    if ":" in text[:-1]:
        found.append(f"colon {label}")
    if len(text) > 4 and text.isupper():
        found.append("capitals")
    item = unit.item
    if item is not None and label != "+":
        under = "under" if item.lists else "no under"
        found += [f"ordinal {min(item.label.ordinal, 2)}{label}", f"bare {item.label.bare}", f"deep {_depth(unit)}{label}",
                  under, f"{under} {unit.tail}", f"more {len(item.paragraphs) > 1}"]
    if unit.run:
        found += [f"run {min(unit.run, 3)}", f"run {unit.tail}"]
    else:
        found.append(f"no run {label}")
    found += [f"has {word}" for word in set(words[:_MOST_WORDS])]
    found += [f"has {one} {other}" for one, other in set(pairwise(words[:_MOST_WORDS]))]
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
        self.whole += [f"free{bisect_right(_SIZES, free)}", f"live{bisect_right((2, 4, 7, 12, 20), len(live))}"]

    def around(self, index: int, mark: str) -> list[str]:
        found = [f"{one}|{mark}" for one in self.whole]
        for name, row in self.rows:
            if row:
                found.append(f"{name} {'above' if index < row[0] else 'below' if index > row[-1] else 'amid'}|{mark}")
        if index in self.ends:
            found.append("first of all" if index == self.ends[0] else "last of all")
        return found


def _neighbours(units: list[Unit], index: int, mark: str) -> list[str]:
    found = []
    unit = units[index]
    parent = unit.item.parent if unit.item is not None else None
    for step, name in ((-1, "before"), (1, "after"), (-2, "before2"), (2, "after2")):
        at = index + step
        if not 0 <= at < len(units):
            found.append(f"{name} none")
            continue
        other = units[at]
        tie = _tie(unit, other, parent)
        found += [f"{name} tail {other.tail}{tie}", f"{name} label {other.label}{tie}", f"{name} {other.label}|{mark}",
                  f"{name} frame {other.frame}", f"{name} tail {other.tail}|{mark}"]
        if abs(step) == 1:
            found += [f"{name} w {other.first}", f"{name} ww {' '.join(other.words[:2])}", f"{name} z {other.last}",
                      f"{name} long {bisect_right(_LENGTHS, len(other.words))}", f"{name} w {other.first} {unit.first}"]
            if "?" in other.text:
                found.append(f"{name} asks {unit.label}")
    return found


def _tie(unit: Unit, other: Unit, parent: Listing | None) -> str:
    if other.block is unit.block:
        return "paragraph"
    if other.item is None:
        return ""
    if other.item.parent is parent:
        return "list"
    return "under" if other.item.parent.owner is unit.item and unit.item is not None else ""


class _About:
    """What a list looks like, and the unit above it."""

    __slots__ = ("first", "looks", "lead", "words")


def _about_list(items: list[Unit], units: list[Unit], places: dict[int, int]) -> _About:
    first = items[0]
    at = places[id(first)]
    asking = sum("?" in one.text for one in items)
    mean = sum(len(one.words) for one in items) // len(items)
    about = _About()
    about.first = first
    above = units[at - 1] if at and not units[at - 1].frame else None
    about.words = set(above.words[-_LEAD_WORDS:]) if above else set()
    about.lead = ["no lead"]
    if above is not None:
        about.lead = [
            f"lead tail {above.tail}", f"lead z {above.last}", f"lead ww {' '.join(above.words[:2])}",
            f"lead zz {' '.join(above.words[-2:])}", f"lead label {above.label}",
        ]  # fmt: skip
        if "?" in above.text:
            about.lead.append("lead asks")
    ask = "all" if asking == len(items) else "most" if asking * 2 > len(items) else "some" if asking else "none"
    small = sum(one.text[0].islower() for one in items) * 2 > len(items)
    verdict = Counter(one.verdict for one in items).most_common(1)[0][0]
    about.looks = [
        f"asking {ask}", f"mean {bisect_right(_MEANS, mean)}", f"items {bisect_right((2, 3, 5, 9), len(items))}",
        f"small {small}", f"parents {any(one.item is not None and one.item.lists for one in items)}",
        f"verdict {verdict}",
    ]  # fmt: skip
    if first.item is not None:
        owner = first.item.parent.owner
        about.looks += [f"style {first.item.label.style}", f"owner {owner.label.kind if owner else ''}"]
    return about


def _list(units: list[Unit], index: int, mark: str, about: dict[int, _About]) -> list[str]:
    found: list[str] = []
    unit = units[index]
    own = about.get(id(unit.item.parent)) if unit.item is not None else None
    if own is not None:
        whose = "+" if unit.label == "+" else ""
        found += [f"list{whose} {one}" for one in own.looks]
        found += [f"list{whose} {one}" for one in own.lead]
        found += [f"lead{whose} has {word}" for word in own.words]
    following = units[index + 1] if index + 1 < len(units) else None
    below = about.get(id(following.item.parent)) if following is not None and following.item is not None else None
    if below is not None and below.first is following:
        found += [f"below {one}" for one in below.looks]
        found += [f"below {one}|{unit.label}" for one in below.looks]
        found += [f"above a list {following.label}{unit.tail}", "above a list"]
        found += [f"leads {word}" for word in set(unit.words[-_LEAD_WORDS:])]
    if unit.label == "-":
        for back in range(1, min(6, index + 1)):
            if units[index - back].tail == ":":
                found.append(f"colon above {back}")
                break
    return found


def _verdicts(units: list[Unit], index: int, mark: str) -> list[str]:
    unit = units[index]
    verdict = unit.verdict
    found = [f"rules {verdict}", f"rules {verdict} {unit.kind}", f"rules {verdict}|{mark}",
             f"rules {verdict} ww {' '.join(unit.words[:2])}"]
    for step, name in ((-1, "before"), (1, "after")):
        at = index + step
        if 0 <= at < len(units):
            found += [f"{name} rules {units[at].verdict}", f"{name} rules {units[at].verdict}{verdict}"]
    return found


_IN_WORDS = (
    ("www ", "begins with “{}”"), ("ww ", "begins with “{}”"), ("asks ", "has a question mark"),
    ("has ", "says “{}”"), ("lead has ", "stands under “{}”"), ("list asking all", "the others in its list ask as well"),
    ("list verdict B", "the others in its list ask as well"), ("rules B", "reads like a question"),
    ("before rules B", "follows a question"),
)  # fmt: skip


def in_words(signal: str) -> str:
    """A signal as an officer would put it, or "" for one that says nothing to a reader."""
    for start, words in _IN_WORDS:
        if signal.startswith(start):
            return words.format(signal[len(start) :].partition("|")[0])
    return ""
