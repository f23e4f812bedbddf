"""What the splitter was not sure of: shown first, until an officer decides."""

from __future__ import annotations

from typing import Any

import pytest

from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest
from tests.web.test_split_page import Page, covered, question
from tests.web.test_split_page_text import NOTE, place

pytestmark = pytest.mark.django_db

FIRST = "Look at this part first"


def in_doubt(foi_request: FoiRequest, words: str, doubt: str) -> None:
    """As if the splitter had been in doubt about the stretch that holds these words."""
    at = foi_request.text.index(words)
    next(one for one in foi_request.passages if one["start"] <= at < one["end"])["doubt"] = doubt
    FoiRequest.objects.filter(pk=foi_request.pk).update(passages=foi_request.passages)


@pytest.fixture
def page(signed_in: Any, officer: User, foi_request: FoiRequest) -> Page:
    for passage in foi_request.passages:
        passage.pop("doubt", None)
    in_doubt(foi_request, NOTE, "asks")
    return Page(signed_in(officer), foi_request)


def test_what_may_be_a_question_stands_first_and_is_marked_in_the_text(page: Page) -> None:
    assert FIRST in page.html
    assert "NOTE: This is not a legal document, nor…”</a> Note. May be a question." in page.html
    assert page.html.count('app-stretch__doubt">May be a question<') == 1
    assert ">Check<" not in page.html


def test_a_question_that_may_be_none_says_so_on_its_card(page: Page) -> None:
    in_doubt(page.foi_request, "the price paid", "no_question")
    html = page.open()

    assert "Look at these parts first" in html
    assert html.count('<strong class="govuk-tag govuk-tag--yellow">Check</strong> May be no question') == 1


def test_what_an_officer_decides_is_in_doubt_no_more_and_is_again_once_that_is_undone(page: Page) -> None:
    page.press("ask", **place(page, NOTE))
    assert FIRST not in page.open()
    page.press(f"undo:{page.foi_request.split_revisions.get().pk}")
    assert FIRST in page.open()
    page.press("take_for", **place(page, NOTE), other_kind="note")
    assert FIRST not in page.open()
    assert covered(page.foi_request) == page.foi_request.text


@pytest.mark.parametrize("button", ["drop", "merge"])
def test_a_doubtful_question_that_is_none_any_more_leaves_no_doubt_behind(page: Page, button: str) -> None:
    page.press("take_for", **place(page, NOTE), other_kind="note")
    in_doubt(FoiRequest.objects.get(pk=page.foi_request.pk), "the price paid", "goes_on")
    page.open()
    assert "May be part of the question before it" in page.html

    page.press(f"{button}:{question(page, '2b').pk}")
    assert "May be part of" not in page.open()


def test_once_confirmed_nothing_is_in_doubt(page: Page, equipment: Department) -> None:
    html = page.press("confirm", **{f"q{question(page, '2a').pk}__department": str(equipment.pk)})
    assert "The split is confirmed" in html

    shown = page.client.get(page.url).content.decode()
    assert "app-stretch__doubt" not in shown
    assert FIRST not in shown
