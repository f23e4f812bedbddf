"""Headings: which short lines are headings, and what some of them say about the text below."""

from __future__ import annotations

import re

from foi.intake.splitter.blocks import Block
from foi.intake.splitter.forms import begins_with_ask
from foi.intake.splitter.labels import Label
from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import plain, word_set, words_in

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
# A heading of nothing but these names no subject: "Information requested", "Request under the Freedom of Information
# (Scotland) Act 2002".
_SAYS_NOTHING = word_set(
    "the my our this is now as are a of for under in to and i we hi hello please list so reads page ref reference foi "
    "foia foisa eir eirs freedom environmental scotland act acts regulations request requests requested requesting "
    "information info data details question questions specific specifically required require requires sought wanted "
    "needed below follow follows following description items additional further new revised refined current original "
    "officer team unit cais am o dan ddeddf rhyddid gwybodaeth wybodaeth"
)
# "Under FOI I'd like to know:", "Hi, please can I have" lead in, however short they are.
_SPEAKS = re.compile(r"\b(?:i|i['’]d|i['’]m|we|we['’]d|me|us|you|please)\b", re.IGNORECASE)
_WISHES = re.compile(r"\b(?:please|tell (?:me|us)|(?:can|could|may|might) (?:i|we|you)|would like)\b", re.IGNORECASE)
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
    if body[-1] == ":":
        return len(words) <= 6 and _SPEAKS.search(body) is None
    return _WISHES.search(body) is None


def names_subject(words: str) -> bool:
    """Whether questions stand under a heading: not if it says only that they follow, or what else does."""
    return section(words) is None and not _SAYS_NOTHING.issuperset(words_in(plain(words)))


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
