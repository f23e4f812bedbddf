"""The frame round a request: greetings, sign-offs, e-mail headers, quoted trails, the authority's own words.

Each rule is a row in a table, so that a newcomer sees what is recognised and adds to it in one place. The patterns
see `plain` text (lower case, single spaces).
"""

from __future__ import annotations

import re
from enum import Enum

from foi.intake.splitter.vocabulary import plain, word_set


class Frame(Enum):
    """What a whole line was taken for by its form alone."""

    GREETING = "greeting"
    SIGN_OFF = "sign_off"
    THANKS = "thanks"
    HEADER = "header"
    ATTRIBUTION = "attribution"
    SEPARATOR = "separator"
    WEB = "web"
    TABLE = "table"


# The first words with which the rule can begin, the rule, its pattern for a whole line.
_ROWS = [
    (  # "Dear Sir or Madam," "Good morning," "Annwyl Syr"
        "dear hi hiya hello hey good greetings to annwyl bore prynhawn f fao for attn sir sirs madam",
        Frame.GREETING,
        r"(?:(?:dear|hi|hiya|hello|hey|greetings|annwyl|attn|madam)\b|good (?:morning|afternoon|evening|day)\b"
        r"|bore da\b|prynhawn da\b|to whom(?:so ?ever)? (?:it|this) may|f\.?a\.?o\b|for the attention of\b"
        r"|sirs?\b(?= ?(?:/|or\b|,|$))|to the (?:foi|freedom|information|data|chief|records|council|clerk"
        r"|head)\b)[^?:;]{0,70}[,.:;!-]?$",
    ),
    (  # "Yours faithfully," "Kind regards" "Yn gywir", also with the name on the same line
        "yours sincerely faithfully respectfully with my kind kindest best warm warmest very many and regards regard "
        "wishes cheers all yn cofion sent",
        Frame.SIGN_OFF,
        r"(?:yours (?:faithfully|sincerely|truly|etc|respectfully|in\b)|yours,|sincerely|faithfully|respectfully"
        r"|(?:(?:with|my|kind|kindest|best|warm|warmest|very|many|and) ){0,4}(?:regards?|wishes)\b|cheers\b"
        r"|all the best|best,|yn gywir|yn ddiffuant|cofion|sent from my\b)[^?:]{0,60}$",
    ),
    (  # "Many thanks," "Thank you in advance." on a line of their own
        "many thanks thank thanking thx ta diolch",
        Frame.THANKS,
        r"(?:many thanks|thanks|thank you|thanking you|thx|ta|diolch)(?: (?:so|very|much|again|kindly|indeed|you|in"
        r"|advance|anticipation|and|kind|best|regards|yn|fawr|for|your|help|time|assistance|attention|trouble"
        r"|all)\b)*[ ,.!]*(?:[a-z][a-z'.-]*[ .]*){0,3}$",
    ),
    (  # "From: ..." "Subject: ..." "Our ref: ..."
        " from sent to cc bcc subject date reply importance attachment attachments re ref our your foi reference case "
        "sensitivity classification",
        Frame.HEADER,
        r"\*{0,2}(?:from|sent|to|cc|bcc|subject|date|reply-to|importance|attachments?|re|(?:our |your |foi "
        r"|case )?ref(?:erence)?|reference (?:no|number)|sensitivity|classification) ?\*{0,2}:",
    ),
    ("", Frame.ATTRIBUTION, r"[-_= ]{2,}(?:original|forwarded|begin forwarded) message"),
    ("begin", Frame.ATTRIBUTION, r"begin forwarded message"),
    ("", Frame.SEPARATOR, r"[-_=*~#.\u2014\u2013\u2500\u2501\u2022 +]{3,}$"),
    (  # words that a web page wraps round a pasted request
        "skip link report print share back cookie cookies home menu search delivered unclassified hide show",
        Frame.WEB,
        r"(?:skip to (?:main )?content|link to this|report(?: this)?|print this page|share this page|back to top"
        r"|cookies?|home|menu|search|delivered|unclassified|(?:hide|show) quoted sections)[| ]*$",
    ),
]


def _by_first_word() -> dict[str, list[tuple[re.Pattern[str], Frame]]]:
    found: dict[str, list[tuple[re.Pattern[str], Frame]]] = {}
    for firsts, frame, pattern in _ROWS:
        compiled = re.compile(pattern)
        for first in {*firsts.split(), *([""] if firsts[:1] in ("", " ") else [])}:
            found.setdefault(first, []).append((compiled, frame))
    return found


