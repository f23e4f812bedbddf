"""A letter as a Word file: every look is a named style of the template, every structure a real one.

The XML is built here with lxml; python-docx opens, checks and prepares the template once (`word_template`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from foi.letters.package import Entry, archive
from foi.letters.structure import (
    Address,
    Block,
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
from foi.letters.word_furniture import core_properties, filled_furniture
from foi.letters.word_template import LIST_LEVELS, LIST_STEP, Prepared, prepared
from foi.letters.word_xml import (
    BOLD,
    BR,
    HYPERLINK,
    HYPERLINK_TYPE,
    ILVL,
    IND,
    ITALIC,
    KEEP_NEXT,
    LEFT,
    NAMESPACES,
    NUMID,
    NUMPR,
    PPR,
    PSTYLE,
    R_ID,
    RPR,
    RSTYLE,
    TBL,
    TBLPR,
    TC,
    TCPR,
    TCW,
    TR,
    TRPR,
    VAL,
    W_TYPE,
    W_W,
    P,
    R,
    as_bytes,
    clean,
    element,
    fill,
    link_target,
    w,
)

_FIGURE = re.compile(r"[£$€]?\s?[-+−]?[\d,. ]*\d\s?%?")
_ROW_THAT_MAY_SPLIT = 1_200  # characters in a cell; a row kept whole must fit on a page


def render_docx(letter: Letter, template: bytes | None = None) -> bytes:
    """The letter as a .docx file. The same letter and template give the same bytes.

    `template` is a Word file with `REQUIRED_STYLES`; the house style if None. Raises TemplateNotUsable.
    """
    ready = prepared(template, letter.language)
    body = _Body(letter, ready)
    parts = {
        "word/document.xml": Entry.of("word/document.xml", body.xml()),
        "word/_rels/document.xml.rels": Entry.of("word/_rels/document.xml.rels", body.relations()),
        "docProps/core.xml": Entry.of("docProps/core.xml", core_properties(letter)),
    }
    if body.numbers:
        parts["word/numbering.xml"] = Entry.of("word/numbering.xml", body.numbering())
    for name, tree in ready.furniture.items():
        parts[name] = Entry.of(name, filled_furniture(tree, letter.letterhead))
    return archive(parts.get(name) or ready.static[name] for name in ready.order)


class _Body:
    """The document part while it grows."""

    def __init__(self, letter: Letter, ready: Prepared) -> None:
        self.letter = letter
        self.ready = ready
        self.styles = ready.style_ids
        self.links: dict[str, str] = {}
        self.numbers: list[int] = []  # where each numbered list starts; each is a list of its own, so that it restarts
        self.root = etree.Element(w("document"), nsmap=NAMESPACES)
        self.body = element(self.root, w("body"))

    def xml(self) -> bytes:
        for block, following in zip(self.letter.blocks, (*self.letter.blocks[1:], None), strict=True):
            self.add(block)
            if following and _introduces(block, following):
                properties = self.body[-1][0]
                if properties.find(KEEP_NEXT) is None:
                    properties.insert(1, etree.Element(KEEP_NEXT))
        self.body.append(deepcopy(self.ready.section))
        return as_bytes(self.root)

    def relations(self) -> bytes:
        if not self.links:
            return self.ready.relations
        tree = etree.fromstring(self.ready.relations)
        for href, rel_id in self.links.items():
            element(
                tree,
                f"{{{tree.nsmap[None]}}}Relationship",
                Id=rel_id,
                Type=HYPERLINK_TYPE,
                Target=href,
                TargetMode="External",
            )
        return as_bytes(tree)

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

    def add(self, block: Block) -> None:
        match block:
            case Heading():
                style = "Group Heading" if block.role == "group" and block.level == 3 else f"Heading {block.level}"
                self.text(self.paragraph(style), block.text)
            case Paragraph(role="source"):
                self.runs(self.paragraph("Source Note"), block.runs)
            case Paragraph(role="gap"):
                self.runs(self.paragraph("Gap"), block.runs)
            case Paragraph(role="salutation"):
                self.runs(self.paragraph("Salutation"), block.runs)
            case Paragraph():
                self.runs(self.paragraph("Normal"), block.runs)
            case ListBlock():
                self.list(block, 0)
            case Table():
                self.table(block)
            case Quote():
                self.quote(block)
            case KeyValues():
                for row in block.rows:
                    paragraph = self.paragraph("Particulars")
                    if row is not block.rows[-1]:
                        element(paragraph[0], KEEP_NEXT)
                    self.text(paragraph, f"{row.key}:\t", bold=True)
                    self.runs(paragraph, row.value)
            case Address():
                self.text(self.paragraph("Address"), "\n".join(block.lines))
            case Signature():
                self.text(self.paragraph("Closing"), block.closing)
                for number, line in enumerate(block.lines):
                    self.text(self.paragraph("Signature"), line, bold=number == 0)
            case PageBreak():
                run = element(self.paragraph("Normal"), R)
                element(run, BR, {W_TYPE: "page"})

    def list(self, block: ListBlock, level: int) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        number = self.ready.bullet_list
        if block.ordered:
            self.numbers.append(max(block.start, 0))
            number = self.ready.next_list + len(self.numbers) - 1
        for item in block.items:
            first, rest = (item.blocks[0], item.blocks[1:]) if item.blocks else (None, ())
            if not isinstance(first, Paragraph):
                first, rest = Paragraph(()), item.blocks
            paragraph = self.paragraph(style)
            properties = element(paragraph[0], NUMPR)
            element(properties, ILVL, {VAL: str(min(level, LIST_LEVELS - 1))})
            element(properties, NUMID, {VAL: str(number)})
            self.runs(paragraph, first.runs)
            for inner in rest:
                if isinstance(inner, ListBlock):
                    self.list(inner, level + 1)
                elif isinstance(inner, Paragraph):
                    self.runs(self.set_in("List Continue", level), inner.runs)
                else:
                    self.add(inner)

    def quote(self, block: Quote) -> None:
        style = "Quote" if block.role == "quote" else "Request Text"
        label = block.label
        for inner in block.blocks:
            if not isinstance(inner, Paragraph):
                self.add(inner)
                continue
            paragraph = self.paragraph("Request Item" if label else style)
            if label:
                self.text(paragraph, f"{label}\t")
                label = ""
            self.runs(paragraph, inner.runs)

    def table(self, block: Table) -> None:
        self.text(self.paragraph("Caption"), block.caption)
        widths = _widths((block.header, *block.rows), self.ready.text_width)
        table = element(self.body, TBL)
        properties = element(table, TBLPR)
        element(properties, w("tblStyle"), {VAL: self.styles["Letter Table"]})
        element(properties, w("tblW"), {W_W: str(sum(widths)), W_TYPE: "dxa"})
        element(properties, w("tblLayout"), {W_TYPE: "fixed"})
        element(
            properties,
            w("tblLook"),
            {
                VAL: "0020",
                w("firstRow"): "1",
                w("lastRow"): "0",
                w("firstColumn"): "0",
                w("lastColumn"): "0",
                w("noHBand"): "1",
                w("noVBand"): "1",
            },
        )
        element(properties, w("tblCaption"), {VAL: clean(block.caption)})
        grid = element(table, w("tblGrid"))
        for width in widths:
            element(grid, w("gridCol"), {W_W: str(width)})
        figures = [column > 0 and _is_figures(cells) for column, cells in enumerate(zip(*block.rows, strict=True))]
        cells = [{W_W: str(width), W_TYPE: "dxa"} for width in widths]
        heads = [{VAL: self.styles["Table Figure Heading" if figure else "Table Heading"]} for figure in figures]
        texts = [{VAL: self.styles["Table Figure" if figure else "Table Text"]} for figure in figures]
        self.row(table, block.header, cells, heads, header=True)
        for row in block.rows:
            self.row(table, row, cells, texts)
        # A table's note, and the room below the table: two tables must not touch, or Word makes them one.
        self.text(self.paragraph("Source Note"), block.note)

    def row(
        self,
        table: Any,
        texts: Sequence[str],
        cells: Sequence[dict[str, str]],
        styles: Sequence[dict[str, str]],
        *,
        header: bool = False,
    ) -> None:
        row = element(table, TR)
        if max(map(len, texts)) < _ROW_THAT_MAY_SPLIT:
            element(element(row, TRPR), w("cantSplit"))
        if header:
            element(row[0] if len(row) else element(row, TRPR), w("tblHeader"))
        for text, cell, style in zip(texts, cells, styles, strict=True):
            box = element(row, TC)
            element(element(box, TCPR), TCW, cell)
            paragraph = element(box, P)
            element(element(paragraph, PPR), PSTYLE, style)
            if text:
                self.text(paragraph, text)

    # paragraphs and runs

    def paragraph(self, style: str) -> Any:
        paragraph = element(self.body, P)
        element(element(paragraph, PPR), PSTYLE, {VAL: self.styles[style]})
        return paragraph

    def set_in(self, style: str, level: int) -> Any:
        paragraph = self.paragraph(style)
        element(paragraph[0], IND, {LEFT: str(LIST_STEP * (min(level, LIST_LEVELS - 1) + 1))})
        return paragraph

    def runs(self, paragraph: Any, runs: Iterable[Run]) -> None:
        for run in runs:
            text = self.letter.slot(run)
            if run.href and (rel_id := self.link(run.href)):
                link = element(paragraph, HYPERLINK, {R_ID: rel_id})
                self.text(link, text, bold=run.bold, italic=run.italic, style=self.styles["Hyperlink"])
            else:
                self.text(paragraph, text, bold=run.bold, italic=run.italic)

    def text(self, parent: Any, text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> None:
        if not text:
            return
        run = element(parent, R)
        if bold or italic or style:
            properties = element(run, RPR)
            if style:
                element(properties, RSTYLE, {VAL: style})
            if bold:
                element(properties, BOLD)
            if italic:
                element(properties, ITALIC)
        fill(run, text)

    def link(self, href: str) -> str:
        """The relation of a link; "" for what Word could not open a file with."""
        target = link_target(href)
        if target and target not in self.links:
            self.links[target] = f"rIdLink{len(self.links) + 1}"
        return self.links.get(target, "")


def _introduces(block: Block, following: Block) -> bool:
    """What leads on to the next block stays on the page on which that begins. (Headings and captions do by style.)"""
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
    """Column widths by what the columns hold: none is starved, none takes everything."""
    weights = []
    for cells in zip(*rows[:200], strict=True):
        longest = max(len(cell) for cell in cells)
        word = max((len(word) for cell in cells for word in cell.split()), default=0)
        weights.append(max(6, min(word, 16) + 2, min(longest, 38)))
    widths = [total * weight // sum(weights) for weight in weights]
    widths[-1] += total - sum(widths)
    return widths
