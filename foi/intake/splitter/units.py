"""What is weighed: sentences of prose, labelled items, headings and frame."""

from __future__ import annotations

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.frame import greeting_length
from foi.intake.splitter.outline import Item
from foi.intake.splitter.result import PassageKind
from foi.intake.splitter.sentences import sentences
from foi.intake.splitter.vocabulary import plain, words_in

# What a unit can be: the start of a question, more of the question before it, its lead-in, or none of these.
BEGINS, GOES_ON, LEADS, OTHER = "B", "I", "C", "O"


class Unit:
    """A sentence, a labelled item's own words, a heading, or a block of the frame. `text` is without the label, `low`
    is that `plain`; `start` (an offset in the text, like `end`) is before the label. `frame` is the kind of a block
    that is no part of the request proper, "" elsewhere. `block` is the first of an item's, where a mail program broke
    it."""

    __slots__ = (
        "block", "end", "first", "frame", "item", "label", "last", "low", "place", "run", "start", "tail", "text",
        "two", "words",
    )  # fmt: skip

    def __init__(self, block: Block, start: int, end: int, place: int, count: int) -> None:
        self.block = block
        self.start = block.offset(start)
        self.place = "only" if count == 1 else "first" if not place else "last" if place == count - 1 else "amid"
        self.say(block.body[start:end].rstrip(), block.offset(end - 1) + 1)
        self.item: Item | None = None
        self.label = "-"  # the kind of its label, "+" for more of an item, "-" outside of lists
        self.frame = ""
        self.run = 0  # where it stands in a run of lines without labels, counted from 1; 0 outside of any

    def say(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.low = low = plain(text)
        self.words = words = words_in(low)
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


def read_units(blocks: list[Block], kinds: list[PassageKind | None], items: list[Item | None]) -> list[Unit]:
    """All units in the order of the text, given each block's frame and the item that it is or goes on with."""
    units: list[Unit] = []
    broken_off = 0
    for block, kind, item in zip(blocks, kinds, items, strict=True):
        if broken_off:
            broken_off -= 1  # read with the first
        elif not block.body:
            continue
        elif kind is not None:
            units.append(Unit(block, 0, len(block.body), 0, 1))
            units[-1].start, units[-1].frame = block.start, kind.value
        elif item is None:
            _prose(block, None, greeting_length(block.body), units)
        elif item.blocks and block is item.blocks[0]:
            _own_words(item, block, units)
            broken_off = len(item.blocks) - 1
        else:
            _prose(block, item, 0, units)
    _number_runs(units)
    return units


def _own_words(item: Item, block: Block, units: list[Unit]) -> None:
    """What stands right after a label. Behind the last item of a list run into one paragraph other words may stand."""
    spans = sentences(block.body) if block.flattened and item.parent.items[-1] is item else []
    own = Unit(block, 0, spans[0][1] if spans else len(block.body), 0, 1)
    own.start, own.item, own.label = block.start, item, item.label.kind
    if len(item.blocks) > 1:
        own.say(" ".join(one.body for one in item.blocks), item.blocks[-1].end)
    units.append(own)
    for place, (start, end) in enumerate(spans[1:]):
        units.append(Unit(block, start, end, place, len(spans) - 1))
        units[-1].item, units[-1].label = item, "+"


def _prose(block: Block, item: Item | None, skip: int, units: list[Unit]) -> None:
    spans = sentences(block.body)
    if skip:
        units.append(Unit(block, 0, skip, 0, 1))
        units[-1].frame = PassageKind.GREETING.value
        spans = [(max(start, skip), end) for start, end in spans if end > skip]
    for place, (start, end) in enumerate(spans):
        unit = Unit(block, start, end, place, len(spans))
        if not place and block.labels:
            unit.start = block.start  # of a heading with a label
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
