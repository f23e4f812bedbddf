"""What a letter is, before it is a document: blocks in an order.

The DOCX, the preview, the checks and the tests read this structure; none of them reads another's output. Values are
frozen, hold text and no look, and travel to and from JSON, so that a version can be stored and shown again years later.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one look. A run with a `slot` prints what is known only later: the date of the letter."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    slot: Literal["", "dated_on"] = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title; no level is skipped. `group` headings are the requester's own words."""

    text: str
    level: Literal[1, 2, 3, 4]
    role: Literal["section", "group", "question"] = "section"
    anchor: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `gap` marks what an officer must still settle: it is shown, and it bars the letter from leaving."""

    runs: Runs
    role: Literal["body", "lead", "salutation", "source", "gap"] = "body"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; a nested list is a block of its item."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted list, or a numbered one that begins at `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """A data table with one header row. Every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    note: str = ""
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of two columns: what was asked, and what is answered."""

    left: tuple["Block", ...]
    right: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns of running text beside each other, row by row, under two headings."""

    header: tuple[str, str]
    rows: tuple[Pair, ...]
    caption: str
    kind: Literal["columns"] = "columns"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words. `label` is printed in front of them as the requester printed it."""

    blocks: tuple["Block", ...]
    label: str = ""
    role: Literal["quote", "question", "context", "scope"] = "quote"
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class KeyValue:
    """One line of a list of particulars, such as "Our reference"."""

    key: str
    value: Runs


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Particulars: references at the top of the letter, addresses at its end."""

    rows: tuple[KeyValue, ...]
    kind: Literal["key_values"] = "key_values"


@dataclass(frozen=True, slots=True)
class Address:
    """An address, a line a line."""

    lines: tuple[str, ...]
    kind: Literal["address"] = "address"


@dataclass(frozen=True, slots=True)
class Signature:
    """The closing: a phrase, room to sign, and who signs."""

    closing: str
    lines: tuple[str, ...]
    kind: Literal["signature"] = "signature"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    kind: Literal["page_break"] = "page_break"


Block = Annotated[
    Heading | Paragraph | ListBlock | Table | Columns | Quote | KeyValues | Address | Signature | PageBreak,
    Field(discriminator="kind"),
]
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the top of the first page, and shorter on the others."""

    authority: str
    team: str = ""
    contact: tuple[str, ...] = ()
    marking: str = ""
    reference_line: str = ""  # for the head of every page after the first
    page_line: str = ""  # "Page {page} of {pages}"; the page itself fills in the numbers


@dataclass(frozen=True, slots=True)
class WordingUse:
    """A text of the wording library as it stood when it was used: its id and the version's name."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class CaveatUse:
    """A caveat in the letter, and why it is there, for the officer who reads the draft."""

    code: str
    because: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with the letter: the name it is sent under, and what proves that it is that file."""

    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A whole letter. `gaps` says, in sentences, what must be settled before it may leave; it leaves with none."""

    title: str
    reference: str
    plan: str
    language: str
    letterhead: Letterhead
    blocks: Blocks
    dated_on: date | None = None
    undated: str = ""  # printed where the date goes, until there is one
    gaps: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    wording: tuple[WordingUse, ...] = ()
    quoted_language: str = ""  # of the requester's own words; the letter's, if empty
    caveats: tuple[CaveatUse, ...] = ()

    def slot(self, run: Run) -> str:
        """The words of a run, with the date of the letter filled in where it belongs."""
        if run.slot == "dated_on":
            return date_words(self.dated_on, self.language) if self.dated_on else self.undated
        return run.text


_letter: TypeAdapter[Letter] = TypeAdapter(Letter)

# Not part of what is approved: the day of issue is known only at issue; the others say where words came from and
# why they are there, not what they say.
_NOT_CONTENT = {"dated_on", "undated", "wording", "caveats", "quoted_language"}

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
}


def date_words(day: date, language: str = "en-GB") -> str:
    """A date as letters print it: "3 March 2026", whatever the machine's locale. It does not break across lines."""
    return f"{day.day}\u00a0{_MONTHS[language[:2]].split()[day.month - 1]}\u00a0{day.year}"


def to_json(letter: Letter) -> dict[str, Any]:
    """The letter as plain values that JSON can hold."""
    data: dict[str, Any] = _letter.dump_python(letter, mode="json")
    return data


def from_json(data: dict[str, Any]) -> Letter:
    """The letter again. Raises pydantic.ValidationError, a ValueError, for what is not a letter."""
    return _letter.validate_python(data)


def content_hash(letter: Letter) -> str:
    """SHA-256 of what the letter says, without its date: what an approval holds for."""
    data = {key: value for key, value in to_json(letter).items() if key not in _NOT_CONTENT}
    return hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def lines(letter: Letter) -> Iterator[str]:
    """The letter as plain text, a line a paragraph, list item or table row: for search, comparison and tests."""
    for block in letter.blocks:
        for line in _block_lines(letter, block):
            yield line.replace("\u00a0", " ")


def _block_lines(letter: Letter, block: Block, indent: str = "") -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield indent + "".join(letter.slot(run) for run in block.runs)
        case ListBlock():
            for number, item in enumerate(block.items, block.start):
                first, *rest = [line for inner in item.blocks for line in _block_lines(letter, inner, "")] or [""]
                yield f"{indent}{f'{number}.' if block.ordered else '-'} {first}"
                yield from (f"{indent}  {line}" for line in rest)
        case Table():
            yield block.caption
            for cells in (block.header, *block.rows):
                yield " | ".join(cells)
            if block.note:
                yield block.note
        case Columns():
            yield " | ".join(block.header)
            for side in (side for row in block.rows for side in (row.left, row.right)):
                yield from (line for inner in side for line in _block_lines(letter, inner))
        case Quote():
            label = f"{block.label} " if block.label else ""
            for line in (line for inner in block.blocks for line in _block_lines(letter, inner)):
                yield f"> {label}{line}"
                label = ""
        case KeyValues():
            for row in block.rows:
                yield f"{row.key}: {''.join(letter.slot(run) for run in row.value)}"
        case Address():
            yield from block.lines
        case Signature():
            yield block.closing
            yield from block.lines
        case PageBreak():
            pass
