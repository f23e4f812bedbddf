"""Tables that are pasted or uploaded: values only, and a sentence for what cannot be read."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.letters.tables import MAX_CELL, MAX_COLUMNS, MAX_ROWS, TableNotReadable, table_from_csv, table_from_paste


def test_comma_separated_text_with_quoted_cells():
    table = table_from_csv('Station,Officers\n"Aldwick, North","1,204"\nCoombe,0\n', caption="officers")
    assert table.header == ("Station", "Officers")
    assert table.rows == (("Aldwick, North", "1,204"), ("Coombe", "0"))
    assert table.caption == "officers"


def test_a_paste_from_a_spreadsheet_has_tabs():
    assert table_from_paste("Year\tCount\r\n2024\t1,204\r\n").rows == (("2024", "1,204"),)


def test_a_paste_without_tabs_is_comma_separated():
    assert table_from_paste("Year,Count\n2024,12").rows == (("2024", "12"),)


def test_nought_not_recorded_and_suppressed_stay_three_things():
    table = table_from_csv("A,B\n0,not recorded\nsuppressed,\n")
    assert table.rows == (("0", "not recorded"), ("suppressed", ""))


def test_formulas_stay_text():
    assert table_from_csv("A,B\n=1+1,@x\n").rows == (("=1+1", "@x"),)


def test_empty_rows_and_a_byte_order_mark_are_left_out():
    assert table_from_csv("\ufeffA,B\n\n,,\n1,2\n").rows == (("1", "2"),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "The table is empty"),
        ("\n ,\n", "The table is empty"),
        ("A,B", "no rows under them"),
        ("A,,C\n1,2,3", "Column 2 has no heading"),
        ("A,B\n1,2,3", "Row 2 has 3 cells, but there are 2 headings"),
        (",".join("abcdefghijklm") + "\n" + ",".join("1234567890123"), f"a page holds {MAX_COLUMNS}"),
        (f"A\n{'x' * (MAX_CELL + 1)}", "holds more than"),
        ('A\n"never closed', "could not be read"),
        ("A\n" + "1\n" * (MAX_ROWS + 1), "more than 5,000 rows"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text, complaint):
    with pytest.raises(TableNotReadable, match=complaint):
        table_from_csv(text)


def test_five_thousand_rows_are_read():
    assert len(table_from_csv("A\n" + "1\n" * MAX_ROWS).rows) == MAX_ROWS


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff\ufeff"),
    min_size=1,
    max_size=20,
)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=2, max_size=10))
def test_every_value_comes_through_as_typed(rows):
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    table = table_from_csv(written.getvalue())
    assert [list(table.header), *map(list, table.rows)] == [[cell.strip() for cell in row] for row in rows]


@given(st.text())
def test_any_text_is_a_table_or_a_sentence(text):
    try:
        table = table_from_paste(text)
    except TableNotReadable as refused:
        assert str(refused).endswith(".")
    else:
        assert all(len(row) == len(table.header) for row in table.rows)
