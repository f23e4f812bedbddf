"""Who wrote first: the message inside one that somebody sent on. Plain Python.

A front desk sends on what reached it. Whoever wrote the message inside asked, and if it was addressed to the authority,
the clock runs from the day it came (FOIA s.10(1): received by the authority, whoever in it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from foi.intake.blind_words import ORGANISATION
from foi.intake.channels.reading import LONDON, Reading
from foi.intake.splitter import split

_FORWARD = re.compile(r"^\s*(?:re\s*:\s*)*(?:fwd?|ymlaen)\s*:", re.IGNORECASE)
_FORWARDED = re.compile(r"(?im)^[> \t]{0,20}(?:-{2,20}[ \t]*forwarded message[ \t]*-{2}|begin forwarded message:)")
_LINE = re.compile(
    r"[>\s]*\*{0,2}(from|sent|date|to|cc|subject|reply-to|importance|attachments?|oddi wrth|anfonwyd|dyddiad|at|pwnc)"
    r"\s*\*{0,2}:\s*\*{0,2}\s*(.*)",
    re.IGNORECASE,
)
_MEANS = {"oddi wrth": "from", "anfonwyd": "date", "sent": "date", "dyddiad": "date", "at": "to", "pwnc": "subject"}
_LONGEST = 2_000  # characters of such a line
_LONG = ("to", "cc", "subject", "attachments")  # may go on in the next line
_ADDRESS = re.compile(r"[^\s@<>\"'(),;:\[\]]{1,64}@[^\s@<>\"'(),;:\[\]]{1,190}")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*"
# "2 March 2026", "March 2, 2026", "02/03/2026" as British programs write it
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\.?\s+(\d{{1,2}}),?\s+(\d{{4}})\b", re.IGNORECASE)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_ZONE = re.compile(r"\d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC)")

#: domains whose addresses belong to whoever opened an account there, though a parish council may have one
ANYBODYS = frozenset(
    """
    gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.com live.co.uk msn.com yahoo.com yahoo.co.uk
    icloud.com me.com aol.com btinternet.com sky.com talktalk.net virginmedia.com proton.me protonmail.com
    """.split()  # noqa: SIM905 - read more easily than a list
)
#: words that make a sender's name that of a mailbox which several people read
_SHARED = ORGANISATION | frozenset(
    """
    admin centre control contact correspondence counter customer desk disclosure email enquiries enquiry foi freedom
    front general help helpdesk inbox info information mail mailbox police constabulary post public reception records
    room secretary secretariat services support
    """.split()  # noqa: SIM905 - read more easily than a list
)
_FEW_WORDS = 3  # "FYI", "One for you?": the splitter takes a text of nothing else for what is asked


@dataclass(frozen=True, slots=True)
class Ours:
    """What is the authority's: its domains, single addresses elsewhere, and the words of its name. In lower case."""

    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def __contains__(self, address: str) -> bool:
        address = address.lower()
        domain = address.rpartition("@")[2]
        return address in self.addresses or any(
            domain == one or domain.endswith(f".{one}") for one in self.domains - ANYBODYS
        )

    def is_person(self, name: str) -> bool:
        """Whether a sender of ours is named like a person: "Trentvale Police" must stay in what is asked."""
        words = re.findall(r"[^\W\d_]+", name.lower())
        return 1 < len(words) < 5 and not (_SHARED | self.words).intersection(words)


@dataclass(frozen=True, slots=True)
class Inner:
    """The first message of somebody else inside another. `starts`: where it stands in the text; its end if beside it.

    `reached_on`: the day it bears, if it was addressed to the authority.
    """

    name: str
    email: str
    starts: int
    reached_on: date | None = None


@dataclass(frozen=True, slots=True)
class Forward:
    """A message sent on. `asked`: whether the sender of the one inside is taken for the requester."""

    inner: Inner
    asked: bool
    by_us: bool


