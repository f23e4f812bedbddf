"""B12: where the letter neither confirms nor denies. It must not say held, exempt or not held, nor name a search
(LET-5)."""

from collections.abc import Iterator

from foi.law.outcomes import Outcome
from foi.letters.blocks.refusal import covered, reasons
from foi.letters.draft import Draft
from foi.letters.structure import Block, Heading


def ncnd(draft: Draft) -> Iterator[Block]:
    no_inference = draft.caveat("CAV_NOINF")
    if no_inference is None:
        return
    yield Heading(draft.phrase("ncnd.heading"), 2)
    for code, arguments in covered(draft, silent=True).items():
        yield Heading(draft.heading_of(next(iter(arguments))), 3)
        for claim, questions in arguments.items():
            whole = [q for q in questions if q.outcome == Outcome.NEITHER_CONFIRM_NOR_DENY]
            rest = [q for q in questions if q.outcome != Outcome.NEITHER_CONFIRM_NOR_DENY]
            for key, concerned in (("ncnd.duty", whole), ("ncnd.duty_rest", rest)):
                if concerned:
                    yield from draft.say(key, questions=draft.numbers(concerned), code=code)
            yield from reasons(draft, claim, "ncnd")
    yield from draft.say(no_inference.caveat.wording)
