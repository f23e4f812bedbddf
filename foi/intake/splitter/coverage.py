"""The coverage map: every character of the text belongs to exactly one passage."""

from __future__ import annotations

from foi.intake.splitter.result import Passage, PassageKind

Mark = tuple[int, int, PassageKind, int | None]


def cover(text: str, marks: list[Mark]) -> tuple[Passage, ...]:
    """Passages in order, without overlap or hole. Earlier marks win where two meet; blanks inside one passage stay in it."""
    marks.sort(key=lambda mark: (mark[0], -mark[1]))
    passages: list[Passage] = []
    at = 0
    for start, end, kind, question in marks:
        start = max(start, at)
        if end <= start:
            continue
        if passages and passages[-1].kind is kind and passages[-1].question == question and _blank(text, at, start):
            passages[-1] = Passage(passages[-1].start, end, kind, question)
        else:
            _fill(text, at, start, passages)
            passages.append(Passage(start, end, kind, question))
        at = end
    _fill(text, at, len(text), passages)
    return tuple(passages)


def _blank(text: str, start: int, end: int) -> bool:
    return not any(character.isalnum() for character in text[start:end])


def _fill(text: str, start: int, end: int, passages: list[Passage]) -> None:
    if start < end:
        kind = PassageKind.BLANK if _blank(text, start, end) else PassageKind.BACKGROUND
        passages.append(Passage(start, end, kind))
