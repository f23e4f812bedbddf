"""An administrator looks at what each layout looks like, chooses another, and the next letter has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from foi.notices.models import OutboxMessage
from tests import factories as some
from tests.journeys.people import Officer, Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
SignIn = Callable[..., Any]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_administrator_chooses_a_layout_and_drafts_follow(sign_in_as: SignIn, scripts: bool) -> None:
    draft = some.drafted_letter()
    administrator = sign_in_as(some.administrator(), Person, java_script_enabled=scripts)
    administrator.opens("/authority/")
    administrator.page.get_by_role("link", name="Change layout of letters: questions and answers").click()
    administrator.reads("there is 1 draft that would follow")
    administrator.page.get_by_text("A table with two columns: question and answer").last.click()
    administrator.reads("How many bicycles were handed in during 2025?")
    administrator.page.get_by_label("A table with two columns: question and answer").check()
    administrator.page.get_by_label("In short, with a link to a page on your website").check()
    administrator.presses("Save")
    administrator.reads("Enter the address of the page that the letters link to")
    administrator.page.get_by_label("Your page on review and complaint").fill("https://www.trentvale.example/rights")
    administrator.presses("Save")
    administrator.reads("Layout of letters: your change is in force.")
    administrator.reads("Questions and answers: was “Each question, with its answer under it”")

    officer = sign_in_as(some.officer(), Officer)
    officer.opens(f"/requests/{draft.foi_request_id}/letter/")
    officer.reads("https://www.trentvale.example/rights")
    officer.reads("Our answer")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_administrator_has_a_notice_sent_again_that_was_given_up(sign_in_as: SignIn, scripts: bool) -> None:
    some.sent_question()
    OutboxMessage.objects.update(state="failed", last_error="SMTPRecipientsRefused: 550 no such user")
    administrator = sign_in_as(some.administrator(), Person, java_script_enabled=scripts)
    administrator.opens("/authority/")
    administrator.follows("Notices that could not be sent")
    administrator.reads("550 no such user")
    administrator.page.get_by_role("button", name="Send again").first.click()
    administrator.looks_round()
    administrator.reads("is being sent again.")
    assert OutboxMessage.objects.filter(state="waiting").count() == 1
