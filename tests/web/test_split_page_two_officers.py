"""Two officers on the confirmation page at once: the second is told, and keeps just what they typed themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html as markup

from foi.intake import revisions, split_changes
from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest
from tests.web.test_split_page import Page, question
from workflows.request_flow import RequestState

pytestmark = pytest.mark.django_db

MISSING = "You had this in questions that are not there any more:"


class Sheet(Page):
    """What a browser does: sends the page as it stands, but for what was typed."""

    def press(self, button: str, **typed: Any) -> str:
        html = super().press(button, **typed)
        self.reads(html)
        return html

    def open(self, query: str = "") -> str:
        self.reads(self.client.get(self.url + query).content.decode())
        return self.html

    def reads(self, html: str) -> None:
        self.html = html
        form = next((form for form in markup.fromstring(html).forms if "seen" in form.fields), None)
        self.fields = (
            {name: value.strip().replace("\n", "\r\n") for name, value in form.form_values()}
            if form is not None
            else {}
        )

    def box(self, number: str, name: str) -> str:
        return self.fields[f"q{question(self, number).pk}-{name}"]


@pytest.fixture
def priya(signed_in: Any, officer: User, foi_request: FoiRequest) -> Sheet:
    return Sheet(signed_in(officer), foi_request)


@pytest.fixture
def daniel(signed_in: Any, colleague: User, foi_request: FoiRequest, priya: Sheet) -> Sheet:
    """Opened the page before Priya pressed anything."""
    return Sheet(signed_in(colleague), foi_request)


def field(page: Page, number: str, name: str) -> str:
    return f"q{question(page, number).pk}__{name}"


def on_record(html: str) -> list[str]:
    return [" ".join(re.sub("<[^>]+>", "", words).split()) for words in re.findall(r"<li>([^<]+: <bdi>.*?)</li>", html)]


def test_the_second_save_leaves_alone_what_only_the_other_officer_changed(
    priya: Sheet, daniel: Sheet, equipment: Department, finance: Department
) -> None:
    priya.press(
        "save",
        **{
            field(priya, "2a", "department"): str(equipment.pk),
            field(priya, "2b", "text"): "the price paid;\r\nand to whom?",
            field(priya, "2b", "kind"): "conditional",
            field(priya, "3", "due_on_day"): "3",
            field(priya, "3", "due_on_month"): "3",
            field(priya, "3", "due_on_year"): "2027",
        },
    )
    html = daniel.press("save", **{field(daniel, "1", "text"): "How many cameras?"})
    assert "The split has changed since you opened this page" in html
    assert on_record(html) == ["Question: How many body-worn cameras does the force own?"]
    assert MISSING not in html
    assert "Saved." in daniel.press("save")
    assert question(daniel, "1").text == "How many cameras?"
    assert question(daniel, "2a").department == equipment
    assert (question(daniel, "2b").text, question(daniel, "2b").kind) == (
        "the price paid;\nand to whom?", "conditional",
    )  # fmt: skip
    assert str(question(daniel, "3").due_on) == "2027-03-03"


def test_a_lead_in_of_several_lines_that_only_the_other_officer_changed_is_theirs(priya: Sheet, daniel: Sheet) -> None:
    lead_in = field(priya, "2a", "context")
    priya.press("save", **{lead_in: "For 2024:\r\nfor each camera:"})
    daniel.open()
    priya.press("save", **{lead_in: "For 2025:\r\nfor each camera:"})
    html = daniel.press("save", **{field(daniel, "1", "text"): "How many cameras?"})
    assert on_record(html) == ["Question: How many body-worn cameras does the force own?"]
    daniel.press("save")
    assert question(daniel, "2a").context == "For 2025:\nfor each camera:"


def test_a_box_that_both_changed_keeps_the_words_of_the_second_and_shows_those_of_the_first(
    priya: Sheet, daniel: Sheet, equipment: Department, finance: Department
) -> None:
    department, words = field(priya, "2a", "department"), field(priya, "2a", "text")
    priya.press("save", **{department: str(equipment.pk), words: "the day of purchase;"})
    html = daniel.press("save", **{department: str(finance.pk)})
    assert on_record(html) == ["Department: Equipment"]
    assert daniel.box("2a", "department") == str(finance.pk)
    assert daniel.box("2a", "text") == "the day of purchase;"
    daniel.press("save")
    assert (question(daniel, "2a").department, question(daniel, "2a").text) == (finance, "the day of purchase;")


def test_what_the_second_took_out_stays_out(priya: Sheet, daniel: Sheet, equipment: Department) -> None:
    priya.press("save", **{field(priya, "1", "text"): "How many cameras?"})
    daniel.press("save", **{field(daniel, "1", "department"): ""})
    daniel.press("save")
    assert (question(daniel, "1").department, question(daniel, "1").text) == (None, "How many cameras?")


STEPS: dict[str, Callable[[Page], str]] = {
    "merges": lambda page: f"merge:{question(page, '2b').pk}",
    "divides": lambda page: f"divide:{question(page, '2a').pk}:2",
    "moves": lambda page: f"up:{question(page, '2b').pk}",
    "adds": lambda page: "add",
    "takes out": lambda page: f"drop:{question(page, '2b').pk}",
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("button", ["save", "confirm"])
def test_whatever_the_first_does_the_second_changes_nothing_but_their_own_question(
    step: str, button: str, priya: Sheet, daniel: Sheet, equipment: Department, finance: Department
) -> None:
    first, third = question(priya, "1").pk, question(priya, "3").text
    words = "How many body-worn cameras does the force own, please?"
    priya.press(
        STEPS[step](priya),
        new_text="Who paid the price?",
        **{field(priya, "2a", "department"): str(equipment.pk), field(priya, "3", "text"): f"{third} If any."},
    )
    as_priya_left_it = {row["id"]: row for row in revisions.snapshot(priya.foi_request)["questions"]}
    html = daniel.press(button, **{f"q{first}__text": words})
    assert "The split has changed since you opened this page" in html
    assert MISSING not in html
    assert on_record(html) == ["Question: How many body-worn cameras does the force own?"]
    daniel.press(button)
    now = {row["id"]: row for row in revisions.snapshot(priya.foi_request)["questions"]}
    assert now == {**as_priya_left_it, first: {**as_priya_left_it[first], "text": words}}
    daniel.foi_request.refresh_from_db()
    assert daniel.foi_request.state == (RequestState.LOGGED if button == "save" else RequestState.GATHERING)


def test_only_words_that_were_typed_are_said_to_have_been_in_a_question_that_is_gone(
    priya: Sheet, daniel: Sheet
) -> None:
    gone = field(daniel, "2b", "text")
    third = field(daniel, "3", "text")
    priya.press(f"drop:{question(priya, '3').pk}")
    priya.press(f"merge:{question(priya, '2b').pk}")
    html = daniel.press("save", **{gone: "the price and the seller"})
    assert MISSING in html
    assert re.findall(r'<li class="app-verbatim">(.*?)</li>', html) == ["the price and the seller"]
    assert third not in daniel.fields


def test_what_was_undone_meanwhile_does_not_stand_in_the_way(
    priya: Sheet, daniel: Sheet, equipment: Department
) -> None:
    priya.press(f"merge:{question(priya, '2b').pk}")
    last = revisions.last_of(priya.foi_request)
    assert last is not None
    priya.press(f"undo:{last.pk}")
    priya.press("save", **{field(priya, "2a", "department"): str(equipment.pk)})
    daniel.press("save", **{field(daniel, "1", "text"): "How many cameras?"})
    daniel.press("save")
    assert question(daniel, "2a").department == equipment


def test_where_what_was_seen_is_kept_nowhere_all_of_the_page_counts_as_typed(
    priya: Sheet, signed_in: Any, colleague: User
) -> None:
    priya.press("save", **{field(priya, "2a", "text"): "the day of purchase;"})
    daniel = Sheet(signed_in(colleague), priya.foi_request)
    last = revisions.last_of(priya.foi_request)
    assert last is not None
    priya.press(f"undo:{last.pk}")
    html = daniel.press("save", **{field(daniel, "1", "text"): "How many cameras?"})
    assert "Question: the date of purchase;" in on_record(html)
    assert daniel.box("2a", "text") == "the day of purchase;"


@pytest.mark.parametrize("seen", ["", "x", "0", "9" * 18, "9" * 40])
def test_a_page_that_does_not_say_what_it_showed_is_shown_again(seen: str, priya: Sheet) -> None:
    html = priya.press("save", seen=seen, **{field(priya, "1", "text"): "How many cameras?"})
    assert "The split has changed since you opened this page" in html
    assert priya.box("1", "text") == "How many cameras?"


def test_a_mistake_on_an_old_page_does_not_hide_that_the_split_has_changed(
    priya: Sheet, daniel: Sheet, equipment: Department
) -> None:
    priya.press("save", **{field(priya, "2a", "department"): str(equipment.pk)})
    html = daniel.press("save", **{field(daniel, "1", "text"): " "})
    assert "The split has changed since you opened this page" in html
    assert "Question 1: enter its words, or press “Not a question”" in html
    daniel.press("save", **{field(daniel, "1", "text"): "How many cameras?"})
    assert question(daniel, "1").text == "How many cameras?"
    assert question(daniel, "2a").department == equipment


def test_the_confirmation_that_was_refused_for_want_of_a_department_counts_as_seen(
    priya: Sheet, signed_in: Any, colleague: User, equipment: Department, finance: Department
) -> None:
    html = priya.press("confirm", **{field(priya, "2a", "text"): "the date of purchase; and the day"})
    assert "Question 2a: choose a department" in html
    split_changes.assign_all(priya.foi_request, equipment, by=colleague, only_open=True)
    assert "Corin Colleague changed the split" in priya.press("confirm")
    assert priya.box("2a", "department") == str(equipment.pk)
    assert "The split is confirmed." in priya.press("confirm")
