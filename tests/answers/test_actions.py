"""Answers: what the department said stays on record beside what the officer decided."""

import pytest

from foi.answers.actions import (
    agree,
    answer_by_reference,
    decide,
    record_for_department,
    save_draft,
    submit,
)
from foi.answers.content import AnswerContent, ClaimContent, SearchContent
from foi.answers.models import Answer
from foi.law.outcomes import Outcome
from foi.requests.actions import reassign
from foi.requests.models import Question
from tests import factories
from workflows.audit import history_of
from workflows.perform import NotPermitted, NotPossible, perform

pytestmark = pytest.mark.django_db

NOT_HELD = AnswerContent(
    outcome=Outcome.NOT_HELD, reason="No such course was ever run.", searches=(SearchContent(system="Training record"),)
)
CANNOT = AnswerContent(outcome=Outcome.CANNOT_ANSWER, reason="The register is being moved.")


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def test_a_draft_is_nobodys_answer_yet() -> None:
    question = factories.accepted_question()
    save_draft(question, AnswerContent(outcome=None, text="So far 190"), by=factories.contributor())
    assert fresh(question).current_answer is None
    assert fresh(question).state == "accepted"


def test_a_draft_is_written_over_and_then_becomes_the_answer() -> None:
    question = factories.accepted_question()
    for text in ("So far 190", "So far 200"):
        save_draft(question, AnswerContent(outcome=None, text=text), by=factories.contributor())
    submit(question, factories.ANSWER, by=factories.contributor())
    assert [(answer.version, answer.is_draft) for answer in question.answers.all()] == [(1, False)]
    assert fresh(question).current_answer.text == factories.ANSWER.text


def test_beginning_an_answer_accepts_the_question() -> None:
    question = factories.sent_question()
    save_draft(question, AnswerContent(outcome=None, text="So far 190"), by=factories.contributor())
    assert fresh(question).state == "accepted"


def test_answering_again_is_a_new_version_and_the_first_one_stays() -> None:
    question = factories.returned_question()
    submit(question, NOT_HELD, by=factories.contributor())
    assert [answer.outcome for answer in question.answers.order_by("version")] == ["provided", "not_held"]
    assert fresh(question).current_answer.version == 2


def test_what_one_department_began_the_next_does_not_see_as_its_own() -> None:
    question = factories.accepted_question()
    save_draft(question, AnswerContent(outcome=None, text="Ask the sergeant"), by=factories.contributor())
    stores = factories.department("Stores", topics="")
    reassign(question, by=factories.officer(), department=stores)
    submit(question, factories.ANSWER, by=factories.contributor(stores))
    draft = question.answers.get(is_draft=True)
    assert (draft.text, draft.department) == ("Ask the sergeant", factories.department())
    assert fresh(question).current_answer.department == stores


def test_an_answer_by_telephone_leaves_the_departments_draft_as_it_is() -> None:
    question = factories.accepted_question()
    save_draft(question, AnswerContent(outcome=None, text="So far 190"), by=factories.contributor())
    record_for_department(question, factories.ANSWER, by=factories.officer())
    assert question.answers.get(is_draft=True).text == "So far 190"
    assert fresh(question).current_answer.text == factories.ANSWER.text


def test_the_officer_decides_and_the_departments_word_stays_beside_it() -> None:
    question = factories.answered_question(CANNOT)
    decide(question, NOT_HELD, [], by=factories.officer())
    decided = fresh(question).current_answer
    assert (decided.proposed, decided.decided) == (Outcome.CANNOT_ANSWER, Outcome.NOT_HELD)
    assert (decided.author, decided.department) == (factories.officer(), None)
    said = question.answers.get(version=1)
    assert (said.outcome, said.reason, said.author) == ("cannot_answer", CANNOT.reason, factories.contributor())


def test_LET_1_cannot_answer_is_no_decision_under_the_act() -> None:
    question = factories.answered_question(CANNOT)
    with pytest.raises(NotPossible, match="not complete"):
        agree(question, by=factories.officer())
    decide(question, NOT_HELD, [], by=factories.officer())
    agree(question, by=factories.officer())
    assert question.state == "agreed"


def test_LET_3_a_refusal_without_an_exemption_is_not_agreed() -> None:
    question = factories.answered_question()
    decide(question, AnswerContent(outcome=Outcome.WITHHELD, reason="It is sensitive."), [], by=factories.officer())
    with pytest.raises(NotPossible, match="not complete"):
        agree(question, by=factories.officer())


def test_one_exemption_is_claimed_once() -> None:
    question = factories.answered_question()
    claim = ClaimContent(exemption="31(1)(a)", explanation="It would help offenders.")
    with pytest.raises(NotPossible, match=r"31\(1\)\(a\) is claimed twice"):
        decide(question, AnswerContent(outcome=Outcome.WITHHELD), [claim, claim], by=factories.officer())
    assert question.answers.count() == 1


def test_the_officer_agrees_to_what_they_have_read() -> None:
    question = factories.answered_question()
    decide(fresh(question), NOT_HELD, [], by=factories.second_officer())
    with pytest.raises(NotPossible, match="has changed since you opened this page"):
        agree(question, by=factories.officer(), version=1)
    agree(question, by=factories.officer(), version=2)
    recorded = history_of(question.foi_request).get(action="agree")
    assert recorded.detail["version"] == 2


def test_departments_answer_only_what_was_sent_to_them() -> None:
    stores = factories.contributor(factories.department("Stores", topics=""))
    for person in (stores, factories.officer(), factories.approver(), factories.outsider()):
        with pytest.raises(NotPermitted):
            submit(factories.sent_question(), factories.ANSWER, by=person)
    with pytest.raises(NotPossible, match="Submit answer"):
        submit(factories.ready_question(), factories.ANSWER, by=factories.contributor())
    assert not Answer.objects.exists() or set(Answer.objects.values_list("outcome", flat=True)) == {"by_reference"}


def test_departments_do_not_decide() -> None:
    with pytest.raises(NotPermitted):
        decide(factories.answered_question(), NOT_HELD, [], by=factories.contributor())


def test_an_incomplete_answer_is_not_submitted_and_says_what_is_missing() -> None:
    question = factories.accepted_question()
    with pytest.raises(NotPossible, match="Enter the answer"):
        submit(question, AnswerContent(outcome=Outcome.PROVIDED), by=factories.contributor())
    assert fresh(question).state == "accepted"


def test_only_questions_about_the_answers_are_left_to_the_letter() -> None:
    with pytest.raises(NotPossible, match="Only a question about the other answers"):
        answer_by_reference(factories.ready_question(), by=factories.officer())


def test_a_reopened_question_about_the_answers_can_be_answered_in_words() -> None:
    question = factories.question_about_answers()
    perform(question.reopen, by=factories.officer(), reason="They asked something else as well.")
    decide(question, NOT_HELD, [], by=factories.officer())
    agree(question, by=factories.officer())
    assert fresh(question).current_answer.outcome == "not_held"


def test_a_long_answer_and_a_large_table_are_kept_whole() -> None:
    text = "Sixteen words of an answer that never seems to come to any sort of end. " * 1400
    rows = [[str(number), "0"] for number in range(5000)]
    content = AnswerContent(
        outcome=Outcome.PROVIDED, text=text, table={"caption": "All", "header": ["No", "Count"], "rows": rows}
    )
    question = factories.answered_question(content)
    assert len(text) > 100_000
    kept = fresh(question).current_answer
    assert kept.text == text
    assert len(kept.table["rows"]) == 5000
