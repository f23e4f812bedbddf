"""What a list is to the words above it: questions of their own, values of one question, or no question at all.

This is where rules R3, R4, R9 and R10 live: "Please provide: a) ... b) ..." lists questions, "in which: 1) ... 2) ..."
lists conditions, "with these columns: - ... - ..." lists columns of one answer.
"""

from __future__ import annotations

import re
from enum import Enum

from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.parts import Item, Listing, Sentence
from foi.intake.splitter.readings import Role
from foi.intake.splitter.vocabulary import plain


class Verdict(Enum):
    LEAVES = "each item is a question"
    VALUES = "the items belong to one question"
    SAME = "the items are what their lead-in is"  # a note, a scope, background


_END = r" ?[:–-]*$"
# Conditions are values whatever their labels (R3).
_CONDITIONS = re.compile(
    r"(?:\b(?:in|to|for|of|by|on|at|from|under|with) (?:which|whom)|\bwhere|\bthat|\bwho|\bwhose|\bwhen|\bif|\beither"
    rf"|\bone (?:or (?:other|more|both) )?of(?: (?:these|the following))?){_END}"
    rf"|\b(?:criteri(?:a|on)|conditions?)\b[^.?!]{{0,40}}{_END}"
)
# Search words, answers to choose from, columns, examples, periods.
_VALUES = re.compile(
    r"\b(?:key ?words?|search (?:terms?|words?|strings?|phrases?)|(?:following|these|key|search|exact|the"
    r"|any of the) (?:words?|phrases?|terms?)|columns?|fields?|headings?|options?|e\.?g\.?|for (?:example|instance)"
    rf"|such as|examples|format|template|layout|choices?|choose|tick|select|possible answers?)\b[^.?!]{{0,40}}{_END}"
    r"|\bwhich (?:one |ones )?of (?:the following|these) (?:\w+ ){0,2}(?:appl(?:y|ies)|describes?|fits?|is (?:true"
    r"|right|correct|the case))\b[^?]{0,30}:$|\b(?:following|these|each of the|below) (?:\w+ ){0,2}(?:years?|periods?"
    rf"|months?|dates?|quarters?|spells?|days?|times?|terms)\b[^.?!]{{0,25}}{_END}"
)
# "..., which may be one or other of these:" lists what there might be, not what is asked.
_MAY_BE = re.compile(r"\b(?:may|might|could) (?:also |well )?(?:be|have|go by|include|use|take)\b[^.?!]{0,80}:$")
_YES_NO = re.compile(
    r"(?:yes|no|n/?a|not applicable|don't know|unknown|other|none|never|always|sometimes|daily|weekly|monthly"
    r"|quarterly|yearly|annually)\b[ .;,/)]*(?:\([^)]*\))?$"
)
# "I would like this list: (a) to be in order of date; (b) to show the place": what one answer should look like
_SPECIFIES = re.compile(r"(?:and )?(?:to )?(?:be \w+ed|include|show|indicate|contain|be in|exclude|cover)\b")
_EACH_PERIOD = re.compile(
    r"\b(?:for|in|over|during) (?:each|every)(?: one)?(?: of)?(?: the| these)?(?: [\w/-]+){0,3}?"
    r" (?:years?|months?|quarters?|weeks?|periods?)\b"
    r"|\bper (?:year|month|quarter|annum|week)\b"
)
_OTHER = re.compile(r"others?\b[^?]{0,40}$", re.IGNORECASE)  # "Other (please specify)"
_FOR_EACH = re.compile(r"\b(?:for|in respect of|about|of) (?:each|every)\b")
_EVERY_ONE = re.compile(r"\b(?:for|in|about|of|on|to|respect of) (?:each|every)\b|\bper\b")
# Bullets under these are columns of a table or categories of a breakdown (R4).
_COLUMNS = re.compile(
    r"\b(?:for (?:each|every|all|any)|in (?:each|every)|in respect of each|(?:about|of|on|to) (?:each|every)|each of"
    r"|per|against each)\b|\b(?:broken down|break\w* \w* ?down|breakdown|split|divided|separated|categori[sz]ed"
    rf"|grouped|sorted|itemi[sz]ed|disaggregated|analysed)\b|\b(?:not |un)limited to{_END}|\b(?:by|into|including"
    r"|includes?|inclusive of|namely|i\.?e\.?|showing|to include|containing|comprising|consisting of|with|stating"
    rf"|giving|detailing|specifying|setting out)(?<!\bme with)(?<!\bus with)(?: (?:the )?(?:following|these))?{_END}"
    r"|\b(?:following|these|below) (?:\w+ ){0,2}?(?:categor(?:y|ies)|ranks?|grades?|areas?|groups?|types?|kinds?"
    r"|reasons?|locations?|stations?|wards?|departments?|offences?|causes?|bands?|levels?|schools?|sites?|regions?"
    r"|roles?|breakdowns?)\b"
)
# Columns even with labels: "a list ... showing: a) the date b) the place", "Please break this down by: a) age".
_LISTS_COLUMNS = re.compile(
    r"\b(?:list|spreadsheet|table|register|schedule|database|data ?set|extract|log)\b[^:?!]{0,120}\b(?:including"
    r"|includes?|showing|shows?|with|containing|contains?|stating|giving|detailing|to include|columns?"
    rf"|fields?)(?: (?:the )?following| these)?(?: \w+)?{_END}|\b(?:break|split|divide|separate"
    r"|group)\b(?: down)? (?:this|these|it|them|that|the (?:figures|data|numbers|answers?|results?"
    rf"|totals?))\b[^.?!]{{0,80}}\b(?:by|into)(?: the following)?{_END}|\b(?:figures|data|numbers|this|these|it"
    rf"|them) (?:to be )?(?:broken down|split|divided|separated) (?:by|into)(?: the following)?{_END}"
)
# "... send me the repair book, but in it there should be:"
_SHOULD_SHOW = re.compile(
    r"\b(?:there|it|this|that|they|which|list|table|answer|reply|data|register) (?:should|must) (?:be|have|show"
    rf"|include|contain|give)(?: (?:the )?following| these)?(?: but not only|,? but not limited to)?{_END}"
)
# "What was the price for each of the following:" asks once for each
_EACH_OF_THE_FOLLOWING = re.compile(
    rf"\b(?:how|what|which|whether|number|cost|total)\b.*\beach of (?:the following|these)(?: \w+)?{_END}"
)
_WHICH_OF = re.compile(r"\bwhich (?:one |ones )?of (?:the following|these|those)\b")
# "A list of all parks, together with:" and more that is asked for
TOGETHER_WITH = re.compile(rf"\b(?:(?:together|along) with|as well as)(?: the following)?{_END}")
_COLUMN_NAMES = re.compile(rf"\b(?:columns?|fields|column headings?)\b[^.?!]{{0,40}}{_END}")
_CHOICE = re.compile(
    r"\b(?:which (?:of|one)|is (?:it|this|the)|are (?:they|these)|do you|does (?:the|your|it)|how (?:often|is|are|do"
    r"|does)|what (?:is|are)|would you|who (?:is|are))\b"
)
_EACH_OF = re.compile(r"\b(?:following|each|these|below|every)\b")
_THESE = re.compile(r"\b(?:following|these)\b")
_SETTING = re.compile(
    r"(?:(?:and|also) )?(?:for|of|in|on|at|within|from|since|between|during|regarding|concerning|about|with|as (?:to"
    r"|regards)|out of|where|if|under|per|by|going|taking|looking|based|relating|after|before|over|throughout|among"
    r"|amongst|broken|whether)\b"
)
_GIVES = re.compile(r"\b(?:please|need|want|like|wish|ask|require|could|send|provide|request)\b")
_ABOUT_QUESTIONS = re.compile(
    r"(?<!\bin )\b(?:questions?|requests?|ask(?:ing)?|information|know|wanted|want|need|answers?|quer(?:y|ies)"
    r"|points?)\b"
)
# "In her statement the officer said:" reports words that are nobody's question now.
_REPORTS = re.compile(
    r"\b(?:said|says|wrote|writes|stated|states|replied|responded|answered|claimed|claims|told (?:me|us|the \w+)"
    r"|reads?|raised|alleged|confirmed|promised)\b[^.?!]{0,40}:$"
)
_COUNTS = re.compile(r"\b(?:numbers?|how (?:many|often)|percentages?|proportion|totals?)\b")
_ENDS_AND = re.compile(r"\band ?$")
_NO_ASK = (Role.STATEMENT, Role.DEFINITION, Role.NOTE, Role.COURTESY)


