"""B07 and B09: the request in the requester's own words and order, and under each question its answer."""

from collections.abc import Iterator

from foi.letters.blocks.answer import answer
from foi.letters.draft import Draft, quote
from foi.letters.facts import QuestionFacts
from foi.letters.structure import Block, Heading


def questions_and_answers(draft: Draft) -> Iterator[Block]:
    one = len(draft.facts.questions) == 1
    yield Heading(draft.phrase("questions.heading_one" if one else "questions.heading"), 2)
    yield from _request(draft, answered=True)


def restated(draft: Draft) -> Iterator[Block]:
    """The questions alone, for letters that do not answer them."""
    yield Heading(draft.phrase("questions.restated"), 2)
    yield from draft.say("acknowledgement.restated")
    yield from _request(draft, answered=False)


def _request(draft: Draft, *, answered: bool) -> Iterator[Block]:
    facts = draft.facts
    if facts.scope_passages:
        yield from draft.say("questions.scope" if len(facts.questions) > 1 else "questions.scope_one")
        yield from (quote(passage, "scope") for passage in facts.scope_passages)
    if facts.notes:
        yield from draft.say("questions.notes")
        yield from (quote(note, "scope") for note in facts.notes)
    group = ""
    said: list[str] = []  # the lead-ins and the question above: a lead-in is not repeated for each item under it
    for question in facts.questions:
        if question.group != group:
            group, said = question.group, []
            if group:
                yield Heading(f"“{group}”", 3, role="group")
        if len(facts.questions) > 1:
            anchor = f"question-{question.canonical_number}"
            yield Heading(draft.name_of(question), 4 if group else 3, role="question", anchor=anchor)
        lead_ins = question.context.splitlines()
        known = _shared(lead_ins, said)
        labels = _labels_of_lead_ins(question, len(lead_ins))
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


def _labels_of_lead_ins(question: QuestionFacts, count: int) -> list[str]:
    """The labels above this question, for its innermost lead-ins; "#3" stands for an item without one."""
    labels = [label if not label.startswith("#") else "" for label in question.path[:-1]]
    return ([""] * count + labels)[-count:] if count else []
