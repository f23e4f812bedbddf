"""Blocks to an outline: paragraphs, headings, and lists nested by their labels.

Nothing is decided here about what is a question; only what hangs under what. Who speaks is settled first, because
the authority's own words in a trail must not be listed at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.reading import read
from foi.intake.splitter.readings import Reading, Role
from foi.intake.splitter.frame import Frame
from foi.intake.splitter.labels import Label
from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.result import PassageKind
from foi.intake.splitter.sentences import sentences, unpunctuated


class Sentence:
    """A sentence of a block: offsets in the block's body, and its reading."""

    __slots__ = ("block", "end", "reading", "start", "text")

    def __init__(self, block: Block, start: int, end: int) -> None:
        self.block = block
        self.start = start
        self.end = end
        self.text = block.body[start:end]
        self.reading: Reading = read(self.text)

    @property
    def role(self) -> Role:
        return self.reading.role

    @property
    def opens(self) -> bool:
        """Whether something must follow: it ends with a colon, a dash, or in the middle of a phrase."""
        return opens(self.text)


def opens(text: str) -> bool:
    tail = text[-1:]
    return tail in ":" or tail in "–—-" or text.endswith((":-", ":–", "...", "…")) or (tail.isalpha() and last_word(text) in UNFINISHED)


class Paragraph:
    """A block without a label, with its sentences."""

    __slots__ = ("block", "role", "sentences")

    def __init__(self, block: Block) -> None:
        self.block = block
        self.sentences = read_sentences(block)
        self.role = self.sentences[0].role if self.sentences else Role.FRAGMENT

    @property
    def opens(self) -> bool:
        return bool(self.sentences) and self.sentences[-1].opens

    @property
    def leads(self) -> bool:
        """Whether it asks for what the next lines will name: "Can you tell me" and a line break."""
        last = self.sentences[-1] if self.sentences else None
        return last is not None and (last.opens or (last.role is Role.LEAD and last.text[-1].isalpha())) and last.role is not Role.STATEMENT


def read_sentences(block: Block) -> list[Sentence]:
    found: list[Sentence] = []
    for start, end in sentences(block.body):
        for part in unpunctuated(block.body, start, end):
            found.append(Sentence(block, *part))
    return found


class Item:
    """A labelled entry of a list: its own paragraphs and the lists under it."""

    __slots__ = ("label", "lists", "paragraphs", "parent", "printed_at")

    def __init__(self, label: Label, parent: Listing, printed_at: int) -> None:
        self.label = label
        self.parent = parent
        self.paragraphs: list[Paragraph] = []
        self.lists: list[Listing] = []
        self.printed_at = printed_at

    def sentences(self) -> Iterator[Sentence]:
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    def all_sentences(self) -> Iterator[Sentence]:
        yield from self.sentences()
        for listing in self.lists:
            for item in listing.items:
                yield from item.all_sentences()

    @property
    def body_open(self) -> bool:
        return bool(self.paragraphs) and self.paragraphs[-1].opens

    def last_block(self) -> Block | None:
        if self.lists:
            return self.lists[-1].items[-1].last_block() or (self.paragraphs[-1].block if self.paragraphs else None)
        return self.paragraphs[-1].block if self.paragraphs else None


class Listing:
    """Items of one style in a row. `owner` is the item they stand under, None at top level."""

    __slots__ = ("items", "owner", "style")

    def __init__(self, style: str, owner: Item | None) -> None:
        self.style = style
        self.owner = owner
        self.items: list[Item] = []

    @property
    def labelled(self) -> bool:
        return self.items[0].label.kind != "b"


class Heading:
    __slots__ = ("block",)

    def __init__(self, block: Block) -> None:
        self.block = block


class Framed:
    """A block that is no part of the request proper."""

    __slots__ = ("block", "kind")

    def __init__(self, block: Block, kind: PassageKind) -> None:
        self.block = block
        self.kind = kind


Part = Paragraph | Listing | Heading | Framed

_NEVER_IN_ITEM = frozenset((Role.NOTE, Role.BOILERPLATE, Role.FORMAT, Role.COURTESY, Role.SCOPE, Role.DEFINITION, Role.LEAD, Role.TOPIC))
_POINTS_BACK = re.compile(
    r"\b(?:they|them|their|those|these|such|it|its|this\s+(?!request|information|letter|email)\w+|that\s+(?:kind|sort|type|period|time|figure|number|total|year)|said|above|same|each\s+(?:case|one|of\s+these)|if\s+so|of\s+that)\b",
    re.IGNORECASE,
)


