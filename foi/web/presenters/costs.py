"""An estimate as a page shows it: how far it is to the limit, in words, as a table and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from foi.answers.cost_records import CostLine
from foi.answers.estimate import Costing
from foi.law.cost_limit import Basis, Estimate, Limit
from foi.law.cost_words import cost_in_words, hours_in_words, plain, pounds
from foi.requests.models import Question

WIDTH = 1000  # of the picture, in its own units
COLOURS = 6  # patterns that the style sheet has for the parts of the bar


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the bar."""

    name: str
    x: str
    width: str
    kind: int


@dataclass(frozen=True, slots=True)
class Meter:
    """An estimate against the limit."""

    time: str
    cost: str
    limit: str
    verdict: str
    exceeds: bool
    parts: tuple[Part, ...]
    limit_at: str

    @property
    def words(self) -> str:
        return f"{self.time} ({self.cost})"


def limit_words(limit: Limit) -> str:
    return f"{plain(limit.hours)} hours ({pounds(limit.amount)})"


def meter(estimate: Estimate) -> Meter:
    """The bar is as long as the larger of estimate and limit; each question has its stretch."""
    amounts = [(name, estimate.of(name).cost) for name in estimate.questions]
    whole = max(sum((amount for _, amount in amounts), Decimal(0)), estimate.limit.amount)
    parts, at = [], Decimal(0)
    for place, (name, amount) in enumerate(amounts):
        width = amount / whole * WIDTH
        parts.append(Part(name, f"{at:.2f}", f"{width:.2f}", place % COLOURS + 1))
        at += width
    return Meter(
        time=hours_in_words(estimate.minutes),
        cost=cost_in_words(estimate),
        limit=limit_words(estimate.limit),
        verdict="Over the limit" if estimate.exceeds else "Within the limit",
        exceeds=estimate.exceeds,
        parts=tuple(parts),
        limit_at=f"{estimate.limit.amount / whole * WIDTH:.2f}",
    )


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the estimate in words."""

    activity: str
    system: str
    work: str
    basis: str
    time: str
    cost: str
    by: str
    on: Any
    note: str


def line_view(line: CostLine, limit: Limit) -> LineView:
    reckoned = line.as_law("")
    each = "minute" if line.minutes_per_record == 1 else "minutes"
    records = "1 record" if line.records == 1 else f"{plain(line.records)} records"
    work = f"{records} × {plain(line.minutes_per_record)} {each}"
    if line.people > 1:
        work += f" × {line.people} people"
    if not reckoned.minutes:
        work = ""
    if line.other_cost:
        work += f"{' and ' if work else ''}{pounds(line.other_cost)} in other costs"
    basis = Basis(line.basis)
    sampled = f"Sample of {plain(line.sample_size or 0)}" if basis is Basis.SAMPLE else basis.label
    return LineView(
        activity=reckoned.activity.label,
        system=line.system,
        work=work,
        basis=sampled if reckoned.minutes else "Real cost",
        time=hours_in_words(reckoned.minutes),
        cost=pounds(Estimate((reckoned,), limit).cost),
        by=f"{line.estimated_by.full_name}, {line.department or 'FOI team'}",
        on=line.estimated_on,
        note=line.note,
    )


@dataclass(frozen=True, slots=True)
class QuestionCost:
    """A question's part."""

    number: str
    text: str
    url: str
    estimate_url: str  # where the person may change it; "" otherwise
    lines: tuple[LineView, ...]
    time: str
    cost: str
    kind: int
    together: bool
    fits: bool
    over_alone: bool


def question_costs(costing: Costing, questions: Sequence[Question], may_change: set[int]) -> list[QuestionCost]:
    """Every question of the request, those without an estimate too."""
    estimate = costing.estimate
    fitting = set(estimate.would_fit())
    kinds = {number: place % COLOURS + 1 for place, number in enumerate(estimate.questions)}
    rows = []
    for question in questions:
        own = estimate.of(question.number)
        rows.append(
            QuestionCost(
                number=question.number,
                text=question.text,
                url=reverse("question", args=[question.pk]),
                estimate_url=reverse("question_estimate", args=[question.pk]) if question.pk in may_change else "",
                lines=tuple(
                    line_view(line, estimate.limit) for line in costing.lines if line.question_id == question.pk
                ),
                time=hours_in_words(own.minutes) if own.lines else "No estimate",
                cost=pounds(own.cost) if own.lines else "",
                kind=kinds.get(question.number, 0),
                together=question.number in costing.together,
                fits=question.number in fitting,
                over_alone=own.exceeds,
            )
        )
    return rows


def named(numbers: Sequence[str]) -> str:
    """ "Question 2", "Questions 1, 2a and 3"."""
    if len(numbers) < 2:
        return f"Question {''.join(numbers)}"
    return f"Questions {', '.join(numbers[:-1])} and {numbers[-1]}"


def fits_words(costing: Costing) -> str:
    """s.16: which questions could be answered within the limit, for the officer."""
    estimate = costing.estimate
    fitting = estimate.would_fit()
    if not estimate.lines:
        return ""
    if not estimate.exceeds:
        return "All questions that have an estimate could be answered together within the limit."
    if not fitting:
        return "No question fits within the limit by itself."
    part = estimate.of(*fitting)
    alone = "" if len(fitting) == 1 else " together"
    return f"{named(fitting)}{alone} would fit within the limit: {hours_in_words(part.minutes)}, {cost_in_words(part)}."
