"""The requester's text with what each stretch of it was taken for, and the account of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from foi.intake.splitter import PassageKind
from foi.requests.models import FoiRequest, Question
from foi.web.presenters.dates import in_words

#: kinds that shape the questions have a look of their own; the rest is the frame round them
SHADES = {
    PassageKind.QUESTION: "question",
    PassageKind.CONTEXT: "context",
    PassageKind.SCOPE: "scope",
    PassageKind.DEFINITION: "scope",
    PassageKind.NOTE: "note",
    PassageKind.TITLE: "heading",
    PassageKind.HEADING: "heading",
    PassageKind.BLANK: "blank",
}
SHORT = {
    PassageKind.CONTEXT: "Lead-in",
    PassageKind.SCOPE: "Scope of all questions",
    PassageKind.BOILERPLATE: "Law and cost wording",
}
NOT_TAKEN = "Not taken for anything"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text. `label` says in words what `shade` says by colour."""

    text: str
    label: str
    shade: str
    question: int | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """One line of the account."""

    label: str
    stretches: int
    characters: int


def stretches(foi_request: FoiRequest, questions: Iterable[Question]) -> list[Stretch]:
    """The whole text, in order. A character that no passage holds would stand out as NOT_TAKEN."""
    numbers = {question.pk: question.number for question in questions}
    found, position = [], 0
    for passage in foi_request.passages:
        if passage["start"] > position:
            found.append(Stretch(foi_request.text[position : passage["start"]], NOT_TAKEN, "note"))
        found.append(_stretch(foi_request.text, passage, numbers))
        position = passage["end"]
    if position < len(foi_request.text):
        found.append(Stretch(foi_request.text[position:], NOT_TAKEN, "note"))
    return found


def _stretch(text: str, passage: dict[str, Any], numbers: dict[int, str]) -> Stretch:
    kind = PassageKind(passage["kind"])
    question = passage.get("question")
    label = SHORT.get(kind, kind.label)
    if kind is PassageKind.QUESTION and question in numbers:
        label = f"Question {numbers[question]}"
    return Stretch(text[passage["start"] : passage["end"]], label, SHADES.get(kind, "frame"), question)


def account(pieces: Iterable[Stretch]) -> list[Covered]:
    """How much of the text was taken for what, the questions first."""
    counted: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for piece in pieces:
        label = "Questions" if piece.shade == "question" else piece.label
        counted[label] += 1
        characters[label] += len(piece.text)
    order = sorted(counted, key=lambda label: (label == "Blank", label != "Questions"))
    return [Covered(label, counted[label], characters[label]) for label in order]


def everything_is_taken(covered: Iterable[Covered]) -> bool:
    return all(line.label != NOT_TAKEN for line in covered)


def rows_for(text: str) -> int:
    """How tall the box for a question's words is, so that most are seen whole."""
    return min(12, max(2, 1 + len(text) // 60))


def warning_about_date(question: Question, foi_request: FoiRequest) -> str:
    """A department's date that leaves no time for the letter."""
    if question.due_on is None or question.is_about_answers or question.due_on < foi_request.due_on:
        return ""
    return f"The whole response is due on {in_words(foi_request.due_on)}: this leaves no time for the letter."
