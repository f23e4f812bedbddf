"""A table out of an Excel workbook: what is shown comes, what is hidden stops it."""

# ruff: noqa: E501 - files and tables in one piece

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from foi.letters.cell_text import shown
from foi.letters.tables import TableNotReadable, table_from_csv
from foi.letters.workbook import csv_from_workbook
from tests.intake.channels.made import compound_file, part_of, with_part


def workbook(*rows: tuple[Any, ...]) -> Workbook:
    book = Workbook()
    for row in rows or (("Year", "Officers"), (2024, 96)):
        book.worksheets[0].append(row)
    return book


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(TableNotReadable) as refusal:
        csv_from_workbook(data)
    return str(refusal.value)


# --- what comes ---------------------------------------------------------------------------------------------------------


def test_a_table_that_begins_further_down_and_to_the_right() -> None:
    book = Workbook()
    for place, value in {"C4": "Year", "D4": "Officers", "C5": 2024, "D5": 0}.items():
        book.worksheets[0][place] = value
    assert table_from_csv(csv_from_workbook(saved(book))).rows == (("2024", "0"),)


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (0.1 + 0.2, "General", "0.3"), (1e15, "General", "1000000000000000"), (1e-7, "General", "0.0000001"),
        (96, "General", "96"), (-0.0, "General", "0"), (True, "General", "TRUE"), (0, "0", "0"),
        (1234.5, "#,##0.00", "1,234.50"), (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"), (0.255, "0%", "26%"),
        (0.125, "0.0%", "12.5%"), (1234, "[$£-809]#,##0.00", "£1,234.00"), (1250, '"£"#,##0', "£1,250"),
        (42, "00000", "00042"), (2.5, "0.##", "2.5"), (-0.001, "0.00", "0.00"), (1234567, "0.00E+00", "1234567"),
        (1234567, "#,##0,", "1234567"), (1250, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "1,250.00"),
        (datetime(2024, 3, 5), "mm-dd-yy", "05/03/2024"), (datetime(2024, 3, 5), "mmm-yy", "March 2024"),
        (datetime(2024, 3, 5), "yyyy", "2024"), (datetime(2024, 3, 5, 9, 5), "dd/mm/yyyy hh:mm", "05/03/2024 09:05"),
        (date(2024, 3, 5), "d-mmm", "5 March"), (time(9, 5), "h:mm", "09:05"), (timedelta(hours=37, minutes=5), "[h]:mm", "37:05"),
        ("a\tb", "@", "a b"),
    ],
)  # fmt: skip
def test_a_value_as_its_owner_reads_it(value: Any, code: str, words: str) -> None:
    assert shown(value, code) == words


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_no_number_gets_the_noise_of_floats(typed: Any) -> None:
    assert float(shown(float(typed), "General")) == float(typed)
    assert len(shown(float(typed), "General").partition(".")[2]) <= 4


# --- what is hidden stops it ------------------------------------------------------------------------------------------


def test_rows_and_columns_that_are_hidden_by_hand() -> None:
    book = workbook()
    book.worksheets[0].row_dimensions[2].hidden = True
    assert "hidden or filtered rows (2)" in refused(saved(book))
    book = workbook()
    book.worksheets[0].column_dimensions["B"].hidden = True
    assert "hidden columns (B)" in refused(saved(book))


def test_one_of_several_sheets_is_to_be_kept() -> None:
    book = workbook()
    book.create_sheet("Notes")
    assert csv_from_workbook(saved(book)) == "Year,Officers\n2024,96\n"
    book["Notes"].append(["Name"])
    assert "several sheets: “Sheet” and “Notes”. Keep the one" in refused(saved(book))


def test_very_hidden_sheets_too() -> None:
    book = workbook()
    book.create_sheet("Staff").append(["Name"])
    book["Staff"].sheet_state = "veryHidden"
    assert "hidden sheets: “Staff”" in refused(saved(book))


def test_columns_squeezed_to_nothing_and_values_formatted_away() -> None:
    book = workbook()
    book.worksheets[0].column_dimensions["B"].width = 0.1
    assert "hidden columns (B)" in refused(saved(book))
    book = workbook()
    book.worksheets[0]["B2"].number_format = ";;;"
    assert "Cell B2 has a value that its number format hides" in refused(saved(book))


def test_hidden_columns_without_a_cell_hide_nothing() -> None:
    book = workbook()
    book.worksheets[0].column_dimensions["F"].hidden = True
    assert csv_from_workbook(saved(book)) == "Year,Officers\n2024,96\n"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/pivotCache/pivotCacheRecords1.xml", "the source data of a pivot table"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("XL/vbaProject.bin", "macros"), ("xl/embeddings/oleObject1.bin", "embedded files"),
        ("xl/threadedComments/threadedComment1.xml", "comments"),
    ],
)  # fmt: skip
def test_parts_that_no_cell_shows(part: str, words: str) -> None:
    said = refused(with_part(saved(workbook()), part, b"<x/>"))
    assert f"The workbook holds {words}. Copy the cells of the table" in said


