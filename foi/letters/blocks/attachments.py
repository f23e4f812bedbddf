"""B10: the schedule of what comes with the letter, so that nobody wonders whether a file is missing."""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.structure import Block, Heading, Table


def attachments(draft: Draft) -> Iterator[Block]:
    giving = draft.given()
    rows = [
        (file.file_name, file.description, draft.numbers([question], first_word=True))
        for question in giving
        for file in question.attachments
    ]
    if not rows:
        return
    header = tuple(draft.phrase(f"attachments.{name}") for name in ("file", "contents", "belongs_to"))
    draft.tables += 1
    caption = draft.phrase("table.caption", number=str(draft.tables), caption=draft.phrase("attachments.caption"))
    yield Heading(draft.phrase("attachments.heading"), 2)
    yield Table(header, tuple(rows), caption)
