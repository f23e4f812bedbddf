"""Headings: which short lines are headings, and what some of them say about the text below."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.forms import begins_with_ask
from foi.intake.splitter.labels import Label
from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import word_set

_END = re.compile(r"[A-Za-z0-9)\]”\"’'*_/:%-]$")
_PART_WORD = re.compile(r"(?:section|part|annex|schedule|topic|theme|item)\b", re.IGNORECASE)
# A line that begins with one of these leads in to something or states it; it does not stand above it.
_LEADING = word_set(
    "for of in by to from on at with between during since regarding and or also who which that i we you he she it they "
    "i'm i'd i've my our there please thank thanks can could would"
)
# Headings that say what stands under them.
_SECTIONS = (
    ("definition definitions glossary interpretation meaning", P.DEFINITION),
    ("note notes nb n.b. guidance explanatory exclusion exclusions clarification clarifications", P.NOTE),
    ("background context introduction purpose justification rationale reason reasons why about summary", P.BACKGROUND),
    ("format delivery", P.FORMAT_WISH),
    ("scope period timeframe timescale dates", P.SCOPE),
)
_ANNOUNCES = re.compile(
    r"(?:the |my |our |foi |specific )*(?:questions?|requests?|information|details|data)"
    r"(?: (?:requested|required|sought|wanted|needed|below|follows?|following|please|list))*[ :.]*$",
    re.IGNORECASE,
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
    if (len(found) <= 3 or "request" in found) and (kind := _SECTION_OF.get(found[0].strip(":,"))):
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


def announces(words: str) -> bool:
    """Whether a heading only says that questions follow: "Information requested"."""
    return _ANNOUNCES.match(words) is not None


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
    names = block.body.lower().startswith("if ") or not begins_with_ask(block.body)
    return names and block.body[-1] not in ".?!:;,"
