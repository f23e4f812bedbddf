"""What a request's words should make an officer think of: findings that quote those words, never decisions.

Each rule stands once, in RULES. None suggests that a request is vexatious: s.14 looks at burden, purpose and history,
which no wording tells, and tone is no reason (REQ-8).

Plain Python, linear in the length of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from foi.disclosure.finding import Finding, Level
from foi.intake.blind_details import speaks_of_requester
from foi.intake.splitter import PassageKind, Split

Places = Iterator[tuple[int, int]]

LONG_PERIOD = 10  # years: more than most retention schedules keep in one system
MOST_READ = 200_000  # characters: hints at the beginning of a book are enough
QUOTED = 160  # characters of the words that a finding quotes


@dataclass(frozen=True, slots=True)
class Rule:
    """find: the stretches of one passage's words that speak for it; `on` is the day that "since 2009" runs to."""

    id: str
    message: str
    hint: str
    kinds: frozenset[PassageKind]
    find: Callable[[str, date], Places]


def triage(proposal: Split, *, on: date) -> tuple[Finding, ...]:
    """The hints of a request, one for each rule at most, in the order of RULES. on: the day it was received.

    `about` quotes the words, `place` says where they stand: "text:120-158", offsets of the text.
    """
    found = []
    for rule in RULES:
        for start, end in islice(_places(rule, proposal, on), 1):
            words = " ".join(proposal.text[start:end].split())
            quoted = words if len(words) <= QUOTED else f"{words[:QUOTED]} …"
            place = f"text:{start}-{end}"
            found.append(Finding(Level.INFORM, rule.id, rule.message, rule.hint, place=place, about=quoted))
    return tuple(found)


def digest_of(proposal: Split) -> str:
    """The same for two requests that ask the same, whoever they greet and whoever signs; "" where nothing is asked."""
    asked = "\n".join(" ".join(f"{one.context} {one.text}".casefold().split()) for one in proposal.questions)
    return hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest() if asked else ""


def _places(rule: Rule, proposal: Split, on: date) -> Places:
    for passage in proposal.passages:
        if passage.start >= MOST_READ:
            return
        if passage.kind in rule.kinds:
            for start, end in rule.find(proposal.text[passage.start : min(passage.end, MOST_READ)], on):
                yield passage.start + start, passage.start + end


# --- words ------------------------------------------------------------------------------------------------------------

K = PassageKind
#: what the requester asks
ASKED = frozenset({K.QUESTION, K.CONTEXT, K.SCOPE, K.HEADING, K.TITLE, K.DEFINITION, K.NOTE, K.TABLE})
#: and what they tell round it
OWN_WORDS = ASKED | {K.BACKGROUND, K.INTRODUCTION}
#: everything that is not somebody else's, nor an earlier message
WHOLE_LETTER = OWN_WORDS | {K.GREETING, K.BOILERPLATE, K.COURTESY, K.FORMAT_WISH, K.HEADER}

_WITHIN = r"(?:[^.?!;\n]|\n(?!\s*\n))"  # of one sentence, wrapped as it may be


def _pattern(*forms: str) -> re.Pattern[str]:
    """Any of the forms as whole words; a blank stands for any white space, ~ for up to 60 characters of a sentence."""
    some = "|".join(form.replace("~", _WITHIN + "{0,60}?").replace(" ", r"\s+") for form in forms)
    return re.compile(rf"\b(?:{some})\b", re.IGNORECASE)


def _clause_before(text: str, at: int) -> str:
    return re.split(r"[.?!;:,\n]", text[max(0, at - 60) : at])[-1]


# --- REQ-7: the requester's own personal data -> subject access ------------------------------------------------------

_RECORD = (
    r"(?:information|data|records?|files?|documents?|correspondence|e-?mails?|notes?|statements?|footage|recordings?"
    r"|reports?|intelligence|logs?|images|photographs?|material|markers?|everything|anything|what|details)"
)
_MINE = (
    r"(?:personal (?:data|information|file|records?)|(?:police|criminal|custody|arrest|pnc|medical|health|training|hr"
    r"|personnel|employment|vetting|case|crime) (?:records?|files?|reports?|interviews?)|data|records?|file|case|arrest"
    r"|caution|conviction|statement|police interview|custody footage|body ?worn footage)"
)
_OWN_DATA = (
    _pattern(
        # "what you hold about me"; the movement is not the requester, nor is "let me", which has no such word before it
        rf"{_RECORD} ~(?:about|on|concerning|regarding|relating to|related to|involving|naming|mentioning|of) "
        r"(?:me|myself)(?!\s*[-–]?\s*too\b)",
        rf"(?:copy|copies|provide|supply|send|give|disclose|release|access to|see) ~my (?:own )?{_MINE}",
        r"(?:this is|treat this as|accept this as|(?:am|was|like to|wish to|want to) (?:making|make|submit"
        r"|submitting)) "
        r"(?:a|my|an?) (?:data )?subject access (?:request|application)",
    ),
    re.compile(r"\b(?:not|never|without|don['’]t|you (?:need|require|want))\b", re.IGNORECASE),
)


