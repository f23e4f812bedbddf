"""The page of one question, for the department and for the officer, and the steps that are taken from it."""

import datetime
import re
from typing import Any

import pytest
from django.urls import reverse

from foi.answers.actions import decide, save_draft, submit
from foi.answers.content import AnswerContent, ClaimContent
from foi.law.outcomes import Outcome
from foi.organisation.models import Department
from foi.requests.actions import reassign
from foi.requests.models import Question
from foi.web.presenters.questions import DONE, PAGES
from tests import factories as f
from workflows.clock import today
from workflows.models import AuditEvent
from workflows.perform import perform, transitions_of
from workflows.question_flow import QuestionState
from workflows.roles import Role

pytestmark = pytest.mark.django_db


def read(client: Any, question: Question) -> str:
    response = client.get(reverse("question", args=[question.pk]))
    assert response.status_code == 200
    return response.content.decode()


def take(client: Any, question: Question, name: str, **facts: Any) -> Any:
    return client.post(reverse("question_step", args=[question.pk, name]), facts, follow=True)


def state_of(question: Question) -> str:
    return Question.objects.get(pk=question.pk).state


def human_resources() -> Department:
    return f.department("Human Resources", topics="leave")


# --- what is shown --------------------------------------------------------------------------------------------------


def test_the_department_sees_the_words_with_all_that_qualifies_them(signed_in: Any) -> None:
    question = f.sent_question()
    question.foi_request.scope = ["From 1 January 2024 to 31 December 2025."]
    question.foi_request.notes = ["NOTE: rounded figures will do."]
    question.foi_request.save()
    Question.objects.filter(pk=question.pk).update(context="For each station:", group="Costs")
    page = read(signed_in(f.contributor()), question)
    for words in (question.text, "For each station:", "Costs", "From 1 January 2024", "rounded figures will do"):
        assert words in page


def test_the_department_sees_its_other_questions_of_the_request_and_no_others(signed_in: Any) -> None:
    first, second = f.request_with_questions_sent().questions.filter(department__isnull=False)
    client = signed_in(f.contributor())
    assert second.text in read(client, first)
    reassign(second, by=f.officer(), department=human_resources())
    assert second.text not in read(client, first)


def test_what_the_foi_team_said_stands_on_top_of_a_returned_question(signed_in: Any) -> None:
    assert "Please give the figure by rank." in read(signed_in(f.contributor()), f.returned_question())


def test_the_note_with_a_reassigned_question_reaches_the_new_department(signed_in: Any) -> None:
    question = f.sent_question()
    theirs = human_resources()
    reassign(question, by=f.officer(), department=theirs, reason="You keep the attendance lists.")
    assert "You keep the attendance lists." in read(signed_in(f.contributor(theirs)), question)


def test_a_department_does_not_see_the_officers_argument(signed_in: Any) -> None:
    question = f.answered_question()
    refused = AnswerContent(outcome=Outcome.WITHHELD, reason="Kept from the page of the department.")
    claim = ClaimContent(exemption="31(1)(a)", explanation="Argued by the officer alone.")
    decide(question, refused, [claim], by=f.officer())
    page = read(signed_in(f.contributor()), question)
    assert "Two hundred and six officers." in page
    assert "Kept from the page" not in page
    assert "Argued by the officer alone." not in page


def test_a_draft_is_seen_by_the_department_alone(signed_in: Any) -> None:
    question = f.accepted_question()
    save_draft(question, AnswerContent(outcome=None, text="So far I count 190."), by=f.contributor())
    assert "So far I count 190." in read(signed_in(f.contributor()), question)
    assert "So far I count 190." not in read(signed_in(f.officer()), question)


def test_a_draft_does_not_follow_the_question_to_another_department(signed_in: Any) -> None:
    question = f.accepted_question()
    save_draft(question, AnswerContent(outcome=None, text="So far I count 190."), by=f.contributor())
    theirs = human_resources()
    reassign(question, by=f.officer(), department=theirs)
    client = signed_in(f.contributor(theirs))
    assert "So far I count 190." not in read(client, question)
    assert "So far I count 190." not in client.get(reverse("question_answer", args=[question.pk])).content.decode()


def test_what_one_department_submitted_does_not_become_the_words_of_the_next(signed_in: Any) -> None:
    question = f.returned_question()
    theirs = human_resources()
    reassign(question, by=f.officer(), department=theirs)
    client = signed_in(f.contributor(theirs))
    assert "Two hundred and six officers." not in read(client, question)
    assert "Two hundred and six" not in client.get(reverse("question_answer", args=[question.pk])).content.decode()


def test_markup_in_a_question_or_an_answer_stays_text(signed_in: Any) -> None:
    script = "<script>alert(1)</script>"
    question = f.answered_question(AnswerContent(outcome=Outcome.PROVIDED, text=script, source=script))
    Question.objects.filter(pk=question.pk).update(text=script, group=script, context=script)
    for person in (f.contributor(), f.officer()):
        page = read(signed_in(person), question)
        assert script not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("who", [f.contributor, f.officer])
