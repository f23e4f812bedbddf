"""What a letter that is no response lacks before it may leave, as rules about its facts (see `gaps`)."""

from __future__ import annotations

from collections.abc import Iterator

from foi.disclosure.finding import Level
from foi.disclosure.rulebook import Point, Rulebook
from foi.letters.facts import LetterFacts, Purpose

#: about an acknowledgement, a clarification request, a notice, the outcome of a review
NOTICE: Rulebook[LetterFacts] = Rulebook()


@NOTICE.rule("CLK-20.no-date", Level.BLOCK)
def a_letter_that_names_the_date_has_one(facts: LetterFacts) -> Iterator[Point]:
    if facts.purpose in (Purpose.ACKNOWLEDGEMENT, Purpose.EXTENSION) and facts.due_on is None:
        yield Point(
            "Nothing is due until the requester replies or pays, so there is no date that the letter could name."
        )


@NOTICE.rule("CLK-20.unclear", Level.BLOCK)
def a_clarification_says_what_is_unclear(facts: LetterFacts) -> Iterator[Point]:
    if facts.purpose is Purpose.CLARIFICATION and not facts.clarification.unclear.strip():
        yield Point("Say what is unclear (section 1(3)).")


@NOTICE.rule("CLK-26.fee", Level.BLOCK)
def a_fees_notice_says_how_much_and_how(facts: LetterFacts) -> Iterator[Point]:
    if facts.purpose is not Purpose.FEES:
        return
    if not facts.fees.amount.strip():
        yield Point("Say how much the fee is (section 9).")
    if not facts.fees.breakdown.strip():
        yield Point("Say what the fee is for.")
    if not facts.fees.how_to_pay.strip():
        yield Point("Say how the fee can be paid.")


@NOTICE.rule("LET-4.date", Level.BLOCK)
def an_extension_has_its_date(facts: LetterFacts) -> Iterator[Point]:
    if facts.purpose is not Purpose.EXTENSION:
        return
    asked = facts.extension
    if asked.decide_by is None:
        yield Point("Give the date by which you expect to decide (section 17(2)).")
    elif facts.due_on and asked.decide_by <= facts.due_on:
        yield Point("The date by which you expect to decide is not later than the date that is due already.")
    if not asked.reason.strip():
        yield Point("Say why more time is needed.")


@NOTICE.rule("LET-4.exemption", Level.BLOCK)
def an_extension_names_a_qualified_exemption(facts: LetterFacts) -> Iterator[Point]:
    if facts.purpose is not Purpose.EXTENSION or facts.is_environmental:
        return
    if not facts.extension.claims:
        yield Point("Name the exemption for which the public interest is being weighed (section 17(1)(b)).")
    for claim in facts.extension.claims:
        if not claim.qualified:  # CLK-30
            yield Point(
                f"Section {claim.code} is absolute, so there is no public interest to weigh and no more time for it."
            )
        if not claim.reason_would_disclose and not (claim.reason + claim.harm).strip():
            yield Point(f"Section {claim.code}: say why it applies (section 17(1)(c)).")


@NOTICE.rule("CLK-51.outcome", Level.BLOCK)
def a_review_comes_to_something(facts: LetterFacts) -> Iterator[Point]:
    if facts.purpose is not Purpose.REVIEW:
        return
    if facts.review.asked_on is None:
        yield Point("Give the day on which the review was asked for.")
    if facts.review.result is None:
        yield Point("Say what the review comes to.")
    if not facts.review.findings.strip():
        yield Point("Say what the review found.")
