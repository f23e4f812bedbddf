"""A paragraph to sentences, with offsets. Knows the abbreviations of English official prose.

Two oddities of real requests are handled here: asks run together without a full stop ("... to June 2022 Please
could I ...") and paragraphs with no punctuation at all.
"""

from __future__ import annotations

import re

# After these a full stop ends no sentence.
ABBREVIATIONS = frozenset(
    "mr mrs ms miss dr prof rev hon sir st cllr cllrs sgt insp supt ch det pc dc ds di ins no nos art arts s ss sec para paras reg regs sch "
    "cl pp p v vs ie eg etc cf al approx est inc incl excl ltd plc co corp dept div max min avg tel ext ref refs fig figs vol ed "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun e.g i.e n.b a.m p.m u.k "
    "o.a a.k.a viz govt ave rd".split()
)
# These may well end a sentence: "... lecture, e-learning etc. Please also ..."
_MAY_END = frozenset("etc no ltd plc inc ref approx a.m p.m u.k co".split())
_BOUNDARY = re.compile(r"[.?!…]+[\"'”’)\]*]*(?:\s+|(?=[A-Z][a-z]))")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘']*\Z")
_ASK_WORDS = (
    r"(?:Please|Kindly|How\s+(?:many|much|long|often)|Could\s+(?:you|I)|Can\s+(?:you|I)|Would\s+you|I\s+would\s+(?:also\s+)?like|I['’]d\s+(?:also\s+)?like"
    r"|I\s+also\s+(?:want|wish|would|need|ask)|(?:What|Which|Who|When|Where)\s+(?:is|are|was|were|did|does|do|has|have)|Do\s+you|Did\s+(?:you|the)|Has\s+the|Have\s+you|Does\s+the|Is\s+there|Are\s+there)\b"
)
_RUN_ON = re.compile(rf"(?<=[a-z0-9)\"”’])\s+(?={_ASK_WORDS})")
_LOWER_ASK = re.compile(
    r"(?:please|how\s+(?:many|much|long|often)|could\s+you|can\s+you|what|when|where|which|who|why|do\s+you|did\s+you|have\s+you|is\s+there|are\s+there"
    r"|i\s|i['’]|also|and\s+how|if\s|does|has|this|the|we\s|it\s)\b",
)

_SUBORDINATE = re.compile(r"\b(?:which|that|who|whom|what|if|and|or|as|because|where|when|whether|to|how|of|for|know|ask|than|but|so|then|things|questions?)$", re.IGNORECASE)

# For text without punctuation: where a new ask begins (rule R6).
_FRESH_ASK = re.compile(
    r"(?<=\s)(?:(?P<joint>(?:(?:and|also|then|plus|next|another|finally|lastly|secondly|thirdly|last\s+thing|one\s+more\s+thing|and\s+also|and\s+then|but)\s+)+)?)"
    r"(?:how\s+(?:many|much|long|often|far)\b|what(?:['’]?s|\s+(?:\w+\s+){0,4}?(?:is|are|was|were|did|do|does|has|have|had|can|could|will|would|should)\b)"
    r"|(?P<rel>who(?:['’]?s|\s+(?:is|are|was|were|did|does|do|has|have|had|can|could|decides?|decided|pays?|paid|made|makes?|owns?|runs?|signed|approved|gets?|got|checks?|checked|will|would))\b"
    r"|(?:when|where|why)\s+(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should)\b|which\s+(?:\w+\s+){1,4}?(?:is|are|was|were|did|do|does|has|have|had)\b"
    r")|(?:do|did|have|are|were)\s+you\b|(?:does|did|has|have|is|was)\s+the\b|(?:please\s+)?(?:can|could|would)\s+you\b|please\b|(?:can|could|may)\s+i\s+(?:also\s+)?(?:have|see|get)\b)"
)
_ASKED_FOR = re.compile(r"\b(?:know|tell\s+(?:me|us)|confirm|say|advise|state|explain|ask|asking|see|if|whether|out|of|on|for|to|about|that|is|wondering)\s+\Z", re.IGNORECASE)
_HALF_ASKED = re.compile(r"(?:(?:and|also|then|so|but)\s+)*(?:how|what|which|who|when|where|why|to|for|in|on|by)\s+(?:(?!is\b|are\b|was\b|were\b|do\b|did\b|does\b|has\b|have\b|had\b|can\b|will\b|would\b)\S+\s*){1,6}\Z", re.IGNORECASE)
_SETTING = re.compile(r"(?:for|in|during|of|between|since|at|on|from|within|over|regarding)\b", re.IGNORECASE)
_PRONOUN_ONLY = re.compile(r"(?:and\s+|also\s+)*(?:is\s+there|are\s+there|can\s+i|could\s+i|may\s+i|do\s+you|did\s+you|have\s+you|why|if\s+so)\b", re.IGNORECASE)


