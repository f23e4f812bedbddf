"""What requesters say of themselves, and what they put under their letters. Works on folded text (`blind_text`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.intake.blind_details import RELATIVE
from foi.intake.blind_roles import is_named_body, tells_organisation, tells_role, tells_role_at_body
from foi.intake.blind_text import Folded
from foi.intake.blind_words import NAMES_NONE, ORGANISATION, PRESS, ROLES, SIGN_OFF

SIGNATURE_LINES = 10
LONGEST_SIGNATURE_LINE = 70  # characters

# --- what they say of themselves ------------------------------------------------------------------------------

_ABBREVIATED = "".join(rf"(?<!\b{word})" for word in ("st", "dr", "mr", "mrs", "ms", "prof", "rev", "co", "no"))
# After a comma the letter goes on with these, unless they bring more of the description: "..., and a reporter at ...",
# "..., the Trentvale Echo,", "..., who was arrested at ...,".
_ORGANISATION = "(?:" + "|".join(sorted(ORGANISATION)) + ")"
_PRESS = "(?:" + "|".join(sorted(PRESS)) + ")"
_GOES_ON = (
    r"(?:i|we|please|could|can|would|want|wish|how|what|which|when|where|why|my|under|in|this|do|does|is|are"
    rf"|and(?!\s(?:(?:also|now)\s)?(?:an?|one\sof)\s(?:[\w'-]{{1,30}}\s){{0,4}}?{ROLES}s?(?:\s(?:at|for|with|from|of|in)\b|,))"
    rf"|the(?!\s(?:[\w'&-]{{1,30}}\s){{0,4}}{_ORGANISATION}\s?(?:[,.;:!?\n]|$))"
    r"|who(?!\s(?:(?:was|has\sbeen|had\sbeen)\s\w{1,20}(?:ed|en|t)|work(?:s|ed)?|live[sd]?|writes|reports)\s[^.?!;\n,]{0,100},))"
)
# "As a concerned resident" ends with no "concerned".
_CONCERNED = re.compile(r"(?:(?:an?|the|your)\s(?:\w{1,20}\s)?(?:concerned|interested)\b)?")
_WANTS = r"(?:am|are|would|want|wish|need|have|should|could|can|request|seek|ask|write|make|submit|wonder)"
_DOING = r"(?:request|seek|look|writ|ask|research|investigat|try|hop|conduct|gather|collect|carry|interest|concern)"
# Where the description ends and the letter goes on.
_ENDS = re.compile(
    rf"[!?;:\n)]|\((?!(?:[\w'&-]{{1,30}}\s){{0,5}}{_ORGANISATION}\))|{_ABBREVIATED}\.(?=\s|$)|,(?=\s*{_GOES_ON}\b)"
    rf"|\s(?=(?:and|but|so|who|which)\s(?:i|we|please|{_WANTS})\b)"
    rf"|\s(?=(?:i|we)\s{_WANTS}\b|i'd\b|i'm\b)|\s(?={_DOING}(?:ing|ed)\b)"
    r"|\s(?=(?:to|and)\s(?:ask|request|find|know|obtain|learn|understand)\b)|,?\s(?=(?:how|what|which)\s)"
)
# The same where the description is what the sentence speaks of: "We at ... would like"
_ENDS_BEFORE_VERB = re.compile(
    rf"{_ENDS.pattern}|,?\s(?=(?:here|would|want|wish|need|hope|have|are|am|request|seek|ask|write|hereby)\b)"
)
# The same after a role: "I ask as chair of ... for the figures", "As chair of ..., for each year please say"
_ENDS_OF_ROLE = re.compile(
    rf"{_ENDS.pattern}|\s(?=(?:and\s)?(?:because|regarding|concerning|about|under|pursuant|for\s(?:copies|details|information|any|all"
    r"|a\scopy|the\s(?:following|figures?|numbers?|information|data|details|minutes|costs?)))\b)"
    r"|,\s(?=(?:for|between|since|during|over|from|within|on|and\sin|with)\b)"
    r"|\s(?=(?:and\s)?(?:for|in|during|since|between|over)\s(?:each|every|the\s(?:years?|last|past|period|months?|calendar"
    r"|financial)|(?:19|20)\d\d)\b)"
    r"|\s(?=(?:and\s)?(?:in\s(?:relation|respect|light|connection)|with\s(?:regards?|reference|respect))\b)"
)
_LONGEST = 140

# What leads to a description: letters of which some must be in the text for the pattern to match, which is quickly
# seen ("_" for a space), and the pattern. In these a space stands for one to three blanks.
_I = r"(?:i|we)"
_I_AM = r"(?:i am|i'm|we are|we're)"
_SOME = r"(?:[\w'-]{1,30} )"
_WORKS = r"(?:work|write|report|volunteer|study|lecture|teach|freelance)"
_NO_WORKPLACE = (
    r"(?!(?:line|connection|regards?|relation|reference|response|reply|respect|support|english|welsh|haste|order"
    r"|the (?:hope|light))\b)"
)
_DWELLS = r"(?:live|living|reside|employed|based|studying|enrolled)"
_WRITES = (
    r"(?:writ(?:e|ing)|ask(?:ing)?|request(?:ing)?|submit(?:ting)?|mak(?:e|ing)|send(?:ing)?|act(?:ing)?"
    r"|contact(?:ing)?)"
)
_UNDERTAKING = (
    r"(?:dissertation|thesis|ph\.?d|degree|course|coursework|assignment|studies|article|story|newspaper|programme"
    r"|documentary|podcast|book|blog|campaign|charity|company|clients?|employer|organisation|project)"
)
_PIECE = r"(?:article|story|feature|piece|column|programme|documentary|podcast|broadcast|report)"
_ASKS_FIRST = (
    r"(?!(?:how|what|which|who|whose|when|where|why|please|list|give|send|tell|state|confirm|provide|is|are|was|were|do"
    r"|does|did|has|have|had|can|could|would|will|the|there|any|all|i|we|you|they|people|staff|officers?)\b)"
)
_HERE = r"here(?=\s{0,2}(?:[.,;:!\n-]|$|with\b|and\b))"
_ANYWHERE = (
    # I am a reporter at the ...; we are a small charity
    (
        "am 'm are 're was",
        rf"(?:{_I_AM}|i was) (?:(?:also|currently|just|simply) )?"
        rf"(?=(?:an?|the|one of) {_SOME}{{0,6}}?{ROLES}s?\b)",
    ),
    # I work for ...; I live in ...; I am from ...
    (
        "work write report volunteer study lecture teach freelance",
        rf"{_I} (?:(?:currently|also) )?{_WORKS} (?:as|for|at|with|in|on behalf of) {_NO_WORKPLACE}(?=\w)",
    ),
    (
        "live living reside employed based studying enrolled",
        rf"(?:{_I}|{_I_AM}) (?:currently )?{_DWELLS} (?:at|in|on|by|with|near) (?=\w)",
    ),
    ("am 'm are 're", rf"{_I_AM} (?:from|with|representing|acting (?:for|on behalf of)|calling from) (?=\w)"),
    ("represent", rf"{_I} represent (?=\w)"),
    # I am writing on behalf of ...; this request is made on behalf of ...
    ("behalf", rf"(?:{_I}|{_I_AM}) {_WRITES}(?: \w{{1,20}}){{0,6}}? on behalf of (?=\w)"),
    (
        "behalf",
        r"(?:this|my|the following) (?:foi )?request (?:(?:is|has been) )?(?:(?:being )?(?:made|submitted|sent) )?"
        r"(?:by me )?on behalf of (?=\w)",
    ),
    # for my dissertation at ...
    ("my our", rf"(?:for|as part of|towards) (?=(?:my|our) {_SOME}{{0,4}}?{_UNDERTAKING}\b)"),
    ("name", r"my name is (?=\w)"),
    # I am reporting for ...; I am writing a story for the Echo; this is for an article in ...
    (
        "ing",
        rf"{_I_AM} (?:currently )?(?:reporting|working|freelancing|studying|volunteering|filming|training)"
        r" (?:for|at|as) (?=\w)",
    ),
    (
        "writing researching producing making",
        rf"{_I_AM} (?:currently )?(?:writing|researching|producing|making)"
        rf" (?:an? {_SOME}{{0,3}}?{_PIECE} (?:for|in)|for)"
        rf" (?=(?:(?:the|an?|my|our) )?{_SOME}{{0,4}}?{_PRESS}\b)",
    ),
    (
        "article story feature piece column programme documentary podcast broadcast report",
        r"(?:this|it|these|information|request|figures|data) (?:is|are|will be) (?:(?:needed|used|meant) )?(?:for|in)"
        rf" (?=an? {_SOME}{{0,3}}?{_PIECE} (?:in|for|on|at|with)\b)",
    ),
    # this is Jo Bloggs of the Trentvale Echo
    (
        "this_is",
        r"this is (?!(?:an?|the|my|our|not|in|to|for|under|about|on|made|being|sent|what|how)\b)"
        rf"(?={_SOME}{{1,4}}?(?:from|at|of|with) {_SOME}{{0,5}}?{_PRESS}\b)",
    ),
)
_WHERE_A_CLAUSE_BEGINS = (
    ("behalf", r"on behalf of (?=\w)"),
    # Being a reporter at ...; for an article in ...
    ("being", rf"(?<![,:;(]\s)(?<![,:;(])being (?=(?:an?|the) {_SOME}{{0,2}}?{ROLES}\b)"),
    ("for_a", rf"for (?=an? {_SOME}{{0,3}}?{_PIECE} (?:in|for|on|at|with)\b)"),
)
_SUBJECTS = (
    # I, a reporter at ..., would like; we at the Trentvale Echo would like
    ("i, we,", rf"{_I}, (?:{_SOME}{{0,3}}[\w'-]{{1,30}}, )?(?:as )?(?=(?:an?|the|one of) {_SOME}{{0,4}}?{ROLES}s?\b)"),
    ("we_at we_here", r"we (?:here )?at (?=\w)"),
    # Jo Bloggs from the Trentvale Echo here; reporter at ... here; Trentvale Echo reporter here
    (
        "here",
        rf"{_ASKS_FIRST}(?={_SOME}{{1,4}}?(?:from|at|for|of|with) {_SOME}{{0,5}}?{_ORGANISATION} {_HERE})",
    ),
    ("here", rf"{_ASKS_FIRST}(?={_SOME}{{0,3}}?{ROLES} (?:(?:from|at|for|of|with) {_SOME}{{1,6}}?)?{_HERE})"),
)
_CLAUSE = (
    r"(?:(?<=[.!?:;,\n(])\s{0,4}|^\s{0,4}|(?<=\bi write\s)|(?<=\bwriting\s)|(?<=\bspeaking\s)|(?<=\basking\s)"
    r"|(?<=\brequest\s))"
)
_SAYS_WHO = tuple(
    ([letters.replace("_", " ") for letters in needed.split()], re.compile(begins + words.replace(" ", blanks)), ends)
    for begins, patterns, blanks, ends in (
        (r"\b", _ANYWHERE, r"\s{1,3}", _ENDS),
        (_CLAUSE, _WHERE_A_CLAUSE_BEGINS, r"\s{1,3}", _ENDS),
        (_CLAUSE, _SUBJECTS, r"[ \t]{1,3}", _ENDS_BEFORE_VERB),
    )
    for needed, words in patterns
)
# "As chair of Fenmoor Parish Council I would like", "I am writing as a governor", "I am the headteacher of Hallow".
_AS = re.compile(r"\bas\s{1,3}(?=\w)")
# What stands before that "as", read backwards no further than _LEAD.
_LEAD = 80
_CLAUSE_BEFORE = re.compile(r"(?:[.!?:;,\n(*>-]|^|\b(?:and|but|that|sir|madam|hello|hi))\s{0,4}\Z")
_ASKING = re.compile(
    rf"(?:{_CLAUSE}|\b{_I_AM}\s{{1,3}}(?:\w{{1,20}}\s{{1,3}})?|\b{_I}\s{{1,3}}(?:\w{{1,20}}\s{{1,3}})?)"
    r"(?:speak|writ|ask|enquir|inquir|request|apply|contact|act)(?:e|ing)?\s{1,3}"
    r"(?:(?:to\s)?you\s{1,3}|(?:for\s)?this\s{1,3}|here\s{1,3}|(?:purely|simply|both|only|solely)\s{1,3}){0,3}\Z"
    rf"|\b(?:{_I}\s(?:make|submit|send|put)|(?:making|submitting|sending|putting))\s(?:this|the\sfollowing|an?)\s"
    r"(?:foi\s)?(?:request|enquiry|inquiry)\s{1,3}\Z"
    rf"|\b(?:{_I}|{_I_AM}|i\swas)\s(?:\w{{1,20}}\s)?(?:serve|served|sit|sat|employed|appointed|elected|registered)\s{{1,3}}\Z"
    r"|\b(?:and|but|to)\s(?:make|submit|send|put)\s(?:this|my|the\sfollowing)\s(?:foi\s)?request\s{1,3}\Z"
)
_IN_MY_ROLE = re.compile(
    r"\b(?:my|our)\s(?:(?:professional|official|personal|public|current|new|other)\s)?"
    r"(?:capacity|role|position|job|work|post)\s{1,3}\Z"
)
_I_BEFORE = re.compile(rf"\b{_I},\s{{1,3}}\Z")
_I_RUN = re.compile(rf"\b{_I}\s(?:(?:currently|also|now)\s)?(?:chair|edit|run|own|manage|head|lead)\s(?:the\s)?(?=\w)")
_NO_ROLE = re.compile(r"(?:to|it|of|at|yet|set|such|well|you|they|i|we)\b")
_I_AM_ONE = re.compile(
    rf"\b{_I_AM}\s{{1,3}}(?:(?:also|currently|now|presently|just|simply|myself|both)\s{{1,3}})?"
    # of relatives only the name is hidden
    rf"(?!the\s(?:[\w-]{{1,20}}\s){{0,2}}?{RELATIVE}\b|(?:[\w-]{{1,20}}\s){{0,3}}?[\w-]{{1,20}}'s?\s)"
    r"(?=\w)"
)
_AN = re.compile(r"(?:an?|the|your|one of (?:your|the))\s")
_OF_THEMSELVES = re.compile(r"\b(?:i|we|my|our|me|us)\b")
_IS_ASKED = re.compile(r",?\s{1,3}(?:(?:how|what|why|when|where)\s)?(?:do|did|are|have|were|should)\syou\b")
_ASKED_BETWEEN = re.compile(
    r"\b(?:how|what|when|where|why|whether|do|does|did|is|are|was|were|has|have|had|will|would|can|could)\b"
)
_SENTENCE_ENDS = re.compile(r"[.?!;:\n]")
# The wish that a description leads to: "As chair of ..., I would like"
_WISH = re.compile(
    r"(?<!\bwho)(?<!\bwhich)(?<!\bthat)(?<!\bwhere)(?:\s{0,2}[,)]|\s-)?\s{1,3}"
    r"(?=(?P<wish>(?:i|we)(?:'[a-z]{1,2})?\s|(?:may|can|could)\s(?:i|we)\b|(?:please|kindly)\b"
    r"|(?:could|can|would|will)\syou\b))"
    rf"|[!?;:\n]|{_ABBREVIATED}\.(?=\s|$)"
)
# "I am Jo Bloggs", "I am Jo, ...": in capitals, and none of what people are doing ("I am Writing To Ask").
_I_AM_SOMEBODY = re.compile(r"\b(?:i am|i'm)\s{1,3}")
_CAPITAL = (
    r"[A-Z\u00c0-\u00de\u0100-\u017f](?=[\w'\u2019-]{0,30}[a-z\u00df-\u00ff])(?!\w{1,30}(?:ing|ed)\b)[\w'\u2019-]{1,30}"
)
_NAMED = re.compile(
    rf"(?:W?PC|DC|DS|DI|PS|PCSO)\s(?:\d{{1,6}}\s)?{_CAPITAL}|{_CAPITAL}(?:\s{{1,2}}{_CAPITAL}|,|\s(?:from|at|of)\s)"
)
_WRAPPED_FROM = 45  # characters: a shorter line was not broken at a margin


def self_descriptions(within: Folded) -> Iterator[tuple[int, int]]:
    """The description itself; the words that lead to it stay, so that the sentence can still be read."""
    flowing = _unwrapped(within)
    for needed, pattern, ends in _SAYS_WHO:
        if not any(letters in flowing for letters in needed):
            continue
        for found in pattern.finditer(flowing):
            yield found.end(), _end_of_description(flowing, found.end(), ends)
    yield from _roles_told(flowing, within)
    for found in _I_AM_SOMEBODY.finditer(flowing):
        start = found.end()
        if _NAMED.match(within.original(start, min(start + 100, len(flowing)))):
            yield start, _end_of_description(flowing, start, _ENDS)


def _roles_told(flowing: str, within: Folded) -> Iterator[tuple[int, int]]:
    for found in _AS.finditer(flowing):
        start, before = found.end(), (max(found.start() - _LEAD, 0), found.start())
        end = _end_of_description(flowing, start, _ENDS_OF_ROLE)
        said = within.original(start, end)
        if _CLAUSE_BEFORE.search(flowing, *before) and (led_to := _end_of_lead(flowing, start, end, within)):
            yield start, led_to
        elif _ASKING.search(flowing, *before):
            if tells_role(said) or tells_role_at_body(said):
                yield start, end
        elif _IN_MY_ROLE.search(flowing, *before) and not _NO_ROLE.match(flowing, start):
            yield start, end
    for found in _I_AM_ONE.finditer(flowing):
        end = _end_of_description(flowing, found.end(), _ENDS_OF_ROLE)
        said = within.original(found.end(), end)
        if tells_role(said) or _tells_one(said):
            yield found.end(), end
    for found in _I_RUN.finditer(flowing):
        if within.original(found.end(), found.end() + 1).isupper():
            yield found.end(), _end_of_description(flowing, found.end(), _ENDS_OF_ROLE)


def _end_of_lead(flowing: str, start: int, end: int, within: Folded) -> int | None:
    """Where the role in "As <role>, I would like" ends; None where it is none of the requester's."""
    wish = _WISH.search(flowing, start, start + _LONGEST)
    wished = _I_BEFORE.search(flowing, max(start - _LEAD, 0), start - len("as ")) is not None
    if wish and wish["wish"]:
        end = min(end, wish.start())
        wished = wished or not _ASKED_BETWEEN.search(flowing, end, wish.start())
    said = within.original(start, end)
    if tells_role(said):
        return end if wished or _of_themselves(flowing, start, end) else None
    return end if wished and (tells_role_at_body(said) or is_named_body(said)) else None


