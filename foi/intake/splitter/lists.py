"""What a list is to the words above it: questions of their own, values of one question, or no question at all.

This is where rules R3, R4, R9 and R10 of the annotation guide live: "Please provide: a) ... b) ..." lists questions,
"in which: 1) ... 2) ..." lists conditions, "with these columns: - ... - ..." lists columns of one answer.
"""

from __future__ import annotations

import re
from enum import Enum

from foi.intake.splitter.readings import Role
from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.outline import Item, Listing, Sentence


class Verdict(Enum):
    LEAVES = "each item is a question"
    VALUES = "the items belong to one question"
    SAME = "the items are what their lead-in is"  # a note, a scope, background


# The list gives conditions, search words, answers to choose from, periods: values whatever their labels (R3).
_CONDITIONS = re.compile(
    r"(?:\b(?:in|to|for|of|by|on|at|from|under|with)\s+(?:which|whom)|\bwhere|\bthat|\bwho|\bwhose|\bwhen|\bif|\beither|\bone\s+(?:or\s+(?:other|more|both)\s+)?of(?:\s+(?:these|the\s+following))?)\s*[:–-]*$"
    r"|\b(?:criteri(?:a|on)|conditions?)\b[^.?!]{0,40}[:–-]*$",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"\b(?:key\s?words?|search\s+(?:terms?|words?|strings?|phrases?)|(?:following|these|key|search|exact)\s+(?:words?|phrases?|terms?)|columns?|fields?|headings?|options?"
    r"|e\.?g\.?|for\s+(?:example|instance)|such\s+as|examples?|format|template|layout|choices?|choose|tick|select|possible\s+answers?)\b[^.?!]{0,40}[:–-]*$"
    r"|\b(?:following|these|each\s+of\s+the|below)\s+(?:\w+\s+){0,2}(?:years?|periods?|months?|dates?|quarters?|spells?|days?|times?|terms)\b[^.?!]{0,25}[:–-]*$",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"(?:yes|no|n/?a|not\s+applicable|don['’]?t\s+know|unknown|other|none|never|always|sometimes|daily|weekly|monthly|quarterly|yearly|annually)\b[\s.;,/)]*(?:\([^)]*\))?$", re.IGNORECASE)
# "I would like this list: (a) to be in order of date; (b) to show the place": what one answer should look like
_SPECIFIES = re.compile(r"(?:and\s+)?(?:to\s+)?(?:be\s+\w+ed|include|show|indicate|contain|be\s+in|exclude|cover)\b", re.IGNORECASE)
# Bullets under these are columns of a table or categories of a breakdown (R4).
_COLUMNS = re.compile(
    r"\b(?:for\s+(?:each|every|all|any)|in\s+(?:each|every)|in\s+respect\s+of\s+each|about\s+(?:each|every)|of\s+(?:each|every)|on\s+(?:each|every)|each\s+of|to\s+(?:each|every)|per|against\s+each)\b"
    r"|\b(?:broken\s+down|break\w*\s+\w*\s*down|breakdown|split|divided|separated|categori[sz]ed|grouped|sorted|itemi[sz]ed|disaggregated|analysed)\b|\b(?:by|into|including|includes?|inclusive\s+of|namely|i\.?e\.?|showing|to\s+include|containing|comprising|consisting\s+of|with|stating|giving|detailing|specifying|setting\s+out)(?:\s+(?:the\s+)?(?:following|these))?\s*[:–-]*$"
    r"|\b(?:following|these|below)\s+(?:\w+\s+){0,2}?(?:categor(?:y|ies)|ranks?|grades?|areas?|groups?|types?|kinds?|reasons?|locations?|stations?|wards?|departments?|offences?|causes?|bands?|levels?|schools?|sites?|regions?|roles?|breakdowns?)\b",
    re.IGNORECASE,
)
_EVERY_ONE = re.compile(r"\b(?:for|in|about|of|on|to|respect\s+of)\s+(?:each|every)\b|\bper\b", re.IGNORECASE)
_CHOICE_PARENT = re.compile(r"\b(?:which\s+(?:of|one)|is\s+(?:it|this|the)|are\s+(?:they|these)|do\s+you|does\s+(?:the|your|it)|how\s+(?:often|is|are|do|does)|what\s+(?:is|are)|would\s+you|who\s+(?:is|are))\b", re.IGNORECASE)
_EACH_OF = re.compile(r"\b(?:following|each|these|below|every)\b", re.IGNORECASE)
_SETTING = re.compile(r"(?:and\s+|also\s+)?(?:for|of|in|on|at|within|from|since|between|during|regarding|concerning|about|with|as\s+(?:to|regards)|out\s+of|where|if|under|per|by|going|taking|looking|based|relating|after|before|over|throughout|among|amongst|broken|whether)\b", re.IGNORECASE)


def judge(listing: Listing, lead: Sentence | None, *, asks_elsewhere: bool = False) -> Verdict:
    """What the items of `listing` are, under `lead` (None if nothing leads in)."""
    items = listing.items
    roles = [first_role(item) for item in items]
    count = len(items)
    asking = sum(1 for item, role in zip(items, roles, strict=True) if role is Role.ASK or _marked(item))
    naming = sum(role is Role.NOUN or role is Role.CLAUSE for role in roles)
    if all(role is Role.PERIOD for role in roles):
        return Verdict.VALUES if lead is not None and lead.role not in (Role.SCOPE, Role.NOTE) else Verdict.SAME
    if all(role is Role.LINK for role in roles):
        return Verdict.SAME
    if all(_YES_NO.match(_words(item)) for item in items):
        return Verdict.VALUES
    if lead is not None and sum(_SPECIFIES.match(_words(item)) is not None for item in items) * 2 > count:
        return Verdict.VALUES
    if asking * 2 > count:
        return Verdict.LEAVES
    if lead is None:
        if asking or naming * 2 >= count:
            return Verdict.LEAVES
        if not listing.labelled:
            return Verdict.SAME
        stating = sum(role in (Role.STATEMENT, Role.DEFINITION, Role.NOTE, Role.COURTESY) for role in roles)
        return Verdict.SAME if stating * 2 > count and asks_elsewhere else Verdict.LEAVES
    return _under(lead, listing, asking, naming)


