"""Applicant-blind: what in a text says who asked (REQ-20, REQ-21), found and masked.

A request is answered as if anybody had asked it. Departments read questions, so the requester's name, addresses,
telephone numbers and what they say of themselves must not stand in what departments read. What the question asks about
must: names that are words too ("May", "Mark Force") are masked only where the text shows that the person is meant.

Plain Python, linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from itertools import islice
from typing import Any

from foi.intake.blind_addresses import address_in, addresses
from foi.intake.blind_claims import is_name, organisations_named, self_descriptions, signatures, signed_with
from foi.intake.blind_contacts import digits_of, emails, fields, telephones, telephones_in
from foi.intake.blind_details import is_of_one_person, own_facts, relatives
from foi.intake.blind_names import is_of_somebody_else, names
from foi.intake.blind_text import GAP, Folded, whole

MARK = "[requester]"
CLOSE = "The name of somebody close to the requester"
MOST_SIGNATURES = 50  # read for how to reach who signed: a trail has a few


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text, as offsets, that says who asked; `reason` in words for the officer."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a whole letter says of who wrote it, folded: the name that it is signed with, the organisations that it is
    written for, the telephone numbers (digits) to ring, the postal addresses, the relatives, the numbers of cases and
    vehicles. To be looked for in its parts.

    `others`: (name, address) of whoever sent it on, and whoever wrote the message that was sent on: one of them asked.
    """

    signed: str = ""
    organisations: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Told:
        """As a request keeps it; what was not looked for when it was logged is empty."""
        listed = {one.name: tuple(kept.get(one.name, ())) for one in dataclass_fields(cls)[1:]}  # all but `signed`
        others = tuple((name, email) for name, email in listed.pop("others"))
        return cls(kept.get("signed", ""), others=others, **listed)


def told_by(letter: str) -> Told:
    entire = Folded(letter)
    numbers = [entire.text[start:end] for start, end in telephones(entire.text)]
    lived_at = []
    for lines in islice(signatures(entire), MOST_SIGNATURES):
        numbers += telephones_in(entire.text[lines[0][0] : lines[-1][1]])
        lived_at.append(address_in(entire.text[start:end] for start, end in lines))
    form = list(fields(entire.text))
    for field in form:
        if field.what == "address" and any(other.what != "address" for other in form):
            lived_at.append(address_in(entire.text[field.start : field.end].split("\n")))
    return Told(
        signed_with(entire),
        tuple(dict.fromkeys(organisations_named(entire))),
        tuple(dict.fromkeys(map(digits_of, numbers))),
        tuple(dict.fromkeys(address for address in lived_at if address)),
        tuple(dict.fromkeys(entire.text[start:end] for start, end in relatives(entire))),
        tuple(dict.fromkeys(fact for fact in _facts(entire) if is_of_one_person(fact))),
    )


def _facts(entire: Folded) -> Iterator[str]:
    return (entire.text[start:end] for start, end in own_facts(entire))


def find_identity(
    text: str, name: str = "", email: str = "", address: str = "", *, letter: str = "", told: Told | None = None
) -> tuple[Span, ...]:
    """What in `text` says who asked: in order, not overlapping.

    name, email, address: as recorded, any may be empty. letter: the whole request, where `text` is only a part of it;
    told: the same, where `told_by` has read it already.
    """
    part = Folded(text)
    if told is None:
        told = told_by(letter or text)
        if not letter or letter == text:
            told = replace(told, organisations=())  # what the whole says in one place it may ask about in another
    found: list[Span] = []

    def add(matches: Iterable[tuple[int, int]], reason: str) -> None:
        found.extend(Span(part.place(start), part.place(end), reason) for start, end in matches if start < end)

    for known in dict.fromkeys([Folded(name).text, told.signed, *(Folded(other).text for other, _ in told.others)]):
        add(names(known, part), "The requester’s name")
    for called, address_of in dict.fromkeys([(name, email), *told.others]):
        add(emails(part.text, address_of, called), "An e-mail address of the requester")
    for known in dict.fromkeys([address, *told.addresses]):
        add(addresses(part.text, known), "The requester’s address")
    add(telephones(part.text, told.telephones), "A telephone number of the requester")
    add(((field.start, field.end) for field in fields(part.text)), "Details that the requester filled in")
    add(self_descriptions(part), "What the requester says of themselves")
    add(relatives(part), CLOSE)
    for relative in told.relatives:
        named = names(relative, part)
        add((one for one in named if " " in relative or not is_of_somebody_else(part, one[1], [relative])), CLOSE)
    add(own_facts(part), "A number or date of the requester")
    for fact in told.facts:
        add(whole(r"\s{0,2}".join(map(re.escape, fact.split())), part.text), "A number or date of the requester")
    for organisation in told.organisations:
        spelt = GAP.join(map(re.escape, organisation.split()))
        add(whole(spelt, part.text), "What the requester says of themselves")
    add((line for lines in signatures(part) for line in lines), "The requester’s signature")
    return _merged(found, text)


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with each span replaced by a mark of one length, so that not even the length of a name is told."""
    pieces, at = [], 0
    for span in sorted(spans):
        if span.end <= at:
            continue
        pieces += [text[at : max(span.start, at)], MARK]
        at = span.end
    return "".join([*pieces, text[at:]])


def blinded(text: str, name: str = "", email: str = "", address: str = "", *, letter: str = "") -> str:
    """`text` as a department may read it."""
    return mask(text, find_identity(text, name, email, address, letter=letter))


def signed_name(text: str) -> str:
    """The name that a letter is signed with, as written; "" if none is found."""
    folded = Folded(text)
    return next(
        (folded.original(*lines[0]).strip(" .,") for lines in signatures(folded) if is_name(folded, lines[0])), ""
    )


def _merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """In order; those that overlap, or have only blanks or a comma between them, become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        before = joined[-1] if joined else None
        if before and (span.start <= before.end or not text[before.end : span.start].strip(" ,\t")):
            joined[-1] = Span(before.start, max(before.end, span.end), before.reason)
        else:
            joined.append(span)
    return tuple(joined)
