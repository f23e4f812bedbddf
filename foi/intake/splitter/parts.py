"""What a request is made of once its blocks are in order: paragraphs, headings, lists of items, and frame."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.labels import Label
from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.reading import begins_with_ask, read, read_plain
from foi.intake.splitter.readings import QUESTION_MARK, Reading, Role
from foi.intake.splitter.result import PassageKind
from foi.intake.splitter.sentences import sentences
from foi.intake.splitter.vocabulary import plain


class Sentence:
    """A sentence of a block: offsets in the block's body, and its reading once somebody asks for it.

    `labelled` says that it stands in a list item: there a question mark settles the matter, since the requester's own
    numbering wins (rule R2).
    """

    __slots__ = ("_low", "_reading", "block", "end", "start", "text")

    def __init__(self, block: Block, start: int, end: int, labelled: bool = False) -> None:  # noqa: FBT001, FBT002
        self.block = block
        self.start = start
        self.end = end
        self.text = block.body[start:end]
        self._low: str | None = None
        self._reading = QUESTION_MARK if labelled and self.text[-1] == "?" else None

    @property
    def reading(self) -> Reading:
        reading = self._reading
        if reading is None:
            reading = self._reading = read_plain(self.low)
        return reading

    @property
    def low(self) -> str:
        """As the patterns see it."""
        low = self._low
        if low is None:
            low = self._low = plain(self.text)
        return low

    @property
    def role(self) -> Role:
        return (self._reading or self.reading)[0]

    @property
    def opens(self) -> bool:
        return opens(self.text)

    @property
    def span(self) -> tuple[int, int]:
        """Its stretch of the text."""
        return self.block.offset(self.start), self.block.offset(self.end - 1) + 1


_JOINS_THE_NEXT = ("; and", "; or", ", and", ", or", ". and", ". or")  # one item of a list before the next


def opens(text: str) -> bool:
    """Whether something must follow: the text ends with a colon, a dash, or in the middle of a phrase."""
    tail = text[-1]
    if tail.isalpha():
        return last_word(text) in UNFINISHED and not text.endswith(_JOINS_THE_NEXT)
    return tail in ":–—-…" or text.endswith("...")


_ANNOUNCED = re.compile(r": ?[*•-]? ?(?=[A-Z])")


def _without_announcement(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """ "Please tell me the following: How many ...": the lead-in and the ask are two sentences."""
    found = _ANNOUNCED.search(body, start, end)
    asks = found and begins_with_ask(body[found.end() : end][:400])
    if found and asks and read(body[start : found.start() + 1]).role in (Role.LEAD, Role.TOPIC):
        return [(start, found.start() + 1), (found.end(), end)]
    return [(start, end)]


class Paragraph:
    """A block without its labels; its sentences once somebody asks for them."""

    __slots__ = ("_role", "_sentences", "block", "labelled", "to_fill")

    def __init__(self, block: Block, *, labelled: bool = False) -> None:
        self.block = block
        self.labelled = labelled
        self.to_fill = False  # one of the lines of a form: "Total vehicles:" over "Total drivers:"
        self._sentences: list[Sentence] | None = None
        self._role: Role | None = None

    @property
    def sentences(self) -> list[Sentence]:
        found = self._sentences
        if found is None:
            block, labelled = self.block, self.labelled
            spans = sentences(block.body)
            if not labelled and ":" in block.body:
                spans = [part for span in spans for part in _without_announcement(block.body, *span)]
            found = [Sentence(block, start, end, labelled) for start, end in spans]
            self._sentences = found
        return found

    @property
    def role(self) -> Role:
        if self._role is None:
            found = self.sentences
            self._role = found[0].role if found else Role.FRAGMENT
        return self._role

    @property
    def opens(self) -> bool:
        return bool(self.block.body) and not self.to_fill and opens(self.block.body)

    @property
    def leads(self) -> bool:
        """Whether it asks for what the next lines will name: "Can you tell me" and a line break."""
        if not self.sentences:
            return False
        last = self.sentences[-1]
        if last.opens:
            return last.role is not Role.STATEMENT
        return last.text[-1].isalpha() and last.role is Role.LEAD


class Item:
    """An entry of a list: its own paragraphs and the lists under it. `printed_at` is -1 if its label is not its "
    "own line's first."""

    __slots__ = ("_role", "label", "lists", "paragraphs", "parent", "printed_at")

    def __init__(self, label: Label, parent: Listing, printed_at: int) -> None:
        self.label = label
        self.parent = parent
        self.paragraphs: list[Paragraph] = []
        self.lists: list[Listing] = []
        self.printed_at = printed_at
        self._role: Role | None = None

    @property
    def role(self) -> Role:
        """What the item does as a whole: it asks if any sentence of it asks (rule R2)."""
        if self._role is None:
            self._role = self._read_role()
        return self._role

    def _read_role(self) -> Role:
        for paragraph in self.paragraphs:
            body = paragraph.block.body
            if "?" in body:  # "(c) 2022?" ends a list of periods
                return Role.PERIOD if len(body) < 40 and read(body.rstrip("? ")).role is Role.PERIOD else Role.ASK
        if not self.paragraphs:
            return self.lists[0].items[0].role if self.lists else Role.FRAGMENT
        first: Role | None = None
        for paragraph in self.paragraphs:
            for sentence in paragraph.sentences:
                role = sentence.role
                if role is Role.ASK:
                    return role
                first = first or role
        return first or Role.FRAGMENT

    @property
    def announces(self) -> bool:
        """Whether its first words end with a colon and lines without labels follow."""
        return len(self.paragraphs) > 1 and (self.paragraphs[0].opens or self.paragraphs[1].opens)

    def asks_inside(self) -> bool:
        """Whether it or anything under it asks in a whole sentence."""
        return self.role is Role.ASK or any(item.asks_inside() for listing in self.lists for item in listing.items)

    def sentences(self) -> Iterator[Sentence]:
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    def all_sentences(self) -> Iterator[Sentence]:
        yield from self.sentences()
        for listing in self.lists:
            for item in listing.items:
                yield from item.all_sentences()

    @property
    def words(self) -> str:
        if len(self.paragraphs) == 1:
            return self.paragraphs[0].block.body
        return " ".join(paragraph.block.body for paragraph in self.paragraphs)


class Listing:
    """Items of one style in a row. `owner` is the item they stand under, None at top level."""

    __slots__ = ("completes", "items", "owner")

    def __init__(self, owner: Item | None) -> None:
        self.owner = owner
        self.completes = False  # its items end a sentence that was broken off above them
        self.items: list[Item] = []

    @property
    def labelled(self) -> bool:
        return self.items[0].label.kind != "b"

    def all_words(self) -> list[str]:
        found: list[str] = []
        for item in self.items:
            found.append(f"{item.label.printed} {item.words}".strip())
            for inner in item.lists:
                found += inner.all_words()
        return found


class Heading:
    __slots__ = ("block",)

    def __init__(self, block: Block) -> None:
        self.block = block

    @property
    def words(self) -> str:
        printed = " ".join(label.printed for label in self.block.labels)
        return f"{printed} {self.block.body}".strip()


class Framed:
    """A block that is no part of the request proper."""

    __slots__ = ("block", "kind")

    def __init__(self, block: Block, kind: PassageKind) -> None:
        self.block = block
        self.kind = kind


Part = Paragraph | Listing | Heading | Framed
