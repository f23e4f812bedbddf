"""What a sentence is that asks for nothing: note, definition, scope, format wish, courtesy, wording of law and cost.

Weighing has settled that it is no question; these rows only give the officer a name for it. Rows are tried in their
order, those that know a sentence by its beginning first. All patterns see `plain` text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foi.intake.splitter.result import PassageKind as P
from foi.intake.splitter.vocabulary import word_set

_FORMAT = (
    r"(?:electronic(?:ally)?|spreadsheets?|excel|csv|xlsx?|machine[- ]readable|formats?|by e-?mail|via e-?mail"
    r"|e-?mail(?:ed)?|hard cop(?:y|ies)|paper cop(?:y|ies)|by post|pdf|in word|word (?:document|format|file)"
    r"|digital(?:ly)?|tabular|in writing|form of an? table|table form(?:at)?|open document|re-?usable|attachments?"
    r"|braille|large print)"
)
_ALL = r"(?:all|each|every|both|any) (?:of )?(?:the |these |those |my )?"
_ANSWER = r"(?:questions?|figures?|answers?|data|requests?|information|totals?|numbers?|lists?|above)"
# A handful of words that only name a time: "1 April 2019 to 31 March 2020".
_PERIOD_WORDS = word_set(
    "fy from to until till between and the of date present today now inclusive financial calendar academic year years "
    "month months for period since up ending beginning starting first last latest current next week quarter inc "
    "onward onwards ongoing spring summer autumn winter term tax school each monday tuesday wednesday thursday friday "
    "saturday sunday time frame range covered through three four five two ten six past previous most recent in by as "
    "at on st nd rd th q jan january feb february mar march apr april may jun june jul july aug august sept sep "
    "september oct october nov november dec december"
)
_BEGINNING = 300  # characters; what a sentence is shows in them
# Not a single day, which may be that of the letter.
_NAMES_PERIOD = re.compile(
    r"\b(?:from|to|until|till|between|since|up to|last|past|previous|latest|years?|months?|quarter|onwards?|period|fy"
    r"|time ?frame|date range)\b|\b(?:19|20)\d\d\b(?:.*\b(?:19|20)\d\d\b| ?[/–-] ?\d\d\b)"
)
# Not "Act 2000", nor the single day of a letter.
_YEARS = re.compile(
    r"\b(?:last|past|previous|latest) (?:\w+ ){0,2}(?:years?|months?|quarters?)\b|\b(?:blynyddoedd|flynedd)\b"
    r"|(?<!act )(?<!regulations )\b(?:19|20)\d\d\b(?: ?[/–-] ?\d\d|.*(?<!act )(?<!regulations )\b(?:19|20)\d\d\b)"
    r"|\b(?:in|for|during|since|year) (?:19|20)\d\d\b"
)
_ONLY_FIGURES = re.compile(r"(?:(?:19|20)\d\d(?: ?[/–-] ?\d\d(?:\d\d)?)?[ ,;&.–-]*)+$")


_PART = r"(?:[A-Z][\w'’.-]{0,20}|de|da|del|der|den|van|von|bin|of|ap|y|and|&)"  # of a name
_NAME = re.compile(rf"{_PART}(?:[ ,]+{_PART}){{0,4}}[ ,]*(?:\([\w .]{{1,20}}\))?$")
# "14 Mill Lane", "Weirton WE2 3CD", an e-mail address, a telephone number
_WORD = r"[A-Z][\w'’.-]{0,20}"
_CONTACT = re.compile(
    rf"(?:\d{{1,4}}[A-Za-z]?,? {_WORD}(?:[ ,]+{_WORD}){{0,4}}[ ,]*"
    rf"|(?:{_WORD}[ ,]+){{0,4}}[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}"
    r"|(?:[A-Za-z-]{1,9}[ .:]{1,3})?(?:[^\s@]{1,64}@[^\s@]{1,190}|\+?\d[\d ()-]{7,18}\d))[.,]?$"
)


class Row(NamedTuple):
    kind: P
    words: frozenset[str]  # of which one is in all that the pattern finds
    pattern: re.Pattern[str]


def _rows(*rows: tuple[P, str, str]) -> list[Row]:
    return [Row(kind, word_set(words), re.compile(pattern)) for kind, words, pattern in rows]


# What a sentence is by its beginning, and the first words that it can have.
BEGINNINGS = _rows(
    (P.NOTE, "http https www", r"\*{0,3} ?(?:https?://|www\.)\S+"),
    (
        P.NOTE,
        "i we",
        r"(?:i|we) (?:do not|don't|am not|are not|would not|wouldn't|did not|didn't) (?:want|wish|need|require|expect"
        r"|asking|after)\b",
    ),
    (
        P.NOTE,
        "for please also n nb note notes important disclaimer nodwch noder to",
        r"(?:for (?:the avoidance of doubt|clarity|clarification|context|background|your information|information)"
        r"|(?:please )?(?:also )?(?:n\.? ?b\b\.?|n:b|note that|notes?(?= ?[:.,–-])|please note|note\b(?! (?:of|for|on)"
        r"\b)|important note|disclaimer|nodwch|noder)|to (?:further |help |better )?(?:clarify|explain|be clear))\b",
    ),
    (
        P.DEFINITION,
        "by with for in the",
        r"(?:by|with) (?:the (?:word|term|phrase)s? )?\"?[\w '/-]{1,50}\"?,? (?:i|we) (?:mean|am referring|refer"
        r"|understand)\b|(?:for|in) (?:the )?purposes? of (?:this|my|the|these)|the (?:terms?|words|phrases?)\b",
    ),
    (
        P.COURTESY,
        "many with thank thanks thanking i i'm im looking apologies sorry grateful we in diolch any your please kindly",
        r"(?:many|with) thanks|thanks?\b|thanking\b|i know (?:that )?you\b|(?:i|we) (?:very much )?(?:look forward"
        r"|await|appreciate|apologi[sz]e|thank|(?:hope|trust|reali[sz]e|understand|know) (?:that )?(?:you|this"
        r"|my))\b|looking forward|apologies"
        r"|sorry|(?:i am|i'?m) (?:very |so |most )?(?:sorry|grateful for your|aware|also aware)|grateful for your"
        r"|in anticipation|diolch|any (?:help|assistance|advice) (?:would|you|is)|your help|(?:please"
        r"|kindly) (?:also )?"
        r"(?:acknowledge|confirm (?:receipt|that you)|contact|let me know (?:if|when|how)|get in touch"
        r"|do not hesitate|feel free|treat|accept|consider|deal|be aware|bear|forgive|excuse|reply|respond"
        r"|answer (?:each|all|the|every)|fill|complete|return)\b(?!.{0,60}\b(?:electronic|spreadsheet|excel|csv"
        r"|pdf)\b)",
    ),
    (
        P.SCOPE,
        "unless save except the my our time timeframe timescale date dates period all each every any both in to for "
        "these this figure figures data information question questions request requests answer answers",
        r"(?:unless (?:otherwise|stated|i say|a question|the con(?:trary|text))|(?:save|except) (?:where|as|when|if)\b"
        r"|(?:the |my )?(?:time ?(?:frame|scale|period|span)|date range|period(?: (?:of|covered|in question"
        r"|concerned))?|dates? (?:covered|range))\b|"
        rf"(?:for |in )?{_ALL}{_ANSWER}\b|(?:for|in|to) (?:q|{_ANSWER}) ?\d|"
        r"in (?:each|every|all) (?:case|instance|question)s?\b|(?:the |these |my |this |our )?(?:figures?|data"
        r"|information|questions?|requests?|answers?) (?:\w+ ){0,2}?(?:should|relates? to|refers? to|covers?"
        r"|(?:is|are) "
        r"(?:wanted|for|limited|restricted|confined|to)|appl(?:y|ies))\b)",
    ),
    (
        P.SCOPE,
        "please also separate separately broken split divided separated grouped sorted itemised itemized with again "
        "per by excluding inclusive not include exclude leave omit a break divide group sort provide give supply state",
        r"(?:(?:please |also ){0,2}(?:break (?:this|these|the|it|them|down|all)|(?:split|divide|separate|group|sort) "
        r"(?:this|these|the|it|them|by|into|all)|include\b|exclude\b|leave out|omit\b|(?:provide|give|supply|state) "
        r"(?:(?:me )?(?:a )?separate|(?:this|these|the (?:data|figures|information)) (?:for|by|in)\b))"
        r"|(?:a )?separate(?:ly)? (?:lists?|figures?|totals?|rows?"
        r"|lines?|answers?|breakdowns?|sheets?|tables?|columns?)? ?(?:for|by|per)\b|broken down|split (?:by|into|down"
        r"|out)|divided (?:by|into)|separated by|grouped by|sorted by|itemi[sz]ed by|(?:with )?a breakdown|again (?:for"
        r"|by)\b|per (?:year|month|annum)\b|by (?:year|month|type|category|age|gender|rank|ward|department|quarter)\b"
        r"|excluding\b|inclusive of|not including)",
    ),
    (
        P.COURTESY,
        "when how who is will do does can could would are may",
        r"(?:when|how|who|is|will|do|does|can|could|would|are|may)\b.*\b(?:answer|reply|response|request|charge|fee"
        r"|hear|receive\w*|acknowledge\w*|clarif\w*)\b.*\?$",
    ),
    (
        P.BOILERPLATE,
        "and but please also if should where in were unless insofar to provided wherever whenever as",
        r"(?:(?:and|but|please|also) ){0,3}(?:if|should|where|in (?:the event|case)(?: of| that)?|were|unless"
        r"|in so far as|insofar as|to the extent|provided|wherever|whenever|as long as)\b.{0,80}?"
        r"\b(?:request|information|data|response|reply|answers?|exempt\w*|withh\w+|redact\w*|refus\w+|costs?|fees?"
        r"|charges?|limits?|not (?:held|hold)|clarif\w+|narrow\w*|possible|necessary|transfer\w*|queries|too)\b",
    ),
)
# What a sentence is by the words in it.
ANYWHERE = _rows(
    (
        P.DEFINITION,
        "mean means defined taken refer refers",
        r"(?!(?:what|how|why|whether|who|which|when|where|this|that|it|i|we)\b)[\w \"/-]{1,50} (?:here )?"
        r"(?:means?(?! that)|is defined as|is taken to mean|should be taken to mean|refers? to)\b",
    ),
    (
        P.FORMAT_WISH,
        "electronic electronically spreadsheet spreadsheets excel csv xls xlsx machine format formats e email mail "
        "emailed hard paper post pdf word digital digitally tabular writing open re reusable attachment attachments "
        "braille large table",
        r"(?=.*\b(?:please|prefer\w*|ideal\w*|like|provide|send|suppl\w+|receive|fine|best|format|would|happy|want"
        rf"|need|if)\b).*\b{_FORMAT}\b",
    ),
    (
        P.INTRODUCTION,
        "following below questions request requesting information know answers ask asking make submit obtain",
        r"(?!.*\b(?:cost limit|exempt\w+|working days|internal review|public interest|redact\w*|withh\w+)\b)"
        r"(?:i|we|this|under|please|could|can|in accordance|pursuant|my|with)\b.{0,80}\b(?:request(?:ing)?|ask(?:ing)?"
        r"|(?:like|wish|want) to (?:know|make|submit|obtain)|the following|answers? to)\b(?!.*\b(?:if|should)\b)",
    ),
    (
        P.BOILERPLATE,
        "cost appropriate time fee fees section s exemption exemptions public duty advice hours internal ico working "
        "statutory withheld withhold redacted redaction redact applicant re reuse freedom foi foia "
        "environmental gdpr rhyddid commissioner",
        r".*\b(?:cost limit|appropriate limit|time limit|fees? (?:regulations|notice|limit)|section 1[0-9]\b"
        r"|s\.? ?1[0-9]"
        r"\b|exemptions?\b|public interest|duty to (?:assist|advise)|advice and assistance|18 hours"
        r"|24 hours\b.{0,40}cost"
        r"|internal review|information commissioner|ico\b|(?:20|twenty) working days|statutory (?:time|deadline|period"
        r"|limit)|withh(?:old|eld)|redact(?:ed|ion)?|applicant[- ]blind|re-?use\b|freedom of information"
        r"|foia?\b|environmental information regulations|gdpr|rhyddid gwybodaeth)",
    ),
)


def is_period(low: str, words: list[str]) -> bool:
    """Whether the words of a text, which is `plain`, only name a time."""
    low = low[:_BEGINNING]
    if not words:
        return _ONLY_FIGURES.match(low) is not None
    return _PERIOD_WORDS.issuperset(words) and "|" not in low and _NAMES_PERIOD.search(low) is not None


def is_name(text: str) -> bool:
    """Whether the words may be somebody's name: "A. Person", "Prof. D. van Requester", below all that is asked."""
    return _NAME.match(text) is not None


def names_years(low: str) -> bool:
    """Whether a sentence says of which years or months something is asked."""
    return _YEARS.search(low[:_BEGINNING]) is not None


def is_contact(text: str) -> bool:
    """Whether the words say where to find somebody: a line of an address, a telephone number."""
    return _CONTACT.match(text) is not None


def leftover(low: str, words: list[str]) -> P:
    """What kind of passage a sentence is, plain and in words, that is no question."""
    if is_period(low, words):
        return P.SCOPE
    low = low[:_BEGINNING]
    if low.endswith(":"):
        return P.INTRODUCTION
    first = words[0] if words else ""
    for kind, starts, pattern in BEGINNINGS:
        if first in starts and pattern.match(low):
            return kind
    for kind, needed, pattern in ANYWHERE:
        if not needed.isdisjoint(words) and pattern.match(low):
            return kind
    return P.BACKGROUND
