"""Logging a request: what an officer pastes, what is refused in words, and that nothing typed is lost."""

import datetime
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from django.utils.html import escape

from foi.organisation.models import Authority, Membership, User
from foi.requests.models import FoiRequest
from workflows.clock import today
from workflows.roles import Role

pytestmark = pytest.mark.django_db

TEXT = "Dear team,\n\n1. How many cameras does the force own?\n2. What did they cost?\n\nYours,\nWilhelmina Applegarth"


def form(**changed: Any) -> dict[str, Any]:
    on = changed.pop("on", None) or today()
    return {
        "text": TEXT,
        "received_on_day": on.day,
        "received_on_month": on.month,
        "received_on_year": on.year,
        "channel": "email",
        "requester_name": "Wilhelmina Applegarth",
        "requester_email": "w.applegarth@example.org",
        "requester_address": "",
        "title": "",
        "submission_key": str(uuid.uuid4()),
        **changed,
    }


def post(client: Any, **changed: Any) -> Any:
    return client.post(reverse("log_request"), form(**changed))


def test_a_pasted_request_is_logged_and_its_split_comes_next(signed_in: Any, officer: User, force: Authority) -> None:
    response = signed_in(officer).post(reverse("log_request"), form(), follow=True)
    logged = FoiRequest.objects.get()
    assert response.redirect_chain == [(reverse("request_split", args=[logged.pk]), 302)]
    page = response.content.decode()
    assert f"Logged as {logged.reference}. Due on {logged.due_on:%A} {logged.due_on.day} {logged.due_on:%B %Y}" in page
    assert logged.questions.count() == 2
    assert (logged.officer, logged.authority, logged.received_on) == (officer, force, today())
    assert logged.requester.email == "w.applegarth@example.org"


def test_the_date_received_is_today_until_it_is_changed(signed_in: Any, officer: User) -> None:
    page = signed_in(officer).get(reverse("log_request")).content.decode()
    assert f'name="received_on_day" type="text" inputmode="numeric" value="{today().day}"' in page


def test_two_presses_of_the_button_log_one_request(signed_in: Any, officer: User) -> None:
    client, sent = signed_in(officer), form()
    first, second = client.post(reverse("log_request"), sent), client.post(reverse("log_request"), sent)
    assert first.url == second.url
    assert FoiRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_log_one_request(signed_in: Any, officer: User) -> None:
    sent = form()

    def press(client: Any) -> str:
        try:
            return client.post(reverse("log_request"), sent).url
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(press, [signed_in(officer) for _ in range(4)]))
    assert len(places) == 1
    assert FoiRequest.objects.count() == 1


def test_the_same_words_of_the_same_person_are_another_request_only_where_the_officer_says_so(
    signed_in: Any, officer: User
) -> None:
    client = signed_in(officer)
    post(client, text=TEXT)
    first = FoiRequest.objects.get()
    for changed in ({"requester_name": "Somebody Else"}, {"requester_email": "else@people.example"}):
        response = post(client, text=f"{TEXT}\n\n", **changed)
        page = response.content.decode()
        assert f"on file as {first.reference}" in page
        assert "It is another request: log it as well" in page
        assert escape(TEXT) in page
    assert FoiRequest.objects.count() == 1
    assert post(client, text=TEXT, is_another="on").status_code == 302
    assert FoiRequest.objects.count() == 2


def test_the_same_words_of_another_person_are_another_request(signed_in: Any, officer: User) -> None:
    client = signed_in(officer)
    post(client, text=TEXT)
    other = {"requester_name": "Somebody Else", "requester_email": "else@people.example"}
    assert post(client, text=TEXT, **other).status_code == 302
    assert FoiRequest.objects.count() == 2


