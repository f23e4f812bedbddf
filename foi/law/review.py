"""What may follow an answer: internal review, complaint to the regulator, decision notice, appeal.

Each is a linked case with a clock of its own (CLK-50 to CLK-57). Review under FOIA rests on the s.45 Code, not on
the Act; under EIR it is law (reg 11).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from foi.law.regimes import FOIA, Regime
from foi.law.working_days import Calendar, in_words


@dataclass(frozen=True)
class Windows:
    """Periods set by policy or rules of court, in calendar days: data, because they have changed before."""

    complaint: int = 42  # CLK-54: six weeks; it was three months. Policy, not statute: s.50(2) speaks of undue delay
    appeal: int = 28  # CLK-56: tribunal rules


POLICY = Windows()


@dataclass(frozen=True)
class ReviewLimit:
    """The clock of an internal review."""

    asked_on: date
    due_on: date
    latest_on: date  # with notice, in an exceptional case; the same day under EIR, which allows no more


def ask_review_by(answered_on: date, *, regime: Regime = FOIA, calendar: Calendar | None = None) -> date:
    """CLK-50: 40 working days after the answer. Later requests may be taken up, but need not be."""
    return regime.calendar(calendar).add_working_days(answered_on, regime.review.ask_within)


def review_limit(asked_on: date, *, regime: Regime = FOIA, calendar: Calendar | None = None) -> ReviewLimit:
    """CLK-51: FOIA 20 working days, exceptionally 40; EIR 40 and no more (reg 11(4))."""
    counting = regime.calendar(calendar)
    return ReviewLimit(
        asked_on=asked_on,
        due_on=counting.add_working_days(asked_on, regime.review.answer_within),
        latest_on=counting.add_working_days(asked_on, regime.review.at_most),
    )


def why_not_reviewer(reviewer: str, involved: Collection[str]) -> str:
    """CLK-52: a review is a fresh look by somebody else. A sentence when `reviewer` may not do it, else ""."""
    if reviewer in involved:
        return f"{reviewer} had a part in the first decision. Choose somebody who had none."
    return ""


def review_owed(regime: Regime) -> str:
    """CLK-53: whether the authority must offer a review at all."""
    if regime.review.compulsory:
        return f"{regime.review.law}: the authority must reconsider if the requester makes representations."
    return f"{regime.review.law}: the authority is expected to offer a review, though the Act does not require one."


def complain_by(final_answer_on: date, *, windows: Windows = POLICY) -> date:
    """CLK-54: the last day the regulator will normally take a complaint, from the last substantive contact."""
    return final_answer_on + timedelta(days=windows.complaint)


def may_complain_without_review(
    *,
    on: date,
    due_on: date | None = None,
    answered: bool = True,
    review_asked_on: date | None = None,
    regime: Regime = FOIA,
    calendar: Calendar | None = None,
) -> str:
    """CLK-55: why the requester may go straight to the regulator on this day, or "" if not yet."""
    if not answered and due_on is not None and on > due_on:
        return f"There was no answer by {in_words(due_on)}."
    if review_asked_on is not None:
        latest_on = review_limit(review_asked_on, regime=regime, calendar=calendar).latest_on
        if on > latest_on:
            return f"The review asked for on {in_words(review_asked_on)} had not come by {in_words(latest_on)}."
    return ""


def appeal_by(notice_sent_on: date, *, windows: Windows = POLICY) -> date:
    """CLK-56: the last day to appeal to the First-tier Tribunal from a decision notice."""
    return notice_sent_on + timedelta(days=windows.appeal)


def comply_by(notice_on: date, days: int) -> date:
    """CLK-57: a decision notice sets its own time, commonly 30 or 35 calendar days. Raises ValueError if none."""
    if days < 1:
        raise ValueError("Enter the number of calendar days that the notice gives.")
    return notice_on + timedelta(days=days)
