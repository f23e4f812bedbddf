"""An Excel workbook (.xlsx) as comma-separated text: the values of its one sheet as they are shown.

What a spreadsheet hides has left authorities unnoticed (PSNI, August 2023). Only values are
taken, so nothing hidden could come along; but a table with hidden parts is also not the table that its owner sees. It
is refused in words that say where to look.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.escape import unescape

from foi.disclosure.office import as_usually_named
from foi.intake.channels.archive import open_archive, packed
from foi.intake.channels.reading import Unreadable
from foi.letters.cell_text import NotShown, shown
from foi.letters.tables import MAX_COLUMNS, MAX_ROWS, TableNotReadable

MAX_XML_BYTES = 20 * 1024 * 1024  # of all parts together, unpacked
MAX_STYLES_BYTES = 1024 * 1024  # a tenth of it is much; the library builds an object of every one
MAX_CHARACTERS = 10_000_000  # of all cells; the largest table that is taken has a tenth of it
LAST_ROW, LAST_COLUMN = 2 * MAX_ROWS, 10 * MAX_COLUMNS  # how far out a table may stand on its sheet
_BULKY = ("xl/worksheets/", "xl/sharedstrings", "xl/calcchain", "xl/drawings/", "xl/charts/")

_NEW_ONE = (
    "Copy the cells of the table, choose Paste Special, Values in a new workbook, and send that; "
    "or paste them into the box above"
)
_LOOK = "Show them, delete what must not go out, save, and choose the file again"
#: parts that hold what no cell shows
_BESIDE = {
    "xl/pivotcache/": "the source data of a pivot table",
    "xl/externallinks/": "links to other workbooks",
    "xl/comments": "comments",
    "xl/threadedcomments/": "comments",
    "xl/vbaproject": "macros",
    "xl/macrosheets/": "macros",
    "xl/embeddings/": "embedded files",
    "xl/connections": "connections to other data",
    "xl/model/": "a data model",
}


def csv_from_workbook(data: bytes) -> str:
    """The cells of the one visible sheet that holds any. Raises TableNotReadable."""
    opened = _opened(data)
    parts = {name.lower().lstrip("/"): content for name, content in opened.items()}  # as Excel compares names
    _refuse_large(parts)
    beside = list(dict.fromkeys(words for start, words in _BESIDE.items() if any(n.startswith(start) for n in parts)))
    if beside:
        raise TableNotReadable(f"The workbook holds {_and(beside)}. {_NEW_ONE}.")
    try:
        book = load_workbook(packed(opened), read_only=True, data_only=True, keep_links=False)
        pages = [(sheet, _scan(sheet, parts)) for sheet in book.worksheets]
        sheet, page = _only_one(pages, [chart.title for chart in book.chartsheets])
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(_rows(sheet, page))
        return written.getvalue()
    except TableNotReadable:
        raise
    except Exception as fault:  # a broken package meets the library in many ways
        raise TableNotReadable(f"The workbook is damaged or not one of Excel. {_NEW_ONE}.") from fault


def _opened(data: bytes) -> dict[str, bytes]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise TableNotReadable(f"The workbook is protected by a password. Save it without one. {_NEW_ONE}.")
        raise TableNotReadable("This is an old Excel workbook (.xls). In Excel save it as “Excel Workbook (.xlsx)”.")
    try:
        return as_usually_named(open_archive(data))
    except Unreadable as refusal:
        if refusal.finding.id == "encrypted":
            raise TableNotReadable(f"The workbook is protected by a password. {_NEW_ONE}.") from refusal
        raise TableNotReadable(f"The workbook is damaged, or far too large when opened. {_NEW_ONE}.") from refusal


def _refuse_large(parts: dict[str, bytes]) -> None:
    xml = {name: len(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    about = [size for name, size in xml.items() if not name.startswith(_BULKY)]
    if sum(xml.values()) > MAX_XML_BYTES or max(about, default=0) > MAX_STYLES_BYTES:
        raise _too_large()


def _too_large() -> TableNotReadable:
    return TableNotReadable(f"The workbook is far too large when opened. {_NEW_ONE}.")


def _only_one(pages: list[tuple[Any, _Page]], charts: list[str]) -> tuple[Any, _Page]:
    filled = [(sheet, page) for sheet, page in pages if page.last_row]
    hidden = [f"“{sheet.title}”" for sheet, _ in filled if sheet.sheet_state != "visible"]
    if hidden:
        raise TableNotReadable(f"The workbook has hidden sheets: {_and(hidden)}. {_LOOK}.")
    names = [f"“{name}”" for name in [*(sheet.title for sheet, _ in filled), *charts]]
    if len(names) > 1:
        raise TableNotReadable(f"The workbook has several sheets: {_and(names)}. Keep the one with the table.")
    if not filled:
        raise TableNotReadable("The table is empty.")
    sheet, page = filled[0]
    if page.hidden_rows:
        raise TableNotReadable(f"There are hidden or filtered rows ({_and(page.hidden_rows)}). {_LOOK}.")
    if page.hidden_columns:
        raise TableNotReadable(f"There are hidden columns ({_and(page.hidden_columns)}). {_LOOK}.")
    if page.merged:
        raise TableNotReadable(
            f"There are merged cells ({page.merged}). Unmerge them, so that every column has one heading."
        )
    if page.not_worked_out:
        raise TableNotReadable(
            f"The formula in {page.not_worked_out} has no value. Save the workbook in Excel and choose it again."
        )
    if page.last_row > LAST_ROW:
        raise TableNotReadable(f"The table has more than {MAX_ROWS:,} rows. Send it as an attached file instead.")
    if page.last_column > LAST_COLUMN:
        raise TableNotReadable(f"The cells reach to column {get_column_letter(page.last_column)}. {_NEW_ONE}.")
    return sheet, page


def _rows(sheet: Any, page: _Page) -> Iterator[list[str]]:
    written = 0
    for row in sheet.iter_rows(
        min_row=1, max_row=page.last_row, min_col=page.first_column, max_col=page.last_column
    ):  # fmt: skip
        cells = [_text(cell) for cell in row]
        # A text that a workbook keeps once can stand in any number of its cells.
        written += sum(map(len, cells))
        if written > MAX_CHARACTERS:
            raise _too_large()
        yield cells


def _text(cell: Any) -> str:
    if cell.value is None:
        return ""
    place = f"Cell {cell.coordinate}"
    if cell.data_type == "e":
        raise TableNotReadable(f"{place} shows the error {cell.value}. Correct it, save, and choose the file again.")
    value = cell.value
    if isinstance(value, str):
        value = unescape(value).replace("\r\n", "\n").replace("\r", "\n")  # "_x000D_": a return, as Excel writes it
    try:
        return shown(value, cell.number_format or "General")
    except NotShown as fault:
        raise TableNotReadable(f"{place} has a value that its number format hides. {_LOOK}.") from fault


# --- what the library does not tell of a sheet that it only reads ---------------------------------------------------


@dataclass
class _Page:
    first_column: int = 0
    last_row: int = 0
    last_column: int = 0
    hidden_rows: list[str] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    merged: str = ""
    not_worked_out: str = ""


def _scan(sheet: Any, parts: dict[str, bytes]) -> _Page:
    """Where the cells with something in them stand, and which of them nobody sees. One pass, nothing kept."""
    page, filled, row, column = _Page(), set[int](), 0, 0
    hidden_columns: list[tuple[int, int]] = []
    rows_are_hidden = row_hidden = row_filled = False
    content = io.BytesIO(parts[sheet._worksheet_path.lower().lstrip("/")])
    steps: Any = etree.iterparse(content, events=("start", "end"), resolve_entities=False, no_network=True)
    for event, element in steps:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if event == "start":
            if name == "row":
                row, column, row_filled = int(element.get("r") or row + 1), 0, False
                row_hidden = _yes(element, "hidden") or _thin(element, "ht")
                row_hidden = row_hidden or (rows_are_hidden and element.get("ht") is None)
            continue
        if name == "sheetFormatPr":
            rows_are_hidden = _yes(element, "zeroHeight")
        elif name == "col" and (_yes(element, "hidden") or _thin(element, "width")):
            hidden_columns.append((int(element.get("min")), int(element.get("max"))))
        elif name == "c":
            place = element.get("r") or ""
            column = column_index_from_string(place.rstrip("0123456789")) if place else column + 1
            held = {etree.QName(child).localname: "".join(child.itertext()) for child in element}
            if "f" in held and not held.get("v") and element.get("t") != "str" and not page.not_worked_out:
                page.not_worked_out = place or f"row {row}"
            if any(text.strip() for text in held.values()):
                row_filled = True
                filled.add(column)
                page.last_row = max(page.last_row, row)
            element.clear()
        elif name == "row":
            if row_filled and row_hidden:
                page.hidden_rows.append(str(row))
            element.clear()
            element.getparent().remove(element)
        elif name == "mergeCell" and not page.merged:
            page.merged = element.get("ref") or "somewhere"
    page.first_column, page.last_column = min(filled, default=1), max(filled, default=0)
    page.hidden_columns = [
        get_column_letter(one) for one in sorted(filled) if any(low <= one <= high for low, high in hidden_columns)
    ]
    return page


def _yes(element: Any, name: str) -> bool:
    return element.get(name) in ("1", "true", "on")


def _thin(element: Any, name: str) -> bool:
    return element.get(name) is not None and float(element.get(name)) < 0.5


def _and(names: list[str]) -> str:
    some = names if len(names) <= 6 else [*names[:5], f"{len(names) - 5:,} more"]
    return some[0] if len(some) == 1 else f"{', '.join(some[:-1])} and {some[-1]}"
