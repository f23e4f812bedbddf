"""Confirming the split of a long request: nobody loses their place, or words that they typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factories as some
from tests.journeys.test_confirming_the_split import TEXT, SignIn, Splitter, texts

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


def test_one_stays_where_one_was_on_a_long_page(sign_in_as: SignIn) -> None:
    asks = [f"{n}. How many hedgehogs were rescued in parish {n}, and by whom?" for n in range(1, 61)]
    long = some.a_request("\n".join(["Dear Sir or Madam,", "", *asks]))
    officer = sign_in_as(some.officer(), Splitter)
    officer.opens(f"/requests/{long.pk}/split/")
    ids = {question.number: f"question-{question.pk}" for question in long.questions.all()}

    def height(number: str) -> float:
        officer.page.wait_for_load_state()
        officer.page.wait_for_timeout(100)
        return officer.page.evaluate(f"document.getElementById('{ids[number]}').getBoundingClientRect().top")

    def focus() -> str:
        return officer.page.evaluate("document.activeElement.id")

    def saves() -> None:
        """Presses the button where it is: to look for it first would scroll."""
        place = officer.page.locator(".app-bar").get_by_role("button", name="Save").bounding_box()
        assert place is not None
        with officer.page.expect_navigation():
            officer.page.mouse.click(place["x"] + 5, place["y"] + 5)
        officer.reads("Saved.")

    # The question that has the focus stays where it is in the window.
    box = officer.question("31").get_by_role("textbox").first
    box.press_sequentially("And ")
    before = height("31")
    saves()
    assert (focus(), abs(height("31") - before) < 3) == (ids["31"], True)

    # Without one, the question in view does.
    officer.page.evaluate(f"document.getElementById('{ids['45']}').scrollIntoView({{block: 'center'}})")
    before = height("45")
    saves()
    assert (focus(), abs(height("45") - before) < 3) == (ids["45"], True)

    # After "Not a question" the next one is in its place; Undo leads back to the one that was taken out.
    button = officer.question("20").get_by_role("button", name="Not a question")
    button.scroll_into_view_if_needed()
    button.click()
    officer.reads("Question 20 is a question no more")
    assert (focus(), 0 < height("21") < 400) == (ids["21"], True)
    officer.page.get_by_role("button", name=re.compile("^Undo: ")).click()
    officer.reads("Undone: ")
    ids["20"] = f"question-{long.questions.get(number='20').pk}"
    assert (focus(), 0 < height("20") < 600) == (ids["20"], True)

    # Where words were made a question, they are where Undo leads.
    officer.selects("Dear Sir", "or Madam,")
    officer.presses("Make it a question", within=officer.selection)
    officer.page.get_by_role("button", name=re.compile("^Undo: ")).click()
    officer.reads("Undone: ")
    expect(officer.page.locator(":focus")).to_contain_text("Greeting")


def test_typed_words_are_not_lost_without_being_asked(sign_in_as: SignIn) -> None:
    asked = some.a_request(TEXT)
    officer = sign_in_as(some.officer(), Splitter)
    page, asked_for = officer.page, []
    stay = True

    def answer(dialog: Any) -> None:
        asked_for.append(dialog.type)
        dialog.dismiss() if stay else dialog.accept()

    page.on("dialog", answer)
    officer.opens(f"/requests/{asked.pk}/split/")
    box = officer.question("1").get_by_role("textbox").first

    # Nothing typed, or typed and taken back, or chosen only for a selection: nobody is asked.
    words = box.input_value()
    box.press_sequentially("And ")
    box.fill(words)
    officer.selects("the names", "on those courses.")
    officer.selection.get_by_label("What the words are, if not a question").select_option(label="Note")
    page.reload()
    officer.follows("Back to the request")
    assert asked_for == []

    # Typed: a press on the link is asked about, and whoever stays has the words still.
    officer.opens(f"/requests/{asked.pk}/split/")
    box.press_sequentially("And ")
    page.get_by_role("link", name="Back to the request").click()
    expect(box).to_have_value(re.compile("And "))
    assert asked_for == ["beforeunload"]
    assert page.url.endswith("/split/")

    # Saved: no more.
    officer.presses("Save")
    assert any("And " in text for text in texts(asked))
    officer.follows("Back to the request")
    assert asked_for == ["beforeunload"]

    # Shown again because of a mistake: not saved yet.
    officer.opens(f"/requests/{asked.pk}/split/")
    box.fill("")
    officer.presses("Save")
    officer.reads("Question 1: enter its words")
    page.get_by_role("link", name="Back to the request").click()
    assert asked_for == ["beforeunload"] * 2
    stay = False
    officer.follows("Back to the request")
    assert asked_for == ["beforeunload"] * 3
    assert not page.url.endswith("/split/")
