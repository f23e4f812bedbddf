"""List labels: 1. (a) ii) 2b) 3.1 Q4 Question 5 - Part B: and bullets, at the start of a line or inside one.

A label has a *kind* (number, letter, roman, word, bullet), a *style* (kind with its punctuation: "1." and "1)" differ)
and an ordinal. Whether a candidate really is a label depends on its neighbours; see `accept` and `flattened`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_MARKS = "•·▪◦●○‣⁃∙➢➤►▶✓✔→§◆◇■□❖\uf0b7\uf0a7\uf0d8\uf0fc"

_LABEL = re.compile(
    rf"""
    (?P<open>["'“‘*_]{{0,3}})
    (?:
      (?P<bullet>[{_MARKS}]|--?(?=[\s"'“‘(£A-Za-z0-9])|[–—](?=[\sA-Za-z])|[*+~](?=\s)|\*(?=[A-Za-z\"“])(?![^*\n]*\*)|o(?=\s))
    | (?P<word>questions?|ques|qu|q|part|section|item|request|query|point|annex|schedule)
        (?:\.?[ ]?(?:(?:no\.?|number)[ ]?|\#)?(?=\d)|\.?[ ](?:(?:no\.?|number)[ ])?(?![\d]))
        (?P<wnum>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}|[ivx]{{2,4}}(?![a-z])|[a-z](?![a-z])|(?:{"|".join(_NUMBER_WORDS)})(?![a-z]))
        (?P<wsub>[ ]?\([a-z]\)|[a-z](?![a-z]))?
        (?P<wend>[ ]?(?:\.\)|[:.)\]](?:[ ]?[-–—](?=\s))?|[-–—](?=\s|[A-Z]))|(?=\s*$)|(?=\s+\S))
    | [(\[](?P<pnum>\d{{1,3}}[a-z]?|[a-z]|[ivx]{{2,5}})[)\]][.:]?(?=\s|$|[A-Z"'“‘(£])
    | \#?(?P<num>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}})(?P<nsub>[.]?[ ]?\([a-z]\)|[.]?[a-z](?=[.):\s]))?
        (?P<nend>\.\)|[.)\]:](?!\d)(?:[ ]?[-–—](?=\s))?|,(?=\s+[A-Z])|[ ]?[-–—](?=\s|[A-Z])|(?=\s)|(?<=\))|$)
    | (?P<let>[ivx]{{2,5}}|[a-z])(?P<lend>\.\)|[).:](?=\s|$|[A-Z"'“‘(£])|[ ]?[-–—](?=\s)|(?=\s)|$)
    )\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
# After a bare number these make it a date, an age, an amount: "12 months", "1 April".
_UNIT = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|st|nd|rd|th|day|week|month|year|hour|minute|working|calendar|"
    r"per|percent|%|million|miles?|metres?|people|staff|officers?|of|or|and|to|in|x)\b|[a-z]*(?:january|february|march|april|"
    r"june|july|august|september|october|november|december)",
    re.IGNORECASE,
)
# Before a label inside a sentence these make it a reference: "the answer to 2)", "section 1(a)".
_REFERENCE = frozenset(
    "to question questions q and in of at see from than section sections s part parts or over by for under about point "
    "points item items number numbers no article regulation paragraph para clause between like both above appendix "
    "schedule table figure act rule page step stage phase level grade class band type category option year "
    "answered answer with".split()
)


@dataclass(frozen=True, slots=True)
class Label:
    """`parts` are the bare labels that it prints ("1b)" prints two); `bare` means without any punctuation."""

    printed: str
    kind: str  # n number, l letter, L capital, r roman, R capital roman, w word, b bullet
    style: str
    parts: tuple[str, ...]
    ordinal: int
    bare: bool

    @property
    def is_first(self) -> bool:
        return self.kind == "b" or (self.ordinal == 1 and len(self.parts) == 1)


def roman(numeral: str) -> int:
    """Value of a roman numeral in lower case."""
    total = 0
    for sign, following in zip(numeral, numeral[1:] + " ", strict=True):
        value = _ROMAN[sign]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


def _named(numeral: str, wrapper: str, printed: str, *, bare: bool, word: str = "") -> Label:
    small = numeral.lower()
    if small[0].isdigit():
        kind, ordinal = "n", int(small.split(".")[-1].rstrip("abcdefghijklmnopqrstuvwxyz") or 0)
        parts = tuple(small.split("."))
        tail = parts[-1]
        if tail and tail[-1].isalpha():
            parts = (*parts[:-1], tail[:-1], tail[-1])
            ordinal = ord(tail[-1]) - 96
    elif small in _NUMBER_WORDS:
        kind, ordinal = "n", _NUMBER_WORDS.index(small) + 1
        parts = (str(ordinal),)
    elif len(small) > 1 or small == "i":
        kind, ordinal, parts = ("R" if numeral.isupper() else "r"), roman(small), (small,)
    else:
        kind, ordinal, parts = ("L" if numeral.isupper() else "l"), ord(small) - 96, (small,)
    style = f"{word}{kind}{wrapper}{len(parts)}"
    return Label(printed, "w" if word else kind, style, parts, ordinal, bare)


def as_letter(label: Label) -> Label:
    """The same label read as a letter: "i)" after "h)", "v." after "u."."""
    if label.kind in "rR" and len(label.parts[0]) == 1:
        kind = "l" if label.kind == "r" else "L"
        return Label(label.printed, kind, label.style.replace(label.kind, kind), label.parts,
                     ord(label.parts[0]) - 96, label.bare)  # fmt: skip
    return label


def as_roman(label: Label) -> Label:
    """The same label read as a roman numeral: "v)" after "iv)", "x)" after "ix)"."""
    if label.kind in "lL" and label.parts[0] in _ROMAN:
        kind = "r" if label.kind == "l" else "R"
        return Label(label.printed, kind, label.style.replace(label.kind, kind), label.parts,
                     roman(label.parts[0]), label.bare)  # fmt: skip
    return label


def read_label(text: str, at: int = 0) -> tuple[Label, int] | None:
    """The label candidate that begins at `at`, and where the words after it begin."""
    found = _LABEL.match(text, at)
    if not found:
        return None
    printed = text[found.end("open") : found.end()].strip()
    end = found.end()
    if found["bullet"]:
        tight = printed == "*" and text[end - 1 : end] == "*"
        return Label(printed, "b", "b" + printed, (printed,), 0, bare=printed == "o" or tight), end
    if found["word"]:
        wend, after = found["wend"] or "", text[end : end + 1]
        if not wend and after:
            # "Section 12 of the Act" is no label; "Question 4 How many" is.
            if found["word"].lower() not in ("q", "question", "part") or after.islower() or found["wnum"].isalpha():
                return None
        if found["word"].lower() in ("section", "request", "point") and not wend and not after:
            return None
        numeral = found["wnum"] + (found["wsub"] or "").strip(" ()")
        return _named(numeral, wend.strip(), printed, bare=False, word=found["word"].lower()[0]), end
    if found["pnum"]:
        return _named(found["pnum"], "()", printed, bare=False), end
    if found["num"]:
        sub, nend = found["nsub"] or "", (found["nend"] or "").strip()
        numeral = found["num"] + sub.strip(" .()").lower()
        if not nend and _UNIT.match(text, end):
            return None
        if nend == "," and found["num"] == "0":
            return None
        return _named(numeral, nend or sub.strip(" .")[-1:].strip("abcdefghijklmnopqrstuvwxyz"), printed, bare=not nend and not sub.endswith(")")), end
    if found["let"]:
        lend = (found["lend"] or "").strip()
        if lend == ":" and len(found["let"]) > 1:
            return None
        return _named(found["let"], lend, printed, bare=not lend), end
    return None


class Series:
    """Remembers which ordinals of each style were seen and accepted, to judge the doubtful ones."""

    def __init__(self, candidates: list[Label], *, footnotes: bool = False) -> None:
        self._footnotes = footnotes
        self._seen: set[tuple[str, int]] = set()
        self._last: dict[str, int] = {}
        self._count: dict[str, int] = {}
        for label in candidates:
            self._seen.add((label.style, label.ordinal))
            self._count[label.style] = self._count.get(label.style, 0) + 1

    def often(self, label: Label) -> bool:
        """Whether its style was seen more than once, and is not that of a footnote."""
        return self._count[label.style] > 1 and not (label.printed == "*" and self._footnotes)

    def goes_on(self, label: Label) -> bool:
        """Whether it is the next one of its style."""
        return self._last.get(label.style) == label.ordinal - 1 and label.ordinal > 1

    def begins(self, label: Label) -> bool:
        """Whether it is a first one and a second follows somewhere."""
        return label.ordinal == 1 and (label.style, 2) in self._seen

    def known(self, label: Label) -> bool:
        return label.style in self._last

    def take(self, label: Label) -> None:
        self._last[label.style] = label.ordinal


def last_word_is_reference(before: str) -> bool:
    """Whether the words before a candidate make it a reference to another question or a section of an Act."""
    word = before.rstrip().rsplit(None, 1)[-1].lower() if before.strip() else ""
    return word.strip("(") in _REFERENCE


_INLINE = re.compile(
    r"(?<![\w£$€,/&#-])(?<!\d\.)(?:\((?P<p>\d{1,2}[a-z]?|[a-z]|[ivx]{2,4})\)|(?P<q>q(?:uestion)?[ ]?\d{1,2}[a-z]?)(?P<qd>\.\)|[.):]|(?=\s))|"
    r"(?P<n>\d{1,2}[a-z]?|[a-z]|[ivx]{2,4})(?P<d>\.\)|[.)]))(?=\s*\S)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Inline:
    """A label found inside a line: it stands at `start`, its words begin at `after`."""

    label: Label
    start: int
    after: int


def flattened(body: str, own: Label | None, asks: Callable[[str, str], bool]) -> list[Inline]:
    """Labels inside one paragraph that make it a list ("1. How many? 2. What cost? 3. ...").

    `asks(lead, words)` says whether the words after a label are an ask in themselves: letters in a running
    sentence are labels only then (rule R5).
    """
    if len(body) < 12:
        return []
    found: list[Inline] = []
    depth = 0
    scanned = 0
    for match in _INLINE.finditer(body):
        before = body[scanned : match.start()]
        depth = max(0, depth + before.count("(") - before.count(")"))
        scanned = match.end() if match["p"] else match.start("d") if match["d"] else match.end()
        if match["p"]:
            label = _named(match["p"], "()", match.group(), bare=False)
        elif match["q"]:
            label = _named(match["q"].lower().lstrip("question "), match["qd"] or "", match.group(), bare=False, word="q")
        else:
            if match["d"].startswith(")") and depth:
                depth -= 1
                scanned = match.end()
                continue
            label = _named(match["n"], match["d"], match.group(), bare=False)
        previous = body[: match.start()].rstrip()[-1:] if match.start() < 60 else body[match.start() - 60 : match.start()].rstrip()[-1:]
        dotted = match["d"] == "." or bool(match["q"])
        if match.start() and body[match.start() - 1] == "." and (match["n"] or "a")[0].isalpha():
            continue  # the second half of "e.g." and the like
        if match.start() and dotted and previous not in '.?!;:,)"”’–-':
            continue
        if match.start() and last_word_is_reference(body[max(0, match.start() - 40) : match.start()]) and previous not in ".?!;:,":
            if body[max(0, match.start() - 5) : match.start()].strip().lower() not in ("and", "or", ", and"):
                continue
        after = match.end()
        while after < len(body) and body[after] in " \t":
            after += 1
        found.append(Inline(label, match.start(), after))
    return _runs(found, body, own, asks) if found else []


def _runs(found: list[Inline], body: str, own: Label | None, asks: Callable[[str, str], bool]) -> list[Inline]:
    by_style: dict[str, list[Inline]] = {}
    for one in found:
        by_style.setdefault(one.label.style, []).append(one)
    kept: list[Inline] = []
    for style, ones in by_style.items():
        run: list[Inline] = []
        expected = own.ordinal + 1 if own is not None and own.style == style else 1
        continues = expected > 1
        for one in ones:
            if one.label.ordinal == expected:
                run.append(one)
                expected += 1
        if len(run) < (1 if continues else 2):
            run = []
        ends = [follower.start for follower in run[1:]] + [len(body)]
        if run and all(asks(body[: run[0].start], body[one.after : end]) for one, end in zip(run, ends, strict=True)):
            kept += run
            continue
        # "Number who applied ... and b) number of them ...": the a) was left out
        if len(ones) == 1 and ones[0].label.ordinal == 2 and body[: ones[0].start].rstrip().endswith((" and", ",", ";")):
            one = ones[0]
            if asks("-", body[: one.start]) and asks("-", body[one.after :]):
                kept.append(one)
                continue
        # Out of step, but a new sentence that asks: "... say so) 3. The number of plots"
        for one in ones:
            before = body[: one.start].rstrip()
            if one.label.kind == "n" and before and before[-1] in ".?!);" and body[one.after : one.after + 1].isupper():
                if own is not None and asks("", body[one.after : one.after + 200]):
                    kept.append(one)
    kept.sort(key=lambda one: one.start)
    return kept
