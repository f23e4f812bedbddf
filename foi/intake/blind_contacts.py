"""How the requester can be reached: e-mail addresses, telephone numbers, postal addresses. Works on folded text
(`blind_text`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foi.intake.blind_text import WORD, Folded, whole
from foi.intake.blind_words import ALSO_WORDS, NOT_NAMES, TITLES

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_MINE = re.compile(r"(?:\bmy\b|\bme\b|\breply(?:\s+to)?|\bcontact|e-?mail\s*(?:address)?\s*[:=])[^.?!\n]{0,30}$")
_ASK_SITE = re.compile(r"request-\d+-\w+@")


def emails(text: str, email: str, name: str) -> Iterator[tuple[int, int]]:
    """The recorded address, those made of the name, those of request sites, those given for the reply. Others may be
    what the request is about."""
    own = Folded(email).text.strip()
    telling = {
        part
        for part in WORD.findall(Folded(name).text)
        if len(part) > 2 and part not in ALSO_WORDS | TITLES | NOT_NAMES
    }
    for found in _EMAIL.finditer(text):
        local = found[0].partition("@")[0]
        if (
            found[0].rstrip(".") == own
            or _ASK_SITE.match(found[0])
            or telling.intersection(re.split(r"[\W\d_]+", local))
            or _MINE.search(text, max(found.start() - 60, 0), found.start())
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


def telephones(text: str, known: Iterable[str] = ()) -> Iterator[tuple[int, int]]:
    """Those that are called the requester's; `known`: digits of those that the letter calls so elsewhere."""
    theirs = set(map(digits_of, known))
    for found in _TELEPHONE.finditer(text):
        digits = digits_of(found[0])
        called = _CALLED.search(text, max(found.start() - 50, 0), found.start())
        if 9 <= len(digits) <= 15 and (called or digits in theirs):
            yield found.span()


def telephones_in(signature: str) -> list[str]:
    return _TELEPHONE.findall(signature)


def digits_of(number: str) -> str:
    """+44 1632, 0044 1632, +44 (0)1632 and 01632 are one number."""
    digits = re.sub(r"\D", "", number)
    home = re.match(r"(?:00)?44(?=\d{9,11}$)0?", digits)
    return f"0{digits[home.end() :]}" if home else digits


_POSTCODE = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}(?!\w)")


def addresses(text: str, address: str) -> Iterator[tuple[int, int]]:
    """Lines of the recorded address that point to a house, its postcode, and the lines next to them."""
    lines = [line for part in Folded(address).text.split("\n") for line in [part.strip(" ,.;")] if line]
    patterns = [r"[\s,.]{1,4}".join(map(re.escape, re.findall(r"[\w'&/-]+", line))) for line in lines]
    for line, pattern in zip(lines, patterns, strict=True):
        if not pattern:
            continue
        points = any(mark.isdigit() for mark in line)
        if _POSTCODE.fullmatch(line):
            pattern = r"\s{0,2}".join(map(re.escape, re.sub(r"\s", "", line)))
        if points:
            # Towns and counties are what requests are about; only next to the house they are an address.
            beside = "|".join(other for other in patterns if other and other != pattern)
            around = rf"(?:[\s,.;]{{1,4}}(?:{beside})){{0,8}}" if beside else ""
            yield from whole(f"{pattern}{around}", text)
    for line in lines:
        for code in _POSTCODE.findall(line):
            yield from whole(r"\s{0,2}".join(map(re.escape, re.sub(r"\s", "", code))), text)


_LABEL = re.compile(
    r"(?m)^[ \t>*-]{0,6}(?:(?:my|your|full|first|last|sur|home|postal|e-?mail|contact|reply|requester'?s?"
    r"|applicant'?s?)"
    r"[ \t-]{0,2}){0,3}"
    r"(?:name|address|e-?mail|tel(?:ephone)?|phone|mobile|postcode|organisation|company|occupation)"
    r"(?:[ \t]{1,2}(?:address|number|no\.?))?"
    r"[ \t]{0,3}[:=][ \t*]{0,4}([^\n?]{2,80})$"
)


def labelled(text: str) -> Iterator[tuple[int, int]]:
    """What was filled in on a form: "Name: ...", "Postcode: ..."."""
    for found in _LABEL.finditer(text):
        if not re.search(r"\b(?:please|of\s+(?:the|each|all)|which|what|who)\b", found[1]):
            yield found.start(1), found.start(1) + len(found[1].rstrip())
