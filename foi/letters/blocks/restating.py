"""The requester's own words, question by question: labels as printed, lead-ins once, our number where it is needed."""

from __future__ import annotations

from collections.abc import Iterator

from foi.letters.draft import Draft, quote
from foi.letters.facts import QuestionFacts
from foi.letters.structure import Block


class Restating:
    """Walks through the questions in order, and remembers what the reader has just read."""

    def __init__(self, draft: Draft, *, numbered: bool = False) -> None:
        """`numbered`: our number stands in front of the words, because nothing else over the question says it."""
        self.draft = draft
        self.numbered = numbered
        self._group = ""
        self._said: list[str] = []  # lead-ins and question above: a lead-in is not repeated for each item under it

    def group(self, question: QuestionFacts) -> str:
        """The requester's sub-heading, where one begins at this question."""
        if question.group == self._group:
            return ""
        self._group, self._said = question.group, []
        return question.group

    def question(self, question: QuestionFacts) -> Iterator[Block]:
        lead_ins = question.context.splitlines()
        known = 0
        while known < min(len(lead_ins), len(self._said)) and lead_ins[known] == self._said[known]:
            known += 1
        labels = self._labels_of_lead_ins(question, len(lead_ins))
        for label, text in list(zip(labels, lead_ins, strict=True))[known:]:
            if self.numbered:
                yield quote(f"{label} {text}".strip(), "context")
            else:
                yield quote(text, "context", label)
        if self.numbered:
            yield quote(f"{question.printed_label} {question.text}".strip(), "question", question.canonical_number)
        else:
            yield quote(question.text, "question", question.printed_label)
        self._said = [*lead_ins, question.text]

    def _labels_of_lead_ins(self, question: QuestionFacts, count: int) -> list[str]:
        """The labels above this question, for its innermost lead-ins.

        A path holds bare labels ("2"; "#3" for an item without one). They are printed as the requester printed the
        others at the same depth ("2.").
        """
        labels = [
            "" if label.startswith("#") else self._as_printed(label, depth)
            for depth, label in enumerate(question.path[:-1])
        ]
        return ([""] * count + labels)[-count:] if count else []

    def _as_printed(self, label: str, depth: int) -> str:
        for other in self.draft.facts.questions:
            if len(other.path) == depth + 1 and other.path[-1] in other.printed_label:
                return other.printed_label.replace(other.path[-1], label, 1)
        return label
