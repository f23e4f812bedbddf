"""What stands between the caveats and the rights: the officer's own words, re-use (B15), what happens next."""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Heading


def own_paragraphs(draft: Draft) -> Iterator[Block]:
    yield from marked(draft.facts.extra_paragraphs)


def reuse(draft: Draft) -> Iterator[Block]:
    """B15: access is not a licence. Only where something is provided."""
    if draft.given():
        yield Heading(draft.phrase("reuse.heading"), 2)
        yield from draft.say(f"licence.{draft.facts.authority.licence or 'plain'}")


def next_steps(draft: Draft) -> Iterator[Block]:
    yield Heading(draft.phrase("acknowledgement.next_heading"), 2)
    yield from draft.say("acknowledgement.next")
