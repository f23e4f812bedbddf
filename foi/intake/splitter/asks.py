"""How an ask begins, and what it asks for.

An *opener* stands at the beginning of a sentence or clause: "how many", "please send", "I would like". What follows it
may still be no question: "please send ... by e-mail" is a wish about the format, "please acknowledge" a courtesy,
"please provide the following:" a lead-in. `OBJECT` tells these apart.
"""

from __future__ import annotations

import re

from foi.intake.splitter.readings import Role, by_first_word
from foi.intake.splitter.vocabulary import (
    AUX,
    CONNECTOR,
    CONNECTOR_STARTS,
    DETERMINER,
    FORMAT_WORD,
    GENERIC,
    GIVE,
    HANDLE,
    MONTH,
    SUBJECT,
    THE_ANSWER,
    word_set,
)

_WANT = (
    r"(?:i|we)(?:'(?:d|ll|m|re)| (?:would|should|shall|will|do|could))?(?: (?:also|therefore|further|really|now|just"
    r"|simply|much|hereby|additionally|still|respectfully|kindly|only|formally|particularly|especially|then"
    r"|specifically|mainly|currently)){0,4} (?:like|love|want|wish|need|looking(?= for)|hoping|asking|seeking|after"
    r"|requesting|interested|trying|writing|submitting|contacting|e-?mailing|require|request|ask|seek|desire|(?:be|am"
    r"|are) (?:(?:most|very|also|extremely|formally|hereby|now|therefore|really|just|simply) )?(?:grateful|glad"
    r"|obliged|pleased|thankful|happy|keen|interested|curious|hoping|requesting|asking|seeking|looking(?= for)|after"
    r"|wanting|trying|writing|submitting|making|contacting|e-?mailing|approaching)|appreciate|welcome|prefer|make (?:a"
    r"|this|the|an) (?:formal )?(?:\w+ ){0,4}requests?|would|submit|write|put|contact|e-?mail|lodge|make|have)\b|(?:i"
    r"|we) (?:(?:was|were|am|are|have been) (?:just |also )?(?:wondering|hoping(?= (?:you|to|for|that)))"
    r"|wonder(?:ed)?(?= (?:if|whether|how|what|who|when))|(?:just |also |only )?wanted(?= to (?:know|ask|find|see"
    r"|request|obtain|get|have|check|learn)))\b"
)
# What one asks to do with information that one does not have yet.
_GET = (
    r"(?:know|see|have|receive|get|obtain|request|ask|find|learn|understand|hear|be|view|inspect|review|examine|look"
    r"|access|read|study|establish|determine|ascertain|discover|check|confirm|verify|clarify|identify|gain|gather"
    r"|collect|acquire|enquire|inquire|query|seek|apply|explore|work out|quantify|track|source|secure"
    r"|(?:make|submit|place|lodge|file|put|raise|send|pose|repeat|renew)(?= (?:\w+ ){0,6}?(?:requests?|foi|foia"
    r"|questions?|quer(?:y|ies)|enquir(?:y|ies))\b))\b"
)
_INTERROGATIVE = (
    r"how (?:many|much|long|often|far|frequently|old|big|large|soon|regularly|quickly|well)\b|(?:(?:to|for|in|of|by|on"
    r"|at|from|with|under|over|since|against) )?(?:what|which|whom|whose|how) (?!follows|i\b|we\b|(?<=which )(?:it"
    rf"|they|he|she|is (?:not|why|what|how)|was not)\b)(?:(?!that\b|who\b)[\w'/-]+ ){{0,6}}?{AUX}\b|who (?:{AUX}"
    r"|decides?|decided|pays?|paid|made|makes?|owns?|runs?|signed|approve[sd]|gets?|got|checks?|checked|sets?|took"
    rf"|takes|gave|gives|holds?|held)\b|(?:when|where|why) (?:exactly )?{AUX} \w|what(?:'s| (?:proportion|percentage"
    r"|number|amount|sum|steps|action|training|policies|guidance|checks|measures)\b)|(?:faint|sawl|beth|pwy|pryd|pam"
    r"|ble|a oes|a yw|a ydy(?:ch)?)\b"
)
_POLITE = (
    r"(?: (?:please|kindly|also|possibly|perhaps|then|therefore|further|again|be so kind as to|be able to"
    r"|be good enough to)){0,5}"
)
OPENERS = (
    rf"(?P<wh>{_INTERROGATIVE})|(?P<you>(?:can|could|would|will|may|might) (?:you|i|we|the \w+|anyone"
    rf"|someone){_POLITE} (?P<youverb>{HANDLE}\b|{GIVE}\b|have\b|see\b|get\b|be\b|know\b|ask\b|request\b|\w+))"
    r"|(?P<pleaseyou>(?:please|kindly) (?:could|can|would|will|may|might) (?:you|i|we|the \w+|someone)(?: (?:also"
    rf"|kindly|please)){{0,3}} (?P<pyverb>{HANDLE}\b|{GIVE}\b|\w+))|(?P<aux>{AUX} {SUBJECT}\b)|(?P<please>(?:(?:please"
    r"|kindly|do|pls|plz) ?,? ?){1,4}(?:(?:also|therefore|further|kindly|just|then|instead|now|again|additionally"
    rf"|separately) ){{0,3}}(?P<verb>{HANDLE}\b|{GIVE}\b))|(?P<want>{_WANT}|(?P<bare>(?:requesting|looking (?:for|to)"
    r"|trying to (?:find|get|obtain|see)|wondering|seeking|asking (?:for|how|what|who|when|whether|if))\b)"
    r"|(?:gofynnaf am|hoffwn|dymunaf)\b)|(?P<my>(?:my|our|the|this) (?:\w+ )?(?:questions?|requests?|quer(?:y|ies)"
    r"|enquir(?:y|ies)) (?:\w+ ){0,2}?(?:is|are|was|relates?"
    r"|concerns?)\b(?! (?:an? )?(?:very )?\w+(?: one)?[.!]?$)(?! (?:made|being|not|intended|submitted|sent|limited"
    r"|similar|the same)\b))|(?P<what>(?:what|all(?: that)?|the (?:information|data|figures?|details?|documents?"
    r"|records?|answers?)(?: that| which)?) (?:i|we) (?:still |also |really |would )?(?:need|want|ask|wish|seek"
    r"|require|request|am after|am asking|am looking|am requesting|am seeking|would like|like)\b.{0,80}?\b(?:is"
    r"|are)\b(?! (?:only )?(?:for|about|limited|restricted|confined|not|in|from)\b))|(?P<this>(?:this|below|here"
    r"|what follows|the following|attached|set out below|it) (?:is|are|constitutes) (?:an? |my |our |the )?(?:formal "
    r"|new |official )?(?:\w+ ){0,4}?(?:requests?|questions?)\b)|(?P<grateful>(?:would|should) (?:also |therefore "
    r"|really |very much ){0,2}(?:like|appreciate|welcome|be (?:most |very |extremely |really )?(?:grateful|obliged"
    r"|glad|pleased|thankful))\b)|(?P<help>(?:it would (?:also )?be (?:of use|of help|helpful|useful|good|great"
    r"|appreciated)|(?:i am |i would be |would be )?(?:most )?grateful|it would help)\b)"
)
_LEADING = r"[\"'(\[*_ -]*"
OPENER_AT_START = re.compile(rf"{_LEADING}{CONNECTOR}{{0,3}}(?:{OPENERS})")
# The first words with which an opener can begin; a glued "pleasesend" is looked for as well.
OPENER_STARTS = CONNECTOR_STARTS | word_set(
    "how to for in of by on at from with under over since against what what's which whom whose who when where why "
    "faint sawl beth pwy pryd pam ble a is are was were do does did has have can could will would should may might "
    "must shall please kindly pls plz i i'd i'll i'm i're we we'd we'll we'm we're requesting looking trying "
    "wondering seeking asking gofynnaf hoffwn dymunaf my our the this all below here attached set it grateful"
)
GLUED = ("please", "kindly", "pls", "plz", "do")
OPENER_HERE = re.compile(rf"{CONNECTOR}{{0,3}}(?:{OPENERS})")
# Where a clause may begin within a sentence.
CLAUSE_EDGE = re.compile(
    r"[ ,;:(/](?:(?<! ) ?\"?|(?<= )(?:[-–—]|and|but|so|then|act|foia|therefore|possible|instead|besides|know|foi"
    r"|hereby|so that|law|eir|2000|2004|2002)\)? )"
)
# Without one of these words there is no opener inside a sentence.
OPENER_WORDS = word_set(
    "gofynnaf hoffwn dymunaf how what which who whom whose when where why please kindly pls plz can could would "
    "will would should may might i we i'm we're "
    "i'd i'll we'd my our question questions request requests query queries grateful helpful useful faint sawl beth "
    "pwy pryd pam ble oes yw ydy"
)
# "For each firm please send ...", "In the first part I ask about ...": no comma before the ask
LATE_OPENER = re.compile(rf"(?<!which )(?<!that )(?<!\bas )(?<!\bif )(?<!what )(?<!when )\b(?:{OPENERS})")
SETTING_STARTS = word_set(
    "for in on at under from since between during with by to of within following regarding concerning as"
)
KNOWN = re.compile(
    r"\b(?:right to|entitled to|interest to|deserve to|need to|should|must|will|may|already|well|don't|do not|not"
    r"|public|people|residents|we|i|you|they|(?:seem|appear|claim)s? to|nobody|no[- ]one)$"
)
RELATIVE_CLAUSE = re.compile(r"(?:(?:in|of|to|for|on|at|by|with|from|under) )?(?:which|who|whom|whose|where|when)\b")