def test_going_back_and_changing_the_text_logs_a_second_request(signed_in: Any, officer: User) -> None:
    client, key = signed_in(officer), str(uuid.uuid4())
    post(client, submission_key=key)
    post(client, submission_key=key, text="Something else: how many dogs are there?")
    assert sorted(FoiRequest.objects.values_list("text", flat=True)) == [
        TEXT.replace("\r\n", "\n"),
        "Something else: how many dogs are there?",
    ]


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00\x00"])
def test_an_empty_text_is_refused_in_words(signed_in: Any, officer: User, text: str) -> None:
    response = post(signed_in(officer), text=text)
    assert response.status_code == 200
    assert "Paste or type the request" in response.content.decode()
    assert not FoiRequest.objects.exists()


def test_control_characters_become_spaces_and_the_officer_is_told(signed_in: Any, officer: User) -> None:
    response = signed_in(officer).post(
        reverse("log_request"), form(text="How\x00many\x07 dogs?\x0cAnd cats?"), follow=True
    )
    assert "2 control characters in the text cannot be stored and became spaces" in response.content.decode()
    assert FoiRequest.objects.get().text == "How many  dogs?\nAnd cats?"


def test_marks_of_writing_direction_and_html_are_kept_as_they_are(signed_in: Any, officer: User) -> None:
    text = "How many \u202ecats\u202c and \u200fdogs?\n<script>alert(1)</script> & <b>why</b>?"
    response = signed_in(officer).post(reverse("log_request"), form(text=text), follow=True)
    assert FoiRequest.objects.get().text == text
    page = response.content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_two_megabytes_of_text_are_logged_whole(signed_in: Any, officer: User) -> None:
    text = ("The force’s cameras are many and the record of them is long. " * 40_000)[: 2 * 1024 * 1024 - 100_000]
    text = text.encode()[: 2 * 1024 * 1024].decode(errors="ignore") + "\n1. How many cameras are there?"
    text = text[-(2 * 1024 * 1024 - 60_000) :]
    response = post(signed_in(officer), text=text)
    assert response.status_code == 302
    assert FoiRequest.objects.get().text == text
    assert signed_in(officer).get(response.url).status_code == 200


def test_of_more_than_a_thousand_questions_the_officer_is_told_where_the_rest_is(signed_in: Any, officer: User) -> None:
    client = signed_in(officer)
    assert (
        "Of a very long list the first 1,000 questions are taken" in client.get(reverse("log_request")).content.decode()
    )
    text = "\n".join(f"{row % 30 + 1}. How many dogs are in kennel {row}?" for row in range(1, 1_021))
    page = client.post(reverse("log_request"), form(text=text), follow=True).content.decode()
    assert "The first 1,000 questions were taken; the text goes on after them." in page
    assert "These words come after the first 1,000 questions." in page
    assert "How many dogs are in kennel 1001?" in page
    foi_request = FoiRequest.objects.get()
    stretch = foi_request.passages[-1]["start"]
    url = reverse("request_split", args=[foi_request.pk])
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    refused = client.post(url, {"do": "confirm", "seen": seen[1]}, follow=True).content.decode()
    assert "left over" in refused
    foi_request.refresh_from_db()
    assert foi_request.state == "logged"
    after = client.post(url, {"do": "leave", "seen": seen[1]}, follow=True).content.decode()
    assert "The first 1,000 questions were taken" not in after
    foi_request.refresh_from_db()
    assert (foi_request.passages[-1]["start"], foi_request.passages[-1]["kind"]) == (stretch, "background")


def test_more_than_two_megabytes_are_refused_and_come_back(signed_in: Any, officer: User) -> None:
    text = "x" * (2 * 1024 * 1024) + "é"
    page = post(signed_in(officer), text=text).content.decode()
    assert "larger than 2 MB" in page
    assert text in page


def test_a_date_in_the_future_is_refused_and_everything_typed_comes_back(signed_in: Any, officer: User) -> None:
    page = post(signed_in(officer), on=today() + datetime.timedelta(days=1), title="My title").content.decode()
    assert "must be today or in the past" in page
    for typed in (
        "How many cameras does the force own?",
        "Wilhelmina Applegarth",
        "My title",
        "w.applegarth@example.org",
    ):
        assert typed in page
    assert not FoiRequest.objects.exists()


