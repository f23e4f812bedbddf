"""The page of one question as the officer sees it: what a department said, what the letter prints, what comes next."""

from typing import Any

import pytest
from django.urls import reverse

from foi.answers.actions import decide, submit
from foi.answers.content import AnswerContent
from foi.law.outcomes import Outcome
from foi.letters.assemble import compose_letter
from foi.letters.models import LetterVersion
from foi.letters.structure import lines
from tests import factories as f
from tests.claims import complete_claim
from tests.web.test_department_question import read, state_of, take
from workflows.perform import perform
from workflows.question_flow import QuestionState

pytestmark = pytest.mark.django_db


def test_the_officer_sees_every_version_and_the_note_that_is_never_printed(signed_in: Any) -> None:
    noted = AnswerContent(outcome=Outcome.PROVIDED, text="206", note_to_officer="Ring me before you print this.")
    question = f.answered_question(noted)
    perform(question.send_back, by=f.officer(), comment="By rank, please.")
    submit(question, AnswerContent(outcome=Outcome.PROVIDED, text="**200** constables"), by=f.contributor())
    page = read(signed_in(f.officer()), question)
    assert "Ring me before you print this." in page
    assert "<strong>200</strong> constables" in page
    assert "Version 2: Crime Training" in page
    assert "Version 1: Crime Training" in page


def test_the_officer_reads_what_is_missing_and_cannot_agree_yet(signed_in: Any) -> None:
    question = f.answered_question(AnswerContent(outcome=Outcome.CANNOT_ANSWER, reason="We never kept this."))
    page = read(signed_in(f.officer()), question)
    assert "What is missing before the answer can be agreed" in page
    assert "Decide the outcome: “cannot answer”" in page
    assert reverse("question_step", args=[question.pk, "agree"]) not in page


def test_the_officer_agrees_to_the_words_that_the_letter_prints(signed_in: Any) -> None:
    candid = AnswerContent(outcome=Outcome.NOT_HELD, reason="We were too busy to look.", no_search_because="No time.")
    question = f.answered_question(candid)
    page = read(signed_in(f.officer()), question)
    before, _, after = page.partition("What the letter prints of this answer")
    printed, _, _ = after.partition("Agree answer")
    assert "(printed in the letter)" in before
    assert "We were too busy to look." in printed
    assert "What the letter prints" not in read(signed_in(f.contributor()), question)
    perform(question.agree, by=f.officer())
    letter = LetterVersion(foi_request=question.foi_request)
    assert "We were too busy to look." in lines(compose_letter(letter))
    assert "What the letter prints" not in read(signed_in(f.officer()), question)  # agreed: the letter itself shows it


def test_the_reason_of_a_refusal_is_not_said_to_be_printed(signed_in: Any) -> None:
    refused = AnswerContent(outcome=Outcome.WITHHELD, reason="It would look bad.")
    page = read(signed_in(f.officer()), f.answered_question(refused))
    before, _, after = page.partition("What the letter prints of this answer")
    assert "(not printed with this outcome)" in before
    assert "It would look bad." not in after.partition("Agree answer")[0].partition("History")[0]


def test_the_printed_answer_has_its_own_numbers_and_its_exemptions(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    first, second, _ = foi_request.questions.order_by("position")
    table = {"caption": "", "header": ["Year", "No"], "rows": [["2024", "30"]]}
    for question in (first, second):
        submit(question, AnswerContent(outcome=Outcome.PROVIDED, text="See.", table=table), by=f.contributor())
    perform(first.agree, by=f.officer())
    claim = complete_claim("31(1)(a)")
    refused = AnswerContent(outcome=Outcome.PROVIDED_IN_PART, text="See.", table=table, reason="Not the names.")
    decide(second, refused, [claim], by=f.officer())
    _, _, after = read(signed_in(f.officer()), second).partition("What the letter prints of this answer")
    printed, _, _ = after.partition("History")
    for words in ("Table 2", "Not the names.", "31(1)(a) harm in words.", "question\u00a02"):
        assert words in printed
    assert "Table 1" not in printed


def test_why_a_department_declined_stands_on_top_for_the_officer(signed_in: Any) -> None:
    assert "Human Resources keeps these figures." in read(signed_in(f.officer()), f.declined_question())


def test_a_department_without_members_is_explained_where_send_would_be(signed_in: Any) -> None:
    question = f.ready_question()
    f.department().memberships.all().delete()
    page = read(signed_in(f.officer()), question)
    assert "This department has no members who could answer." in page
    assert reverse("question_step", args=[question.pk, "send"]) not in page


def test_the_officer_agrees_to_the_version_that_was_read(signed_in: Any) -> None:
    question = f.answered_question()
    page = read(signed_in(f.officer()), question)
    assert '<input type="hidden" name="version" value="1">' in page
    refused = AnswerContent(
        outcome=Outcome.NOT_HELD, reason="A colleague decided otherwise.", no_search_because="None is run."
    )
    decide(question, refused, [], by=f.second_officer())
    page = take(signed_in(f.officer()), question, "agree", version="1").content.decode()
    assert "the answer has changed since you opened this page" in page
    assert state_of(question) == QuestionState.ANSWERED
    take(signed_in(f.officer()), question, "agree", version="2")
    assert state_of(question) == QuestionState.AGREED


def test_after_agreeing_the_next_answer_to_check_is_one_press_away(signed_in: Any) -> None:
    foi_request = f.request_with_questions_sent()
    first, second, _ = foi_request.questions.order_by("position")
    for question in (first, second):
        submit(question, f.ANSWER, by=f.contributor())
    officer = signed_in(f.officer())
    page = take(officer, second, "agree", version="1").content.decode()
    link = f'href="{reverse("question", args=[first.pk])}">Next answer to check: question 1</a>'
    assert link in page
    assert "Next answer to check" not in take(officer, first, "agree", version="1").content.decode()


def test_a_question_of_a_withdrawn_request_is_with_nobody(signed_in: Any) -> None:
    question = f.first_question(f.withdrawn_request())
    officer, department = signed_in(f.officer()), signed_in(f.contributor())
    lists = [
        department.get(f"{reverse('queue')}?show=all"),
        officer.get(reverse("request", args=[question.foi_request_id])),
    ]
    for page in (read(officer, question), read(department, question), *(one.content.decode() for one in lists)):
        assert "With department" not in page
        assert "Withdrawn" in page
