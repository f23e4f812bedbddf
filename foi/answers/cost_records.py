"""What an estimate under s.12 is kept in: its lines, and what an officer decided to count together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from foi.law import cost_limit as law
from foi.organisation.models import Department, User
from foi.requests.models import FoiRequest, Question
from workflows import clock

LARGEST_RECORDS = 999_999_999
LARGEST_MINUTES = Decimal("99999.999")
LARGEST_COST = Decimal("99999999.99")


class CostLineQuerySet(models.QuerySet["CostLine"]):
    def in_force(self) -> CostLineQuerySet:
        return self.filter(replaced_at=None)


class CostLine(models.Model):
    """One line of a question's estimate. A line is never changed: a new one replaces it, and it stays (COST-15)."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="cost_lines")
    # Whose estimate it is; null where the FOI team entered or corrected it.
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    activity = models.CharField(max_length=20, choices=[(one.value, one.label) for one in law.Activity])
    system = models.CharField(max_length=200, blank=True)
    records = models.PositiveBigIntegerField(default=0)
    minutes_per_record = models.DecimalField(max_digits=8, decimal_places=3, default=Decimal(0))
    people = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=20, choices=[(one.value, one.label) for one in law.Basis])
    sample_size = models.PositiveBigIntegerField(null=True, blank=True)
    other_cost = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0))
    note = models.TextField(blank=True)  # for the file, never printed in the letter
    estimated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    estimated_on = models.DateField(default=clock.today)
    replaced_at = models.DateTimeField(null=True, blank=True)  # null: in force

    objects = CostLineQuerySet.as_manager()

    class Meta:
        ordering = ["question_id", "id"]
        indexes = [models.Index(fields=["question"], condition=Q(replaced_at=None), name="cost_line_in_force")]
        constraints = [
            # COST-4: whatever door it comes through, no fifth activity is ever counted
            models.CheckConstraint(
                condition=Q(activity__in=[one.value for one in law.Activity]), name="cost_line_activity_counts"
            ),
            models.CheckConstraint(
                condition=Q(minutes_per_record__gte=0, other_cost__gte=0, people__gte=1), name="cost_line_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(basis=law.Basis.SAMPLE.value)
                | Q(sample_size__isnull=False, sample_size__gte=1, sample_size__lte=F("records")),
                name="cost_line_sample_within_records",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_activity_display()}: {self.records} × {self.minutes_per_record.normalize():f} minutes"

    def as_law(self, question: str) -> law.CostLine:
        """The line as the law reckons with it; `question`: what the question is called in the estimate."""
        return law.CostLine(
            question=question,
            estimated_by=self.estimated_by.full_name,
            estimated_on=self.estimated_on,
            **{**self.content(), "activity": law.Activity(self.activity), "basis": law.Basis(self.basis)},
        )

    def content(self) -> dict[str, Any]:
        """What it says, whoever said it."""
        return {name: getattr(self, name) for name in CONTENT}


#: the fields that CostLine shares with foi.law.cost_limit.CostLine
CONTENT = (
    "activity",
    "system",
    "records",
    "minutes_per_record",
    "people",
    "basis",
    "sample_size",
    "other_cost",
    "note",
)


class CostDecision(models.Model):
    """What an officer decided about the cost of a request: what is counted together, and the advice of s.16."""

    foi_request = models.OneToOneField(FoiRequest, models.CASCADE, related_name="cost_decision")
    # COST-10: each question is a request of its own; only those about the same or similar information add up.
    questions = models.ManyToManyField(Question, related_name="+")
    same_information = models.TextField(blank=True)  # what makes it the same or similar: reg 5(2)(a)
    advice = models.TextField(blank=True)  # Markdown, printed: how to come under the limit, or that there is no way
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Cost of {self.foi_request.reference}"


class CountedRequest(models.Model):
    """Another request that is counted with this one: SI 2004/3244 reg 5 (COST-11)."""

    decision = models.ForeignKey(CostDecision, models.CASCADE, related_name="others")
    foi_request = models.ForeignKey(FoiRequest, models.PROTECT, related_name="+")
    same_person = models.BooleanField()  # as the records had it; else `who` says who acts together
    who = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "foi_request"], name="counted_once")]
        ordering = ["foi_request__received_on", "foi_request_id"]

    def __str__(self) -> str:
        return self.foi_request.reference
