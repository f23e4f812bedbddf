"""The words that requests are made of, as pattern fragments. `cues` puts them together into named rules.

All fragments are written for case-insensitive matching. None nests an open-ended repeat inside another, so matching
stays linear whatever the text.
"""

from __future__ import annotations

# What a requester asks an authority to do with information.
GIVE = (
    r"(?:provide|supply|send|give|tell|state|confirm|list|specify|explain|describe|detail|disclose|release|forward|share|indicate|identify|name"
    r"|outline|advise|say|set\s+out|show|include|clarify|make\s+available|enclose|attach|quote|publish|furnish|inform|count|estimate|itemi[sz]e|let"
    r"|divide|add|define|summari[sz]e|account\s+for|break|report|elaborate|produce|point\s+me|copy|e-?mail|submit|separate|split|group|calculate|rank"
    r"|direct\s+me|record|extract|repeat|offer|enumerate|declare|present|compare|rhowch|anfonwch|nodwch|darparwch)"
)
# What a requester asks that is no question: how to behave towards the request or the requester.
HANDLE = (
    r"(?:acknowledge|contact|(?:reply|respond)(?!\s+with\b)|get\s+(?:in|back)|call|phone|ring|telephone|do\s+not|don['’]?t|feel|treat|consider|note|see|refer|find|bear|be(?:ar)?\b"
    r"|remember|ensure|make\s+sure|ignore|disregard|redact|exclude|leave|omit|go\s+through|read|look|accept|use|help|assist|deal|process|take|keep|pass"
    r"|transfer|narrow|interpret|regard|assume|understand|check|come\s+back|write|answer|direct|work|follow|complete|fill|observe|restrict|limit|stick|expedite|rely"
    r"|drop|skip|aim|try|prioriti[sz]e|proceed|begin|start|return|revert|resend|submit\s+(?:it|this|your|the\s+(?:answer|repl))|do\s+so|do\s+what|forgive|excuse|address|handle|post|count\s+(?:it|this|them|only)|go\s+by|just|only|reach|quote\s+(?:the|this|my|our)\s+ref\w*)"
)
AUX = r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|may|might|must|shall)"
AUX_Q = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|shall|isn['’]?t|aren['’]?t|don['’]?t|doesn['’]?t|hasn['’]?t|haven['’]?t)"
SUBJECT = (
    r"(?:you|the|there|any|anyone|anybody|someone|somebody|your|this|that|these|those|it|they|we|us|he|she|all|an?|some|either|each|every|its|their|our|my|i"
    r"|staff|officers?|members?|pupils?|patients?|students?|councillors?|both|people|one|such|most|other|new)"
)
CONNECTOR = (
    r"(?:(?:and|also|or|but|so|then|next|now|finally|lastly|last|firstly|first|secondly|second|thirdly|third|fourthly|fifthly|furthermore|moreover|additionally|besides|besides\s+this"
    r"|in\s+addition|further|in\s+particular|specifically|similarly|likewise|again|plus|separately|equally|relatedly|more\s+specifically|as\s+well|on\s+top\s+of\s+that"
    r"|in\s+addition\s+to\s+(?:this|that|the\s+above)|further\s+to\s+(?:this|that|the\s+above)|last\s+thing|one\s+more\s+thing|one\s+last\s+thing|in\s+short|accordingly|therefore|thus|hence"
    r"|if\s+possible|where\s+possible|if\s+you\s+can|where\s+you\s+can|if\s+so|with\s+this\s+in\s+mind|with\s+that\s+in\s+mind|to\s+be\s+clear|for\s+clarity|to\s+clarify|otherwise|instead)\b[\s,:–-]*)"
)
# Nouns that stand for the request's answer as a whole, and say nothing about its subject.
GENERIC = (
    r"(?:information|info|data|details?|figures?|answers?|responses?|repl(?:y|ies)|questions?|requests?|documents?|documentation|records?|materials?"
    r"|it|this|that|these|those|them|same|following|things?|items?|points?|quer(?:y|ies)|below|statistics|everything|above|list)"
)
DETERMINER = (
    r"(?:all|any|some|the|this|that|these|those|your|my|our|full|specific|certain|requested|required|relevant|following|such|below|more|further|a\s+few|few|each|every|both|other"
    r"|answers?|responses?|list|of|to|number|couple|several|listed|available|recorded|an?|above|same|different|freedom|information|foi|short|simple|quick|three|two|four|five|six|ten|\d+)"
)
# Formats and ways of sending.
FORMAT_WORD = (
    r"(?:electronic(?:ally)?|spreadsheets?|excel|csv|xlsx?|machine[- ]readable|formats?|by\s+e-?mail|via\s+e-?mail|e-?mail(?:ed)?|hard\s+cop(?:y|ies)|paper\s+cop(?:y|ies)|by\s+post|pdf|word\s+document"
    r"|digital(?:ly)?|tabular|in\s+writing|open\s+document|re-?usable|attachments?|file|google\s+sheets?|open\s+data|usb|braille|large\s+print)"
)
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
# What an if-clause about the handling of the request speaks of, against one about the world.
PROCESS_IF = (
    r"(?:you\s+(?:(?:can\s+)?(?:identify|suggest|see)\s+(?:any|a|some|ways?)|are\s+(?:aware|minded)|need|require|want|have\s+(?:any|got\s+any)|do\s+not|don['’]?t|cannot|can['’]?t|can\s+not|are\s+(?:not|un)|are\s+not|would|feel|believe|think|decide|consider|wish|intend|find|refuse|withhold"
    r"|could|were|should|must|redact|choose|estimate|only|aren['’]?t|can\s+only|reckon|judge|expect|prefer|propose|rely)"
    r"|(?:for\s+any\s+reason|any(?:thing)?|some|all|part|parts|the\s+whole|one|none|either)?\s*(?:part\s+)?(?:of\s+)?(?:the|this|my|these|such|that|any|these\s+particular|what\s+i\s+ask(?:\s+for)?)?\s*"
    r"(?:requested\s+|above\s+|full\s+|total\s+|foi\s+|information\s+)?(?:requests?|information|info|data(?:set)?s?|reply|response|answers?(?!\s+to\b|\s+is\b)|costs?|limit|figures|details|part|parts|questions?|search|time|work|material|email|letter|records)\b"
    r"|(?:it|they|these|any\s+of\s+(?:it|this|these))\s+(?:is|are|be)\s+(?:held|kept|with|stored|exempt|covered|published|already|available|contained)|it\s+(?:is|be|proves?|was|turns\s+out\s+to\s+be)\s+(?:not|im|too|more|possible|easier|necessary|helpful|simpler|quicker)|it\s+(?:would|will|takes?|costs?|goes|exceeds?|cannot|can['’]t)"
    r"|limited|short\s+of|time\s+is|possible|necessary|not\s+possible|applicable|appropriate|need\s+be|any\s+of\s+(?:this|these|it|what)|(?:this|that|all\s+this|any\s+of\s+it)\s+(?:is|would|will|takes?|costs?|goes|exceeds?|proves?|comes|does|can|cannot|can['’]t|should|isn)"
    r"|there\s+(?:is|are|will\s+be|would\s+be|were|be)\s+(?:an?\s+|any\s+)?(?:charges?|fees?|costs?|problems?|quer(?:y|ies)|questions?|delays?|difficult\w+|doubt|issues?|anything|reason|exempt\w+|information|data)"
    r"|i\s+(?:can|could|should|need|must|have\s+(?:not|to)|am)|(?:another|a\s+different|some\s+other)\s+(?:authority|body|organisation|department|council|team|public)|(?:only\s+)?(?:some|part|most|half)\b.{0,40}(?:held|available|given|released))"
)
