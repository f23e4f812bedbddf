"""A fees notice (s.9; EIR reg 8): what it costs and why, how to pay, and what it does to the time (CLK-26, CLK-27)."""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Heading


def fees(draft: Draft) -> Iterator[Block]:
    asked = draft.facts.fees
    yield from draft.letter_gaps()
    yield from draft.say("fees.opening")
    yield Heading(draft.phrase("fees.heading"), 2)
    yield from draft.say("fees.amount", amount=asked.amount)
    yield from marked(asked.breakdown)
    yield Heading(draft.phrase("fees.pay_heading"), 2)
    yield from marked(asked.how_to_pay)
    yield from draft.say("fees.reference")
    yield Heading(draft.phrase("fees.next_heading"), 2)
    yield from draft.say("fees.time")
