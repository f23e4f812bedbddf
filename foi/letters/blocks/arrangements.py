"""B09: how questions and answers stand to each other, one function for each `Arrangement` that an authority may choose.

Each takes the questions of one request and the level of heading that is free under its own heading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from foi.letters.blocks.answer import answer
from foi.letters.blocks.restating import Restating
from foi.letters.draft import Draft, line
from foi.letters.facts import QuestionFacts
from foi.letters.structure import Block, Columns, Heading, Pair, Table
from foi.organisation.letter_layout import Arrangement

Questions = Sequence[QuestionFacts]

_WIDEST_IN_A_COLUMN = 3  # columns of a table; a wider one stands under the two columns, over the whole page


def repeated(draft: Draft, questions: Questions, level: int) -> Iterator[Block]:
    """Each question, and under it its answer."""
    restating = Restating(draft)
    grouped = False
    for question in questions:
        if group := restating.group(question):
            yield heading_at(f"“{group}”", level, "group")
        grouped = bool(question.group)
        if len(draft.facts.questions) > 1:
            yield heading_at(draft.name_of(question), level + grouped, "question", _anchor(question))
        yield from restating.question(question)
        yield from _answered(draft, question)


def apart(draft: Draft, questions: Questions, level: int) -> Iterator[Block]:
    """All questions as they were asked, then all answers under their numbers."""
    restating = Restating(draft, numbered=draft.renumbers)
    for question in questions:
        if group := restating.group(question):
            yield heading_at(f"“{group}”", level, "group")
        yield from restating.question(question)
    if not draft.facts.requests:
        level -= 1  # the answers are a section of their own, beside that of the questions
    yield heading_at(draft.phrase("questions.answers"), level)
    for question in questions:
        if len(draft.facts.questions) > 1:
            name = draft.phrase("questions.heading_answer", number=question.canonical_number)
            yield heading_at(name, level + 1, "question", _anchor(question))
        yield from _answered(draft, question)


def table(draft: Draft, questions: Questions, level: int) -> Iterator[Block]:
    """Two columns. What is too wide for a column stands below them, and the answer says where."""
    restating = Restating(draft)
    rows: list[Pair] = []
    wide: list[Block] = []
    for question in questions:
        left: list[Block] = []
        if group := restating.group(question):
            left.append(line(f"“{group}”", bold=True))
        if len(draft.facts.questions) > 1:
            left.append(line(draft.name_of(question), bold=True))
        right: list[Block] = []
        for block in _answered(draft, question):
            if isinstance(block, Table) and len(block.header) > _WIDEST_IN_A_COLUMN:
                wide.append(block)
                right += draft.say("questions.table_below", number=str(draft.tables))
            else:
                right.append(block)
        rows.append(Pair((*left, *restating.question(question)), tuple(right)))
    header = (draft.phrase("questions.column_asked"), draft.phrase("questions.column_answered"))
    yield Columns(header, tuple(rows), draft.phrase("questions.heading"))
    yield from wide


def grouped(draft: Draft, questions: Questions, level: int) -> Iterator[Block]:
    """Neighbouring questions that have the same answer are asked together and answered once."""
    restating = Restating(draft)
    for together in _alike(questions):
        first = together[0]
        restating.numbered = len(together) > 1 and draft.renumbers
        if group := restating.group(first):
            yield heading_at(f"“{group}”", level, "group")
        if len(draft.facts.questions) > 1:
            name = draft.name_of(first) if len(together) == 1 else draft.numbers(together, first_word=True)
            yield heading_at(name, level + bool(first.group), "question", _anchor(first))
        for question in together:
            yield from restating.question(question)
        if len(together) > 1:
            name = draft.phrase("questions.answer_to", questions=draft.numbers(together))
            yield heading_at(name, level + bool(first.group) + 1)
        yield from _answered(draft, first)


ARRANGEMENTS: dict[Arrangement, Callable[[Draft, Questions, int], Iterator[Block]]] = {
    Arrangement.REPEATED: repeated,
    Arrangement.APART: apart,
    Arrangement.TABLE: table,
    Arrangement.GROUPED: grouped,
}


def heading_at(text: str, level: int, role: str = "section", anchor: str = "") -> Heading:
    return Heading(text, min(level, 4), role, anchor)  # type: ignore[arg-type]


def _anchor(question: QuestionFacts) -> str:
    return f"question-{question.canonical_number}"


def _answered(draft: Draft, question: QuestionFacts) -> Iterator[Block]:
    yield from draft.gaps(question)
    yield from answer(draft, question)


def _alike(questions: Questions) -> Iterator[list[QuestionFacts]]:
    """Stretches of neighbours with the same answer. What is not settled stands by itself."""
    together: list[QuestionFacts] = []
    for question in questions:
        if together and (question.outcome is None or _said(question) != _said(together[0])):
            yield together
            together = []
        together.append(question)
    if together:
        yield together


def _said(question: QuestionFacts) -> QuestionFacts:
    """Everything that is said to it, without what was asked. (A sub-heading of the requester parts answers.)"""
    return replace(
        question, canonical_number="", text="", printed_label="", path=(), context="", searched_departments=()
    )
