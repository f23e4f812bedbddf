"""The requester's text with what each stretch of it was taken for, and the account of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foi.intake.as_received import Received, received
from foi.intake.passages import LEFT_OVER
from foi.intake.splitter import Doubt, PassageKind
from foi.requests.models import FoiRequest, Question
from foi.web.presenters.dates import in_words
from workflows.clock import today

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
}
LEFT_OVER_LABEL = "Left over"
#: for the legend: what each look means
MEANINGS = {
    "question": "Question",
    "context": "Lead-in: words that questions depend on",
    "scope": "Applies to all questions, or defines a word",
    "note": "Note",
    "heading": "Title or heading",
    "frame": "Greeting, background, sign-off and the like",
    "left": "Left over: say what it is before you confirm",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text from character `start` on. `label` says in words what `shade` says by colour, `doubt` what
    else it may be."""

    start: int
    text: str
    label: str
    shade: str
    question: int | None = None
    doubt: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_left_over(self) -> bool:
        return self.shade == "left"

    @property
    def beginning(self) -> str:
        """Its first words, for the name of a button."""
        words = " ".join(self.text[:200].split())
        return words if len(words) <= 40 else f"{words[:39]}…"


@dataclass(frozen=True, slots=True)
class Covered:
    """One line of the account."""

    label: str
    stretches: int
    characters: int


@dataclass(frozen=True, slots=True)
class Card:
    """What an officer is told beside a question. `place`: where its words begin in the text; `doubt`: what else it may
    be; `received`: how it differs from what the requester wrote."""

    warning: str
    place: int | None
    doubt: str
    received: Received | None


def stretches(foi_request: FoiRequest, questions: Iterable[Question]) -> list[Stretch]:
    """The whole text, in order. What no passage holds stands out as left over."""
    numbers = {question.pk: question.number for question in questions}
    found, position = [], 0
    for passage in foi_request.passages:
        if passage["start"] > position:
            found.append(_gap(foi_request.text, position, passage["start"]))
        found.append(_stretch(foi_request.text, passage, numbers))
        position = passage["end"]
    if position < len(foi_request.text):
        found.append(_gap(foi_request.text, position, len(foi_request.text)))
    return found


def _gap(text: str, start: int, end: int) -> Stretch:
    words = text[start:end]
    return Stretch(start, words, LEFT_OVER_LABEL, "left") if words.strip() else Stretch(start, words, "Blank", "blank")


def _stretch(text: str, passage: dict[str, Any], numbers: dict[int, str]) -> Stretch:
    start, words, question = passage["start"], text[passage["start"] : passage["end"]], passage.get("question")
    if not words.strip():
        return Stretch(start, words, "Blank", "blank")  # between two pieces of what was divided
    if passage["kind"] == LEFT_OVER:
        return Stretch(start, words, LEFT_OVER_LABEL, "left")
    kind = PassageKind(passage["kind"])
    label = SHORT.get(kind, kind.label)
    if kind is PassageKind.QUESTION and question in numbers:
        label = f"Question {numbers[question]}"
    doubt = Doubt(passage["doubt"]).label if passage.get("doubt") else ""
    asked = question if kind is PassageKind.QUESTION else None
    return Stretch(start, words, label, SHADES.get(kind, "frame"), asked, doubt)


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


def legend(pieces: Iterable[Stretch]) -> list[tuple[str, str]]:
    """The looks that occur in this text, with their meaning."""
    there = {piece.shade for piece in pieces}
    return [(shade, meaning) for shade, meaning in MEANINGS.items() if shade in there]


def cards(foi_request: FoiRequest, questions: Sequence[Question], pieces: Iterable[Stretch]) -> list[Card]:
    """For each question what stands beside its words."""
    places: dict[int, int] = {}
    doubts: dict[int, str] = {}
    for piece in pieces:
        if piece.question is not None:
            places.setdefault(piece.question, piece.start)
            if piece.doubt:
                doubts.setdefault(piece.question, piece.doubt)
    said = received(foi_request, questions)
    return [
        Card(warning_about_date(one, foi_request), places.get(one.pk), doubts.get(one.pk, ""), said.get(one.pk))
        for one in questions
    ]


def rows_for(text: str) -> int:
    """How tall the box for a question's words is, so that most are seen whole."""
    lines = sum(1 + len(line) // 60 for line in text.splitlines())
    return min(12, max(2, lines))


def warning_about_date(question: Question, foi_request: FoiRequest) -> str:
    """A department's date that has passed, or that leaves no time for the letter."""
    if question.due_on is None or question.is_about_answers:
        return ""
    if question.due_on < today():
        return "This date has passed. Enter a new one, or the department is late from the start."
    if foi_request.due_on is None or question.due_on < foi_request.due_on:
        return ""
    leaves = f"The whole response is due on {in_words(foi_request.due_on)}: this leaves no time for the letter."
    return f"{leaves} Enter an earlier date before you confirm." if is_too_late(question, foi_request) else leaves


def needs_date(question: Question) -> bool:
    """Whether a department would answer it, and has no date that lies ahead."""
    return not question.is_about_answers and (question.due_on is None or question.due_on < today())


def is_too_late(question: Question, foi_request: FoiRequest) -> bool:
    """Whether the department's date is after the whole response is due. Of an overdue request every date to come is."""
    if question.due_on is None or foi_request.due_on is None or question.is_about_answers:
        return False
    return today() <= foi_request.due_on < question.due_on
