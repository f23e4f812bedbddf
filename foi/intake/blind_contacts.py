"""How the requester can be reached: e-mail addresses, telephone numbers, what they filled in on a form. Works on
folded text (`blind_text`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from foi.intake.blind_addresses import POSTCODE
from foi.intake.blind_names import is_made_of
from foi.intake.blind_text import WORD, Folded
from foi.intake.blind_words import ALSO_WORDS, NOT_NAMES, TITLES

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_MINE = re.compile(r"(?:\bmy\b|\bme\b|\breply(?:\s+to)?|\bcontact|e-?mail\s*(?:address)?\s*[:=])[^.?!\n]{0,30}$")
_ASK_SITE = re.compile(r"request-\d+-\w+@")


# "jo.bloggs at post dot example", "jo(at)post.example"
_SPOKEN = re.compile(
    r"(?<![\w.+%-])([\w.+%'-]{1,64})(\s{0,2}[\[({]\s?(?:at|@)\s?[\])}]\s{0,2}|\sat\s)"
    r"[\w-]{1,63}(?:(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)[\w-]{2,63}){1,4}"
)


def emails(text: str, email: str, name: str) -> Iterator[tuple[int, int]]:
    """The recorded address, those made of the name, those of request sites, those given for the reply. Others may be
    what the request is about."""
    own, known = Folded(email).text.strip(), Folded(name).text
    telling = {
        part for part in WORD.findall(known) if len(part) > 2 and part not in ALSO_WORDS | TITLES | NOT_NAMES
    }  # fmt: skip

    def is_theirs(local: str) -> bool:
        return bool(telling.intersection(re.split(r"[\W\d_]+", local))) or is_made_of(local, known)

    for found in _EMAIL.finditer(text):
        if (
            found[0].rstrip(".") == own
            or _ASK_SITE.match(found[0])
            or is_theirs(found[0].partition("@")[0])
            or _MINE.search(text, max(found.start() - 60, 0), found.start())
        ):
            yield found.span()
    for found in _SPOKEN.finditer(text):
        if (
            found[1] == own.partition("@")[0]
            or is_theirs(found[1])
            # Without brackets "contact me at" would be one.
            or (found[2].strip() != "at" and _MINE.search(text, max(found.start() - 60, 0), found.start()))
        ):
            yield found.span()


# "(01632) 960 001", "+44 (0)1632 960 001", "(+44)1632960001", "0044 1632 960001", "44 1632 960001"
_TELEPHONE = re.compile(r"(?<![\w+])(?:\(?\+\d|\(?0\d|44(?=\W{0,2}\d))[\d() .-]{6,22}\d(?!\w)")
# What is asked of a number, after "tell me": it is none to ring.
_ASKED_OF_IT = r"(?!(?:how|what|which|who|whether|about|details|copies|(?:number|cost) of)\b)"
_CALLED = re.compile(
    rf"(?:\b(?:my|me)\b(?:{_ASKED_OF_IT}[^.?!\n]){{0,30}}(?:\n(?:on|at|is)\s{{1,2}})?"
    r"|\b(?:tel(?:ephone)?|phone|mob(?:ile)?|cell|fax|whatsapp|t|m|p)\b(?:\s*(?:no|number)\b)?\s*[.:=]+\s*\(?)$"
)

_MINE_AFTER = re.compile(r"\W{0,3}(?:is\smy\b|to\s(?:reach|contact|call|ring|text|speak\sto|talk\sto)\s(?:me|us)\b)")


def telephones(text: str, known: Iterable[str] = ()) -> Iterator[tuple[int, int]]:
    """Those that are called the requester's; `known`: digits of those that the letter calls so elsewhere."""
    theirs = set(map(digits_of, known))
    for found in _TELEPHONE.finditer(text):
        digits = digits_of(found[0])
        called = _CALLED.search(text, max(found.start() - 50, 0), found.start()) or _MINE_AFTER.match(text, found.end())
        if 9 <= len(digits) <= 15 and (called or digits in theirs):
            yield found.span()


def telephones_in(signature: str) -> list[str]:
    return _TELEPHONE.findall(signature)


