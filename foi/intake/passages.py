"""Which stretch of a request's text belongs to which question.

Plain lists of {"start", "end", "kind", "question"} as FoiRequest keeps them: contiguous, covering the whole text; with
"doubt" (foi.intake.splitter.Doubt) where the splitter was not sure and no officer has decided yet. Whatever an officer
changes in the split, they stay so: nothing of the text may vanish.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Passage = dict[str, Any]
Stretch = tuple[int, int]  # from character to character

LONGEST_SEARCH = 2_000  # words
MOST_STOPS = 10  # in a row, at an end of a word
_OPENING = re.compile(r"(?<!\S)[(\[{\"'“‘«]+\Z")
_CLOSING = re.compile(rf"[^\w\s]{{1,{MOST_STOPS}}}(?!\S)")

#: of a question until its words were cut; nothing explains it now, and an officer has to say what it is
LEFT_OVER = "left_over"


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
    return [_decided(p, question=to_question) if p.get("question") == from_question else p for p in passages]


def released(passages: list[Passage], question: int) -> list[Passage]:
    """What belonged to a question that is none after all becomes background."""
    return [
        _decided(p, kind="background" if p["kind"] == "question" else p["kind"], question=None)
        if p.get("question") == question
        else p
        for p in passages
    ]


def _decided(passage: Passage, **now: Any) -> Passage:
    """What an officer has decided is in doubt no more."""
    return {key: value for key, value in passage.items() if key != "doubt"} | now


def place_of(words: str, text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where `words` stand in `text`, however its lines are wrapped; None if they do not."""
    parts = words.split(maxsplit=LONGEST_SEARCH)
    if not parts or len(parts) > LONGEST_SEARCH:
        return None
    found = re.compile(r"\s+".join(map(re.escape, parts))).search(text, start, len(text) if end is None else end)
    return found.span() if found else None


def places_of(words: str, text: str) -> list[Stretch]:
    """Every place where `words` stand as whole words, the case of their first letter aside, each with the stop that
    ends it."""
    parts = words.split(maxsplit=LONGEST_SEARCH)
    if not parts or len(parts) > LONGEST_SEARCH:
        return []
    pattern = r"\s+".join(map(re.escape, parts))
    first = words.strip()[0]
    if first.isalpha():
        pattern = f"[{first.lower()}{first.upper()}]{pattern[1:]}"
    return [found.span() for found in re.finditer(rf"(?<!\w){pattern}(?!\w)[^\w\s]*", text)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without the white space at its ends; None if there is nothing else in it, or no such stretch."""
    if not 0 <= start < end <= len(text):
        return None
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else None


def with_stops(text: str, start: int, end: int) -> Stretch:
    """The stretch with the stops, brackets and quotation marks that its first and last word stand in."""
    before, after = _OPENING.search(text, max(0, start - MOST_STOPS), start), _CLOSING.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


def left_over(passages: list[Passage], length: int) -> list[tuple[int, int]]:
    """The stretches of a text of `length` characters that nothing explains: marked so, or in no passage at all."""
    found, position = [], 0
    for passage in passages:
        if passage["start"] > position:
            found.append((position, passage["start"]))
        if passage["kind"] == LEFT_OVER:
            found.append((passage["start"], passage["end"]))
        position = passage["end"]
    return [*found, (position, length)] if position < length else found


def joined(passages: list[Passage]) -> list[Passage]:
    """Neighbouring stretches of one question made one again."""
    result: list[Passage] = []
    for passage in passages:
        last = result[-1] if result else None
        same = last and all(last.get(key) == passage.get(key) for key in ("kind", "question", "doubt"))
        if last and same and passage["question"] is not None:
            last["end"] = passage["end"]
        else:
            result.append({**passage})
    return result