# "Provide ...", "State ...": an ask without a please
COMMAND = re.compile(
    rf"{_LEADING}{CONNECTOR}{{0,3}}(?P<verb>(?P<behave>(?:do not|don't|ignore|disregard|ensure|leave out|omit|bear in"
    rf"|be aware|remember|feel free|acknowledge|treat)\b)|{GIVE}\b(?= (?!of\b|from\b|on\b|is\b|are\b|was\b|were\b"
    r"|for\b|in\b|prices?\b|details\b|below\b|above\b)\w))"
)
COMMAND_STARTS = (
    CONNECTOR_STARTS
    | frozenset(re.findall(r"[a-z]+", GIVE.replace("i[sz]e", "ise").replace("e-?mail", "email")))
    | word_set(
        "do don't ignore disregard ensure leave omit bear be remember feel acknowledge treat itemize summarize e"
    )
)

# A command of any other verb: "Hand over the minutes", "Justify the spend"
ANY_COMMAND = re.compile(
    r"[\"'(\[*_ -]*[a-z]{3,}(?<!ly|ed|er)(?<!ing)(?<![^s]s)(?: (?:out|over|up|through|down))? "
    r"(?:me|us|the|your|each|every|any|all|how|what|whether|why)\b"
)
NO_COMMANDS = word_set(
    "about above across after against along amid among around before behind below beneath beside between beyond but "
    "despite down during except following for from inside into like near off once only onto opposite out outside over "
    "past regarding since than then there through throughout till under until upon via when where while with within "
    "without not both half even just also again and not that this the these those all any some such what who how why "
    "whereas because although though unless whether nor yet per plus notwithstanding concerning should would could "
    "will may might must can shall does did has have had was were are yesterday today people staff everyone anyone "
    "someone see read refer note feel treat bear consider ignore disregard remember forgive excuse stop save shame"
)
HANDLE_AT = re.compile(rf"{HANDLE}\b")
# After "I would like": who is to act, and how
WANT_MORE = re.compile(
    r" ?(?:it )?(?:(?P<you>(?:(?:if|that) )?(?:you|the \w+|someone) (?:could|would|can|will|might|to|please)"
    r"|for you to|that you)|to|that|me|us|please|also|kindly|from you)? ?(?:(?:also|please|kindly|then) ){0,3}"
    rf"(?P<verb>{HANDLE}\b|{GIVE}\b)?"
)
MINE = re.compile(r"(?:please )?(?:can|could|may|might) (?:i|we)\b")  # "can I see ..."
# "This is a request for ..."
REQUEST_FOR = re.compile(r" (?:for|concerning|regarding|about|relating|asking|to (?:know|see|have|obtain|find))\b")
AND_GIVE = re.compile(
    r"\band (?:then )?(?:please )?(?:give|provide|state|list|supply|tell me|say|name) (?!(?:me|it|them|us)\b)\w"
)
# What a web form asks of whoever fills it in.
FORM_PROMPT = re.compile(r"\b(?:of|about|for|describing) your (?:foi |information )?(?:request|enquiry)\b")
# "Could this be provided on an Excel spreadsheet?"
BE_SENT = re.compile(
    rf"(?:can|could|would|may|might|will|shall) {THE_ANSWER} (?:please |all |also )*be (?:provid|suppli|sen[td]|giv"
    r"|set out|put|present|deliver|return)"
)
# "Please treat the following as a request:" leads to the questions
TREATS = word_set("treat consider accept respond reply answer complete deal take read process look address handle")
# "I am writing ...", "I submit ...": speaks of the letter, and asks only where its purpose is an ask
LETTER_VERBS = word_set(
    "writing submitting making contacting emailing approaching submit write put contact email lodge make"
)
PURPOSE = re.compile(
    r"\b(?:to (?:make|submit|place|lodge|file|put|raise|send) (?:in )?(?:[\w-]+ ){0,6}?(?:requests?|enquir(?:y|ies))"
    rf"|to (?:\w+ly )?{_GET}|requesting|asking(?: you)?|seeking|enquiring|inquiring"
    r"|(?:requests?|questions?|enquir(?:y|ies)|applications?) (?=for|about|on|regarding|concerning|relating)"
    r"|for(?= (?:an? |the |all |any |some |full )?(?:cop(?:y|ies)|details?|information|lists?|data|figures)\b))\b"
)
# "I am writing about an FOI request on ..."
ABOUT_A_REQUEST = re.compile(
    r" (?:to you )?(?:about|regarding|concerning|with regard to|in relation to) (?:an?|my|this"
    r"|the) (?:\w+ ){0,4}request\b"
)
# "I would like to note ...": the requester's own doing, unless it is to learn or to get something
OWN_DOING = re.compile(
    rf" ?(?:(?:also|just|therefore|first|now|then|so|much|instead) ){{0,2}}to (?!(?:(?:\w+ly|better|also|now|then"
    rf"|further|please|kindly) ){{0,2}}{_GET})[a-z]"
)
# "I am happy to discuss ..."
WILLING = re.compile(
    r"\bhappy (?:for|with|if)\b|(?:\bhappy|\bpleased|\bwilling|\bprepared|\bglad) (?:to )?(?:discuss|clarify|provide"
    r"|pay|talk|speak|answer|help|narrow|refine|explain|come|collect|wait"
    r"|(?:receive|accept|have|take|get)(?= (?:it|this|these|them|your|everything|an? (?:\w+ )?(?:answer|response"
    r"|reply)|(?:the|any|all) (?:information|data|answers?|responses?|figures|reply|results)|by|via|in|as|partial"
    r"|electronic)\b))\b"
)
# "I would like it to be sent at once", "I want to be kept informed", "We need to know that all is well"
TO_BE_DONE = re.compile(
    r" ?(?:(?:it|this|these|them) to be\b|to be (?:kept|contacted|notified|copied|updated|assured|reassured|sure"
    r"|certain|confident)\b|to know that\b|(?:that )?(?:you|the \w+) not (?:to )?\b)"
)
# "I ask because ..."
BECAUSE = re.compile(
    r" ?(?:(?:this|it|these) )?(?:\w+ )?(?:because|since|as|so that|only|in the (?:hope|light|public)|out of"
    r"|on behalf)\b"
)
QUESTIONS_FOLLOW = re.compile(r"\bquestions?\b|\bfollowing\b|\bbelow\b|\bfollows\b|:$")

