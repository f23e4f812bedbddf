"""A table that a question asks to fill in goes with the question, row by row, to whoever answers it."""

import pytest

from foi.intake import as_received, split_changes, stretches
from foi.requests.models import FoiRequest
from tests import factories

pytestmark = pytest.mark.django_db

TABLE = """\
Year | Number of horses | Vet bills (£)
2022/23 | | |
2023/24 | | |
and later years
"""
LETTER = f"""\
Dear all,

Please complete the table below with the horses that the force owned in each year:

{TABLE}
How many horses were rehomed in 2025?

Yours
M. Carr
"""
ASKED = "Please complete the table below with the horses that the force owned in each year:"


@pytest.fixture
def foi_request() -> FoiRequest:
    return factories.a_request(LETTER)


def test_the_table_under_the_question_is_a_part_of_it_and_keeps_its_rows(foi_request: FoiRequest) -> None:
    table, rehomed = foi_request.questions.all()
    assert table.text == f"{ASKED}\n{TABLE.strip()}"
    assert rehomed.text == "How many horses were rehomed in 2025?"
    assert {p["kind"] for p in foi_request.passages if "horses |" in LETTER[p["start"] : p["end"]]} == {"question"}


def test_nobody_says_that_it_differs_from_the_request(foi_request: FoiRequest) -> None:
    assert all(not said.says for said in as_received.received(foi_request, foi_request.questions.all()).values())


def test_a_table_under_something_else_is_left_where_it_is() -> None:
    foi_request = factories.a_request(f"How many horses are there?\n\nI found this on your pages.\n\n{TABLE}")
    assert [question.text for question in foi_request.questions.all()] == ["How many horses are there?"]


def test_an_officer_makes_a_question_of_a_table_and_its_rows_stay(foi_request: FoiRequest) -> None:
    by = factories.officer()
    question = foi_request.questions.first()
    question.foi_request = foi_request
    split_changes.mark_as_not_a_question(question, by=by)
    start = LETTER.index("Please complete")
    made = stretches.make_question(foi_request, start, LETTER.index(TABLE) + len(TABLE), by=by)
    assert made.text == f"{ASKED}\n{TABLE.strip()}"
