"""B16 and B17: the review by the authority, and the complaint to the regulator (s.17(7), s.50). In every response."""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.structure import Block, Heading, KeyValue, KeyValues, Run


def review(draft: Draft) -> Iterator[Block]:
    authority = draft.facts.authority
    yield Heading(draft.phrase("review.heading"), 2)
    yield from draft.say(
        "review.internal",
        window=str(authority.review_window_working_days),
        reply=str(authority.review_reply_working_days),
    )
    email = authority.review_email or authority.email
    rows = [_email(draft, email)] if email else []
    if lines := authority.review_address_lines or authority.address_lines:
        rows.append(KeyValue(draft.phrase("regulator.post"), (Run(", ".join(lines)),)))
    if rows:
        yield KeyValues(tuple(rows))


def regulator(draft: Draft) -> Iterator[Block]:
    regulator = draft.facts.regulator
    yield Heading(draft.phrase("regulator.heading"), 3)
    yield from draft.say("regulator.body", weeks=str(regulator.complaint_weeks))
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
