"""List labels: 1. (a) ii) 2b) 3.1 Q4 Question 5 - Part B: and bullets, at the start of a line.

A label has a *kind* (number, letter, roman, word, bullet), a *style* (kind with its punctuation: "1." and "1)" differ)
and an ordinal. Whether a candidate really is a label depends on its neighbours: `Series` keeps them, `blocks` decides.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from foi.intake.splitter.lines import Line
from foi.intake.splitter.vocabulary import word_set

_NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_MARKS = "•·▪◦●○‣⁃∙➢➤►▶✓✔→§◆◇■□❖\uf0b7\uf0a7\uf0d8\uf0fc"

# ASCII alone: to a pattern that ignores case the Turkish dotted I is an "i" as well, and no numeral.
_LETTER, _NUMERAL = "(?a:[a-z])", "(?a:[ivx])"
_LABEL = re.compile(
    rf"""
    (?P<open>["'“‘*_]{{0,3}})
    (?:
      (?P<bullet>[{_MARKS}]|--?(?=[\s"'“‘(£A-Za-z0-9]|$)|[–—](?=[\sA-Za-z])|[*+~](?=\s)|\*(?=[A-Za-z"“])(?![^*\n]*\*)|o(?=\s))
    | (?P<word>questions?|ques|qu|q|part|section|item|request|query|point|annex|schedule|issue|rfi
        |enquiry|[A-HR](?=\d{{1,2}}[a-z]?[.):]))
        (?:\.?[ ]?(?:(?:no\.?|number)[ ]?|\#)?(?=\d)|\.?[ ](?:(?:no\.?|number)[ ])?(?!\d)|[ ]?(?=\())
        (?P<wnum>\(?\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}|{_NUMERAL}{{2,4}}(?![a-z])|{_LETTER}(?![a-z])|(?:{"|".join(_NUMBER_WORDS)})(?![a-z]))
        (?P<wsub>[ ]?\({_LETTER}\)|{_LETTER}(?![a-z]))?
        (?P<wend>[ ]?(?:\.\)|[:.)\]](?:[ ]?[-–—](?=\s))?|[-–—](?=\s|[A-Z]))|(?=\s*$)|(?=\s+\S))
    | [(\[](?P<pnum>\d{{1,3}}{_LETTER}?|{_LETTER}|{_NUMERAL}{{2,5}})\.?[)\]][.:]?(?=\s|$|[A-Z"'“‘(£])
    | \#?(?P<num>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}})
        (?P<nsub>[.]?\({_LETTER}\)|[ ]\({_LETTER}\)|(?![.](?-i:[AI])\s)[.]?(?:{_LETTER}|{_NUMERAL}{{2,4}})(?=[.):\s]))?
        (?P<nend>\.\)|/(?=\s)|[.)\]:](?!\d)(?:[ ]?[-–—](?=\s))?|,(?=\s+[A-Z])|[ ]?[-–—](?=\s|[A-Z])|(?=\s)|(?<=\))|$)
    | (?P<let>{_NUMERAL}{{2,5}}|{_LETTER})(?P<lend>\.\)|/(?=\s)|[).:](?=\s|$|[A-Z"'“‘(£])|[ ]?[-–—](?=\s)|(?=\s)|$)
    )(?:(?<=[.):\]])\*{{1,2}}(?=\s))?\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = frozenset("qpsira")  # the rest are letters of the writer's own: "A1)", "B2)"
# Lines that begin with a letter and another letter have a label only if they begin like one of these.
_WORD_STARTS = word_set("qu pa se it re po an sc is rf en ii iv vi ix xi xv xx")
# After a bare number these make it a date, an age, an amount: "12 months", "1 April".
_UNIT = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|st|nd|rd|th|day|week|month|year|hour|minute|working|calendar"
    r"|per|percent|%|million|miles?|metres?|people|staff|officers?|of|or|and|to|in|x)\b|(?:january|february|march"
    r"|april|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)
# Before a label inside a sentence these make it a reference: "the answer to 2)", "section 1(a)".
_REFERENCE = word_set(
    "to question questions q and in of at see from than section sections s part parts or over by for under about "
    "point points item items number numbers no article regulation paragraph para clause between like both above "
    "appendix schedule table figure act rule page step stage phase level grade class band type category option year "
    "answered answer with"
)
_FOOTNOTE_MARK = re.compile(r"[a-z)]\*(?:\s|[.,;:)]|$)")
_LOWER = "abcdefghijklmnopqrstuvwxyz"


class Label(NamedTuple):
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

    def continues(self, other: Label) -> bool:
        """Whether it is the next one after `other`."""
        return self.ordinal == other.ordinal + 1 and self.same_family(other)

    def same_family(self, other: Label) -> bool:
        """Whether the two could stand in one list, whatever their punctuation."""
        return self.kind.lower() == other.kind.lower() and len(self.parts) == len(other.parts)


def _roman(numeral: str) -> int:
    """Value of a roman numeral in lower case."""
    total = 0
    for sign, following in zip(numeral, numeral[1:] + " ", strict=True):
        value = _ROMAN[sign]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


