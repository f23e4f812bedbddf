"""The frame round a request: greetings, sign-offs, e-mail headers, quoted trails, the authority's own words.

Each rule is a line in a table, so that a newcomer sees what is recognised and adds to it in one place.
"""

from __future__ import annotations

import re
from enum import Enum


class Frame(Enum):
    """What a whole line was taken for by its form alone."""

    GREETING = "greeting"
    SIGN_OFF = "sign_off"
    THANKS = "thanks"
    HEADER = "header"
    ATTRIBUTION = "attribution"
    SEPARATOR = "separator"
    WEB = "web"


_SALUTATION = (
    r"(?:dear\b|hi\b|hiya\b|hello\b|hey\b|good\s+(?:morning|afternoon|evening|day)\b|greetings\b|to\s+whom(?:so\s*ever)?\s+(?:it|this)\s+may"
    r"|annwyl\b|bore\s+da\b|prynhawn\s+da\b|f\.?a\.?o\b|for\s+the\s+attention\s+of\b|attn\b|sirs?\b(?=\s*(?:/|or\b|,|$))|madam\b"
    r"|to\s+the\s+(?:foi|freedom|information|data|chief|records|council|clerk|head)\b)"
)
_LINE_RULES = {
    # "Dear Sir or Madam," "Good morning," "Annwyl Syr"
    Frame.GREETING: _SALUTATION + r"[^?:;]{0,70}[,.:;!-]?$",
    # "Yours faithfully," "Kind regards" "Yn gywir", also with the name on the same line
    Frame.SIGN_OFF: (
        r"(?:yours\s+(?:faithfully|sincerely|truly|etc|respectfully|in\b)|yours,|sincerely|faithfully|respectfully"
        r"|(?:(?:with|my|kind|kindest|best|warm|warmest|very|many|and)\s+){0,4}(?:regards?|wishes)\b"
        r"|regards\b|cheers\b|all\s+the\s+best|best,|yn\s+gywir|yn\s+ddiffuant|cofion|sent\s+from\s+my\b)[^?:]{0,60}$"
    ),
    # "Many thanks," "Thank you in advance." on a line of their own
    Frame.THANKS: (
        r"(?:many\s+thanks|thanks|thank\s+you|thanking\s+you|thx|diolch)(?:\s+(?:so|very|much|again|kindly|indeed|you|in|advance|"
        r"anticipation|and|kind|best|regards|yn|fawr|for|your|help|time|assistance|attention|trouble|all))*[\s,.!]*(?:[a-z]\.?\s*[a-z'-]*\s*){0,3}$"
    ),
    # "From: ..." "Subject: ..." "Our ref: ..."
    Frame.HEADER: (
        r"\*{0,2}(?:from|sent|to|cc|bcc|subject|date|reply-to|importance|attachments?|re|ref|our\s+ref(?:erence)?|your\s+ref(?:erence)?"
        r"|foi\s+ref(?:erence)?|reference(?:\s+(?:no|number))?|case\s+ref(?:erence)?|sensitivity|classification)\s?\*{0,2}:\s*\S?"
    ),
    # "On 3 May 2021 at 10:12, A. Requester wrote:" "-----Original Message-----"
    Frame.ATTRIBUTION: (
        r"(?:on\b.{5,200}\b(?:wrote|writes)\s*:?$|.{3,120}(?:@|\d{4}).{0,80}\bwrote\s*:$|[-_=\s]{2,}(?:original|forwarded|begin\s+forwarded)\s+message"
        r"|begin\s+forwarded\s+message)"
    ),
    Frame.SEPARATOR: r"[-_=*~#.\u2014\u2013\u2500\u2501\u2022 +]{3,}$",
    # words that a web page wraps round a pasted request
    Frame.WEB: (
        r"(?:skip\s+to\s+(?:main\s+)?content|link\s+to\s+this|report(?:\s+this)?|print\s+this\s+page|share\s+this\s+page|back\s+to\s+top"
        r"|cookies?|home|menu|search|delivered|unclassified|hide\s+quoted\s+sections|show\s+quoted\s+sections)[|\s]*$"
    ),
}
_LINE = re.compile("|".join(f"(?P<{frame.value}>{rule})" for frame, rule in _LINE_RULES.items()), re.IGNORECASE)
_BY_GROUP = {frame.value: frame for frame in Frame}
_ATTRIBUTION_STARTS = re.compile(r"on\b.*\d", re.IGNORECASE)
_ATTRIBUTION_ENDS = re.compile(r".{0,120}\bwrote\s*:?$", re.IGNORECASE)

# A greeting with the request on the same line: "Hi, can you tell me ..."
GREETING_AND_MORE = re.compile(
    r"(?:dear\s+[^,.?!:;]{1,60}|(?:hi|hello|hey)(?:\s+(?:there|again|all|team|everyone|foi\s+team))?|good\s+(?:morning|afternoon|evening)"
    r"|to\s+whom\s+it\s+may\s+concern|annwyl\s+[^,.?!:;]{1,40})\s*[,!.:;–-]+\s*(?=\S)",
    re.IGNORECASE,
)


