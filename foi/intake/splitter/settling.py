"""What was weighed to questions: drafts that the weights confirm stay as they are, the others are drawn up anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from foi.intake.splitter.drafts import KIND_OF_ROLE, Draft, Marks
from foi.intake.splitter.items import label_cues
from foi.intake.splitter.parts import Item
from foi.intake.splitter.reading import read
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.signals import Signals, in_words, signals
from foi.intake.splitter.units import BEGINS, GOES_ON, LEADS, Marking, Unit
from foi.intake.splitter.weighing import reasons, weigh

_ASKING = (BEGINS, GOES_ON)
_MOST_LEADS = 3
_MOST_UNITS = 5_000  # no request that was learnt from has a tenth of that; where the rules will do, a split stays quick
_MOST_REASONS = 3


def settle(units: list[Unit], drafts: list[Draft], marks: Marks) -> list[Draft]:
    """The questions after weighing; `marks` is brought up to date."""
    if len(units) > _MOST_UNITS:
        return drafts
    names = signals(units)
    tags = weigh(names)
    if BEGINS not in tags or tags == [unit.verdict for unit in units]:
        return drafts  # whoever writes asks something: where the weights find nothing, the rules are right or nobody is
    return _Settling(units, tags, names, marks).run()


class _Settling:
    def __init__(self, units: list[Unit], tags: list[str], names: list[Signals], marks: Marks) -> None:
        self.units, self.tags, self.names, self.marks = units, tags, names, marks
        self.places = {id(unit.item): place for place, unit in enumerate(units) if unit.is_item}
        self.numbers: dict[int, int] = {}  # of each item in its list
        self.sizes = Counter(id(unit.draft) for unit in units)  # of each draft of the rules, in units
        self.found: list[Draft] = []

    def run(self) -> list[Draft]:
        marks = self.marks
        marks.found = _not_weighed(marks.found, self.units)
        for place, (unit, tag) in enumerate(zip(self.units, self.tags, strict=True)):
            if tag == BEGINS or (tag == GOES_ON and not self.found):
                members = self._members(place)
                self.found.append(self._confirmed(members) or self._drawn_up(place, members))
            if tag in _ASKING:
                marks.add(unit.start, unit.end, P.QUESTION, self.found[-1])
                marks.forget(unit.text)
            elif unit.verdict in _ASKING and tag != LEADS:
                kind = KIND_OF_ROLE.get(read(unit.text).role, P.BACKGROUND)
                marks.add(unit.start, unit.end, kind)
                marks.remember(unit.text, kind)
            else:
                kind = P.CONTEXT if tag == LEADS else P.INTRODUCTION if unit.kind is P.CONTEXT else unit.kind
                marks.add(unit.start, unit.end, kind)
        return self.found

    def _members(self, place: int) -> list[Unit]:
        units, tags = self.units, self.tags
        members = [units[place]]
        for after in range(place + 1, len(units)):
            if tags[after] == BEGINS:
                break
            if tags[after] == GOES_ON:
                members.append(units[after])
        return members

    def _confirmed(self, members: list[Unit]) -> Draft | None:
        draft = members[0].draft
        if draft is None or members[0].verdict != BEGINS or self.sizes[id(draft)] != len(members):
            return None
        return draft if all(one.draft is draft for one in members) else None

    def _drawn_up(self, place: int, members: list[Unit]) -> Draft:
        first = members[0]
        drafted = first.draft if first.verdict == BEGINS else None
        item = first.item if first.is_item else None
        label, path = (item.label.printed, self._path(item)) if item is not None else ("", ())
        draft = Draft(label, path, [], first.start, max(one.end for one in members))
        for number, one in enumerate(members):
            if number and one.is_item:
                draft.pieces += [label.printed for label in one.block.labels]
            draft.pieces.append(one.text)
        draft.item = item
        draft.context = drafted.context if drafted is not None else self._leads(place)
        draft.group = drafted.group if drafted is not None else self.found[-1].group if self.found else ""
        if drafted is not None:
            draft.cues = drafted.cues
            return draft
        if item is not None:
            draft.cues = label_cues(item, None, ())
        said = dict.fromkeys(map(in_words, reasons(self.names[place], BEGINS)))
        draft.cues += [words for words in said if words][:_MOST_REASONS]
        if draft.context:
            draft.cues.append("follows a lead-in")
        return draft

    def _leads(self, place: int) -> tuple[str, ...]:
        """The lead-ins of a unit, outermost first: its item's owners and what stands right above them, or above it."""
        found: list[str] = []
        item = self.units[place].item
        while item is not None:
            owner = item.parent.owner
            if owner is None:
                place = self.places.get(id(item.parent.items[0]), place)
            elif self._tag_of(owner) == LEADS:
                found.append(self.units[self.places[id(owner)]].text)
            item = owner
        above = place - 1
        while above >= 0 and self.tags[above] == LEADS and place - above <= _MOST_LEADS:
            found.append(self.units[above].text)
            above -= 1
        return tuple(reversed(found))

    def _path(self, item: Item) -> tuple[str, ...]:
        """The labels from the outermost down; a bullet's is its place in its list."""
        path: tuple[str, ...] = ()
        one: Item | None = item
        while one is not None:
            parts = one.label.parts if one.label.kind != "b" else (f"#{self._number(one)}",)
            owner = one.parent.owner
            if owner is not None and len(parts) > 1 and owner.label.parts[-1:] == parts[-2:-1]:
                parts = parts[-1:]  # "1b)" under 1
            path = (*parts, *path)
            one = owner
        return path

    def _number(self, item: Item) -> int:
        if id(item) not in self.numbers:
            self.numbers |= {id(one): number for number, one in enumerate(item.parent.items, 1)}
        return self.numbers[id(item)]

    def _tag_of(self, item: Item) -> str:
        place = self.places.get(id(item))
        return self.tags[place] if place is not None else ""


def _not_weighed(marks: list[Marking], units: list[Unit]) -> list[Marking]:
    """Marks on what was not weighed: labels that stand alone. Units never overlap: the last one that begins before a
    mark ends is the one to ask."""
    starts = [unit.start for unit in units]
    return [mark for mark in marks if not (at := bisect_left(starts, mark[1])) or units[at - 1].end <= mark[0]]
