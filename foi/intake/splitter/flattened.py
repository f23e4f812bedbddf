"""Lists that were flattened into one paragraph: "1. How many? 2. What cost?", "(a) the number ...; (b) the cost".

Letters and numerals inside a running sentence are labels only if what follows each is an ask in itself (rule R5):
"(a) returned, (b) crushed or (c) sold" is no list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foi.intake.splitter.forms import begins_with_ask
from foi.intake.splitter.labels import Label, is_reference, name_label
from foi.intake.splitter.sentences import sentences
from foi.intake.splitter.vocabulary import AUX, SUBJECT, plain

_INLINE = re.compile(
    r"(?:(?<![\w£$€,/&#-])(?<!\d\.)|(?<=[a-z\d][.)])(?=\d\. [A-Z])"
    r"|(?<=[a-z])(?=\d{1,2}\. [A-Z]))(?:\((?P<closed>\d{1,2}(?a:[a-z])?|(?a:[a-z])|(?a:[ivx]){2,4})\)"
    r"|(?P<q>q(?:uestion)?[ ]?\d{1,2}(?a:[a-z])?)(?P<qd>\.\)|[.):]|(?=\s))|(?P<num>\d{1,2}(?a:[a-z])?|(?a:[a-z])"
    r"|(?a:[ivx]){2,4})(?P<mark>\.\)|[.)]|/(?=\s)))(?=\s*\S)|[-–] ?(?P<dash>\d{1,2}(?a:[a-z]|[ivx]{2,4})) ?[-–](?=\s)",
    re.IGNORECASE,
)
# Looks back from the mark that ends a label: marks are rare, and a search for a few characters is the fastest there is.
_APART = "[ (.?!;:)]"
_MAYBE = re.compile(
    rf"[.)qQ](?:(?<={_APART}[A-Za-z][.)])|(?<={_APART}\d[.)])|(?<={_APART}\d[\da-z][.)])|(?<={_APART}\d\d[a-z][.)])"
    rf"|(?<={_APART}[ivxIVX]{{2}}[.)])|(?<={_APART}[ivxIVX]{{3}}[.)])|(?<={_APART}[ivxIVX]{{4}}[.)])"
    r"|(?<=[qQ])(?:uestion )?\d)"
)
_BEFORE_DOT = frozenset('.?!;:,)"”’–-')
_WINDOW = 60
_FEW = 12  # words
_JOINTS = (",", ";", " and", " or")


def may_be_flattened(body: str) -> bool:
    """A quick look: whether there is anything like a label inside `body`."""
    if ")" not in body and body.find(".", 0, -1) < 0 and "Q" not in body and "q" not in body:
        return False
    return len(body) >= 12 and _MAYBE.search(body) is not None


_COUNTS_OR_SPLITS = re.compile(
    r"\b(?:how (?:many|much)|numbers?|percentages?|proportion"
    r"|(?:break|split|divide)\b.{0,20}\b(?:down|by|into)|broken)\b"
)


_WANTS = re.compile(
    r"\b(?:request|ask|would like|want|wish|seek|need|send|provide|supply|give|receive|obtain|know)(?:ing)?\b"
)


_BROKEN_DOWN = re.compile(r"\b(?:broken|split|divided|including)\b")
_VERB_FOLLOWS = re.compile(rf"\b{AUX} {SUBJECT}(?: \w+)?$")


class Inline(NamedTuple):
    """A label found inside a line: it stands at `start`, its words begin at `after`. `ends` marks what follows the "
    "list."""

    label: Label
    start: int
    after: int
    ends: bool = False


def find_flattened(body: str, own: Label | None) -> list[Inline]:
    """The labels inside `body` that make it a list; `own` is the label that stands before it."""
    found: list[Inline] = []
    depth = scanned = 0
    for match in _INLINE.finditer(body):
        start, end = match.span()
        closed, q, qd, num, mark, dash = match.groups(default="")
        depth = max(0, depth + body.count("(", scanned, start) - body.count(")", scanned, start))
        scanned = end
        if mark[:1] == ")" and depth:
            depth -= 1  # it closes a bracket
            continue
        before = body[max(0, start - _WINDOW) : start].rstrip()
        opening = mark == "." and num == "1" and body[end : end + 2].lstrip()[:1].isupper()
        opening = opening or (q in ("Q1", "q1") and body[end : end + 2].lstrip()[:1].isupper())
        glued = start > 0 and body[start - 1].isalpha()  # "... under the Act.1. How many ...2. Who": blanks were lost
        dotted = (mark == "." or bool(q)) and not opening and not glued
        loose = mark == "." and num.isdigit() and before[-1:].isalnum() and _starts_after(body, end, before)
        if dash or loose or _stands_alone(body, start, before, dotted=dotted, letter=num[:1].isalpha()):
            if q:
                label = name_label(q.lower().lstrip("question "), qd, match.group(), word="q")
            elif dash:
                label = name_label(dash, "-", match.group().lstrip("-– "))
            else:
                label = name_label(closed or num, "()" if closed else mark, match.group())
            after = end
            while after < len(body) and body[after] in " \t":
                after += 1
            found.append(Inline(label, start, after))
    kept = _runs(found, body, own) if found else []
    return kept if own is not None or len(kept) < 2 else kept + _after_the_list(kept, body)


