"""Words that tell what a sentence is wherever they stand: law and cost, formats, periods, things that are asked for.

Where a pattern has a set of words beside it, it can match only if one of them is present; looking them up first is
what keeps reading fast.
"""

from __future__ import annotations

import re

from foi.intake.splitter.readings import Role, rules
from foi.intake.splitter.vocabulary import CONNECTOR, FORMAT_WORD, MONTH, PROCESS_IF, word_set

# --- the Act ------------------------------------------------------------------------------------------------
ACT_WORDS = word_set("freedom foi foia foisa environmental eir data deddf")
ACT = re.compile(
    r"freedom of information|\bfoi(?:a|sa)?\b|environmental information regulations|\beir\b|data protection act"
    r"|deddf rhyddid"
)
_UNDER = (
    r"(?:under|pursuant to|in line with|in accordance with|using|by virtue of|within the terms of|as part of|through"
    r"|via|with regard to|in terms of|per|by|for the purposes of|as is my right under)"
)
ACT_PHRASE = re.compile(
    rf",? ?(?:(?:with|as) [\w ]{{0,20}})?{_UNDER} "
    r"(?:(?:the|a|an|my|rights?|provisions?|terms?|of|this|your|section|s\.?|\d+|request|under|uk|our) ){0,8}"
    r"(?:freedom of information|foi(?:a|sa)?|environmental information)(?: \(scotland\))?"
    r"(?: (?:act|regulations|request|legislation|law|acts|rules|provisions)){0,3}(?: ?\(?\d{4}\)?)?"
    r"(?: ?\((?:foia?|scotland|eir|foisa)\))?"
    r"(?: (?:and|or|&|and/or) (?:the )?(?:environmental information regulations|eir"
    r"|freedom of information act)(?: \d{4})?)?,?"
    r"| ?\((?:foia?|foisa|eir)\)"
)
LEGAL_WORDS = word_set(
    "cost appropriate time fee fees section s exemption exemptions public duty advice hours internal information ico "
    "working statutory withheld withhold redacted redaction redact tribunal applicant re reuse freedom foi foia "
    "environmental data gdpr rhyddid"
)
LEGAL = rules([
    (
        "speaks of cost or law",
        Role.BOILERPLATE,
        r"\b(?:cost limit|appropriate limit|time limit|fees? (?:regulations|notice|limit)|section 1[0-9]\b"
        r"|s\.? ?1[0-9]\b|exemptions?\b|public interest (?:test|in (?:disclos|release|know|this))|duty to (?:assist"
        r"|advise)|advice and assistance|18 hours|24 hours\b.{0,40}cost|internal review|information commissioner|ico\b"
        r"|(?:20|twenty) working days|statutory (?:time|deadline|period|limit)|withh(?:old|eld)|redact(?:ed|ion)?"
        r"|tribunal|applicant[- ]blind|re-?use\b)",
    ),
    (
        "speaks of a request under the Act",
        Role.BOILERPLATE,
        r"\b(?:freedom of information|foia?\b|environmental information regulations|data protection|gdpr"
        r"|rhyddid gwybodaeth)",
    ),
])  # fmt: skip

# --- how the request should be handled: an ask with these words asks for no information ---------------------
ASKS_FOR_REVIEW = re.compile(r"\b(?:ask|request|seek|like|want|conduct)(?:ing)? (?:for )?an internal review\b")
HANDLING_WORDS = word_set(
    "public request requests question questions scope search timeframe frame duty duties obligation obligations "
    "requirement advise advice advice assist assistance cost costs limit limits fee fees transfer pass forward "
    "redirect authority body exemption exemptions exempt justify withhold withholding review preferred contact postal "
    "email address reserve deadline working interest section receipt received hesitate touch reuse re"
)
HANDLING = re.compile(
    r"\b(?:(?:narrow|refine|refined|reduce|reduced|modify|amend|limit|revise|rephrase|clarify|change|simplify|make"
    r"|shorten) (?:down )?(?:my|the|this|our|your)? ?(?:request|questions?|scope|search|time ?frame)|request (?:could"
    r"|can|might|may) be (?:refined|narrowed|amended|reduced|changed)|(?:duty|duties|obligations?|requirement) (?:to"
    r"|of) (?:advise|assist|provide advice|help)|public interest (?:reasoning|arguments?|considerations?|factors)"
    r"|advi[cs]e (?:and|or) assist\w*|any (?:further )?(?:advice|assistance)|costs? (?:limits?|of compl\w+"
    r"|thresholds?)|appropriate (?:cost )?limits?|fees? limits?|(?:transfer|pass|forward|redirect) (?:(?:on|the|this"
    r"|my|it) ){1,2}(?:request\b|to\b)|another (?:public )?(?:authority|body)"
    r"|which (?:other )?(?:public )?(?:authority|body|organisation|council|department) (?:does|holds?|might|would|may"
    r"|can)\b|(?:specific|relevant|any|which|an?|the|each) exemptions?\b(?! (?:from|for)\b)|non-?exempt|justify (?:all"
    r"|any|each|your)|withhold(?:ing)? (?:any|the|this|information|all)|internal review|my (?:preferred|contact|postal"
    r"|email|address)|reserve the right|deadline|working days|public interest\b.{0,30}\b(?:disclos|releas|test)"
    r"|(?<!under )section 1[67]\b|(?:receipt of|received) (?:this|my)\b|hesitate|get in touch|time ?frame to (?:come"
    r"|fall)|re-?use of)"
)
# "If it would not exceed the cost limit, please also supply ..." asks all the same.
_WITHIN_LIMIT = re.compile(
    r"(?:(?:and|but|also) ){0,2}(?:if|where|provided|so long as|as long as) [^,]{0,80}"
    r"\b(?:not (?:exceed|go over|go beyond|breach)|within|inside|under|below)\b[^,]{0,40}\blimits?, ?"
)


