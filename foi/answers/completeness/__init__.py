"""What an answer must hold, as findings: to be submitted by a department, and to be agreed by the officer.

To add a rule: a function in the file of its subject, with an id and a level (docs/adding.md). Nothing else lists rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foi.answers.completeness import (  # noqa: F401  (importing registers their rules)
    cost,
    exemptions,
    information,
    small_numbers,
)
from foi.answers.completeness.said import ANSWER, Said
from foi.answers.completeness.small_numbers import small_numbers_of
from foi.answers.completeness.submission import missing_from_submission
from foi.answers.earlier import earlier_named
from foi.answers.estimate import COST_LIMIT, Costing, costing_of
from foi.disclosure.finding import Finding, Level

if TYPE_CHECKING:
    from foi.answers.models import Answer, Claim

__all__ = ["ANSWER", "Said", "findings_in", "missing_from", "missing_from_submission", "small_numbers_of"]


def findings_in(answer: Answer, claims: Sequence[Claim], *, place: str = "") -> list[Finding]:
    """Everything that the rules find in one answer, whatever its level. `place`: such as "question:2a"."""
    if answer._state.adding:
        return list(ANSWER.find(Said(answer, tuple(claims)), place))
    said = Said(
        answer,
        tuple(claims),
        tuple(answer.searches.all()),
        _costing(answer),
        earlier_named(answer.question.foi_request, [answer]).get(answer.earlier_request, ()),
        tuple(answer.question.attachments.all()),
    )
    return list(ANSWER.find(said, place))


def _costing(answer: Answer) -> Costing | None:
    """Asked of the database for the few answers that need it."""
    if answer.outcome not in COST_LIMIT:
        return None
    return costing_of(answer.question.foi_request)


def missing_from(answer: Answer, claims: Sequence[Claim]) -> list[str]:
    """What bars `answer` from being agreed, in sentences; empty when it may go into a letter."""
    return [finding.message for finding in findings_in(answer, claims) if finding.level is Level.BLOCK]
