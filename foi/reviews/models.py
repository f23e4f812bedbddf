"""What may follow an answer: an internal review, a complaint to the regulator. Linked cases with their own clocks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from foi.law.regimes import Regime, regime
from foi.organisation.models import Authority, User
from foi.requests.models import FoiRequest, Question
from workflows import clock
from workflows.complaint_flow import ComplaintFlow, ComplaintState
from workflows.question_flow import QuestionState
from workflows.review_flow import OPEN_REVIEW, ReviewFlow, ReviewState
from workflows.roles import Role


class Verdict(models.TextChoices):
    """What the reviewer finds of the first decision on one question. It is the authority's decision that stands."""

    UPHELD = "upheld", "The decision stands"
    PARTLY_UPHELD = "partly_upheld", "The decision stands in part"
    OVERTURNED = "overturned", "The decision does not stand"


def overall(verdicts: Iterable[str]) -> Verdict:
    """The outcome of a review, derived and never typed. Raises ValueError when nothing was considered."""
    found = set(verdicts)
    if not found:
        raise ValueError("Nothing was considered.")
    return Verdict(found.pop()) if len(found) == 1 else Verdict.PARTLY_UPHELD


class Case(models.Model):
    """What a review and a complaint share: they follow one request, and its history tells of them."""

    foi_request = models.ForeignKey(FoiRequest, models.CASCADE, related_name="%(class)ss")
    number = models.PositiveIntegerField()
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return FoiRequest, self.foi_request_id

    @property
    def authority(self) -> Authority:
        return self.foi_request.authority

    @property
    def answering_department(self) -> None:
        return None

    @property
    def regime(self) -> Regime:
        return regime_of(self.foi_request)


def regime_of(foi_request: FoiRequest) -> Regime:
    return regime(foi_request.regime)


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> CaseQuerySet:
        """With the requester's own words in them: officers, approvers and reviewers of the authority."""
        return self.filter(foi_request__in=FoiRequest.objects.visible_to(user))


class ReviewQuerySet(CaseQuerySet):
    def open(self) -> ReviewQuerySet:
        return self.filter(state__in=list(OPEN_REVIEW))


class Review(ReviewFlow, Case):
    """An internal review of one request. Dates are worked out by foi.law.review when it is asked for."""

    asked_on = models.DateField()
    grounds = models.TextField()  # the requester's own words
    reviewer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="reviews")
    in_time = models.BooleanField()  # CLK-50: asked for within the window
    due_on = models.DateField()
    latest_on = models.DateField()
    extended_at = models.DateTimeField(null=True)
    conclusion = models.TextField(blank=True)
    concluded_on = models.DateField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["foi_request", "number"], name="review_number_unique"),
            models.UniqueConstraint(
                fields=["foi_request"],
                condition=Q(state__in=[state.value for state in OPEN_REVIEW]),
                name="one_open_review_a_request",
            ),
        ]
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"Review {self.number} of {self.foi_request.reference}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_REVIEW

    def is_owed(self) -> bool:
        """CLK-50, CLK-53: one that was asked for in time is always done."""
        return self.in_time

    def is_late(self, on: datetime.date) -> bool:
        return (self.concluded_on or on) > self.due_on if self.is_open or self.concluded_on else False

    def questions(self) -> models.QuerySet[Question]:
        """What there is to look at again: every question that was answered."""
        return self.foi_request.questions.exclude(state=QuestionState.WITHDRAWN)

    def something_considered(self) -> bool:
        return self.findings.exists()

    def left_alone(self) -> models.QuerySet[Question]:
        """What nothing was found of: once the review is concluded, what the complaint was not about."""
        return self.questions().exclude(pk__in=self.findings.values("question"))

    @property
    def outcome(self) -> Verdict | None:
        """None until it is concluded."""
        if self.state != ReviewState.CONCLUDED:
            return None
        found = [finding.verdict for finding in self.findings.all()]
        # What nobody complained of stands.
        return overall([*found, Verdict.UPHELD] if self.left_alone().exists() else found)


class ReviewFinding(models.Model):
    """What the reviewer finds of the decision on one question."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="findings")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reasons = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "question"], name="one_finding_a_question")]
        ordering = ["question__position"]

    def __str__(self) -> str:
        return f"{self.question.number}: {self.get_verdict_display()}"


class Decision(models.TextChoices):
    """What the regulator decides of a complaint."""

    UPHELD = "upheld", "Complaint upheld"
    PARTLY_UPHELD = "partly_upheld", "Complaint upheld in part"
    NOT_UPHELD = "not_upheld", "Complaint not upheld"


class Complaint(ComplaintFlow, Case):
    """A complaint to the regulator about one request (s.50; EIR reg 18)."""

    made_on = models.DateField()  # when the regulator told us of it
    their_reference = models.CharField(max_length=60, blank=True)
    about = models.TextField()
    reply_by = models.DateField(null=True)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    notice_reference = models.CharField(max_length=60, blank=True)
    notice_on = models.DateField(null=True)
    steps = models.TextField(blank=True)  # what the notice tells the authority to do
    comply_by = models.DateField(null=True)  # CLK-57: as the notice says; None where it asks for nothing
    appeal_by = models.DateField(null=True)  # CLK-56
    complied_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["foi_request", "number"], name="complaint_number_unique")]
        ordering = ["made_on", "id"]

    def __str__(self) -> str:
        return f"Complaint {self.number} of {self.foi_request.reference}"

    @property
    def next_date(self) -> datetime.date | None:
        """The next day by which something is owed: a reply, or compliance with the notice."""
        if self.state == ComplaintState.WITH_REGULATOR:
            return self.reply_by
        return self.comply_by if self.complied_on is None and self.state == ComplaintState.NOTICE_SERVED else None


def may_review(authority: Authority) -> models.QuerySet[User]:
    """Everybody who could be chosen, before it is asked who had a part in the first decision."""
    roles = (Role.REVIEWER, Role.FOI_OFFICER, Role.APPROVER)
    return User.objects.filter(
        memberships__authority=authority, memberships__role__in=[role.value for role in roles], is_active=True
    ).distinct()