def _tells_one(said: str) -> bool:
    """After "I am": "the custos of Hallow Almshouses", and not "aware of Hallow Council"."""
    return _AN.match(said.lower()) is not None and (tells_role_at_body(said) or tells_organisation(said))


def _of_themselves(flowing: str, start: int, end: int) -> bool:
    """Whether "As a student at ..." begins its sentence, or the sentence speaks of the requester before it.

    "As a landlord, do you ...?" is said of whoever is asked."""
    if not _AN.match(flowing, start) or _IS_ASKED.match(flowing, end):
        return False
    before = _SENTENCE_ENDS.split(flowing[max(start - _LONGEST, 0) : start])[-1].rstrip().removesuffix("as")
    return not before.strip(" *>(-") or _OF_THEMSELVES.search(before) is not None


def _end_of_description(flowing: str, start: int, ends: re.Pattern[str]) -> int:
    last = min(start + _LONGEST, len(flowing))
    stop = ends.search(flowing, _CONCERNED.match(flowing, start).end(), last)  # type: ignore[union-attr]
    return stop.start() if stop else last


def _unwrapped(within: Folded) -> str:
    """Of the same length, with a blank where a line was only broken at the margin."""
    lines = within.text.split("\n")
    pieces = []
    at = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        at += len(line) + 1
        runs_on = (
            bool(line.strip())
            and re.match(r"[^\W\d_]{2}|[ai]\s", following) is not None
            and (
                len(line) >= _WRAPPED_FROM
                or within.original(at, at + 1).islower()
                or line.rstrip().endswith((" of", " at", " of the", " at the"))
            )
        )
        pieces.append(line + (" " if runs_on else "\n"))
    return "".join(pieces)[:-1]


