"""A file and typed words in one form: whichever button is pressed, nothing typed or chosen is lost."""

import datetime
import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from foi.intake import arrivals
from foi.intake.models import Arrival
from foi.requests.models import FoiRequest
from foi.web.forms import arrivals as arrival_forms
from tests import factories as f
from tests.web.test_officer_log_file import DOCX, TEXT, _here, a_mail, form  # noqa: F401 - _here works by being there
from workflows.clock import today

NOTHING = {"text": "", "requester_name": "", "requester_email": ""}
BOTH = ["log_request", "log_file"]


def with_file(client: Any, data: bytes, name: str, button: str = "log_request", **typed: Any) -> str:
    response = client.post(reverse(button), {**form(), **typed, "file": SimpleUploadedFile(name, data)})
    assert response.status_code == 200
    return response.content.decode()


def text_on(page: str) -> str:
    """What stands in the box of the text."""
    return html.unescape(page.split('<textarea name="text"')[1].partition(">")[2].partition("</textarea>")[0])


def test_file_and_text_are_one_form_in_which_either_button_sends_both(signed_in: Any) -> None:
    page = signed_in(f.officer()).get(reverse("log_request")).content.decode()
    one_form = next(part for part in page.split("<form ") if 'name="text"' in part).partition("</form>")[0]
    assert 'enctype="multipart/form-data"' in one_form
    assert 'name="file"' in one_form
    assert f'formaction="{reverse("log_file")}"' in one_form
    assert one_form.count("csrfmiddlewaretoken") == 1


def test_a_file_is_read_also_when_log_the_request_is_pressed(signed_in: Any) -> None:
    client = signed_in(f.officer())
    sent = {**form(), **NOTHING, "file": SimpleUploadedFile("letter.docx", DOCX)}
    response = client.post(reverse("log_request"), sent)
    assert response.url == reverse("log_arrival", args=[Arrival.objects.get().pk])
    assert "How many dogs do you own?" in client.get(response.url).content.decode()
    assert not FoiRequest.objects.exists()


@pytest.mark.parametrize("button", BOTH)
def test_what_was_typed_beside_a_scan_stands_on_the_check_page_and_is_logged_with_it(
    signed_in: Any, button: str
) -> None:
    client, scan = signed_in(f.officer()), b"%PDF-1.7\nbroken"
    on = today() - datetime.timedelta(days=3)
    page = with_file(
        client,
        scan,
        "scan.pdf",
        button,
        **form(on, channel="post", title="My title", requester_address="7 Nightjar Row"),
    )
    assert "Check what was read and log it" in page
    assert "What you had typed is kept." in page
    assert text_on(page).strip() == TEXT.strip()
    for typed in (
        'value="Morgan Quillfeather"', 'value="morgan@quillfeather.example"', "7 Nightjar Row", 'value="My title"',
        f'inputmode="numeric" value="{on.day}"',
    ):  # fmt: skip
        assert typed in page
    assert re.search(r'value="post"[^>]* checked', page)
    assert "the day it was handed over is filled in" not in page
    client.post(reverse("log_arrival", args=[Arrival.objects.get().pk]), form(on, text=text_on(page)))
    logged = FoiRequest.objects.get()
    assert logged.received_on == on
    assert logged.files.get().original() == scan


@pytest.mark.parametrize("button", BOTH)
def test_a_typed_name_stands_before_the_one_that_was_read_and_the_rest_is_as_read(signed_in: Any, button: str) -> None:
    page = with_file(
        signed_in(f.officer()), a_mail(), "request.eml", button, **{**NOTHING, "requester_name": "Wilma Birdwhistle"}
    )
    assert 'value="Wilma Birdwhistle"' in page
    assert 'value="Morgan Quillfeather"' not in page
    assert 'value="morgan@quillfeather.example"' in page
    assert 'value="Police dogs"' in page
    assert text_on(page).strip() == TEXT.strip()
    assert "Where you had typed nothing, the page is filled in from the file." in page
    assert "a mail server of ours says" in page  # today was filled in by the page, so nobody typed it


def test_typed_words_stand_below_those_of_the_file_and_the_officer_is_told(signed_in: Any) -> None:
    page = with_file(signed_in(f.officer()), DOCX, "letter.docx", text="3. Who <i>trains</i> them?")
    assert text_on(page).strip().endswith("Morgan Quillfeather\n\n3. Who <i>trains</i> them?")
    assert "How many dogs do you own?" in text_on(page)
    assert "Your text stands below what was read in the file: take out what does not belong." in page


def test_words_that_are_in_the_file_too_stand_there_once(signed_in: Any) -> None:
    page = with_file(signed_in(f.officer()), DOCX, "letter.docx", text="1. How many dogs do\r\nyou own?")
    assert text_on(page).count("How many dogs") == 1
    assert "Your text is in the file, too, and stands here once." in page


def test_read_the_file_without_one_keeps_everything_typed_and_judges_nothing_else(signed_in: Any) -> None:
    client = signed_in(f.officer())
    sent = form(title="My title", channel="post", regime="eir", requester_name="", received_on_day="31",
                received_on_month="2")  # fmt: skip
    page = client.post(reverse("log_file"), sent).content.decode()
    assert "Choose the file, or press “Log the request” to log what you typed" in page
    assert "Enter the requester’s name" not in page
    assert "must be a real date" not in page
    assert text_on(page).strip() == TEXT.strip()
    assert 'value="My title"' in page
    assert 'value="31"' in page
    assert sent["submission_key"] in page
    assert re.search(r'value="post"[^>]* checked', page)
    assert re.search(r'value="eir"[^>]* checked', page)
    assert client.post(reverse("log_request"), form()).status_code == 302


@pytest.mark.parametrize("button", BOTH)
def test_a_file_that_is_too_large_keeps_everything_typed(
    signed_in: Any, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    monkeypatch.setattr(arrival_forms, "MAX_FILE_BYTES", 10)
    page = with_file(signed_in(f.officer()), b"x" * 11, "a.txt", button)
    assert "larger than 60 MB" in page
    assert text_on(page).strip() == TEXT.strip()
    assert not Arrival.objects.exists()
    assert not FoiRequest.objects.exists()


def test_what_was_typed_beside_a_message_that_is_on_file_already_is_kept(signed_in: Any) -> None:
    arrived = arrivals.take_in(a_mail(), "1.eml", source="mailbox", arrived_on=today())
    assert arrived.foi_request is not None
    page = with_file(signed_in(f.officer()), a_mail(), "again.eml", text="Who trains the horses?")
    assert f"This message is on file already, with {arrived.foi_request.reference}." in page
    assert text_on(page).strip() == "Who trains the horses?"
    assert FoiRequest.objects.count() == 1


def test_an_empty_text_is_told_that_a_file_would_do(signed_in: Any) -> None:
    page = signed_in(f.officer()).post(reverse("log_request"), form(text=" ")).content.decode()
    assert "Paste or type the request, or choose the file that it came in" in page


def test_a_file_with_no_token_of_the_form_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(f.officer())
    for button in BOTH:
        sent = {**form(), "file": SimpleUploadedFile("letter.docx", DOCX)}
        assert client.post(reverse(button), sent).status_code == 403
    assert not Arrival.objects.exists()