def _under(lead: Sentence, listing: Listing, asking: int, naming: int) -> Verdict:
    role, words, count = lead.role, lead.text, len(listing.items)
    bare = words.rstrip(" :–-.")
    if role in (Role.NOTE, Role.DEFINITION):
        return Verdict.SAME
    if _CONDITIONS.search(words) and not (listing.labelled and asking):
        return Verdict.VALUES
    if _VALUES.search(words) and not asking and not (listing.labelled and naming * 2 >= count):
        return Verdict.VALUES
    if role in (Role.BOILERPLATE, Role.FORMAT, Role.COURTESY):
        return Verdict.LEAVES if listing.labelled and (asking or naming * 2 >= count) and role is not Role.FORMAT else Verdict.VALUES
    if role is Role.SCOPE and lead.reading.cue == "speaks of the period":
        role = Role.LEAD  # "Please give the following figures for 2019-20:" and what is wanted
    if role in (Role.SCOPE, Role.PERIOD):
        return Verdict.LEAVES if asking or (naming * 2 >= count and not re.search(r"\bfollowing\b|\bthese\b", words)) else Verdict.SAME
    if role is Role.ADDS:
        return Verdict.LEAVES if listing.labelled and _GIVES.search(words) else Verdict.VALUES
    if role is Role.STATEMENT:
        return Verdict.LEAVES if naming * 2 > count and _QUESTION_WORD.search(words) else Verdict.SAME
    if role is Role.FRAGMENT and not _SETTING.match(words) and not asking and not naming and not _QUESTION_WORD.search(words):
        return Verdict.SAME
    if listing.labelled:
        if words[-1:] == "?" and not asking and not naming and _CHOICE_PARENT.search(words) and not _EACH_OF.search(words):
            return Verdict.VALUES if all(len(_words(item)) < 60 for item in listing.items) else Verdict.LEAVES
        return Verdict.LEAVES
    if _EVERY_ONE.search(words):
        return Verdict.VALUES
    if asking:
        return Verdict.LEAVES
    if role is Role.LEAD and naming * 2 >= count:
        return Verdict.LEAVES
    if _COLUMNS.search(words):
        return Verdict.VALUES
    if role is Role.LEAD or naming * 2 >= count or last_word(bare) in UNFINISHED:
        return Verdict.LEAVES
    if words[-1:] in "?.":
        return Verdict.VALUES
    return Verdict.LEAVES


_GIVES = re.compile(r"\b(?:please|need|want|like|wish|ask|require|could|send|provide|request)\b", re.IGNORECASE)
_QUESTION_WORD = re.compile(r"\b(?:questions?|requests?|ask(?:ing)?|information|know|wanted|want|need|answers?|quer(?:y|ies)|points?)\b", re.IGNORECASE)


def mostly_asks(listing: Listing) -> bool:
    return sum(first_role(item) is Role.ASK for item in listing.items) * 2 > len(listing.items)


def first_role(item: Item) -> Role:
    for sentence in item.sentences():
        return sentence.role
    if item.lists:
        return first_role(item.lists[0].items[0])
    return Role.FRAGMENT


def _marked(item: Item) -> bool:
    return any(sentence.text.endswith("?") or sentence.role is Role.ASK for sentence in item.all_sentences())


def _words(item: Item) -> str:
    return " ".join(paragraph.block.body for paragraph in item.paragraphs)


# --- context ------------------------------------------------------------------------------------------------------------
_FILLED = re.compile(r"\b(?:the\s+following|following|these|this|my|some|below|answers?\s+to)\b[^.:]{0,60}\b(?:information|data|details|questions?|figures|requests?|documents|records|points|items|answers|queries)\b|\bquestions?\s+(?:are|is)\b|\bfollowing\s*:?$|\b(?:as\s+follows|these|below|here)\s*:?$", re.IGNORECASE)
_SETS = re.compile(r"\b(?:for\s+(?:each|every|the|all)|of\s+(?:these|those|this|the)|between|since|during|from|in\s+(?:the|each|20\d\d|19\d\d)|20\d\d|19\d\d|years?|months?|per)\b", re.IGNORECASE)


def needs(lead: Sentence, item: Item) -> bool:
    """Whether the item depends on its lead-in (rule R9)."""
    words = lead.text
    if lead.role is Role.FRAGMENT or (lead.role is Role.ADDS and lead.opens):
        return bool(_SETTING.match(words)) or not words.endswith(":") or len(words.split()) > 3
    if lead.role in (Role.ASK, Role.NOUN, Role.TOPIC) and first_role(item) is not Role.ASK:
        return not _FILLED.search(words) or bool(_SETS.search(words))
    if first_role(item) is Role.ASK or _marked(item):
        return bool(_SETS.search(words)) and lead.role is not Role.STATEMENT and not re.search(r"under|act\b", words, re.IGNORECASE)
    return not _FILLED.search(words) or bool(_SETS.search(words) and not re.search(r"\bact\b", words, re.IGNORECASE))
