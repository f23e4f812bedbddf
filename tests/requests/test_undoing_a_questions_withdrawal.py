"""A question that was withdrawn by mistake goes on where it was; who worked on it learns of both."""

from collections.abc import Callable

import pytest

from foi.notices.models import OutboxMessage
from foi.requests.actions import reassign, withdraw
from foi.requests.clock_actions import undo_withdrawal
from foi.requests.models import Question
from tests import factories as f
from workflows.models import AuditEvent
from workflows.perform import NotPossible, perform

pytestmark = pytest.mark.django_db
WHY = "They meant the other question."


def withdrawn(question: Question) -> Question:
    return perform(question.withdraw, by=f.officer(), reason="The request was narrowed.")


def undone(question: Question) -> Question:
    return perform(withdrawn(question).undo_withdrawal, by=f.officer(), reason=WHY)


def told(notice: str) -> list[str]:
    return [one.to for one in OutboxMessage.objects.filter(key__startswith=f"{notice}:")]


@pytest.mark.parametrize("made", [
    f.ready_question, f.sent_question, f.accepted_question, f.declined_question, f.answered_question,
    f.returned_question, f.agreed_question,
])  # fmt: skip
def test_it_is_where_it_was_with_its_department_date_and_answer(made: Callable[[], Question]) -> None:
    question = made()
    before = (question.state, question.department, question.due_on, question.current_answer)
    again = undone(question)
    assert (again.state, again.department, again.due_on, again.current_answer) == before
    assert AuditEvent.objects.get(action="undo_withdrawal").detail["reason"] == WHY


def test_it_counts_from_its_last_withdrawal() -> None:
    question = perform(undone(f.sent_question()).accept, by=f.contributor())
    assert undone(question).state == "accepted"


def test_the_letter_waits_for_it_again() -> None:
    letter = f.approved_letter()
    undone(f.first_question(letter.foi_request))  # agreed as before, but what was approved had gone in between
    letter.refresh_from_db()
    assert (f.fresh(letter.foi_request).state, letter.state) == ("drafting", "void")


def test_a_split_that_has_been_sent_out_stays_closed() -> None:
    question = undone(f.sent_question())
    for other in question.foi_request.questions.exclude(pk=question.pk):
        withdrawn(other)
    with pytest.raises(NotPossible, match="already been sent"):
        perform(question.foi_request.reopen_split, by=f.officer())


def test_a_question_of_a_request_that_is_over_stays_withdrawn() -> None:
    question = withdrawn(f.sent_question())
    withdraw(question.foi_request, by=f.officer(), reason="No longer wanted.")
    with pytest.raises(NotPossible, match="its questions are closed"):
        perform(Question.objects.get(pk=question.pk).undo_withdrawal, by=f.officer(), reason=WHY)


# --- who is told ------------------------------------------------------------------------------------------------------


def test_the_department_that_has_it_is_told_and_no_other() -> None:
    question = withdrawn(f.accepted_question())
    assert told("question_no_longer_asked") == [f.contributor().email]
    perform(question.undo_withdrawal, by=f.officer(), reason=WHY)
    assert told("question_asked_after_all") == [f.contributor().email]


@pytest.mark.parametrize("made", [f.ready_question, f.declined_question, f.answered_question, f.agreed_question])
def test_a_department_that_owes_nothing_is_told_nothing(made: Callable[[], Question]) -> None:
    undone(made())
    assert told("question_no_longer_asked") + told("question_asked_after_all") == []


def test_a_department_learns_that_its_question_was_given_to_another() -> None:
    question = f.accepted_question()
    reassign(question, by=f.officer(), department=f.department("Stores", topics=""))
    assert told("question_no_longer_asked") == [f.contributor().email]
    message = OutboxMessage.objects.get(key__startswith="question_no_longer_asked")
    assert "Stores" not in message.subject + message.body


def test_a_withdrawn_request_tells_those_who_still_have_questions() -> None:
    foi_request = f.request_with_questions_sent()
    asked = foi_request.questions.filter(state="sent").count()
    withdraw(foi_request, by=f.officer(), reason="No longer wanted.")
    assert len(told("question_no_longer_asked")) == asked == 2
    undo_withdrawal(foi_request, by=f.officer(), reason=WHY)
    assert sorted(told("question_asked_after_all")) == sorted(told("question_no_longer_asked"))
