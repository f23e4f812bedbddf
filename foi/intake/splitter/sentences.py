"""A paragraph to sentences, with offsets. Knows the abbreviations of English official prose.

Two oddities of real requests are handled here: asks run together without a full stop ("... to June 2022 Please
could I ...") and paragraphs with no punctuation at all.
"""

from __future__ import annotations

import re

from foi.intake.splitter.lines import UNFINISHED, last_word
from foi.intake.splitter.vocabulary import word_set

# After these a full stop ends no sentence.
ABBREVIATIONS = word_set(
    "mr mrs ms miss dr prof rev hon sir st cllr cllrs sgt insp supt ch det pc dc ds di ins no nos art arts ss sec "
    "para paras reg regs sch cl pp vs ie eg etc cf al approx est inc incl excl ltd plc co corp dept div max min avg "
    "tel ext ref refs fig figs vol ed jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri "
    "sat sun e.g i.e n.b a.m p.m u.k o.a a.k.a viz govt ave rd s p v"
)
# These may well end a sentence: "... lecture, e-learning etc. Please also ..."
_MAY_END = word_set("etc no ltd plc inc ref approx a.m p.m u.k co")
_BOUNDARY = re.compile(r"[.?!…](?<![.?!…]{2})[.?!…]*[\"'”’)\]*]*(?:\s+|(?=[A-Z][a-z]|I ))")
_ASK_WORDS = (
    r"(?:Please|Kindly|How (?:many|much|long|often)|Could (?:you|I)|Can (?:you|I)|Would you|I would (?:also )?like"
    r"|I['’]d (?:also )?like|I (?:also|further) (?:want|wish|would|need|ask|request)|(?:What|Which|Who|When"
    r"|Where) (?:is|are|was|were|did|does|do|has|have)|Do you|Did (?:you|the)|Has the|Have you|Does the|Is there"
    r"|Are there)\b"
)
# Things that are asked for, where the lines of a list were pasted into one: "... at each station The sum spent on ..."
_NAMED = (
    r"(?:The|Any|All|Copies|Details|Dates?|Names?|(?:The )?(?:Total|Numbers?|Costs?|Amounts?)"
    r"|A (?:list|copy|breakdown)|Whether) (?=[a-z])"
)
_RUN_ON = re.compile(rf" (?:{_ASK_WORDS}|{_NAMED})")
_LOWER_ASK = re.compile(
    r"(?:please|how (?:many|much|long|often)|could you|can you|what|when|where|which|who|why|do you|did you|have you"
    r"|is there|(?:can|could|would) you (?:please )?(?:send|give|show|tell) (?:me |us )?(?:it|them|this|that|a copy"
    r"|the \w+)|are there|i |i['’]|also|and how|if |does|has|this|the|we |it )\b"
)
_SUBORDINATE = re.compile(
    r"\b(?:which|that|who|whom|what|if|and|or|as|because|where|when|whether|to|how|of|for|know|ask|than|but|so|then"
    r"|things|questions?)$",
    re.IGNORECASE,
)
# "Under the Act of 2000 I would like ...", "For each year please send ..."
_OPENS_ASK = re.compile(
    r"(?:under|pursuant to|using|as|with|by|for|in|during|of|between|since|at|on|from|within|over|regarding|to)\b",
    re.IGNORECASE,
)
_WINDOW = 400  # how far back a bracket or quotation mark may have been opened

