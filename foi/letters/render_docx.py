"""A letter as a Word file: every look is a named style of the template, every structure a real one.

python-docx opens, checks and prepares the template once (`word_template`); a letter then adds what is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foi.letters.package import Entry, archive
from foi.letters.structure import (
    Address,
    Block,
    Blocks,
    Columns,
    Heading,
    KeyValues,
    Letter,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Signature,
    Table,
)
from foi.letters.word_furniture import core_properties, filling
from foi.letters.word_template import LIST_LEVELS, LIST_STEP, Prepared, prepared
from foi.letters.word_xml import RELATIONS, WORD, as_bytes, escaped, link_target, words

_FIGURE = re.compile(r"[£$€]?\s?[-+−]?[\d,. ]*\d\s?%?")
_ROW_THAT_MAY_SPLIT = 1_200  # characters in a cell; a row kept whole must fit on a page

_XML_THAT_MAY_SPLIT = 4_000  # characters of a row's XML, in two columns: half a page or so

_CHARACTER = 105  # twentieths of a point that a character of a table takes, on average

_LEFT_COLUMN = 38  # per cent of the page for the questions, in two columns
_CELL_MARGIN = 100  # twentieths of a point at either side of a cell

# Set in the paragraph where it matters, whatever the styles of an authority's own template say.
_KEEP_NEXT = "<w:keepNext/>"
_LEAD = '<w:spacing w:before="160" w:after="60"/>'
_COLUMN_MARGINS = '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:right w:w="200" w:type="dxa"/></w:tblCellMar>'
_ROOM_BELOW = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
_ROWS_TOGETHER = 2  # rows that stay with the next one, under the heading of a table


def render_docx(letter: Letter, template: bytes | None = None) -> bytes:
    """The letter as a .docx file. The same letter and template give the same bytes.

    `template` is a Word file with `REQUIRED_STYLES`; the house style if None. Raises TemplateNotUsable.
    """
    ready = prepared(template, letter.language)
    body = _Body(letter, ready)
    parts = {
        "word/document.xml": body.xml(),
        "word/_rels/document.xml.rels": body.relations(),
        "docProps/core.xml": core_properties(letter),
    }
    if body.numbers:
        parts["word/numbering.xml"] = body.numbering()
    for name, pieces in ready.furniture.items():
        parts[name] = as_bytes("".join(filling(piece, letter) if is_tag else piece for is_tag, piece in pieces))
    return archive(Entry.of(name, parts[name]) if name in parts else ready.static[name] for name in ready.order)


class _Body:
    """The document part while it grows. Its paragraphs are XML, in order, in `out`."""

    def __init__(self, letter: Letter, ready: Prepared) -> None:
        self.letter = letter
        self.ready = ready
        self.styles = {name: f'<w:pStyle w:val="{escaped(style)}"/>' for name, style in ready.style_ids.items()}
        self.link_look = f'<w:rStyle w:val="{escaped(ready.style_ids["Hyperlink"])}"/>'
        self.links: dict[str, str] = {}
        self.numbers: list[int] = []  # where each numbered list starts; each is a list of its own, so that it restarts
        self.out: list[str] = []
        self.language = ""  # of the words that are being quoted, where it is not the letter's
        self.on_a_new_page = False
        self.width = ready.text_width  # twentieths of a point; less inside a cell

    def xml(self) -> bytes:
        blocks = self.letter.blocks
        for block, following in zip(blocks, (*blocks[1:], None), strict=True):
            self.add(block, keep_next=following is not None and _introduces(block, following))
        return as_bytes(
            f'<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body>{"".join(self.out)}'
            f"{self.ready.section}</w:body></w:document>"
        )

    def relations(self) -> bytes:
        links = "".join(
            f'<Relationship Id="{rel_id}" Type="{RELATIONS}/hyperlink" Target="{escaped(href)}" TargetMode="External"/>'
            for href, rel_id in self.links.items()
        )
        return self.ready.relations + links.encode() + b"</Relationships>"

    def numbering(self) -> bytes:
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self.ready.decimal_shape}"/>'
            + "".join(
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
                for level in range(LIST_LEVELS)
            )
            + "</w:num>"
            for number, start in enumerate(self.numbers, self.ready.next_list)
        )
        return self.ready.numbering + lists.encode() + b"</w:numbering>"

    # blocks

    def add(self, block: Block, *, keep_next: bool = False) -> None:
        keep = _KEEP_NEXT if keep_next else ""
        match block:
            case Heading():
                group = block.role == "group" and block.level == 3
                style = "Group Heading" if group else f"Heading {block.level}"
                self.paragraph(style, words(block.text), _KEEP_NEXT)
            case Paragraph(role="lead"):
                self.paragraph("Normal", self.runs(block.runs), _KEEP_NEXT, _LEAD)
            case Paragraph():
                style = {"source": "Source Note", "gap": "Gap", "salutation": "Salutation"}.get(block.role, "Normal")
                self.paragraph(style, self.runs(block.runs), keep)
            case ListBlock():
                self.list(block, 0, keep)
            case Table():
                self.table(block)
            case Columns():
                self.columns(block)
            case Quote():
                self.quote(block, keep)
            case KeyValues():
                for row in block.rows:
                    together = keep if row is block.rows[-1] else _KEEP_NEXT
                    key = words(f"{row.key}:\t", "<w:rPr><w:b/></w:rPr>")
                    self.paragraph("Particulars", key + self.runs(row.value), together)
            case Address():
                self.paragraph("Address", words("\n".join(block.lines)), keep)
            case Signature():
                self.paragraph("Closing", words(block.closing))
                for number, line in enumerate(block.lines):
                    self.paragraph("Signature", words(line, "" if number else "<w:rPr><w:b/></w:rPr>"))
            case PageBreak():
                self.on_a_new_page = True

    def list(self, block: ListBlock, level: int, keep: str = "", outer_style: str = "") -> None:
        """Lists in lists and further paragraphs of an item take the outermost style: items then stand together."""
        style = outer_style or ("List Number" if block.ordered else "List Bullet")
        number = self.ready.bullet_list
        if block.ordered:
            self.numbers.append(max(block.start, 0))
            number = self.ready.next_list + len(self.numbers) - 1
        depth = min(level, LIST_LEVELS - 1)
        place = f'{keep}<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        set_in = f'{keep}<w:ind w:left="{LIST_STEP * (depth + 1)}" w:firstLine="0"/>'
        for item in block.items:
            first, rest = (item.blocks[0], item.blocks[1:]) if item.blocks else (None, ())
            if not isinstance(first, Paragraph):
                first, rest = Paragraph(()), item.blocks
            self.paragraph(style, self.runs(first.runs), place)
            for inner in rest:
                if isinstance(inner, ListBlock):
                    self.list(inner, level + 1, keep, style)
                elif isinstance(inner, Paragraph):
                    self.paragraph(style, self.runs(inner.runs), set_in)
                else:
                    self.add(inner)

    def quote(self, block: Quote, keep: str) -> None:
        style = "Quote" if block.role == "quote" else "Request Text"
        label = block.label
        if block.role != "quote" and self.letter.quoted_language not in ("", self.letter.language):
            self.language = f'<w:lang w:val="{escaped(self.letter.quoted_language)}"/>'
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                text = (words(f"{label}\t") if label else "") + self.runs(inner.runs)
                self.paragraph("Request Item" if label else style, text, keep)
                label = ""
            else:
                self.add(inner)
        self.language = ""

    def table(self, block: Table) -> None:
        self.paragraph("Caption", words(block.caption), _KEEP_NEXT)
        widths = _widths((block.header, *block.rows), self.width)
        self.open_table(widths, block.caption)
        figures = [column > 0 and _is_figures(cells) for column, cells in enumerate(zip(*block.rows, strict=True))]
        heading = self.cells(widths, figures, "Table Figure Heading", "Table Heading", _KEEP_NEXT)
        self.row(block.header, heading, "<w:tblHeader/>")
        # No table begins at the foot of a page with a row or two, and none leaves its note behind.
        first, last = min(_ROWS_TOGETHER, len(block.rows) - 1), len(block.rows) - bool(block.note)
        kept = self.cells(widths, figures, "Table Figure", "Table Text", _KEEP_NEXT)
        cells = self.cells(widths, figures, "Table Figure", "Table Text")
        for number, row in enumerate(block.rows):
            self.row(row, kept if number < first or number >= last else cells)
        self.out.append("</w:tbl>")
        # A table's note, and the room below the table: two tables must not touch, or Word makes them one.
        self.paragraph("Source Note", words(block.note), spacing="" if block.note else _ROOM_BELOW)

    def columns(self, block: Columns) -> None:
        """Running text in two columns. A long row may go on overleaf: an answer can be longer than a page."""
        left = self.width * _LEFT_COLUMN // 100
        widths = (left, self.width - left)
        self.open_table(widths, block.caption, _COLUMN_MARGINS)
        heading = self.cells(widths, (False, False), "Table Heading", "Table Heading", _KEEP_NEXT)
        self.row(block.header, heading, "<w:tblHeader/>")
        for pair in block.rows:
            start = len(self.out)
            self.out.append("<w:tr>")
            for width, blocks in zip(widths, (pair.left, pair.right), strict=True):
                self.cell(width, blocks)
            self.out.append("</w:tr>")
            if sum(map(len, self.out[start:])) < _XML_THAT_MAY_SPLIT:
                self.out[start] = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        self.out.append("</w:tbl>")
        self.paragraph("Source Note", "", spacing=_ROOM_BELOW)

    def cell(self, width: int, blocks: Blocks) -> None:
        self.out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
        outer, self.width = self.width, width - 2 * _CELL_MARGIN
        for block in blocks or (Paragraph(()),):
            self.add(block)
        self.width = outer
        self.out.append("</w:tc>")

    def open_table(self, widths: Sequence[int], caption: str, margins: str = "") -> None:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self.out.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{escaped(self.ready.style_ids["Letter Table"])}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{margins}<w:tblLook w:val="0020"'
            ' w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{escaped(caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )

    def cells(
        self, widths: Sequence[int], figures: Sequence[bool], figure: str, text: str, keep: str = ""
    ) -> Sequence[str]:
        """What opens the cells of a row, column by column."""
        return [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
            f"{self.styles[figure if is_figure else text]}{keep}</w:pPr>"
            for width, is_figure in zip(widths, figures, strict=True)
        ]

    def row(self, texts: Sequence[str], cells: Sequence[str], header: str = "") -> None:
        whole = "<w:cantSplit/>" if max(map(len, texts)) < _ROW_THAT_MAY_SPLIT else ""
        properties = f"<w:trPr>{whole}{header}</w:trPr>" if whole or header else ""
        filled = "".join([f"{cell}{words(text)}</w:p></w:tc>" for cell, text in zip(cells, texts, strict=True)])
        self.out.append(f"<w:tr>{properties}{filled}</w:tr>")

    # paragraphs and runs

    def paragraph(self, style: str, runs: str, properties: str = "", spacing: str = "") -> None:
        if self.on_a_new_page:  # a break of its own would leave an empty line at the top
            properties, self.on_a_new_page = f"{properties}<w:pageBreakBefore/>", False
        self.out.append(f"<w:p><w:pPr>{self.styles[style]}{properties}{spacing}</w:pPr>{runs}</w:p>")

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join([self.run(run) for run in runs])

    def run(self, run: Run) -> str:
        text = self.letter.slot(run)
        target = self.link(run.href) if run.href else ""
        look = f"{self.link_look if target else ''}{'<w:b/>' if run.bold else ''}{'<w:i/>' if run.italic else ''}"
        look += self.language
        xml = words(text, f"<w:rPr>{look}</w:rPr>" if look else "")
        return f'<w:hyperlink r:id="{target}">{xml}</w:hyperlink>' if target else xml

    def link(self, href: str) -> str:
        """The relation of a link; "" for what Word could not open a file with."""
        target = link_target(href)
        if target and target not in self.links:
            self.links[target] = f"rIdLink{len(self.links) + 1}"
        return self.links.get(target, "")


def _introduces(block: Block, following: Block) -> bool:
    """What leads on to the next block stays on the page on which that begins. (Headings and captions always do.)"""
    match block:
        case Paragraph():
            return isinstance(following, ListBlock | Table | KeyValues)
        case Quote(role="context"):
            return True
        case Quote(role="question"):
            return not isinstance(following, Heading | Quote)
        case _:
            return isinstance(following, Signature)  # nobody signs an empty page


def _is_figures(cells: Sequence[str]) -> bool:
    """A column of numbers; words such as "not recorded" may stand among them."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and 2 * sum(1 for cell in filled if _FIGURE.fullmatch(cell)) >= len(filled)


def _widths(rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Column widths by what the columns hold: everything on one line if there is room, else headings on up to three."""
    columns = list(zip(*rows[:200], strict=True))
    longest = [max(4, min(40, max(map(len, cells[1:]), default=0))) for cells in columns]
    one_line = [2 + max(longest[at], len(cells[0])) for at, cells in enumerate(columns)]
    if sum(one_line) * _CHARACTER <= total:
        weights = one_line
    else:
        words_of = [max((len(word) for text in cells for word in text.split()), default=0) for cells in columns]
        weights = [
            2 + max(longest[at], min(words_of[at], 18), min(len(cells[0]) // 3, 20)) for at, cells in enumerate(columns)
        ]
    widths = [total * weight // sum(weights) for weight in weights]
    widths[-1] += total - sum(widths)
    return widths
