"""What was weighed to questions with their labels, lead-ins and headings, and a name for every other stretch."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.coverage import Mark
from foi.intake.splitter.forms import form
from foi.intake.splitter.headings import is_heading, names_subject, section
from foi.intake.splitter.leftovers import is_contact, is_name, is_period, leftover, names_years
from foi.intake.splitter.lines import opens
from foi.intake.splitter.outline import Item, Listing
from foi.intake.splitter.result import Doubt
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.units import BEGINS, GOES_ON, LEADS, OTHER, Unit
from foi.intake.splitter.vocabulary import word_set
from foi.intake.splitter.weighing import Weighed

_MOST_LEADS = 3
_TABLE = word_set("table tables grid chart matrix template spreadsheet")
_FILL_IN = word_set("complete fill filling populate completed")
_MOST_SIGNED = 4  # lines under a letter: a longer row of names or addresses is a list
# Forms in which a request as a whole is introduced, or something else than information asked for.
_WISHES = ("says what is wanted", "asks with please", "asks whether you could")
_GO_ON = (P.NOTE, P.DEFINITION)  # what begins as one of these stays one to the end of its paragraph


# A question to the authority, where no more than argument or a wish is expected.
_ASKS_YOU = re.compile(
    r"(?:(?:and|but|so|also) )?(?:(?:do|did|have|are|were) (?:you|the (?:force|police|council|trust))\b.*\?$"
    r"|(?:please |(?:can|could|would|will) you (?:please )?)*(?:confirm|state|tell me|let me know)"
    r" (?:whether (?!you (?:have )?received)|if you (?:hold|have|keep|record|use)\b))"
)


class Draft:
    """A question in the making. `first` is its first unit and `place` that one's; `pieces` are its words, `item` is the
    list entry it came from, if any."""

    __slots__ = ("context", "end", "first", "group", "item", "leads", "path", "pieces", "place", "start")

    def __init__(self, unit: Unit, place: int) -> None:
        self.first, self.place = unit, place
        self.start, self.end = unit.start, unit.end
        self.pieces = [unit.text]
        self.item = unit.item if unit.is_item else None
        self.path: tuple[str, ...] = ()
        self.leads: list[int] = []  # the places of its lead-ins
        self.context: tuple[str, ...] = ()
        self.group = ""

    @property
    def label(self) -> str:
        return self.item.label.printed if self.item is not None else ""

    @property
    def cues(self) -> list[str]:
        """Why it is a question: what an officer can see of it."""
        first = self.first
        found = []
        if self.item is not None:
            found.append("is an item of a list" if self.item.label.kind == "b" else f"has the label {self.label}")
        elif first.run > 1 and self.context:  # without a label, like the line above it
            found.append("is a line under a lead-in")
        if first.tail == "?":
            found.append("ends with a question mark")
        if asked := form(first.low, first.words):
            found.append(asked)
        if self.context:
            found.append("follows a lead-in")
        return found

    @property
    def text(self) -> str:
        words = self.pieces[0] if len(self.pieces) == 1 else " ".join(self.pieces)
        return words if words.isprintable() and "  " not in words else " ".join(words.split())

    def extend(self, unit: Unit) -> None:
        if unit.is_item:
            self.pieces += [label.printed for label in unit.block.labels]
        self.pieces.append(unit.text)
        self.end = max(self.end, unit.end)


class Drafting:
    """One walk over the units. `marks` says of each stretch what it was taken for."""

    def __init__(self, blocks: list[Block], units: list[Unit], weighed: Weighed) -> None:
        self.units, self.tags, self.doubts = units, weighed.tags, weighed.doubts
        self.following = dict(zip(map(id, blocks), blocks[1:], strict=False))
        self.places = {id(unit.item): place for place, unit in enumerate(units) if unit.is_item}
        self.numbers: dict[int, int] = {}  # of each item in its list
        self.drafts: list[Draft] = []
        self.marks: list[Mark] = [(block.start, block.end, P.HEADING, None, None) for block in blocks if not block.body]
        self.before = len(self.marks)  # from there on a mark for each unit
        self.above: list[int] = []  # the places of the lead-ins right above the unit at hand
        self.led: dict[int, list[int]] = {}  # by list: the lead-ins last seen above one of its items
        self.group = ""
        self.section: P | None = None  # under a heading such as "Definitions"
        self.at_top = True  # only titles and headers so far
        self.signed = self._signed()

    def _signed(self) -> set[int]:
        """The places of what says, without a farewell, who wrote the text, or the message that it quotes another in."""
        found: set[int] = set()
        places: list[int] = []
        lines = 0
        at_end = True
        for place in range(len(self.units) - 1, 0, -1):
            unit = self.units[place]
            if _begins_message(unit):
                at_end, places, lines = True, [], 0
            elif at_end and not unit.frame:
                at_end = self.tags[place] == OTHER and unit.place == "only" and _is_signature(unit)
                if at_end:
                    places.append(place)
                    lines += unit.block.lines
                    found.add(place)
                if lines > _MOST_SIGNED:
                    at_end = False
                    found.difference_update(places)
        return found

    def run(self) -> None:
        for place in self._asked_all_the_same():
            self.tags[place], self.doubts[place] = BEGINS, Doubt.NO_QUESTION
        for place, (unit, tag) in enumerate(zip(self.units, self.tags, strict=True)):
            self._see_leads(unit, place)
            if self._is_section(unit, place):
                self._set_aside(unit, place)
                continue
            if tag == BEGINS or (tag == GOES_ON and not self.drafts):
                self._begin(unit, place)
            elif tag == GOES_ON:
                self.drafts[-1].extend(unit)
            else:
                self._set_aside(unit, place)
                continue
            self.marks.append((unit.start, unit.end, P.QUESTION, len(self.drafts) - 1, self.doubts[place]))
            self.at_top = False

    def _asked_all_the_same(self) -> list[int]:
        """The places of what is taken for a question although its weights are against it."""
        asked = [place for place, unit in enumerate(self.units) if self._asks_for_table(unit, place)]
        if asked or {BEGINS, GOES_ON}.intersection(self.tags):
            return asked
        # A whole letter that asks nothing is rare.
        return [place for place, unit in enumerate(self.units) if not unit.frame and _ASKS_YOU.match(unit.low)]

    def _is_section(self, unit: Unit, place: int) -> bool:
        """Whether what may well be no question is a heading with a label: "A. Drones" right after a lead-in."""
        following = self.following.get(id(unit.block))
        if self.doubts[place] is not Doubt.NO_QUESTION or unit.place != "only" or unit.item is None:
            return False
        if following is None or (unit.item.label.kind, [one.kind for one in following.labels]) != ("L", ["n"]):
            return False
        return _stands_above(unit, following) and is_heading(unit.block, following)

    def taken_for(self, *kinds: P) -> tuple[str, ...]:
        """The words of the units that are of these kinds now that all lead-ins are known."""
        marks = self.marks[self.before :]
        return tuple([unit.text for unit, mark in zip(self.units, marks, strict=True) if mark[2] in kinds])

    def _begin(self, unit: Unit, place: int) -> None:
        draft = Draft(unit, place)
        if draft.item is not None:
            draft.path = self._path(draft.item)
        previous = self.drafts[-1] if self.drafts else None
        draft.leads = previous.leads if previous is not None and self._goes_on(place) else self._leads(unit, place)
        draft.context = tuple([self.units[lead].text for lead in draft.leads])
        for lead in draft.leads:
            if self.tags[lead] != BEGINS:
                start, end = self.units[lead].start, self.units[lead].end
                self.marks[self.before + lead] = (start, end, P.CONTEXT, None, self.doubts[lead])
        draft.group = self.group
        self.section = None
        self.drafts.append(draft)

    # --- what is no question

    def _set_aside(self, unit: Unit, place: int) -> None:
        kind = self._kind(unit, place)
        doubt = self.doubts[place]
        if doubt is None and self._leads_to_table(unit, place):
            kind, doubt = P.INTRODUCTION, Doubt.ASKS  # it may be all that is asked, or ask again what the questions do
        elif doubt is None and kind is P.BACKGROUND and _ASKS_YOU.match(unit.low):
            doubt = Doubt.ASKS
        self.marks.append((unit.start, unit.end, kind, None, doubt))
        if _begins_message(unit):
            self.group, self.section = "", None
        elif kind in (P.HEADING, P.TITLE):
            self.section = section(unit.text)
            self.group = _words(unit.block) if kind is P.HEADING and names_subject(unit.text) else ""
        self.at_top = self.at_top and (kind is P.TITLE or (bool(unit.frame) and kind is not P.GREETING))

    def _asks_for_table(self, unit: Unit, place: int) -> bool:
        """ "2. Please complete this table" asks. Beside a list, prose may ask for the same twice."""
        if (
            self.tags[place] not in (OTHER, LEADS)
            or not self._leads_to_table(unit, place)
            or not _FILL_IN.intersection(unit.words)
        ):
            return False
        return unit.is_item or not self.places

    def _leads_to_table(self, unit: Unit, place: int) -> bool:
        below = self.units[place + 1] if place + 1 < len(self.units) else None
        return below is not None and below.frame == P.TABLE and not unit.frame and bool(_TABLE.intersection(unit.words))

    def _kind(self, unit: Unit, place: int) -> P:
        if unit.frame:
            return P(unit.frame)
        block = unit.block
        following = self.following.get(id(block))
        if place in self.signed:
            return P.SIGN_OFF
        if (
            unit.place == "only"
            and (not unit.is_item or _stands_above(unit, following))
            and is_heading(block, following)
        ):
            announced = section(unit.text)
            labelled = following is not None and following.labels
            if announced is not None or not is_period(unit.low, unit.words):
                titled = self.at_top and announced is None and not labelled and " " in unit.text
                return P.TITLE if titled else P.HEADING
        if self.tags[place] == LEADS:
            return P.INTRODUCTION
        kind = leftover(unit.low, unit.words)
        if kind is P.INTRODUCTION and not self.drafts and names_years(unit.low):
            return P.SCOPE  # "I request, for 2024 and 2025:" before whole questions
        if kind is not P.BACKGROUND:
            return kind
        if self.section is not None:
            return self.section
        if place and self.units[place - 1].block is block and self.marks[-1][2] in _GO_ON:
            return self.marks[-1][2]
        if unit.tail != "?" and form(unit.low, unit.words) in _WISHES:
            if self.drafts:
                return P.COURTESY
            return P.SCOPE if names_years(unit.low) else P.INTRODUCTION  # "Please answer for 2024 and 2025."
        return kind

    # --- lead-ins and paths

    def _see_leads(self, unit: Unit, place: int) -> None:
        """Keep `above` and `led` up to date before `unit` is looked at."""
        if place:
            before, tag = self.units[place - 1], self.tags[place - 1]
            # an item may end a sentence that was broken off above it, whatever the weights say of that
            broken_off = tag == OTHER and not before.frame and opens(before.text) and unit.text[0].islower()
            if broken_off or (tag == LEADS and not before.frame):
                self.above = [*self.above[1 - _MOST_LEADS :], place - 1]
            else:
                self.above = []
        if unit.is_item and unit.item is not None:
            listing = unit.item.parent
            first = id(listing) not in self.led
            fresh = [lead for lead in self.above if first or not self._is_in(lead, listing)]
            if first or fresh:
                self.led[id(listing)] = fresh

    def _is_in(self, place: int, listing: Listing) -> bool:
        unit = self.units[place]
        return unit.is_item and unit.item is not None and unit.item.parent is listing

    def _goes_on(self, place: int) -> bool:
        """Whether a unit is one more line without a label under the lead-in of the question before."""
        unit = self.units[place]
        return unit.run > 1 and unit.item is None and self.tags[place - 1] in (BEGINS, GOES_ON)

    def _leads(self, unit: Unit, place: int) -> list[int]:
        """The lead-ins of a unit, outermost first: those right above it; for an item those of its list, its owners that
        lead to their lists, and the lead-ins of these."""
        item = unit.item if unit.is_item else None
        if item is None:
            return self.above
        found: set[int] = set()
        while item is not None:
            found.update(self.led.get(id(item.parent), ()))
            owner = item.parent.owner
            above = self.places.get(id(owner), place)
            if above < place and (self.tags[above] in (LEADS, OTHER) or opens(self.units[above].text)):
                found.add(above)
            item = owner
        return sorted(found)

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


def _begins_message(unit: Unit) -> bool:
    """Whether what follows was written before, by somebody else or at another time."""
    return unit.frame == P.QUOTED_TRAIL or (unit.frame == P.HEADER and unit.low.startswith(("from:", "attachment:")))


def _stands_above(unit: Unit, following: Block | None) -> bool:
    """Whether a labelled line, such as "B. Helicopters", is no entry of the list that begins or goes on below it."""
    if unit.item is None or unit.item.lists or following is None or not following.labels:
        return False
    return following.labels[0].style != unit.item.label.style


def _is_signature(unit: Unit) -> bool:
    """Names and addresses, whatever their lines."""
    return not section(unit.text) and all(is_name(line) or is_contact(line) for line in unit.block.body_lines())


def _words(block: Block) -> str:
    return " ".join([*(label.printed for label in block.labels), block.body])