_RULES = _by_first_word()
_ASKS = re.compile(
    r"\b(?:please|i (?:want|would|need|am|wish|have)|(?:can|could|would) you|how many|tell me|send)\b"
    r"|\b(?:hi|hiya|hello|hey)(?: there| all| team| again)?,? (?:and |just )?(?!how are you)"
    r"(?:when|what|where|who|why|how|which|is|are|was|were|do|does|did|has|have)\b"
)
_FIRST_WORD = re.compile(r"[a-z]*")
# "On 3 May 2021 at 10:12, A. Requester wrote:", also over two lines
_ATTRIBUTION = re.compile(r"on\b.{5,200}\b(?:wrote|writes) ?:?$|.{3,120}(?:@|\d{4}).{0,80}\bwrote ?:$")
_ATTRIBUTION_STARTS = re.compile(r"on\b.*\d")
_ATTRIBUTION_ENDS = re.compile(r".{0,120}\bwrote ?:?$")

# A greeting, or "PS", with the request on the same line: "Hi, can you tell me ..."
_GREETINGS = word_set("de hi he go to an ps p.")
_GREETING_AND_MORE = re.compile(
    r"(?:dear\s+[^,.?!:;]{1,60}|(?:hi|hello|hey)(?:\s+(?:there|again|all|team|everyone|foi\s+team))?"
    r"|good\s+(?:morning|afternoon|evening)|to\s+whom\s+it\s+may\s+concern"
    r"|annwyl\s+[^,.?!:;]{1,40})\s*[,!.:;–-]+\s*(?=\S)|p\.?\s?s\b[\s.,:;–-]+(?=\S)"
    r"|(?:hi|hello|hey)(?:\s+(?:there|again|all|team))?\s+(?=(?:i|im|i['’]m|we|can|could|would|please|how|what|do"
    r"|my|and|when|where|who|why|which|is|are|was|were|does|did|has|have)\b)",
    re.IGNORECASE,
)


def line_frame(text: str) -> Frame | None:
    """What the form of one line says about it, if anything."""
    if len(text) > 300:
        return None
    if text.endswith(">>>") or ("wrote" in text and _ATTRIBUTION.match(plain(text))):
        return Frame.ATTRIBUTION  # also ">>> A. Requester 06/02/2012 09:02 >>>"
    word = _FIRST_WORD.match(text[:20].lower())
    rules = _RULES.get(word.group() if word else "")
    if rules is None:
        return None
    low = plain(text)
    for pattern, frame in rules:
        if pattern.match(low):
            return frame if frame is not Frame.GREETING or not _ASKS.search(low) else None
    return None


# "2019 2020 2021 2022", "NAME OF SITE YEAR 1 YEAR 2 YEAR 3", "Put number Put number Put number"
_TABLE_ROW = re.compile(
    r"(?:[^\d?.:]{0,45}[ |])?(?:(?:(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?|year \d+)[ |,]*){4,}$"
    r"|(?:[a-z]{1,20} ){0,3}(?:\d{1,4}[ |]+){4,}(?:etc\b.{0,20}|\d{1,4})$"
    r"|([a-z][^|?.]{2,40}?)(?:[ |]+\1){2,}$"
)


def is_table_row(text: str) -> bool:
    """Whether a line is the head or a row of a table to fill in, pasted without its lines."""
    if "\t" in text or text.count("|") > 1:  # no other line has kept its tabs
        return True
    if not 12 < len(text) < 200 or (text[-1] in ".?!:;," and "etc" not in text):
        return False
    return _TABLE_ROW.match(plain(text)) is not None


def wrapped_attribution(text: str, following: str) -> bool:
    """ "On 3 May 2021 at 10:12, A. Requester" / "<a@example.org> wrote:" over two lines."""
    if len(text) > 200 or "wrote" not in following[:130]:
        return False
    return bool(_ATTRIBUTION_STARTS.match(plain(text)) and _ATTRIBUTION_ENDS.match(plain(following)))


def greeting_length(body: str) -> int:
    """How much of a paragraph is a greeting before the request on the same line."""
    if body[:2].lower() not in _GREETINGS:
        return 0
    found = _GREETING_AND_MORE.match(body)
    return found.end() if found and found.end() < len(body) else 0


