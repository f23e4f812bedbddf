"""The coverage map: every character of the text belongs to exactly one passage."""

from __future__ import annotations

from foi.intake.splitter.result import Passage, PassageKind

Mark = tuple[int, int, PassageKind, int | None]  # start, end, kind, question


def cover(text: str, marks: list[Mark]) -> tuple[Passage, ...]:
    """Passages in order, without overlap or hole. Blanks inside one passage stay in it."""
    marks.sort(key=_order)
    merged: list[Mark] = []
    at = 0
    for start, end, kind, question in marks:
        start = max(start, at)
        if end <= start:
            continue
        if merged:
            last = merged[-1]
            if last[2] is kind and last[3] == question and (start == at or _blank(text[at:start])):
                merged[-1] = (last[0], end, kind, question)
                at = end
                continue
        if start > at:
            merged.append(_gap(text, at, start))
        merged.append((start, end, kind, question))
        at = end
    if at < len(text):
        merged.append(_gap(text, at, len(text)))
    return tuple(Passage(*mark) for mark in merged)


def _order(mark: Mark) -> tuple[int, int]:
    return mark[0], -mark[1]


def _blank(between: str) -> bool:
    return between.isspace() or not any(character.isalnum() for character in between)


def _gap(text: str, start: int, end: int) -> Mark:
    kind = PassageKind.BLANK if _blank(text[start:end]) else PassageKind.BACKGROUND
    return start, end, kind, None