_NAMES_IT = re.compile(r"\b(?:at|for|from|with|in)\s(?:(?:the|an?)\s)?")
_OF = re.compile(r"(?:\bof\s|^)(?:(?:the|an?)\s)?")
_WORDS_ALONE = re.compile(r"[\w'& -]+")


def organisations_named(letter: Folded) -> Iterator[str]:
    """What the covering words name ("I am a reporter at the Hedgehog Gazette"), folded."""
    for start, end in self_descriptions(letter):
        for said in re.split(r"[,(]", " ".join(letter.text[start:end].split())):
            if named := _organisation_in(said.strip()):
                yield named


def _organisation_in(said: str) -> str:
    """The shortest: "trentvale echo" of "a reporter at the trentvale echo". "Of" may belong to the name itself."""
    for begins in (*reversed([*_NAMES_IT.finditer(said)]), *reversed([*_OF.finditer(said)])):
        named = said[begins.end() :]
        words = named.split()
        if (
            2 <= len(words) <= 6
            and ORGANISATION.intersection(words)
            and _WORDS_ALONE.fullmatch(named)
            and set(words) - ORGANISATION - NAMES_NONE
        ):
            return named
    return ""


# --- how the letter ends --------------------------------------------------------------------------------------

_CLOSING = re.compile(rf"(?m)^[ \t>]{{0,8}}{SIGN_OFF}(?:[ \t]*[,.!-]+[ \t]*|[ \t]*$|[ \t]+(?=\S))")
_ASKS = re.compile(
    r"\?|^\s*(?:\(?\d{1,2}[.):]|\(?[a-h][.)])\s|\b(?:please|how many|how much|provide|p\.?s\.?|attached|attachment)\b"
)
_AROUND = " \t>*_-"


