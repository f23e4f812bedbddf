"""Working titles for requests that came without one, made of words of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from foi.intake.blind import MARK, Told, find_identity, mask
from foi.intake.blind_contacts import without_fields
from foi.intake.message import IncomingMessage
from foi.intake.splitter import PassageKind, ProposedQuestion, Split
from foi.intake.splitter.frame import Frame, line_frame
from foi.intake.splitter.headings import names_subject

LONGEST = 120

#: "I am writing to request information about the use of dogs."
_ANNOUNCED = re.compile(
    r"\b(?:information|data|details|records|documents|questions|request)\s+"
    r"(?:about|on|regarding|concerning|relating to|in relation to|in connection with|with regard to|with respect to)\s+"
    r"(?P<subject>[^.:;?!]{3,200})[.:;]",
    re.IGNORECASE,
)
_ACT = re.compile(
    r",?\s*\b(?:under|pursuant to|in accordance with)\s+(?:the\s+)?(?:freedom|foi|environmental)\b.*", re.I
)
_LIST = re.compile(r"^(?:the|these|some|several)?\s*(?:following|below|behalf)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:i|me|my|mine|we|us|our)\b", re.IGNORECASE)  # would say who asks


def title_of(proposal: Split, message: IncomingMessage, told: Told, authority: str) -> str:
    """It stands in lists, messages and the audit trail, so it does not say who asked."""
    who = (message.requester_name, message.requester_email, message.requester_address)
    for words in _titles(proposal):
        if not names_subject(words.replace(authority, "")):
            continue
        title = mask(words, find_identity(words, *who, told=told))
        if re.search(r"[^\W\d_]{2}", title.replace(MARK, "")):
            return cut(title, LONGEST)
    return "Request without a title"


def _titles(proposal: Split) -> Iterator[str]:
    """The text's own heading if it has one, what several questions are said to be about, else the beginning of a
    question. Never a form's fields."""
    for passage in proposal.passages:
        if passage.kind is PassageKind.TITLE:
            lines = [line.strip() for line in without_fields(proposal.text[passage.start : passage.end]).splitlines()]
            yield " ".join(line for line in lines if line and line_frame(line) is not Frame.WEB)
    if proposal.questions:
        heading, under_it = Counter(question.group for question in proposal.questions).most_common(1)[0]
        if under_it * 2 > len(proposal.questions):  # the heading of most of it is a title in all but name
            yield without_fields(heading)
        if len(proposal.questions) > 1:
            yield _announced(proposal.text[: proposal.questions[0].start])
        yield from (without_fields(_in_full(question)) for question in proposal.questions)


def _announced(introduction: str) -> str:
    """What the sentences before the first question say that they are about; "" if they do not."""
    for found in _ANNOUNCED.finditer(introduction):
        subject = _ACT.sub("", " ".join(found["subject"].split())).strip(" ,")
        if subject and not _LIST.match(subject) and not _OWN.search(subject):
            return subject[0].upper() + subject[1:]
    return ""


def _in_full(question: ProposedQuestion) -> str:
    """With the lead-in that it goes on from, if it does not ask by itself."""
    lead_in = question.context.rpartition("\n")[2].rstrip(" :")
    asks_by_itself = question.text.endswith("?") and not question.text[:1].islower()
    return f"{lead_in}: {question.text}" if lead_in and not asks_by_itself else question.text


def cut(words: str, longest: int) -> str:
    """On one line, ending with a whole word."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    kept = line[: longest - 1].rpartition(" ")[0].rstrip(" ,;:-")
    return f"{kept} …" if kept else line[:longest]