# For text without punctuation: where a new ask begins (rule R6).
_FRESH_ASK = re.compile(
    r"(?<=\s)(?P<joint>(?:(?:and|also|then|plus|next|another|finally|lastly|secondly|thirdly|last thing|one more thing"
    r"|but) )*)(?:how (?:many|much|long|often|far)\b|what(?:['’]?s| (?:\w+ ){0,4}?(?:is|are|was|were|did|do|does|has"
    r"|have|had|can|could|will|would|should)\b)|(?P<wh>who(?:['’]?s| (?:is|are|was|were|did|does|do|has|have|had|can"
    r"|could|decides?|decided|pays?|paid|made|makes?|owns?|runs?|signed|approved|gets?|got|checks?|checked|will"
    r"|would))\b|(?:when|where|why) (?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should)\b"
    r"|which (?:\w+ ){1,4}?(?:is|are|was|were|did|do|does|has|have|had)\b|(?:is|are|was|were|has|have|did|does) (?:it"
    r"|they|there)\b)|(?P<aux>(?:does|did|has|have|is|was) the)\b|(?:do|did|have|are|were) you\b|i(?:(?: would"
    r"|['’]?d)? (?:also )?(?:like|want|need)) to (?:know|see|ask|have|get)\b|(?:please )?(?:can|could|would) you\b"
    r"|please\b|(?:can|could|may) i (?:also )?(?:have|see|get)\b)"
)
_ASKED_FOR = re.compile(
    r"\b(?:this|it|there|here|he|she|because|know|tell (?:me|us)|confirm|say|advise|state|explain|ask|asking|see|if"
    r"|whether|out|of|on|for|to|about|that|is|wondering) $",
    re.IGNORECASE,
)
# "... where your authority is the landlord": the verb that the clause before still waits for
_WAITS = re.compile(
    r"\b(?:where|that|which|if|whether|because|when|who|what|as|think|know|sure|believe|since|although)"
    r"(?: (?!(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should)\b)\S{1,20}){1,6} $",
    re.IGNORECASE,
)
_HALF_ASKED = re.compile(
    r"(?:(?:and|also|then|so|but) ){0,3}(?:how|what|which|who|when|where|why|to|for|in|on|by) "
    r"(?:(?!(?:is|are|was|were|do|did|does|has|have|had|can|will|would)\b)\S+(?: |$)){1,6}$",
    re.IGNORECASE,
)
_SETTING = re.compile(r"(?:for|in|during|of|between|since|at|on|from|within|over|regarding)\b", re.IGNORECASE)
_PRONOUN_ONLY = re.compile(
    r"(?:(?:and|also) ){0,2}(?:how (?:many|much|often|long) (?:did|do|were|are|was|is|of (?:them|these|those))"
    r"|what (?:did|does) (?:it|they|this|that) cost|can i|could i|may i|why|if so)\b",
    re.IGNORECASE,
)
# "Please tell me the following: How many ...": the lead-in and the ask are two sentences.
_ANNOUNCES = re.compile(
    r"\b(?:following|below|questions?|requests?|requesting|information|know|these|ask|data|details)\b[^:]{0,60}:$"
)
_ANNOUNCED = re.compile(
    rf": ?[*•-]? ?(?=(?:{_ASK_WORDS}|{_NAMED}|(?:How|What|Which|Who|Whose|When|Where|Why|Whether|Do|Does|Did|Is|Are|Was"
    r"|Were|Has|Have|Had|Number|Copy|List|State|Provide|Confirm|Total)\b))"
)
_LONG = 120  # a stretch without punctuation that is shorter than this is never cut


def sentences(body: str) -> list[tuple[int, int]]:
    """Where each sentence of `body` begins and ends. The stretches leave out only the blanks between them."""
    size = len(body)
    if size < 25:
        return [(0, size)] if size else []
    spans: list[tuple[int, int]] = []
    inner = body[:-1]
    if "." not in inner and "?" not in inner and "!" not in inner and "…" not in inner:
        if size < 40:
            return [(0, size)]
        _close(body, 0, size, spans)
        return spans
    start = opened = scanned = 0
    for found in _BOUNDARY.finditer(body):
        at, end = found.span()
        if end >= size:
            break
        opened = max(0, opened + body.count("(", scanned, end) - body.count(")", scanned, end))
        scanned = end
        if opened and body.find(")", end, end + _WINDOW) >= 0:
            continue
        if _in_quotes(body, max(start, at - _WINDOW), at, end):
            continue
        if _ends_sentence(body, at, end):
            _close(body, start, end, spans)
            start = end
            opened = 0
    _close(body, start, size, spans)
    return spans


def _in_quotes(body: str, start: int, at: int, end: int) -> bool:
    """Whether the boundary at `at` stands inside somebody's quoted words, of which more come."""
    mark = body.rfind('"', start, at)
    if mark > start and body[mark - 1] in " (" and '"' not in body[at:end]:
        return body.find('"', end, end + _WINDOW) >= 0
    mark = body.rfind("“", start, at)
    return mark > start and "”" not in body[mark:end] and body.find("”", end, end + _WINDOW) >= 0