def test_the_number_of_queries_does_not_grow_with_the_answers(
    signed_in: Any, django_assert_max_num_queries: Any, django_assert_num_queries: Any, who: Any
) -> None:
    question = f.answered_question()
    client = signed_in(who())
    with django_assert_max_num_queries(20) as once:
        read(client, question)
        queries = len(once)
    for _ in range(5):
        perform(question.send_back, by=f.officer(), comment="Again, please.")
        submit(question, f.ANSWER, by=f.contributor())
    with django_assert_num_queries(queries):
        read(client, question)


# --- steps ----------------------------------------------------------------------------------------------------------


def test_the_department_accepts(signed_in: Any) -> None:
    question = f.sent_question()
    page = take(signed_in(f.contributor()), question, "accept").content.decode()
    assert state_of(question) == QuestionState.ACCEPTED
    assert "You have accepted question 1" in page


def test_declining_needs_a_reason_and_keeps_what_was_typed(signed_in: Any) -> None:
    question = f.sent_question()
    client = signed_in(f.contributor())
    assert "Enter a reason" in take(client, question, "decline", reason="  ").content.decode()
    too_long = "x" * 2_001
    page = take(client, question, "decline", reason=too_long).content.decode()
    assert "This text has 2001 characters" in page
    assert too_long in page
    assert state_of(question) == QuestionState.SENT
    take(client, question, "decline", reason="Ask Human Resources.")
    assert state_of(question) == QuestionState.DECLINED


def test_returning_takes_a_comment_and_a_new_date(signed_in: Any) -> None:
    question = f.answered_question()
    new = today() + datetime.timedelta(days=3)
    date = {"due_on_day": new.day, "due_on_month": new.month, "due_on_year": new.year}
    take(signed_in(f.officer()), question, "send_back", comment="By rank, please.", **date)
    question.refresh_from_db()
    assert (question.state, question.due_on) == (QuestionState.RETURNED, new)


def test_a_new_date_in_the_past_is_refused_and_the_comment_kept(signed_in: Any) -> None:
    question = f.answered_question()
    date = {"due_on_day": 1, "due_on_month": 2, "due_on_year": 2020}
    page = take(signed_in(f.officer()), question, "send_back", comment="By rank, please.", **date).content.decode()
    assert "The new date must be today or later" in page
    assert "By rank, please." in page
    assert state_of(question) == QuestionState.ANSWERED


def test_reassigning_offers_the_other_departments_of_the_authority(signed_in: Any) -> None:
    question = f.sent_question()
    theirs = human_resources()
    elsewhere = f.department("Commissioner’s office", authority=f.the_office())
    client = signed_in(f.officer())
    page = client.get(reverse("question_step", args=[question.pk, "reassign"])).content.decode()
    assert "Human Resources" in page
    assert "Commissioner’s office" not in page
    assert f'<option value="{question.department_id}">' not in page
    take(client, question, "reassign", department=elsewhere.pk)
    assert Question.objects.get(pk=question.pk).department == question.department
    take(client, question, "reassign", department=theirs.pk)
    assert Question.objects.get(pk=question.pk).department == theirs


def test_a_department_that_declined_can_be_told_that_it_is_theirs_after_all(signed_in: Any) -> None:
    question = f.declined_question()
    take(signed_in(f.officer()), question, "reassign", department=question.department_id, reason="It is yours.")
    assert state_of(question) == QuestionState.SENT


def test_a_department_without_members_cannot_be_chosen_and_says_why(signed_in: Any) -> None:
    question = f.sent_question()
    empty = Department.objects.create(authority=f.the_force(), name="Estates")
    page = take(signed_in(f.officer()), question, "reassign", department=empty.pk, reason="Yours?").content.decode()
    assert "Estates has no members who could answer" in page
    assert "Yours?" in page


@pytest.mark.parametrize("version", ["", "two", "9" * 5000, "٣"])
def test_a_version_that_is_no_number_is_a_bad_request(signed_in: Any, version: str) -> None:
    question = f.answered_question()
    response = take(signed_in(f.officer()), question, "agree", version=version)
    assert response.status_code == 400
    assert state_of(question) == QuestionState.ANSWERED


def test_a_second_press_says_where_things_stand(signed_in: Any) -> None:
    question = f.sent_question()
    client = signed_in(f.contributor())
    take(client, question, "accept")
    page = take(client, question, "accept").content.decode()
    assert "It is now “Being answered”" in page
    assert AuditEvent.objects.filter(subject_id=question.pk, action="accept").count() == 1


def test_a_form_for_a_step_that_is_over_leads_back_with_words(signed_in: Any) -> None:
    question = f.answered_question()
    response = signed_in(f.contributor()).get(reverse("question_step", args=[question.pk, "decline"]), follow=True)
    assert response.redirect_chain
    assert "It is now “Answer to check”" in response.content.decode()


