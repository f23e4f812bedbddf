"""The outcome of an internal review (s.45 Code; EIR reg 11(4)): what was asked, what was found, what changes."""

from collections.abc import Iterator

from foi.letters.draft import Draft, gap, quote
from foi.letters.markdown import blocks as marked
from foi.letters.structure import Block, Heading, date_words


def internal_review(draft: Draft) -> Iterator[Block]:
    review, language = draft.facts.review, draft.facts.authority.language
    yield from draft.letter_gaps()
    asked_on = date_words(review.asked_on, language) if review.asked_on else ""
    answered_on = date_words(review.answered_on, language) if review.answered_on else ""
    yield from draft.say("internal_review.opening", asked_on=asked_on, answered_on=answered_on)
    yield Heading(draft.phrase("internal_review.outcome"), 2)
    if review.result:
        yield from draft.say(f"internal_review.{review.result.value}")
    else:
        yield gap("Say what the review comes to.")
    if review.grounds.strip():
        yield Heading(draft.phrase("internal_review.grounds"), 2)
        yield quote(review.grounds, "scope")
    yield Heading(draft.phrase("internal_review.findings"), 2)
    yield from marked(review.findings)
    questions = draft.facts.questions
    if rest := [q for q in questions if review.numbers and q.canonical_number not in review.numbers]:
        yield from draft.say("internal_review.rest", questions=draft.numbers(rest))
    if review.answered_on and draft.facts.due_on:
        in_time = review.answered_on <= draft.facts.due_on
        yield Heading(draft.phrase("internal_review.time_heading"), 2)
        yield from draft.say(f"internal_review.{'in_time' if in_time else 'late'}", answered_on=answered_on)
    if review.now.strip():
        yield Heading(draft.phrase("internal_review.now"), 2)
        yield from marked(review.now)
