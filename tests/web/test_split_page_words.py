"""Confirming the split: the words of a question, and the words that it depends on, against what was received."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest
from tests.web.test_split_page import Page, question

pytestmark = pytest.mark.django_db

#: as the tags say it; the help speaks of them, too
DIFFERS, NOT_THERE = "Differs from the request</strong>", "Not in the request as received</strong>"


@pytest.fixture
def page(signed_in: Any, officer: User, foi_request: FoiRequest) -> Page:
    return Page(signed_in(officer), foi_request)


def test_a_lead_in_is_edited_in_the_card_of_its_question_and_the_edit_can_be_undone(page: Page) -> None:
    second, first = question(page, "2b"), question(page, "1")
    assert page.html.count("Change the lead-in") == 3  # of 2a and 2b, and in the help
    assert page.html.count("Add a lead-in") == 2
    html = page.press(
        "save", **{f"q{second.pk}__context": "For each  camera:\r\n\r\nin pounds:", f"q{first.pk}__context": "In 2026:"}
    )
    assert "Goes with: <bdi>For each camera:\nin pounds:</bdi>" in html
    assert "Goes with: <bdi>In 2026:</bdi>" in html
    assert page.numbers() == ["1", "2a", "2b", "3"]
    undo = re.search(r'value="(undo:\d+)"', html)[1]  # type: ignore[index]
    page.open()
    html = page.press(undo)
    assert html.count("Goes with: <bdi>Please provide, for each camera:</bdi>") == 2
    assert "In 2026:" not in html


def test_what_was_no_question_for_a_moment_comes_back_under_its_lead_in(page: Page) -> None:
    words = question(page, "2a")
    page.press(f"drop:{words.pk}")
    page.open()
    html = page.press("ask", start=words.start, end=words.end)
    assert "The words are question 2a now." in html
    assert html.count("Goes with: <bdi>Please provide, for each camera:</bdi>") == 2
    assert page.numbers() == ["1", "2a", "2b", "3"]


def test_a_rewritten_question_says_so_wherever_the_foi_team_reads_it(
    page: Page, equipment: Department, signed_in: Any, approver: User, contributor: User
) -> None:
    first, last = question(page, "1"), question(page, "2a")
    assert DIFFERS not in page.html
    html = page.press(
        "save",
        **{f"q{first.pk}__text": "How many drones does the force own?", f"q{last.pk}__department": str(equipment.pk)},
    )
    received = "As received: <bdi>1. How many body-worn cameras does the force own?</bdi>"
    assert html.count(DIFFERS) == html.count(received) == 1
    page.open()
    page.press("confirm")
    for person in (page.client, signed_in(approver)):
        for url in (page.url, reverse("question", args=[first.pk])):
            html = person.get(url).content.decode()
            assert html.count(DIFFERS) == html.count(received) == 1
    history = page.client.get(reverse("request_history", args=[page.foi_request.pk])).content.decode()
    was, now = "“How many body-worn cameras does the force own?”", "“How many drones does the force own?”"
    assert f"Question 1, words: from {was} to {now}" in history
    assert "Question 2a, department: from nothing to “Equipment”" in history
    page.client.post(reverse("request_send_all", args=[page.foi_request.pk]))
    html = signed_in(contributor).get(reverse("question", args=[first.pk])).content.decode()
    assert "How many drones does the force own?" in html
    assert "body-worn cameras does the force own" not in html


def test_a_question_that_nobody_asked_says_that_it_is_not_in_the_request(page: Page) -> None:
    html = page.press("add", new_text="What do they weigh?")
    assert "Question 4 is added at the end." in html
    assert html.count(NOT_THERE) == 1


def test_a_typed_question_that_is_in_the_text_is_added_where_it_stands(page: Page) -> None:
    page.press(f"drop:{question(page, '2a').pk}")
    page.open()
    html = page.press("add", new_text="the date of purchase")
    assert "Question 2a is added where its words stand in the text." in html
    assert page.texts()[1] == "the date of purchase;"
    assert NOT_THERE not in html


def test_the_rows_of_a_table_stay_when_the_page_is_saved(signed_in: Any, officer: User, log: Any) -> None:
    table = "Year | Number of horses | Vet bills (£)\n2024/25 | | |\n2025/26 | | |"
    asked = "Please complete the table below with the horses that the force owned in each year:"
    foi_request = log(f"{asked}\n\n{table}\n\nYours\nM. Carr\n")
    page = Page(signed_in(officer), foi_request)
    only = foi_request.questions.get()
    assert only.text == f"{asked}\n{table}"
    html = page.press("save", **{f"q{only.pk}__text": only.text.replace("\n", "\r\n")})
    assert DIFFERS not in html
    assert "Undo: " not in html
    assert foi_request.questions.get().text == f"{asked}\n{table}"
