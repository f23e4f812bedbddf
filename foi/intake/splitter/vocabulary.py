"""The words that requests are made of, as pattern fragments; `openings`, `asks` and `signs` make rules of them.

All patterns see `plain` text: lower case, straight quotes, single spaces. So they are written as one would say the
words, and they run about twice as fast as patterns that must ignore case. None nests an open-ended repeat inside
another: matching stays linear whatever the text.
"""

from __future__ import annotations

# Everything that is no part of a word becomes a blank; by bytes where it can be, in half the time.
_APART = {code: " " for code in range(128) if not (chr(code).islower() or chr(code) == "'")}
_APART_ASCII = bytes(32 if code in _APART else code for code in range(256))
_APART |= dict.fromkeys(map(ord, "–—…•£€\xa0·"), " ")


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def plain(text: str) -> str:
    """The text as the patterns see it. Only for reading: offsets do not carry over."""
    text = text.lower()
    if not text.isascii():
        text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    if "  " in text or not text.isprintable():
        return " ".join(text.split())
    return text.strip()


def words_in(text: str) -> list[str]:
    """The words of plain text in order: rules are only tried where one of their words is present."""
    if text.isascii():
        return text.encode().translate(_APART_ASCII).decode().split()
    return text.translate(_APART).split()


# What a requester asks an authority to do with information.
GIVE = (
    r"(?:provide|supply|send|give|tell|state|confirm|list|specify|explain|describe|detail|disclose|release|forward"
    r"|share|indicate|identify|name|outline|advise|say|set out|show|include|clarify|make available|enclose|attach"
    r"|quote|publish|furnish|inform|count|estimate|itemi[sz]e|let|divide|add|define|summari[sz]e|account for|break"
    r"|report|elaborate|produce|point me|copy|e-?mail|submit|separate|split|group|calculate|rank|direct me|record"
    r"|extract|repeat|offer|enumerate|do(?= (?:the )?following)|declare|present|compare|export|rhowch|anfonwch|nodwch"
    r"|darparwch)"
)
# What a requester asks that is no question: how to behave towards the request or the requester.
HANDLE = (
    r"(?:acknowledge|contact|(?:reply|respond)(?! with\b)|get (?:in|back)|call|phone|ring|telephone|do not|don't|feel"
    r"|treat|consider|note|see|refer|find|bear|be\b|remember|ensure|make sure|ignore|disregard|redact|exclude|leave"
    r"|omit|go through|read|look|accept|use|help|assist|deal|process|take|keep|pass|transfer|narrow|interpret|regard"
    r"|assume|understand|check|come back|write|answer|direct|work|follow|complete|fill|observe|restrict|limit|stick"
    r"|expedite|rely|comply|drop|skip|aim|try|prioriti[sz]e|proceed|begin|start|return|send back|revert|resend"
    r"|submit (?:it|this|your|the (?:answer|repl))|do so|do what|input|forgive|excuse|address|handle|post|count (?:it"
    r"|this|them|only)|go by|just|only|reach|close|clearly mark|quote (?:the|this|my|our) ref\w*)"
)
AUX = r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|may|might|must|shall)"
SUBJECT = (
    r"(?:you|the|there|any|anyone|anybody|someone|somebody|your|this|that|these|those|it|they|we|us|he|she|all|an?"
    r"|some|either|each|every|its|their|our|my|i|staff|officers?|members?|pupils?|patients?|students?|councillors?"
    r"|both|people|one|such|most|other|new)"
)
# Words that tie a sentence to the one before it.
CONNECTOR = (
    r"(?:(?:and|also|or|but|so|then|next|now|finally|lastly|last|firstly|first|secondly|second|thirdly|third|fourthly"
    r"|fifthly|furthermore|moreover|additionally|besides|besides this|in addition|further|in particular|specifically"
    r"|similarly|likewise|again|plus|separately|equally|relatedly|more specifically|as well|on top of that"
    r"|in addition to (?:this|that|the above)|further to (?:this|that|the above)|last thing|one more thing"
    r"|one last thing|in short|accordingly|therefore|thus|hence|if possible|where possible|if you can|where you can"
    r"|if so|with this in mind|with that in mind|to be clear|for clarity|to clarify|otherwise|instead)\b[ ,:–-]*)"
)
CONNECTOR_STARTS = word_set(
    "and also or but so then next now finally lastly last firstly first secondly second thirdly third fourthly "
    "fifthly furthermore moreover additionally besides in further specifically similarly likewise again plus "
    "separately equally relatedly more as on one accordingly therefore thus hence if where with to for otherwise "
    "instead"
)
# Nouns that stand for the request's answer as a whole, and say nothing about its subject.
GENERIC = (
    r"(?:information|info|data|details?|figures?|answers?|responses?|repl(?:y|ies)|questions?|requests?|documents?"
    r"|documentation|records?|materials?|it|this|that|these|those|them|same|following|things?|items?|points?|quer(?:y"
    r"|ies)|below|statistics|everything|above|list|data ?sets?|updates?)"
)
DETERMINER = (
    r"(?:all|any|some|the|this|that|these|those|your|my|our|full|specific|certain|requested|required|relevant"
    r"|following|such|below|more|further|a few|few|each|every|both|other|answers?|responses?|list|of|to|number|couple"
    r"|several|listed|one|another|additional|extra|series|set|batch|range|available|recorded|an?|above|same|different"
    r"|freedom|information|foi|revised|amended|formal|official|new|short|simple|quick|updated|up-to-date|current"
    r"|latest|and|three|two|four|five|six|ten|\d+)"
)
FORMAT_WORD = (
    r"(?:electronic(?:ally)?|spreadsheets?|excel|csv|xlsx?|machine[- ]readable|formats?|by e-?mail|via e-?mail"
    r"|e-?mail(?:ed)?|hard cop(?:y|ies)|paper cop(?:y|ies)|by post|pdf|in word|word (?:document|format|file)"
    r"|digital(?:ly)?|tabular|in writing|form of an? table|table form(?:at)?|in an? table(?! of)|open document"
    r"|re-?usable|attachments?|file|google sheets?|open data|usb|braille|large print)"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# The answer as a whole: "the data", "your figures", "this".
THE_ANSWER = (
    r"(?:your (?:answers?|responses?|reply|figures)|(?:(?:the|this|these|that|those|all|any|each|my"
    r"|our) )?(?:(?:requested|above|same|following|relevant|full|resulting|final|raw|other|attached"
    r"|completed) )?(?:of )?(?:the )?(?:data|information|info|answers?|responses?|reply|figures?|results?|numbers?"
    r"|totals?|statistics|it|this|them|these|those|each|all|list|same|sums?|above))(?! (?:of|on|about|regarding"
    r"|relating|concerning)\b(?! (?:this|these|the above)\b))"
)
# What an if-clause about the handling of the request speaks of, against one about the world.
PROCESS_IF = (
    r"(?:you (?:(?:are thinking of|are considering|propose|intend|plan|wish|want|will be) (?:charging|to charge)"
    r"|(?:can )?(?:identify|suggest|see) (?:any|a|some|ways?)|are (?:aware|minded)|need|require|want|have (?:any"
    r"|got any|advice)|have not|do not|don't|cannot|can't|can not|are (?:not|un)|are not|would|feel|believe|think"
    r"|decide|consider|wish|intend|find|refuse|withhold|could|were|should|must|redact|choose|estimate|only|aren't"
    r"|can only|reckon|judge|expect|prefer|propose|rely)|(?:an?|any|the|which) (?:\w+ )?(?:exemptions?|exceptions?"
    r"|redactions?|refusal) (?:appl(?:y|ies)|(?:is|are|be|were|has been) (?:\w+ )?(?:relied|engaged|claimed|applied"
    r"|invoked|used|thought|considered|cited|said|made|held|needed|necessary))|nothing\b|none of\b|(?:some|any|all"
    r"|parts?) of (?:this|it|these|that|the above) (?:can|could|cannot|can't|is|are|has|have|may|will|would)\b"
    r"|(?:for any reason|any(?:thing)?|some|all|part|parts|the whole|one|none|either)? ?(?:part )?(?:of )?(?:the|this"
    r"|my|these|such|that|any|these particular|what i ask(?: for)?)? ?(?:requested |above |full |total |foi "
    r"|information )?(?:requests?|information|info|data(?:set)?s?|reply|response|answers?(?! to\b| is\b)|costs?|limit"
    r"|figures|details|part|parts|questions?|search|time|work|material|email|letter|records)\b|(?:it|they|these"
    r"|any of (?:it|this|these)) (?:is|are|be) (?:held|kept|with|stored|exempt|covered|published|already|available"
    r"|contained)|it (?:is|be|proves?|was|turns out to be) (?:not|im|too|more|possible|easier|necessary|helpful"
    r"|simpler|quicker)|it (?:would|will|takes?|costs?|goes|exceeds?|cannot|can't)|anything (?:is|needs|in this|here"
    r"|about|i have|you)|limited|short of|time is|possible|necessary|not possible|applicable|appropriate|need be"
    r"|any of (?:this|these|it|what)|(?:this|that|all this|any of it) (?:is|would|will|takes?|costs?|goes|exceeds?"
    r"|proves?|comes|does|can|cannot|can't|should|isn)|there (?:is|are|will be|would be|were|be) (?:an? "
    r"|any )?(?:charges?|fees?|costs?|problems?|quer(?:y|ies)|questions?|delays?|difficult\w+|doubt|issues?|anything"
    r"|reason|exempt\w+|information|data)|i (?:can|could|should|need|must|have (?:not|to)|am)|(?:another|a different"
    r"|some other) (?:authority|body|organisation|department|council|team|public)|(?:only )?(?:some|part|most"
    r"|half)\b.{0,40}(?:held|available|given|released))"
)