def within_limit(low: str) -> int:
    """Where a sentence goes on after its words on the cost limit, if it only says that the limit allows the ask."""
    found = _WITHIN_LIMIT.match(low) if "limit" in low else None
    return found.end() if found else 0


COUNTS = re.compile(r"\b(?:how (?:many|much|often|long)|numbers? of|total|cop(?:y|ies) of|list of)\b")
CONDITION_STARTS = word_set(
    "and but please also if should where in were unless insofar to provided when wherever whenever as"
)
CONDITION = re.compile(
    r"(?:(?:and|but|please|also) ){0,3}(?:if|should|where|in (?:the event|case)(?: of| that)?|were|unless|in so far as"
    rf"|insofar as|to the extent|provided|when|wherever|whenever|as long as) (?:that )?"
    rf"(?!possible,? (?:please|can|could|would|also|i) ){PROCESS_IF}"
)
# One of these stands in whatever PROCESS finds; "x in y" takes a hundredth of the time of that search.
_PROCESS_SIGNS = (
    "charge", "fee", "pay", "news", "expect", "update", "progress", "how long", "when ", "recei", "acknowledge",
    "clarif", "help", "reply", "respond", "answer",
    "send ", "mail", "who ", "is th", "does th", "one ", "body ", "questions?", "the limit", "the cost limit", "need",
)  # fmt: skip
_PROCESS = re.compile(
    r"(?:charges?|fees?|pay) (?:\w+ ){0,2}?(?:for|to) (?:(?:any|all|some) of )?(?:this|the (?:information|request)"
    r"|my request|me)\b|do i (?:have|need) to pay\b|(?:how long|when) (?:will|can|should|may|might|do you) (?:this|it"
    r"|i|you (?:reply|respond|take|need|expect to)) ?(?:take|expect|hear|receive|reply|respond|get|be answered"
    r"|need)?\b|(?:receipt|received) (?:of )?(?:this|my)\b|\b(?:news|update|progress)\b.{0,20}\b(?:of|on|about|with"
    r"|regarding) (?:\w+ )?(?:foia?\b|request|e-?mail|letter)|expect (?:an? |the |your )?(?:full )?(?:answer|reply"
    r"|response)\b|acknowledge|clarif\w+ (?:is |of )?(?:needed|required|my\b|(?:this|the) (?:request|question|e-?mail"
    r"|letter)|anything|any )|(?:any|further|seek|need|require|want|for|ask for|some) clarification|help me\b"
    r"|help(?: with this)?\?|(?:reply|respond|answer|send (?:it|this|them|the (?:reply|answer))|e-?mail (?:it|this"
    r"|them)) (?:\w+ ){0,3}?(?:to|by|in|via) (?:me\b|e-?mail|my|this|an? \w+ format|writing|excel|electronic)"
    r"|who (?:should|do|must) i (?:contact|ask|write|speak)|is (?:this|that) (?:ok|okay|possible|something you)"
    r"|(?:some|any)(?:one|body) (?:\w+ ){0,3}?(?:i|we|who) (?:can|could|may|might|should) (?:be )?(?:ring|rung|speak"
    r"|spoken|call|contact|phone|talk|e-?mail|write|ask)|does (?:this|that) (?:make sense|help)|(?:any"
    r"|more) questions\?|(?:come|fall|bring \w+) (?:under|within|below) the (?:cost )?limit|need (?:(?:any|anything"
    r"|more|further) ){1,4}(?:from|information|details|clarif)"
)


