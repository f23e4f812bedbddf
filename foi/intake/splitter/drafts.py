"""Questions in the making, and the marks that say what every stretch of the text was taken for."""

from __future__ import annotations

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.parts import Item, Sentence
from foi.intake.splitter.readings import Role
from foi.intake.splitter.result import PassageKind as P

KIND_OF_ROLE = {
    Role.LEAD: P.INTRODUCTION,
    Role.TOPIC: P.INTRODUCTION,
    Role.SCOPE: P.SCOPE,
    Role.PERIOD: P.SCOPE,
    Role.ADDS: P.SCOPE,
    Role.NOTE: P.NOTE,
    Role.LINK: P.NOTE,
    Role.DEFINITION: P.DEFINITION,
    Role.BOILERPLATE: P.BOILERPLATE,
    Role.FORMAT: P.FORMAT_WISH,
    Role.COURTESY: P.COURTESY,
}


class Draft:
    """A question in the making. `pieces` are its words; `item` is the list entry it came from, if any."""

    __slots__ = (
        "block", "context", "cues", "detailed", "end", "group", "item", "label", "path", "pieces", "start",
        "subject", "topic",
    )  # fmt: skip

    def __init__(self, label: str, path: tuple[str, ...], pieces: list[str], start: int, end: int) -> None:
        self.label = label
        self.path = path
        self.pieces = pieces
        self.start = start
        self.end = end
        self.context: tuple[str, ...] = ()
        self.group = ""
        self.cues: list[str] = []
        self.item: Item | None = None
        self.block: Block | None = None
        self.topic = False  # "I want information about X": stands only if nothing more exact is asked
        self.detailed = False  # asked "for each" of something named before
        self.subject = False  # one of the subjects that a request names before its list of questions

    @property
    def text(self) -> str:
        words = self.pieces[0] if len(self.pieces) == 1 else " ".join(self.pieces)
        return words if words.isprintable() and "  " not in words else " ".join(words.split())


class Marks:
    """What each stretch of the text was taken for."""

    def __init__(self) -> None:
        self.found: list[tuple[int, int, P, Draft | None]] = []
        self.scope: list[str] = []
        self.notes: list[str] = []

    def add(self, start: int, end: int, kind: P, draft: Draft | None = None) -> None:
        self.found.append((start, end, kind, draft))

    def sentence(self, sentence: Sentence, kind: P, draft: Draft | None = None) -> None:
        self.found.append((*sentence.span, kind, draft))

    def set_aside(self, sentence: Sentence, kind: P | None = None) -> None:
        """A sentence that is no question: remember what it is."""
        kind = kind or KIND_OF_ROLE.get(sentence.role, P.BACKGROUND)
        self.sentence(sentence, kind)
        self.remember(sentence.text, kind)

    def remember(self, words: str, kind: P) -> None:
        if kind is P.SCOPE:
            self.scope.append(words)
        elif kind is P.NOTE:
            self.notes.append(words)

    def label(self, item: Item, kind: P) -> None:
        """A label that stands by itself."""
        if item.printed_at >= 0:
            self.add(item.printed_at, item.printed_at + len(item.label.printed), kind)

    def item(self, item: Item, kind: P) -> None:
        if not item.paragraphs:
            self.label(item, kind)
        for paragraph in item.paragraphs:
            self.add(paragraph.block.start, paragraph.block.end, kind)
        for listing in item.lists:
            for inner in listing.items:
                self.item(inner, kind)
