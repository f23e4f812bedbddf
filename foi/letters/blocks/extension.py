"""A notice that we need longer: FOIA s.10(3) with s.17(2), to weigh the public interest (LET-4); EIR reg 7, because a
request is complex and large."""

from collections.abc import Iterator
from dataclasses import replace

from foi.letters.blocks.refusal import reasons
from foi.letters.draft import Draft, section_order
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Heading, date_words


def extension(draft: Draft) -> Iterator[Block]:
    asked = draft.facts.extension
    claims = sorted(asked.claims, key=lambda claim: section_order(claim.code))
    yield from draft.letter_gaps()
    yield from draft.say("extension.opening")
    yield Heading(draft.phrase("extension.heading"), 2)
    yield from draft.say("extension.why")
    yield from marked(asked.reason)
    if asked.decide_by:
        day = date_words(asked.decide_by, draft.facts.authority.language)
        yield from draft.say("extension.decide_by", decide_by=day)
    if not claims:
        return
    yield Heading(draft.phrase("extension.claims_heading"), 2)
    yield from draft.say("extension.claims")
    for claim in claims:
        yield Heading(draft.heading_of(claim), 3)
        key = "extension.silent" if claim.confirms_nor_denies else "extension.engaged"
        yield from draft.say(key, code=claim.code)
        # LET-4: everything but the balance, which is what we have not struck yet.
        open_yet = replace(claim, public_interest_for="", public_interest_against="", public_interest_balance="")
        yield from reasons(draft, open_yet, "ncnd" if claim.confirms_nor_denies else "refusal")