def _after_the_list(run: list[Inline], body: str) -> list[Inline]:
    """A list that is one sentence ends with it: "... 1) how many, 2) when and 3) why? Please also ..."."""
    last = run[-1]
    if not all(body[max(0, one.start - _WINDOW) : one.start].rstrip().endswith(_JOINTS) for one in run[1:]):
        return []
    found = sentences(body[last.after :])
    if len(found) < 2:
        return []
    at = last.after + found[1][0]
    return [Inline(last.label, at, at, ends=True)]


def _stands_alone(body: str, start: int, before: str, *, dotted: bool, letter: bool) -> bool:
    """Whether a candidate can be a label by what stands before it."""
    if not start:
        return True
    if letter and body[start - 1] == ".":
        return False  # the second half of "e.g." and the like
    previous = before[-1:]
    if dotted and previous not in _BEFORE_DOT:
        return False
    joined = before.lower().endswith((" and", " or", ",and"))
    return previous in ".?!;:," or joined or not is_reference(before)


def _starts_after(body: str, end: int, before: str) -> bool:
    """ "... in the year 2021 2. the number of": nothing but what follows tells the label from the end of a sentence."""
    if body[end : end + 1] != " " or is_reference(before):
        return False
    return body[end + 1 : end + 2].isupper() or begins_with_ask(body[end : end + 200])


def _runs(found: list[Inline], body: str, own: Label | None) -> list[Inline]:
    """Of the candidates of each style, those that count on from the first, or from the paragraph's own label."""
    by_style: dict[str, list[Inline]] = {}
    for one in found:
        by_style.setdefault(one.label.style, []).append(one)
    kept: list[Inline] = []
    for style, ones in by_style.items():
        continues = own is not None and own.style == style
        expected = own.ordinal + 1 if own is not None and continues else 1
        run: list[Inline] = []
        for one in ones:
            if one.label.ordinal == expected:
                run.append(one)
                expected += 1
        # Numbers that count the sentences, three or more, are the writer's list, whatever the sentences say.
        in_step = (continues or len(run) > 2) and all(_begins_sentence(one, body) for one in run[not continues :])
        if len(run) >= (1 if continues else 2) and (in_step or _all_ask(run, body)):
            kept += run
        elif _second_of_two(ones, body):
            kept += ones
        elif own is not None:
            kept += [one for one in ones if _new_sentence(one, body)]
    kept.sort(key=lambda one: one.start)
    return _with_parts(kept, found, own)


def _with_parts(kept: list[Inline], found: list[Inline], own: Label | None) -> list[Inline]:
    """Together with "3i - ..." and "3ii - ..." where they stand under 3."""
    result: list[Inline] = []
    number = own.parts[0] if own is not None else ""
    taken = {one.start for one in kept}
    for one in found:
        if one.start in taken:
            number = one.label.parts[0]
            result.append(one)
        elif "-" in one.label.style and one.label.parts[0] == number:
            result.append(one)
    return result


def _all_ask(run: list[Inline], body: str) -> bool:
    ends = [follower.start for follower in run[1:]] + [len(body)]
    lead = body[: run[0].start].rstrip()
    if _VERB_FOLLOWS.search(plain(lead[-40:])):
        return False  # "do you a) tell the owner at once, b) wait until ..., c) ...": answers to choose from
    asking = sum(_asks(body[one.after : end]) for one, end in zip(run, ends, strict=True))
    if asking == len(run):
        return True
    if not lead:
        return True
    # "how many were: (a) cars, (b) vans": parts of one count (R5)
    tail = lead[-400:]
    if _COUNTS_OR_SPLITS.search(plain(tail)) or body[: run[-1].start].rstrip().endswith((" or", ",or")):
        return False
    # "Please send me: (a) the gifts policy, (b) hospitality since 2019 ...": the lead-in asks for them all
    items = [body[one.after : end].strip(" ,;") for one, end in zip(run, ends, strict=True)]
    if not _WANTS.search(plain(tail)):
        return False
    if lead[-1] == "," and len(run) > 2 and all(map(begins_with_ask, items)):
        return True  # "I would like, under the Act, 1. the number of ... 2. the name of ... 3. the cost of ..."
    return lead[-1] in ":?" and all(_asks(words) or _names(words) for words in items)


def _names(words: str) -> bool:
    """A few words, and no sentence."""
    return len(words.split()) <= _FEW and "." not in words[:-1]


def _second_of_two(ones: list[Inline], body: str) -> bool:
    """ "Number who applied ... and b) number of them who ...": the a) was left out."""
    if [one.label.ordinal for one in ones] != list(range(2, 2 + len(ones))):
        return False
    before = body[: ones[0].start].rstrip()
    if len(ones) > 1 and ("." in before or _BROKEN_DOWN.search(before)):
        return False
    asks = all(begins_with_ask(body[one.after : one.after + 400]) for one in ones)
    return before.endswith((" and", ",", ";")) and _asks(before) and asks


def _new_sentence(one: Inline, body: str) -> bool:
    """Out of step, but plainly a new item: "... please say so) 3. The number of plots"."""
    return _begins_sentence(one, body) and _asks(body[one.after : one.after + 200])


def _begins_sentence(one: Inline, body: str) -> bool:
    """A number before a capital; that a sentence ends before it is sure only where numbers count on."""
    before = body[max(0, one.start - _WINDOW) : one.start]
    apart = before.rstrip()
    ends = apart[-1:] in ".?!);:" or apart[-1:].isalnum()
    return one.label.kind == "n" and ends and body[one.after : one.after + 1].isupper()


def _asks(words: str) -> bool:
    words = words.strip(" ,;")
    return words.endswith("?") or begins_with_ask(words[:400])
