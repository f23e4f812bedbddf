"""B04: the salutation and the heading, which is also the document's title."""

from collections.abc import Iterator

from foi.letters.draft import Draft, line
from foi.letters.structure import Block, Heading


def salutation(draft: Draft) -> Iterator[Block]:
    name = draft.facts.requester_name.strip()
    yield line(draft.phrase("salutation.named", name=name) if name else draft.phrase("salutation.unnamed"))


def heading(draft: Draft) -> Iterator[Block]:
    yield Heading(title(draft), 1)


def title(draft: Draft) -> str:
    return draft.phrase("title.letter" if draft.facts.subject.strip() else "title.no_subject")