def asks_about_process(low: str) -> bool:
    """Whether a plain question is about the request's own handling: "When will I hear?"."""
    return any(sign in low for sign in _PROCESS_SIGNS) and _PROCESS.search(low) is not None


# --- arguments put as questions -----------------------------------------------------------------------------
RHETORICAL_QUESTION = re.compile(
    rf"[\"'( ]*{CONNECTOR}{{0,2}}(?:how (?:could|can) (?:the \w+|you|they|any\w*) (?:possibly|ever|have any|justify"
    r"|think|not)\b|is it (?:any wonder|not|really|right|fair|too much|acceptable|reasonable)|isn't it|how (?:is|was"
    r"|can) (?:it|this|that) (?:be )?(?:that|right|fair|ok|acceptable|allowed|possible)|is (?:that|this|it) (?:what"
    r"|why|where|who|supposed|meant|a joke|some kind|your idea|really|good enough|acceptable|fair|right|any way|how"
    r"|value for)|(?:who|what|how|why) on earth|how can (?:an?|the|any) [\w ]{3,25} not\b|what (?:kind"
    r"|sort) of (?:an? )?\w+ (?:is|was) (?:this|that) ?\?|how can (?:this|it|that|any(?:one|body)|residents|people"
    r"|the public|we|you (?:justify|defend|possibly))|how (?:is|are|am) (?:any(?:one|body)|i|we|people|residents"
    r"|families|parents|taxpayers) (?:\w+ )?(?:meant|supposed|expected)\b|what (?:hope|chance|choice|excuse) (?:is|was"
    r"|do|does|did|has|have) (?:there|we|i|they)\b|(?:why|how|what) would any(?:one|body)\b|why (?:should|must) (?:we"
    r"|i|residents|taxpayers?|the public|anyone|people|local|it|that)|who (?:would|could|can) (?:have )?(?:blame"
    r"|believe|think|trust|argue|doubt|thought|believed)|what (?:is|was) the (?:point|use)|surely|do(?:n't)? (?:you"
    r"|they|we) (?:really|honestly|not|seriously|think|believe|care)|does (?:anyone|anybody|nobody)|are (?:we"
    r"|residents|people) (?:really|supposed|expected|to believe|meant)|am i (?:wrong|alone|to|the)|has (?:anyone"
    r"|nobody|no one) (?:thought|stopped|considered|noticed)|what (?:kind|sort) of (?:council|message|world|society"
    r"|service|example)|where (?:will|does) it (?:end|stop)|how (?:long|many|much)\b.{0,40}\b(?:must|should|do|are|can"
    r"|will) (?:we|i|residents|people|families) (?:have to |supposed to |expected to |meant to )?(?:keep "
    r"|go on )?(?:wait|suffer|put(?:ting)? up|endure|tolerate|live)|(?:my|the|this|our|his|her|their"
    r"|one) (?!questions?\b|requests?\b)(?:[\w-]+ ){1,4}?(?:also )?(?:asks?|asked|poses?|wonders?)\b|(?:do|does|did|is"
    r"|are|can|should|must|has|have)(?: the| your)? [\w']+(?: [\w']+)? (?:really|honestly|seriously)\b"
    r"|how is it that\b|is any(?:body|one) (?:there|listening)|when will (?:you|they|the \w+|someone) (?:listen|learn"
    r"|act|wake)|what (?:next|more|else) ?\?|so what|who knows|why (?:bother|then)|what (?:am|are) (?:i|we) (?:to"
    r"|supposed)|what are (?:residents|we|people) (?:to|supposed)|can (?:it|this|that) (?:really )?be (?:right|fair"
    r"|true))"
)

# --- how to fill in the answer ------------------------------------------------------------------------------
# "If the post is vacant, please say so.", "Where none is held, put nil."
SAY_SO_ENDS = word_set("so this that nil none zero n a unknown fact")
SAY_SO = re.compile(
    r"\b(?:say|state|tell (?:me|us)|indicate|mention|note|put|write|enter|mark|answer|type|record|let (?:me|us) know)"
    r"(?: it| that| them| the)?(?: down)?(?: as)? [\"']?(?:so|this|that|nil|none|zero|n/?a|unknown|fact)[\"']?[ .;]*$"
)
# "Type your answers into this document", "Please fill in the boxes."
FILL_IN_STARTS = word_set("please kindly and then type enter write put fill complete return insert tick mark key")
FILL_IN = re.compile(
    r"(?:(?:please|kindly|and|then|simply|just) ){0,3}(?:type|enter|write|put|fill|complete|return|insert|tick|mark"
    r"|key)(?: (?:in|out|up))? (?:your|the|this|each|every|it|any|all|yes|one|an? (?:tick|cross|x))\b[^.?:]{0,50}?"
    r"\b(?:answers?|repl(?:y|ies)|responses?|form|table|document|boxe?s?|columns?|sheet|questionnaire|spaces?|cells?"
    r"|template|survey|blanks?)\b(?!.*:$)"
)

