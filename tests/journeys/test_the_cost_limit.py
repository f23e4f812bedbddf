"""COST-8 to COST-12 at a browser: a department estimates, the officer refuses under section 12, the letter says why."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests import factories as some
from tests.journeys.people import DepartmentMember, Officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_that_would_take_too_long_is_estimated_and_refused(
    sign_in_as: Callable[..., Any], scripts: bool
) -> None:
    question = some.accepted_question()
    member = sign_in_as(some.contributor(), DepartmentMember, java_script_enabled=scripts)
    member.opens(f"/questions/{question.pk}/")
    member.presses("Estimate the cost")
    page = member.page
    page.get_by_label("What has to be done").select_option(label="Redacting")
    page.get_by_label("How many records", exact=True).fill("3,715")
    page.get_by_label("Minutes for each").fill("3")
    page.get_by_label("How you know the minutes").select_option(label="We timed a sample of the records")
    page.get_by_label("How many records were in the sample").fill("40")
    member.presses("Save estimate")
    member.reads("Redaction is not one of the four activities")
    assert page.get_by_label("How many records", exact=True).input_value() == "3,715"
    page.get_by_label("What has to be done").select_option(label="Locating it, or a document that may contain it")
    page.get_by_label("Where: the system").fill("Training record")
    member.presses("Add another line")
    member.reads("185.75 hours")
    member.presses("Save estimate")
    member.reads("The cost estimate of question 1")
    member.presses("Answer this question")
    member.answers("Cannot answer", reason="Every file would have to be read: see our estimate.")

    officer = sign_in_as(some.officer(), Officer, java_script_enabled=scripts)
    officer.opens(f"/questions/{question.pk}/")
    officer.presses("Decide the outcome")
    officer.page.get_by_label("Over the cost limit", exact=True).check()
    officer.page.get_by_label("Reason", exact=True).fill("Every file has to be read.")
    officer.presses("Save decision")
    officer.reads("Say how the request could be brought under the cost limit")
    officer.opens(f"/requests/{question.foi_request_id}/cost/")
    officer.reads("Over the limit")
    officer.page.get_by_label(re.compile("How the requester could")).fill("Ask about a single month.")
    officer.presses("Save advice")
    officer.opens(f"/questions/{question.pk}/")
    officer.agrees_the_answer()
    question.refresh_from_db()
    assert question.state == "agreed"
    officer.opens(f"/requests/{question.foi_request_id}/cost/print/")
    officer.reads("Sample of 40")
