"""A request moves on by itself when its questions allow it, and back when they do not."""

import pytest

from foi.answers.actions import record_for_department, submit
from foi.requests.actions import reassign, send, send_all
from foi.requests.models import FoiRequest, Question
from tests import factories
from workflows.perform import NotPermitted, NotPossible, perform
from workflows.request_flow import RequestState

pytestmark = pytest.mark.django_db


def state_of(foi_request: FoiRequest) -> RequestState:
    return FoiRequest.objects.get(pk=foi_request.pk).current


def test_it_waits_for_the_last_question() -> None:
    foi_request = factories.request_with_questions_sent()
    first, second = foi_request.questions.exclude(kind="about_answers")
    for question in (first, second):
        assert state_of(foi_request) is RequestState.GATHERING
        submit(question, factories.ANSWER, by=factories.contributor())
        perform(question.agree, by=factories.officer())
    assert state_of(foi_request) is RequestState.DRAFTING


def test_a_question_about_the_other_answers_keeps_nobody_waiting() -> None:
    """LET-9: the letter answers “if not, why not?” from the outcomes of the others; no department is asked."""
    question = factories.question_about_answers()
    assert question.state == "agreed"
    assert question.current_answer.outcome == "by_reference"
    assert [sent.kind for sent in send_all(question.foi_request, by=factories.officer())] == ["asks", "asks"]


def test_a_withdrawn_question_is_settled_too() -> None:
    foi_request = factories.request_with_questions_sent()
    for question in foi_request.questions.unsettled():
        perform(question.withdraw, by=factories.officer(), reason="The requester narrowed the request.")
    assert state_of(foi_request) is RequestState.DRAFTING


@pytest.mark.parametrize("at", ["request_ready_for_letter", "letter_awaiting_approval", "approved_letter"])
@pytest.mark.parametrize("step", ["reopen", "send_back"])
def test_it_goes_back_to_gathering_when_an_agreed_answer_is_touched(at: str, step: str) -> None:
    subject = getattr(factories, at)()
    foi_request = subject if isinstance(subject, FoiRequest) else subject.foi_request
    facts = {"reopen": {"reason": "Wrong year."}, "send_back": {"comment": "Which year?"}}[step]
    perform(getattr(factories.first_question(foi_request), step), by=factories.officer(), **facts)
    assert state_of(foi_request) is RequestState.GATHERING


def test_declining_does_not_move_the_request_or_its_dates() -> None:
    """A department's “not ours” goes back to the officer; the statutory clock does not stop."""
    question = factories.sent_question()
    due_on, asked_by = question.foi_request.due_on, question.due_on
    perform(question.decline, by=factories.contributor(), reason="Human Resources keeps these.")
    question.refresh_from_db()
    assert state_of(question.foi_request) is RequestState.GATHERING
    assert (question.foi_request.due_on, question.due_on) == (due_on, asked_by)


def test_no_step_on_the_way_to_the_letter_moves_the_statutory_date() -> None:
    """CLK-1: acknowledging, splitting, sending, answering and approving leave day 20 where it was."""
    letter = factories.issued_letter()
    logged = factories.a_request(received_on=letter.foi_request.received_on)
    assert letter.foi_request.due_on == logged.due_on


def test_a_declined_question_is_given_to_another_department() -> None:
    question = factories.declined_question()
    stores = factories.department("Stores", topics="")
    reassign(question, by=factories.officer(), department=stores, reason="They keep the register.")
    assert (question.state, question.department) == ("sent", stores)
    with pytest.raises(NotPermitted):
        submit(Question.objects.get(pk=question.pk), factories.ANSWER, by=factories.contributor())
    submit(question, factories.ANSWER, by=factories.contributor(stores))
    assert question.state == "answered"


def test_a_department_of_another_authority_cannot_be_asked() -> None:
    elsewhere = factories.department("Policy", authority=factories.the_office())
    with pytest.raises(NotPermitted, match="another authority"):
        reassign(factories.declined_question(), by=factories.officer(), department=elsewhere)


def test_a_department_without_members_is_not_asked_and_is_named() -> None:
    question = factories.ready_question()
    question.department.memberships.all().delete()
    for attempt in (
        lambda: send(question, by=factories.officer()),
        lambda: send_all(question.foi_request, by=factories.officer()),
        lambda: reassign(question, by=factories.officer(), department=question.department),
    ):
        with pytest.raises(NotPossible, match="no members who could answer"):
            attempt()
    question.refresh_from_db()
    assert question.state == "ready"


def test_an_answer_that_came_by_telephone_is_recorded_by_the_officer() -> None:
    foi_request = factories.request_with_split_confirmed()
    question = factories.first_question(foi_request)
    record_for_department(question, factories.ANSWER, by=factories.officer())
    perform(question.agree, by=factories.officer())
    assert question.state == "agreed"


@pytest.mark.parametrize("ended", [factories.withdrawn_request, lambda: factories.issued_letter().foi_request])
def test_questions_of_a_closed_request_are_closed(ended) -> None:
    question = factories.first_question(ended())
    with pytest.raises(NotPossible, match="its questions are closed"):
        perform(question.withdraw, by=factories.officer(), reason="Tidying up.")
