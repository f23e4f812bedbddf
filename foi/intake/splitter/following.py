"""What stands below a sentence or a list: the list that it leads to, lines that are a list without labels, or the
questions that take it up."""

from __future__ import annotations

import re

from foi.intake.splitter.labels import Label
from foi.intake.splitter.lists import offers_choice
from foi.intake.splitter.parts import Item, Listing, Paragraph, Part, Sentence
from foi.intake.splitter.readings import ROW, Role
from foi.intake.splitter.vocabulary import plain

_THE_FOLLOWING = re.compile(r"\b(?:the following|these)\b")
_BELOW = re.compile(
    r"\b(?:the following|what follows|(?:listed|set out|named|given|shown|described|asked) here|below)\b"
)
_ABOUT_THOSE = re.compile(
    r"\b(?:each|every|all|any) (?:of )?(?:the |these |those |such )?(?:\w+ )?(?:above|services?|contracts?|systems?"
    r"|items?|types?|categor(?:y|ies)|areas?)\b|\b(?:above|listed|named|aforementioned) (?:\w+ )?(?:services?"
    r"|contracts?|systems?|items?|types?|categories|areas?)\b|\b(?:services?|contracts?|systems?|items?|types?"
    r"|categories|areas?) (?:above|listed|named|meant|mentioned)\b"
)
_UNLABELLED = Label("", "b", "b", ("",), 0, bare=True)


def are_taken_up(listing: Listing, following: list[Part]) -> bool:
    """Whether a list only names what the questions after it are about: "the services above", "for each contract"."""
    if any(item.role is not Role.FRAGMENT or item.lists for item in listing.items):
        return False
    words = []
    for part in following:
        if isinstance(part, Listing):
            words += [item.words for item in part.items[:3]]
        elif isinstance(part, Paragraph):
            words.append(part.block.body)
    return any(_ABOUT_THOSE.search(plain(one[:200])) for one in words)


def leads_to(sentence: Sentence, listing: Listing) -> bool:
    """Whether the list belongs to this sentence, which may lack its colon."""
    if sentence.opens or sentence.role in (Role.LEAD, Role.TOPIC):
        return True
    if sentence.role is Role.NOUN:  # "The number of A." over "- The number of B." is only the first of the list
        return sentence.text[-1] != "." or listing.items[0].role is not Role.NOUN
    if sentence.role is Role.ASK and sentence.text[-1] == ";" and listing.labelled:
        return True
    if sentence.role is Role.ASK and sentence.text[-1] == "?" and offers_choice(sentence, listing):
        return True
    if sentence.role is Role.ASK and _THE_FOLLOWING.search(sentence.low):
        return True
    fragments = not listing.labelled or listing.items[0].role is Role.FRAGMENT
    return sentence.text[-1] not in ".?!" and sentence.role in (Role.ASK, Role.FRAGMENT) and fragments


def points_below(sentence: Sentence, others: list[Sentence]) -> bool:
    """ "... from each of the sources listed below.", with a word on the format before the list."""
    if sentence.role is not Role.ASK or not _BELOW.search(plain(sentence.text)):
        return False
    asks = (one for one in others if one.role in (Role.ASK, Role.NOUN, Role.LEAD, Role.TOPIC))
    return not others[-1].opens and all(len(one.text.split(None, 4)) < 4 for one in asks)


def unstopped(sentence: Sentence, *, to_fill: bool) -> bool:
    """A lead-in without its colon."""
    return sentence.text[-1].isalpha() and (sentence.role is Role.LEAD or (to_fill and sentence.role is Role.ASK))


def short_lines(parts: list[Part], index: int) -> list[Paragraph]:
    """The paragraphs from `index` on that could be a list without labels."""
    lines: list[Paragraph] = []
    while index < len(parts):
        part = parts[index]
        if not isinstance(part, Paragraph) or len(part.sentences) != 1 or part.opens:
            break
        if part.sentences[0].reading is ROW or (lines and lines[0].to_fill and not part.to_fill):
            break
        if part.role not in (Role.FRAGMENT, Role.NOUN, Role.CLAUSE, Role.PERIOD):
            break
        before_list = index + 1 < len(parts) and isinstance(parts[index + 1], Listing)
        if before_list and part.role is not Role.PERIOD:
            break
        lines.append(part)
        index += 1
    return lines


def lines_before_list(parts: list[Part], index: int) -> list[Paragraph]:
    """The paragraphs up to the next list, if none of them asks."""
    lines: list[Paragraph] = []
    for part in parts[index : index + 12]:
        if not isinstance(part, Paragraph) or part.role in (Role.ASK, Role.LEAD, Role.TOPIC):
            break
        lines.append(part)
    return lines


def as_list(lines: list[Paragraph]) -> Listing:
    listing = Listing(None)
    for line in lines:
        item = Item(_UNLABELLED, listing, line.block.start)
        item.paragraphs.append(line)
        listing.items.append(item)
    return listing


def asks_somewhere(parts: list[Part]) -> bool:
    for part in parts:
        if isinstance(part, Listing) and any(item.asks_inside() for item in part.items):
            return True
        if isinstance(part, Paragraph) and any(one.role in (Role.ASK, Role.LEAD) for one in part.sentences):
            return True
    return False