def sentences(body: str) -> list[tuple[int, int]]:
    """Where each sentence of `body` begins and ends. The stretches leave out only the blanks between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    if len(body) > 24:
        opened = 0
        scanned = 0
        for found in _BOUNDARY.finditer(body):
            end = found.end()
            if end >= len(body):
                break
            at = found.start()
            opened += body.count("(", scanned, end) - body.count(")", scanned, end)
            scanned = end
            if opened < 0:
                opened = 0
            if opened > 0 and body.find(")", end, end + 400) >= 0:
                continue
            if not _ends_sentence(body, at, end, found.group()):
                continue
            _close(body, start, end, spans)
            start = end
            opened = 0
    _close(body, start, len(body), spans)
    return spans


def _ends_sentence(body: str, at: int, end: int, mark: str) -> bool:
    after = body[end]
    if after in "(" and mark[0] in "?":
        return True
    if mark[0] != ".":
        if mark[0] == "…" or mark.startswith("..."):
            return after.isupper()
        return after.isalnum() or after in "\"'“‘(£-–[*"
    if mark.startswith(".."):
        return after.isupper()
    word = _WORD_BEFORE.search(body, max(0, at - 24), at)
    before = word.group().lower() if word else ""
    if before in ABBREVIATIONS:
        return before in _MAY_END and after.isupper() and (before != "no" or not body[end : end + 3].isdigit()) and at + 1 < end
    if len(before) == 1 and before.isalpha() and body[at - 1].isupper():
        return False  # initials
    if after.isupper() or after in "\"'“‘£(*[":
        return True
    if after.isdigit():
        return len(before) > 1 and not before[-1].isdigit()
    return after.islower() and len(before) > 1 and _LOWER_ASK.match(body, end) is not None


def _close(body: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while end > start and body[end - 1] in " \t":
        end -= 1
    while start < end and body[start] in " \t":
        start += 1
    if start >= end:
        return
    # "... to June 2022 Please could I ...": a full stop is missing before a plain ask.
    if end - start > 40:
        for found in _RUN_ON.finditer(body, start + 20, end):
            if body[start : found.start()].rstrip().endswith((",", ":", ";")):
                continue
            words = body[start : found.start()]
            if _SUBORDINATE.search(words):
                continue
            if words.count("(") > words.count(")") or words.count("“") > words.count("”") or words.count('"') % 2:
                continue
            if len(words.split(None, 5)) < 5:
                continue
            spans.append((start, found.start()))
            start = found.end()
    spans.append((start, end))


def unpunctuated(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Parts of a long stretch without punctuation, cut where a new ask begins; one part if there is nothing to cut."""
    stretch = body[start:end]
    if len(stretch) < 120 or len(stretch) > 20_000 or sum(map(stretch.count, ",.;:?!")) * 150 > len(stretch):
        return [(start, end)]
    cuts = [
        start + found.start()
        for found in _FRESH_ASK.finditer(stretch)
        if found["joint"] or not (found["rel"] or _ASKED_FOR.search(stretch, max(0, found.start() - 24), found.start()))
    ]
    parts: list[tuple[int, int]] = []
    at = start
    if cuts and _SETTING.match(stretch):
        cuts = cuts[1:]  # "For the ward in 2022 how many ...": the setting belongs to its ask
    for cut in cuts:
        if cut - at < 15 or  _HALF_ASKED.match(stretch, at - start, cut - start):
            continue
        parts.append((at, cut))
        at = cut
    parts.append((at, end))
    whole: list[tuple[int, int]] = []
    for part in parts:
        # "is there a policy and can i have a copy": nothing of its own, so it goes with the ask before it
        if whole and _PRONOUN_ONLY.match(body, part[0]) and part[1] - part[0] < 45:
            whole[-1] = (whole[-1][0], part[1])
        else:
            whole.append(part)
    return [(a, b - (len(body[a:b]) - len(body[a:b].rstrip()))) for a, b in whole]