def forward_in(reading: Reading, ours: Ours) -> Forward | None:
    """None: nobody else's message is in it, or only such as a requester quotes beneath questions of their own."""
    sender = reading.sender_email.lower()
    inner = next(_inside(reading, ours, sender), None) if reading.is_message and not reading.automatic else None
    if inner is None:
        return None
    own = split(reading.text[: inner.starts]).questions
    asks = any(len(question.text.split()) > _FEW_WORDS for question in own)
    by_us = sender in ours
    beside = inner.starts == len(reading.text)
    said = is_forwarded(reading) or _FORWARDED.search(reading.text)
    if by_us or said or (beside and not asks):
        return Forward(inner, asked=by_us and not asks, by_us=by_us)
    return None


def is_forwarded(reading: Reading) -> bool:
    """As its subject has it."""
    return bool(_FORWARD.match(reading.subject))


def _inside(reading: Reading, ours: Ours, sender: str) -> Iterator[Inner]:
    """Messages of others, the outermost first: what the authority's people wrote on the way is passed over."""
    for starts, head in _heads(reading.text):
        name, email = _person(head["from"])
        # Within one mail system a sender may go by the name alone.
        if email and email not in ours and email.lower() != sender:
            to_us = any(one in ours for one in _ADDRESS.findall(f"{head.get('to', '')} {head.get('cc', '')}"))
            yield Inner(name, email, starts, _day(head["date"]) if to_us else None)
    for attached in reading.attachments:
        if attached.is_message and not attached.automatic:
            email = attached.reply_to or attached.sender_email
            if email and email not in ours and email.lower() != sender:
                on = attached.received_on or (attached.sent_at.astimezone(LONDON).date() if attached.sent_at else None)
                to_us = any(one in ours for one in attached.recipients)
                name = "" if "@" in attached.sender_name else attached.sender_name
                yield Inner(name, email, len(reading.text), on if to_us else None)
            elif email in ours:
                for inner in _inside(attached, ours, sender):
                    yield Inner(inner.name, inner.email, len(reading.text), inner.reached_on)


def _heads(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The heads of messages as mail programs put them into the text: where each begins, and what it says."""
    lines = text.split("\n")
    read = [_LINE.match(line) for line in lines]
    head: dict[str, str] = {}
    at = starts = 0
    last = ""
    for number, (line, found) in enumerate(zip(lines, read, strict=True)):
        if found:
            key = _MEANS.get(found[1].lower(), found[1].lower())
            starts, last = starts if head else at, key
            head.setdefault(key, found[2][:_LONGEST].strip())
        elif _goes_on(head, last) and line.strip(" >") and number + 1 < len(lines) and read[number + 1]:
            head[last] += f" {line[:_LONGEST].strip(' >')}"
        else:
            if _is_head(head):
                yield starts, head
            head = {}
        at += len(line) + 1
    if _is_head(head):
        yield starts, head


def _goes_on(head: dict[str, str], last: str) -> bool:
    return last in _LONG and last in head and len(head[last]) < _LONGEST


def _is_head(head: dict[str, str]) -> bool:
    return "from" in head and "date" in head and ("to" in head or "subject" in head)


def _person(words: str) -> tuple[str, str]:
    """Name and address of "Siân Rhys <sian@rhys.example>", "Siân Rhys [mailto:sian@rhys.example]"."""
    found = _ADDRESS.search(words.replace("mailto:", " "))
    name = re.split(r"[<\[(]|\S+@", words, maxsplit=1)[0].strip(" \"'*,;")
    return name[:200], found[0].rstrip(".") if found else ""


def _day(words: str) -> date | None:
    """The day in the United Kingdom (CLK-7). Without a zone it is that of the program of whoever sent it on: ours."""
    try:
        if _ZONE.search(words):
            moment: datetime = parsedate_to_datetime(words.replace(" at ", " "))
            return moment.astimezone(LONDON).date() if moment.tzinfo else moment.date()
    except (ValueError, TypeError, IndexError):
        pass
    try:
        if found := _DAY_FIRST.search(words):
            return date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
        if found := _MONTH_FIRST.search(words):
            return date(int(found[3]), _MONTHS[found[1].lower()], int(found[2]))
        if found := _FIGURES.search(words):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:  # a 31 February
        return None
    return None
