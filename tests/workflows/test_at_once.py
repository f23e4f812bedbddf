"""Two people press at the same moment: one is first, the other gets words. Real threads, real connections."""

from collections.abc import Callable
from typing import Any

import pytest

from foi.answers.actions import submit
from foi.letters import actions as letters
from foi.letters.models import LetterVersion
from foi.requests.actions import correct_details, send_all
from foi.requests.models import Correspondence, FoiRequest, Question
from tests import factories
from tests.at_once import at_once, of_kind
from workflows.audit import history_of
from workflows.models import AuditEvent
from workflows.perform import NotPossible, perform

pytestmark = pytest.mark.django_db(transaction=True)

MANY = "".join(f"{number}. How many training courses began in month {number}?\n" for number in range(1, 9))


def step(question: Question, name: str, person: Callable[[], Any], **facts: Any) -> Callable[[], Any]:
    """A press of one button on a page that was opened before."""
    on_page = Question.objects.get(pk=question.pk)
    who = person()
    return lambda: perform(getattr(on_page, name), by=who, **facts)


def test_a_double_click_is_one_step() -> None:
    question = factories.sent_question()
    results = at_once([step(question, "accept", factories.contributor) for _ in range(4)])
    assert len(of_kind(results, Question)) == 1
    assert all("It is now “Being answered”" in str(refused) for refused in of_kind(results, NotPossible))
    assert AuditEvent.objects.filter(action="accept").count() == 1


def test_of_two_officers_who_decide_differently_one_is_first_and_the_other_is_told() -> None:
    question = factories.answered_question()
    results = at_once([
        step(question, "agree", factories.officer),
        step(question, "send_back", factories.second_officer, comment="By rank, please."),
    ])  # fmt: skip
    first, second = of_kind(results, Question), of_kind(results, Exception)
    if second:  # agreeing first leaves “Return to department” possible
        assert isinstance(second[0], NotPossible)
        assert "It is now “Returned to department”" in str(second[0])
    assert len(first) + len(second) == 2
    assert Question.objects.get(pk=question.pk).state == "returned"


def test_sending_all_questions_twice_sends_each_once() -> None:
    foi_request = factories.request_with_split_confirmed(MANY)
    results = at_once([
        lambda: send_all(FoiRequest.objects.get(pk=foi_request.pk), by=factories.officer()),
        lambda: send_all(FoiRequest.objects.get(pk=foi_request.pk), by=factories.second_officer()),
    ])  # fmt: skip
    assert [len(sent) for sent in of_kind(results, list)] == [8]
    assert len(of_kind(results, NotPossible)) == 1
    assert AuditEvent.objects.filter(action="send").count() == 8


def test_eight_last_answers_agreed_at_once_move_the_request_on_once() -> None:
    foi_request = factories.request_with_questions_sent(MANY)
    questions = list(foi_request.questions.all())
    assert len(questions) == 8
    for question in questions:
        submit(question, factories.ANSWER, by=factories.contributor())
    results = at_once([step(question, "agree", factories.officer) for question in questions])
    assert len(of_kind(results, Question)) == 8, results
    assert FoiRequest.objects.get(pk=foi_request.pk).state == "drafting"
    assert history_of(foi_request).filter(action="all_answers_agreed").count() == 1


def test_question_steps_and_request_steps_wait_for_each_other_and_never_deadlock() -> None:
    foi_request = factories.request_with_questions_sent(MANY)
    questions = list(foi_request.questions.all())

    def corrects(title: str) -> Callable[[], Any]:
        return lambda: correct_details(
            FoiRequest.objects.get(pk=foi_request.pk), by=factories.officer(), title=title, **factories.REQUESTER
        )

    results = at_once([
        *(step(question, "accept", factories.contributor) for question in questions[:4]),
        *(step(question, "decline", factories.contributor, reason="Not ours.") for question in questions[4:]),
        *(corrects(f"Training, {number}") for number in range(4)),
    ])  # fmt: skip
    assert of_kind(results, Exception) == []
    assert history_of(foi_request).filter(action__in=["accept", "decline", "amend"]).count() == 12


def test_an_answer_and_the_withdrawal_of_the_request_cannot_both_slip_through() -> None:
    question = factories.accepted_question()
    foi_request = question.foi_request
    answers = Question.objects.get(pk=question.pk)
    at_once([
        lambda: submit(answers, factories.ANSWER, by=factories.contributor()),
        lambda: perform(FoiRequest.objects.get(pk=foi_request.pk).withdraw, by=factories.officer(), reason="No need."),
    ])  # fmt: skip
    order = list(history_of(foi_request).filter(action__in=["answer", "withdraw"]).values_list("action", flat=True))
    assert order in (["answer", "withdraw"], ["withdraw"])


def test_a_letter_is_issued_once_however_often_the_button_is_pressed() -> None:
    """A task or a person who tries again after success must not send it twice."""
    letter = factories.approved_letter()

    def press() -> LetterVersion:
        return letters.issue(LetterVersion.objects.get(pk=letter.pk), by=factories.officer(), channel="e-mail")

    results = at_once([press] * 4)
    assert len(of_kind(results, LetterVersion)) == 1
    assert len(of_kind(results, NotPossible)) == 3
    assert Correspondence.objects.filter(foi_request=letter.foi_request, direction="out").count() == 1
    with pytest.raises(NotPossible, match="It is now “Issued”"):
        press()


def test_approving_while_an_answer_is_reopened_never_leaves_an_approval_of_old_words() -> None:
    letter = factories.letter_awaiting_approval()
    question = factories.first_question(letter.foi_request)
    at_once([
        lambda: letters.approve(LetterVersion.objects.get(pk=letter.pk), by=factories.approver()),
        step(question, "reopen", factories.officer, reason="The figure was for 2024."),
    ])  # fmt: skip
    letter.refresh_from_db()
    assert letter.state == "void"
    assert FoiRequest.objects.get(pk=letter.foi_request_id).state == "gathering"


def test_two_drafts_at_once_leave_one_live_letter() -> None:
    foi_request = factories.request_ready_for_letter()
    results = at_once([lambda: letters.draft(FoiRequest.objects.get(pk=foi_request.pk), by=factories.officer())] * 3)
    assert of_kind(results, Exception) == []
    assert foi_request.letters.filter(state="draft").count() == 1
