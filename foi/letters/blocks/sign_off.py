"""B18: whom to ask about the letter, and who signs it."""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.structure import Block, Heading, KeyValue, KeyValues, Run, Signature


def contact(draft: Draft) -> Iterator[Block]:
    authority = draft.facts.authority
    yield Heading(draft.phrase("contact.heading"), 2)
    yield from draft.say("contact.body" if authority.team_name else "contact.body_without_team")
    rows = []
    if authority.email:
        rows.append(
            KeyValue(draft.phrase("regulator.email"), (Run(authority.email, href=f"mailto:{authority.email}"),))
        )
    if authority.telephone:
        rows.append(KeyValue(draft.phrase("regulator.telephone"), (Run(authority.telephone),)))
    if rows:
        yield KeyValues(tuple(rows))


def sign_off(draft: Draft) -> Iterator[Block]:
    facts = draft.facts
    named = "sign_off.named" if facts.requester_name.strip() else "sign_off.unnamed"
    lines = (facts.signatory_name, facts.signatory_role, facts.authority.team_name, facts.authority.name)
    yield Signature(draft.phrase(named), tuple(line for line in lines if line.strip()))
