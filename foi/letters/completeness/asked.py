"""Rules about a question itself: whether it has been answered, and the answer agreed (s.1(1))."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foi.disclosure.finding import Level
from foi.disclosure.rulebook import Point, Rulebook
from workflows.question_flow import QuestionState

if TYPE_CHECKING:
    from foi.requests.models import Question

#: a question that is not withdrawn, with its answers loaded
ASKED: Rulebook[Question] = Rulebook()


@ASKED.rule("question.unanswered", Level.BLOCK)
def every_question_is_answered(question: Question) -> Iterator[Point]:
    if question.state not in (QuestionState.ANSWERED, QuestionState.AGREED):
        yield Point("Not answered yet.", hint=_TO_DO.get(question.state, ""))


@ASKED.rule("question.unagreed", Level.BLOCK)
def every_answer_is_agreed(question: Question) -> Iterator[Point]:
    if question.state == QuestionState.ANSWERED:
        yield Point("Its answer is not agreed yet.", hint="Read it, then agree it or return it.")


_TO_DO = {
    QuestionState.READY: "Send it to a department, or record the answer yourself.",
    QuestionState.SENT: "It is with the department.",
    QuestionState.ACCEPTED: "The department is answering it.",
    QuestionState.RETURNED: "The department has been asked to look again.",
    QuestionState.DECLINED: "Choose another department, or answer it yourself.",
}