# Who speaks? An authority's team in a header or attribution line.
AUTHORITY_NAME = re.compile(
    r"\bfoi\b|freedom[ ._-]?of[ ._-]?information"
    r"|information[ ._-](?:governance|rights|compliance|request|access|management|team)|data[ ._-]protection"
    r"|\b(?:team|officer|council|police|trust|service|department|office|university|disclosure|corporate|customer)\b"
    r"|@[\w.-]{0,80}(?:gov|nhs|police|mod|parliament|ac)\b"
)
REQUEST_ADDRESS = re.compile(r"whatdotheyknow|\brequest-\d")

_ANSWER = r"(?:response|reply|answers?|decision|letter)"
# The authority's own words where its reply was pasted along with the request.
REPLY_BEGINS = re.compile(
    r"please find (?:attached|enclosed|below|herewith) ?,? (?:is )?(?:our|the|a|my|your"
    rf"|[\w ]{{1,30}}'s) (?:\w+ ){{0,2}}{_ANSWER}|(?:the )?(?:attached|enclosed) (?:is|are) (?:our|the) {_ANSWER}"
    r"|(?:our|the (?:council|force|trust|authority|constabulary|university|department)'?s?) (?:response|reply"
    r"|answer) ?(?:is|:|$|to (?:your|each)|follows)|(?:our )?(?:response|reply|decision|disclosure) ?:? ?$"
    r"|response ?: |(?:i|we) (?:can|have) (?:now )?(?:confirm|considered|completed|processed"
    r"|concluded) (?:that )?(?:your|our|the \w+(?: \w+){0,3} (?:holds|does not hold))"
    r"|your (?:foi )?request (?:for information )?(?:has|was|is) (?:now )?(?:been )?(?:considered|received|processed"
    r"|handled|dealt)|(?:we|you) (?:answered|were told)\b|in response ?:?$|thank you for your (?:foi "
    r"|freedom of information )?(?:request|e-?mail|enquiry|letter)\b.{0,80}(?:received|dated|in which|we "
    r"|under the freedom)|in accordance with (?:section 1|the act),? (?:i|we) (?:can )?confirm"
)
# The authority quotes the request: the requester's own words come next.
QUOTES_REQUEST = re.compile(
    r"(?:i (?:write|am writing) (?:in connection with|further to|regarding|in response to|with reference to) your\b"
    r"|(?:i|we) refer to your\b(?! (?:recent |last |latest )?(?:response|reply|answer|decision|refusal))|(?:further"
    r"|with reference|in reply|in response) to your (?:\w+ ){0,3}?request|(?:specifically|in particular"
    r"|in your \w+),? you (?:asked|requested|wrote)\b|you (?:asked|requested|have asked|wrote)\b"
    r"|your (?:foi )?(?:request|questions?) ?(?:was|were|is|read|reads)? ?(?:as follows)? ?:? ?$)"
)
QUOTES_AT_END = re.compile(
    r"\b(?:you (?:asked|requested|wrote)|your (?:request|questions?) (?:was|were|is|reads?))\b[^.?!]{0,40}:$"
)
# The authority writing at the top of a trail.
AUTHORITY_VOICE = re.compile(
    r"(?:thank you for your (?:foi |freedom of information )?request"
    r"|thank you for your (?:e-?mail|enquiry|letter)\b.{0,120}\b(?:received|asking|requesting|logged|passed|you"
    # A requester writes so, too: "... in which you asked what I meant".
    r" (?:ask|request)(?!ed (?:me|us|what|whether|which|for (?:clarification|more|further)|to clarify)))"
    r"|we (?:have received|acknowledge|are (?:dealing|processing))"
    r"|could you (?:please )?(?:clarify (?:your (?:request|question)|the (?:period|time|scope)|which|what (?:you"
    r"|period)|whether you (?:want|mean|require|are|would))|tell us which|let us know which)|in order to (?:process"
    r"|answer) your request"
    r"|your request (?:has been|is being|was)|please quote (?:the|this) reference"
    r"|we (?:will|aim to|must) (?:respond|reply|answer))"
)
VOICE_STARTS = word_set(
    "please the attached enclosed our response reply decision disclosure i we your thank in further with specifically "
    "you could"
)
POSTSCRIPT = re.compile(r"p\.? ?s\.?\b[ :,-]*")