def judge(listing: Listing, lead: Sentence | None, *, asks_elsewhere: bool = False) -> Verdict:
    """What the items of `listing` are, under `lead` (None if nothing leads in)."""
    items = listing.items
    roles = [_role(item) for item in items]
    count = len(roles)
    asking = roles.count(Role.ASK)
    naming = roles.count(Role.NOUN) + roles.count(Role.CLAUSE)
    if roles.count(Role.PERIOD) == count:
        return Verdict.VALUES if lead is not None and lead.role not in (Role.SCOPE, Role.NOTE) else Verdict.SAME
    if roles.count(Role.LINK) == count:
        return Verdict.SAME
    if asking < count:
        first = plain(items[0].words)
        if _YES_NO.match(first) and all(_YES_NO.match(plain(item.words)) for item in items):
            return Verdict.VALUES
        if lead is not None and _SPECIFIES.match(first) and _mostly_specify(items):
            return Verdict.VALUES
    if lead is not None and lead.role is Role.STATEMENT and _REPORTS.search(plain(lead.text)):
        return Verdict.SAME
    if lead is not None and _SHOULD_SHOW.search(lead.low) and not any("?" in item.words for item in items):
        return Verdict.VALUES
    if asking * 2 > count:
        return Verdict.LEAVES
    if lead is not None:
        return _under(lead, listing, asking, naming)
    if asking or naming * 2 >= count:
        return Verdict.LEAVES
    if not listing.labelled:
        return Verdict.SAME
    stating = sum(role in _NO_ASK for role in roles)
    return Verdict.SAME if stating * 2 > count and asks_elsewhere else Verdict.LEAVES