class Outliner:
    """Places one block after another. `stack` holds the open items, outermost first."""

    def __init__(self, blocks: list[Block], kinds: list[PassageKind | None]) -> None:
        self.blocks = blocks
        self.kinds = kinds
        self.parts: list[Part] = []
        self.stack: list[Item] = []
        self.stale: list[Item] = []
        self.reached: dict[str, int] = {}  # the last ordinal of each style
        self.next_label: list[Label | None] = [None] * (len(blocks) + 1)
        following: Label | None = None
        for index in range(len(blocks) - 1, -1, -1):
            self.next_label[index] = following
            if kinds[index] is not None:
                following = None if kinds[index] in (PassageKind.SIGN_OFF, PassageKind.GREETING) else following
            elif blocks[index].labels:
                following = blocks[index].labels[0]

    def run(self) -> list[Part]:
        for index, block in enumerate(self.blocks):
            kind = self.kinds[index]
            if kind is not None:
                self.close()
                self.parts.append(Framed(block, kind))
            elif block.labels:
                if is_titled_part(block, self.next_label[index]):
                    self.close()
                    self.parts.append(Heading(block))
                else:
                    self.place(block)
            else:
                self.paragraph(index, block)
        return self.parts

    def close(self) -> None:
        if self.stack:
            self.stale = self.stack
            self.stack = []

    # --- labelled blocks

    def place(self, block: Block) -> None:
        last = len(block.labels) - 1
        printed_at = block.start
        for number, label in enumerate(block.labels):
            for item in self.insert_all(label, printed_at, block.indent):
                if number == last and block.body and item.label.printed == label.printed:
                    item.paragraphs.append(Paragraph(block))
            printed_at = -1

    def insert_all(self, label: Label, printed_at: int, indent: int) -> list[Item]:
        item = self.insert(label, printed_at)
        return [item]

    def insert(self, label: Label, printed_at: int) -> Item:
        if not self.stack and not label.is_first and self.stale:
            # "c)" after a note that stood between b) and c)
            for depth in range(len(self.stale) - 1, 0, -1):
                before = self.stale[depth].label
                if _same_family(before, label) and before.ordinal + 1 == label.ordinal:
                    self.stack = self.stale[:]
                    break
        depth = self._depth(label)
        self.reached[label.style] = label.ordinal
        owner = self.stack[depth - 1] if depth else None
        listing: Listing | None = None
        if depth < len(self.stack):
            sibling = self.stack[depth]
            restarts = label.is_first and label.kind != "b"
            if not restarts or sibling.label.ordinal == label.ordinal == 1:
                listing = sibling.parent
        if listing is None:
            listing = Listing(label.style, owner)
            if owner is None:
                self.parts.append(listing)
            else:
                owner.lists.append(listing)
        item = Item(label, listing, printed_at)
        listing.items.append(item)
        self.stack = [*self.stack[:depth], item]
        return item

    def _depth(self, label: Label) -> int:
        stack = self.stack
        if label.kind != "b" and len(label.parts) > 1:
            # "1b)" belongs under the 1 before it, "2.1" under the 2
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth].label.style == label.style and len(stack[depth].label.parts) == len(label.parts):
                    same_parent = stack[depth].label.parts[:-1] == label.parts[:-1]
                    if same_parent or depth == 0:
                        return depth
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth].label.parts[-1:] == label.parts[-2:-1]:
                    return depth + 1
            return 0
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].label.style == label.style:
                return depth
        if label.is_first:
            return len(stack)
        if stack and self.reached.get(label.style) == label.ordinal - 1 and _is_title(stack[-1]):
            return len(stack)  # "B. Costs": the numbers run on under it
        for depth in range(len(stack) - 1, -1, -1):
            other = stack[depth].label
            if _same_family(other, label) and other.ordinal + 1 == label.ordinal:
                return depth
        for depth in range(len(stack) - 1, -1, -1):
            if _same_family(stack[depth].label, label):
                return depth
        if stack and not stack[-1].paragraphs:
            return len(stack)
        return 0 if label.kind in "nw" else min(len(stack), 1)

    # --- blocks without a label

    def paragraph(self, index: int, block: Block) -> None:
        paragraph = Paragraph(block)
        if self.stack:
            if self._belongs(paragraph, self.next_label[index], index):
                self.stack[-1].paragraphs.append(paragraph)
                return
            self.close()
        before = self.parts[-1] if self.parts else None
        led = isinstance(before, Paragraph) and before.leads
        if not led and is_heading(paragraph, self.blocks, self.kinds, index):
            self.parts.append(Heading(block))
        else:
            self.parts.append(paragraph)

    def _belongs(self, paragraph: Paragraph, upcoming: Label | None, index: int) -> bool:
        """Whether a paragraph without a label goes on with the item before it (rule R2)."""
        item = self.stack[-1]
        block = paragraph.block
        role = paragraph.role
        if not item.paragraphs and not item.lists:
            return role not in (Role.NOTE,)
        if len(item.paragraphs) > 1 and role in (Role.NOUN, Role.CLAUSE, Role.FRAGMENT) and item.paragraphs[-1].role in (Role.NOUN, Role.CLAUSE, Role.FRAGMENT):
            if any(one.opens for one in item.paragraphs[:2]) and upcoming is not None:
                return True  # one more line of what a colon announced
        if item.paragraphs and item.paragraphs[-1].opens:
            return not (block.gap and role in (Role.NOTE, Role.SCOPE))
        if role in _NEVER_IN_ITEM:
            return False
        restarts = upcoming is not None and upcoming.is_first and any(one.label.style == upcoming.style for one in self.stack)
        if paragraph.opens and restarts:
            return False
        goes_on = upcoming is not None and any(
            _same_family(one.label, upcoming) and one.label.ordinal < upcoming.ordinal for one in self.stack
        )
        if is_heading(paragraph, self.blocks, self.kinds, index):
            return not block.gap and goes_on and not block.body[-1].isalnum()
        first = paragraph.sentences[0].text if paragraph.sentences else ""
        if _SEVERAL.match(first):
            return False
        if not block.gap:
            if role is Role.STATEMENT:
                return goes_on
            return True
        if goes_on:
            return role in (Role.ADDS, Role.ASK, Role.NOUN, Role.CLAUSE)
        if role is Role.ADDS:
            return not _SPEAKS_OF_ALL.search(first)
        if role in (Role.ASK, Role.NOUN, Role.CLAUSE):
            return bool(_POINTS_BACK.search(first[:80])) and not paragraph.opens
        return False


