"""Domain reference 7.4: counts from 1 to 4 are found; years, ordinals and labels are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.disclosure.small_numbers import given_away_by_totals, masked, small_cells, small_in_text

HEADER = ("Station", "2023", "2024")
ROWS = (("Weir Street", "3", "12"), ("Mill Lane", "0", "suppressed"), ("Total", "3", "12"))


def found(header, *rows):
    return [str(cell) for cell in small_cells(header, rows)]


def test_a_count_from_1_to_4_is_found_with_its_place():
    assert found(HEADER, ROWS[0]) == ["3 (Weir Street, 2023)"]


@pytest.mark.parametrize("value", ["0", "5", "14", "2024", "1,204", "3.5", "3%", "<5", "not recorded", "", "-", "4th"])
def test_what_is_no_small_number_is_not_found(value):
    assert found(HEADER, ("Weir Street", value, "12")) == []


@pytest.mark.parametrize("value", ["1", " 4 ", "2*", "3 (2 of them in June)", "３"])
def test_footnotes_spaces_and_wide_digits_hide_nothing(value):
    assert len(found(HEADER, ("Weir Street", value, "12"))) == 1


@pytest.mark.parametrize(
    "heading", ["Year", "Rank", "Pay grade", "Question", "Reference", "Rate per 1,000", "%", "Average", "Cost (£)"]
)
def test_a_column_that_names_or_measures_does_not_count(heading):
    assert found(("Station", heading), ("Weir Street", "3"), ("Mill Lane", "2")) == []


def test_a_column_that_says_it_counts_does():
    assert found(("Station", "Number of grade 3 staff"), ("Weir Street", "3")) == [
        "3 (Weir Street, Number of grade 3 staff)"
    ]


def test_the_first_column_names_its_row():
    assert found(("Quarter", "Arrests"), ("1", "20"), ("2", "31")) == []
    assert found(("Arrests",), ("3",), ("20",)) == ["3 (Arrests)"]


def test_a_column_of_words_with_a_digit_here_and_there_does_not_count():
    assert found(("Station", "Course"), ("A", "Level 2 of 5"), ("B", "Module 3b"), ("C", "2")) == []


@pytest.mark.parametrize(
    "text",
    [
        "We dismissed 3 officers.",
        "Two officers were dismissed.",
        "There was one complaint.",
        "In 2024, 4 female sergeants left.",
        "1 death",
    ],
)
def test_a_small_number_of_people_or_events_is_found_in_text(text):
    assert len(small_in_text(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Two hundred and six officers.", "13 officers",
        "1,203 officers", "Grade 3 officers", "see question 2: officers",
        "In May 2024 officers were told.", "Section 4 cases", "3 months", "0 officers", "£3 officers",
        "one of the officers",
        "two hundred officers", "1.4 officers", "1-4 officers",
    ],
)  # fmt: skip
def test_other_numbers_in_text_are_left_alone(text):
    assert small_in_text(text) == []


def test_a_masked_table_keeps_0_and_what_is_not_recorded_apart_from_what_is_left_out():
    assert masked(HEADER, ROWS) == (
        ("Weir Street", "suppressed", "12"), ("Mill Lane", "0", "suppressed"), ("Total", "suppressed", "12"),
    )  # fmt: skip


def test_a_number_that_a_total_gives_away_is_told():
    rows = (("Weir Street", "3", "12"), ("Mill Lane", "9", "14"), ("Total", "12", "26"))
    assert [str(cell) for cell in given_away_by_totals(HEADER, rows)] == ["3 (Weir Street, 2023)"]
    two_hidden = (("Weir Street", "3", "12"), ("Mill Lane", "2", "14"), ("Total", "5", "26"))
    assert list(given_away_by_totals(HEADER, two_hidden)) == []


cells = st.text(max_size=8) | st.sampled_from(["1", "4", "0", "2024", "not recorded", "Total"])


@given(st.lists(cells, max_size=4), st.lists(st.lists(cells, max_size=5), max_size=5))
def test_any_table_can_be_looked_at_and_a_masked_one_has_none_left(header, rows):
    hidden = masked(header, rows)
    assert len(hidden) == len(rows)
    list(given_away_by_totals(header, rows))
    left = {(cell.row, cell.column) for cell in small_cells(header, rows)}
    assert all(hidden[row][column] == "suppressed" for row, column in left)


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text):
    assert all(phrase.strip() for phrase in small_in_text(text))
