"""Text to lines: where each begins and ends, how deep it is quoted, and how wide the writer's program wraps.

Offsets always point into the text as it came. Quote marks, indents and trailing blanks are left outside a
line's own stretch, which is why quoting, CRLF and trailing spaces change no question.
"""

from __future__ import annotations

import re
from itertools import pairwise

from foi.intake.splitter.vocabulary import word_set

# All blanks, and the invisible characters that mail programs and word processors leave at the ends of lines.
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
_BLANKS += "\u200b\u200e\u200f\u2060\ufeff\x00"
# Blanks inside a line are read as spaces: one character for one, so offsets stay.
_AS_SPACE = dict.fromkeys(map(ord, "\t\xa0\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
_KEEPS_TABS = _AS_SPACE | {ord("\t"): "\t"}
_IS_ODD = re.compile(f"[{''.join(map(chr, _AS_SPACE))}]")
_QUOTE_MARKS = re.compile(r"[ \t\xa0]*(?:>[ \t\xa0]?)+")

_BULLETS = "•▪◦‣●"
# A bullet inside a line begins another line where what stood before it is finished.
_INSIDE = re.compile(rf"(?<=[.?!;:,])\s+(?=[{_BULLETS}]\s*\S)")

# A line that ends on one of these is not finished, whatever the next one starts with.
UNFINISHED = word_set(
    "a an the of to for in on at by with from and or nor but as that which who whose whom is are was were be been "
    "being has have had do does did any each every all your our my their under into between than if whether when "
    "where while per about over since until during within without via can could would should will may might must how "
    "what many much outside inside against through towards upon among across despite including regarding concerning"
)


# A line that begins with one of these asks for something of its own.
ASKS_ANEW = re.compile(
    r"(?:(?:and|also|plus|then) )?(?:how (?:many|much|long|often)\b|(?:what|which|who|when|where|why) (?:\w+ )?"
    r"(?:is|are|was|were|did|does|do|has|have|had|approve[sd]|pays?|paid|owns?|runs?|decides?|decided|signed)\b"
    r"|(?:do|did|have|are|were|can|could|would) (?:you|u)\b|(?:is|are|was|were) there\b|(?:does|did|has|is|was) the\b"
    r"|(?:the )?(?:total )?(?:number|cost|amount|names?|dates?) of\b|please\b)",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{2,4})[.)]\s")
# "Year⇥Arrests⇥Charges": what a spreadsheet or a word processor leaves of the rows of a table. A label is no cell.
_NO_ROW = re.compile(rf"\W*[^\W_]?\W*\t|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivx]{{2,4}})[.)]\s|[^\t]*:\t|[{_BULLETS}]")
_STRANDED = (
    *(f" {words}" for words in ("what for", "who for", "who by", "who with", "where from", "where to", "who to")),
    *(f"{joint} how {size}" for joint in (" so", " and", ",") for size in ("much", "many", "long", "often")),
)


_FEWEST_LOOSE, _MOSTLY, _NARROWEST = 3, 0.6, 60  # lines; how many of them; columns


class Line:
    """One line that is not blank. `gap` says whether blank lines stood before it."""

    __slots__ = ("depth", "end", "gap", "indent", "start", "text")

    def __init__(self, start: int, end: int, text: str, depth: int, indent: int, gap: bool) -> None:  # noqa: FBT001
        self.start = start
        self.end = end
        self.text = text
        self.depth = depth
        self.indent = indent
        self.gap = gap


def read_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, quote marks common to them all taken away."""
    lines: list[Line] = []
    at = 0
    gap = False
    odd = _IS_ODD.search(text) is not None
    bulleted = any(bullet in text for bullet in _BULLETS)
    for raw in text.splitlines(keepends=True):
        start = at
        at += len(raw)
        depth = 0
        body = raw
        if ">" in raw:
            quoted = _QUOTE_MARKS.match(raw)
            if quoted:
                depth = quoted.group().count(">")
                start += quoted.end()
                body = raw[quoted.end() :]
        content = body.strip(_BLANKS)
        if not content:
            gap = True
            continue
        indent = 0
        if body[0] in _BLANKS:
            indent = len(body) - len(body.lstrip(_BLANKS))
            start += indent
        if odd:
            content = tabbed_row(content) or content.translate(_AS_SPACE)
        if bulleted and _INSIDE.search(content):
            for begin, end in _bulleted(content):
                lines.append(Line(start + begin, start + end, content[begin:end], depth, indent, gap))
                gap = False
            continue
        lines.append(Line(start, start + len(content), content, depth, indent, gap))
        gap = False
    if lines and lines[0].depth:
        common = min(line.depth for line in lines)
        for line in lines:
            line.depth -= common
    _ignore_double_spacing(lines)
    return lines


def tabbed_row(body: str) -> str:
    """What a line holds if it is a row of three cells or more, with the tabs between them; "" for any other line."""
    row = body.strip(_BLANKS)
    return "" if "?" in row or row.count("\t") < 2 or _NO_ROW.match(row) else row.translate(_KEEPS_TABS)


def _bulleted(content: str) -> list[tuple[int, int]]:
    """Where the lines of a list begin and end that was pasted into one line, bullets and all."""
    starts = [0, *(match.end() for match in _INSIDE.finditer(content))]
    ends = [*(match.start() for match in _INSIDE.finditer(content)), len(content)]
    return list(zip(starts, ends, strict=True))


def _ignore_double_spacing(lines: list[Line]) -> None:
    """Text that was double-spaced on its way here has a gap before every line; then gaps mean nothing."""
    if len(lines) < 4 or not all(line.gap for line in lines[1:]):
        return
    wrapped = sum(1 for before, after in pairwise(lines) if is_wrapped(before, after))
    if wrapped >= 2:
        for line in lines:
            line.gap = False


def is_wrapped(before: Line, after: Line) -> bool:
    """Surely one sentence over two lines: `before` is long and unfinished and `after` goes on in lower case."""
    word = after.text[:2]  # a single letter may be a label
    return len(before.text) >= 40 and before.text[-1] not in ".?!:;" and word.isalpha() and word[0].islower()


def wrap_width(lines: list[Line]) -> int:
    """The column at which this text was wrapped, or 0 if its lines are whole paragraphs."""
    width = evidence = 0
    for before, after in pairwise(lines):
        text = before.text
        if (
            after.gap
            or _LABELLED.match(after.text)
            or text[-1] in ".?!:;"
            or not 40 <= len(text) <= 100
            or before.depth != after.depth
            or (ASKS_ANEW.match(after.text) and ASKS_ANEW.match(text))
        ):
            continue
        if after.text[0].islower() or last_word(text) in UNFINISHED or (text[-1] == "," and text[:4] != "Dear"):
            evidence += 1
            width = max(width, len(text) + before.indent)
    if not evidence:  # nothing speaks against a program that wraps there, unless whole asks stand line by line
        longest = max((len(line.text) + line.indent for line in lines), default=0)
        return longest if 66 <= longest <= 80 and not _asks_beside(lines, longest) else 0
    longer = sum(1 for line in lines if len(line.text) > width + 8)
    return width if evidence > longer else 0


def _asks_beside(lines: list[Line], width: int) -> bool:
    return any(
        not after.gap
        and before.text[-1] not in ".?!:;"
        and ASKS_ANEW.match(after.text)
        and is_full(before, after, width)
        for before, after in pairwise(lines)
    )


def is_loose(lines: list[Line], width: int) -> bool:
    """Whether somebody wrote line by line without capitals or stops, as on a telephone: then each line stands alone."""
    if len(lines) < _FEWEST_LOOSE:
        return False
    small = sum(1 for line in lines if line.text[0].islower())
    stops = sum(1 for line in lines if line.text[-1] in ".?!;:,")
    if small < _MOSTLY * len(lines) or stops > (1 - _MOSTLY) * len(lines):
        return False
    if width < _NARROWEST:  # no program wraps there
        return True
    pairs = [(before, after) for before, after in pairwise(lines) if not after.gap]
    return sum(is_full(before, after, width) for before, after in pairs) * 2 <= len(pairs)


def is_full(before: Line, after: Line, width: int) -> bool:
    """Whether the first word of `after` would not have fitted on `before`."""
    space = after.text.find(" ")
    return len(before.text) + before.indent + 1 + (space if space >= 0 else len(after.text)) > width


def last_word(text: str) -> str:
    """The last word of a line, in lower case, without what follows it; "what for" is one word."""
    if text.endswith(_STRANDED):
        return ""
    return text[text.rfind(" ", 0, len(text) - 1) + 1 :].strip(",;:-–—()\"'”’").lower()


_JOINS_THE_NEXT = ("; and", "; or", ", and", ", or", ". and", ". or")  # one item of a list before the next


def opens(text: str) -> bool:
    """Whether something must follow: the text ends with a colon, a dash, or in the middle of a phrase."""
    tail = text[-1:]
    if tail.isalpha():
        return last_word(text) in UNFINISHED and not text.endswith(_JOINS_THE_NEXT)
    return tail != "" and (tail in ":–—-…" or text.endswith("..."))
