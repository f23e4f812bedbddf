"""An approver changes a paragraph: the difference first, then the next letter has it, and the issued one stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from foi.letters import actions
from tests import factories as some
from tests.journeys.people import Approver, Officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
SignIn = Callable[..., Any]

BEFORE = "Please contact the Information Rights Team"
AFTER = "Write to the Information Rights Team"


def test_an_approver_changes_a_paragraph_and_the_issued_letter_keeps_the_former(sign_in_as: SignIn) -> None:
    issued = some.issued_letter()
    waiting = some.request_ready_for_letter()
    approver = sign_in_as(some.approver(), Approver)
    approver.opens("/wording/")
    approver.page.get_by_label("Find words in this list").fill("contact the {team}")
    approver.presses("Search")
    approver.follows("Contact: body")
    approver.presses("Change this text")
    approver.page.get_by_label("The text").fill("Write to the {team} and give our reference, {nothing}.")
    approver.page.get_by_label("Why is it changed?").fill("Shorter.")
    approver.presses("Show what would change")
    approver.reads("cannot use {nothing}")
    approver.page.get_by_label("The text").fill("Write to the {team} and give our reference, {reference}.")
    approver.presses("Show what would change")
    approver.reads("Nothing has changed yet.")
    assert "Please contact " in approver.page.locator("del").first.inner_text()
    approver.reads(AFTER)
    approver.presses("Use the new text")
    approver.reads("The new text is in force")

    actions.draft(waiting, by=some.officer())
    officer = sign_in_as(some.officer(), Officer)
    officer.opens(f"/requests/{waiting.pk}/letter/")
    officer.reads(AFTER)
    officer.opens(f"/requests/{issued.foi_request_id}/letter/")
    officer.reads(BEFORE)
    officer.does_not_read(AFTER)