def signatures(within: Folded) -> Iterator[list[tuple[int, int]]]:
    """For each sign-off the short lines that follow it, as offsets."""
    text = within.text
    for closing in _CLOSING.finditer(text):
        lines: list[tuple[int, int]] = []
        at, empty = closing.end(), 0
        if text[at : at + 1] not in ("", "\n") and not _tailis_name(within, at):
            continue  # "Thanks for your help", "Best value duty"
        while at <= len(text) and empty < 3 and len(lines) < SIGNATURE_LINES:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            line = text[at : min(end, at + 2 * LONGEST_SIGNATURE_LINE)]
            if line.strip(_AROUND):
                if _ASKS.search(line) or len(line.strip()) > LONGEST_SIGNATURE_LINE or (empty > 1 and lines):
                    break
                lines.append((at + len(line) - len(line.lstrip(_AROUND)), at + len(line.rstrip())))
                empty = 0
            else:
                empty += 1
            at = end + 1
        if lines:
            yield lines


def _tailis_name(within: Folded, at: int) -> bool:
    """What stands on the line of the sign-off itself."""
    end = within.text.find("\n", at)
    return is_name(within, (at, len(within.text) if end < 0 else end))


def is_name(within: Folded, line: tuple[int, int]) -> bool:
    return is_written_name(within.original(*line))


def is_written_name(line: str) -> bool:
    """Whether each word of the line, as written, can be one of a name."""
    words = line[:100].strip(" .,").split()
    return 1 <= len(words) <= 5 and all(_WRITTEN_NAME.fullmatch(word) for word in words)


_WRITTEN_NAME = re.compile(
    r"[A-Z\u00c0-\u00de\u0100-\u017f\u1e00-\u1eff][\w\u0300-\u036f'\u2019.,-]*|ap|ab|ferch|de|la|van|von|der|bin|al"
)
NO_NAME_OF_A_PERSON = ORGANISATION.union(
    "police constabulary force borough county department service rights".split()  # noqa: SIM905 - as the lists elsewhere
)


def signed_with(within: Folded) -> str:
    """The name under the topmost message, folded; "" if it is none or a given name alone, which others may bear."""
    lines = next(signatures(within), None)
    if lines is None or not is_name(within, lines[0]):
        return ""
    name = within.text[slice(*lines[0])].strip(" .,")
    words = name.split()
    return name if len(words) > 1 and not NO_NAME_OF_A_PERSON.intersection(words) else ""