def _ends_sentence(body: str, at: int, end: int) -> bool:
    mark, after = body[at], body[end]
    if mark == "…" or body.startswith("..", at):
        return after.isupper()
    if mark != "." and after.islower() and any(quote in body[at:end] for quote in '"”’'):
        return False
    if mark != ".":
        return after.isalnum() or after in "\"'“‘(£-–[*"
    word = body.rfind(" ", max(0, at - 24), at) + 1
    before = body[max(word, at - 24) : at].lstrip("([\"'“‘").lower()
    if before in ABBREVIATIONS:
        return before in _MAY_END and after.isupper() and at + 1 < end
    if len(before) == 1 and before.isalpha() and body[at - 1].isupper():
        return False  # initials
    if after.isupper() or after in "\"'“‘£(*[":
        return True
    if after.isdigit():
        return len(before) > 1 and not before[-1].isdigit()
    return after.islower() and len(before) > 1 and _LOWER_ASK.match(body, end) is not None


def _close(body: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    """Add one sentence, or several if a full stop is missing before a plain ask."""
    while end > start and body[end - 1].isspace():
        end -= 1
    while start < end and body[start].isspace():
        start += 1
    if end - start > 40:
        for found in _RUN_ON.finditer(body, start + 20, end):
            at = found.start()
            if _is_whole(body[max(start, at - _WINDOW) : at]):
                spans += _unpunctuated(body, start, at)
                start = at + 1
    if start >= end:
        return
    announced = _ANNOUNCED.search(body, start, end)
    if announced and _ANNOUNCES.search(body[start : announced.start() + 1]):
        spans.append((start, announced.start() + 1))
        start = announced.end()
    if end - start < _LONG:
        spans.append((start, end))
    else:
        spans += _unpunctuated(body, start, end)


def _is_whole(words: str) -> bool:
    """Whether the words before a run-on ask can end a sentence: at least five, nothing left open."""
    last = words[-1]
    if not (last.islower() or last.isdigit() or last in ')"”’') or len(words.split(None, 5)) < 5:
        return False
    if _SUBORDINATE.search(words) or last_word(words) in UNFINISHED or (len(words) < 80 and _OPENS_ASK.match(words)):
        return False
    return words.count("(") <= words.count(")") and words.count("“") <= words.count("”") and not words.count('"') % 2


def _is_inside(stretch: str, ask: re.Match[str]) -> bool:
    """Whether the words before an ask make it part of their own clause: "tell me how many", "if this is the"."""
    at = ask.start()
    if _ASKED_FOR.search(stretch[max(0, at - 24) : at]):
        return True
    return ask["aux"] is not None and _WAITS.search(stretch[max(0, at - 90) : at]) is not None


def _unpunctuated(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Parts of a long stretch without punctuation, cut where a new ask begins; one part if there is nothing to "
    "cut."""
    stretch = body[start:end]
    if not _LONG <= len(stretch) <= 20_000 or sum(map(stretch.count, ",.;:?!")) * 150 > len(stretch):
        return [(start, end)]
    cuts = [
        (start + found.start(), bool(found["joint"] or found["wh"]))
        for found in _FRESH_ASK.finditer(stretch)
        if found["joint"] or not (found["wh"] or _is_inside(stretch, found))
    ]
    if cuts and _SETTING.match(stretch):
        del cuts[0]  # "For the ward in 2022 how many ...": the setting belongs to its ask
    parts: list[tuple[int, int]] = []
    at = start
    for cut, sure in cuts:
        half = not sure and cut - at < _LONG and _HALF_ASKED.match(stretch[at - start : cut - start])
        if cut - at < 15 or half:
            continue
        parts.append((at, cut))
        at = cut
    parts.append((at, end))
    whole: list[tuple[int, int]] = []
    for part in parts:
        # "is there a policy and can i have a copy": nothing of its own, so it goes with the ask before it
        if whole and part[1] - part[0] < 45 and _PRONOUN_ONLY.match(body, part[0]):
            whole[-1] = (whole[-1][0], part[1])
        else:
            whole.append(part)
    return [(first, last - (len(body[first:last]) - len(body[first:last].rstrip()))) for first, last in whole]
