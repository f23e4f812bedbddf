"""B13: section 12: the fact, held or not said, how the estimate was reached, how to come under the limit (LET-6)."""

from collections.abc import Iterator

from foi.law.cost_words import plain, pounds
from foi.letters.caveats import GOODWILL
from foi.letters.draft import COST_LIMIT, Draft, lead
from foi.letters.facts import QuestionFacts
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Heading


def cost_limit(draft: Draft) -> Iterator[Block]:
    over = draft.having(*COST_LIMIT)
    if not over:
        return
    yield Heading(draft.phrase("cost_limit.heading"), 2)
    limit = draft.facts.cost_limit
    yield from draft.say(
        "cost_limit.limit", limit=pounds(limit.amount), rate=pounds(limit.hourly_rate), hours=plain(limit.hours)
    )
    for outcome in COST_LIMIT:
        if questions := draft.having(outcome):
            yield from draft.say(f"cost_limit.{outcome.value}", questions=draft.numbers(questions))
    yield from _by_question(draft, "cost_limit.estimate", [(q, _reached(q)) for q in over])
    yield from _by_question(draft, "cost_limit.advice", [(q, q.advice) for q in over])
    if goodwill := draft.caveat(GOODWILL):
        yield from draft.say(goodwill.caveat.wording, questions=draft.numbers(goodwill.questions))


def _reached(question: QuestionFacts) -> str:
    """Why it takes so long, and what it comes to (COST-15)."""
    return "\n\n".join(text for text in (question.reason, question.estimate) if text.strip())


def _by_question(draft: Draft, heading: str, texts: list[tuple[QuestionFacts, str]]) -> Iterator[Block]:
    """A text shared by several questions stands once."""
    shared: dict[str, list[QuestionFacts]] = {}
    for question, text in texts:
        if text.strip():
            shared.setdefault(text, []).append(question)
    if shared:
        yield Heading(draft.phrase(heading), 3)
    for text, questions in shared.items():
        if len(shared) > 1:
            yield lead(draft.phrase("questions.for_questions", questions=draft.numbers(questions)))
        yield from marked(text)
