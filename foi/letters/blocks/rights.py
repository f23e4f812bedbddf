"""B16 and B17: the review by the authority, and the complaint to the regulator (s.17(7), s.50; EIR regs 11 and 18).

In every response. Where they stand is a choice of the authority; wherever that is, the letter itself says that both
rights exist and where to turn.
"""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.structure import Block, Heading, KeyValue, KeyValues, PageBreak, Run
from foi.organisation.letter_layout import RightsPlace


def rights(draft: Draft) -> Iterator[Block]:
    authority = draft.facts.authority
    match draft.facts.layout.rights:
        case RightsPlace.ANNEX:
            yield Heading(draft.phrase("review.heading"), 2)
            yield from draft.say("rights.annexed", heading=draft.phrase("rights.annex"))
        case RightsPlace.LINKED if authority.rights_url:
            yield Heading(draft.phrase("review.heading"), 2)
            yield from draft.say("rights.linked", window=str(authority.review_window_working_days))
            rows = [_email(draft, email)] if (email := authority.review_email or authority.email) else []
            link = Run(authority.rights_url, href=authority.rights_url)
            yield KeyValues((*rows, KeyValue(draft.phrase("rights.page"), (link,))))
        case _:
            yield from _review(draft, "review.heading", 2)
            yield from _regulator(draft, 3)


def rights_annex(draft: Draft) -> Iterator[Block]:
    """After the signature, on a page of its own, so that it can be handed on or sent by itself."""
    if draft.facts.layout.rights is RightsPlace.ANNEX:
        yield PageBreak()
        yield Heading(draft.phrase("rights.annex"), 2)
        yield from _review(draft, "rights.review", 3)
        yield from _regulator(draft, 3)


def regulator(draft: Draft) -> Iterator[Block]:
    """For a letter that is itself the review: what is left is the regulator."""
    yield from _regulator(draft, 2)


def _review(draft: Draft, heading: str, level: int) -> Iterator[Block]:
    facts, authority = draft.facts, draft.facts.authority
    # Under EIR the time for the reply is law, and no authority's setting (CLK-51; reg 11(4)).
    reply = facts.regime.review.answer_within if facts.is_environmental else authority.review_reply_working_days
    yield Heading(draft.phrase(heading), level)  # type: ignore[arg-type]
    yield from draft.say("review.internal", window=str(authority.review_window_working_days), reply=str(reply))
    email = authority.review_email or authority.email
    rows = [_email(draft, email)] if email else []
    if lines := authority.review_address_lines or authority.address_lines:
        rows.append(KeyValue(draft.phrase("regulator.post"), (Run(", ".join(lines)),)))
    if rows:
        yield KeyValues(tuple(rows))


def _regulator(draft: Draft, level: int) -> Iterator[Block]:
    regulator = draft.facts.regulator
    yield Heading(draft.phrase("regulator.heading"), level)  # type: ignore[arg-type]
    after_review = draft.facts.review.result is not None
    yield from draft.say(
        "regulator.body_after_review" if after_review else "regulator.body", weeks=str(regulator.complaint_weeks)
    )
    rows = []
    if url := regulator.complaint_url or regulator.website:
        rows.append(KeyValue(draft.phrase("regulator.online"), (Run(url, href=url),)))
    if regulator.telephone:
        rows.append(KeyValue(draft.phrase("regulator.telephone"), (Run(regulator.telephone),)))
    if regulator.address_lines:
        address = ", ".join((regulator.name, *regulator.address_lines))
        rows.append(KeyValue(draft.phrase("regulator.post"), (Run(address),)))
    if rows:
        yield KeyValues(tuple(rows))


def _email(draft: Draft, email: str) -> KeyValue:
    return KeyValue(draft.phrase("regulator.email"), (Run(email, href=f"mailto:{email}"),))
