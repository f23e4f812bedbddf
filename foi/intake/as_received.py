"""The words of a question as the requester wrote them, and whether it still asks in them.

An officer may put a question otherwise. Wherever the question is shown to the FOI team it then says so, with the words
as received beside it. White space, wraps and the case of the first letter aside; a question of several stretches of the
text has the words of all of them, in order, with or without their labels and the lead-ins between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foi.intake.passages import LEFT_OVER, Passage, place_of
from foi.intake.splitter import PassageKind
from foi.intake.splitter.labels import read_label
from foi.requests.models import FoiRequest, Question

DIFFERS = "Differs from the request"
NOT_THERE = "Not in the request as received"
OTHER_LEAD_IN = "The lead-in differs from the request"
_MOST_LABELS = 3  # of one line: "1. (a) (i)"


@dataclass(frozen=True, slots=True)
class Received:
    """`says`: what an officer has to know of the question's words, nothing if they are the requester's own. `words`: as
    received, where they differ."""

    says: tuple[str, ...] = ()
    words: str = ""


def received(foi_request: FoiRequest, questions: Iterable[Question]) -> dict[int, Received]:
    """By question. Nothing is said of a request whose text was not taken apart here."""
    if not foi_request.passages:
        return {}
    text, passages = foi_request.text, foi_request.passages
    own: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage["question"] and passage["kind"] in (PassageKind.QUESTION, LEFT_OVER):
            own[passage["question"]].append(passage)
    lead_ins = [passage for passage in passages if passage["kind"] == PassageKind.CONTEXT]
    known: dict[str, bool] = {}
    found = {}
    for question in questions:
        mine, says, words = own[question.pk], [], ""
        if not mine and place_of(question.text, text) is None:
            says.append(NOT_THERE)
        elif mine and not _is_asked(question, text, mine, lead_ins):
            says.append(DIFFERS)
            words = " ".join(" ".join(text[one["start"] : one["end"]].split()) for one in mine)
        for line in question.context.splitlines():
            if line not in known:
                known[line] = place_of(line, text) is not None
        if not all(known[line] for line in question.context.splitlines()):
            says.append(OTHER_LEAD_IN)
        found[question.pk] = Received(tuple(says), words)
    return found


def received_of(question: Question) -> Received:
    """Of one question, whose request may have been loaded without its text."""
    asked = FoiRequest.objects.only("text", "passages").get(pk=question.foi_request_id)
    return received(asked, [question]).get(question.pk, Received())


def _is_asked(question: Question, text: str, mine: list[Passage], lead_ins: list[Passage]) -> bool:
    """Whether the question has the words of the passages, in order."""
    if question.text == question.proposal.get("text"):
        return True  # taken from the text by rule, whatever marks of a list or of a quotation were left out
    first, last = mine[0]["start"], mine[-1]["end"]
    between = [one for one in lead_ins if first < one["start"] < last]
    typed, at = question.text.split(), {0}
    for passage in sorted([*mine, *between], key=lambda one: one["start"]):
        for ways in _lines(text, passage, question.printed_label):
            at = {place + len(tokens) for tokens in ways for place in at if _same(typed, place, tokens)}
    return len(typed) in at


def _lines(text: str, passage: Passage, printed: str) -> Iterator[list[list[str]]]:
    """Each line of it, in the ways in which a question may have it: with its labels or without; a lead-in also not at
    all."""
    for line in text[passage["start"] : passage["end"]].splitlines():
        words = line.lstrip("> \t")  # of a message that is quoted
        ways = [line.split(), words.split()]
        labels: list[str] = []
        while len(labels) < _MOST_LABELS and (found := read_label(words.lstrip())):
            if found[0].bare and found[0].printed != printed:
                break
            labels.append(found[0].printed)
            words = words.lstrip()[found[1] :]
            ways += [words.split(), [*labels, *words.split()]]
        yield [*ways, []] if passage["kind"] == PassageKind.CONTEXT else ways


def _same(typed: list[str], place: int, tokens: list[str]) -> bool:
    if not tokens:
        return True
    there = typed[place : place + len(tokens)]
    if there == tokens:
        return True
    # A question may begin with a capital letter where the text has none.
    return place == 0 and bool(there) and [_small(there[0]), *there[1:]] == [_small(tokens[0]), *tokens[1:]]


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]
