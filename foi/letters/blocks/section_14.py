"""B13: section 14: the fact and, where that is right, why. There is no public interest test (LET-7)."""

from collections.abc import Iterator

from foi.law.outcomes import Outcome
from foi.letters.draft import SECTION_14, Draft
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Heading


def section_14(draft: Draft) -> Iterator[Block]:
    if not draft.having(*SECTION_14):
        return
    yield Heading(draft.phrase("section_14.heading"), 2)
    for outcome in SECTION_14:
        if questions := draft.having(outcome):
            yield from draft.say(f"section_14.{outcome.value}", questions=draft.numbers(questions))
            for earlier in dict.fromkeys(question.earlier_request.strip().rstrip(".") for question in questions):
                if earlier and outcome is Outcome.REPEATED:
                    yield from draft.say("section_14.earlier", earlier=earlier)
            for reason in dict.fromkeys(question.reason for question in questions):
                yield from marked(reason)
