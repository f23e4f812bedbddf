"""Rules about exemptions (LET-3, LET-5): s.17(1), a refusal states the exemption, by section and subsection, and why.

A claim to neither confirm nor deny may stand beside any outcome: it speaks of what else there might be.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi.answers.cited import cited
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
            yield Point(f"Section {one.code} would confirm that we hold it. Claim the subsection that says neither.")


@ANSWER.rule("LET-3.contradiction", Level.BLOCK)
def an_exemption_fits_the_outcome(said: Said) -> Iterator[Point]:
    if said.outcome not in (*REFUSES, Outcome.NEITHER_CONFIRM_NOR_DENY):
        for one in said.refusing:
            yield Point(
                f"Section {one.code} is claimed, but the outcome is “{said.outcome.label}”. Change one of the two."
            )


@ANSWER.rule("LET-3.subsection", Level.BLOCK)
def a_claim_names_a_subsection(said: Said) -> Iterator[Point]:
    for claim in said.claims:
        if cited(claim.exemption) is None:
            yield Point(f"Section {claim.exemption}: choose the subsection that is relied on.")


@ANSWER.rule("LET-3.reason", Level.BLOCK)
def a_claim_says_why_it_applies(said: Said) -> Iterator[Point]:
    for claim, relied_on in said.argued:
        if not claim.explanation and not relied_on.may_omit_reasons:  # s.17(4)
            yield Point(f"Section {claim.exemption}: say why it applies (section 17(1)(c)).")


@ANSWER.rule("LET-3.harm", Level.BLOCK)
def harm_has_its_limb(said: Said) -> Iterator[Point]:
    for claim, relied_on in said.argued:
        if relied_on.needs_level and not claim.prejudice_level:
            yield Point(f"Section {claim.exemption}: say whether the harm would, or would be likely to, follow.")


@ANSWER.rule("LET-3.balance", Level.BLOCK)
def a_qualified_exemption_weighs_the_public_interest(said: Said) -> Iterator[Point]:
    for claim, relied_on in said.argued:
        if relied_on.needs_public_interest:  # s.17(3)(b)
            for text, part in (
                (claim.public_interest_for, "favours disclosure"),
                (claim.public_interest_against, "favours the exemption"),
                (claim.public_interest_balance, "tips the balance"),
            ):
                if not text:
                    yield Point(f"Section {claim.exemption}: say what {part} in the public interest (section 17(3)).")