# The words between an opener and what is asked for: "if you could please provide me with".
GIVE_ME = re.compile(
    r"(?: ?,? ?(?:to (?:the|your) (?:organi[sz]ation|council|trust|force|authority|department|university|school"
    r"|board)\b|it(?= if (?:you|the \w+|someone|i|we) (?:could|would|can|were|was|will|might))|to(?! do with)|for|that"
    r"|me|us|him|her|with|please|kindly|also|be|been|being|sent|told|given|provided|supplied|informed|shown|see|have"
    r"|receive|obtain|find out|get|learn|know|access|make|making|request|requesting|ask|asking|submit|submitting|write"
    r"|writing|if (?:you|the \w+|someone|i) (?:could|would|can|were|was|will|might)|you|the (?:council|trust|force"
    r"|authority|department|police|university|service|school|board)(?= to\b)|view|inspect|apply|put(?: in)?|place"
    r"|lodge|file|raise|i (?:may|can|could|would like|wish|want)|and|(?:an?|my|this) (?:(?!of\b"
    r"|cop)[\w-]+ ){0,4}?requests?(?= (?:for|under|to|in|on|around|relating|regarding|about|concerning)\b)"
    rf"|an?(?= (?:\w+ ){{0,3}}(?:requests?|copy)\b)|look at|looking|some|let|again|once more|{GIVE})\b){{0,20}}"
)
_HERE = r"(?:please|below|above|too(?= ?[:.;!?]|$)|also|instead|here"
_SET_OUT = r"(?:set out|listed|named|given|shown|described|asked|put|written|here|below)"
_ANSWER_STARTS = (
    "have receive get see be your the this these that those all any each my our requested above same following "
    "relevant full resulting final raw other attached completed of data information info answer answers response "
    "responses reply figure figures result results number numbers total totals statistics it them list sum sums"
)
_GENERIC_STARTS = (
    "all any some the this that these those your my our full specific certain requested required relevant following "
    "such below more further a an few each every both other answer answers response responses list of to number "
    "couple several listed available recorded above same different freedom information foi revised amended formal "
    "official new short simple quick updated current latest up dataset datasets update updates three two four five "
    "six ten one another additional extra series set batch range info data detail details figure figures totals reply "
    "replies question questions request requests document documents documentation record records material materials "
    "it them thing things item items point points query queries statistics everything"
)
# "All the information that you hold about X" is asked for, whatever else is.
_ALL_HELD = (
    r"(?:all|any|every|cop(?:y|ies) of)\b[^.,:;]{0,40} (?:that |which )?(?:you|the \w+|are|is) (?:\w+ )?(?:hold"
    r"|have|held|keep|possess|has)\b(?!.{0,60}\b(?:following|these|below)\b)"
)
# What an opener's object can be: the first words with which it can begin, the reason, the role, the pattern. An object
# that begins with no word at all ("please provide:") has the first word "".
_OBJECTS: list[tuple[str, str, Role, str]] = [
    (
        "safe receipt that my you this it if in as when straight at beforehand how the a an your hear hearing touch "
        "clarification",
        "is about answering the request",
        Role.COURTESY,
        r" ?(?:(?:safe )?receipt|when i (?:can|may|might|should|will)\b|(?:that )?(?:this|my) (?:request|e-?mail"
        r"|letter)\b|(?:in writing |by e-?mail )?(?:that )?(?:you have|(?:this|it) has) (?:been )?(?:safely )?(?:(?:it"
        r"|this)(?= ?[.!]?$)|received|got|come in|arrived|reached)|if (?:you|this|my|anything|something|more|further"
        r"|clarification|the (?:request|information|data|cost))\b(?! (?:hold|has|have an?|keep|record|use|employ"
        r"|provide|do\b))|if (?:any|there (?:is|are|will be|would be|were|be)(?: an?| any| some)?) (?:(?:further|more"
        r"|other|additional|such) )?(?:charges?|fees?|costs?|problems?|quer(?:y|ies)|questions?|delays?|difficult\w+"
        r"|doubts?|issues?|anything|reasons?|points?|clarification|information|details?|of (?:this|it|these|the above)"
        r"|parts?|aspects?|elements?)\b|if (?:that|it) (?:is|would|will|can|cannot|can't|takes|costs|exceeds|needs"
        r"|helps)\b|in advance|as soon|when you|straight away|at once|beforehand|how (?:long|much) (?:this|it"
        r"|you) (?:will|would|are)|the reference|a reference|your earliest|an? (?:early|prompt|quick|full) (?:reply"
        r"|response|answer)|(?:your|an?) (?:(?:prompt|early|full|timely|kind|swift|quick|written|continued|own"
        r"|reasonable|urgent|favourable|careful) ){0,4}(?:help|assistance|co-?operation|attention|consideration"
        r"|support|understanding|patience|acknowledge?ment|response|reply|answer|time)\b|hear(?:ing)? (?:from|back)"
        r"|touch|clarification|if\b.{0,30}\bquestions)",
    ),
    (
        _ANSWER_STARTS,
        "speaks of the format",
        Role.FORMAT,
        rf" ?(?:have |receive |get |see |be sent )?{THE_ANSWER}(?: to be)?(?: \w+){{0,5}}? ?,? "
        rf"(?:(?:in|as|by|via|on|with|to) (?:an? |the form of |my )?(?:\w+ ){{0,3}}?)?{FORMAT_WORD}\b",
    ),
    (
        f"{_ANSWER_STARTS} a an further separate yearly annual monthly breakdown split down provide give what",
        "only divides the answer",
        Role.ADDS,
        r" ?(?:an? )?further (?:breakdown|split)\b| ?(?:split |divide |down )?what you (?:find|have|hold|send|give"
        r"|get)\b| ?(?:an? |the )?(?:further |full |separate |yearly |annual |monthly )?(?:breakdown"
        r"|split) (?:of (?:this|these|the (?:figures|numbers|data|totals?|answers?|above)) )?(?:by|per|into|for each"
        r"|for every)\b| ?(?:down )?(?:have |see |get |provide |give )?(?!(?:the "
        rf"|this )?following\b){THE_ANSWER}(?: (?:to|be|also|please|further|again|shown|given|provided|listed"
        r"|presented|set|out|supplied|as|itself|all|both|is|are)){0,3}? (?:broken|down|split|divided|itemi[sz]ed"
        r"|separated?(?:ly)?|by (?:year|month|type|age|rank|ward|gender|sex|category|department|area|quarter|each"
        r"|financial|calendar|\w+)|for (?:each|every|all)|per\b|in (?:each|every)|into\b|year by year|one by one"
        r"|individually)",
    ),
    (
        "the this these",
        "speaks of the format",
        Role.FORMAT,
        r" ?(?:the|this|these) (?:\w+ ){0,4}(?:list|file|data|register|documents?|information|spreadsheet|answers?"
        rf"|report|figures) (?:in|as) (?:an? )?(?:\w+ ){{0,2}}{FORMAT_WORD}(?: format)?[. ]*$",
    ),
    (
        _ANSWER_STARTS,
        "speaks of the format",
        Role.FORMAT,
        rf" ?(?:have |see )?{THE_ANSWER} (?:as|in) (?:\w+ ){{0,2}}(?:numbers|figures|percentages?|order)\b(?! (?:of"
        r"|for)\b)",
    ),
    (
        "the same this",
        "asks the same for another period",
        Role.ADDS,
        r" ?(?:the |this )?same(?: (?:information|data|figures?|details?|breakdown|numbers?|totals?|again)){0,2}"
        r" (?:for|from|in|by|about|on)\b",
    ),
    (
        _ANSWER_STARTS,
        "speaks of the period",
        Role.SCOPE,
        rf" ?(?:have |see )?{THE_ANSWER}(?: \w+){{0,2}}? (?:for|from|between|since|covering|over|during|up to|as at"
        rf"|as of) (?:the )?(?:\w+ ){{0,4}}?(?:(?:19|20)\d\d|{MONTH}\b|years?|months?|periods?|quarters?|days?|date)",
    ),
    (
        f" {_GENERIC_STARTS} please too also instead here under set given written stated named as what whatever copy "
        "copies",
        "asks for nothing of its own",
        Role.LEAD,
        r" ?(?:(?:a |all |any )?(?:copy |copies )?of )?(?:what follows|what(?:ever)? (?:is|are"
        rf"|i have) (?:\w+ )?{_SET_OUT}|whatever (?:\w+ )?(?:you (?:can|could|may|have|hold)|there is))\b"
        rf"| ?(?:[:.;!?–-]|$|{_HERE}|(?:under|set out|listed|given|written|stated|named) (?:here|below|underneath"
        rf"|under)|as follows|the (?:following|below|above))\b)| ?(?:{DETERMINER} ){{0,12}}(?:requests? for (?:the "
        rf"|some |certain ){{0,2}})?{GENERIC}\b(?: back| over)? ?,? ?(?:[:.;!?–-]|$|(?:and (?:input|return|enter|put"
        r"|fill|complete|send|reply|add|record)|please|below|above|too|also|instead|here|listed|requested|as follows"
        rf"|as (?:listed|set|below|is)|(?:that is|that|which (?:is|are|i)|what is)? ?{_SET_OUT}|if|are|is|under"
        r"|in (?:line|accordance)|pursuant|i (?:have|ask|am|need|want)|you can|you (?:have|hold)(?= ?(?:[.,:;!?]|$"
        r"|on (?:this|it|these|the following|them)\b|about (?:this|it|these|the following)\b))|to (?:me|my|the above"
        r"|be answered)|(?:by|before) (?:e-?mail|return|law|my|our|next|\d|noon|\w+day\b|tomorrow"
        r"|the (?:\w+ )?(?:meeting|hearing|deadline|end|inquiry|inquest))|within|at|that follow|which follow|as soon"
        r"|as quickly|urgently|asap|to which i|further (?:down|on)|for me|about (?:it|this|these) ?:)\b)",
    ),
    (
        "be in yes whether if to as what whatever all the those only any a reason reasons ground grounds exemption "
        "exemptions section sections which why me how",
        "asks for whatever there is",
        Role.BOILERPLATE,
        r" ?(?:be (?:told|informed) )?(?:in writing |yes or no |as to ){0,2}(?:whether|if) you (?:do )?(?:hold"
        r"|have) (?:such|this|the|any of (?:this|the)|what) ?(?:requested )?(?:information|data|(?:i|we) (?:ask|want"
        r"|need|seek))| ?(?:to )?(?:the (?:relevant )?(?:sections?|parts?) of the act\b|any other (?:information"
        r"|documents?|data|details?|material) (?:that |which )?you (?:think|feel|consider|believe|deem)\b|as much"
        r"|what(?:ever)? (?:there|you (?:can|have|do|hold)|is (?:left|held|available)|part|falls)"
        r"|all (?:the information )?(?:that )?i (?:may|am|can|could) (?:have|be|get|receive)|all (?:that|you) (?:falls"
        r"|can|is|there|you)|the (?:rest|remainder|parts? (?:that|which|you)|(?:latest|nearest|closest|most recent"
        r"|earliest) (?:that|you|there|data|figures|years?|available|information|ones?))|those (?:parts|that|years)"
        r"|only (?:what|the)|any (?:part|parts)|a (?:partial|redacted)|(?:the )?(?:reasons?|grounds?|exemptions?"
        r"|sections?) (?:for|on|you|under|that|it|relied)|which (?:exemptions?|sections?|parts?)|why ?(?:[.?!,]|$)"
        r"|me why ?[.?,]|how (?:i (?:can|could|might|may|should)|to (?:narrow|refine|reduce|bring|change)))",
    ),
    (
        f"{_GENERIC_STARTS} about regarding concerning relating in into",
        "asks on a subject",
        Role.TOPIC,
        r" ?(?:about|regarding|concerning|relating to|to do with|in (?:relation|respect|connection)|into)\b"
        rf"| ?(?!{_ALL_HELD})(?:(?:{DETERMINER} ){{0,12}}(?:information|info|data|details?|answers?|questions?|more"
        r"|things|documents?|figures|totals|statistics|requests?|records)\b) (?:(?:that )?(?:you (?:hold|have)|held"
        r"|recorded|available) )?(?:under .{0,80}?)?(?:about|on|regarding|relating|related|concerning|pertaining"
        r"|in relation|in respect|from\b(?! (?:the )?(?:\d|last|past|previous|period|year))|in regards?|with regards?"
        r"|with respect|as to|surrounding|to do with|in connection|around|for\b(?! (?:all|each|every"
        r"|the number)))(?! (?:how|whether|which|what|the (?:(?:total|full|exact) )?(?:number|total|amount|cost|sum)))",
    ),
]
OBJECTS = by_first_word(_OBJECTS)
# The same for sentences in which none of `signs.FORMAT_WORDS` stands: the longest of the patterns left out.
OBJECTS_BUT_FORMAT = by_first_word([row for row in _OBJECTS if FORMAT_WORD not in row[3]])
NEXT_WORD = re.compile(r" ?([a-z]*)")
FOLLOWS = re.compile(r"\b(?:following|these|below)\b")
FOLLOWS_HERE = re.compile(r" ?(?:the )?(?:following|these|below)\b[^a-z]*$")
THESE_THINGS = re.compile(
    r"\b(?:data|information|info|figures|details|documents|answers|records|statistics)\b(?: \w+){0,2} (?:the following"
    r"|below)\b.{0,80}:$"
)
AND_MORE = re.compile(
    r"(?:\band|,) (?:please )?(?:also )?(?:add|explain|say|state|describe|tell me|how many|what|why)\b"
)
