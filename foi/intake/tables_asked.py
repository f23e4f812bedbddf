"""A table that a question asks to fill in goes with the question, and its rows keep their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.intake.splitter import Passage, PassageKind, ProposedQuestion, Split
from foi.intake.splitter.frame import is_table_row
from foi.intake.splitter.labels import read_label
from foi.intake.splitter.lines import tabbed_row

_ASKS_FOR_TABLE = re.compile(
    r"\b(?:table|grid|chart|form|template|spreadsheet|below|following|tabl)\b|:$", re.IGNORECASE
)
_LONGEST_CELL_ALONE = 60  # characters of a row that has only its first cell: "2023/24"


def joined_words(text: str, start: int, end: int) -> str:
    """The words from `start` to `end`, wraps joined by single spaces; each row of a table has a line of its own."""
    words = text[start:end]
    if "|" not in words and "\t" not in words:
        return " ".join(words.split())
    return "\n".join(_rows_and_paragraphs(words))


def _rows_and_paragraphs(words: str) -> Iterator[str]:
    paragraph: list[str] = []
    in_table = False
    for line in words.splitlines():
        row = " ".join(line.replace("\t", " | ").split()) if tabbed_row(line) else " ".join(line.split())
        in_table = bool(row) and (is_table_row(row) or (in_table and len(row) <= _LONGEST_CELL_ALONE))
        if not in_table:
            paragraph.append(row)
            continue
        if before := " ".join(paragraph).strip():
            yield before
        paragraph = []
        yield row
    if last := " ".join(paragraph).strip():
        yield last


def with_tables(proposal: Split) -> Split:
    """The proposal, where each table right under the question that asks to fill it in is a part of that question."""
    questions = [_with_rows(proposal.text, question) for question in proposal.questions]
    passages: list[Passage] = []
    asked: int | None = None  # the question right above
    for passage in proposal.passages:
        if asked is not None and passage.kind is PassageKind.TABLE and _ASKS_FOR_TABLE.search(questions[asked].text):
            table = joined_words(proposal.text, passage.start, passage.end)
            above = questions[asked]
            questions[asked] = above._replace(text=f"{above.text}\n{table}", end=passage.end)
            passage = Passage(passage.start, passage.end, PassageKind.QUESTION, asked)
        passages.append(passage)
        if passage.kind is not PassageKind.BLANK:
            asked = passage.question if passage.kind is PassageKind.QUESTION else None
    return proposal._replace(questions=tuple(questions), passages=tuple(passages))


def _with_rows(text: str, question: ProposedQuestion) -> ProposedQuestion:
    """An item of a list that holds a table itself."""
    if "|" not in question.text:
        return question
    words = text[question.start : question.end]
    label = read_label(words)
    after = label[1] if label and question.label else 0
    rows = joined_words(words, after, len(words))
    return question._replace(text=rows) if rows.split() == question.text.split() else question
