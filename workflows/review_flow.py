"""The life of an internal review: a fresh look at an answer by somebody who had no part in it (CLK-50 to CLK-53)."""

from typing import Any

from django_fsm import FSMField, transition

from workflows.roles import case_reviewer, foi_officer
from workflows.states import Flow, State


class ReviewState(State):
    ASKED = "asked", "Reviewer to choose", "yellow"
    UNDER_REVIEW = "under_review", "Under review", "blue"
    CONCLUDED = "concluded", "Concluded", "green"
    DECLINED = "declined", "Not taken up", "grey"
    WITHDRAWN = "withdrawn", "Withdrawn", "grey"


S = ReviewState

#: its clock runs
OPEN_REVIEW = (S.ASKED, S.UNDER_REVIEW)


def may_be_declined(review: Any) -> bool:
    """This review has to be done: it was asked for in time, or the law leaves no choice."""
    return not review.is_owed()


def may_be_extended(review: Any) -> bool:
    """There is no more time to give: it was extended before, or the law allows none."""
    return review.extended_at is None and review.latest_on > review.due_on


def something_considered(review: Any) -> bool:
    """Say of every question that the complaint is about whether the decision on it stands."""
    return review.something_considered()


class ReviewFlow(Flow):
    States = ReviewState
    state = FSMField(default=S.ASKED.value, protected=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    @transition(
        "state", OPEN_REVIEW, S.UNDER_REVIEW, permission=foi_officer,
        custom={"label": "Choose the reviewer", "needs": ["reviewer"]},
    )  # fmt: skip
    def allocate(self, reviewer: Any) -> None:
        """Somebody who had no part in the first decision (CLK-52)."""
        self.reviewer = reviewer

    @transition("state", S.UNDER_REVIEW, None, permission=case_reviewer, custom={"label": "Record what you find"})
    def consider(self) -> None:
        """Question by question: does the decision stand?"""

    @transition(
        "state", S.UNDER_REVIEW, None, conditions=[may_be_extended], permission=case_reviewer | foi_officer,
        custom={"label": "Take more time", "needs": ["reason"]},
    )  # fmt: skip
    def extend(self, reason: str) -> None:
        """Exceptionally, and the requester is told (CLK-51)."""

    @transition(
        "state", S.UNDER_REVIEW, S.CONCLUDED, conditions=[something_considered], permission=case_reviewer,
        custom={"label": "Conclude the review", "needs": ["conclusion"]},
    )  # fmt: skip
    def conclude(self, conclusion: str) -> None:
        """The outcome follows from what was found of each question."""

    @transition(
        "state", S.ASKED, S.DECLINED, conditions=[may_be_declined], permission=foi_officer,
        custom={"label": "Do not take it up", "needs": ["reason"], "warning": True},
    )  # fmt: skip
    def decline(self, reason: str) -> None:
        """Asked for out of time, and the authority does not take it up (CLK-50)."""

    @transition(
        "state", OPEN_REVIEW, S.WITHDRAWN, permission=foi_officer,
        custom={"label": "Withdraw the review", "needs": ["reason"], "warning": True},
    )  # fmt: skip
    def withdraw(self, reason: str) -> None:
        """The requester no longer wants it."""
