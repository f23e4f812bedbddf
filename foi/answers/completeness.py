"""What an answer must hold, each gap in words that say what to do: to be submitted by a department, and to be agreed by
the officer (LET-1 to LET-9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foi.answers.cited import cited
from foi.law.outcomes import Outcome

if TYPE_CHECKING:
    from foi.answers.content import AnswerContent
    from foi.answers.models import Answer, Claim

#: outcomes that refuse information under an exemption: s.17(1)(b); the first is the only one that can do without
REFUSES = (Outcome.PROVIDED_IN_PART, Outcome.WITHHELD, Outcome.ACCESSIBLE_ELSEWHERE)


def missing_from_submission(content: AnswerContent) -> dict[str, str]:
    """The gaps of what a department is about to submit, by field: only the department can know these things."""
    gaps: dict[str, str] = {}
    if content.outcome is None:
        return {"outcome": "Select what your answer is."}
    if content.outcome.gives_information and not (content.text or content.table):
        gaps["text"] = "Enter the answer, or add a table."
    if content.outcome.needs_reason and not content.reason:
        gaps["reason"] = _WHY.get(content.outcome, "Say why.")
    if content.has_figures and not content.source:
        gaps["source"] = "Say where the figures came from."
    if content.from_live_system and content.as_at is None:
        gaps["as_at"] = "Enter the date on which the data was taken from the system."
    return gaps


_WHY = {
    Outcome.PROVIDED_IN_PART: "Say what is left out, and why.",
    Outcome.NOT_HELD: "Say where you looked, and why it is not held.",
    Outcome.WITHHELD: "Say why it should not go out, and what harm it could do.",
    Outcome.CANNOT_ANSWER: "Say what is missing, or who might know.",
}


def missing_from(answer: Answer, claims: Sequence[Claim]) -> list[str]:
    """The gaps of `answer`, empty when it may go into a letter."""
    outcome = answer.decided
    gaps: list[str] = []
    if outcome is Outcome.CANNOT_ANSWER:
        # s.1(1): the letter must confirm or deny, and provide or refuse; "cannot" is none of these.
        gaps.append("Decide the outcome: “cannot answer” is the department's word, not a decision under the Act.")
    if outcome.gives_information and not (answer.text or answer.table):
        gaps.append("Enter the information that is provided, as text or as a table.")
    if outcome.decided and outcome.needs_reason and not (answer.reason or answer.text or claims):
        gaps.append("Say why: the letter prints the reason.")
    if outcome is Outcome.PROVIDED_IN_PART and not answer.reason and not claims:
        gaps.append("Say what is left out and why.")
    if answer.has_figures and not answer.source:
        gaps.append("Say where the figures came from.")
    if answer.from_live_system and answer.as_at is None:
        # CAV_LIVE: never without its date; if the date is unknown, then get it
        gaps.append("Enter the date the figures were taken from the live system.")
    return [*gaps, *exemption_gaps(outcome, claims)]


def exemption_gaps(outcome: Outcome, claims: Sequence[Claim]) -> Iterator[str]:
    """s.17(1): a refusal states the exemption, by section and subsection, and why it applies.

    A claim to neither confirm nor deny may stand beside any outcome: it speaks of what else there might be.
    """
    relied_on = [cited(claim.exemption) for claim in claims]
    silent = [one for one in relied_on if one and one.confirms_nor_denies]
    refusing = [one for one in relied_on if one and not one.confirms_nor_denies]
    if outcome in REFUSES[1:] and not refusing:
        yield "Name the exemption that is relied on (section 17(1)(b))."
    if outcome is Outcome.NEITHER_CONFIRM_NOR_DENY:  # LET-5
        if not silent:
            yield "Name the exemption from the duty to confirm or deny, such as section 31(3)."
        for one in refusing:
            yield f"Section {one.code} would confirm that we hold it. Claim the subsection that says neither."
    elif outcome not in REFUSES:
        for one in refusing:
            yield f"Section {one.code} is claimed, but the outcome is “{outcome.label}”. Change one of the two."
    for claim in claims:
        yield from claim_gaps(claim)


def claim_gaps(claim: Claim) -> Iterator[str]:
    """What the catalogue asks of one claim."""
    section, relied_on = f"Section {claim.exemption}", cited(claim.exemption)
    if relied_on is None:
        yield f"{section}: choose the subsection that is relied on."
        return
    if not claim.explanation and not relied_on.may_omit_reasons:
        yield f"{section}: say why it applies (section 17(1)(c))."
    if relied_on.needs_level and not claim.prejudice_level:
        yield f"{section}: say whether the harm would, or would be likely to, follow."
    if relied_on.needs_public_interest:  # s.17(3)(b)
        for text, part in (
            (claim.public_interest_for, "favours disclosure"),
            (claim.public_interest_against, "favours the exemption"),
            (claim.public_interest_balance, "tips the balance"),
        ):
            if not text:
                yield f"{section}: say what {part} in the public interest (section 17(3))."
