"""A past request of the office's list: its pages claim nothing that was not done here."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from foi.requests.models import FoiRequest, today
from foi.reviews.actions import ask
from tests import factories

pytestmark = pytest.mark.django_db

SHEET = """\
Ref No,Date Received,Applicant,Subject,Request,Date Closed,Status,Outcome,Directorate
1/25,03/02/2025,Morgan Quillfeather,Police dogs,How many dogs do you own?,28/02/2025,Closed,Full disclosure,Operations
2/25,05/02/2025,,Cats,How many cats?,10/02/2025,Withdrawn,,
3/26,02/03/2026,Cai Rhys,Boats,No question at all.,,Open,,Marine
"""


@pytest.fixture
def pages(tmp_path: Path, signed_in: Any) -> Any:
    factories.the_force()
    sheet = tmp_path / "past.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    officer = factories.officer()
    call_command("import_requests", str(sheet), "--authority", "trentvale", "--by", officer.email)
    client = signed_in(officer)

    def page(reference: str, name: str = "request") -> str:
        asked = FoiRequest.objects.get(reference=reference)
        response = client.get(reverse(name, args=[asked.pk]))
        assert response.status_code == 200
        return response.content.decode()

    return page


@pytest.mark.parametrize(("reference", "how"), [("1/25", "answered"), ("2/25", "closed")])
def test_what_was_done_elsewhere_asks_for_nothing_to_be_done_here(pages: Any, reference: str, how: str) -> None:
    page = pages(reference)
    assert f"The request was {how} before it was taken over" in page
    assert "See what is on file" in page
    assert "Add them by hand" not in page
    assert "Response letter" not in page
    assert "Taken over from the office’s list of past requests" in page


def test_its_history_says_when_and_as_what_it_was_closed(pages: Any) -> None:
    page = pages("1/25", "request_history")
    assert "Closed on 28 February 2025" in page
    assert "Closed as: Full disclosure" in page
    assert "From past.csv, row 2" in page


def test_its_text_is_shown_as_it_is_and_its_letter_is_elsewhere(pages: Any) -> None:
    page = pages("1/25", "request_split")
    assert "How many dogs do you own?" in page
    assert "Background" not in page
    assert "Its letter was written elsewhere." in pages("1/25", "letter")
    assert "Directorate: Operations" in pages("1/25", "request_correspondence")


def test_an_open_one_is_worked_on_here_like_any_other(pages: Any) -> None:
    page = pages("3/26")
    assert "Confirm the split" in page
    assert "Response letter" in page
    assert "taken over" not in page


def test_CLK_50_what_followed_an_answer_from_before_the_calendar_is_told_without_dates(
    pages: Any, tmp_path: Path
) -> None:
    sheet = tmp_path / "older.csv"
    sheet.write_text(
        "Ref No,Date Received,Applicant,Subject,Request,Date Closed,Due Date,Status\n"
        "9/10,01/11/2010,Morgan Quillfeather,Horses,How many horses?,29/11/2010,29/11/2010,Closed\n",
        encoding="utf-8",
    )
    call_command("import_requests", str(sheet), "--authority", "trentvale", "--by", factories.officer().email)
    assert pages("9/10")
    assert "bank holidays for 2010 are not in the calendar" in pages("9/10", "request_clock")
    page = pages("9/10", "request_after")
    assert "Not known: its bank holidays are not in the calendar" in page
    assert "Ask for an internal review" in page
    assert "Complain to the regulator" in page
    review = ask(FoiRequest.objects.get(reference="9/10"), by=factories.officer(), asked_on=today(), grounds="Horses.")
    assert not review.in_time
