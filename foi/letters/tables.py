"""Tables that people paste or upload, read into `TableFacts`: values only, every cell text, nothing guessed."""

import csv
import io

from foi.letters.facts import TableFacts
from foi.letters.markdown import plain

MAX_ROWS = 5_000
MAX_COLUMNS = 12  # more cannot be read on a page of A4
MAX_CELL = 2_000


class TableNotReadable(ValueError):
    """What is wrong with a table, in a sentence for the person who gave it."""


def table_from_csv(text: str, *, caption: str = "", note: str = "") -> TableFacts:
    """A table from comma-separated text with one heading row. Raises TableNotReadable."""
    return _table(_rows(text, ","), caption, note)


def table_from_paste(text: str, *, caption: str = "", note: str = "") -> TableFacts:
    """A table as a spreadsheet puts it on the clipboard (tabs), or as comma-separated text. Raises TableNotReadable."""
    first_line = text.lstrip("\ufeff\r\n").partition("\n")[0]
    return _table(_rows(text, "\t" if "\t" in first_line else ","), caption, note)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(plain(text).lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                rows.append(cells)
            if len(rows) > MAX_ROWS + 1:
                raise TableNotReadable(
                    f"The table has more than {MAX_ROWS:,} rows. Send it as an attached file instead."
                )
    except csv.Error as fault:
        line = f"Line {reader.line_num} of the table"
        raise TableNotReadable(
            f"{line} could not be read: a quotation mark is opened and not closed, or a cell is far too long."
        ) from fault
    return rows


def _table(rows: list[list[str]], caption: str, note: str) -> TableFacts:
    if not rows:
        raise TableNotReadable("The table is empty.")
    header, *body = rows
    width = len(header)
    if not body:
        raise TableNotReadable("The table has headings but no rows under them.")
    if width > MAX_COLUMNS:
        raise TableNotReadable(
            f"The table has {width} columns; a page holds {MAX_COLUMNS}. Split it, or send it as an attached file."
        )
    for number, heading in enumerate(header, 1):
        if not heading:
            raise TableNotReadable(f"Column {number} has no heading. The first row must name every column.")
    for number, row in enumerate(body, 2):
        if len(row) > width:
            raise TableNotReadable(
                f"Row {number} has {len(row)} cells, but there are {width} headings. "
                "A comma inside a cell needs quotation marks around the cell."
            )
        for heading, cell in zip(header, row, strict=False):
            if len(cell) > MAX_CELL:
                raise TableNotReadable(f"Row {number}, column “{heading}” holds more than {MAX_CELL:,} characters.")
    padded = tuple(tuple(row + [""] * (width - len(row))) for row in body)
    return TableFacts(header=tuple(header), rows=padded, caption=plain(caption), note=plain(note))