# --- formats ------------------------------------------------------------------------------------------------
FORMAT_WORDS = word_set(
    "electronic electronically spreadsheet spreadsheets excel csv xls xlsx machine format formats e email mail "
    "emailed hard paper post pdf word digital digitally tabular writing open re reusable attachment attachments file "
    "google usb braille large table"
)
FORMAT_WISH = re.compile(
    r"\b(?:prefer(?:red|ably|ence)?|ideally|suitable|fine|acceptable|happy|sufficient|suffice|will do|welcome|enough"
    rf"|best|would be)\b.{{0,60}}\b{FORMAT_WORD}\b|\b{FORMAT_WORD}\b.{{0,60}}\b(?:prefer(?:red|ably|ence)?|suitable"
    r"|fine|acceptable|sufficient|suffice|will do|enough|best|please|would be|if possible)\b"
)
# "... ask, in the form of a spreadsheet, for information on ..."
FORMAT_ASIDE = re.compile(rf" ?, (?:in|as|by|via) [^,]{{0,60}}\b{FORMAT_WORD}\b[^,]{{0,40}},(?= )")

# --- periods and scope --------------------------------------------------------------------------------------
_PERIOD_WORDS = (
    "fy from to until till between and the of date present today now inclusive financial calendar academic year years "
    "month months for period since up ending beginning starting first last latest current next week quarter inc "
    "onward onwards ongoing spring summer autumn winter term tax school each monday tuesday wednesday thursday friday "
    "saturday sunday time frame range covered through three four five two ten six past previous most recent in by as "
    "at on st nd rd th q jan january feb february mar march apr april may june jun july jul aug august sept sep "
    "september oct october nov november dec december"
)
PERIOD_WORDS = frozenset(_PERIOD_WORDS.split())
PERIOD_ONLY = re.compile(r"(?:\b(?:[a-z]+|\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d|\d\d|q[1-4])\b|[ ,;:.&/()\[\]?–—-])+$")
# "Date" and "Financial year" are columns; a period has a number, a month, or lies in the past.
NAMES_PERIOD = re.compile(rf"\d|\b(?:{MONTH}|last|past|previous|latest|current|today|present|now)\b")
HAS_DATE = re.compile(rf"\b(?:(?:19|20)\d\d|\d\d/\d\d|{MONTH}|years?|months?|q[1-4]|term|today|date)\b")
SCOPE_STARTS = word_set(
    "unless save except the my time timeframe timescale date dates period all each both in for these this figure "
    "figures data information question questions request requests answer answers"
)
SCOPE_OPENING = re.compile(
    r"(?:unless (?:otherwise|stated|i say|a question|the con(?:trary|text))|(?:save|except) (?:where|as|when|if)\b"
    r"|(?:the |my )?(?:time ?(?:frame|scale|period|span)|date range|period(?: (?:of|covered|in question|concerned))?"
    r"|dates? (?:covered|range))\b|(?:all|each|both) (?:of )?(?:the |these |my )?(?:questions?|figures?|answers?|data"
    r"|requests?|information)\b|in (?:each|every|all) (?:case|instance|question)s?\b|for (?:all|each) (?:of )?(?:the "
    r"|these )?(?:questions?|the above)|(?:the |these |my |this )?(?:figures?|data|information|questions?|requests?"
    r"|answers?) (?:\w+ ){0,2}?(?:should|relates?|refers?|covers?|(?:is|are) (?:wanted|(?:for|about)(?! (?:the|an?|all"
    r"|any|cop(?:y|ies)) (?:\w+ ){0,3}(?:of|paid|that|which|who|on|in|from|with)\b)|limited|restricted|confined|to)"
    r"|appl(?:y|ies)|concerns?)\b)"
)