def test_looking_at_a_bare_step_takes_nothing(signed_in: Any) -> None:
    question = f.sent_question()
    response = signed_in(f.contributor()).get(reverse("question_step", args=[question.pk, "accept"]))
    assert response.status_code == 302
    assert state_of(question) == QuestionState.SENT


# --- who may not ----------------------------------------------------------------------------------------------------

DEPARTMENT_STEPS = ["accept", "decline"]
OFFICER_STEPS = ["send", "reassign", "agree", "send_back", "reopen", "withdraw", "answer_by_reference"]


@pytest.mark.parametrize("name", DEPARTMENT_STEPS + OFFICER_STEPS)
def test_a_question_of_another_department_does_not_exist_for_this_one(signed_in: Any, name: str) -> None:
    question = f.sent_question()
    before = AuditEvent.objects.count()
    client = signed_in(f.contributor(human_resources()))
    facts = {"reason": "x", "comment": "x", "department": question.department_id}
    assert take(client, question, name, **facts).status_code == 404
    for page in ("question", "question_answer", "question_decide"):
        assert client.get(reverse(page, args=[question.pk])).status_code == 404
    answered = client.post(reverse("question_answer", args=[question.pk]), {"outcome": "provided", "text": "Mine."})
    assert answered.status_code == 404
    assert AuditEvent.objects.count() == before
    assert state_of(question) == QuestionState.SENT
    assert not question.answers.exists()


@pytest.mark.parametrize("name", ["reassign", "withdraw"])
def test_a_department_cannot_take_an_officers_step(signed_in: Any, name: str) -> None:
    question = f.sent_question()
    response = take(signed_in(f.contributor()), question, name, reason="x", department=human_resources().pk)
    assert response.status_code == 403
    assert "your role does not allow this" in response.content.decode()
    assert state_of(question) == QuestionState.SENT


def test_an_officer_of_another_authority_sees_nothing(signed_in: Any) -> None:
    question = f.sent_question()
    client = signed_in(f.outsider())
    assert client.get(reverse("question", args=[question.pk])).status_code == 404
    assert take(client, question, "withdraw", reason="x").status_code == 404


@pytest.mark.parametrize(
    "name", ["confirm", "unconfirm", "save_draft", "answer", "decide", "delete", "__class__", "save"]
)
def test_only_steps_of_this_page_have_an_address(signed_in: Any, name: str) -> None:
    question = f.sent_question()
    assert take(signed_in(f.officer()), question, name).status_code == 404


def test_a_closed_request_closes_its_questions(signed_in: Any) -> None:
    question = f.first_question(f.withdrawn_request())
    page = read(signed_in(f.contributor()), question)
    assert "The request is withdrawn; its questions are closed." in page
    take(signed_in(f.contributor()), question, "accept")
    assert state_of(question) == QuestionState.SENT


def test_an_approver_may_return_an_answer_and_nothing_else(signed_in: Any) -> None:
    question = f.answered_question()
    client = signed_in(f.approver())
    page = read(client, question)
    assert reverse("question_step", args=[question.pk, "send_back"]) in page
    assert reverse("question_step", args=[question.pk, "agree"]) not in page
    assert take(client, question, "agree", version="1").status_code == 403
    take(client, question, "send_back", comment="Which year?")
    assert state_of(question) == QuestionState.RETURNED


def test_who_is_officer_and_in_the_department_may_do_both(signed_in: Any) -> None:
    question = f.sent_question()
    person = f.contributor()
    f.person(person.full_name, Role.FOI_OFFICER, authority=f.the_force(), department=None)
    page = read(signed_in(person), question)
    assert reverse("question_answer", args=[question.pk]) in page
    assert reverse("question_step", args=[question.pk, "reassign"]) in page


# --- every step has its words ---------------------------------------------------------------------------------------


def test_every_step_of_the_flow_says_what_happened() -> None:
    steps = {step.name for step in transitions_of(Question)} - set(PAGES.elsewhere)
    assert steps == set(DONE)


def test_every_button_of_every_page_leads_somewhere(signed_in: Any) -> None:
    """No button may be drawn that the server then refuses for being unknown."""
    situations = (f.ready_question, f.sent_question, f.accepted_question, f.declined_question, f.answered_question,
                  f.returned_question, f.agreed_question, f.withdrawn_question, f.question_about_answers)  # fmt: skip
    for situation in situations:
        question = situation()
        for person in (f.officer(), f.approver(), f.contributor()):
            client = signed_in(person)
            response = client.get(reverse("question", args=[question.pk]))
            if response.status_code == 404:
                continue
            main = response.content.decode().partition("<main")[2]
            for url in re.findall(rf'(?:action|href)="(/questions/{question.pk}/[^"]+)"', main):
                assert client.get(url).status_code in (200, 302), (situation.__name__, url)
