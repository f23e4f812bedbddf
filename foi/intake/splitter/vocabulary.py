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
    r"|share"
    r"|indicate|identify|name|outline|advise|say|set out|show|include|clarify|make available|enclose|attach|quote"
    r"|publish"
    r"|furnish|inform|count|estimate|itemi[sz]e|let|divide|add|define|summari[sz]e|account for|break|report|elaborate"
    r"|produce|point me|copy|e-?mail|submit|separate|split|group|calculate|rank|direct me|record|extract|repeat|offer"
    r"|enumerate|do(?= (?:the )?following)|declare|present|compare|export|rhowch|anfonwch|nodwch|darparwch)"
)
# What a requester asks that is no question: how to behave towards the request or the requester.
HANDLE = (
    r"(?:acknowledge|contact|(?:reply|respond)(?! with\b)|get (?:in|back)|call|phone|ring|telephone|do not|don't"
    r"|feel|treat"
    r"|consider|note|see|refer|find|bear|be\b|remember|ensure|make sure|ignore|disregard|redact|exclude|leave|omit"
    r"|go through|read|look|accept|use|help|assist|deal|process|take|keep|pass|transfer|narrow|interpret|regard"
    r"|assume"
    r"|understand|check|come back|write|answer|direct|work|follow|complete|fill|observe|restrict|limit|stick"
    r"|expedite|rely"
    r"|comply|drop|skip|aim|try|prioriti[sz]e|proceed|begin|start|return|send back|revert|resend|submit (?:it|this|your"
    r"|the (?:answer|repl))"
    r"|do so|do what|forgive|excuse|address|handle|post|count (?:it|this|them|only)|go by|just|only|reach|close"
    r"|clearly mark"
    r"|quote (?:the|this|my|our) ref\w*)"
)
AUX = r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|may|might|must|shall)"
SUBJECT = (
    r"(?:you|the|there|any|anyone|anybody|someone|somebody|your|this|that|these|those|it|they|we|us|he|she|all|an?"
    r"|some"
    r"|either|each|every|its|their|our|my|i|staff|officers?|members?|pupils?|patients?|students?|councillors?|both"
    r"|people"
    r"|one|such|most|other|new)"
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
    r"|documentation|records?|materials?|it|this|that|these|those|them|same|following|things?|items?|points?"
    r"|quer(?:y|ies)"
    r"|below|statistics|everything|above|list|data ?sets?|updates?)"
)
DETERMINER = (
    r"(?:all|any|some|the|this|that|these|those|your|my|our|full|specific|certain|requested|required|relevant"
    r"|following"
    r"|such|below|more|further|a few|few|each|every|both|other|answers?|responses?|list|of|to|number|couple|several"
    r"|listed|one|another|additional|extra|series|set|batch|range"
    r"|available|recorded|an?|above|same|different|freedom|information|foi|revised|amended|formal|official|new|short"
    r"|simple|quick|updated|up-to-date|current|latest|and|three|two|four|five|six|ten|\d+)"
)
FORMAT_WORD = (
    r"(?:electronic(?:ally)?|spreadsheets?|excel|csv|xlsx?|machine[- ]readable|formats?|by e-?mail|via e-?mail"
    r"|e-?mail(?:ed)?|hard cop(?:y|ies)|paper cop(?:y|ies)|by post|pdf|in word|word (?:document|format|file)"
    r"|digital(?:ly)?|tabular"
    r"|in writing"
    r"|form of an? table|table form(?:at)?|in an? table(?! of)|open document|re-?usable|attachments?|file"
    r"|google sheets?|open data|usb|braille|large print)"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# The answer as a whole: "the data", "your figures", "this".
THE_ANSWER = (
    r"(?:your (?:answers?|responses?|reply|figures)|(?:(?:the|this|these|that|those|all|any|each|my|our) )?"
    r"(?:(?:requested|above|same|following|relevant|full|resulting|final|raw|other|attached"
    r"|completed) )?(?:of )?(?:the )?"
    r"(?:data|information|info|answers?|responses?|reply|figures?|results?|numbers?|totals?|statistics|it|this|them"
    r"|these"
    r"|those|each|all|list|same|sums?|above))(?! (?:of|on|about|regarding|relating|concerning)\b(?! (?:this|these"
    r"|the above)\b))"
)
# What an if-clause about the handling of the request speaks of, against one about the world.
PROCESS_IF = (
    r"(?:you (?:(?:are thinking of|are considering|propose|intend|plan|wish|want|will be) (?:charging|to charge)"
    r"|(?:can )?(?:identify|suggest|see) (?:any|a|some|ways?)|are (?:aware|minded)|need|require|want"
    r"|have (?:any|got any|advice)|have not|do not|don't|cannot|can't|can not|are (?:not|un)|are not|would|feel"
    r"|believe|think"
    r"|decide|consider|wish|intend|find|refuse|withhold|could|were|should|must|redact|choose|estimate|only|aren't"
    r"|can only"
    r"|reckon|judge|expect|prefer|propose|rely)"
    r"|(?:an?|any|the|which) (?:\w+ )?(?:exemptions?|exceptions?|redactions?|refusal) (?:appl(?:y|ies)"
    r"|(?:is|are|be|were|has been) (?:\w+ )?(?:relied|engaged|claimed|applied|invoked|used|thought|considered|cited"
    r"|said|made|held|needed|necessary))|nothing\b|none of\b|(?:some|any|all|parts?) of (?:this|it|these|that|the above)"
    r" (?:can|could|cannot|can't|is|are|has|have|may|will|would)\b"
    r"|(?:for any reason|any(?:thing)?|some|all|part|parts|the whole|one|none|either)? ?(?:part )?(?:of )?"
    r"(?:the|this|my|these|such|that|any|these particular|what i ask(?: for)?)? ?"
    r"(?:requested |above |full |total |foi |information )?"
    r"(?:requests?|information|info|data(?:set)?s?|reply|response|answers?(?! to\b| is\b)|costs?|limit|figures"
    r"|details|part"
    r"|parts|questions?|search|time|work|material|email|letter|records)\b"
    r"|(?:it|they|these|any of (?:it|this|these)) (?:is|are|be) (?:held|kept|with|stored|exempt|covered|published"
    r"|already"
    r"|available|contained)|it (?:is|be|proves?|was|turns out to be) (?:not|im|too|more|possible|easier|necessary"
    r"|helpful"
    r"|simpler|quicker)|it (?:would|will|takes?|costs?|goes|exceeds?|cannot|can't)"
    r"|anything (?:is|needs|in this|here|about|i have|you)|limited|short of|time is|possible|necessary|not possible"
    r"|applicable|appropriate|need be|any of (?:this|these"
    r"|it|what)"
    r"|(?:this|that|all this|any of it) (?:is|would|will|takes?|costs?|goes|exceeds?|proves?|comes|does|can|cannot"
    r"|can't"
    r"|should|isn)"
    r"|there (?:is|are|will be|would be|were|be) (?:an? |any )?(?:charges?|fees?|costs?|problems?|quer(?:y|ies)"
    r"|questions?"
    r"|delays?|difficult\w+|doubt|issues?|anything|reason|exempt\w+|information|data)"
    r"|i (?:can|could|should|need|must|have (?:not|to)|am)|(?:another|a different|some other) (?:authority|body"
    r"|organisation|department|council|team|public)|(?:only )?(?:some|part|most|half)\b.{0,40}(?:held|available|given"
    r"|released))"
)
