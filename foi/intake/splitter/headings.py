"""Headings: which short lines are headings, and what some of them say about the text below."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.labels import Label
from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.parts import Paragraph
from foi.intake.splitter.reading import read
from foi.intake.splitter.readings import Role
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import word_set

_END = re.compile(r"[A-Za-z0-9)\]”\"’'*_/:%-]$")
_PART_WORD = re.compile(r"(?:section|part|annex|schedule|topic|theme|item)\b", re.IGNORECASE)
# A line that begins with one of these leads in to something; it does not stand above it.
_LEADING = word_set("for of in by to from on at with between during since regarding and or also who which that")
# Headings that say what stands under them.
_SECTIONS = (
    ("definition definitions glossary interpretation meaning", P.DEFINITION),
    ("note notes nb n.b. guidance explanatory exclusion exclusions clarification clarifications", P.NOTE),
    ("background context introduction purpose justification rationale reason reasons why about summary", P.BACKGROUND),
    ("format delivery", P.FORMAT_WISH),
    ("scope period timeframe timescale dates", P.SCOPE),
)
_SECTION_OF = {word: kind for words, kind in _SECTIONS for word in words.split()}
_SECTION_OF_TWO = {
    "public interest": P.BACKGROUND,
    "legal basis": P.BACKGROUND,
    "time period": P.SCOPE,
    "date range": P.SCOPE,
    "time frame": P.SCOPE,
    "time scale": P.SCOPE,
    "period covered": P.SCOPE,
}


def section(words: str) -> P | None:
    """What a heading announces: "Definitions", "Time period"; None if it only names a subject."""
    found = words.strip(" *_#:-").lower().split()
    if not found or len(found) > 8:
        return None
    if "meant" in found or "means" in found:
        return P.DEFINITION  # "What is meant by A to C"
    if len(found) <= 3 and (kind := _SECTION_OF.get(found[0].strip(":,"))):
        return kind
    return _SECTION_OF_TWO.get(" ".join(found[:2]))


def is_heading(paragraph: Paragraph, following: Block | None, *, first: bool) -> bool:
    """A short line without a verb that stands above `following`."""
    block = paragraph.block
    body = block.body
    if len(body) > 90 or following is None or block.lines > 2 or not _END.search(body):
        return False
    if not (body[0].isupper() or body[0].isdigit() or body[0] in '*_#"“‘['):
        return False
    words = body.split()
    start = words[0].lower()
    if len(words) > 11 or start in _LEADING or len(paragraph.sentences) != 1 or last_word(body) in UNFINISHED:
        return False
    role = paragraph.role
    if body[-1] == ":":
        return len(words) <= 6 and role in (Role.FRAGMENT, Role.NOUN, Role.NOTE, Role.DEFINITION)
    if role is Role.FRAGMENT:
        return bool(following.gap or block.gap or following.labels or first)
    if role is Role.NOUN:
        return bool(following.labels) and len(words) <= 5
    # "If unable to answer" above a list
    return (
        role in (Role.STATEMENT, Role.BOILERPLATE, Role.CLAUSE) and start in ("if", "where") and bool(following.labels)
    )


def in_title_case(body: str) -> bool:
    """ "Incidents Involving Water Rescue": every word of weight with a capital, and no stop."""
    words = [word for word in body.split() if len(word) > 3]
    return len(words) > 1 and body[-1].isalnum() and all(word[0].isupper() for word in words)


def is_title(block: Block) -> bool:
    """Whether a line above the greeting can be the title, as web pages and subject lines put it."""
    return len(block.body) <= 120 and block.body[-1].isalnum()


def is_titled_part(block: Block, following: Label | None) -> bool:
    """ "Section B - Staff" over a numbered list is a heading, whatever its own label."""
    label = block.labels[0]
    if label.kind != "w" or following is None or following.style == label.style or not _PART_WORD.match(label.printed):
        return False
    size = len(block.body.split())
    if len(block.labels) > 1 or size > 8:
        return False
    if not size:
        return True
    bare = block.body[-1].isalnum()
    role = read(block.body).role
    if bare and section(block.body) is not None:
        return True
    if role is Role.CLAUSE:
        return bare and in_title_case(block.body)
    return role is Role.FRAGMENT or (role is Role.NOUN and (size <= 3 or (size <= 6 and bare)))
