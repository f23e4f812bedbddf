"""The coverage map: every character of the text belongs to exactly one passage."""

from __future__ import annotations

from operator import itemgetter

from foi.intake.splitter.result import Doubt, Passage, PassageKind

Mark = tuple[int, int, PassageKind, int | None, Doubt | None]  # start, end, kind, question, doubt


def cover(text: str, marks: list[Mark]) -> tuple[Passage, ...]:
    """Passages in order, without overlap or hole. Blanks inside one passage stay in it."""
    marks.sort(key=_ORDER)
    merged: list[Mark] = []
    at = 0
    for start, end, kind, question, doubt in marks:
        start = max(start, at)
        if end <= start:
            continue
        if merged:
            last = merged[-1]
            if last[2:] == (kind, question, doubt) and _blank(text[at:start]):
                merged[-1] = (last[0], end, kind, question, doubt)
                at = end
                continue
        if start > at:
            between = text[at:start]
            blank = between.isspace() or _blank(between)
            merged.append((at, start, PassageKind.BLANK if blank else PassageKind.BACKGROUND, None, None))
        merged.append((start, end, kind, question, doubt))
        at = end
    if at < len(text):
        kind = PassageKind.BLANK if _blank(text[at:]) else PassageKind.BACKGROUND
        merged.append((at, len(text), kind, None, None))
    return tuple(map(Passage._make, merged))


_ORDER = itemgetter(0, 1)


def _blank(between: str) -> bool:
    return not between or between.isspace() or not any(character.isalnum() for character in between)
