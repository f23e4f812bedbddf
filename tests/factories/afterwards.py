"""Situations that follow the letter: its way to the requester, an internal review, a complaint to the regulator."""

from __future__ import annotations

from typing import Any

from foi.letters import dispatch as dispatches
from foi.letters.dispatch import Dispatch
from foi.requests.models import FoiRequest, today
from foi.reviews import actions as reviews
from foi.reviews.models import Complaint, Decision, Review, Verdict
from tests import factories as f
from workflows.perform import perform
from workflows.roles import SYSTEM

# --- on its way -----------------------------------------------------------------------------------------------------


def letter_to_be_sent() -> Dispatch:
    issued = dispatches.issue_by_email(f.approved_letter(), by=f.officer(), typed=f.REQUESTER["requester_email"])
    return Dispatch.objects.select_related("version__foi_request").get(version=issued)


def letter_in_hand() -> Dispatch:
    return perform(letter_to_be_sent().hand_over, by=SYSTEM)


def letter_sent() -> Dispatch:
    return perform(letter_in_hand().confirm_sent, by=SYSTEM)


def letter_not_sent() -> Dispatch:
    return perform(letter_in_hand().give_up, by=SYSTEM, cause="The address was refused.")


def letter_out_of_sight() -> Dispatch:
    return perform(letter_in_hand().lose_sight, by=SYSTEM)


def letter_that_came_back() -> Dispatch:
    return perform(letter_sent().bounce, by=SYSTEM, cause="The mailbox is full.")


def letter_that_went_by_post() -> Dispatch:
    return perform(letter_that_came_back().settle, by=f.officer(), reason="Sent by post.")


# --- after the answer -----------------------------------------------------------------------------------------------


def review_asked(**fields: Any) -> Review:
    return review_asked_of(f.issued_letter(**fields).foi_request)


def review_asked_of(foi_request: FoiRequest) -> Review:
    return reviews.ask(foi_request, by=f.officer(), asked_on=today(), grounds="You left out the courses of 2024.")


def review_under_way() -> Review:
    return reviews.allocate(review_asked(), by=f.officer(), reviewer=f.reviewer())


def review_considered(verdict: Verdict = Verdict.UPHELD) -> Review:
    return consider_all(review_under_way(), verdict)


def consider_all(review: Review, verdict: Verdict = Verdict.UPHELD) -> Review:
    found = {question.pk: (verdict, "The record was searched again.") for question in review.questions()}
    return reviews.consider(review, found, by=f.reviewer())


def review_concluded() -> Review:
    return reviews.conclude(review_considered(), by=f.reviewer(), conclusion="We uphold our answer.")


def review_concluded_of(foi_request: FoiRequest) -> Review:
    """Of a request that was answered."""
    review = reviews.allocate(review_asked_of(f.fresh(foi_request)), by=f.officer(), reviewer=f.reviewer())
    return reviews.conclude(consider_all(review), by=f.reviewer(), conclusion="We uphold our answer.")


def review_declined() -> Review:
    review = review_asked()
    Review.objects.filter(pk=review.pk).update(in_time=False)
    return perform(review.decline, by=f.officer(), reason="Asked for a year after the answer.")


def review_withdrawn() -> Review:
    return perform(review_asked().withdraw, by=f.officer(), reason="The requester is content after all.")


def complaint_made() -> Complaint:
    foi_request = f.issued_letter().foi_request
    return reviews.complain(foi_request, by=f.officer(), made_on=today(), about="Section 31 was applied too widely.")


def notice_served(comply_within: int | None = 35) -> Complaint:
    return reviews.serve_notice(
        complaint_made(), by=f.officer(), decision=Decision.UPHELD, notice_on=today(), steps="Give the figures.",
        comply_within=comply_within,
    )  # fmt: skip


def notice_under_appeal() -> Complaint:
    return perform(notice_served().appeal, by=f.officer(), reason="We disagree on section 31.")


def complaint_closed() -> Complaint:
    return reviews.close(complaint_made(), by=f.officer(), reason="Settled informally.")
