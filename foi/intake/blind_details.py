"""What requesters tell of their lives: whom they are related to, their numbers and dates. Works on folded text
(`blind_text`). What cannot be hidden without destroying the question is pointed out to the officer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.intake.blind_text import Folded

RELATIVE = (
    r"(?:(?:step|half|grand|great-?grand|god|foster|ex)?[ -]?(?:son|daughter|mother|father|brother|sister|child|parent)"
    r"(?:[ -]in[ -]law)?|(?:ex[ -])?(?:husband|wife|partner|fiancee?|girlfriend|boyfriend|spouse|civil partner)|mum"
    r"|mummy|mam|dad|daddy|gran|granny|nan|nana|grandma|grandad|granddad|grandpa|uncle|aunt|auntie|aunty|nephew|niece|cousin"
    r"|twin|baby|toddler|widow|widower|ward|carer)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# Written with a capital letter after "my son", and yet no name.
_NO_NAME = (
    r"(?!(?:I|I['’]\w+|Please|Could|Can|Would|How|What|Which|When|Where|Who|Why|The|This|That|In|On|At|If|Is|Was|Did|Has"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Police|Council|Constabulary)\b)"
)
_CAPITAL = r"[A-Z\u00c0-\u00de\u0100-\u017f][\w\u0300-\u036f'\u2019-]{0,30}"
_NAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|PC|DC|Sgt|Rev)\.?\s)?{_NO_NAME}(?={_CAPITAL})(?=\w{{0,30}}[a-z\u00df-\u00ff])"
    rf"{_CAPITAL}(?:[ ](?:(?:de|van|von|der|ap|al|bin)[ ])?{_NO_NAME}{_CAPITAL}){{0,3}}(?:(?<=['\u2019]s)|(?![\w]))"
)
_AFTER_RELATIVE = re.compile(
    rf"\b(?:my|our)\s(?:[\w-]{{1,20}}\s){{0,3}}?{RELATIVE}(?:'s\sname\sis|,?\s(?:(?:is|was|who\sis)\s)?(?:called|named)"
    rf"|,|\s?[(-])?\s{{1,3}}|\bi(?:'m|\sam)\sthe\s(?:[\w-]{{1,20}}\s){{0,2}}?{RELATIVE}\s(?:of|to)\s{{1,3}}"
)
_BEFORE_RELATIVE = re.compile(rf"\bi(?:'m|\sam)\s{{1,3}}(?=[\w'-]{{1,30}}(?:\s[\w'-]{{1,30}}){{0,2}}'s?\s{RELATIVE}\b)")


def relatives(within: Folded) -> Iterator[tuple[int, int]]:
    """The name in "my son Tom", "our late father, Peter Bloggs," and "I am Tom's mother"."""
    for pattern in (_AFTER_RELATIVE, _BEFORE_RELATIVE):
        for found in pattern.finditer(within.text):
            start = found.end()
            name = _NAME.match(within.original(start, min(start + 120, len(within.text))))
            if name:
                folded = Folded(re.sub(r"['\u2019]s?$", "", name[0])).text
                yield start, start + len(folded)


# --- numbers and dates ------------------------------------------------------------------------------------------------

_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d))"
)
# Not "the A614 and": letters that are a word belong to no number plate.
_NO_WORD = (
    r"(?!(?:and|for|the|was|has|had|but|who|why|how|out|off|you|are|not|via|per|all|any|our|his|her|its|one|two|six|ten"
    r"|did|can|may|now|yet|due|near)\b)"
)
_PLATE = (
    rf"(?:[a-z]{{2}}\d\d\s?{_NO_WORD}[a-z]{{3}}|[a-z]\d{{1,3}}\s?{_NO_WORD}[a-z]{{3}}"
    rf"|{_NO_WORD}[a-z]{{3}}\s?\d{{2,3}}[a-z])"
)
_REFERENCE = (
    r"(?:(?=[\w/-]{0,12}\d)\w{1,12}(?:[/-]\w{1,12}){1,4}|\d{5,20}|(?:[a-z]{2,8}\d{3,16}|[a-z]\d{5,16})[a-z]{0,2})"
)
_IDENTIFIES = re.compile(rf"(?<![\w/£$€-])(?:{_DATE}|{_PLATE}|{_REFERENCE})(?![\w/]|-\d)")
_IS_DATE = re.compile(_DATE)
_OF_MINE = (
    r"(?:arrest|caution|conviction|charges?|detention|custody|case|complaint|claim|appeal|crimes?|incident|accident"
    r"|collision|assault|burglary|vehicle|car|van|lorry|bike|motorbike|motorcycle|birth|dob|d\.o\.b|birthday|passport"
    r"|licen[cs]e|account|statement|interview|dismissal|hearing|ticket|fine|notice|appointment|operation|admission|file)"
)
_MY_FACT = re.compile(rf"\bmy\s(?:[\w'-]{{1,30}}\s){{0,3}}?{_OF_MINE}\b|\bi\swas\sborn\b")
_CLAUSE = re.compile(
    r"[?!;\n]|\.(?=\s|$)|\b(?:how|what|which|who|why|whether|please|could|can|would|my|foi|policy|policies)\b"
)
_LONGEST_CLAUSE = 100
# "my collar number 4411": what it is called says that it is one of the requester's, however short it is.
_MY_NUMBER = re.compile(
    r"\bmy\s(?!(?:\w{1,20}\s)?(?:questions?|requests?|points?|items?|foi|parts?|e-?mails?|letters?)\b)"
    r"(?:[\w'-]{1,30}\s){0,3}?(?:number|no|ref|reference|id|registration|reg)\b\.?\s{0,2}(?:(?:is|was|being)\s{1,2}|[:#=(,-]"
    rf"\s{{0,2}})?({_PLATE}|(?=[\w/.-]{{0,20}}\d)\w{{1,20}}(?:[/.-]\w{{1,12}}){{0,4}})(?![\w/])"
)


def own_facts(within: Folded) -> Iterator[tuple[int, int]]:
    """The dates, references and number plates in "my arrest on 3 March (crime number 42/123/25)", "my car AB12 CDE"."""
    text = within.text
    for found in _MY_NUMBER.finditer(text):
        yield found.span(1)
    for found in _MY_FACT.finditer(text):
        last = min(found.end() + _LONGEST_CLAUSE, len(text))
        stop = _CLAUSE.search(text, found.end(), last)
        for one in _IDENTIFIES.finditer(text, found.end(), stop.start() if stop else last):
            yield one.span()


def is_of_one_person(fact: str) -> bool:
    """Whether the fact, folded, can mean nobody else wherever it stands: a date or a short number can."""
    digits = sum(mark.isdigit() for mark in fact)
    return not _IS_DATE.fullmatch(fact) and (digits > 5 or (digits > 1 and len(fact) > 5))


# --- what an officer should look at -----------------------------------------------------------------------------------

# Not "my request about schools"
_NO_ASKING = r"(?!(?:request|question|foi|letter|e-?mail|interest|reply)s?\b)"
# "our school", "my own shop", "our older members"
_AROUND_THEM = (
    r"(?:school|academy|college|surgery|practice|street|road|lane|village|parish|estate|block|building|shop|business|company"
    r"|firm|charity|club|society|association|members?|clients?|trustees|constituents|constituency|ward|neighbours?"
    r"|neighbourhood|family|children|kids|pupils|students|farm|allotments?|garden|boat|newspaper|readers|premises"
    r"|colleagues?|friends?|thesis|dissertation|union|branch|residents|tenants)"
)
# "As leader of Hallow Council, how many ...": said of whoever asks, or of whoever is asked.
_AS_WHAT = (
    r"(?:^|(?<=\n)|(?<=[.?!]\s))as\s(?!(?:of|at|it|to|you|we|they|such|well|part|per|in|for|set|soon|far|long|above|below"
    r"|regards|the\ssubject|an?\s(?:result|matter|guide|minimum|percentage|proportion|breakdown|total|table|foi)|\w+ed)\b)"
    r"[\w' -]{3,80},\s{1,3}(?:how|what|which|when|where|why|who|whether|is|are|was|were|does|did|has|have)\b"
)
_SPEAKS_OF_THEM = re.compile(
    rf"\b(?:(?:my|our)\s(?:{_NO_ASKING}[\w-]{{1,20}}\s){{0,3}}?(?:{RELATIVE}|{_OF_MINE}|employment|employer|job|illness|disability"
    r"|diagnosis|treatment|home|house|flat|property|landlord|(?:collar|warrant|staff|badge)\snumber|injury|injuries)"
    rf"|(?:my|our)\s(?:{_NO_ASKING}[\w-]{{1,20}}\s)?{_AROUND_THEM}\b"
    r"|i\s(?:was|have\sbeen|had\sbeen)\s(?!(?:wondering|hoping|looking|asking|keen|interested|trying|unable|able|surprised|pleased"
    r"|told|informed|advised|directed|referred|given|sent|reading|asked|going|not|just|also|only|in|at|under|on|of)\b)"
    rf"\w|i(?:'m|\sam)\s[\w'-]{{1,30}}'s?\s{RELATIVE}|i\s(?:lost|suffer|suffered|reported|resigned|retired|served)\b)"
    rf"|{_AS_WHAT}"
)
_STOPS = re.compile(r"[.?!](?=\s|$)|\n")
_LONGEST_SENTENCE = 300


def speaks_of_requester(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, as offsets, that may tell who asked though no word of them does so by itself: "I was dismissed"."""
    folded = Folded(text)
    at = 0
    while told := _SPEAKS_OF_THEM.search(folded.text, at):
        before = [*_STOPS.finditer(folded.text, max(told.start() - _LONGEST_SENTENCE, at), told.start())]
        start = before[-1].end() if before else max(told.start() - _LONGEST_SENTENCE, at)
        stop = _STOPS.search(folded.text, told.end(), told.end() + _LONGEST_SENTENCE)
        at = stop.end() if stop else min(told.end() + _LONGEST_SENTENCE, len(folded.text))
        start += len(folded.text[start:at]) - len(folded.text[start:at].lstrip())
        yield folded.place(start), folded.place(at)
