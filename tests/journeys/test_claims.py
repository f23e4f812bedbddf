"""An officer refuses under an exemption: found, added and argued; with scripts on a desk, without on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from foi.answers.content import AnswerContent
from foi.law.outcomes import Outcome
from tests import factories as some
from tests.journeys.people import Officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

WITHHELD = AnswerContent(outcome=Outcome.WITHHELD, reason="It would tell offenders where we are not.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_exemption_is_found_added_argued_and_agreed(sign_in_as: Callable[..., Any], scripts: bool) -> None:
    question = some.answered_question(WITHHELD)
    officer = sign_in_as(
        some.officer(),
        Officer,
        java_script_enabled=scripts,
        viewport={"width": 1280 if scripts else 375, "height": 900},
    )
    officer.opens(f"/questions/{question.pk}/decide/")
    page = officer.page
    page.get_by_label("Find an exemption").fill("31(1)")
    page.get_by_role("button", name="Find an exemption").click()
    officer.looks_round()
    page.get_by_label("Section 31(1)(a): the prevention or detection of crime").check()
    officer.presses("Add this exemption")
    officer.reads("A prejudice-based and qualified exemption.")
    officer.reads("Consider a referral to the national Central Referral Unit.")
    page.get_by_label("The harm", exact=True).fill("Offenders would choose a street without a patrol.")
    officer.presses("Save decision")
    officer.reads("say whether the harm would, or would be likely to, follow.")
    officer.reads("say what tips the balance in the public interest")
    officer.presses("Decide the outcome")
    expect(page.get_by_label("The harm", exact=True)).to_have_value("Offenders would choose a street without a patrol.")
    page.get_by_label("It would be likely to follow").check()
    page.get_by_label("Public interest: for disclosure").fill("People would see how officers are used.")
    page.get_by_label("Public interest: for the exemption").fill("A plan that is known prevents nothing.")
    page.get_by_label("Where the balance lies, and why").fill("What is published already meets most of the first.")
    officer.presses("Save decision")
    officer.does_not_read("What is missing")
    officer.agrees_the_answer()
    question.refresh_from_db()
    assert question.state == "agreed"
