"""What requesters say of themselves, and what they put under their letters. Works on folded text (`blind_text`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi.intake.blind_text import Folded
from foi.intake.blind_words import ORGANISATION, ROLES, SIGN_OFF

SIGNATURE_LINES = 10
LONGEST_SIGNATURE_LINE = 70  # characters

# --- what they say of themselves ------------------------------------------------------------------------------

_ABBREVIATED = "".join(rf"(?<!\b{word})" for word in ("st", "dr", "mr", "mrs", "ms", "prof", "rev", "co", "no"))
_GOES_ON = r"(?:i|we|and|please|could|can|would|how|what|which|when|where|who|why|the|my|under|in|this|do|does|is|are)"
_WANTS = r"(?:am|are|would|want|wish|need|have|should|could|can|request|seek|ask|write)"
_DOING = r"(?:request|seek|look|writ|ask|research|investigat|try|hop|conduct|gather|collect|carry|interest|concern)"
# Where the description ends and the letter goes on.
_ENDS = re.compile(
    rf"[!?;:\n()]|{_ABBREVIATED}\.(?=\s|$)|,(?=\s*{_GOES_ON}\b)"
    rf"|\s(?=(?:and|but|so|who|which)\s(?:i|we|please|{_WANTS})\b)"
    rf"|\s(?=(?:i|we)\s{_WANTS}\b|i'd\b|i'm\b)|\s(?={_DOING}(?:ing|ed)\b)"
    r"|\s(?=(?:to|and)\s(?:ask|request|find|know|obtain|learn|understand)\b)|,?\s(?=(?:how|what|which)\s)"
)
_LONGEST = 140

# What leads to a description: letters of which some must be in the text for the pattern to match, which is quickly
# seen, and the pattern. In these a space stands for one to three blanks.
_I = r"(?:i|we)"
_I_AM = r"(?:i am|i'm|we are|we're)"
_SOME = r"(?:[\w'-]{1,30} )"
_WORKS = r"(?:work|write|report|volunteer|study|lecture|teach|freelance)"
_DWELLS = r"(?:live|living|reside|employed|based|studying|enrolled)"
_WRITES = (
    r"(?:writ(?:e|ing)|ask(?:ing)?|request(?:ing)?|submit(?:ting)?|mak(?:e|ing)|send(?:ing)?|act(?:ing)?"
    r"|contact(?:ing)?)"
)
_UNDERTAKING = (
    r"(?:dissertation|thesis|ph\.?d|degree|course|coursework|assignment|studies|article|story|newspaper|programme"
    r"|documentary|podcast|book|blog|campaign|charity|company|clients?|employer|organisation|project)"
)
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
        rf"{_I} (?:(?:currently|also) )?{_WORKS} (?:as|for|at|with|in|on behalf of) (?=\w)",
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
)
_WHERE_A_CLAUSE_BEGINS = (
    # As a student at ...
    ("as", rf"as (?=(?:an?|the) {_SOME}{{0,4}}?{ROLES}\b)"),
    ("behalf", r"on behalf of (?=\w)"),
    ("capacity role position", r"(?:in my|in our) (?:capacity|role|position) as (?=\w)"),
)
_CLAUSE = (
    r"(?:(?<=[.!?:;,\n(])\s{0,4}|^\s{0,4}|(?<=\bi write\s)|(?<=\bwriting\s)|(?<=\bspeaking\s)|(?<=\basking\s)"
    r"|(?<=\brequest\s))"
)
_SAYS_WHO = tuple(
    (needed.split(), re.compile(begins + words.replace(" ", r"\s{1,3}")))
    for begins, patterns in ((r"\b", _ANYWHERE), (_CLAUSE, _WHERE_A_CLAUSE_BEGINS))
    for needed, words in patterns
)
_WRAPPED_FROM = 45  # characters: a shorter line was not broken at a margin


def self_descriptions(within: Folded) -> Iterator[tuple[int, int]]:
    """The description itself; the words that lead to it stay, so that the sentence can still be read."""
    flowing = _unwrapped(within)
    for needed, pattern in _SAYS_WHO:
        if not any(letters in flowing for letters in needed):
            continue
        for found in pattern.finditer(flowing):
            last = min(found.end() + _LONGEST, len(flowing))
            stop = _ENDS.search(flowing, found.end(), last)
            yield found.end(), stop.start() if stop else last


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
            and (len(line) >= _WRAPPED_FROM or within.original(at, at + 1).islower())
        )
        pieces.append(line + (" " if runs_on else "\n"))
    return "".join(pieces)[:-1]


_NAMES_IT = re.compile(r"\b(?:at|for|from|with|in)\s(?:(?:the|an?)\s)?")
_OF = re.compile(r"(?:\bof\s|^)(?:(?:the|an?)\s)?")
_WORDS_ALONE = re.compile(r"[\w'& -]+")


def organisations_named(letter: Folded) -> Iterator[str]:
    """What the covering words name ("I am a reporter at the Hedgehog Gazette"), folded."""
    for start, end in self_descriptions(letter):
        said = " ".join(letter.text[start:end].split())
        # The shortest: "Trentvale Echo" of "a reporter at the Trentvale Echo". "Of" may belong to the name itself.
        for begins in (*reversed([*_NAMES_IT.finditer(said)]), *reversed([*_OF.finditer(said)])):
            named = said[begins.end() :]
            words = named.split()
            if 2 <= len(words) <= 6 and ORGANISATION.intersection(words) and _WORDS_ALONE.fullmatch(named):
                yield named
                break


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
    words = within.original(*line)[:100].strip(" .,").split()
    return 1 <= len(words) <= 5 and all(_WRITTEN_NAME.fullmatch(word) for word in words)


_WRITTEN_NAME = re.compile(
    r"[A-Z\u00c0-\u00de\u0100-\u017f\u1e00-\u1eff][\w\u0300-\u036f'\u2019.,-]*|ap|ab|ferch|de|la|van|von|der|bin|al"
)
_NOT_LEARNED = ORGANISATION | {
    "police",
    "constabulary",
    "force",
    "borough",
    "county",
    "department",
    "service",
    "rights",
}


def signed_with(within: Folded) -> str:
    """The name under the topmost message, folded; "" if it is none or a given name alone, which others may bear."""
    lines = next(signatures(within), None)
    if lines is None or not is_name(within, lines[0]):
        return ""
    name = within.text[slice(*lines[0])].strip(" .,")
    words = name.split()
    return name if len(words) > 1 and not _NOT_LEARNED.intersection(words) else ""