def _own_data(text: str, on: date) -> Places:
    wanted, otherwise = _OWN_DATA
    for match in wanted.finditer(text):
        # "Please do not publish my personal data", "if you need any information about me"
        if not otherwise.search(f"{_clause_before(text, match.start())} {match[0]}"):
            yield match.span()


# --- REQ-7: environmental information -> EIR 2004, regulation 2(1), even if the Act is cited -------------------------

_ENVIRONMENT = _pattern(
    # (a) the elements and their interaction
    r"air (?:quality|pollution)", r"water (?:quality|pollution)",
    r"(?:river|ground ?water|coastal|noise|light|plastic) pollution",
    r"soil (?:quality|contamination|samples?)", r"bio-?diversity", r"wild ?life (?:habitats?|surveys?|corridors?)",
    r"protected (?:species|habitats?|trees?)", r"tree (?:felling|planting|preservation orders?|surveys?)",
    r"trees (?:were |have been )?(?:felled|planted)",
    r"flood (?:risks?|defences?|plains?)", r"coastal erosion", r"nature reserves?",
    # (b) factors: substances, energy, noise, radiation, waste, emissions
    r"(?:carbon|greenhouse gas|co2|no2|nox|vehicle|fleet|exhaust|tailpipe|particulate|methane) emissions?",
    r"carbon footprint",
    r"greenhouse gas(?:es)?", r"noise (?:levels?|nuisance|monitoring|assessments?)",
    r"(?:nuclear|radioactive|hazardous|clinical) waste",
    r"waste (?:disposal|management|collections?)", r"(?:sent|diverted|going) ~landfill", r"fly-?tipping",
    r"sewage (?:discharges?|spills?|overflows?)", r"contaminated land", r"land contamination", r"asbestos",
    r"pesticides?",
    r"energy (?:consumption|efficiency|performance)", r"solar panels?", r"wind (?:farms?|turbines?)", r"fracking",
    # (c) measures
    r"planning (?:applications?|permissions?|consents?|enforcement)",
    r"environmental (?:impact|policy|policies|strategy|permits?|assessments?)",
    r"(?:clean air|low emission) zones?", r"net[- ]zero",
    r"climate (?:change|emergency|action plans?|strategy|adaptation)",
    r"request(?:ing)? ~under the environmental information regulations",
)  # fmt: skip


def _environment(text: str, on: date) -> Places:
    yield from (match.span() for match in _ENVIRONMENT.finditer(text))


# --- s.12: what may cost more than the limit -------------------------------------------------------------------------

_EVERYTHING = _pattern(
    r"(?:all|every|any and all|all of the|each and every) (?:[\w’'-]+,? (?:and |or )?){0,3}?"
    r"(?:e-?mails?|correspondence|communications?|messages|letters|documents?|documentation|paperwork|records"
    r"|minutes|files"
    r"|notes|texts|whatsapps?|memos|memoranda|attachments)"
)
# "Please send all correspondence to this address": about the reply, not about what is asked for
_OF_THE_REPLY = _pattern(
    r"(?:in future )?(?:should|must|will|can|may|to (?:this|me|my|us|the (?:above|following|address))|by (?:e-?mail"
    r"|post)"
    r"|via|electronically|with me|(?:about|regarding|concerning|relating to|in relation to) (?:this|my) (?:request"
    r"|e-?mail|matter))"
)


def _everything(text: str, on: date) -> Places:
    for match in _EVERYTHING.finditer(text):
        follows = text[match.end() : match.end() + 60].lstrip()
        if not _OF_THE_REPLY.match(follows) and not _clause_before(text, match.start()).rstrip().lower().endswith(
            "not"
        ):
            yield match.span()


