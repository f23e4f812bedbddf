"""What one sentence is: an ask, a lead-in, an addition to the ask before it, or something that is no question.

`read(sentence)` gives a `Reading`: the role and the name of the rule that decided. The rules are tables of named
patterns, tried in the order in which they stand; the name is what an officer is shown as the reason.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from foi.intake.splitter.vocabulary import (
    AUX,
    AUX_Q,
    CONNECTOR,
    DETERMINER,
    FORMAT_WORD,
    GENERIC,
    GIVE,
    HANDLE,
    MONTH,
    PROCESS_IF,
    SUBJECT,
)


class Role(Enum):
    ASK = "ask"  # asks something with a content of its own
    NOUN = "noun ask"  # "The number of ...": an ask in a list or after a lead-in
    LEAD = "lead-in"  # "Please provide the following:" asks, but for nothing of its own
    CLAUSE = "clause"  # "What is done to ...": an ask in a list or after a lead-in, else part of an argument
    TOPIC = "topic"  # "I request information about X": an ask if nothing more exact follows
    ADDS = "addition"  # adds a breakdown, a period, an explanation, an "if so" to the ask before
    SCOPE = "scope"
    PERIOD = "period"
    NOTE = "note"
    DEFINITION = "definition"
    BOILERPLATE = "boilerplate"
    FORMAT = "format wish"
    COURTESY = "courtesy"
    LINK = "link"
    FRAGMENT = "fragment"  # a few words without a verb: an item of a list, a heading
    STATEMENT = "statement"


class Reading(NamedTuple):
    role: Role
    cue: str


def _table(rules: list[tuple[str, Role, str]], flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], list[Reading]]:
    """One alternation of all patterns; the number of the group that matched finds its reading."""
    pattern = "|".join(f"({rule})" for _, _, rule in rules)
    return re.compile(pattern, flags), [Reading(role, name) for name, role, _ in rules]


_THE_ANSWER = r"(?:your\s+(?:answers?|responses?|reply|figures)|(?:(?:the|this|these|that|those|all|any|each|my|our)\s+)?(?:(?:requested|above|same|following|relevant|full|resulting|final|raw|other|attached|completed)\s+)?(?:of\s+)?(?:the\s+)?(?:data|information|info|answers?|responses?|reply|figures?|results?|numbers?|totals?|statistics|it|this|them|these|those|each|all|list|same|sums?|above))"

# --- by how the sentence begins -----------------------------------------------------------------------------------
_OPENING, _OPENING_READINGS = _table([
    ("in brackets", Role.ADDS, r"[(\[]"),
    ("is a link", Role.LINK, r"\*{0,3}\s*(?:https?://|www\.)\S+"),
    ("says note", Role.NOTE, r"for\s+(?:the\s+avoidance\s+of\s+doubt|clarity|clarification|context|background|your\s+information|information)\b|(?:please\s+)?(?:also\s+)?(?:n\.?\s?b\.?|n:b|notes?|please\s+note|important\s+note|disclaimer|nodwch|noder)\b\s*(?:[:.,–-]|that|\b)"),
    ("is a footnote", Role.NOTE, r"\*+(?=[A-Za-z\"“])"),
    ("explains a term", Role.DEFINITION, r"(?:by|with)\s+(?:the\s+(?:word|term|phrase)s?\s+)?[\"'“‘]?[\w\s'/-]{1,50}[\"'”’]?,?\s+(?:i|we)\s+(?:mean|am\s+referring|refer|understand)\b"
        r"|(?:for|in)\s+(?:the\s+)?purposes?\s+of\s+(?:this|my|the|these)|[\"'“‘][^\"'”’]{1,60}[\"'”’]\s+(?:means?|refers?|includes?|is\s+(?:defined|taken|meant)|should\s+be|here)\b"
        r"|(?!(?:what|how|why|whether|who|which|when|where)\b)[\w\s-]{1,40}\s+(?:here\s+)?(?:means?|is\s+defined\s+as|is\s+taken\s+to\s+mean|should\s+be\s+taken\s+to\s+mean|refers?\s+to)\b(?!.*\?)|the\s+(?:term|word|phrase)s?\b"),
    ("thanks or hopes", Role.COURTESY, r"(?:(?:many|with)\s+thanks|thanks?\b|thanking\b|thank\s+you|i\s+(?:very\s+much\s+)?(?:look\s+forward|await|hope|trust|appreciate\s+(?:your|that|this|any)|apologi[sz]e|realise|realize|understand|gather|appreciate\s+it)"
        r"|looking\s+forward|apologies|sorry|(?:i\s+am|i['’]?m)\s+(?:very\s+|so\s+|most\s+)?(?:sorry|grateful\s+for\s+your|aware|also\s+aware|not\s+(?:asking|after|looking|interested|requesting))"
        r"|grateful\s+for\s+your|we\s+(?:look\s+forward|hope|appreciate\s+your|thank)|in\s+anticipation|diolch|any\s+help\s+would|your\s+help)"),
    ("asks why, in a word", Role.ADDS, r"(?:and\s+)?(?:if\s+(?:so|not|yes|no)\b[\s,:–-]*)?(?:why(?:\s+not)?|when|where|how|which(?:\s+ones?)?|who|by\s+whom|how\s+(?:many|much|often)|what\s+(?:for|were\s+they|are\s+they|is\s+it)|in\s+what\s+way|on\s+what\s+(?:dates?|grounds?))\s*\?"),
    ("hangs on the answer before", Role.ADDS, r"(?:and\s+)?if\s+(?:so|yes|not|no|it\s+(?:does|is|has|did|was)(?:\s+not|n['’]t)?|they\s+(?:do|are|have|did|were)(?:\s+not|n['’]t)?|you\s+(?:do|have|did)|there\s+(?:is|are|was|were)(?:\s+(?:one|any|such|some|none))?(?:\s+not|n['’]t)?)\s*[,:;–-]"
        r"|(?:and\s+)?if\s+(?:so|yes)\b|if\s+not,?\s+(?:why|what|who|how|when|please|can|could|is|are|do|does|will)|in\s+(?:that|which|this)\s+case\b|where\s+(?:so|this\s+is\s+the\s+case|it\s+does|they\s+do)\b|otherwise,"
        r"|(?:if|where)\s+(?:this|that|the\s+answer|your\s+answer|either|the\s+above)\s+(?:is|was|to\s+(?:this|that|either|the\s+above)\s+is)\s+(?:yes|no|so|not\s+so|the\s+case|in\s+the\s+(?:affirmative|negative)|positive)"),
    ("says what the request takes in", Role.ADDS, CONNECTOR + r"{0,2}(?:my|this|the|our)\s+(?:request|question|search)\s+(?:should|is\s+to|must|would|does|also)\s+(?:also\s+|not\s+)?(?:include|cover|extend|take\s+in)\b"),
    ("asks the same for another period", Role.ADDS, CONNECTOR + r"{0,2}(?:can|could|may|might|please\s+(?:can|could))\s+(?:all\s+)?(?:of\s+)?(?:this|these|the|that|it|they|the\s+same)(?:\s+(?:above|same|data|information|figures?|answers?|numbers?|results|totals?)){0,3}\s+(?:please\s+)?(?:also\s+)?(?:be|also\s+be)\b"),
    ("takes the ask further", Role.ADDS, r"(?:what|how)\s+about\b"),
    ("gives an example", Role.ADDS, r"(?:i\.?e\.?|e\.?g\.?|for\s+example|for\s+instance|such\s+as|that\s+is(?:\s+to\s+say)?,|in\s+other\s+words|namely|examples?\s+(?:of|might|would|could|include)|by\s+(?:this|that|which)\b|here\s+i\s+mean|for\s+reference)\b"),
    ("says how to divide the answer", Role.ADDS, r"(?:broken\s+down|split\s+(?:by|into|down|out)|divided\s+(?:by|into)|separated\s+by|grouped\s+by|sorted\s+by|itemi[sz]ed\s+by|with\s+a\s+breakdown|a\s+breakdown\s+by|again\s+(?:for|by)|per\s+(?:year|month|annum)|by\s+(?:year|month|type|category|age|gender|rank|ward|department|quarter)\b)"),
    ("says what the answer should hold", Role.ADDS, r"(?:these|they|this|it|both|each|the\s+(?:lists?|figures?|tables?|breakdown|answers?|totals?|numbers?|data|information|columns?|count|sums?|amounts?|response|spreadsheet|statistics|results?))\s+(?:should|must|need|needs|may|can|could|ought|would\s+(?:need|have|ideally))\b"
        r"|this\s+(?:is\s+to\s+include|includes?|covers?|would\s+include|could\s+be)\b|(?:including|excluding|inclusive\s+of|not\s+including|except)\b|(?:please\s+)?(?:also\s+)?(?:include|exclude|leave\s+out|omit|count|don['’]t\s+include|do\s+not\s+include)\b"),
])  # fmt: skip

# --- asks: an opener at the beginning of a clause --------------------------------------------------------------------
_WANT = (
    r"(?:i|we)(?:['’](?:d|ll)|\s+(?:would|should|shall|will|do|could))?\s+(?:also\s+|therefore\s+|further\s+|really\s+|now\s+|just\s+|simply\s+|much\s+|hereby\s+|additionally\s+|still\s+|respectfully\s+|kindly\s+|only\s+|formally\s+|particularly\s+|especially\s+|then\s+)*"
    r"(?:like|love|want|wish|need|require|request|ask|seek|desire|(?:be|am|are)\s+(?:most\s+|very\s+|also\s+|extremely\s+|formally\s+|hereby\s+|now\s+|therefore\s+|really\s+|just\s+|simply\s+)?(?:grateful|glad|obliged|pleased|thankful|happy|keen|interested|curious|hoping|requesting|asking|seeking|looking|after|wanting|trying|writing|submitting|making|contacting)"
    r"|appreciate|welcome|prefer|make\s+(?:a|this|the|an)\s+(?:formal\s+)?(?:\w+\s+){0,4}requests?|submit|write|put|would|have)\b"
)
_OPENERS = (
    r"(?P<wh>how\s+(?:many|much|long|often|far|frequently|old|big|large|soon|regularly|quickly|well)\b"
    rf"|(?:(?:to|for|in|of|by|on|at|from|with|under|over|since|against)\s+)?(?:what|which|whom|whose|how)\s+(?!follows|i\b|we\b)(?:(?!that\b|who\b)[\w'’/-]+\s+){{0,6}}?{AUX}\b"
    rf"|who\s+(?:{AUX}|decides?|decided|pays?|paid|made|makes?|owns?|runs?|signed|approved|gets?|got|checks?|checked|set|sets|took|takes|gave|gives|holds?|held)\b|(?:when|where|why)\s+(?:exactly\s+)?{AUX}\s+(?:{SUBJECT}\b|[A-Z])"
    r"|what(?:['’]s|\s+(?:proportion|percentage|number|amount|sum|steps|action|training|policies|guidance|checks|measures)\b)|(?:faint|sawl|beth|pwy|pryd|pam|ble|a\s+oes|a\s+yw|a\s+ydy(?:ch)?)\b)"
    rf"|(?P<you>(?:can|could|would|will|may|might)\s+(?:you|i|we|the\s+\w+|anyone|someone)(?:\s+(?:please|kindly|also|possibly|perhaps|then|therefore|further|be\s+so\s+kind\s+as\s+to|be\s+able\s+to|be\s+good\s+enough\s+to|again))*\s+(?P<youverb>{HANDLE}\b|{GIVE}\b|have\b|see\b|get\b|be\b|know\b|ask\b|request\b|\w+))"
    rf"|(?P<pleaseyou>(?:please|kindly)\s+(?:could|can|would|will|may|might)\s+(?:you|i|we)(?:\s+(?:also|kindly|please))*\s+(?P<pyverb>{HANDLE}\b|{GIVE}\b|\w+))"
    rf"|(?P<aux>{AUX}\s+{SUBJECT}\b)"
    rf"|(?P<please>(?:(?:please|kindly|do|pls|plz)\s*,?\s*)+(?:also\s+|therefore\s+|further\s+|kindly\s+|just\s+|then\s+|instead\s+|now\s+|again\s+|additionally\s+|separately\s+|can\s+(?=explain))*(?P<verb>{HANDLE}\b|{GIVE}\b))"
    rf"|(?P<want>{_WANT})"
    r"|(?P<my>(?:my|our|the)\s+(?:\w+\s+)?(?:questions?|requests?|quer(?:y|ies)|enquir(?:y|ies))\s+(?:\w+\s+){0,2}?(?:is|are|was|relates?|concerns?|(?:is|are)\s+as\s+follows)\b)"
    r"|(?P<what>what\s+(?:i|we)\s+(?:still\s+|also\s+|really\s+|would\s+)?(?:need|want|ask|wish|seek|am\s+after|am\s+asking|am\s+looking|would\s+like|like)\b.{0,80}?\b(?:is|are)\b)"
    r"|(?P<this>(?:this|below|here|what\s+follows|the\s+following|attached|set\s+out\s+below|it)\s+(?:is|are|constitutes)\s+(?:an?\s+|my\s+|our\s+|the\s+)?(?:formal\s+|new\s+|official\s+)?(?:\w+\s+){0,4}?(?:requests?|questions?)\b)"
    r"|(?P<help>(?:it\s+would\s+(?:also\s+)?be\s+(?:of\s+use|of\s+help|helpful|useful|good|great|appreciated)|(?:i\s+am\s+|i\s+would\s+be\s+|would\s+be\s+)?(?:most\s+)?grateful|it\s+would\s+help)\b)"
)
_IMPERATIVE = rf"(?P<imp>(?P<impverb>(?:do\s+not|don['’]?t|ignore|disregard|ensure|leave\s+out|omit|bear\s+in|be\s+aware|remember|feel\s+free|acknowledge|treat)\b|{GIVE}\b(?=\s+(?!of\b|from\b|on\b|is\b|are\b|was\b|were\b|for\b|in\b|prices?\b|details\b|below\b|above\b)\w)))"
_CLAUSE = r"(?:^[\"'“‘(\[*_\s-]*|[,;:(]\s*[\"'“‘]?|\s[-–—]\s*|\b(?:and|but|so|then|act|act\s+\d{4}|act\s+\d{4}\)|foia|therefore|possible|instead|besides|know|foi|hereby|so\s+that|law|eir|2000|2004|2002)\)?\s+)"
_ASKING = re.compile(rf"{_CLAUSE}{CONNECTOR}{{0,3}}(?:{_OPENERS})", re.IGNORECASE)
# "For each firm please send ...", "In the first part I ask about ...": no comma before the ask
_LATE = re.compile(rf"(?<!which\s)(?<!that\s)(?<!\bas\s)(?<!\bif\s)(?<!what\s)(?<!when\s)\b(?:{_OPENERS})", re.IGNORECASE)
_SET_BEFORE = re.compile(r"(?:for|in|on|at|under|from|since|between|during|with|by|to|of|within|following|regarding|concerning|as\s+(?:a|part|regards))\b", re.IGNORECASE)
_RELATIVE_CLAUSE = re.compile(r",\s*(?:(?:in|of|to|for|on|at|by|with|from|under)\s+)?(?:which|who|whom|whose|where|when)\b", re.IGNORECASE)
_COMMAND = re.compile(rf"[\"'“‘(\[*_\s]*{CONNECTOR}{{0,3}}{_IMPERATIVE}", re.IGNORECASE)

# --- what an opener asks for -----------------------------------------------------------------------------------------
_GIVE_ME = (
    r"(?:\s*,?\s*(?:to|for|that|me|us|him|her|with|please|kindly|also|be|been|being|sent|told|given|provided|supplied|informed|shown|see|have|receive|obtain|find\s+out|get|learn|know|access|make|making|request|requesting|ask|asking|submit|submitting|write|writing"
    r"|if\s+(?:you|the\s+\w+|someone|i)\s+(?:could|would|can|were|was|will|might)|you|the\s+(?:council|trust|force|authority|department|police|university|service|school|board)(?=\s+to\b)|view|inspect|apply|put|raise|i\s+(?:may|can|could)|and|an?(?=\s+(?:\w+\s+){0,3}(?:requests?|copy)\b)|look\s+at|looking|some"
    rf"|let|{GIVE})\b)*"
)
_OBJECT, _OBJECT_READINGS = _table([
    ("is about answering the request", Role.COURTESY,
        r"\s*(?:(?:safe\s+)?receipt|(?:that\s+)?(?:you\s+have|this\s+has\s+been|it\s+has\s+been)\s+(?:safely\s+)?received|if\s+(?:you|this|my|any|there|it|the\s+(?:request|information|data|cost))\b(?!\s+(?:hold|has|have\s+an?|keep|record|use|employ|provide|do\b))"
        r"|(?:in\s+advance|as\s+soon|when\s+you|straight\s+away|at\s+once|beforehand|how\s+(?:long|much)\s+(?:this|it|you)\s+(?:will|would|are)|the\s+reference|a\s+reference|your\s+earliest|an?\s+(?:early|prompt|quick|full)\s+(?:reply|response|answer))"
        r"|(?:your|an?)\s+(?:(?:prompt|early|full|timely|kind|swift|quick|written)\s+)*(?:help|assistance|co-?operation|attention|acknowledge?ment|response|reply|answer|time)\b|hear(?:ing)?\s+(?:from|back)|touch|clarification|if\b.{0,30}\bquestions)"),
    ("speaks of the format", Role.FORMAT, rf"\s*(?:have\s+|receive\s+|get\s+|see\s+|be\s+sent\s+)?{_THE_ANSWER}(?:\s+to\s+be)?(?:\s+\w+){{0,5}}?\s*,?\s+(?:(?:in|as|by|via|on|with|to)\s+(?:an?\s+|the\s+form\s+of\s+|my\s+)?(?:\w+\s+){{0,3}}?)?{FORMAT_WORD}\b"),
    ("only divides the answer", Role.ADDS, rf"\s*(?:an?\s+|the\s+)?(?:further\s+|full\s+|separate\s+|yearly\s+|annual\s+|monthly\s+)?(?:breakdown|split)\s+(?:of\s+(?:this|these|the\s+(?:figures|numbers|data|totals?|answers?|above))\s+)?(?:by|per|into|for\s+each|for\s+every)\b|\s*(?:down\s+)?(?:have\s+|see\s+|get\s+|provide\s+|give\s+)?{_THE_ANSWER}(?:\s+(?:to\s+be\s+)?\w+){{0,3}}?\s+(?:broken|down|split|divided|itemi[sz]ed|separated?(?:ly)?|by\s+(?:year|month|type|age|rank|ward|gender|sex|category|department|area|quarter|each|financial|calendar|\w+)|for\s+(?:each|every|all)|per\b|in\s+(?:each|every)|into\b|year\s+by\s+year|one\s+by\s+one|individually)"),
    ("speaks of the period", Role.SCOPE, rf"\s*(?:have\s+|see\s+)?{_THE_ANSWER}(?:\s+\w+){{0,2}}?\s+(?:for|from|between|since|covering|over|during|up\s+to|as\s+at|as\s+of)\s+(?:the\s+)?(?:\w+\s+){{0,4}}?(?:(?:19|20)\d\d|{MONTH}\b|years?|months?|periods?|quarters?|days?|date)"),
    ("asks for nothing of its own", Role.LEAD, rf"\s*(?:[:.;!?–-]|$|(?:please|below|above|too|also|instead|here|(?:under|set\s+out|listed|given|written|stated|named)\s+(?:here|below|underneath|under)|as\s+follows|the\s+(?:following|below|above))\b)|\s*(?:{DETERMINER}\s+)*{GENERIC}\b\s*,?\s*(?:[:.;!?–-]|$|(?:and\s+(?:input|return|enter|put|fill|complete|send|reply|add|record)|please|below|above|too|also|instead|here|listed|requested|as\s+follows|as\s+(?:listed|set|below|is)|(?:that\s+is|that|which\s+(?:is|are|i)|what\s+is)?\s*(?:set\s+out|listed|named|given|asked|here|below)|if|are|is|under|in\s+(?:line|accordance)|pursuant|i\s+(?:have|ask|am|need|want)|you\s+(?:can|have|hold)|to\s+(?:me|my|the\s+above|be\s+answered)|by\s+(?:e-?mail|return|law)|within|at|that\s+follow|which\s+follow|further\s+(?:down|on)|for\s+me|about\s+(?:it|this|these)\s*:)\b)"),
    ("asks for whatever there is", Role.BOILERPLATE, r"\s*(?:(?:to\s+)?(?:as\s+much|what(?:ever)?\s+(?:there|you\s+(?:can|have|do|hold)|is\s+(?:left|held|available)|part|falls)|all\s+(?:that|you)\s+(?:falls|can|is|there|you)|the\s+(?:rest|remainder|parts?\s+(?:that|which|you)|(?:latest|nearest|closest|most\s+recent|earliest)\s+(?:that|you|there|data|figures|years?|available|information|ones?))|those\s+(?:parts|that|years)|only\s+(?:what|the)|any\s+(?:part|parts)|a\s+(?:partial|redacted)|(?:the\s+)?(?:reasons?|grounds?|exemptions?|sections?)\s+(?:for|on|you|under|that|it|relied)|which\s+(?:exemptions?|sections?|parts?)|why\s*(?:[.?!,]|$)|me\s+why\s*[.?,]|how\s+(?:i\s+(?:can|could|might|may|should)|to\s+(?:narrow|refine|reduce|bring|change))))"),
    ("asks on a subject", Role.TOPIC, rf"\s*(?:about|regarding|concerning)\b|\s*(?:(?:{DETERMINER}\s+)*(?:information|info|data|details?|questions?|documents?|figures|statistics|requests?|records)\b)\s+(?:(?:that\s+)?(?:you\s+(?:hold|have)|held|recorded|available)\s+)?(?:under\s+.{{0,80}}?)?(?:about|on|regarding|relating|related|concerning|in\s+relation|in\s+respect|in\s+regards?|with\s+regards?|with\s+respect|as\s+to|surrounding|pertaining|to\s+do\s+with|in\s+connection|around|for\b(?!\s+(?:all|each|every|the\s+number)))(?!\s+(?:how|whether|which|what|the\s+(?:(?:total|full|exact)\s+)?(?:number|total|amount|cost|sum)))"),
])  # fmt: skip

_CONDITION = re.compile(rf"(?:and\s+|but\s+|please\s+|also\s+)*(?:if|should|where|in\s+(?:the\s+event|case)(?:\s+of|\s+that)?|were|unless|in\s+so\s+far\s+as|insofar\s+as|to\s+the\s+extent|provided|when|wherever|whenever|as\s+long\s+as)\s+(?:that\s+)?{PROCESS_IF}", re.IGNORECASE)
_CONDITIONAL = re.compile(r"(?:and\s+|but\s+)?(?:if|should|in\s+the\s+event|in\s+case|where|unless|were|when|as)\b", re.IGNORECASE)
_ACT = re.compile(r"freedom\s+of\s+information|\bfoi(?:a|sa)?\b|environmental\s+information\s+regulations|\beir\b|data\s+protection\s+act|deddf\s+rhyddid", re.IGNORECASE)
_ACT_PHRASE = re.compile(
    r",?\s*(?:(?:with|as)\s+[\w\s]{0,20})?(?:(?:under|pursuant\s+to|in\s+line\s+with|in\s+accordance\s+with|using|by\s+virtue\s+of|within\s+the\s+terms\s+of|as\s+part\s+of|through|via|with\s+regard\s+to|in\s+terms\s+of|per|by|for\s+the\s+purposes\s+of|as\s+is\s+my\s+right\s+under)\s+)"
    r"(?:(?:the|a|an|my|rights?|provisions?|terms?|of|this|your|section|s\.?|\d+|request|under|uk|our)\s+)*(?:freedom\s+of\s+information|foi(?:a|sa)?|environmental\s+information)(?:\s+\(scotland\))?(?:\s+(?:act|regulations|request|legislation|law|acts|rules|provisions))*(?:\s*\(?\d{4}\)?)?(?:\s*\((?:foia?|scotland|eir|foisa)\))?(?:\s+(?:and|or|&|and/or)\s+(?:the\s+)?(?:environmental\s+information\s+regulations|eir|freedom\s+of\s+information\s+act)(?:\s+\d{4})?)?,?",
    re.IGNORECASE,
)

# --- words that decide where no opener does -----------------------------------------------------------------------------
_ANYWHERE, _ANYWHERE_READINGS = _table([
    ("speaks of cost or law", Role.BOILERPLATE, r"\b(?:cost\s+limit|appropriate\s+limit|time\s+limit|fees?\s+(?:regulations|notice|limit)|section\s+1[0-9]\b|s\.?\s?1[0-9]\b|exemptions?\b|public\s+interest\s+(?:test|in\s+(?:disclos|release|know|this))|duty\s+to\s+(?:assist|advise)|advice\s+and\s+assistance|18\s+hours|24\s+hours\b(?=.*cost)|£\s?(?:450|600)\b|internal\s+review|information\s+commissioner|\bico\b|(?:20|twenty)\s+working\s+days|statutory\s+(?:time|deadline|period|limit)|withh(?:old|eld)|redact(?:ed|ion)?|tribunal|applicant[- ]blind|re-?use\b)"),
    ("speaks of a request under the Act", Role.BOILERPLATE, r"\b(?:freedom\s+of\s+information|foia?\b|foi\s+(?:request|act)|environmental\s+information\s+regulations|data\s+protection|gdpr|rhyddid\s+gwybodaeth)"),
])  # fmt: skip
# Words of the request's handling: cost, law, narrowing, passing on. An ask that holds them asks for no information.
_HANDLING = re.compile(
    r"\b(?:(?:narrow|refine|refined|reduce|reduced|modify|amend|limit|revise|rephrase|clarify)\s+(?:down\s+)?(?:my|the|this|our|your)?\s*(?:request|questions?|scope|search|time\s?frame)|request\s+(?:could|can|might|may)\s+be\s+(?:refined|narrowed|amended|reduced|changed)"
    r"|(?:duty|duties|obligations?|requirement)\s+(?:to|of)\s+(?:advise|assist|provide\s+advice|help)|advi[cs]e\s+(?:and|or)\s+assist\w*|any\s+(?:further\s+)?(?:advice|assistance)|costs?\s+(?:limits?|of\s+compl\w+|thresholds?)|appropriate\s+(?:cost\s+)?limits?|fees?\s+limits?"
    r"|(?:transfer|pass|forward|redirect)\s+(?:(?:on|the|this|my|it)\s+){1,2}(?:request\b|to\b)|another\s+(?:public\s+)?(?:authority|body)|(?:specific|relevant|any|which|an?|the|each)\s+exemptions?\b(?!\s+(?:from|for)\b)|non-?exempt|justify\s+(?:all|any|each|your)|withhold(?:ing)?\s+(?:any|the|this|information|all)|internal\s+review"
    r"|\bmy\s+(?:preferred|contact|postal|email|address)|reserve\s+the\s+right|deadline|working\s+days|public\s+interest\b.{0,30}\b(?:disclos|releas|test)|section\s+1[67]\b|(?:receipt\s+of|received)\s+(?:this|my)\b|hesitate|get\s+in\s+touch|time\s?frame\s+to\s+(?:come|fall)|re-?use\s+of)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\b(?:how\s+(?:many|much|often|long)|numbers?\s+of|total|cop(?:y|ies)\s+of|list\s+of)\b", re.IGNORECASE)
_SCOPE = re.compile(
    rf"(?:all|any|each|every|the|these|this|those|my|our|both|unless|where|in\s+all|for\s+all|for\s+each|please)?\s*(?:of\s+)?(?:the\s+|my\s+|these\s+|of\s+these\s+)?(?:above\s+|following\s+|same\s+)?(?:figures?|data|information|questions?|requests?|answers?|dates?|periods?|years?|time\s*(?:frame|scale|period|span)|date\s+range|numbers?|it|this)?\s*"
    rf"(?:(?:\w+\s+){{0,3}}?(?:should|relates?|refers?|covers?|(?:is|are)\s+(?:wanted|for|about|limited|restricted|confined|requested|sought|to\s+(?:be|cover)|from|between)|appl(?:y|ies)|concerns?|spans?|runs?|begins?|in\s+question)\b|otherwise\s+(?:stated|specified|indicated|noted)|:)",
    re.IGNORECASE,
)
_SCOPE_START = re.compile(
    r"(?:unless\s+(?:otherwise|stated|i\s+say|a\s+question)|(?:the\s+|my\s+)?(?:time\s*(?:frame|scale|period|span)|date\s+range|period(?:\s+(?:of|covered|in\s+question|concerned))?|dates?\s+(?:covered|range))\b|(?:all|each|both)\s+(?:of\s+)?(?:the\s+|these\s+|my\s+)?(?:questions?|figures?|answers?|data|requests?|information)\b|in\s+(?:each|every|all)\s+(?:case|instance|question)s?\b|for\s+(?:all|each)\s+(?:of\s+)?(?:the\s+|these\s+)?(?:questions?|the\s+above)"
    r"|(?:the\s+|these\s+|my\s+|this\s+)?(?:figures?|data|information|questions?|requests?|answers?)\s+(?:\w+\s+){0,2}?(?:should|relates?|refers?|covers?|(?:is|are)\s+(?:wanted|for|about|limited|restricted|confined|to)|appl(?:y|ies)|concerns?)\b)",
    re.IGNORECASE,
)
_PERIOD_PIECE = re.compile(
    rf"(?:\b(?:{MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d(?:\s?[/–-]\s?\d{{2,4}})?|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|fy|q[1-4]|from|to|until|till|between|and|the|of|date|present|today|now|inclusive|financial|calendar|academic|years?|months?|for|period|since|up|ending|beginning|starting|first|last|latest|current|next|week|quarter|inc|onwards?|ongoing|spring|summer|autumn|winter|term|tax|school|each|monday|tuesday|wednesday|thursday|friday|saturday|sunday|time|frame|range|covered|through|three|four|five|two|ten|six|past|previous|most|recent|in|by|as|at|on)\b|[\s,;:.&/()\[\]?–—-])+$",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(rf"\b(?:(?:19|20)\d\d|\d\d/\d\d|{MONTH}|years?|months?|q[1-4]|term|today|date)\b", re.IGNORECASE)
_THING = (
    r"(?:numbers?|totals?|amounts?|costs?|sums?|cop(?:y|ies)|lists?|names?|details?|dates?|breakdown|figures?|values?|averages?|mean|percentages?|proportion|share|counts?|spend(?:ing)?|expenditure|budgets?|minutes"
    r"|correspondence|e-?mails?|polic(?:y|ies)|reasons?|statistics|data|information|documents?|records?|salar(?:y|ies)|grades?|locations?|addresses|criteria|procedures?|guidance|guidelines|reports?|contracts?|agreements?"
    r"|evidence|outcomes?|results?|types?|kinds?|length|duration|rates?|levels?|job\s+titles?|titles?|position|roles?|qualifications?|whether|time\s+taken|income|revenue|profit|fees?|rulings?|decisions?|letters?|notes?"
    r"|summary|summaries|description|explanation|confirmation|estimate|age|rank|make|model|size|identity|identities|pages?|extent|frequency|method|process|ways?|nature|status|supplier|provider|firm|person|owner|communications?"
    r"|recommendations?|plans?|assessments?|audits?|reviews?|schedules?|registers?|logs?|stages?|steps?|circumstances|terms)"
)
_NOUN_ASK = re.compile(
    r"[\"'“‘(\[*_\s]*(?:(?:and|also|plus|as\s+well\s+as|finally|then|next)\b[\s,]*)*"
    r"(?:(?:(?:the|an?|any|all|both|each|every|your|full|total|overall|annual|yearly|monthly|current|average|mean|median|combined|exact|approximate|latest|most\s+recent|complete|up[- ]to[- ]date|detailed|written|actual|gross|net|estimated"
    rf"|expected|planned|maximum|minimum|highest|lowest|relevant|internal|same|further|two|three|four|five|ten|last|first|\d+)\s+){{0,5}}{_THING}\b)",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(r"[\"'“‘(\[*_\s]*(?:(?:and|also|or|to|for|in|by|on|of|at|from|with)\s+)*(?:how|what|which|who|whom|whose|when|where|why|if|whether)\b", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|do|does|did|am|been|said|says|went|gave|took|came|seems?|appears?|believes?|knows?|shows?|means?|claims?|wrote|stated|i['’](?:m|ve|d|ll)|it['’]s|that['’]s|there['’]s|we['’]re|don['’]t|doesn['’]t|isn['’]t|can['’]t|won['’]t|succeeded|i|we)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|do|does|did|am|i['’](?:m|ve|d|ll)|it['’]s|that['’]s|don['’]t|doesn['’]t|isn['’]t|i)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where|when|if|whether|how|what|for|as|because|than|each|every|since|and|or)\b[^,;]*\Z", re.IGNORECASE)
_PROCESS_Q = re.compile(
    r"(?:charges?|fees?|pay)\s+(?:\w+\s+){0,2}?(?:for|to)\s+(?:this|the\s+(?:information|request)|my\s+request|me)\b|(?:how\s+long|when)\s+(?:will|can|should|may|might|do\s+you)\s+(?:this|it|i|you\s+(?:reply|respond|take|need|expect\s+to))\s*(?:take|expect|hear|receive|reply|respond|get|be\s+answered|need)?\b|(?:receipt|received)\s+(?:of\s+)?(?:this|my)\b|acknowledge|clarif|help\s+me\b|help(?:\s+with\s+this)?\?|(?:reply|respond|answer|send\s+(?:it|this|them|the\s+(?:reply|answer))|e-?mail\s+(?:it|this|them))\s+(?:\w+\s+){0,3}?(?:to|by|in|via)\s+(?:me\b|e-?mail|my|this|an?\s+\w+\s+format|writing|excel|electronic)|who\s+(?:should|do|must)\s+i\s+(?:contact|ask|write|speak)|is\s+(?:this|that)\s+(?:ok|okay|possible|something\s+you)|does\s+(?:this|that)\s+(?:make\s+sense|help)|(?:any|more)\s+questions\?|(?:come|fall|bring\s+\w+)\s+(?:under|within|below)\s+the\s+(?:cost\s+)?limit|need\s+(?:any\s+|anything\s+|more\s+|further\s+)+(?:from|information|details|clarif)",
    re.IGNORECASE,
)
_RHETORICAL = re.compile(
    rf"[\"'“‘(\s]*{CONNECTOR}{{0,2}}(?:is\s+it\s+(?:any\s+wonder|not|really|right|fair|too\s+much|acceptable|reasonable)|isn['’]t\s+it|how\s+can\s+(?:this|it|that|anyone|residents|people|the\s+public|we|you\s+(?:justify|defend|possibly))|why\s+(?:should|must)\s+(?:we|i|residents|taxpayers?|the\s+public|anyone|people|local|it|that)|who\s+(?:would|could|can)\s+(?:have\s+)?(?:blame|believe|think|trust|argue|doubt|thought|believed)|what\s+(?:is|was)\s+the\s+(?:point|use)|surely|do(?:n['’]t)?\s+(?:you|they|we)\s+(?:really|honestly|not|seriously|think|believe|care)|does\s+(?:anyone|anybody|nobody)|are\s+(?:we|residents|people)\s+(?:really|supposed|expected|to\s+believe|meant)|am\s+i\s+(?:wrong|alone|to|the)|has\s+(?:anyone|nobody|no\s+one)\s+(?:thought|stopped|considered|noticed)|what\s+(?:kind|sort)\s+of\s+(?:council|message|world|society|service|example)|where\s+(?:will|does)\s+it\s+(?:end|stop)|what\s+(?:next|more|else)\s*\?|so\s+what|who\s+knows|why\s+(?:bother|then)|what\s+(?:am|are)\s+(?:i|we)\s+(?:to|supposed)|what\s+are\s+(?:residents|we|people)\s+(?:to|supposed)|can\s+(?:it|this|that)\s+(?:really\s+)?be\s+(?:right|fair|true))",
    re.IGNORECASE,
)
_FORMAT_ANY = re.compile(rf"\b(?:prefer(?:red|ably|ence)?|ideally|suitable|fine|acceptable|happy|sufficient|suffice|will\s+do|welcome|enough|best|would\s+be)\b.{{0,60}}\b{FORMAT_WORD}\b|\b{FORMAT_WORD}\b.{{0,60}}\b(?:prefer(?:red|ably|ence)?|suitable|fine|acceptable|sufficient|suffice|will\s+do|enough|best|please|would\s+be|if\s+possible)\b", re.IGNORECASE)
_AND_MORE = re.compile(r"\b(?:and|,)\s+(?:please\s+)?(?:also\s+)?(?:add|explain|say|state|describe|tell\s+me|how\s+many|what|why)\b", re.IGNORECASE)

_R = {
    "question mark": Reading(Role.ASK, "question mark"),
    "interrogative": Reading(Role.ASK, "begins like a question"),
    "please": Reading(Role.ASK, "asks with please"),
    "you": Reading(Role.ASK, "asks whether you could"),
    "want": Reading(Role.ASK, "says what is wanted"),
    "imperative": Reading(Role.ASK, "begins with a verb of giving"),
    "noun": Reading(Role.NOUN, "names a thing that is asked for"),
    "handle": Reading(Role.COURTESY, "is about how to deal with the request"),
    "process": Reading(Role.COURTESY, "asks about the handling of the request"),
    "rhetorical": Reading(Role.STATEMENT, "is an argument put as a question"),
    "condition": Reading(Role.BOILERPLATE, "says what to do if the request cannot be met"),
    "format": Reading(Role.FORMAT, "speaks of the format"),
    "clause": Reading(Role.CLAUSE, "begins with a question word"),
    "scope": Reading(Role.SCOPE, "says what all the answers should cover"),
    "period": Reading(Role.PERIOD, "is a period"),
    "lead": Reading(Role.LEAD, "announces the questions"),
    "fragment": Reading(Role.FRAGMENT, "has no verb"),
    "statement": Reading(Role.STATEMENT, "states something"),
    "divides": Reading(Role.ADDS, "only divides the answer"),
}
_HANDLE = re.compile(rf"{HANDLE}\b", re.IGNORECASE)
_WANT_MORE = re.compile(
    rf"\s*(?:it\s+)?(?:(?P<you>(?:(?:if|that)\s+)?(?:you|the\s+\w+|someone)\s+(?:could|would|can|will|might|to|please)|for\s+you\s+to|that\s+you)|to|that|me|us|please|also|kindly|from\s+you)?\s*(?:also\s+|please\s+|kindly\s+|then\s+)*(?P<verb>{HANDLE}\b|{GIVE}\b)?",
    re.IGNORECASE,
)


# "I would like to note ...": the requester's own doing
_SELF = re.compile(r"(?:note|write|answer|do|treat|ensure|make|start|begin|return|help|use|quote|consider|complete|read|reply|respond)\b", re.IGNORECASE)


def read(sentence: str) -> Reading:
    """What the sentence is, taken by itself."""
    asks = sentence[-1:] == "?" or sentence[-2:-1] == "?"
    found = _OPENING.match(sentence)
    if found and found.lastindex:
        reading = _OPENING_READINGS[found.lastindex - 1]
        if reading.role is Role.COURTESY and not asks:
            inner = _ASKING.search(sentence, found.end())
            if inner and inner["please"]:
                return _asked(sentence, inner, asks=asks)
            return reading
        if reading.role is Role.ADDS and not asks and _HANDLING.search(sentence):
            return _R["condition"]
        if reading.role is Role.ADDS and reading.cue == "says what the answer should hold" and _SCOPE_START.match(sentence) and _HAS_DATE.search(sentence):
            return _R["scope"]
        if reading.role is not Role.DEFINITION or not asks:
            return reading
    if len(sentence) < 200 and _PERIOD_PIECE.match(sentence) and _HAS_DATE.search(sentence):
        return _R["period"]
    if _CONDITION.match(sentence) and not asks:
        return _R["condition"]
    if _SCOPE_START.match(sentence) and not asks:
        return _R["scope"]
    command = _COMMAND.match(sentence)
    if command:
        if _HANDLE.match(command["impverb"]) and not asks:
            return _R["handle"]
        if not _HANDLE.match(command["impverb"]):
            return _object(sentence, command.end(), "imperative", asks=asks)
    opener = _ASKING.search(sentence)
    if opener and opener.start() > 20 and not asks and _NOUN_ASK.match(sentence) and not _states(sentence[: opener.start()], _AUXILIARY):
        return _R["noun"]
    while opener and opener["wh"] and not asks and _RELATIVE_CLAUSE.match(opener.group()):
        opener = _ASKING.search(sentence, opener.end())
    if opener is None and _SET_BEFORE.match(sentence):
        opener = _LATE.search(sentence)
        if opener and (opener["wh"] or opener["aux"]):
            opener = None
    if opener:
        return _asked(sentence, opener, asks=asks)
    if asks:
        if _PROCESS_Q.search(sentence):
            return _R["process"]
        if _RHETORICAL.match(sentence):
            return _R["rhetorical"]
        return _R["question mark"]
    if _FORMAT_ANY.search(sentence):
        return _R["format"]
    if _NOUN_ASK.match(sentence) and not _states(sentence, _AUXILIARY):
        return _R["noun"]
    if _QUESTION_WORD.match(sentence):
        return _R["clause"]
    anywhere = _ANYWHERE.search(sentence)
    if anywhere and anywhere.lastindex:
        return _ANYWHERE_READINGS[anywhere.lastindex - 1]
    return _R["statement"] if _states(sentence) else _R["fragment"]


def is_handling(words: str) -> bool:
    """Whether the words speak of cost, exemptions, narrowing the request or passing it on."""
    return _HANDLING.search(words) is not None


def begins_with_ask(words: str) -> bool:
    """Whether the very first words ask: "the number of ...", "how many ...", "please state ..." (rule R5)."""
    if _NOUN_ASK.match(words) or _QUESTION_WORD.match(words) or _COMMAND.match(words):
        return True
    found = _ASKING.match(words)
    return found is not None


def _states(sentence: str, finite: re.Pattern[str] | None = None) -> bool:
    """Whether it holds a finite verb that is not in a relative clause."""
    found = (finite or _FINITE).search(sentence, 0, 400)
    return found is not None and not _RELATIVE.search(sentence, 0, found.start())


_BECAUSE = re.compile(r"\s*(?:(?:this|it|these)\s+)?(?:\w+\s+)?(?:because|since|as|so\s+that|only|in\s+the\s+(?:hope|light|public)|out\s+of|on\s+behalf)\b", re.IGNORECASE)


def _asked(sentence: str, opener: re.Match[str], *, asks: bool) -> Reading:
    if opener["wh"] or opener["aux"]:
        if asks or opener["wh"] or opener.start() == 0:
            if _PROCESS_Q.search(sentence):
                return _R["process"]
            if asks and _RHETORICAL.match(sentence):
                return _R["rhetorical"]
            return _R["interrogative"]
        return _R["statement"] if not asks else _R["question mark"]
    if opener["please"]:
        if _HANDLE.match(sentence, opener.start("verb")):
            return _R["handle"]
        return _object(sentence, opener.end(), "please", asks=asks)
    if opener["you"] or opener["pleaseyou"]:
        verb = "youverb" if opener["you"] else "pyverb"
        if _HANDLE.match(sentence, opener.start(verb)) and opener[verb].lower() != "be":
            return _R["handle"]
        return _object(sentence, opener.end(), "you", asks=asks)
    if opener["want"]:
        more = _WANT_MORE.match(sentence, opener.end())
        if more and more["verb"] and _HANDLE.match(more["verb"]):
            if more["you"] and more["verb"].lower() not in ("be", "see", "find"):
                return _R["handle"]
            if _SELF.match(more["verb"]):
                return _R["statement"]
        words = opener["want"].lower()
        if _BECAUSE.match(sentence, opener.end()):
            return _R["statement"]
        if words.endswith((" have", " put", " would")):
            return _LEAD_OR_STATEMENT(sentence, opener)
        if words.endswith("prefer") and _FORMAT_ANY.search(sentence):
            return _R["format"]
        return _object(sentence, opener.end(), "want", asks=asks)
    if opener["my"] or opener["what"]:
        return _object(sentence, opener.end(), "want", asks=asks)
    if opener["this"]:
        return _R["lead"]
    return _object(sentence, opener.end(), "want", asks=asks) if opener["help"] else _R["statement"]


_QUESTIONS_FOLLOW = re.compile(r"\bquestions?\b|\bfollowing\b|\bbelow\b|\bfollows\b|:$", re.IGNORECASE)


def _LEAD_OR_STATEMENT(sentence: str, opener: re.Match[str]) -> Reading:  # noqa: N802
    if _QUESTIONS_FOLLOW.search(sentence, opener.end()):
        return _R["lead"]
    return _R["statement"]


_FOLLOWS = re.compile(r"\b(?:following|these|below)\b", re.IGNORECASE)


def _object(sentence: str, at: int, cue: str, *, asks: bool) -> Reading:
    """What comes after the opener: something of its own, or only the frame of an ask?"""
    if _HANDLING.search(sentence) and not _COUNTS.search(sentence):
        return _R["condition"] if not asks else _R["process"]
    rest = sentence[at:]
    if _ACT.search(rest):
        rest = _ACT_PHRASE.sub(" ", rest)
    given = _GIVE_ME_AT.match(rest)
    start = given.end() if given else 0
    found = _OBJECT.match(rest, start)
    if asks and _PROCESS_Q.search(sentence):
        return _R["process"]
    if not found or not found.lastindex:
        return _R[cue]
    reading = _OBJECT_READINGS[found.lastindex - 1]
    if reading.role is Role.LEAD and start is not None:
        # "... this information: the fee and the name of every firm": the colon is followed by the ask itself
        colon = max(rest.find(":", start), rest.find(";", start))
        if 0 <= colon < len(rest) - 2 and colon - found.end() < 60:
            return _R[cue]
    if reading.role is Role.ADDS and _AND_MORE.search(rest):
        return _R[cue]
    if reading.role is Role.TOPIC and _FOLLOWS.search(found.group()):
        return _R["lead"]
    return reading


_GIVE_ME_AT = re.compile(_GIVE_ME, re.IGNORECASE)
