"""Lines to blocks: a block is one paragraph or one list item, its wrapped lines joined by single spaces.

A block knows where every character of its `body` stands in the text, so nothing is lost by the joining.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from foi.intake.splitter.flattened import Inline, find_flattened, may_be_flattened
from foi.intake.splitter.frame import Frame, is_table_row, line_frame, wrapped_attribution
from foi.intake.splitter.labels import Label, Series, is_reference, read_label
from foi.intake.splitter.lines import ASKS_ANEW, UNFINISHED, Line, is_full, is_loose, last_word, wrap_width

_NONE: list[Label] = []
_STRANDED_LABEL = re.compile(r"[.?!;)] \(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)]$")  # "... of all? iv." and a line break
_MID_SENTENCE = re.compile(r"[.?!] [A-Z][^.?!]{3,}$")


class Block:
    """A paragraph or list item. `body` is what follows the labels; `start` and `end` are offsets in the text."""

    __slots__ = (
        "body",
        "body_at",
        "depth",
        "end",
        "flattened",
        "frame",
        "indent",
        "labels",
        "lines",
        "start",
        "text_at",
    )

    def __init__(self, line: Line, labels: list[Label], skip: int, frame: Frame | None, joined: list[Line]) -> None:
        self.labels = labels
        self.frame = frame
        self.flattened = False  # an item of a list that was run into one paragraph
        self.start = line.start
        self.end = line.end
        self.depth = line.depth
        self.indent = line.indent
        self.lines = 1 + len(joined)
        self.body = line.text[skip:] if skip else line.text
        self.body_at = [0]
        self.text_at = [line.start + skip]
        if joined:
            self._join(joined)

    def _join(self, joined: list[Line]) -> None:
        bodies = [self.body]
        if not self.body:  # a label alone on its line
            bodies, self.body_at, self.text_at = [], [], []
        at = len(self.body) + 1 if self.body else 0
        for line in joined:
            self.body_at.append(at)
            self.text_at.append(line.start)
            bodies.append(line.text)
            at += len(line.text) + 1
        self.body = " ".join(bodies)
        self.end = joined[-1].end

    def offset(self, at: int) -> int:
        """Where the character `at` of the body stands in the text."""
        if len(self.body_at) == 1:
            return self.text_at[0] + at
        piece = bisect_right(self.body_at, at) - 1
        return self.text_at[piece] + at - self.body_at[piece]

    def body_lines(self) -> list[str]:
        """The body as its lines stood in the text."""
        ends = [*(at - 1 for at in self.body_at[1:]), len(self.body)]
        return [self.body[start:end] for start, end in zip(self.body_at, ends, strict=True)]

    def split(self, inlines: list[Inline]) -> list[Block]:
        """This block up to the first label inside it, then one block for each label."""
        ends = [inline.start for inline in inlines[1:]] + [len(self.body)]
        tails = [self._piece(one, end) for one, end in zip(inlines, ends, strict=True)]
        kept = _without_joint(self.body[: inlines[0].start])
        self.end = self.offset(len(kept) - 1) + 1 if kept else self.start
        self.body = kept
        return [self, *tails] if kept or self.labels else tails

    def _piece(self, inline: Inline, end: int) -> Block:
        body = self.body[inline.after : end]
        if end < len(self.body):
            body = _without_joint(body)
        piece = Block.__new__(Block)
        piece.flattened = True
        piece.frame, piece.depth, piece.indent, piece.lines = None, self.depth, self.indent, 1
        piece.labels = [] if inline.ends else [inline.label]
        first = bisect_right(self.body_at, inline.after) - 1
        last = bisect_right(self.body_at, inline.after + len(body))
        piece.text_at = [self.text_at[first] + inline.after - self.body_at[first], *self.text_at[first + 1 : last]]
        piece.body_at = [0, *(at - inline.after for at in self.body_at[first + 1 : last])]
        piece.body = body
        piece.start = self.offset(inline.start)
        piece.end = piece.offset(len(body) - 1) + 1 if body else self.offset(inline.after - 1) + 1
        return piece


def _without_joint(body: str) -> str:
    """ "a) number applying and b) number refused": the "and" belongs to neither."""
    body = body.rstrip()
    for joint in (" and", " or", " &"):
        if body.endswith(joint):
            return body[: -len(joint)].rstrip()
    return body


def read_blocks(lines: list[Line]) -> list[Block]:
    """Group lines into blocks. Every line is looked at once, with its neighbours."""
    width = wrap_width(lines)
    loose = is_loose(lines, width)
    candidates = [read_label(line.text) for line in lines]
    series = Series([found[0] for found in candidates if found], lines)
    blocks: list[Block] = []
    first: tuple[Line, list[Label], int, Frame | None] | None = None
    joined: list[Line] = []
    sub_lines = False  # inside unlabelled short lines after a colon
    before: Line | None = None
    whole_attribution = False
    for index, line in enumerate(lines):
        if whole_attribution:
            whole_attribution = False
            joined.append(line)
            before = line
            continue
        candidate = candidates[index]
        frame, labels, skip = None, _NONE, 0
        if candidate is None or candidate[0].bare or line.text.endswith(">>>"):
            frame = line_frame(line.text)
            if frame is Frame.HEADER and before is not None and before.text[-1] == ":":
                frame = None
            following = lines[index + 1].text if index + 1 < len(lines) else ""
            led = before is None or before.text[-1] in ":,"
            if frame is None and ("|" in line.text or "\t" in line.text or not led) and is_table_row(line.text):
                frame = Frame.TABLE
            if line.text[:2] in ("On", "on") and wrapped_attribution(line.text, following):
                frame, whole_attribution = Frame.ATTRIBUTION, True
        if candidate is not None and frame is None:
            labels, skip = _labels(line, candidate, before, series, width)
        if (
            first is not None
            and first[3] is Frame.TABLE
            and not labels
            and frame in (None, Frame.TABLE)
            and not line.gap
            and line.text[-1] != "?"
        ):
            joined.append(line)
            before = line
            continue
        if first is not None and before is not None and not labels and frame is None and first[3] is None:
            alone = bool(first[1]) and not joined and first[2] == len(first[0].text) and not line.gap
            long = len(before.text) >= 40 or bool(joined)
            if line.depth == before.depth and (
                alone or _goes_on(before, line, width, loose=loose, long=long, joined=bool(joined), sub_lines=sub_lines)
            ):
                joined.append(line)
                before = line
                continue
        if first is not None:
            blocks.append(Block(*first, joined))
            joined = []
        sub_lines = not labels and before is not None and (before.text[-1] == ":" or (sub_lines and not line.gap))
        first = (line, labels, skip, frame)
        before = line
    if first is not None:
        blocks.append(Block(*first, joined))
    return _unflatten(blocks)


def _unflatten(blocks: list[Block]) -> list[Block]:
    result: list[Block] = []
    for block in blocks:
        if block.frame is None and may_be_flattened(block.body):
            found = find_flattened(block.body, block.labels[-1] if block.labels else None)
            if found:
                result += block.split(found)
                continue
        result.append(block)
    return result


def _goes_on(before: Line, line: Line, width: int, *, loose: bool, long: bool, joined: bool, sub_lines: bool) -> bool:
    """Whether `line` is the rest of a sentence or paragraph to which `before` belongs."""
    last = before.text[-1]
    small = line.text[0].islower()
    if loose and small and last.isalnum():
        return last_word(before.text) in UNFINISHED
    if line.gap:
        # A blank line in the middle of a sentence: only where the halves plainly belong together.
        goes_on = small and last not in ".?!:;" and long and not sub_lines
        return goes_on and not ASKS_ANEW.match(line.text)
    full = bool(width) and is_full(before, line, width)
    if last in ".)" and _STRANDED_LABEL.search(before.text):
        return True
    if last == ":":
        return full and small
    if small and sub_lines:
        return full or (long and last not in ".?!;") or last_word(before.text) in UNFINISHED
    if small:
        return full or (last not in ".?!;" and not _asks_line_by_line(before, line))
    if full:
        return True
    wide = bool(width) and last.isalnum() and len(before.text) * 4 >= width * 3
    if wide and (joined or _MID_SENTENCE.search(before.text)):
        return True  # the sentence began on a line above, or in the middle of that one, and is not finished there
    return last == "," or (last not in ".?!;" and len(before.text) > 30 and last_word(before.text) in UNFINISHED)


def _asks_line_by_line(before: Line, line: Line) -> bool:
    """ "how many taxis were there" over "who paid for them": without capitals or stops, but each line an ask."""
    if not (ASKS_ANEW.match(line.text) and ASKS_ANEW.match(before.text)):
        return False
    return before.text[-1].isalnum() and last_word(before.text) not in UNFINISHED


def _labels(
    line: Line, candidate: tuple[Label, int], before: Line | None, series: Series, width: int
) -> tuple[list[Label], int]:
    """The labels that a line begins with ("1. a)" has two), and where its words begin."""
    label, skip = candidate
    label = series.in_context(label)
    if not _accept(label, line, line.text[skip:], before, series, width):
        return _NONE, 0
    series.take(label)
    labels = [label]
    while len(labels) < 4 and not line.text[skip : skip + 2].isalpha():
        more = read_label(line.text, skip)
        if more is None or more[0].bare or more[0].kind == "b":
            break
        inner = series.in_context(more[0])
        doubtful = inner.style.endswith(".1") and inner.kind in "lLrR"
        if not (inner.ordinal == 1 or inner.kind == "b" or series.goes_on(inner)) or (
            doubtful and not series.begins(inner)
        ):
            break
        if labels[-1].kind == "b":
            labels.pop()
        labels.append(inner)
        series.take(inner)
        skip = more[1]
    return labels, skip


def _accept(label: Label, line: Line, rest: str, before: Line | None, series: Series, width: int) -> bool:
    """Whether a candidate is a label, or a number, letter or dash that a wrapped line happens to begin with."""
    in_step = series.goes_on(label)
    small = rest[:1].islower()
    unfinished = before is not None and not line.gap and before.depth == line.depth and before.text[-1] not in ".?!:;"
    sure = in_step and not small
    if before is not None and unfinished and not sure and _merely_wrapped(label, line, rest, before, series, width):
        return False
    if label.kind == "b":
        return (bool(rest) and not label.bare) or series.often(label)
    begins = series.begins(label)
    if label.bare:
        if label.kind == "w":
            return in_step or begins
        if not rest:
            return label.kind == "L" and label.ordinal < 9 and before is not None and not line.gap
        inner = read_label(rest) if label.kind == "n" else None
        if inner is not None and not inner[0].bare and inner[0].kind != "b" and inner[0].ordinal == 1:
            return True  # "2 a) The total"
        if label.kind == "n" and len(label.parts) > 1:
            return rest[0].isupper() or in_step or begins
        if label.kind == "n" and (rest[0].isdigit() or (small and len(rest) <= 12)):
            return False
        return in_step or begins
    mark = label.style[-2]
    if mark in ".:-–—" and label.kind in "lLrR":
        return in_step or begins or series.goes_on_as_numeral(label)
    if mark in "-–—:," and label.kind == "n":
        return (in_step or begins) and not rest[:1].isdigit()
    return label.kind != "n" or label.ordinal <= 40 or in_step or (series.known(label) and label.ordinal < 100)


def _merely_wrapped(label: Label, line: Line, rest: str, before: Line, series: Series, width: int) -> bool:
    small = rest[:1].islower()
    full = bool(width) and is_full(before, line, width)
    if label.kind == "b":
        return (rest[:1].isdigit() and before.text[-1].isdigit() and label.printed in "-–—") or (
            full and not series.known(label)
        )
    if series.goes_on(label) and last_word(before.text) in ("and", "or"):
        return False  # "(iii) the cost; and" before "(iv) the result"
    begins = not label.bare and series.begins(label)
    if is_reference(before.text) and (full or (small and not begins and not series.goes_on(label))):
        return True
    if begins:
        return False
    return full and not series.goes_on(label) and (small or not label.is_first)