def test_a_date_that_makes_it_late_already_has_to_be_meant(signed_in: Any, officer: User) -> None:
    client, on = signed_in(officer), today() - datetime.timedelta(days=60)
    page = post(client, on=on).content.decode()
    assert "Check the date; if it is right, tick the box" in page
    assert not FoiRequest.objects.exists()
    assert post(client, on=on, date_is_right="on").status_code == 302
    assert FoiRequest.objects.get().received_on == on


def test_a_date_beyond_the_calendar_gets_a_sentence(signed_in: Any, officer: User) -> None:
    page = post(signed_in(officer), on=datetime.date(1987, 5, 1)).content.decode()
    assert "No date was worked out, because bank holidays for 1987 are not in the calendar" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"requester_name": " "}, "Enter the requester’s name"),
        ({"requester_email": ""}, "Enter an e-mail or a postal address"),
    ],
)
def test_REQ_2_and_3_an_invalid_request_is_explained_and_may_be_logged_all_the_same(
    signed_in: Any, officer: User, changed: dict[str, str], words: str
) -> None:
    client = signed_in(officer)
    page = post(client, **changed).content.decode()
    assert words in page
    assert "Go on although it is incomplete" in page
    assert not FoiRequest.objects.exists()
    assert post(client, **changed, although_incomplete="on").status_code == 302


def test_REQ_3_a_postal_address_is_enough(signed_in: Any, officer: User) -> None:
    assert post(signed_in(officer), requester_email="", requester_address="14 Tansy Rise").status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"requester_email": "not an address"},
        {"channel": "pigeon"},
        {"received_on_day": "31", "received_on_month": "2"},
        {"received_on_year": "26"},
        {"submission_key": "tampered"},
        {"title": "t" * 201},
        {"requester_name": "n" * 201},
        {"requester_address": "a" * 1001},
    ],
)
def test_what_cannot_be_right_is_an_error_and_never_a_fault(
    signed_in: Any, officer: User, changed: dict[str, str]
) -> None:
    response = post(signed_in(officer), **changed)
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert not FoiRequest.objects.exists()


def test_a_wrong_e_mail_address_is_told_how_one_looks(signed_in: Any, officer: User) -> None:
    page = post(signed_in(officer), requester_email="w.applegarth at example").content.decode()
    assert "Enter an e-mail address in the correct format, like name@example.com" in page
    assert "valid email" not in page
    assert 'value="w.applegarth at example"' in page


def test_a_title_is_proposed_from_the_text(signed_in: Any, officer: User) -> None:
    post(signed_in(officer), text="Dear team,\n\nPolice horses\n\n1. How many horses are there?\n2. What are they fed?")
    assert FoiRequest.objects.get().title == "Police horses"


def test_an_officer_of_two_authorities_says_which_one_was_asked(
    signed_in: Any, officer: User, force: Authority, stranger: User
) -> None:
    other = stranger.authorities(Role.FOI_OFFICER)[0]
    client = signed_in(officer)
    assert "Which authority was asked?" not in client.get(reverse("log_request")).content.decode()
    Membership.objects.create(user=officer, authority=other, role=Role.FOI_OFFICER)
    assert "Select an answer" in post(client).content.decode()
    post(client, authority=str(other.pk))
    assert FoiRequest.objects.get().authority == other


def test_a_name_that_is_too_long_is_refused_in_words_and_never_cut(signed_in: Any, officer: User) -> None:
    client, name = signed_in(officer), "A" * 500
    box = re.search(r'<input[^>]*name="requester_name"[^>]*>', client.get(reverse("log_request")).content.decode())
    assert box
    assert "maxlength" not in box[0]
    page = post(client, requester_name=name).content.decode()
    assert "Shorten this to at most 200 characters: it has 500" in page
    assert name in page
    assert not FoiRequest.objects.exists()
