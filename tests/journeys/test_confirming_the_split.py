"""Confirming the split at a browser: with the mouse, with the keyboard alone, and without any script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from foi.requests.models import FoiRequest
from tests import factories as some
from tests.journeys.people import Officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
SignIn = Callable[..., Any]

TEXT = """\
Dear Sir or Madam,

I live by the weir. \N{HEDGEHOG}
My neighbour has told me the names of the trainers
on those courses. She is fond of them.

1. How many courses on hedgehog rescue were held, and what did each course cost?
2. Which rooms did the courses use?

Yours faithfully,
Morgan Quillfeather
"""
WISH = "the names of the trainers on those courses."


class Splitter(Officer):
    """An officer on the confirmation page."""

    @property
    def selection(self) -> Locator:
        return self.page.get_by_role("group", name=re.compile("You have selected"))

    def label(self, name: str) -> Locator:
        """The label before a stretch of the text."""
        return self.page.locator(".app-stretch__label", has_text=re.compile(rf"^{name}"))

    def selects(self, first: str, last: str, *, at: float = 0.5) -> None:
        """Drags the mouse from inside one word to inside another; `at`: how far down the window they stand."""
        where = """([words, fromEnd, share]) => {
            const walker = document.createTreeWalker(document.querySelector('[data-split-text]'), NodeFilter.SHOW_TEXT)
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words)
                if (at < 0) continue
                const range = document.createRange()
                range.setStart(walker.currentNode, at)
                range.setEnd(walker.currentNode, at + words.length)
                const far = () => range.getBoundingClientRect().top - share * innerHeight
                if (!fromEnd) {
                    const pane = walker.currentNode.parentElement.closest('section')
                    pane.scrollIntoView({block: 'start', behavior: 'instant'})
                    if (pane.scrollHeight > pane.clientHeight) pane.scrollTop += far()
                    else scrollBy({top: far(), behavior: 'instant'})
                }
                const boxes = [...range.getClientRects()]
                const box = boxes[fromEnd ? boxes.length - 1 : 0]
                return [fromEnd ? box.right - 6 : box.left + 2, box.top + box.height / 2]
            }
        }"""
        self.page.mouse.move(*self.page.evaluate(where, [first, False, at]))
        self.page.mouse.down()
        self.page.mouse.move(*self.page.evaluate(where, [last, True, at]), steps=8)
        expect(self.selection).to_be_hidden()
        self.page.mouse.up()
        expect(self.selection).to_be_visible()

    def sees_what_is_selected(self) -> bool:
        """Whether the choices leave all the selected words in sight."""
        top, bottom = self.page.evaluate(
            "(({top, bottom}) => [top, bottom])(document.getSelection().getRangeAt(0).getBoundingClientRect())"
        )
        bar = self.selection.bounding_box()
        assert bar is not None
        return (bar["y"] >= bottom and top >= 0) or (bar["y"] + bar["height"] <= top and bottom <= self.height)

    @property
    def height(self) -> int:
        return self.page.evaluate("innerHeight")

    def types_until(self, condition: Callable[[], bool], key: str, most: int = 60) -> None:
        for _ in range(most):
            if condition():
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} {most} times did not get there")

    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")


@pytest.fixture
def asked() -> FoiRequest:
    some.department("Catering", topics="rooms")
    return some.a_request(TEXT)


def texts(foi_request: FoiRequest) -> list[str]:
    return list(foi_request.questions.order_by("position").values_list("text", flat=True))


def covers_everything(foi_request: FoiRequest) -> bool:
    foi_request.refresh_from_db()
    return "".join(foi_request.text[p["start"] : p["end"]] for p in foi_request.passages) == foi_request.text


def test_words_selected_with_the_mouse_become_a_question(sign_in_as: SignIn, asked: FoiRequest) -> None:
    officer = sign_in_as(some.officer(), Splitter)
    officer.opens(f"/requests/{asked.pk}/split/")
    before = texts(asked)
    officer.selects("the names", "on those courses.")
    expect(officer.selection).to_contain_text("the names of the trainers on those courses.")
    assert officer.selection.get_by_role("button").count() == 4
    officer.looks_round()
    officer.presses("Make it a question", within=officer.selection)
    number = asked.questions.get(text=WISH).number
    officer.reads(f"The words are question {number} now.")
    assert len(texts(asked)) == len(before) + 1
    assert officer.page.evaluate("document.activeElement.id").startswith("question-")
    assert covers_everything(asked)

    # Part of a question is selected: that divides it.
    officer.selects("what did each", "course cost?")
    officer.presses("Make it a question", within=officer.selection)
    assert texts(asked)[1:3] == ["How many courses on hedgehog rescue were held, and", "what did each course cost?"]

    # A press of its label takes a whole part. It stands after a character that a script counts twice.
    officer.page.locator(f"#stretch-{_start_of(asked, 'She is fond')} > button").click()
    expect(officer.selection).to_contain_text("“She is fond of them.”")
    officer.selection.get_by_label("What the words are, if not a question").select_option(label="Note")
    officer.presses("Not a question", within=officer.selection)
    officer.reads("These words are now taken for: note.")
    assert FoiRequest.objects.get(pk=asked.pk).notes == ["She is fond of them."]
    assert covers_everything(asked)


@pytest.mark.parametrize("size", [(1280, 600), (375, 667)], ids=["desk", "telephone"])
def test_the_choices_come_after_the_mouse_and_never_cover_the_selected_words(
    sign_in_as: SignIn, size: tuple[int, int]
) -> None:
    words = [f"{n}. How many hedgehogs were rescued in parish {n}, and by whom?" for n in range(1, 31)]
    long = some.a_request("\n".join(["Dear Sir or Madam,", "", *words, "", "Thank you for your help."]))
    officer = sign_in_as(some.officer(), Splitter, viewport={"width": size[0], "height": size[1]})
    officer.opens(f"/requests/{long.pk}/split/")
    for first, last, at in (
        ("Dear Sir", "Madam,", 0.5),
        ("How many hedgehogs were rescued in parish 9,", "parish 9, and by whom?", 0.1),
        ("How many hedgehogs were rescued in parish 21", "parish 21, and by whom?", 0.7),
        ("Thank you", "your help.", 0.7),
    ):
        officer.selects(first, last, at=at)
        assert officer.sees_what_is_selected(), (first, at)
        officer.presses("Cancel", within=officer.selection)

    # With the keyboard they are there at once.
    officer.page.locator("[data-split-text] button", has_text="Sign-off").last.focus()
    officer.page.keyboard.press("ArrowRight")
    expect(officer.selection).to_contain_text("“Thank”")
    for _ in range(4):
        officer.page.keyboard.press("Shift+ArrowRight")
        assert officer.sees_what_is_selected()


def test_a_question_and_its_words_light_up_together(sign_in_as: SignIn, asked: FoiRequest) -> None:
    officer = sign_in_as(some.officer(), Splitter)
    officer.opens(f"/requests/{asked.pk}/split/")
    second = asked.questions.order_by("position")[1]
    lit = officer.page.locator(".app-lit")
    officer.page.locator(f"span[data-question='{second.pk}'] [data-start]").hover()
    expect(lit).to_have_count(2)
    officer.page.mouse.move(0, 0)
    officer.question("1").get_by_role("textbox").first.focus()
    expect(officer.page.locator("section.app-lit")).to_have_attribute("id", f"question-{asked.questions.first().pk}")
    officer.label("Question 2").click()
    assert officer.page.url.endswith(f"#question-{second.pk}")
    officer.question("2").get_by_role("link", name="In the text").click()
    expect(officer.page.locator(":target")).to_contain_text("Which rooms did the courses use?")


def test_a_question_is_divided_at_the_cursor_and_every_change_is_undone(sign_in_as: SignIn, asked: FoiRequest) -> None:
    officer = sign_in_as(some.officer(), Splitter)
    officer.opens(f"/requests/{asked.pk}/split/")
    proposed = texts(asked)
    box = officer.question("1").get_by_role("textbox").first
    box.click()
    officer.page.keyboard.press("Control+Home")
    for _ in range("How many courses on hedgehog rescue were held, and".count(" ") + 1):
        officer.page.keyboard.press("Control+ArrowRight")
    place = proposed[0].index("what did")
    box.evaluate(
        "(box, place) => { box.setSelectionRange(place, place); box.dispatchEvent(new Event('select')) }", place
    )
    officer.question("1").get_by_role("button", name="Divide at the cursor question 1").click()
    officer.reads("Question 1 is divided at the cursor.")
    assert texts(asked)[1] == "what did each course cost?"
    officer.question("2").get_by_role("button", name="Merge with the one above").click()
    officer.reads("Question 2 is now part of the one above.")
    officer.question("2").get_by_role("button", name="Move up").click()
    officer.reads("Question 2 has moved up.")
    officer.question("1").get_by_role("button", name="Not a question").click()
    officer.reads("Question 1 is a question no more")
    for _ in range(4):
        officer.page.get_by_role("button", name=re.compile("^Undo: ")).click()
        officer.reads("Undone: ")
        officer.looks_round()
    assert texts(asked) == proposed
    expect(officer.page.get_by_role("button", name=re.compile("^Undo"))).to_have_count(0)


def test_words_that_were_cut_hold_up_the_confirmation(sign_in_as: SignIn, asked: FoiRequest) -> None:
    officer = sign_in_as(some.officer(), Splitter)
    officer.opens(f"/requests/{asked.pk}/split/")
    officer.gives_the_rest_to("Crime Training")
    box = officer.question("1").get_by_role("textbox").first
    box.fill("How many courses on hedgehog rescue were held?")
    box.press("Control+End")
    officer.presses("Save")
    officer.reads("1 part of the text is left over")
    officer.presses("Confirm the split")
    officer.reads("Part of the text is left over: “and what did each course cost?”")
    assert FoiRequest.objects.get(pk=asked.pk).state == "logged"
    officer.presses("It is background")
    officer.does_not_read("is left over")
    officer.presses("Confirm the split")
    officer.reads("The split is confirmed")


def test_the_keyboard_alone_is_enough(sign_in_as: SignIn, asked: FoiRequest) -> None:
    officer = sign_in_as(some.officer(), Splitter)
    officer.opens(f"/requests/{asked.pk}/split/")
    keyboard = officer.page.keyboard

    # To the label of the background, along its words, and over the wanted ones.
    label = officer.page.locator(f"#stretch-{_start_of(asked, 'I live by the weir.')} > .app-stretch__label")
    officer.types_until(lambda: label.evaluate("label => label === document.activeElement"), "Tab")
    for _ in range("I live by the weir. x My neighbour has told me ".count(" ") + 1):
        keyboard.press("ArrowRight")
    for _ in range(WISH.count(" ") + 1):
        keyboard.press("Shift+ArrowRight")
    keyboard.press("Shift+ArrowLeft")
    expect(officer.selection).to_contain_text(WISH)
    keyboard.press("Enter")
    assert officer.focused() == "Make it a question"
    keyboard.press("Escape")
    expect(officer.selection).to_be_hidden()
    assert label.evaluate("label => label === document.activeElement")

    # Enter on the label takes the whole part.
    keyboard.press("Enter")
    assert officer.focused() == "Make it a question"
    keyboard.press("Enter")
    officer.page.wait_for_load_state()
    officer.reads("now.")
    assert any(text.startswith("I live by the weir.") for text in texts(asked))

    # From the question that has the focus on: the next buttons are its own.
    assert officer.page.evaluate("document.activeElement.tagName") == "SECTION"
    officer.types_until(lambda: officer.focused().startswith("Not a question"), "Tab")
    keyboard.press("Enter")
    officer.reads("is a question no more")
    officer.page.get_by_role("button", name=re.compile("^Undo: ")).focus()
    keyboard.press("Enter")
    officer.reads("Undone: ")
    assert any(text.startswith("I live by the weir.") for text in texts(asked))


def test_everything_works_without_a_script(sign_in_as: SignIn, asked: FoiRequest) -> None:
    officer = sign_in_as(some.officer(), Splitter, java_script_enabled=False)
    officer.opens(f"/requests/{asked.pk}/split/")
    expect(officer.page.locator("[data-selected]")).to_be_hidden()
    proposed = texts(asked)

    # The label leads to a page on which some of the words are made a question. What was typed is saved first.
    officer.question("1").get_by_role("textbox").first.fill(proposed[0].replace("How many", "How many of the"))
    start = _start_of(asked, "I live by the weir.")
    officer.page.locator(f"#stretch-{start} button").click()
    officer.reads("What is this part of the text?")
    officer.page.get_by_label("A question of its own").check()
    officer.page.get_by_label("The words").fill("the names of the instructors")
    officer.presses("Save")
    officer.reads("These words do not stand like this in the request")
    officer.page.get_by_label("The words").fill(WISH)
    officer.presses("Save")
    assert texts(asked)[0] == WISH
    assert texts(asked)[1].startswith("How many of the courses")
    assert covers_everything(asked)

    # Part of another question, and no question at all.
    officer.page.locator(f"#stretch-{start} button").click()
    officer.page.get_by_label("Part of another question").check()
    officer.presses("Save")
    officer.reads("Choose the question that these words belong to")
    officer.page.get_by_label("Which question?").select_option(index=2)
    officer.presses("Save")
    added = next(text for text in texts(asked) if text.startswith("I live by the weir."))
    assert added.endswith("How many of the courses on hedgehog rescue were held, and what did each course cost?")
    officer.page.get_by_role("button", name=re.compile("^Undo: “I live by the weir.+ made part of question 2")).click()
    officer.reads("Undone: ")
    officer.page.locator(f"#stretch-{start} button").click()
    officer.page.get_by_label("Not a question").check()
    officer.page.get_by_label("What is it, then?").select_option(label="Courtesy or how to get in touch")
    officer.presses("Save")
    officer.reads("These words are now taken for: ")
    assert officer.page.locator(f"#stretch-{start} button").inner_text().startswith("Courtesy")

    while officer.page.get_by_role("button", name=re.compile("^Undo")).count():
        officer.page.get_by_role("button", name=re.compile("^Undo")).click()
    assert texts(asked) == proposed
    assert covers_everything(asked)


def test_the_page_fits_a_telephone(sign_in_as: SignIn, asked: FoiRequest) -> None:
    officer = sign_in_as(some.officer(), Splitter, viewport={"width": 375, "height": 667}, has_touch=True)
    officer.opens(f"/requests/{asked.pk}/split/")
    officer.selects("Which rooms", "courses use?")
    officer.looks_round()
    assert officer.page.evaluate("document.documentElement.scrollWidth") == 375
    bar = officer.selection.bounding_box()
    assert bar is not None
    assert bar["x"] >= 0
    assert bar["x"] + bar["width"] <= 375
    assert bar["y"] + bar["height"] <= 667
    assert bar["height"] <= 140


def _start_of(foi_request: FoiRequest, words: str) -> int:
    place = foi_request.text.index(words)
    return next(p["start"] for p in foi_request.passages if p["start"] <= place < p["end"])
