"""An officer asks what is meant and lays out a letter: on a desk with scripts, on a telephone without."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests import factories as some
from tests.journeys.people import Officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

WINDOWS = {
    "desk": {"java_script_enabled": True, "viewport": {"width": 1280, "height": 900}},
    "telephone": {"java_script_enabled": False, "viewport": {"width": 375, "height": 800}},
}


@pytest.fixture(params=WINDOWS)
def officer(request: Any, sign_in_as: Callable[..., Any]) -> Officer:
    entered: Officer = sign_in_as(some.officer(), Officer, **WINDOWS[request.param])
    return entered


def test_a_clarification_is_written_read_and_issued(officer: Officer) -> None:
    foi_request = some.request_with_questions_sent()
    officer.opens(f"/requests/{foi_request.pk}/")
    officer.follows("All letters")
    officer.follows("Ask what is meant")
    officer.presses("Draft the letter")
    officer.reads("Select why you have to ask")
    officer.page.get_by_label("We cannot tell what information is meant").check()
    officer.page.get_by_label("1 How many officers completed").check()
    officer.page.get_by_label("What do you need to know?").fill("- which course you mean")
    officer.presses("Draft the letter")
    officer.reads("which course you mean")
    officer.presses("Issue")
    officer.page.get_by_label("By post").check()
    officer.page.get_by_label("I have checked the addressee").check()
    officer.presses("Issue")
    officer.reads("Clarification request issued. Download it and send it by post.")
    officer.follows("All letters of this request")
    officer.reads("Issued")


def test_a_long_address_makes_no_page_wider_than_the_window(officer: Officer) -> None:
    long = f"{'morgan.of.the.' * 4}quillfeather@{'a-very-long-department.' * 3}example"
    letter = some.approved_letter(requester_email=long)
    officer.opens(f"/letters/{letter.pk}/step/issue/")
    officer.reads(long)
    width = officer.page.viewport_size["width"]
    assert officer.page.evaluate("document.documentElement.scrollWidth") == width


def test_a_letter_is_laid_out_otherwise_and_a_caveat_left_out(officer: Officer) -> None:
    letter = some.drafted_letter()
    officer.opens(f"/requests/{letter.foi_request_id}/letter/")
    officer.presses("Edit letter")
    officer.page.get_by_label("Questions and answers").select_option("table")
    officer.presses("Save")
    officer.reads("What you asked")
    officer.follows(re.compile("^Leave out.*As held on the day"))
    officer.page.get_by_label("Why do you leave it out?").fill("The first sentence says so.")
    officer.presses("Leave out")
    officer.reads("Left out by an officer: The first sentence says so.")
    officer.follows("Add a caveat")
    officer.reads("None of these would contradict the answers")


def test_a_file_goes_with_an_answer(officer: Officer) -> None:
    question = some.answered_question()
    officer.opens(f"/questions/{question.pk}/")
    officer.presses("Files for the letter")
    officer.page.get_by_label("File", exact=True).set_input_files(
        {"name": "forms.pdf", "mimeType": "application/pdf", "buffer": some.a_pdf()}
    )
    officer.page.get_by_label("What is in it?").fill("Feedback forms")
    officer.presses("Add the file")
    officer.reads("The file goes out with the letter")
    officer.page.get_by_role("button", name=re.compile("^Take away.*Feedback forms")).click()
    officer.reads("There is none yet.")
