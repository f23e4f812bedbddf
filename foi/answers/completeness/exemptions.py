"""Rules about exemptions (LET-3, LET-5): s.17(1), a refusal states the exemption, by section and subsection, and why.

A claim to neither confirm nor deny may stand beside any outcome: it speaks of what else there might be.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi.answers.claim_parts import claim_gaps
from foi.answers.completeness.said import ANSWER, Said
from foi.disclosure.finding import Level
from foi.disclosure.rulebook import Point
from foi.law.outcomes import Outcome

#: outcomes that refuse information under an exemption: s.17(1)(b); the first is the only one that can do without
REFUSES = (Outcome.PROVIDED_IN_PART, Outcome.WITHHELD, Outcome.ACCESSIBLE_ELSEWHERE)


@ANSWER.rule("LET-3.exemption", Level.BLOCK)
def a_refusal_names_its_exemption(said: Said) -> Iterator[Point]:
    if said.outcome in REFUSES[1:] and not said.refusing:
        yield Point("Name the exemption that is relied on (section 17(1)(b)).")


@ANSWER.rule("LET-5.exemption", Level.BLOCK)
def silence_names_its_exemption(said: Said) -> Iterator[Point]:
    if said.outcome is Outcome.NEITHER_CONFIRM_NOR_DENY and not said.silent:
        yield Point("Name the exemption from the duty to confirm or deny, such as section 31(3).")


@ANSWER.rule("LET-5.confirms", Level.BLOCK)
def silence_is_not_broken_by_an_exemption(said: Said) -> Iterator[Point]:
    if said.outcome is Outcome.NEITHER_CONFIRM_NOR_DENY:
        for one in said.refusing:
            yield Point(f"{one} would confirm that we hold it. Claim the subsection that says neither.")


@ANSWER.rule("LET-3.contradiction", Level.BLOCK)
def an_exemption_fits_the_outcome(said: Said) -> Iterator[Point]:
    if said.outcome not in (*REFUSES, Outcome.NEITHER_CONFIRM_NOR_DENY):
        for one in said.refusing:
            yield Point(f"{one} is claimed, but the outcome is “{said.outcome.label}”. Change one of the two.")


# --- what the catalogue asks of each claim: foi.answers.claim_parts says which parts, in which words ------------------


@ANSWER.rule("LET-3.subsection", Level.BLOCK)
def a_claim_names_a_subsection(said: Said) -> Iterator[Point]:
    yield from _missing(said, "subsection")


@ANSWER.rule("LET-3.reason", Level.BLOCK)
def a_claim_says_why_it_applies(said: Said) -> Iterator[Point]:
    yield from _missing(said, "reason")


@ANSWER.rule("LET-3.notice", Level.BLOCK)
def a_claim_says_what_its_notice_must_say(said: Said) -> Iterator[Point]:
    yield from _missing(said, "notice")


@ANSWER.rule("LET-3.opinion", Level.BLOCK)
def section_36_rests_on_an_opinion(said: Said) -> Iterator[Point]:
    yield from _missing(said, "opinion")


@ANSWER.rule("LET-3.harm", Level.BLOCK)
def harm_is_explained_and_has_its_limb(said: Said) -> Iterator[Point]:
    yield from _missing(said, "harm")


@ANSWER.rule("LET-3.balance", Level.BLOCK)
def a_qualified_exemption_weighs_the_public_interest(said: Said) -> Iterator[Point]:
    yield from _missing(said, "balance")


def _missing(said: Said, rule: str) -> Iterator[Point]:
    for claim in said.claims:
        for part, sentence in claim_gaps(claim):
            if part.rule == rule:
                yield Point(sentence, hint=part.hint)