def _role(item: Item) -> Role:
    """What an item does, or what the items under its title do."""
    if _OTHER.match(item.words):
        return Role.FRAGMENT
    if not item.lists:
        return item.role
    if item.asks_inside():
        return Role.ASK
    return item.lists[0].items[0].role if item.role in (Role.FRAGMENT, Role.LEAD) else item.role


def _mostly_specify(items: list[Item]) -> bool:
    return sum(_SPECIFIES.match(plain(item.words)) is not None for item in items) * 2 > len(items)


def _under(lead: Sentence, listing: Listing, asking: int, naming: int) -> Verdict:
    role, words, count, labelled = lead.role, lead.low, len(listing.items), listing.labelled
    names = naming * 2 >= count
    if (names and role in (Role.LEAD, Role.FRAGMENT)) or words[-1].isalnum():
        words = _EACH_PERIOD.sub(" ", words)  # "for each year please give: the number of ...": no table of one answer
    if role in (Role.NOTE, Role.DEFINITION):
        return Verdict.SAME
    if _CONDITIONS.search(words) and not ((labelled and asking) or _counts_each(words, listing)):
        return Verdict.VALUES
    if not asking and (_MAY_BE.search(words) or (not (labelled and names) and _VALUES.search(words))):
        return Verdict.VALUES
    if not asking and _COLUMN_NAMES.search(words):
        return Verdict.VALUES
    if role is Role.FORMAT:
        return Verdict.VALUES
    if role in (Role.BOILERPLATE, Role.COURTESY):
        alone = count == 1 and listing.items[0].label.ordinal > 1  # "If time allows:" before the last of a list
        return Verdict.LEAVES if labelled and (asking or names or alone) else Verdict.VALUES
    if role is Role.SCOPE and lead.reading.cue == "speaks of the period":
        role = Role.LEAD  # "Please give the following figures for 2019-20:" and what is wanted
    if role in (Role.SCOPE, Role.PERIOD):
        return Verdict.LEAVES if asking or (names and not _THESE.search(words)) else Verdict.SAME
    if role is Role.ADDS:
        if names and words.startswith("by ") and words.endswith("the following:"):
            return Verdict.LEAVES  # "By year, the following:"
        divides = lead.reading.cue == "only divides the answer" or _LISTS_COLUMNS.search(words)
        leaves = asking or (labelled and not divides)
        return Verdict.LEAVES if leaves and _GIVES.search(words) else Verdict.VALUES
    if role is Role.STATEMENT:
        if labelled and asking:
            return Verdict.LEAVES
        return Verdict.LEAVES if naming * 2 > count and _ABOUT_QUESTIONS.search(words) else Verdict.SAME
    if role is Role.FRAGMENT and not (
        listing.owner or asking or naming or _SETTING.match(words) or _ABOUT_QUESTIONS.search(words)
    ):
        return Verdict.SAME
    if labelled:
        return _labelled(words, listing, asking, naming)
    return _bulleted(words, role, asking, names=names)


def _counts_each(words: str, listing: Listing) -> bool:
    """ "The number of occasions on which: (a) ...; or (b) ...": a number for each, unless all must be met."""
    return _COUNTS.search(words) is not None and not any(_ENDS_AND.search(item.words) for item in listing.items)


