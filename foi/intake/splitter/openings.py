"""Sentences known by how they begin: notes, definitions, thanks, and additions to the ask before.

Each row names the first words with which the rule can begin ("" for anything but a letter, "*" for any word), the
reason, the role and the pattern. Rows are tried in their order.
"""

from __future__ import annotations

from foi.intake.splitter.readings import Reading, Role, by_first_word, rules
from foi.intake.splitter.vocabulary import CONNECTOR, CONNECTOR_STARTS, word_set

_JOINED = " ".join(CONNECTOR_STARTS)
_QUOTED = r"\"[^\"]{1,60}\" (?:means?|refers?|includes?|is (?:defined|taken|meant)|should be|here)\b"

ROWS: list[tuple[str, str, Role, str]] = [
    (
        "i we",
        "says what is not wanted",
        Role.NOTE,
        r"(?:i|we) (?:do not|don't|am not|are not|would not|wouldn't) (?:want|wish|need|require|expect|asking|after)\b"
        r"(?!.*\b(?:but|only) (?:i|we)\b)",
    ),
    (
        "to",
        "explains an item",
        Role.NOTE,
        r"to (?:further |help |better )?(?:clarify|explain|make)\b[^:]{0,30}\d[^:]{0,20}:",
    ),
    ("", "in brackets", Role.ADDS, r"[(\[]"),
    (" http https www", "is a link", Role.LINK, r"\*{0,3} ?(?:https?://|www\.)\S+"),
    (
        "i i'm we we're in",
        "narrows the ask before it",
        Role.ADDS,
        r"(?:in particular,? )?(?:i|we)(?: am| are|'m|'re) (?:also )?(?:particularly|especially|specifically|mainly"
        r"|mostly|chiefly|most|only) interested in (?!how|what|why|whether|who|when|where|which|(?:the )?(?:number"
        r"|cost|amount|reason)|(?:know|find|see|receiv|learn|hear|obtain)\w*)",
    ),
    (
        "for to",
        "asks for the same in other words",
        Role.ADDS,
        r"(?:for (?:the avoidance of doubt|clarity|clarification)|to (?:clarify|be clear)),? "
        r"(?:(?:i am|i'm|we are|my request is|this is a request) (?:only |just |therefore )?"
        r"(?:seeking|asking|requesting|after|looking for|for)|i (?:only |just )?(?:want|seek|request|ask))\b",
    ),
    (
        "for please also n nb note notes important disclaimer nodwch noder",
        "says note",
        Role.NOTE,
        r"for (?:the avoidance of doubt|clarity|clarification|context|background|your information|information)\b"
        r"|(?:please )?(?:also )?(?:n\.? ?b\b\.?|n:b|note that|notes?(?= ?[:.,–-])|please note|note\b(?! (?:of|for"
        r"|on)\b)|important note|disclaimer|nodwch|noder)",
    ),
    ("", "is a footnote", Role.NOTE, r"\*+(?=[a-z\"])(?!(?!please|note|nb)[a-z][\w ]{0,40}:)"),
    (
        "by with for in the",
        "explains a term",
        Role.DEFINITION,
        r"(?:by|with) (?:the (?:word|term|phrase)s? )?\"?[\w '/-]{1,50}\"?,? (?:i|we) (?:mean|am referring|refer"
        r"|understand)\b|(?:for|in) (?:the )?purposes? of (?:this|my|the|these)|the (?:term|word|phrase)s?\b",
    ),
    ("", "explains a term", Role.DEFINITION, _QUOTED),
    (
        "many with thank thanks thanking i i'm im looking apologies sorry grateful we in diolch any your",
        "thanks or hopes",
        Role.COURTESY,
        r"(?:many|with) thanks|thanks?\b|thanking\b|i know (?:that )?you\b|i (?:very much )?(?:look forward|await|hope"
        r"|trust|appreciate (?:your|that|this|any|it)|apologi[sz]e|reali[sz]e|understand|gather)|looking forward"
        r"|apologies|sorry|(?:i am|i'?m) (?:very |so |most )?(?:sorry|grateful for your|aware|also aware|not (?:asking"
        r"|after|looking|interested|requesting))|grateful for your|we (?:look forward|hope|appreciate your|thank)"
        r"|in anticipation|diolch|any (?:help|assistance|advice) (?:would|you|is)|your help",
    ),
    (
        "and if why when where how which who by what in on",
        "asks why, in a word",
        Role.ADDS,
        r"(?:and )?(?:if (?:so|not|yes|no)\b[ ,:–-]*)?(?:why(?: not)?|when|where|how|which(?: ones?)?|who|by whom"
        r"|how (?:many|much|often)|what (?:for|were they|are they|is it)|in what way|on what (?:dates?"
        r"|grounds?)) ?\?",
    ),
    (
        "and if in where otherwise",
        "hangs on the answer before",
        Role.ADDS,
        r"(?:and )?(?!if [^,]{0,40}, ?(?:then )?i (?:would |should )?also )if (?:so|yes|not|no|it (?:does|is|has|did"
        r"|was)(?: not|n't)?|they (?:do|are|have|did|were)(?: not|n't)?|you (?:do|have|did)|there (?:is|are|was"
        r"|were)(?: (?:one|any|such|some|none|more than one|several|others))?(?: not|n't)?) ?[,:;–-]|(?:and )?if (?:so"
        r"|yes)\b|if not,? (?:why|what|who|how|when|please|can|could|is|are|do|does|will)|in (?:that|which"
        r"|this) case\b|where (?:so|this is the case|it does|they do)\b|otherwise,|(?:if|where) (?:this|that"
        r"|the answer|your answer|either|the above) (?:is|was|to (?:this|that|either|the above) is) (?:yes|no|so"
        r"|not so|the case|in the (?:affirmative|negative)|positive)",
    ),
    (
        f"my this the our {_JOINED}",
        "says what the request takes in",
        Role.ADDS,
        CONNECTOR + r"{0,2}(?:my|this|the|our) (?:request|question|search) (?:should|is to|must|would|does|also)"
        r" (?:also |not )?(?:include|cover|extend|take in)\b",
    ),
    (
        f"can could may might please {_JOINED}",
        "asks the same for another period",
        Role.ADDS,
        CONNECTOR + r"{0,2}(?:can|could|may|might|please (?:can|could)) (?:all )?(?:of )?(?:(?:q|questions?|points?"
        r"|items?|parts?|numbers?|answers?|figures) ?(?:(?:in|to|for|q|and|,|or|-) ?){0,3}\d[^?]{0,20}?"
        r"|this|these|the|that|it|they"
        r"|the same)(?: (?:above|same|data|information|figures?|answers?|numbers?|results|totals?)){0,3}"
        r" (?:please )?(?:also )?(?:be|also be|include|cover)\b",
    ),
    (
        "please also and explain justify",
        "asks for more on the same answer",
        Role.ADDS,
        r"(?:(?:please|also|and) ){0,3}(?:explain|justify|give (?:a )?reasons? for|expand on|elaborate on) (?:your"
        r"|each|the|any|all) (?:\w+ )?answers?\b",
    ),
    ("what how", "takes the ask further", Role.ADDS, r"(?:what|how) about\b"),
    (
        "i ie e eg for such that in namely example examples by here",
        "gives an example",
        Role.ADDS,
        r"(?:i\.?e\b\.?|e\.?g\b\.?|for example|for instance|such as|that is(?: to say)?,|in other words|namely"
        r"|examples? (?:of|might|would|could|include)|by (?:this|that|which)\b|here i mean|for reference)",
    ),
    (
        "a separate separately broken split divided separated grouped sorted itemised itemized with a again per by",
        "says how to divide the answer",
        Role.ADDS,
        r"(?:(?:a )?separate(?:ly)? (?:lists?|listings?|figures?|totals?|rows?|lines?|entries|answers?|breakdowns?"
        r"|numbers?|sheets?|tables?|columns?)? ?(?:for|by|per)\b|broken down|split (?:by|into|down|out)|divided (?:by"
        r"|into)|separated by|grouped by|sorted by|itemi[sz]ed by|with a breakdown|a breakdown by|again (?:for|by)\b"
        r"|per (?:year|month|annum)\b|by (?:year|month|type|category|age|gender|rank|ward|department|quarter)\b)",
    ),
    (
        "these they this it both each the",
        "says what the answer should hold",
        Role.ADDS,
        r"(?:these|they|this|it|both|each|the (?:lists?|figures?|tables?|breakdown|answers?|totals?|numbers?|data"
        r"|information|columns?|count|sums?|amounts?|response|spreadsheet|statistics|results?)|the \w+(?= should (?:be"
        r"|include|show|cover|say))) (?:should|must|need|needs|may|can|could|ought|would (?:need|have"
        r"|ideally))\b(?! (?:not |hardly |only )?(?:take|require|be (?:an? )?(?:very |quite |fairly )?(?:easy|easily"
        r"|simple|straightforward|quick|quickly|readily|no|possible|public|held)))|this (?:is to include|includes?"
        r"|covers?|would include|could be)\b",
    ),
    (
        "including excluding inclusive not except please also include exclude leave omit count don't do",
        "says what to count in",
        Role.ADDS,
        r"(?:including|excluding|inclusive of|not including|except(?! (?:where|as|when|if)\b))\b"
        r"|(?:please )?(?:also )?(?:include|exclude|leave out|omit|count|don't include|do not include)\b",
    ),
]


_RULES = by_first_word(ROWS)
# "Overtime means hours worked over 37 a week", whatever the first word
_MEANING = rules([
    (
        "explains a term",
        Role.DEFINITION,
        r"(?!(?:what|how|why|whether|who|which|when|where)\b)[\w -]{1,40}(?<!\bthe)(?<!\ba)(?<!\band) (?:here )?"
        r"(?:means?|is defined as|is taken to mean|should be taken to mean|refers? to)\b(?!.*\?)",
    )
])  # fmt: skip
_MEANING_WORDS = word_set("mean means defined taken refer refers")


def opening(low: str, words: list[str]) -> tuple[Reading, int] | None:
    """What the beginning of the plain sentence `low` says, and where that beginning ends."""
    known = _RULES.get(words[0] if words and low[0].isalpha() else "")
    if known is not None:
        found = known.pattern.match(low)
        if found and found.lastindex:
            return known.readings[found.lastindex - 1], found.end()
    if not _MEANING_WORDS.isdisjoint(words):
        found = _MEANING.pattern.match(low)
        if found:
            return _MEANING.readings[0], found.end()
    return None
