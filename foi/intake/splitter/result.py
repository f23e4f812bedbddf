"""What the splitter hands back. Plain values that cannot be changed: no Django, no database.

Named tuples, because a request makes some thirty of them and a frozen dataclass takes five times as long to make.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class QuestionKind(StrEnum):
    """How a question stands to the others in the request."""

    ASKS = "asks"
    ABOUT_ANSWERS = "about_answers"  # "If you cannot answer, why not?": the letter itself answers it
    CONDITIONAL = "conditional"  # "If so, ...": it hangs on another question's answer

    @property
    def label(self) -> str:
        return _QUESTION_LABELS[self]


_QUESTION_LABELS = {
    QuestionKind.ASKS: "Question",
    QuestionKind.ABOUT_ANSWERS: "Question about the other answers",
    QuestionKind.CONDITIONAL: "Question that hangs on another answer",
}


class PassageKind(StrEnum):
    """What a stretch of the text was taken for. Every character of a request is in one passage."""

    QUESTION = "question"
    CONTEXT = "context"
    SCOPE = "scope"
    NOTE = "note"
    TITLE = "title"
    HEADING = "heading"
    HEADER = "header"
    GREETING = "greeting"
    BACKGROUND = "background"
    DEFINITION = "definition"
    BOILERPLATE = "boilerplate"
    FORMAT_WISH = "format_wish"
    COURTESY = "courtesy"
    INTRODUCTION = "introduction"
    SIGN_OFF = "sign_off"
    FOOTER = "footer"
    QUOTED_TRAIL = "quoted_trail"
    REPLY = "reply"
    TABLE = "table"
    BLANK = "blank"

    @property
    def label(self) -> str:
        return _PASSAGE_LABELS[self]


_PASSAGE_LABELS = {
    PassageKind.QUESTION: "Question",
    PassageKind.CONTEXT: "Words that a question depends on",
    PassageKind.SCOPE: "Applies to all the questions",
    PassageKind.NOTE: "Note",
    PassageKind.TITLE: "Title",
    PassageKind.HEADING: "Heading",
    PassageKind.HEADER: "E-mail header",
    PassageKind.GREETING: "Greeting",
    PassageKind.BACKGROUND: "Background",
    PassageKind.DEFINITION: "Definition",
    PassageKind.BOILERPLATE: "Law and cost wording",
    PassageKind.FORMAT_WISH: "Wish about the format",
    PassageKind.COURTESY: "Courtesy or how to get in touch",
    PassageKind.INTRODUCTION: "Introduction to the questions",
    PassageKind.SIGN_OFF: "Sign-off",
    PassageKind.FOOTER: "Footer",
    PassageKind.QUOTED_TRAIL: "Earlier message",
    PassageKind.REPLY: "Authority's own words",
    PassageKind.TABLE: "Table to fill in",
    PassageKind.BLANK: "Blank",
}


class Doubt(StrEnum):
    """What else a stretch nearly was taken for, where something speaks for that as well."""

    ASKS = "asks"
    NO_QUESTION = "no_question"
    GOES_ON = "goes_on"
    OF_ITS_OWN = "of_its_own"

    @property
    def label(self) -> str:
        return _DOUBT_LABELS[self]


_DOUBT_LABELS = {
    Doubt.ASKS: "May be a question",
    Doubt.NO_QUESTION: "May be no question",
    Doubt.GOES_ON: "May be part of the question before it",
    Doubt.OF_ITS_OWN: "May be a question of its own",
}


class ProposedQuestion(NamedTuple):
    """One question as the splitter found it: what one department could answer by itself.

    `label` is as printed and `path` gives the bare labels from the outermost down; printed numbers may
    repeat, so `canonical_number` ("3", "2a") is the one to refer to. `text` is verbatim, wraps joined by
    single spaces. `context` holds the lead-ins it depends on, outermost first, one a line. `start` and
    `end` are character offsets of its own stretch, label included. `depends_on` is an index into
    `Split.questions`.
    """

    label: str
    path: tuple[str, ...]
    canonical_number: str
    text: str
    context: str
    group: str
    kind: QuestionKind
    depends_on: int | None
    cues: tuple[str, ...]
    start: int
    end: int


class Passage(NamedTuple):
    """A stretch of the text and what it was taken for; `question` indexes `Split.questions`."""

    start: int
    end: int
    kind: PassageKind
    question: int | None = None
    doubt: Doubt | None = None


class Split(NamedTuple):
    """A request taken apart. The passages are contiguous and cover `text` exactly."""

    text: str
    questions: tuple[ProposedQuestion, ...]
    passages: tuple[Passage, ...]
    scope: tuple[str, ...]
    notes: tuple[str, ...]
