"""Lines to blocks: a block is one paragraph or one list item, its wrapped lines joined by single spaces.

A block knows where every character of its `body` stands in the text, so nothing is lost by the joining.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from foi.intake.splitter.frame import Frame, line_frame, wrapped_attribution
from foi.intake.splitter.labels import Label, Series, as_letter, as_roman, last_word_is_reference, read_label
from foi.intake.splitter.lines import UNFINISHED, Line, is_full, last_word, wrap_width


_FOOTNOTE_MARK = re.compile(r"[a-z)]\*(?:\s|[.,;:)]|$)")


class Block:
    """A paragraph or list item. `body` is what follows the labels; `start` and `end` are offsets in the text."""

    __slots__ = ("_body_at", "_text_at", "body", "depth", "end", "frame", "gap", "indent", "labels", "lines", "start")

    def __init__(self, line: Line, labels: list[Label], skip: int, frame: Frame | None) -> None:
        self.labels = labels
        self.frame = frame
        self.start = line.start
        self.end = line.end
        self.depth = line.depth
        self.gap = line.gap
        self.indent = line.indent
        self.body = line.text[skip:]
        self.lines = 1
        self._body_at = [0]
        self._text_at = [line.start + skip]

    def add(self, line: Line) -> None:
        """Join a wrapped line on."""
        if self.body:
            self._body_at.append(len(self.body) + 1)
            self.body = f"{self.body} {line.text}"
        else:
            self._body_at = [0]
            self.body = line.text
            self._text_at = []
        self._text_at.append(line.start)
        self.end = line.end
        self.lines += 1

    def offset(self, at: int) -> int:
        """Where the character `at` of the body stands in the text."""
        piece = bisect_right(self._body_at, at) - 1
        return self._text_at[piece] + at - self._body_at[piece]

    def cut(self, start: int, labels: list[Label], after: int) -> Block:
        """Take the body from `start` on away and make a block of it; its words begin at `after`."""
        tail = Block.__new__(Block)
        tail.labels, tail.frame, tail.depth, tail.gap, tail.indent = labels, None, self.depth, False, self.indent
        tail.lines = 1
        tail.start, tail.end = self.offset(start), self.end
        first = bisect_right(self._body_at, after) - 1 if after < len(self.body) else len(self._body_at) - 1
        tail._text_at = [self._text_at[first] + after - self._body_at[first], *self._text_at[first + 1 :]]
        tail._body_at = [0, *(at - after for at in self._body_at[first + 1 :])]
        tail.body = self.body[after:]
        kept = self.body[:start].rstrip()
        self.end = self.offset(len(kept) - 1) + 1 if kept else self.start
        last = bisect_right(self._body_at, max(0, len(kept) - 1))
        self._body_at, self._text_at = self._body_at[:last], self._text_at[:last]
        self.body = kept
        return tail


class _Join:
    """Long paragraphs are built from a list of lines: joining strings one by one would be quadratic."""


def read_blocks(lines: list[Line]) -> list[Block]:
    """Group lines into blocks. Linear: every line is looked at once, with its neighbours."""
    width = wrap_width(lines)
    candidates = [read_label(line.text) for line in lines]
    footnotes = any(_FOOTNOTE_MARK.search(line.text) for line in lines if "*" in line.text)
    series = Series([found[0] for found in candidates if found], footnotes=footnotes)
    blocks: list[Block] = []
    block: Block | None = None
    joined: list[Line] = []
    sub_lines = False  # inside unlabelled short lines after a colon
    before: Line | None = None
    skip_next = False
    for index, line in enumerate(lines):
        if skip_next:
            skip_next = False
            joined.append(line)
            before = line
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        frame = line_frame(line.text)
        if frame is Frame.HEADER and before is not None and before.text[-1] == ":":
            frame = None
        if following is not None and wrapped_attribution(line.text, following.text):
            frame, skip_next = Frame.ATTRIBUTION, True
        labels, skip = ([], 0) if frame else _labels(line, candidates[index], before, series, width)
        if not labels and frame is None and block is not None and before is not None and block.frame is None:
            if _goes_on(before, line, block, width, sub_lines=sub_lines):
                joined.append(line)
                before = line
                continue
        if block is not None:
            _finish(block, joined)
        joined = []
        sub_lines = not labels and before is not None and (before.text[-1] == ":" or (sub_lines and not line.gap))
        block = Block(line, labels, skip, frame)
        blocks.append(block)
        before = line
    if block is not None:
        _finish(block, joined)
    return blocks


def _finish(block: Block, joined: list[Line]) -> None:
    if not joined:
        return
    bodies = [block.body] if block.body else []
    at = len(block.body) + 1 if block.body else 0
    if not block.body:
        block._body_at, block._text_at = [], []
    for line in joined:
        block._body_at.append(at)
        block._text_at.append(line.start)
        bodies.append(line.text)
        at += len(line.text) + 1
    block.body = " ".join(bodies)
    block.end = joined[-1].end
    block.lines += len(joined)


def _goes_on(before: Line, line: Line, block: Block, width: int, *, sub_lines: bool) -> bool:
    """Whether `line` is the rest of a sentence or paragraph that `before` began."""
    if line.depth != before.depth:
        return False
    last = before.text[-1]
    if block.labels and not block.body and not line.gap:
        return last_is_label_only(block)
    small = line.text[0].islower()
    full = is_full(before, line, width)
    if line.gap:
        # A blank line in the middle of a sentence: only where the halves plainly belong together.
        return small and last not in ".?!:;" and len(before.text) >= 40 and not sub_lines
    if last == ":":
        return full and small
    if small and sub_lines:
        return full or last_word(before.text) in UNFINISHED or len(before.text) > 0.75 * width > 0
    if small:
        return full or last not in ".?!;"
    if full:
        return True
    if last in ".?!;":
        return False
    return last == "," or (last_word(before.text) in UNFINISHED and len(before.text) > 30)


def last_is_label_only(block: Block) -> bool:
    """A label alone on its line takes the next line as its words."""
    return True


def _labels(
    line: Line, candidate: tuple[Label, int] | None, before: Line | None, series: Series, width: int
) -> tuple[list[Label], int]:
    if candidate is None:
        return [], 0
    label, skip = candidate
    label = _read_in_series(label, series)
    if not _accept(label, line, line.text[skip:], before, series, width):
        return [], 0
    series.take(label)
    labels = [label]
    while len(labels) < 4:
        more = read_label(line.text, skip)
        if more is None or more[0].bare or more[0].kind == "b":
            break
        inner = _read_in_series(more[0], series)
        doubtful = inner.style.endswith(".1") and inner.kind in "lLrR"
        if not (inner.is_first or series.goes_on(inner)) or (doubtful and not series.begins(inner)):
            break
        if labels[-1].kind == "b":
            labels.pop()
        labels.append(inner)
        series.take(inner)
        skip = more[1]
    return labels, skip


def _read_in_series(label: Label, series: Series) -> Label:
    """"i" after "h" is a letter, "v" after "iv" a numeral."""
    for other in (as_letter(label), as_roman(label)):
        if other is not label and series.goes_on(other) and not series.goes_on(label):
            return other
    return label


def _accept(label: Label, line: Line, rest: str, before: Line | None, series: Series, width: int) -> bool:
    in_step = series.goes_on(label)
    small = rest[:1].islower()
    adjacent = before is not None and not line.gap and before.depth == line.depth
    if adjacent and before is not None and before.text[-1] not in ".?!:;" and not (in_step and not small):
        if label.kind == "b":
            if rest[:1].isdigit() and before.text[-1].isdigit():
                return False
            if is_full(before, line, width) and not series.known(label):
                return False
        elif last_word_is_reference(before.text) and (small or is_full(before, line, width)):
            return False
        elif is_full(before, line, width) and small and not in_step:
            return False
        elif is_full(before, line, width) and not label.is_first and not in_step:
            return False
    if label.kind == "b":
        return bool(rest) and (not label.bare or series.often(label))
    if label.kind in "rR" and label.bare:
        return series.begins(label) or in_step
    if label.bare:
        if not rest:
            return label.kind in "L" and label.ordinal < 9 and adjacent
        if label.kind == "n" and len(label.parts) > 1:
            return rest[:1].isupper() or in_step or series.begins(label)
        if label.kind == "n":
            return (in_step or series.begins(label)) and not rest[0].isdigit() and (not small or len(rest) > 12)
        return in_step or series.begins(label)
    if label.kind in "lLrR" and label.style[-2] in ".:-–—":
        return in_step or series.begins(label)
    if label.kind == "n" and label.style[-2] in "-–—:,":
        return (in_step or series.begins(label)) and not rest[:1].isdigit()
    if label.kind == "n" and label.ordinal > 40 and not in_step:
        return series.known(label) and label.ordinal < 100
    return True
