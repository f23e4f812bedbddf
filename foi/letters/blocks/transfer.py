"""Where another authority answers, or holds what is asked for (CLK-32; s.45 Code, part 2; s.16)."""

from collections.abc import Iterator

from foi.law.outcomes import Outcome
from foi.letters.draft import Draft
from foi.letters.structure import Block, Heading


def transfer(draft: Draft) -> Iterator[Block]:
    transferred = draft.having(Outcome.TRANSFERRED)
    # Only where the letter says that we hold nothing: anywhere else it would tell what it must not (LET-5).
    signposted = tuple(q for q in draft.having(Outcome.NOT_HELD, Outcome.NOT_RECORDED) if q.signpost.strip())
    if not transferred and not signposted:
        return
    yield Heading(draft.phrase("transfer.heading"), 2)
    if transferred:
        yield from draft.say("transfer.transferred", questions=draft.numbers(transferred))
    if signposted:
        yield from draft.say("transfer.signposted", questions=draft.numbers(signposted))