_PART_WORD = re.compile(r"(?:section|part|annex|schedule|topic|theme|item)\b", re.IGNORECASE)


def is_titled_part(block: Block, following: Label | None) -> bool:
    """"Section B - Staff" over a numbered list is a heading, whatever its own label."""
    label = block.labels[0]
    if label.kind != "w" or following is None or following.kind == "w" or not _PART_WORD.match(label.printed):
        return False
    return len(block.labels) == 1 and len(block.body.split()) <= 8 and (not block.body or read(block.body).role is Role.FRAGMENT)


def _is_title(item: Item) -> bool:
    return not item.paragraphs or (len(item.paragraphs) == 1 and item.paragraphs[0].role is Role.FRAGMENT)


# "For 2a, 2b and 2c, please ...", "For each of the above ...": a wish about several questions (rule R7)
_SEVERAL = re.compile(
    r"(?:and\s+|also\s+|please\s+)*(?:for|in|with|regarding|to|on)\s+(?:(?:all|each|any|every|both)\s+(?:of\s+)?(?:the\s+|these\s+)?(?:above|questions?|answers?|\d\w*|parts?|points?|three|two|four|five)|(?:questions?\s+|q\.?\s?|parts?\s+|points?\s+)?\(?\d{1,2}[a-z]?\)?\s*(?:,|and|&|to|-|–)\s*(?:q\.?\s?)?\(?\d{1,2}[a-z]?)",
    re.IGNORECASE,
)
_SPEAKS_OF_ALL = re.compile(r"\b(?:all|each|every|both|any|above|answers?|figures|data|information)\b", re.IGNORECASE)


def _same_family(one: Label, other: Label) -> bool:
    return one.kind.lower() == other.kind.lower() and len(one.parts) == len(other.parts)


_HEADING_END = re.compile(r"[A-Za-z0-9)\]”\"’'*_/:%-]$")
_SECTION_WORD = re.compile(r"\*{0,2}(?:section|part|annex|appendix|schedule|topic|theme)\s+(?:\d{1,2}|[a-z]|[ivx]+)\b", re.IGNORECASE)


def is_heading(paragraph: Paragraph, blocks: list[Block], kinds: list[PassageKind | None], index: int) -> bool:
    """A short line without a verb that stands above something."""
    body = paragraph.block.body
    if len(body) > 90 or len(paragraph.sentences) != 1 or not _HEADING_END.search(body):
        return False
    if index + 1 >= len(blocks) or kinds[index + 1] is not None or paragraph.block.lines > 2:
        return False
    words = body.split()
    if len(words) > 11 or not (body[0].isupper() or body[0].isdigit() or body[0] in "*_#\"“‘["):
        return False
    role = paragraph.role
    if body[-1] == ":":
        return len(words) <= 6 and role in (Role.FRAGMENT, Role.NOUN, Role.NOTE, Role.DEFINITION) and last_word(body) not in UNFINISHED and words[0].lower() not in _LEADING_WORDS
    if last_word(body) in UNFINISHED:
        return False
    following = blocks[index + 1]
    if role is Role.FRAGMENT:
        return bool(following.gap or paragraph.block.gap or following.labels or index == 0) and words[0].lower() not in _LEADING_WORDS
    if role is Role.NOUN:
        return bool(following.labels) and len(words) <= 5
    return role is Role.STATEMENT and body.startswith(("If ", "Where ")) and bool(following.labels) and len(words) <= 10


_LEADING_WORDS = frozenset("for of in by to from on at with between during since regarding and or also who which that".split())
