"""What an answer must hold before it may be agreed (LET-1 to LET-9), each gap in words that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foi.law.outcomes import Outcome

if TYPE_CHECKING:
    from foi.answers.models import Answer, Claim

#: outcomes that rest on an exemption, and so need one named by section and subsection: s.17(1)(b)
RESTS_ON_EXEMPTION = (Outcome.WITHHELD, Outcome.PROVIDED_IN_PART, Outcome.NEITHER_CONFIRM_NOR_DENY)
#: outcomes that give information
GIVES_INFORMATION = (Outcome.PROVIDED, Outcome.PROVIDED_IN_PART)


def missing_from(answer: Answer, claims: Sequence[Claim]) -> list[str]:
    """The gaps of `answer`, empty when it may go into a letter."""
    outcome = answer.decided
    gaps: list[str] = []
    if outcome is Outcome.CANNOT_ANSWER:
        # s.1(1): the letter must confirm or deny, and provide or refuse; "cannot" is none of these.
        gaps.append("Decide the outcome: “cannot answer” is the department's word, not a decision under the Act.")
    if outcome in GIVES_INFORMATION and not (answer.text or answer.table):
        gaps.append("Enter the information that is provided, as text or as a table.")
    if outcome not in GIVES_INFORMATION and outcome is not Outcome.CANNOT_ANSWER and not (answer.reason or answer.text or claims):
        gaps.append("Say why: the letter prints the reason.")
    if outcome is Outcome.PROVIDED_IN_PART and not answer.reason and not claims:
        gaps.append("Say what is left out and why.")
    if answer.has_figures and not answer.source:
        gaps.append("Say where the figures came from.")
    if answer.from_live_system and answer.as_at is None:
        gaps.append("Enter the date the figures were taken from the live system.")  # CAV_LIVE: date unknown, then get it
    return gaps + exemption_gaps(outcome, claims)


def exemption_gaps(outcome: Outcome, claims: Sequence[Claim]) -> list[str]:
    """s.17(1): a refusal states the exemption and why it applies."""
    if outcome in (Outcome.WITHHELD, Outcome.NEITHER_CONFIRM_NOR_DENY) and not claims:
        return ["Name the exemption relied on."]
    return []
