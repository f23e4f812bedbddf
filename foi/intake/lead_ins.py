"""Lead-ins: the words that questions depend on ("In how many of these did the person:"), and which questions those are.

A lead-in goes with the questions after it, as far as their list goes: up to the next lead-in or heading, a paragraph
without a label, or a label of the list outside theirs. Question.context holds lead-ins, outermost first, one a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.intake.passages import Passage, Stretch, place_of
from foi.intake.splitter import PassageKind
from foi.intake.splitter.labels import Label, read_label
from foi.intake.tables_asked import joined_words
from foi.requests.models import FoiRequest, Question

_ENDS_A_LIST = (PassageKind.CONTEXT, PassageKind.HEADING, PassageKind.TITLE)
#: how deep in a list a label mostly stands; deeper than all are lines without one
_DEPTH = {"n": 0, "w": 0, "l": 1, "r": 2, "b": 3}
_UNLABELLED = 4


def label_and_words(text: str, start: int, end: int) -> tuple[Label | None, str]:
    """ "(a) How many?" is (a) and the words after it, where it begins a line."""
    if not text[:start].rpartition("\n")[2].strip() and (found := read_label(text[start:end])):
        label, after = found
        if not label.bare and text[start + after : end].strip():
            return label, joined_words(text, start + after, end)
    return None, joined_words(text, start, end)


def with_label(text: str, start: int) -> int:
    """Where the label begins that stands right before the words at `start`; `start` if there is none."""
    line = text[:start].rpartition("\n")[2]
    at = start - len(line.lstrip())
    found = read_label(text, at) if at < start else None
    return at if found and found[1] == start and not found[0].bare else start


def label_of(printed: str) -> Label | None:
    found = read_label(f"{printed} ") if printed else None
    return found[0] if found else None


def one_a_line(text: str) -> str:
    """Lead-ins as Question.context holds them, of what was typed."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def path_label(label: Label | None, place: int) -> str:
    """As Question.path holds it: bare, and a number of its own for what has no label or only a bullet."""
    return label.parts[-1] if label and label.kind != "b" else f"#{place}"


def place_in_list(foi_request: FoiRequest, start: int, label: Label | None) -> tuple[str, list[str]]:
    """The lead-ins of a question that begins at `start`, and its path: its neighbours' of the same list, if any."""
    lead = next(reversed([one for one in _regions(foi_request.passages, foi_request.text) if one[1] <= start]), None)
    others = list(foi_request.questions.filter(start__isnull=False).exclude(start=start).order_by("start", "position"))
    before = [one for one in reversed(others) if (one.start or 0) < start]
    after = [one for one in others if (one.start or 0) > start]
    own = path_label(label, start)
    if lead is not None and start < (limit := _reach(foi_request, lead)):
        there = [one for one in before if (one.start or 0) >= lead[1]]
        there += [one for one in after if (one.start or 0) < limit]
        alike = next((one for one in there if _alike(one, label)), None)
        if like := alike or next(iter(there), None):
            return like.context, [*like.path[:-1], own] if alike and (alike.path or label) else []
        found = [label_and_words(foi_request.text, *line) for line in _lines(foi_request.text, lead)]
        above = [path_label(one, lead[0]) for one, _ in found if one]
        return "\n".join(words for _, words in found), [*above, own] if label or above else []
    # A lead-in that an officer wrote stands nowhere in the text.
    if before and after and before[0].context and before[0].context == after[0].context:
        return before[0].context, [*before[0].path[:-1], own] if before[0].path else []
    return "", []


def told_anew(foi_request: FoiRequest, start: int, end: int, was: list[Passage], kind: str) -> None:
    """The stretch is taken for `kind` now, and was taken for what `was` says: the questions' lead-ins follow."""
    is_lead_in = kind == PassageKind.CONTEXT
    regions = [one for one in _regions(was, foi_request.text) if one[0] < end and start < one[1]]
    if not is_lead_in and not regions:
        return
    label, words = label_and_words(foi_request.text, start, end)
    limit = _reach(foi_request, (start, end)) if is_lead_in else end
    places = _Places(foi_request.text, _regions(was, foi_request.text))
    for question in foi_request.questions.all():
        follows = is_lead_in and question.start is not None and end <= question.start < limit
        lines = _without(foi_request.text, places.of(question), start, end, whole=is_lead_in)
        had_it = lines != [(line, place) for line, place in places.of(question)]
        if is_lead_in and (follows or had_it) and not any(p and p[0] <= start and end <= p[1] for _, p in lines):
            at = sum(place is None or place[0] < start for _, place in lines)
            lines.insert(at, (words, (start, end)))
        if (context := "\n".join(line for line, _ in lines)) == question.context:
            continue
        question.context = context
        if follows and label and len(question.path) < 2:  # the letter prints the label of the lead-in from there
            question.path = [path_label(label, start), *(question.path or [f"#{question.position}"])]
        question.save(update_fields=["context", "path"])


