"""Which stretch of a request's text belongs to which question.

Plain lists of {"start", "end", "kind", "question"} as FoiRequest keeps them: contiguous, covering the whole text.
Whatever an officer changes in the split, they stay so: nothing of the text may vanish.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Passage = dict[str, Any]

LONGEST_SEARCH = 2_000  # words


def taken_anew(
    passages: list[Passage], start: int, end: int, *, kind: str, question: int | None, which: Callable[[Passage], bool]
) -> list[Passage]:
    """The passages with those parts between `start` and `end` for which `which` holds taken for `kind`."""
    result: list[Passage] = []
    for passage in passages:
        first, last = max(passage["start"], start), min(passage["end"], end)
        if first >= last or not which(passage):
            result.append(passage)
            continue
        if passage["start"] < first:
            result.append({**passage, "end": first})
        result.append({"start": first, "end": last, "kind": kind, "question": question})
        if last < passage["end"]:
            result.append({**passage, "start": last})
    return result


def handed_over(passages: list[Passage], *, from_question: int, to_question: int) -> list[Passage]:
    """One question's stretches become another's."""
    return [{**p, "question": to_question} if p.get("question") == from_question else p for p in passages]


def released(passages: list[Passage], question: int) -> list[Passage]:
    """What belonged to a question that is none after all becomes background."""
    return [
        {**p, "kind": "background" if p["kind"] == "question" else p["kind"], "question": None}
        if p.get("question") == question
        else p
        for p in passages
    ]


def place_of(words: str, text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where `words` stand in `text`, however its lines are wrapped; None if they do not."""
    parts = words.split(maxsplit=LONGEST_SEARCH)
    if not parts or len(parts) > LONGEST_SEARCH:
        return None
    found = re.compile(r"\s+".join(map(re.escape, parts))).search(text, start, len(text) if end is None else end)
    return found.span() if found else None
