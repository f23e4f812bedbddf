"""What the letters beside the response say: from the details that an officer gave, and from the records, to facts.

`LetterVersion.details` holds what was typed, by purpose:

    clarification   unclear, options (Markdown), questions (ids; none: all), reason_code (foi.law.clock)
    fees            amount ("£12.40"), breakdown, how_to_pay (Markdown)
    extension       decide_by (ISO date), reason, explanation (Markdown), exemptions (subsections)
    review          now (Markdown); all else comes from the review itself
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foi.answers.cited import cited
from foi.law.clock import ClarificationReason, Kind
from foi.law.regimes import REGIMES
from foi.letters.claims import claim_facts
from foi.letters.facts import (
    ClaimFacts,
    ClarificationFacts,
    ExtensionFacts,
    FeesFacts,
    Purpose,
    ReviewFacts,
    ReviewResult,
)
from foi.reviews.models import Review
from workflows.review_flow import ReviewState

if TYPE_CHECKING:
    from foi.letters.models import LetterVersion
    from foi.requests.models import FoiRequest, Question


def facts_of_purpose(version: LetterVersion, questions: Sequence[Question]) -> dict[str, Any]:
    """The part of the letter's facts that only this kind of letter has."""
    details = version.details
    match version.kind:
        case Purpose.CLARIFICATION:
            chosen = set(details.get("questions", ()))
            facts: Any = ClarificationFacts(
                unclear=details.get("unclear", ""),
                options=details.get("options", ""),
                numbers=tuple(question.number for question in questions if question.pk in chosen),
                needed=clarification_reason(version).moves_the_date,
            )
        case Purpose.FEES:
            facts = FeesFacts(**{name: details.get(name, "") for name in ("amount", "breakdown", "how_to_pay")})
        case Purpose.EXTENSION:
            decide_by = details.get("decide_by")
            facts = ExtensionFacts(
                decide_by=datetime.date.fromisoformat(decide_by) if decide_by else None,
                reason=details.get("reason", ""),
                claims=_weighed(details, questions),
            )
        case Purpose.REVIEW:
            facts = _review(version.foi_request, details)
        case _:
            return {}
    return {version.kind.value: facts}


def clarification_reason(version: LetterVersion) -> ClarificationReason:
    """CLK-21: every question to the requester has a reason; only two of the three move the date."""
    return ClarificationReason(version.details.get("reason_code") or ClarificationReason.CANNOT_IDENTIFY)


def event_of(version: LetterVersion) -> dict[str, Any] | None:
    """What the letter is to the clock when it leaves: arguments of `record_event`; None for what moves nothing."""
    details = version.details
    match version.kind:
        case Purpose.ACKNOWLEDGEMENT:
            return {"kind": Kind.ACKNOWLEDGED}
        case Purpose.CLARIFICATION:
            concerned = version.foi_request.questions.filter(pk__in=details.get("questions", ()))
            reason = clarification_reason(version)
            return {"kind": Kind.CLARIFICATION_ASKED, "questions": concerned, "reason_code": reason.value}
        case Purpose.FEES:
            return {"kind": Kind.FEE_NOTICE, "reason": details.get("amount", "")}
        case Purpose.EXTENSION:
            regime = version.foi_request.regime
            kind = Kind(REGIMES[regime].extension.kind)
            told = details.get("explanation") if kind is Kind.PIT_EXTENSION else ""
            return {
                "kind": kind,
                "reason": told or details.get("reason", ""),
                "exemptions": details.get("exemptions", ()) if kind is Kind.PIT_EXTENSION else (),
                "estimated_on": datetime.date.fromisoformat(details["decide_by"]),
            }
    return None


def _weighed(details: dict[str, Any], questions: Sequence[Question]) -> tuple[ClaimFacts, ...]:
    """The exemptions named: as they are argued in an answer already, else with the officer's explanation here."""
    argued = {
        claim.exemption: claim_facts(claim)
        for question in questions
        if (answer := question.current_answer) is not None
        for claim in answer.claims.all()
    }
    return tuple(_named(code, argued, details.get("explanation", "")) for code in details.get("exemptions", ()))


def _named(code: str, argued: dict[str, ClaimFacts], explanation: str) -> ClaimFacts:
    if code in argued:
        return argued[code]
    known = cited(code)
    return ClaimFacts(
        code=code,
        name=known.exemption.name if known else "",
        qualified=known.needs_public_interest if known else False,
        confirms_nor_denies=known.confirms_nor_denies if known else False,
        reason=explanation,
    )


def concluded_review(foi_request: FoiRequest) -> Review | None:
    """The review whose outcome there is to tell: the last one that was concluded."""
    concluded = foi_request.reviews.filter(state=ReviewState.CONCLUDED).select_related("reviewer")
    return concluded.order_by("-number").first()


def _review(foi_request: FoiRequest, details: dict[str, Any]) -> ReviewFacts:
    review = concluded_review(foi_request)
    if review is None:
        return ReviewFacts()
    findings = list(review.findings.select_related("question"))
    found = [f"**{one.question.number}.** {one.get_verdict_display()}. {one.reasons.strip()}" for one in findings]
    return ReviewFacts(
        asked_on=review.asked_on,
        grounds=review.grounds,
        result=ReviewResult(review.outcome) if review.outcome else None,
        findings="\n\n".join([review.conclusion.strip(), *found]).strip(),
        now=details.get("now", ""),
        answered_on=foi_request.issued_on,
        numbers=tuple(one.question.number for one in findings),
    )
