"""Headings: which short lines are headings, and what some of them say about the text below."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.labels import Label
from foi.intake.splitter.lines import UNFINISHED, last_word
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


def is_heading(block: Block, following: Block | None) -> bool:
    """A short line that stands above `following`."""
    body = block.body
    if len(body) > 90 or following is None or block.lines > 2 or not _END.search(body):
        return False
    if not (body[0].isupper() or body[0].isdigit() or body[0] in '*_#"“‘['):
        return False
    words = body.split()
    if len(words) > 11 or words[0].lower() in _LEADING or last_word(body) in UNFINISHED:
        return False
    return body[-1] != ":" or len(words) <= 6


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
    return bare and (size <= 3 or in_title_case(block.body) or section(block.body) is not None)