def digits_of(number: str) -> str:
    """+44 1632, 0044 1632, +44 (0)1632 and 01632 are one number."""
    digits = re.sub(r"\D", "", number)
    home = re.match(r"(?:00)?44(?=\d{9,11}$)0?", digits)
    return f"0{digits[home.end() :]}" if home else digits


# --- what was filled in on a form ------------------------------------------------------------------------------

_FIELD = re.compile(
    r"(?:^[ \t>*-]{0,6}|(?<=[ \t;,|]))"
    r"(?:(?:my|your|full|first|last|sur|home|postal|e-?mail|contact|reply|requester'?s?|applicant'?s?)[ \t-]{0,2}){0,3}"
    r"(name|address|e-?mail|tel(?:ephone)?|phone|mobile|postcode|organisation|company|occupation"
    r"|(?:foi )?requests?|questions?|message|subject|details|comments?|enquiry|query|title|date|ref(?:erence)?)"
    r"(?:[ \t]{1,2}(?:address|number|no\.?))?[ \t]{0,3}[:=][ \t*]{0,4}"
)
_OF_THE_REQUESTER = re.compile(r"name|address|e-?mail|tel|phone|mobile|postcode|organisation|company|occupation")
_MEANS_OTHERS = re.compile(r"\b(?:please|of\s+(?:the|each|all)|which|what|who)\b")
_LONGEST_VALUE = 80
# What is taken of a longer line, by what the field is: the rest is the request.
_BEGINS_WITH = {
    "e": re.compile(r"[\w.+%'-]{1,64}@[\w.-]{1,100}"),
    "a": re.compile(rf"[^?:]{{0,{_LONGEST_VALUE}}}?{POSTCODE.pattern}"),
    "p": re.compile(rf"{POSTCODE.pattern}|[\d() +.-]{{9,22}}"),
    "t": re.compile(r"[\d() +.-]{9,22}"),
    "m": re.compile(r"[\d() +.-]{9,22}"),
}


class Field(NamedTuple):
    """ "Postcode: TV1 2AB", as offsets: where the label starts, and what was filled in. what: the label's own word."""

    at: int
    start: int
    end: int
    what: str


def fields(text: str) -> Iterator[Field]:
    """What was filled in of the requester on a form: "Name: ...", several on a line or each on its own."""
    at = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (":" in line or "=" in line) and (labels := _labels(line)):
            ends = [*(label.start() for label in labels[1:]), len(line)]
            for label, end in zip(labels, ends, strict=True):
                value = line[label.end() : end].rstrip(" \t,;|")
                if end == len(line) and (len(value) > _LONGEST_VALUE or "?" in value):
                    begins = _BEGINS_WITH.get(label[1][0])
                    taken = begins.match(value) if begins else None
                    value = taken[0].rstrip() if taken else ""
                elif end == len(line) and label[1] == "address":
                    value += _rest_of_address(value, lines[number + 1 : number + 6])
                if value.strip() and _OF_THE_REQUESTER.match(label[1]) and not _MEANS_OTHERS.search(value):
                    start = at + label.end()
                    yield Field(at + label.start(), start, start + len(value), label[1])
        at += len(line) + 1


def without_fields(text: str) -> str:
    """The words of the request: without what was filled in, and without the label that the request itself has."""
    folded = Folded(text)
    pieces, at = [], 0
    for field in fields(folded.text):
        pieces.append(text[at : folded.place(field.at)])
        at = folded.place(field.end)
    left = "".join([*pieces, text[at:]]).lstrip(" \t\n,;|")
    label = _FIELD.match(Folded(left).text)
    return left if label is None else left[Folded(left).place(label.end()) :]


def _labels(line: str) -> list[re.Match[str]]:
    """Those of a line that begins with one."""
    found = [*islice(_FIELD.finditer(line), 20)]
    return found if found and found[0].start() == 0 else []


def _rest_of_address(value: str, lines: list[str]) -> str:
    """The lines below, if they lead to a postcode."""
    if not POSTCODE.search(value):
        for number, line in enumerate(lines, start=1):
            if not line.strip() or len(line) > _LONGEST_VALUE // 2 or ":" in line or "?" in line:
                break
            if POSTCODE.search(line):
                return "".join(f"\n{one}" for one in lines[:number]).rstrip()
    return ""