# The first three letters of every line that one of the rules can match.
_STARTS = frozenset(
    ["dea", "hi", "hi,", "hiy", "hel", "hey", "goo", "gre", "to", "ann", "bor", "pry", "f.a", "fao", "for", "att", "sir", "mad", "you", "sin", "fai", "res", "wit", "my", "kin", "bes", "war", "ver", "man", "and", "reg", "che", "all", "yn", "cof", "sen", "tha", "thx", "dio", "fro", "cc:", "cc", "bcc", "sub", "dat", "rep", "imp", "re:", "ref", "re", "our", "foi", "cas", "cla", "on", "beg", "ski", "lin", "pri", "sha", "bac", "coo", "hom", "men", "sea", "del", "unc", "hid", "sho"]
)


def line_frame(text: str) -> Frame | None:
    """What the form of one line says about it, if anything."""
    if len(text) > 300:
        return None
    if text[0].isalpha() and text[:3].rstrip().lower() not in _STARTS and not text.endswith(("wrote:", "wrote :")):
        return None
    found = _LINE.match(text)
    return _BY_GROUP[found.lastgroup] if found and found.lastgroup else None


def wrapped_attribution(text: str, following: str) -> bool:
    """"On 3 May 2021 at 10:12, A. Requester" / "<a@example.org> wrote:" over two lines."""
    return bool(len(text) < 200 and _ATTRIBUTION_STARTS.match(text) and _ATTRIBUTION_ENDS.match(following))


# Who speaks? An authority's team in a header or attribution line.
AUTHORITY_NAME = re.compile(
    r"\bfoi\b|freedom[ ._-]?of[ ._-]?information|information[ ._-](?:governance|rights|compliance|request|access|management|team)|data[ ._-]protection"
    r"|\b(?:team|officer|council|police|trust|service|department|office|university|disclosure|corporate|customer)\b|@[\w.-]*(?:gov|nhs|police|mod|parliament|ac)\b",
    re.IGNORECASE,
)
REQUEST_ADDRESS = re.compile(r"whatdotheyknow|\brequest-\d", re.IGNORECASE)

# The authority's own words where its reply was pasted along with the request.
REPLY_BEGINS = re.compile(
    r"(?:please\s+find\s+(?:attached|enclosed|below|herewith)\s*,?\s+(?:is\s+)?(?:our|the|a|my|your|[\w\s]{1,30}'s)\s+(?:\w+\s+){0,2}(?:response|reply|answers?|decision|letter)"
    r"|(?:the\s+)?(?:attached|enclosed)\s+(?:is|are)\s+(?:our|the)\s+(?:response|reply|answer)"
    r"|(?:our|the\s+(?:council|force|trust|authority|constabulary|university|department)'?s?)\s+(?:response|reply|answer)\s*(?:is|:|$|to\s+(?:your|each)|follows)"
    r"|(?:response|reply|our\s+response|decision|disclosure)\s*:?\s*$"
    r"|(?:i|we)\s+(?:can|have)\s+(?:now\s+)?(?:confirm|considered|completed|processed|concluded)\s+(?:that\s+)?(?:your|our|the\s+\w+(?:\s\w+){0,3}\s+(?:holds|does\s+not\s+hold))"
    r"|your\s+(?:foi\s+)?request\s+(?:for\s+information\s+)?(?:has|was|is|has\s+been)\s+(?:now\s+)?(?:been\s+)?(?:considered|received|processed|handled|dealt)"
    r"|thank\s+you\s+for\s+your\s+(?:foi\s+|freedom\s+of\s+information\s+)?(?:request|e-?mail|enquiry|letter)\b.{0,80}(?:received|dated|in\s+which|we\s+|under\s+the\s+freedom)"
    r"|in\s+accordance\s+with\s+(?:section\s+1|the\s+act),?\s+(?:i|we)\s+(?:can\s+)?confirm)",
    re.IGNORECASE,
)
# The authority quotes the request: the requester's own words come next.
QUOTES_REQUEST = re.compile(
    r"(?:i\s+(?:write|am\s+writing)\s+(?:in\s+connection\s+with|further\s+to|regarding|in\s+response\s+to|with\s+reference\s+to)\s+your\b|(?:i|we)\s+refer\s+to\s+your\b|(?:further|with\s+reference|in\s+reply|in\s+response)\s+to\s+your\s+(?:\w+\s+){0,3}?request"
    r"|(?:specifically|in\s+particular|in\s+your\s+\w+),?\s+you\s+(?:asked|requested|wrote)\b|you\s+(?:asked|requested|have\s+asked|wrote)\b|your\s+(?:foi\s+)?(?:request|questions?)\s*(?:was|were|is|read|reads)?\s*(?:as\s+follows)?\s*:?\s*$)",
    re.IGNORECASE,
)
# The authority writing at the top of a trail.
AUTHORITY_VOICE = re.compile(
    r"\b(?:thank\s+you\s+for\s+your\s+(?:foi\s+|freedom\s+of\s+information\s+)?(?:request|e-?mail|enquiry)|we\s+(?:have\s+received|acknowledge|are\s+(?:dealing|processing))"
    r"|could\s+you\s+(?:please\s+)?(?:clarify|tell\s+us\s+which|let\s+us\s+know\s+which)|in\s+order\s+to\s+(?:process|answer)\s+your\s+request"
    r"|your\s+request\s+(?:has\s+been|is\s+being|was)|please\s+quote\s+(?:the|this)\s+reference|we\s+(?:will|aim\s+to|must)\s+(?:respond|reply|answer))",
    re.IGNORECASE,
)
POSTSCRIPT = re.compile(r"p\.?\s?s\.?\b[\s:,-]*", re.IGNORECASE)
