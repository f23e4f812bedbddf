"""The journeys that are not straight: declined, returned, sent back, changed after approval, two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from foi.requests.models import FoiRequest
from tests import factories as some
from tests.journeys.people import Approver, DepartmentMember, Officer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
SignIn = Callable[..., Any]


def test_a_department_declines_and_the_officer_asks_another(sign_in_as: SignIn) -> None:
    question = some.sent_question()
    other = some.department("Human Resources")
    member = sign_in_as(some.contributor(), DepartmentMember)
    member.opens(f"/questions/{question.pk}/")
    member.presses("Decline")
    member.presses("Decline")  # without a reason
    member.reads("Error")
    member.page.get_by_label(re.compile("reason|Why", re.I)).first.fill("Human Resources keeps these figures.")
    member.presses("Decline")

    officer = sign_in_as(some.officer(), Officer)
    officer.opens(f"/questions/{question.pk}/")
    officer.reads("Declined by department")
    officer.reads("Human Resources keeps these figures.")
    officer.presses("Reassign")
    officer.page.get_by_label("Department", exact=True).select_option(label="Human Resources")
    officer.presses("Reassign")
    question.refresh_from_db()
    assert (question.state, question.department_id) == ("sent", other.pk)
    member.page.goto(f"/questions/{question.pk}/")
    expect(member.page.get_by_role("heading", level=1)).to_have_text(re.compile("not found", re.I))


def test_an_answer_is_returned_with_a_comment_and_answered_again(sign_in_as: SignIn) -> None:
    question = some.answered_question()
    officer = sign_in_as(some.officer(), Officer)
    officer.opens(f"/questions/{question.pk}/")
    officer.presses("Return to department")
    officer.page.get_by_label(re.compile("comment|has to change|What", re.I)).first.fill(
        "Please give the figure by rank."
    )
    officer.presses("Return to department")

    member = sign_in_as(some.contributor(), DepartmentMember)
    member.opens(f"/questions/{question.pk}/")
    member.reads("Please give the figure by rank.")
    member.presses("Answer this question")
    assert "Two hundred and six" in member.page.get_by_label("The answer", exact=True).input_value()
    member.answers("Provided", text="Two hundred constables and six sergeants.")
    officer.opens(f"/questions/{question.pk}/")
    officer.reads("Two hundred constables and six sergeants.")
    officer.agrees_the_answer()
    question.refresh_from_db()
    assert question.state == "agreed"


def test_an_answer_changed_after_approval_voids_the_approval_visibly(sign_in_as: SignIn) -> None:
    letter = some.approved_letter()
    question = some.first_question(letter.foi_request)
    officer = sign_in_as(some.officer(), Officer)
    officer.opens(f"/questions/{question.pk}/")
    officer.presses("Reopen")
    officer.page.get_by_label(re.compile("reason|Why", re.I)).first.fill("The figure was for another year.")
    officer.presses("Reopen")
    officer.opens(f"/requests/{letter.foi_request_id}/letter/")
    officer.reads("This approval no longer holds")
    expect(officer.page.get_by_role("button", name="Issue", exact=True)).to_have_count(0)
    approver = sign_in_as(some.approver(), Approver)
    approver.opens(f"/requests/{letter.foi_request_id}/letter/")
    approver.reads("This approval no longer holds")


def test_an_approver_sends_the_letter_back_and_the_officer_drafts_again(sign_in_as: SignIn) -> None:
    letter = some.letter_awaiting_approval()
    approver = sign_in_as(some.approver(), Approver)
    approver.opens(f"/requests/{letter.foi_request_id}/letter/")
    approver.presses("Send back")
    approver.page.get_by_label("What has to change?").fill("Say which year the figure is for.")
    approver.presses("Send back")
    officer = sign_in_as(some.officer(), Officer)
    officer.opens(f"/requests/{letter.foi_request_id}/letter/")
    officer.reads("Say which year the figure is for.")
    officer.page.get_by_role("button", name=re.compile("^Draft")).click()
    officer.looks_round()
    officer.reads("Preview of version 2")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_letter_that_came_back_goes_to_the_corrected_address(sign_in_as: SignIn, scripts: bool) -> None:
    back = some.letter_that_came_back()
    officer = sign_in_as(some.officer(), Officer, java_script_enabled=scripts)
    officer.opens(f"/letters/{back.version_id}/e-mail/")
    officer.follows("Correct the requester’s address")
    officer.page.get_by_label("Requester’s e-mail address").fill("morgan@new.example")
    officer.presses("Save")
    officer.reads("The details are corrected.")
    officer.opens(f"/letters/{back.version_id}/e-mail/")
    officer.presses("Send it again")
    officer.page.get_by_label("Type the requester’s address once more").fill("morgan@knew.example")
    officer.presses("Send it again")
    officer.reads("not the one on record")
    officer.page.get_by_label("Type the requester’s address once more").fill("morgan@new.example")
    officer.presses("Send it again")
    officer.reads("The letter is being sent again.")
    back.refresh_from_db()
    assert (back.state, back.to) == ("waiting", "morgan@new.example")


def test_two_officers_press_the_same_button(sign_in_as: SignIn) -> None:
    """The second is told what happened; nothing is sent twice."""
    foi_request = some.request_with_split_confirmed()
    first, second = sign_in_as(some.officer(), Officer), sign_in_as(some.second_officer(), Officer)
    for officer in (first, second):
        officer.opens(f"/requests/{foi_request.pk}/")
    button = re.compile(r"^Send \d+ questions")
    first.page.get_by_role("button", name=button).click()
    second.page.get_by_role("button", name=button).click()
    second.looks_round()
    second.reads("There is no question left to send")
    assert FoiRequest.objects.get(pk=foi_request.pk).questions.filter(state="sent").count() == 2


def test_the_answer_is_written_by_keyboard_alone(sign_in_as: SignIn) -> None:
    question = some.accepted_question()
    member = sign_in_as(some.contributor(), DepartmentMember)
    member.opens(f"/questions/{question.pk}/answer/")
    keyboard = member.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(60):
            keyboard.press("Tab")
            focused = member.page.evaluate(
                "document.activeElement.labels?.[0]?.innerText?.trim() || document.activeElement.innerText?.trim()"
            )
            if focused == name:
                return
        raise AssertionError(f"{name} cannot be reached by Tab")

    tab_to("Skip to main content")
    keyboard.press("Enter")
    tab_to("Provided")
    keyboard.press("Space")
    tab_to("The answer")
    keyboard.type("Two hundred and six.")
    tab_to("Submit answer")
    keyboard.press("Enter")
    expect(member.page).to_have_url(re.compile(rf"/questions/{question.pk}/(#.*)?$"))
    question.refresh_from_db()
    assert question.state == "answered"
