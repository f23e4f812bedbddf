"""What is weighed: sentences of prose, labelled items, headings and frame, with what the rules took each for."""

from __future__ import annotations

from operator import attrgetter, itemgetter

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.drafts import Draft
from foi.intake.splitter.items import without_tail
from foi.intake.splitter.parts import Heading, Item, Listing, Paragraph, Part, Sentence
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import plain, words_in

# What a unit can be: the start of a question, more of the question before it, its lead-in, or none of these.
BEGINS, GOES_ON, LEADS, OTHER = "B", "I", "C", "O"

Marking = tuple[int, int, P, Draft | None]  # start, end, kind, question


class Unit:
    """A sentence, a labelled item's own words, a heading, or a block of the frame. `text` is without the label, `start`
    (an offset in the text, like `end`) is before it. `frame` is the kind of a block that is no part of the request
    proper, "" elsewhere. `block` is the first of an item's, where a mail program broke it."""

    __slots__ = (
        "block", "draft", "end", "first", "frame", "item", "kind", "label", "last", "place", "run", "start", "tail",
        "text", "two", "verdict", "words",
    )  # fmt: skip

    def __init__(self, block: Block, start: int, end: int, place: int, count: int, low: str = "") -> None:
        self.block = block
        self.start = block.offset(start)
        self.place = "only" if count == 1 else "first" if not place else "last" if place == count - 1 else "amid"
        self.say(block.body[start:end].rstrip(), block.offset(end - 1) + 1, low)
        self.item: Item | None = None
        self.label = "-"  # the kind of its label, "+" for more of an item, "-" outside of lists
        self.frame = ""
        self.run = 0  # where it stands in a run of lines without labels, counted from 1; 0 outside of any
        self.verdict = OTHER  # what the rules say
        self.kind = P.BACKGROUND  # and what they took it for
        self.draft: Draft | None = None

    def say(self, text: str, end: int, low: str = "") -> None:
        self.text, self.end = text, end
        self.words = words = words_in(low or plain(text))
        self.first, self.last = (words[0], words[-1]) if words else ("", "")
        self.two = " ".join(words[:2])
        self.tail = "a" if text[-1].isalnum() else text[-1]

    @property
    def mark(self) -> str:
        """Its label and its end, which between them say most."""
        return self.label + self.tail

    @property
    def is_item(self) -> bool:
        """Whether it is what stands right after a label."""
        return self.item is not None and self.label != "+"


def read_units(parts: list[Part], marks: list[Marking]) -> list[Unit]:
    """All units in the order of the text, each with the verdict that `marks` hold about it."""
    units: list[Unit] = []
    for part in parts:
        if isinstance(part, Listing):
            _listing(part, units)
        elif isinstance(part, Paragraph):
            _prose(part, None, units)
        elif part.block.body:
            units.append(Unit(part.block, 0, len(part.block.body), 0, 1))
            units[-1].start = part.block.start
            if not isinstance(part, Heading):
                units[-1].frame = part.kind.value
    units.sort(key=attrgetter("start"))
    _number_runs(units)
    _take_verdicts(units, marks)
    return units


def _listing(listing: Listing, units: list[Unit]) -> None:
    for item in listing.items:
        if item.paragraphs:
            own = _unbroken([paragraph.block for paragraph in item.paragraphs])
            _own_words(item, item.paragraphs[0], own, units)
            for paragraph in item.paragraphs[len(own) :]:
                _prose(paragraph, item, units)
        for inner in item.lists:
            _listing(inner, units)


def _unbroken(blocks: list[Block]) -> list[Block]:
    """The first block of an item with the lines that somebody's mail program broke off from it."""
    end = 1
    while end < len(blocks) and not blocks[0].flattened:
        before, line = blocks[end - 1].body, blocks[end].body
        if line[0].isupper() or not (before[-1:].isalnum() or before.endswith(",")):
            break
        end += 1
    return blocks[:end]


def _own_words(item: Item, paragraph: Paragraph, blocks: list[Block], units: list[Unit]) -> None:
    """What stands right after a label. Behind the last item of a list run into one paragraph other words may stand."""
    block = paragraph.block
    behind: list[Sentence] = []
    if block.flattened and item.parent.items[-1] is item:
        behind = without_tail(paragraph.sentences)[1][::-1]
    own = Unit(block, 0, behind[0].start if behind else len(block.body), 0, 1)
    own.start, own.item, own.label = block.start, item, item.label.kind
    if len(blocks) > 1:
        own.say(" ".join(one.body for one in blocks), blocks[-1].end)
    units.append(own)
    for place, sentence in enumerate(behind):
        units.append(Unit(block, sentence.start, sentence.end, place, len(behind), sentence.low))


def _prose(paragraph: Paragraph, item: Item | None, units: list[Unit]) -> None:
    found = paragraph.sentences
    for place, sentence in enumerate(found):
        unit = Unit(paragraph.block, sentence.start, sentence.end, place, len(found), sentence.low)
        if item is not None:
            unit.item, unit.label = item, "+"
        units.append(unit)


def _number_runs(units: list[Unit]) -> None:
    """Paragraphs, lines and headings without labels, each a sentence or less, one after the other."""
    before: Unit | None = None
    for unit in units:
        alone = unit.place == "only" and unit.label in "-+" and not unit.frame
        if not alone:
            before = None
            continue
        if before is not None:
            before.run = before.run or 1
            unit.run = before.run + 1
        before = unit


def _take_verdicts(units: list[Unit], marks: list[Marking]) -> None:
    marks = sorted(marks, key=itemgetter(0, 1))
    at, seen = 0, set()
    for unit in units:
        while at < len(marks) and marks[at][1] <= unit.start:
            at += 1
        most, index = 0, at
        while index < len(marks) and marks[index][0] < unit.end:
            start, end, kind, draft = marks[index]
            shared = min(unit.end, end) - max(unit.start, start)
            if shared > most:
                most, unit.kind, unit.draft = shared, kind, draft
            index += 1
        if unit.kind is P.QUESTION:
            unit.verdict = GOES_ON if id(unit.draft) in seen else BEGINS
            seen.add(id(unit.draft))
        else:
            unit.verdict = LEADS if unit.kind is P.CONTEXT else OTHER
