"""The clock's pages: what happened, what it did to the date, and what may be done."""

import datetime
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foi.law.clock import Kind
from foi.law.working_days import Calendar
from foi.organisation.models import User
from foi.requests.calendars import HolidayVersion, current_calendar
from foi.requests.models import FoiRequest
from tests import factories
from tests.requests.test_holidays import DUE, PROCLAIMED, RECEIVED, gov_uk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mid_september() -> Iterator[None]:
    with time_machine.travel(datetime.datetime(2026, 9, 16, 9), tick=False):
        yield


def at(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(foi_request: FoiRequest, user: User | None = None) -> str:
    response = at(user or factories.officer()).get(f"/requests/{foi_request.pk}/clock/")
    assert response.status_code == 200
    return response.content.decode()


def typed(day: date, name: str = "on") -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def post(foi_request: FoiRequest, path: str, data: dict[str, Any], user: User | None = None) -> Any:
    return at(user or factories.officer()).post(f"/requests/{foi_request.pk}/clock/{path}/", data, follow=True)


def test_the_page_says_where_it_stands_what_does_not_count_and_our_own_dates() -> None:
    html = page(factories.a_request(received_on=date(2026, 8, 17)))
    for words in ("31 August 2026: Summer bank holiday", "Departments answer by"):
        assert words in html
    assert "Day 20" in html
    assert "Tuesday 15 September 2026" in html


def test_clarification_is_recorded_received_and_undone_on_the_page() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    said = post(foi_request, "record/clarification_asked", {**typed(date(2026, 9, 15)), "reason_code": "cannot_locate"})
    assert "Nothing is due while the clock waits" in said.content.decode()
    assert "Waiting for the requester since 15 September 2026" in page(foi_request)
    listing = at(factories.officer()).get("/requests/?show=waiting").content.decode()
    assert "Waiting for the requester since 15 September 2026" in listing
    post(foi_request, "record/clarification_received", typed(date(2026, 9, 16)))
    assert factories.fresh(foi_request).due_on == date(2026, 10, 14)
    event = foi_request.clock_events.latest("id")
    said = post(foi_request, f"undo/{event.pk}", {"reason": "It was another request’s reply."})
    assert "undone" in said.content.decode()
    html = page(foi_request)
    assert "Undone by Asha Verma" in html
    assert "It was another request’s reply." in html
    assert factories.fresh(foi_request).is_waiting


def test_the_reply_is_asked_for_kept_and_shown_to_officers_alone() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    post(foi_request, "record/clarification_asked", {**typed(date(2026, 9, 15)), "reason_code": "cannot_locate"})
    officer = at(factories.officer())
    here, on_file = f"/requests/{foi_request.pk}/", f"/requests/{foi_request.pk}/correspondence/"
    record = f"{here}clock/record/clarification_received/"
    next_step = officer.get(here).content.decode().partition("See who asked")[0]
    assert record in next_step
    assert "Record the reply when it comes" in next_step
    assert record in officer.get(on_file).content.decode()  # also where the reply came as a message
    assert record not in at(factories.approver()).get(on_file).content.decode()
    assert "What does the requester say?" in officer.get(record).content.decode()
    words = "I mean the course of 2025, not of 2024."
    post(foi_request, "record/clarification_received", {**typed(date(2026, 9, 16)), "words": words})
    filed = foi_request.correspondence.latest("id")
    assert (filed.direction, filed.on, filed.body) == ("in", date(2026, 9, 16), words)
    question = f"/questions/{factories.first_question(foi_request).pk}/"
    assert words in officer.get(here).content.decode()
    assert words in officer.get(question).content.decode()
    assert words not in at(factories.contributor()).get(question).content.decode()
    assert record not in officer.get(on_file).content.decode()


def test_a_reply_that_cannot_be_recorded_puts_nothing_on_file() -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    said = post(foi_request, "record/clarification_received", {**typed(date(2026, 9, 15)), "words": "2025."})
    assert "No clarification was asked for" in said.content.decode()
    assert "2025." in said.content.decode()
    assert not foi_request.correspondence.filter(body="2025.").exists()


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("clarification_asked", {}, "Enter the date"),
        ("clarification_asked", typed(date(2026, 9, 15)), "Select why clarification was needed"),
        ("clarification_asked", {**typed(date(2026, 9, 17)), "reason_code": "cannot_locate"}, "today or in the past"),
        ("pit_extension", typed(date(2026, 9, 15)), "Select the qualified exemption"),
        ("transferred", typed(date(2026, 9, 15)), "how the requester agreed"),
        ("clarification_received", typed(date(2026, 9, 15)), "No clarification was asked for"),
        ("fee_paid", typed(date(2026, 9, 15)), "No fee is awaited"),
        ("fee_notice", typed(date(2026, 8, 1)), "nothing can have happened before it"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(kind: str, data: dict[str, str], sentence: str) -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    response = post(foi_request, f"record/{kind}", data)
    html = response.content.decode()
    assert response.status_code == 200
    assert sentence in html
    assert "There is a problem" in html
    if "on_day" in data:
        assert f'value="{data["on_day"]}"' in html
    assert foi_request.clock_events.count() == 1


def test_an_extension_shows_both_dates() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    post(
        foi_request, "record/pit_extension",
        {
            **typed(date(2026, 9, 16)), **typed(date(2026, 10, 27), "estimated_on"),
            "exemption": "31(1)(a)", "reason": "It would tell when patrols are thin.",
        },
    )  # fmt: skip
    html = page(foi_request)
    assert "Tuesday 27 October 2026" in html
    assert "was due by Tuesday 29 September 2026, day 20" in html


def extension(estimated_on: date) -> dict[str, str]:
    return {
        **typed(date(2026, 9, 16)), **typed(estimated_on, "estimated_on"),
        "exemption": "31(1)(a)", "reason": "It would tell when patrols are thin.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("estimated_on", "sentence"),
    [
        (date(2062, 10, 27), "Check the year; you entered 2062."),
        (date(2025, 10, 27), "must be after Wednesday 16 September 2026"),
    ],
)
def test_CLK_29_a_mistyped_estimate_is_refused_beside_its_field_and_kept(estimated_on: date, sentence: str) -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    html = post(foi_request, "record/pit_extension", extension(estimated_on)).content.decode()
    assert sentence in html
    assert 'href="#id_estimated_on' in html
    assert f'value="{estimated_on.year}"' in html
    assert foi_request.clock_events.count() == 1


def test_CLK_29_the_page_of_a_clock_that_cannot_be_counted_shows_what_happened_and_its_undo() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    event = factories.a_mistyped_estimate(foi_request, date(2026, 9, 16))
    html = page(foi_request)
    assert "bank holidays for 2062 are not in the calendar" in html
    assert f"/requests/{foi_request.pk}/clock/undo/{event.pk}/" in html
    said = post(foi_request, f"undo/{event.pk}", {"reason": "The year was mistyped."}).content.decode()
    assert "The answer is due on Tuesday 29 September 2026." in said


def test_the_date_of_receipt_and_the_law_are_corrected_with_a_reason() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    data = {**typed(date(2026, 8, 28), "received_on"), "reason": "It was in another mailbox."}
    assert "Monday 28 September 2026" in post(foi_request, "received", data).content.decode()
    post(foi_request, "law", {"regime": "eir", "reason": "It is about a river."})
    assert factories.fresh(foi_request).regime == "eir"
    assert "Environmental Information Regulations" in page(foi_request)


@pytest.mark.parametrize(("who", "status"), [("approver", 403), ("contributor", 404), ("outsider", 404)])
def test_only_officers_reach_the_forms(who: str, status: int) -> None:
    foi_request = factories.request_with_questions_sent(received_on=RECEIVED)
    person = getattr(factories, who)()
    for path in ("record/clarification_asked", "received", "law"):
        assert at(person).get(f"/requests/{foi_request.pk}/clock/{path}/").status_code == status
        assert post(foi_request, path, {"reason": "No"}, person).status_code == status
    if status == 403:
        assert "record/clarification_asked" not in page(foi_request, person)
    else:
        assert at(person).get(f"/requests/{foi_request.pk}/clock/").status_code == 404


def test_the_clock_cannot_be_undone_through_another_request() -> None:
    mine, other = (factories.a_request(received_on=RECEIVED) for _ in range(2))
    factories.an_event(other, Kind.FEE_NOTICE, date(2026, 9, 10))
    event = other.clock_events.latest("id")
    assert post(mine, f"undo/{event.pk}", {"reason": "No"}).status_code == 404
    assert post(mine, "record/nonsense", {}).status_code == 404


@pytest.mark.parametrize("events", [1, 12])
def test_the_page_takes_the_same_number_of_queries_however_much_happened(
    events: int, django_assert_num_queries: Any
) -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    for _ in range(events):
        factories.an_event(foi_request, Kind.ACKNOWLEDGED, date(2026, 9, 2))
    client = at(factories.officer())
    client.get("/requests/")
    with django_assert_num_queries(11):
        client.get(f"/requests/{foi_request.pk}/clock/")


# --- bank holidays ----------------------------------------------------------------------------------------------------


def test_an_administrator_adds_a_day_sees_what_it_changes_and_the_officer_accepts() -> None:
    foi_request = factories.a_request(received_on=RECEIVED)
    client = at(factories.administrator())
    given = {
        **typed(PROCLAIMED), "name": "Day of mourning", "divisions": ["EW", "SCT", "NI"],
        "source": "Proclamation of 10 September 2026", "reason": "Proclaimed.",
    }  # fmt: skip
    proposed = client.post("/bank-holidays/add/", given, follow=True)
    assert "The date of 1 open request would move" in proposed.content.decode()
    assert current_calendar() == Calendar.shipped()
    version = HolidayVersion.objects.get(in_force_at=None)
    used = client.post(f"/bank-holidays/versions/{version.pk}/decide/", {"decision": "use"}, follow=True)
    assert "1 request has a new date" in used.content.decode()

    officer = at(factories.officer())
    assert "Look at the new dates" in officer.get("/requests/").content.decode()
    assert factories.fresh(foi_request).due_on == DUE
    assert "stays the date until" in page(foi_request)
    officer.post("/new-dates/", {"accept": [foi_request.pk]})
    assert factories.fresh(foi_request).due_on == date(2026, 9, 30)


def test_the_official_file_is_uploaded_and_discarded_again() -> None:
    shipped = Calendar.shipped()
    [boxing] = shipped.holidays_on(date(2026, 12, 28))
    fewer = Calendar(tuple(one for one in shipped.holidays if one != boxing), shipped.years, "x")
    upload = SimpleUploadedFile("bank-holidays.json", json.dumps(gov_uk(fewer)).encode())
    client = at(factories.administrator())
    html = client.post("/bank-holidays/load/", {"upload": upload}, follow=True).content.decode()
    assert "No longer there" in html
    assert "28 December 2026" in html
    version = HolidayVersion.objects.get(in_force_at=None)
    client.post(f"/bank-holidays/versions/{version.pk}/decide/", {"decision": "discard"})
    assert not HolidayVersion.objects.filter(in_force_at=None).exists()
    wrong = SimpleUploadedFile("bank-holidays.json", b"<html></html>")
    assert "not a JSON file" in client.post("/bank-holidays/load/", {"upload": wrong}).content.decode()


def test_a_day_is_corrected_and_taken_away() -> None:
    client = at(factories.administrator())
    html = client.get("/bank-holidays/?year=2026").content.decode()
    assert "World Cup" in html
    assert "/bank-holidays/2026-06-15/0/correct/" in html
    data = {"source": "The Gazette", "reason": "Moved."}
    html = client.post("/bank-holidays/2026-06-15/0/remove/", data, follow=True).content.decode()
    assert "15 June 2026" in html
    assert "No longer there" in html
    assert client.get("/bank-holidays/2026-06-16/0/correct/").status_code == 404
    assert client.get("/bank-holidays/nonsense/0/correct/").status_code == 404


@pytest.mark.parametrize("who", ["officer", "approver", "contributor", "outsider"])
def test_nobody_else_changes_bank_holidays(who: str) -> None:
    client = at(getattr(factories, who)())
    assert client.get("/bank-holidays/").status_code == (403 if who == "contributor" else 200)
    for path in ("add/", "load/", "2026-06-15/0/correct/", "2026-06-15/0/remove/"):
        assert client.get(f"/bank-holidays/{path}").status_code == 403
        assert client.post(f"/bank-holidays/{path}", {"way": "fetch"}).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_new_dates_takes_the_same_number_of_queries(number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        factories.a_request(received_on=RECEIVED)
    factories.a_holiday_in_force(PROCLAIMED)
    client = at(factories.officer())
    client.get("/requests/")
    with django_assert_num_queries(6):
        client.get("/new-dates/")
