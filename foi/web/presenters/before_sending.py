"""What an officer looks at before questions are sent: which of them departments read in part, and which still speak of
who asked (REQ-20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from foi.intake.blind_details import speaks_of_requester
from foi.intake.masks import Blind
from foi.requests.models import FoiRequest, Question
from foi.web.presenters.questions import texts_of

MOST = 10  # questions that are linked; whoever looks at these has seen what it is about


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """Some of the questions that are about to be sent."""

    questions: list[Question]

    @property
    def linked(self) -> list[Question]:
        return self.questions[:MOST]

    @property
    def more(self) -> int:
        return len(self.questions) - len(self.linked)

    @property
    def words(self) -> str:
        """ "question 2", "questions 1, 3 and 4", "24 questions"."""
        *others, last = [question.number for question in self.questions]
        if self.more:
            return f"{len(self.questions)} questions"
        return f"questions {', '.join(others)} and {last}" if others else f"question {last}"


@dataclass(frozen=True, slots=True)
class BeforeSending:
    """hidden: parts of them are. told: what departments will read of them speaks of the requester nevertheless."""

    hidden: ToLookAt
    told: ToLookAt


def before_sending(foi_request: FoiRequest, questions: Iterable[Question]) -> BeforeSending:
    """Takes questions that come from `foi_request`, with their words. No query but for the requester."""
    blind = Blind(foi_request)

    @cache  # a lead-in, a heading and a note are those of many questions
    def read(text: str) -> tuple[bool, bool]:
        seen = blind(text)
        return seen != text, any(speaks_of_requester(seen))

    hidden, told = [], []
    for question in questions:
        found = [read(text) for _, text in texts_of(question)]
        if any(is_hidden for is_hidden, _ in found):
            hidden.append(question)
        if any(tells for _, tells in found):
            told.append(question)
    return BeforeSending(ToLookAt(hidden), ToLookAt(told))