Lines = list[tuple[str, Stretch | None]]


def _without(text: str, lines: Lines, start: int, end: int, *, whole: bool) -> Lines:
    """The lead-ins without what of them stands in the stretch. `whole`: one that is all in there goes, others stay."""
    kept: Lines = []
    for line, place in lines:
        if place is None or place[0] >= end or place[1] <= start:
            kept.append((line, place))
        elif whole:
            if place[0] < start or end < place[1]:
                kept.append((line, place))
        elif rest := f"{joined_words(text, place[0], start)} {joined_words(text, end, place[1])}".strip():
            kept.append((rest, place))
    return kept


class _Places:
    """Where the lead-ins of a question stand in the text: None for one that an officer wrote."""

    def __init__(self, text: str, regions: list[Stretch]) -> None:
        self._text, self._regions = text, regions
        self._known: dict[str, list[Stretch]] = {}

    def of(self, question: Question) -> Lines:
        return [(line, self._last(line, question.start)) for line in question.context.splitlines()]

    def _last(self, line: str, before: int | None) -> Stretch | None:
        if line not in self._known:
            found = (place_of(line, self._text, *region) for region in self._regions)
            self._known[line] = [place for place in found if place]
        places = [place for place in self._known[line] if before is None or place[1] <= before]
        return places[-1] if places else None


def _regions(passages: list[Passage], text: str) -> list[Stretch]:
    """The lead-ins of the text, in order; one that was said in several pieces is one."""
    found: list[Stretch] = []
    for passage in passages:
        if passage["kind"] != PassageKind.CONTEXT:
            continue
        if found and not text[found[-1][1] : passage["start"]].strip():
            found[-1] = (found[-1][0], passage["end"])
        else:
            found.append((passage["start"], passage["end"]))
    return found


def _lines(text: str, region: Stretch) -> Iterator[Stretch]:
    """A region holds a lead-in for each label that begins a line of it, and one before the first of them."""
    start, end = region
    for found in re.compile(r"(?<=\n)[^\S\n]*(?=\S)").finditer(text, start + 1, end):
        label = read_label(text, found.end())
        if label and not label[0].bare:
            yield start, found.start()
            start = found.end()
    yield start, end


def _reach(foi_request: FoiRequest, lead: Stretch) -> int:
    """Where the list ends that the lead-in goes with."""
    text, end = foi_request.text, lead[1]
    *_, innermost = _lines(text, lead)
    own, _ = label_and_words(text, *innermost)
    stops = (p["start"] for p in foi_request.passages if p["start"] >= end and p["kind"] in _ENDS_A_LIST)
    limit = next(stops, len(text))
    asked = dict(foi_request.questions.filter(start__gte=end, start__lt=limit).values_list("start", "printed_label"))
    depth, last = None, end
    for line in re.compile(r"[^\s][^\n]*").finditer(text, end, limit):
        begins_line = "\n" in text[last : line.start()]
        found = read_label(text, line.start()) if begins_line else None
        label = found[0] if found and (not found[0].bare or asked.get(line.start())) else None
        if label is None and last > end and text[last : line.start()].count("\n") > 1:
            return line.start()
        if label is not None and own is not None and label.same_family(own):
            return line.start()
        if label is not None and depth is not None and _depth(label) < depth:
            return line.start()
        if depth is None and (label is not None or line.start() in asked):
            depth = _depth(label)
        last = line.end()
    return limit


def _depth(label: Label | None) -> int:
    return _DEPTH[label.kind.lower()] if label else _UNLABELLED


def _alike(question: Question, label: Label | None) -> bool:
    """Whether the question is marked in the text as one with this label is."""
    printed = label_of(question.printed_label)
    return printed.same_family(label) if printed and label else printed is None and label is None
