"""B07 and B09: the request in the requester's own words and order, with its answers where the layout wants them."""

from collections.abc import Iterator, Sequence

from foi.letters.blocks.arrangements import ARRANGEMENTS, heading_at
from foi.letters.blocks.restating import Restating
from foi.letters.draft import Draft, quote
from foi.letters.facts import QuestionFacts
from foi.letters.structure import Block, Heading, date_words
from foi.organisation.letter_layout import Arrangement


def questions_and_answers(draft: Draft) -> Iterator[Block]:
    facts = draft.facts
    answered = ARRANGEMENTS[facts.layout.arrangement]
    if not facts.requests:
        yield Heading(draft.phrase(_heading(draft)), 2)
        yield from _scope(draft, facts.scope_passages, facts.questions)
        yield from _notes(draft, facts.notes)
        if facts.layout.arrangement is Arrangement.APART and (facts.scope_passages or facts.notes):
            yield from draft.say("acknowledgement.questions")
        yield from answered(draft, facts.questions, 3)
    for request in facts.requests:
        questions = tuple(question for question in facts.questions if question.request == request.reference)
        key = "requests.heading" if request.subject.strip() else "requests.heading_without_subject"
        words = {"mark": request.mark, "reference": request.reference, "subject": request.subject}
        yield Heading(draft.phrase(key, **words), 2)
        received_on = date_words(request.received_on, facts.authority.language)
        yield from draft.say("requests.received", received=received_on, reference=request.reference)
        yield from _scope(draft, request.scope_passages, questions)
        yield from _notes(draft, request.notes)
        if facts.layout.arrangement is Arrangement.APART:
            yield from draft.say("acknowledgement.questions")
        yield from answered(draft, questions, 3)


def _heading(draft: Draft) -> str:
    if draft.facts.layout.arrangement is Arrangement.APART:
        return "questions.asked"
    return "questions.heading_one" if len(draft.facts.questions) == 1 else "questions.heading"


def restated(draft: Draft) -> Iterator[Block]:
    """The questions alone, for letters that do not answer them."""
    if not draft.facts.questions:
        return
    yield Heading(draft.phrase("questions.restated"), 2)
    yield from draft.say("acknowledgement.restated")
    if draft.facts.scope_passages:
        yield from _scope(draft, draft.facts.scope_passages, draft.facts.questions)
        yield from draft.say("acknowledgement.questions")
    yield from _quoted(draft, draft.facts.questions)
    yield from _notes(draft, draft.facts.notes)


def restated_concerned(draft: Draft) -> Iterator[Block]:
    """The questions that this letter is about, without a word of ours: some of them, in a request for clarification
    and after a review."""
    wanted = draft.facts.clarification.numbers or draft.facts.review.numbers
    questions = [q for q in draft.facts.questions if not wanted or q.canonical_number in wanted]
    if questions:
        yield Heading(draft.phrase("questions.restated"), 2)
        yield from _quoted(draft, questions)


def _quoted(draft: Draft, questions: Sequence[QuestionFacts]) -> Iterator[Block]:
    restating = Restating(draft)
    for question in questions:
        if group := restating.group(question):
            yield heading_at(f"“{group}”", 3, "group")
        yield from restating.question(question)


def _scope(draft: Draft, passages: Sequence[str], questions: Sequence[QuestionFacts]) -> Iterator[Block]:
    """What qualifies every question, once."""
    if passages:
        yield from draft.say("questions.scope" if len(questions) > 1 else "questions.scope_one")
        yield from (quote(passage, "scope") for passage in passages)


def _notes(draft: Draft, notes: Sequence[str]) -> Iterator[Block]:
    if notes:
        yield from draft.say("questions.notes")
        yield from (quote(note, "scope") for note in notes)
