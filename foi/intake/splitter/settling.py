"""What was weighed to questions: drafts that the weights confirm stay as they are, the others are drawn up anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate

from foi.intake.splitter.drafts import KIND_OF_ROLE, Draft, Marks
from foi.intake.splitter.headings import section
from foi.intake.splitter.items import label_cues
from foi.intake.splitter.parts import Item
from foi.intake.splitter.reading import read
from foi.intake.splitter.readings import Role
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.signals import Signals, in_words, signals
from foi.intake.splitter.units import BEGINS, GOES_ON, LEADS, OTHER, Unit
from foi.intake.splitter.weighing import reasons, weigh

_NO_ASKS = ("header", "sign_off", "quoted_trail")  # frames in which nothing is asked, whatever their words
_SAID_OF_AN_ASK = (Role.ADDS, Role.PERIOD)  # they say what they say of the sentence before them only
_TAKEN = (P.QUESTION, P.CONTEXT)
_MOST_LEADS = 3
_MOST_UNITS = 5_000  # no request that was learnt from has a tenth of that; where the rules will do, a split stays quick
_MOST_REASONS = 3


def settle(units: list[Unit], drafts: list[Draft], marks: Marks) -> list[Draft]:
    """The questions after weighing; `marks` is brought up to date."""
    if len(units) > _MOST_UNITS:
        return drafts
    names = signals(units)
    tags = [OTHER if unit.frame in _NO_ASKS else tag for unit, tag in zip(units, weigh(names), strict=True)]
    if BEGINS not in tags or tags == [unit.verdict for unit in units]:
        return drafts  # whoever writes asks something: where the weights find nothing, the rules are right or nobody is
    return _Settling(units, tags, names, marks).run(drafts)


class _Settling:
    def __init__(self, units: list[Unit], tags: list[str], names: list[Signals], marks: Marks) -> None:
        self.units, self.tags, self.names, self.marks = units, tags, names, marks
        self.places = {id(unit.item): place for place, unit in enumerate(units) if unit.is_item}
        self.numbers: dict[int, int] = {}  # of each item in its list
        self.sizes = Counter(id(unit.draft) for unit in units)  # of each draft of the rules, in units
        starts = [unit.start for unit in units]
        owned = [
            (units[bisect_right(starts, start) - 1], draft) for start, _, _, draft in marks.found if draft is not None
        ]
        self.shared = {
            id(unit) for unit, draft in owned if unit.draft is not draft
        }  # the rules saw two questions in it
        self.found: list[Draft] = []
        self.owners: dict[int, Draft] = {}  # the question that a unit belongs to
        self.changed: set[int] = set()  # units of questions that were drawn up anew

    def run(self, drafts: list[Draft]) -> list[Draft]:
        for place, tag in enumerate(self.tags):
            if tag == BEGINS or (tag == GOES_ON and not self.found):
                members = self._members(place)
                draft = self._confirmed(members)
                if draft is None:
                    draft = self._drawn_up(place, members)
                    self.changed.update(map(id, members))
                elif not draft.context:
                    draft.context = self._leads(place)
                self.found.append(draft)
                self.owners.update((id(one), draft) for one in members)
        weighed = _Stretches([(unit.start, unit.end) for unit in self.units])
        inside = {id(draft) for start, end, _, draft in self.marks.found if weighed.touch(start, end)}
        self.found += [draft for draft in drafts if id(draft) not in inside]  # of labels that stand alone
        self._mark()
        return self.found

    def _mark(self) -> None:
        """Mark what has changed, and leave the finer marks of the rules on all else."""
        marks = self.marks
        needed = "\n".join(words for draft in self.found for words in draft.context)
        kinds = [self._kind(unit, tag, needed) for unit, tag in zip(self.units, self.tags, strict=True)]
        pairs = list(zip(self.units, kinds, strict=True))
        kept = {id(draft) for draft in self.found}
        changed = [unit for unit, kind in pairs if id(unit) in self.changed or kind is not unit.kind]
        lost = [(start, end) for start, end, _, draft in marks.found if draft is not None and id(draft) not in kept]
        anew = _Stretches([(unit.start, unit.end) for unit in changed] + lost)
        dropped = _Stretches([(start, end) for start, end, _, _ in marks.found if anew.touch(start, end)])
        marks.found = [mark for mark in marks.found if not anew.touch(mark[0], mark[1])]
        for unit, kind in pairs:
            if anew.touch(unit.start, unit.end) or dropped.touch(unit.start, unit.end):
                marks.add(unit.start, unit.end, kind, self.owners.get(id(unit)))
        taken = [unit.text for unit, kind in pairs if kind in _TAKEN and kind is not unit.kind]
        for remembered in (marks.scope, marks.notes):
            remembered[:] = [words for words in remembered if not any(one in words or words in one for one in taken)]

    def _kind(self, unit: Unit, tag: str, needed: str) -> P:
        if id(unit) in self.owners:
            return P.QUESTION
        if tag == LEADS or unit.kind is P.CONTEXT:
            return P.CONTEXT if unit.text in needed else P.INTRODUCTION
        if unit.kind is not P.QUESTION:
            return unit.kind
        role = read(unit.text).role
        return P.BACKGROUND if role in _SAID_OF_AN_ASK else KIND_OF_ROLE.get(role, P.BACKGROUND)

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
        if any(id(one) in self.shared for one in members):
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
        draft.group = drafted.group if drafted is not None else self._heading(place)
        if drafted is not None:
            draft.cues = drafted.cues
            return draft
        if item is not None:
            draft.cues = label_cues(item, None, ())
        said = dict.fromkeys(map(in_words, reasons(self.names[place], BEGINS)))
        draft.cues += [words for words in said if words][:_MOST_REASONS]
        if draft.context:
            draft.cues.append("follows a lead-in")
        draft.cues = draft.cues or ["resembles what others ask"]
        return draft

    def _heading(self, place: int) -> str:
        """The heading that a unit stands under."""
        while place and self.units[place].kind is not P.HEADING:
            place -= 1
        block = self.units[place].block
        words = " ".join([*(label.printed for label in block.labels), block.body])
        return words if self.units[place].kind is P.HEADING and section(words) is None else ""

    def _leads(self, place: int) -> tuple[str, ...]:
        """The lead-ins of a unit, outermost first: those right above it; for an item its owners and what stands right
        above their list."""
        found: list[str] = []
        item = self.units[place].item if self.units[place].is_item else None
        while item is not None:
            first = next((self.places[id(one)] for one in item.parent.items if id(one) in self.places), place)
            owner = item.parent.owner
            if owner is None:
                place = first
            elif id(owner) in self.places and self.tags[self.places[id(owner)]] == LEADS:
                place = self.places[id(owner)]
                found.append(self.units[place].text)
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


class _Stretches:
    """Stretches of the text, to ask whether another one touches any of them."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans.sort()
        self.starts = [start for start, _ in spans]
        self.ends = list(accumulate((end for _, end in spans), max))  # the farthest end so far

    def touch(self, start: int, end: int) -> bool:
        at = bisect_left(self.starts, end)
        return at > 0 and self.ends[at - 1] > start