def test_comments_merged_cells_errors_and_formulas_never_worked_out() -> None:
    book = workbook()
    book.worksheets[0]["B2"].comment = Comment("PC Jo Bloggs", "someone")
    assert "holds comments" in refused(saved(book))
    book = workbook()
    book.worksheets[0].merge_cells("A1:B1")
    name = "xl/worksheets/sheet1.xml"
    sheet = part_of(saved(book), name).replace("A1:B1", "A1:XFD1048576")
    assert "merged cells (A1:XFD1048576)" in refused(with_part(saved(book), name, sheet.encode()))
    assert "Cell B2 shows the error #REF!" in refused(saved(workbook(("Year", "Sum"), (2024, "#REF!"))))
    assert "The formula in B2 has no value" in refused(saved(workbook(("Year", "Sum"), (2024, "=1+1"))))


# --- hostile and broken -------------------------------------------------------------------------------------------------


def test_what_is_no_workbook() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    for data in (b"", b"PK\x03\x04", b"Year,Officers\n", packed.getvalue(), saved(workbook())[:-200]):
        assert "The workbook is damaged" in refused(data)
    assert "old Excel workbook (.xls)" in refused(compound_file({"Workbook": b"x" * 5000}))
    assert "protected by a password" in refused(compound_file({"EncryptedPackage": b"x" * 5000}))


def test_what_grows_when_it_is_opened() -> None:
    made = saved(workbook())
    assert "far too large" in refused(with_part(made, "xl/worksheets/sheet1.xml", b" " * 30_000_000))
    assert "far too large" in refused(with_part(made, "xl/styles.xml", b"<xf/>" * 300_000))


def test_one_long_text_that_stands_in_every_cell() -> None:
    data = saved(workbook(*[(at,) for at in range(1_000)]))
    name = "xl/worksheets/sheet1.xml"
    data = with_part(data, name, re.sub(r't="n"><v>\d+', 't="s"><v>0', part_of(data, name)).encode())
    types = part_of(data, "[Content_Types].xml").replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED_STRINGS}"/></Types>'
    )
    data = with_part(data, "[Content_Types].xml", types.encode())
    for words, is_refused in (("kept once", False), ("x" * 1_000_000, True)):
        strings = f'<sst xmlns="{SHEET_MAIN_NS}"><si><t>{words}</t></si></sst>'
        made = with_part(data, "xl/sharedStrings.xml", strings.encode())
        if is_refused:
            assert "far too large" in refused(made)
        else:
            assert csv_from_workbook(made) == "kept once\n" * 1_000


def strictly(data: bytes) -> bytes:
    """As Excel saves a "Strict Open XML Spreadsheet": the names of ISO/IEC 29500 Strict."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            usual = archive.read(name)
            named = re.sub(
                rb"http://schemas\.openxmlformats\.org/(officeDocument|spreadsheetml|drawingml)/2006/",
                rb"http://purl.oclc.org/ooxml/\1/",
                usual,
            )
            data = with_part(data, name, named) if named != usual else data
    return data


def test_a_mark_that_excel_writes_as_its_number_is_that_mark() -> None:
    data = saved(workbook(("Year_x000D_\nended", "Notes"), ("2024", "_x005F_x0041_")))
    assert csv_from_workbook(data) == '"Year\nended",Notes\n2024,_x0041_\n'


def test_a_workbook_saved_as_strict_open_xml() -> None:
    assert csv_from_workbook(strictly(saved(workbook()))) == "Year,Officers\n2024,96\n"
    hidden = workbook()
    hidden.create_sheet("Names").sheet_state = "hidden"
    hidden["Names"]["A1"] = "Somebody"
    assert "hidden sheets: “Names”" in refused(strictly(saved(hidden)))


def test_cells_in_the_furthest_corner_and_more_rows_than_a_letter_takes() -> None:
    book = workbook()
    book.worksheets[0]["XFD2"] = "here"
    assert "reach to column XFD" in refused(saved(book))
    book = workbook()
    book.worksheets[0]["A1048576"] = "here"
    assert "more than 5,000 rows" in refused(saved(book))


def test_entities_are_not_expanded() -> None:
    made = saved(workbook())
    sheet = part_of(made, "xl/worksheets/sheet1.xml")
    hostile = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + sheet.replace("<v>96</v>", "<v>&a;</v>")
    assert "96" in sheet
    assert "damaged" in refused(with_part(made, "xl/worksheets/sheet1.xml", hostile.encode()))