# --- things that are asked for ------------------------------------------------------------------------------
_THING = (
    r"(?:numbers?|(?:nos?\.?|#|qty|quantity) of|totals?|amounts?|costs?|sums?|cop(?:y|ies)|lists?|names?|details?"
    r"|dates?|breakdown|figures?|values?|averages?|mean|percentages?|proportion|share|counts?|spend(?:ing)?"
    r"|expenditure|budgets?|minutes|correspondence|e-?mails?|polic(?:y|ies)|reasons?|statistics|data|information"
    r"|documents?|records?|salar(?:y|ies)|grades?|locations?|addresses|criteria|procedures?|guidance|guidelines"
    r"|reports?|contracts?|agreements?|evidence|outcomes?|results?|types?|kinds?|length|duration|rates?|levels?"
    r"|job titles?|titles?|position|roles?|qualifications?|whether|time taken|income|revenue|profit|fees?|rulings?"
    r"|decisions?|letters?|notes?|summary|summaries|description|explanation|confirmation|estimate|age|rank|make|model"
    r"|size|identity|identities|pages?|extent|frequency|method|process|ways?|nature|status|supplier|same(?= for\b)"
    r"|prices?|scores?|turnover|capacity|provider|firm|person|owner|communications?|recommendations?|plans?"
    r"|assessments?|audits?|reviews?|schedules?|registers?|logs?|stages?|steps?|circumstances|terms)"
)
NAMED_THING = re.compile(
    r"(?!(?:detail|list|name|record|count|estimate|report|note|share|process|schedule|plan|review|audit|log|value"
    r"|grade|rank|title|rate) (?:the|all|any|each|every|how|what|which|whether|your|out)\b)[\"'(\[*_ ]*(?:(?:and|also"
    r"|plus|as well as|finally|then|next)\b[ ,]{0,3}){0,4}(?:(?:[a-z]+(?:'s|s')|the|an?|any|all|both|each|every|your"
    r"|full|total|overall|annual|yearly|monthly|current|average|mean|median|combined|exact|approximate|latest"
    r"|most recent|complete|up[- ]to[- ]date|detailed|written|actual|gross|net|estimated|expected|planned|maximum"
    r"|minimum|highest|lowest|relevant|internal|same|further|two|three|four|five|ten|last|first"
    rf"|\d+) ){{0,5}}{_THING}\b"
)
# "Parking: all parking income": a title, and then what is asked
TITLE = re.compile(r"[\"'(\[*_ ]*[a-z][\w '/&,()-]{0,60}:[*_ ]* (?=[a-z0-9])")
# "That the sum was not open", "The claim that ...": somebody's assertion
PROPOSITION = re.compile(
    r"(?:that (?:the|this|these|my|your|our|a|an|it|we|you|they|he|she|i|there|no)\b|(?:the|your|his|her|their"
    r"|its) (?:fact|claim|belief|assertion|suggestion|idea|view|allegation|argument|statement|assumption"
    r"|notion) that\b)"
)
SPEAKERS = word_set("you we they he she i")
# "Which it plainly is not.", "Which is not good enough.": goes on with the sentence before
RELATIVE_START = re.compile(
    r"(?:and )?which (?:it|they|he|she|we|i|you|this|that|means?|is (?:not|why|what|how|a|an|plainly|clearly)"
    r"|was not)\b"
)
QUESTION_WORD = re.compile(
    r"[\"'(\[*_ ]*(?:(?:and|also|or|to|for|in|by|on|of|at|from|with) ){0,4}"
    r"(?:how|what|which|who|whom|whose|when|where|why|if|whether)\b"
)

# --- verbs --------------------------------------------------------------------------------------------------
AUXILIARIES = word_set(
    "is are was were has have had will would can could may might should must do does did am i'm i've i'd i'll it's "
    "that's don't doesn't isn't i"
)
FINITE_WORDS = AUXILIARIES | word_set(
    "been said says went gave took came seem seems appear appears believe believes know knows show shows mean means "
    "claim claims wrote stated suggest suggests indicate indicates reveal reveals there's we're can't won't "
    "succeeded we"
)
SAYS = word_set("asks says suggests requires indicates reveals mentions explains describes appears seems")
RELATIVE_WORDS = word_set(
    "that which who whom whose where when if whether how what for as because than each every since and or"
)
# A clause about a thing that was named: "letters you have sent", "sites the trust has sold", not "costs of the trust".
PRONOUNS = word_set("you we they he she it i")
SINGULAR_VERBS = word_set("is was has does")
DETERMINERS = word_set("the your our their his her its each any every this my")
JOINTS = word_set(
    "of in at for on by with from to and or all both over under during about regarding between within into since "
    "until than as per against across through towards after before behind above below near out up on only not "
    "including"
)