_EACH = _pattern(
    r"(?:details?|copy|copies|description|summary|summaries|circumstances|narrative|account|reason|reasons|outcome) "
    r"~(?:of|for|in) "
    r"(?:each|every)(?: and every)?(?: single| individual| such| reported| recorded)? (?:incident|crime|offence"
    r"|case|arrest|record"
    r"|call|log|occurrence|complaint|stop|search|report|file|investigation|collision)"
)


def _each(text: str, on: date) -> Places:
    yield from (match.span() for match in _EACH.finditer(text))


_YEAR = r"(?:(?:19|20)\d\d)"
_SPANS = re.compile(
    rf"\b(?:from|between|for the (?:years?|period))\s+(?:[\w]+\s+){{0,3}}?({_YEAR})(?:/\d\d)?\s*(?:to|and|until"
    rf"|till|-|–|through)\s*"
    rf"(?:the\s+)?(?:[\w]+\s+){{0,3}}?({_YEAR}|present|date|now|today)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"\bsince\s+(?:[\w]+\s+){{0,3}}?({_YEAR})\b", re.IGNORECASE)
_LAST = re.compile(
    r"\b(?:last|past|previous|preceding)\s+(\d{1,3}|[a-z]+(?:[- ]five)?)\s+(years?|decades)\b", re.IGNORECASE
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
            "twenty": 20, "twenty-five": 25, "twenty five": 25, "thirty": 30, "forty": 40, "fifty": 50}  # fmt: skip
_FOREVER = _pattern(
    r"since (?:records|recording) began", r"since (?:the force|it) was (?:formed|founded|established|created)"
)


def _period(text: str, on: date) -> Places:
    yield from (match.span() for match in _FOREVER.finditer(text))
    for match in _SPANS.finditer(text):
        last = int(match[2]) if match[2].isdecimal() else on.year
        if LONG_PERIOD <= last - int(match[1]) < 100:
            yield match.span()
    for match in _SINCE.finditer(text):
        if LONG_PERIOD <= on.year - int(match[1]) < 100:
            yield match.span()
    for match in _LAST.finditer(text):
        many = int(match[1]) if match[1].isdecimal() else _NUMBERS.get(" ".join(match[1].lower().split()), 0)
        if many * (10 if match[2].lower() == "decades" else 1) >= LONG_PERIOD:
            yield match.span()


# --- the same request to many authorities (domain: round robins) -----------------------------------------------------

_BODIES = (
    r"(?:police forces|forces|constabular(?:y|ies)|police services|police force areas|councils|local authorities"
    r"|public authorities"
    r"|police and crime commissioners|pccs|nhs trusts|hospital trusts|universities|fire (?:and rescue )?services"
    r"|government departments"
    r"|public bodies)"
)
_MANY = (
    r"(?:all|every|each|other|several|various|multiple|many|a (?:large )?number of|\d+|the)(?: of)?(?: the)?(?: "
    r"other)?(?: \d+)?"
    rf"(?: uk| english| welsh| scottish| territorial| english and welsh)?(?: police)? (?:{_BODIES}|police force"
    rf"|force|council)"
)
_ROUND_ROBIN = _pattern(
    r"round[- ]robin",
    rf"(?:i|we)(?: am|['’]m| are|['’]re| have|['’]ve)?(?: also| now)? (?:sending|sent|send|submitting|submitted"
    rf"|making|made|putting|put"
    rf"|issuing|issued|asking|asked) (?:out )?(?:this|these|the same|an? identical|identical|similar|it) ~(?:to|of"
    rf"|from|with) {_MANY}",
    rf"(?:i|we)(?: am|['’]m| are|['’]re| have|['’]ve)?(?: also| now)? (?:writing|written|contacting|contacted"
    rf"|asking|asked)(?: to)? {_MANY}",
    rf"(?:this|the same|same|identical|similar) (?:request|foi|foi request|e-?mail|letter|questions?|message) "
    rf"~(?:sent|going|submitted|made"
    rf"|put|addressed|circulated|issued) ~(?:to|of) {_MANY}",
)  # fmt: skip
_TO_ALL = re.compile(rf"^[ \t]*(?:dear|to|fao|attention)[ \t]*:?[ \t]+all[ \t]+(?:uk[ \t]+)?{_BODIES}\b", re.I | re.M)


def _round_robin(text: str, on: date) -> Places:
    yield from (match.span() for pattern in (_ROUND_ROBIN, _TO_ALL) for match in pattern.finditer(text))


def _of_themselves(text: str, on: date) -> Places:
    yield from speaks_of_requester(text)


# --- s.45 Code: what is no request but about an earlier answer, or about somebody's service ---------------------------

_REVIEW = _pattern(
    r"(?:request|requesting|ask for|asking for|want|need|seek|seeking|carry out|conduct|undertake|like|require) ~"
    r"internal review",
    r"(?:review|reconsider) ~(?:your|the) (?:decision|response|reply|answer|refusal|handling)",
    r"(?:dissatisfied|unhappy|not (?:at all )?(?:satisfied|happy)) with ~(?:response|reply|answer|decision|refusal"
    r"|handling)",
)
_COMPLAINT = _pattern(
    r"(?:i|we)(?: am|['’]m| are|['’]re)? (?:also |hereby )?(?:wish|want|would like|writing|write) to ~(?:complain"
    r"|complaint)",
    r"(?:treat|accept|take|regard|log|record) this ~complaint", r"this (?:e-?mail|letter) is ~complaint",
    r"(?:am|are|['’]m|['’]re) (?:also |hereby |now )?(?:making|lodging|raising) ~complaint",
)  # fmt: skip
# "If you refuse I will ask for an internal review", "I know of my right to one"
_NOT_YET = re.compile(
    r"\b(?:if|(?-i:may)|might|will|shall|i['’]ll|reserve|right|should|otherwise|unless|failing|entitled|how (?:do|can)"
    r"|not|without|how many|number|ombudsman|commissioner|ico)\b",
    re.IGNORECASE,
)


def _said_now(pattern: re.Pattern[str]) -> Callable[[str, date], Places]:
    """What is wanted by now, not what may be wanted one day."""

    def find(text: str, on: date) -> Places:
        for match in pattern.finditer(text):
            end = text.find(".", match.end(), match.end() + 60)
            around = f"{_sentence_before(text, match.start())} {text[match.end() : max(end, match.end())]}"
            if not _NOT_YET.search(around):
                yield match.span()

    return find


def _sentence_before(text: str, at: int) -> str:
    return re.split(r"[.?!;]|\n\s*\n", text[max(0, at - 120) : at])[-1]


RULES = (
    Rule(
        "own_data", "It may ask for the requester’s own personal data.",
        "What is about the requester is a subject access request under data protection law (FOIA section 40(1)); "
        "the rest is "
        "answered under the Act. You decide.",
        OWN_WORDS | {K.BOILERPLATE, K.COURTESY}, _own_data,
    ),
    Rule(
        "environmental", "It may ask for environmental information.",
        "Environmental information is dealt with under the Environmental Information Regulations 2004, even if the "
        "request names "
        "the Act: other exceptions, a public interest test for each, no cost limit. You decide.",
        ASKED, _environment,
    ),
    Rule(
        "cost_everything", "It asks for all of something: that may be a great deal.",
        "If finding it may go over the cost limit (section 12), estimate early and help to narrow it (section 16).",
        ASKED, _everything,
    ),
    Rule(
        "cost_each", "It asks for something of each single record.",
        "If that cannot be taken from a system, each record has to be opened: estimate early (section 12).",
        ASKED, _each,
    ),
    Rule(
        "cost_period", f"It asks about {LONG_PERIOD} years or more.",
        "Older records may be in another system, on paper, or disposed of. Ask the departments early what they "
        "hold, and estimate "
        "(section 12).",
        ASKED, _period,
    ),
    Rule(
        "internal_review", "It may ask for an internal review of an earlier answer.",
        "Dissatisfaction with an earlier answer is a request for a review, whatever it is called (section 45 Code): "
        "open a review on that request. What is newly asked for is answered here. You decide.",
        WHOLE_LETTER, _said_now(_REVIEW),
    ),
    Rule(
        "complaint", "It may hold a complaint.",
        "The Act gives no answer to a complaint about a service or a person: pass that part to those who record "
        "complaints, and tell the requester. What is recorded is answered here. You decide.",
        WHOLE_LETTER, _said_now(_COMPLAINT),
    ),
    Rule(
        "round_robin", "It says that it goes to many authorities.",
        "Look whether the national unit has been asked for advice on it. Waiting for advice does not move the date; "
        "the decision is yours.",
        WHOLE_LETTER, _round_robin,
    ),
    Rule(
        "of_themselves", "It speaks of the requester: look whether the department may know it.",
        "Names and numbers are hidden from departments, the story is not. The page of each question shows what "
        "departments see, and there you can hide more.",
        ASKED, _of_themselves,
    ),
)  # fmt: skip
