"""B05 and B06: which request this is, when it came, how the letter is laid out, and an apology if it is late."""

from collections import Counter
from collections.abc import Iterator

from foi.letters.caveats import LATE, SCOPE
from foi.letters.draft import Draft
from foi.letters.facts import QuestionFacts
from foi.letters.structure import Block


def opening(draft: Draft) -> Iterator[Block]:
    yield from draft.letter_gaps()
    yield from draft.say("opening.response")
    for code in (SCOPE, LATE):
        if caveat := draft.caveat(code):
            yield from draft.say(caveat.caveat.wording)
    questions = draft.facts.questions
    yield from draft.say("opening.one_request" if len(questions) == 1 else "opening.many_requests")
    yield from numbering(draft)


def acknowledgement(draft: Draft) -> Iterator[Block]:
    yield from draft.letter_gaps()
    yield from draft.say("opening.acknowledgement")


def numbering(draft: Draft) -> Iterator[Block]:
    """Our numbers, where they are not simply the requester's."""
    questions = draft.facts.questions
    if len(questions) < 2:
        return
    labelled = [question for question in questions if question.printed_label.strip()]
    paths = Counter(question.path or (question.printed_label,) for question in labelled)
    if any(times > 1 for times in paths.values()):
        yield from draft.say("opening.renumbered")
    elif any(not _same_number(question) for question in questions):
        yield from draft.say("opening.numbered" if labelled else "opening.unnumbered")


def _same_number(question: QuestionFacts) -> bool:
    printed = "".join(question.path) or question.printed_label
    return _bare(printed) == _bare(question.canonical_number)


def _bare(label: str) -> str:
    return "".join(character for character in label.lower() if character.isalnum()).removeprefix("question").lstrip("q")