def _labelled(words: str, listing: Listing, asking: int, naming: int) -> Verdict:
    """Sub-items with a number, letter or numeral are the questions, unless they are answers to choose from (R3)."""
    if not asking and _LISTS_COLUMNS.search(words) and not _FOR_EACH.search(words):
        return Verdict.VALUES
    choice = words[-1] == "?" and not asking and not naming and _CHOICE.search(words) and not _EACH_OF.search(words)
    return Verdict.VALUES if choice and all(len(item.words) < 60 for item in listing.items) else Verdict.LEAVES


def _bulleted(words: str, role: Role, asking: int, *, names: bool) -> Verdict:
    """Bullets are questions if lead-in and bullet read as one with an answer of its own (R4)."""
    if names and TOGETHER_WITH.search(words):
        return Verdict.LEAVES
    if _EACH_OF_THE_FOLLOWING.search(words) and not asking:
        return Verdict.LEAVES
    if _EVERY_ONE.search(words) or (not asking and _LISTS_COLUMNS.search(words)):
        return Verdict.VALUES
    if not asking and _WHICH_OF.search(words):
        return Verdict.VALUES
    if asking or (role is Role.LEAD and names):
        return Verdict.LEAVES
    if role is Role.ASK and words[-1] == "?":
        return Verdict.VALUES
    if _COLUMNS.search(words):
        return Verdict.VALUES
    if role is Role.LEAD or names or last_word(words.rstrip(" :–-.")) in UNFINISHED:
        return Verdict.LEAVES
    return Verdict.VALUES if words[-1] in "?." else Verdict.LEAVES


def offers_choice(lead: Sentence, listing: Listing) -> bool:
    """ "How is rent collected?" and a list of short answers to choose from."""
    return _CHOICE.search(plain(lead.text)) is not None and all(
        _role(item) not in (Role.ASK, Role.NOUN) and not item.lists and len(item.words) < 60 for item in listing.items
    )


def may_include(lead: Sentence) -> bool:
    """ "... which may include the following:" names what there might be, not what is asked."""
    return _MAY_BE.search(plain(lead.text)) is not None


def asks_of_each(lead: Sentence) -> bool:
    """ "For each contract please give:" what follows is asked in detail, whatever was named before."""
    return _EVERY_ONE.search(lead.low) is not None


def mostly_asks(listing: Listing) -> bool:
    return sum(item.role is Role.ASK for item in listing.items) * 2 > len(listing.items)


# --- context (R9) -------------------------------------------------------------------------------------------
# The lead-in has its object: "the following information:", "answers to these questions:".
_FILLED = re.compile(
    r"\b(?:the following|following|these|this|my|some|below|answers? to)\b[^.:]{0,60}\b(?:information|data|details"
    r"|questions?|figures|requests?|documents|records|points|items|answers|queries)\b|\bquestions? (?:are|is)\b"
    r"|\bfollowing ?:?$|\b(?:as follows|these|below|here) ?:?$|\b(?:make|submit|send)\w* an? (?:\w+ ){0,5}requests?\b"
)
# It names a period or a set that the items are about.
_SETS = re.compile(
    r"\b(?:for (?:each|every|the|all)|of (?:these|those|this|the)|between|since|during|from|in (?:the|each|20\d\d"
    r"|19\d\d)|20\d\d|19\d\d|years?|months?|per)\b"
)
_ACT = re.compile(r"\bunder\b|\bact\b")


def is_context(lead: Sentence) -> bool:
    """Whether a lead-in says something that an incomplete item needs."""
    words = lead.low
    if lead.role is Role.FRAGMENT:
        return _SETTING.match(words) is not None
    return not _FILLED.search(words) or _SETS.search(words) is not None


def needed(lead: Sentence, items: list[Item]) -> bool:
    """Whether any of the items depends on its lead-in."""
    words = lead.low
    if lead.role is Role.FRAGMENT or (lead.role is Role.ADDS and lead.opens):
        return _SETTING.match(words) is not None or words[-1] != ":" or len(words.split()) > 3
    sets = _SETS.search(words) is not None
    if any(item.role is not Role.ASK for item in items):
        if lead.role in (Role.ASK, Role.NOUN, Role.TOPIC) and sets:
            return True
        return not _FILLED.search(words) or (sets and not _ACT.search(words))
    return sets and lead.role is not Role.STATEMENT and not _ACT.search(words)


def needed_in_prose(lead: Sentence, sentence: Sentence) -> bool:
    return is_context(lead) and (sentence.role is not Role.ASK or lead.role is Role.FRAGMENT)
