"""B02 and B03: to whom, from which file, on which day."""

from collections.abc import Iterator

from foi.letters.draft import Draft
from foi.letters.facts import Purpose
from foi.letters.structure import Address, Block, KeyValue, KeyValues, Run, date_words


def addressee(draft: Draft) -> Iterator[Block]:
    facts = draft.facts
    lines = [facts.requester_name, *facts.requester_address_lines]
    if not facts.requester_address_lines and facts.requester_email:
        lines.append(facts.requester_email)
    if shown := tuple(line for line in lines if line.strip()):
        yield Address(shown)


def references(draft: Draft) -> Iterator[Block]:
    facts = draft.facts
    references = draft.listed([request.reference for request in facts.requests] or [facts.reference])
    key = "our_references" if len(facts.requests) > 1 else "our_reference"
    rows = [KeyValue(draft.phrase(f"particulars.{key}"), (Run(references),))]
    if facts.your_reference:
        rows.append(KeyValue(draft.phrase("particulars.your_reference"), (Run(facts.your_reference),)))
    rows.append(KeyValue(draft.phrase("particulars.date"), (Run("", slot="dated_on"),)))
    if facts.purpose == Purpose.ACKNOWLEDGEMENT and facts.due_on:
        due_on = date_words(facts.due_on, facts.authority.language)
        rows.append(KeyValue(draft.phrase("particulars.reply_by"), (Run(due_on),)))
    yield KeyValues(tuple(rows))
