"""An officer's clock, as a new colleague would find it: a clarification asked for and received, an extension."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from foi.requests.models import FoiRequest
from tests import factories as some
from tests.journeys.people import Officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
SignIn = Callable[..., Any]


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    """16 September 2026. The live server runs in this very process, so it sees the same day."""
    with time_machine.travel(datetime.datetime(2026, 9, 16, 9)):
        yield


@pytest.fixture
def foi_request() -> FoiRequest:
    return some.request_with_questions_sent(received_on=datetime.date(2026, 9, 1), title="Hedgehog rescue")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_officer_asks_for_clarification_gets_it_and_the_date_moves(
    sign_in_as: SignIn, foi_request: FoiRequest, scripts: bool
) -> None:
    officer = sign_in_as(some.officer(), Officer, java_script_enabled=scripts)
    officer.opens(f"/requests/{foi_request.pk}/")
    officer.reads("29 September 2026")
    officer.follows("See the clock")
    officer.reads("Due by Tuesday 29 September 2026: day 11 of 20")

    officer.follows("Record that you asked for clarification")
    fill_date(officer, "2026-09-15")
    officer.page.get_by_label("We know what is meant, but need more to locate it").check()
    officer.presses("Record that you asked for clarification")
    officer.reads("Nothing is due while the clock waits.")
    officer.reads("Waiting for the requester to clarify, since Tuesday 15 September 2026.")

    officer.follows("Record the clarification")
    officer.presses("Record the clarification")  # today stands in the boxes
    officer.reads("The answer is due on Wednesday 14 October 2026.")
    officer.reads("The request counts as received on Wednesday 16 September 2026")

    officer.page.get_by_role("link", name="Undo Clarification received").click()
    officer.looks_round()
    officer.presses("Undo it")
    officer.reads("Enter a reason")
    officer.page.get_by_label("Why?").fill("It was the reply to another request.")
    officer.presses("Undo it")
    officer.reads("Undone by Asha Verma")
    officer.reads("Waiting for the requester to clarify")


def test_the_officer_extends_for_the_public_interest(sign_in_as: SignIn, foi_request: FoiRequest) -> None:
    officer = sign_in_as(some.officer(), Officer)
    officer.opens(f"/requests/{foi_request.pk}/clock/")
    officer.follows("Record an extension")
    officer.presses("Record an extension")  # without saying why
    officer.reads("Select the qualified exemption that is engaged")
    officer.page.get_by_label("Which qualified exemption is engaged?").select_option(value="31(1)(a)")
    officer.page.get_by_label("Why does the exemption apply?").fill("It would tell when patrols are thin.")
    officer.presses("Record an extension")
    officer.reads("The answer is due on Tuesday 27 October 2026.")
    officer.reads("was due by Tuesday 29 September 2026, day 20")


def fill_date(officer: Officer, day: str) -> None:
    for part, value in zip(("Year", "Month", "Day"), day.split("-"), strict=True):
        officer.page.get_by_label(part, exact=True).first.fill(str(int(value)))