@lru_cache(maxsize=2048)  # the same few labels come again and again, in every request
def name_label(numeral: str, wrapper: str, printed: str, *, bare: bool = False, word: str = "") -> Label:
    """The label that `numeral` makes: "1b" in ")" is number 1, letter b."""
    if numeral.isdigit():
        ordinal = int(numeral)
        return Label(printed, "w" if word else "n", f"{word}n{wrapper}1", (numeral,), ordinal, bare)
    small = numeral.lower()
    if small[0].isdigit():
        kind = "n"
        parts = tuple(small.split(".")) if "." in small else (small,)
        tail = parts[-1]
        if tail[-1:].isalpha():
            number = tail.rstrip(_LOWER)
            letter = tail[len(number) :]
            parts = (*parts[:-1], number, letter)
            ordinal = _roman(letter) if set(letter) <= _ROMAN.keys() - {"l"} else ord(letter[0]) - 96
        else:
            ordinal = int(tail)
    elif small in _NUMBER_WORDS:
        kind, ordinal = "n", _NUMBER_WORDS.index(small) + 1
        parts = (str(ordinal),)
    elif len(small) > 1 or small == "i":
        kind, ordinal, parts = ("R" if numeral.isupper() else "r"), _roman(small), (small,)
    else:
        kind, ordinal, parts = ("L" if numeral.isupper() else "l"), ord(small) - 96, (small,)
    return Label(printed, "w" if word else kind, f"{word}{kind}{wrapper}{len(parts)}", parts, ordinal, bare)


def _reread(label: Label, kinds: str, ordinal: int) -> Label:
    kind = kinds[label.kind.isupper()]
    return label._replace(kind=kind, style=label.style.replace(label.kind, kind), ordinal=ordinal)


def read_label(text: str, at: int = 0) -> tuple[Label, int] | None:
    """The label candidate that begins at `at`, and where the words after it begin."""
    start = text[at : at + 2]
    if start.isalpha() and len(start) == 2 and start.lower() not in _WORD_STARTS:
        return None
    found = _LABEL.match(text, at)
    if not found:
        return None
    end = found.end()
    printed = text[found.end("open") : end].strip()
    _, bullet, word, wnum, wsub, wend, pnum, num, nsub, nend, letter, lend = found.groups(default="")
    if bullet:
        tight = printed == "*" and text[end - 1] == "*"
        return Label(printed, "b", "b" + printed, (printed,), 0, printed == "o" or tight), end
    printed = printed.rstrip("*")  # bold, as it comes out of Markdown
    if pnum:
        return name_label(pnum, "()", printed), end
    if num:
        nend = nend.strip()
        if (not nend and _UNIT.match(text, end)) or (nend == "," and num == "0"):
            return None
        numeral = num + nsub.strip(" .()").lower()
        bare = not nend and not nsub.endswith(")")
        return name_label(numeral, nend or nsub[-1:].strip(_LOWER), printed, bare=bare), end
    if letter:
        lend = lend.strip()
        return None if lend == ":" and len(letter) > 1 else (name_label(letter, lend, printed, bare=not lend), end)
    return _word_label(text, end, printed, word.lower(), wnum, wsub.strip(" ()"), wend.strip())


def _word_label(
    text: str, end: int, printed: str, word: str, numeral: str, sub: str, wrapper: str
) -> tuple[Label, int] | None:
    """ "Question 4 How many" has a label, "Section 12 of the Act" has none."""
    after = text[end : end + 1]
    if not wrapper and after and (word not in ("q", "question", "part") or after.islower() or numeral.isalpha()):
        return None
    alone = not wrapper and not after
    if alone and word in ("section", "point"):
        return None
    doubtful = alone and word == "request"  # the reference number of a request, unless they are counted
    return name_label(
        numeral.lstrip("(") + sub, wrapper, printed, bare=doubtful, word=word[0] if word[0] in _WORDS else "x"
    ), end


def is_reference(before: str) -> bool:
    """Whether the words before a candidate make it a reference to another question or a section of an Act."""
    words = before[-40:].split()
    return bool(words) and words[-1].lower().strip("(") in _REFERENCE


class Series:
    """Remembers which ordinals of each style were seen and accepted, to judge the doubtful ones."""

    def __init__(self, candidates: list[Label], lines: list[Line]) -> None:
        self._lines = lines
        self._seen = {(label.style, label.ordinal) for label in candidates}
        self._last: dict[str, int] = {}
        self._number = 0  # the last one taken
        self._count: dict[str, int] = {}
        for label in candidates:
            self._count[label.style] = self._count.get(label.style, 0) + 1

    def often(self, label: Label) -> bool:
        """Whether its style was seen more than once, and is not that of a footnote ("policy*" ... "*The policy is "
        "...")."""
        if self._count[label.style] < 2:
            return False
        return label.printed != "*" or not self._has_footnotes

    @cached_property
    def _has_footnotes(self) -> bool:
        return any("*" in one.text and _FOOTNOTE_MARK.search(one.text) for one in self._lines)

    def goes_on(self, label: Label) -> bool:
        """Whether it is the next one of its style."""
        return label.ordinal > 1 and self._last.get(label.style) == label.ordinal - 1

    def goes_on_as_numeral(self, label: Label) -> bool:
        """ "iv." after "3.": a word processor that was told to draw the numbers of one list in two ways."""
        return label.kind in "rR" and label.ordinal > 1 and label.ordinal - 1 == self._number

    def begins(self, label: Label) -> bool:
        """Whether it is a first one and a second follows somewhere."""
        return label.ordinal == 1 and (label.style, 2) in self._seen

    def known(self, label: Label) -> bool:
        return label.style in self._last

    def take(self, label: Label) -> None:
        self._last[label.style] = label.ordinal
        if label.kind == "n":
            self._number = label.ordinal

    def in_context(self, label: Label) -> Label:
        """ "i)" after "h)" is a letter; "v)" after "iv)" is a numeral."""
        if label.kind in "rR" and len(label.parts[0]) == 1:
            other = _reread(label, "lL", ord(label.parts[0]) - 96)
        elif label.kind in "lL" and label.parts[0] in _ROMAN:
            other = _reread(label, "rR", _roman(label.parts[0]))
        else:
            return label
        return other if self.goes_on(other) and not self.goes_on(label) else label
