"""Confirming the split: a department's date lies ahead, and before the whole response is due."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest
from tests.web.test_split_page import Page, question
from workflows.clock import today
from workflows.request_flow import RequestState

pytestmark = pytest.mark.django_db

TOO_LATE = "Question 1: the department’s date must be before the whole response is due on"


@pytest.fixture
def page(signed_in: Any, officer: User, foi_request: FoiRequest) -> Page:
    return Page(signed_in(officer), foi_request)


def date(pk: int, on: datetime.date) -> dict[str, str]:
    return {f"q{pk}__due_on_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


def state(page: Page) -> str:
    return FoiRequest.objects.get(pk=page.foi_request.pk).state


def test_a_date_in_the_past_is_refused_and_what_was_typed_stays(page: Page) -> None:
    first = question(page, "1")
    html = page.press("save", **date(first.pk, datetime.date(2020, 1, 3)), **{f"q{first.pk}__text": "How many?"})
    assert "Question 1: the department’s date must be today or later" in html
    assert 'value="2020"' in html
    assert "How many?</textarea>" in html
    assert question(page, "1").due_on == first.due_on


def test_a_date_after_the_response_is_due_is_warned_of_and_not_confirmed(page: Page, equipment: Department) -> None:
    first, due = question(page, "1"), page.foi_request.due_on
    assert due
    late = date(first.pk, due + datetime.timedelta(days=1))
    html = page.press("save", **late)
    assert "this leaves no time for the letter. Enter an earlier date before you confirm." in html
    page.open()
    department = {f"q{question(page, '2a').pk}__department": str(equipment.pk)}
    html = page.press("confirm", **department)
    assert TOO_LATE in html
    assert state(page) == RequestState.LOGGED
    page.open()
    html = page.press("confirm", **date(first.pk, due))
    assert "The split is confirmed" in html


def test_a_late_date_of_a_question_that_the_letter_answers_does_not_matter(page: Page, equipment: Department) -> None:
    last = question(page, "3")
    department = {f"q{question(page, '2a').pk}__department": str(equipment.pk)}
    page.press("confirm", **department, **date(last.pk, today() + datetime.timedelta(days=400)))
    assert state(page) != RequestState.LOGGED


def test_a_date_that_has_passed_meanwhile_is_warned_of_and_does_not_stop_the_work(
    signed_in: Any, officer: User, log: Any, equipment: Department, finance: Department
) -> None:
    page = Page(signed_in(officer), log(days_ago=60))
    assert page.html.count("This date has passed. Enter a new one, or the department is late from the start.") == 3
    tomorrow = today() + datetime.timedelta(days=1)
    html = page.press("save", **date(question(page, "1").pk, tomorrow))
    assert html.count("This date has passed.") == 2
    assert "this leaves no time for the letter." in html
    page.open()
    page.press("confirm", **{f"q{question(page, '2a').pk}__department": str(equipment.pk)})
    assert state(page) != RequestState.LOGGED


def rest(on: datetime.date) -> dict[str, str]:
    return {f"date_of_the_rest_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


def test_all_dates_that_have_passed_are_set_at_once_and_can_be_undone(
    signed_in: Any, officer: User, log: Any, equipment: Department
) -> None:
    page = Page(signed_in(officer), log(days_ago=60))
    assert "Give one date to the 3 questions without a date or with one that has passed" in page.html
    assert "The date for these questions must be today or later" in page.press(
        "date", **rest(datetime.date(2020, 1, 3))
    )
    assert "Enter the date by which the departments answer" in page.press("date")
    tomorrow, later = today() + datetime.timedelta(days=1), today() + datetime.timedelta(days=3)
    before = question(page, "2a").due_on
    html = page.press("date", **rest(later), **date(question(page, "1").pk, tomorrow))
    assert "2 questions have the date" in html
    assert "This date has passed." not in html
    assert "Give one date to" not in html
    assert [question(page, number).due_on for number in ("1", "2a", "2b")] == [tomorrow, later, later]
    page.open()
    page.press(f"undo:{page.last.context['undoable'].pk}")
    assert question(page, "2a").due_on == before
