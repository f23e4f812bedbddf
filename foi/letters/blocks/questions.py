"""B07 and B09: the request in the requester's own words and order, and under each question its answer."""

from collections.abc import Iterator

from foi.letters.blocks.answer import answer
from foi.letters.draft import Draft, quote
from foi.letters.facts import QuestionFacts
from foi.letters.structure import Block, Heading


def questions_and_answers(draft: Draft) -> Iterator[Block]:
    one = len(draft.facts.questions) == 1
    yield Heading(draft.phrase("questions.heading_one" if one else "questions.heading"), 2)
    yield from _scope(draft)
    yield from _notes(draft)
    yield from _questions(draft, answered=True)


def restated(draft: Draft) -> Iterator[Block]:
    """The questions alone, for letters that do not answer them."""
    yield Heading(draft.phrase("questions.restated"), 2)
    yield from draft.say("acknowledgement.restated")
    if draft.facts.scope_passages:
        yield from _scope(draft)
        yield from draft.say("acknowledgement.questions")
    yield from _questions(draft, answered=False)
    yield from _notes(draft)


def _scope(draft: Draft) -> Iterator[Block]:
    """What qualifies every question, once."""
    if draft.facts.scope_passages:
        yield from draft.say("questions.scope" if len(draft.facts.questions) > 1 else "questions.scope_one")
        yield from (quote(passage, "scope") for passage in draft.facts.scope_passages)


def _notes(draft: Draft) -> Iterator[Block]:
    if draft.facts.notes:
        yield from draft.say("questions.notes")
        yield from (quote(note, "scope") for note in draft.facts.notes)


def _questions(draft: Draft, *, answered: bool) -> Iterator[Block]:
    facts = draft.facts
    group = ""
    said: list[str] = []  # the lead-ins and the question above: a lead-in is not repeated for each item under it
    for question in facts.questions:
        if question.group != group:
            group, said = question.group, []
            if group:
                yield Heading(f"“{group}”", 3, role="group")
        if answered and len(facts.questions) > 1:
            anchor = f"question-{question.canonical_number}"
            yield Heading(draft.name_of(question), 4 if group else 3, role="question", anchor=anchor)
        lead_ins = question.context.splitlines()
        known = _shared(lead_ins, said)
        labels = _labels_of_lead_ins(draft, question, len(lead_ins))
        for label, text in list(zip(labels, lead_ins, strict=True))[known:]:
            yield quote(text, "context", label)
        yield quote(question.text, "question", question.printed_label)
        said = [*lead_ins, question.text]
        if answered:
            yield from draft.gaps(question)
            yield from answer(draft, question)


def _shared(lead_ins: list[str], said: list[str]) -> int:
    """How many lead-ins the reader has just read."""
    number = 0
    while number < min(len(lead_ins), len(said)) and lead_ins[number] == said[number]:
        number += 1
    return number


def _labels_of_lead_ins(draft: Draft, question: QuestionFacts, count: int) -> list[str]:
    """The labels above this question, for its innermost lead-ins.

    A path holds bare labels ("2"; "#3" for an item without one). They are printed as the requester printed the others
    at the same depth ("2.").
    """
    labels = [
        "" if label.startswith("#") else _as_printed(draft, label, depth)
        for depth, label in enumerate(question.path[:-1])
    ]
    return ([""] * count + labels)[-count:] if count else []


def _as_printed(draft: Draft, label: str, depth: int) -> str:
    for other in draft.facts.questions:
        if len(other.path) == depth + 1 and other.path[-1] in other.printed_label:
            return other.printed_label.replace(other.path[-1], label, 1)
    return label
