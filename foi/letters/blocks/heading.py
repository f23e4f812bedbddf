"""B04: the salutation and the heading, which is also the document's title."""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.structure import Block, Heading, Paragraph, Run

MOST_NAMED = 3  # subjects in a heading; the list under it has them all


def salutation(draft: Draft) -> Iterator[Block]:
    name = draft.facts.requester_name.strip()
    greeting = draft.phrase("salutation.named", name=name) if name else draft.phrase("salutation.unnamed")
    yield Paragraph((Run(greeting),), role="salutation")


def heading(draft: Draft) -> Iterator[Block]:
    yield Heading(title(draft), 1)


def title(draft: Draft) -> str:
    """What the letter is, where it is no response, and which request it is about."""
    several = {"request": draft.phrase(f"act.{draft.facts.act}.requests")} if draft.facts.requests else {}
    named = draft.facts.subject.strip() and len(draft.facts.requests) <= MOST_NAMED
    text = draft.phrase("title.letter" if named else "title.no_subject", **several)
    purpose = f"title.{draft.facts.purpose}"
    return draft.phrase(purpose, title=text) if draft.words.has(purpose) else text
