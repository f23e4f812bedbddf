"""Reads a Word letter back as a person, a screen reader or Word would: with the library that did not write it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class Line:
    """A paragraph or a table, in the order of the document."""

    style: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    list_number: str = ""  # which list it belongs to
    level: str = ""


def read_back(data: bytes) -> list[Line]:
    return list(_lines(Document(io.BytesIO(data))))


def _lines(document) -> Iterator[Line]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = tuple(tuple(cell.text for cell in row.cells) for row in block.rows)
            yield Line(block.style.name, rows=rows)
        elif isinstance(block, Paragraph):
            number = block._p.find("w:pPr/w:numPr/w:numId", block._p.nsmap)
            level = block._p.find("w:pPr/w:numPr/w:ilvl", block._p.nsmap)
            value = f"{{{block._p.nsmap['w']}}}val"
            yield Line(
                block.style.name,
                block.text,
                list_number=number.get(value) if number is not None else "",
                level=level.get(value) if level is not None else "",
            )
