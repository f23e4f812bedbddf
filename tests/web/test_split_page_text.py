"""The text on the confirmation page: taking its words for something else, with or without a script, and undoing it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from foi.intake import revisions, split_changes
from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest
from tests.web.test_split_page import Page, covered, labelled, question

pytestmark = pytest.mark.django_db

NOTE = "NOTE: This is not a legal document, nor is it meant as one."


@pytest.fixture
def page(signed_in: Any, officer: User, foi_request: FoiRequest) -> Page:
    return Page(signed_in(officer), foi_request)


def place(page: Page, words: str) -> dict[str, int]:
    start = page.foi_request.text.index(words)
    return {"start": start, "end": start + len(words)}


def test_selected_words_become_a_question_and_what_was_typed_is_kept(page: Page) -> None:
    first = question(page, "1")
    html = page.press(
        "ask", **place(page, "nor is it meant"), **{f"q{first.pk}__text": "How many cameras has the force?"}
    )
    assert "The words are question 4 now." in html
    assert page.texts()[-1] == "nor is it meant"
    assert page.texts()[0] == "How many cameras has the force?"
    assert [label for label, words in labelled(html) if words in NOTE] == ["Note", "Question 4", "Note"]
    assert covered(page.foi_request) == page.foi_request.text


def test_selected_words_become_part_of_a_question_or_no_question(page: Page) -> None:
    third = question(page, "3")
    html = page.press("add_to", **place(page, "nor is it meant as one."), into=third.pk)
    assert "The words are part of question 3 now." in html
    assert page.texts()[-1].endswith("why not? nor is it meant as one.")
    page.open()
    html = page.press("take_for", **place(page, "(b) the price paid."), other_kind="format_wish")
    assert "These words are now taken for: wish about the format." in html
    assert len(page.texts()) == 3


@pytest.mark.parametrize(
    ("button", "sent", "words"),
    [
        ("ask", {}, "Select some words"),
        ("ask", {"start": "x", "end": "9"}, "Select some words"),
        ("ask", {"start": "-1", "end": "9"}, "Select some words"),
        ("ask", {"start": "9", "end": "9" * 30}, "Select some words"),
        ("ask", {"start": "9", "end": "9"}, "Select some words"),
        ("add_to", {"start": "0", "end": "9"}, "Choose the question"),
        ("add_to", {"start": "0", "end": "9", "into": "999999"}, "Choose the question"),
        ("take_for", {"start": "0", "end": "9"}, "Choose what this part"),
        ("take_for", {"start": "0", "end": "9", "other_kind": "question"}, "Select some words"),
        ("leave", {}, "Nothing of the text is left over"),
        ("undo:1", {}, "There is nothing to undo"),
        ("undo:", {}, "There is nothing to undo"),
        ("stretch:", {}, "Saved"),
        ("stretch:999999", {}, "has been changed"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(
    page: Page, button: str, sent: dict[str, str], words: str
) -> None:
    before = revisions.snapshot(page.foi_request)
    assert words in page.press(button, **sent)
    page.foi_request.refresh_from_db()
    assert revisions.snapshot(page.foi_request) == before


def test_every_change_is_undone_in_turn(page: Page) -> None:
    proposed = page.texts()
    page.press(f"drop:{question(page, '3').pk}")
    page.open()
    html = page.press(f"merge:{question(page, '2b').pk}")
    for words in ("Question 2b merged into 2a", "Question 3 marked as not a question"):
        last = revisions.last_of(page.foi_request)
        assert last is not None
        assert f"Undo: {words}" in html
        page.open()
        html = page.press(f"undo:{last.pk}")
        assert f"Undone: {words}." in html
    assert page.texts() == proposed
    assert "Undo: " not in html


def test_undo_leads_to_what_it_changed(page: Page, finance: Department) -> None:
    def goes_to(button: str, **sent: Any) -> str:
        page.press(button, **sent)
        page.open()
        page.press(f"undo:{revisions.last_of(page.foi_request).pk}")  # type: ignore[union-attr]
        page.open()
        return page.last.redirect_chain[-1][0].partition("#")[2]

    ids = {number: f"question-{question(page, number).pk}" for number in page.numbers()}
    third, second = question(page, "3").pk, question(page, "2b").pk
    assert goes_to(f"drop:{third}") == f"question-{third}"
    assert goes_to(f"merge:{second}") == ids["2a"]
    assert goes_to(f"up:{third}") == ids["2b"]
    assert goes_to("assign:rest", everything_to=str(finance.pk)) == ids["2a"]
    # What was made a question is none now: its place in the text is what changed.
    note = page.foi_request.text.index("NOTE")
    assert goes_to("ask", **place(page, "nor is it meant")) == f"stretch-{note}"
    assert goes_to("take_for", **place(page, NOTE), other_kind="background") == f"stretch-{note}"


def test_undo_never_takes_back_what_was_only_just_typed(page: Page) -> None:
    page.press(f"drop:{question(page, '3').pk}")
    page.open()
    last = revisions.last_of(page.foi_request)
    assert last is not None
    html = page.press(
        f"undo:{last.pk}", **{f"q{question(page, '1').pk}__text": "How many cameras are owned by the force?"}
    )
    assert "The last change is another one now: “Question 1 edited”" in html
    assert page.texts()[0] == "How many cameras are owned by the force?"


def test_two_officers_do_not_undo_each_other_s_work_unseen(page: Page, signed_in: Any, colleague: User) -> None:
    page.press(f"drop:{question(page, '3').pk}")
    page.open()
    last = revisions.last_of(page.foi_request)
    assert last is not None
    split_changes.move(question(page, "2b"), -1, by=colleague)
    html = page.press(f"undo:{last.pk}")
    assert "The split has changed since you opened this page" in html
    assert len(page.texts()) == 3


def test_a_question_is_divided_where_the_cursor_was(page: Page) -> None:
    html = page.press(f"divide:{question(page, '1').pk}:4")
    assert "Question 1 is divided at the cursor." in html
    assert page.texts()[:2] == ["How many body-worn cameras", "does the force own?"]
    first = question(page, "1")
    page.open()
    page.press(f"divide:{first.pk}:400")
    assert page.last.redirect_chain[-1][0] == reverse("split_divide", args=[page.foi_request.pk, first.pk])


def test_what_was_cut_stands_out_and_holds_up_the_confirmation(page: Page) -> None:
    first = question(page, "1")
    html = page.press("save", **{f"q{first.pk}__text": "How many cameras?"})
    assert ("Left over", "body-worn") in labelled(html)
    assert "2 parts of the text are left over" in html
    page.open()
    html = page.press("leave")
    assert "2 places of the text taken for background." in html
    assert "Nothing of the text is unaccounted for" in html


def test_the_page_of_a_stretch_needs_no_script(page: Page, signed_in: Any, colleague: User) -> None:
    start = page.foi_request.text.index("NOTE")
    url = reverse("split_stretch", args=[page.foi_request.pk, start])
    page.press(f"stretch:{start}")
    assert page.last.redirect_chain[-1][0] == url
    assert "Select what these words are" in page.client.post(url, {"words": NOTE}).content.decode()
    seen = page.fields["seen"]
    split_changes.move(question(page, "2b"), -1, by=colleague)
    late = page.client.post(url, {"words": NOTE, "what": "ask", "seen": seen}).content.decode()
    assert "Corin Colleague changed the split after you opened this page" in late
    done = page.client.post(url, {"words": "nor is it  meant as one.", "what": "ask"}, follow=True)
    assert "The words are question 4 now." in done.content.decode()
    assert page.texts()[-1] == "nor is it meant as one."


def test_the_page_of_a_stretch_is_for_officers_of_the_authority(
    page: Page, signed_in: Any, stranger: User, approver: User
) -> None:
    url = reverse("split_stretch", args=[page.foi_request.pk, page.foi_request.text.index("NOTE")])
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(approver).get(url).status_code == 403


def test_words_in_the_text_cannot_become_markup(signed_in: Any, officer: User, log: Any) -> None:
    foi_request = log(
        "1. How many <b>cameras</b> & \"lenses\" are there?\n\n<script>alert('x')</script> <i>Thank you.</i>"
    )
    html = Page(signed_in(officer), foi_request).html
    assert "<script>alert" not in html
    assert "<b>cameras" not in html
