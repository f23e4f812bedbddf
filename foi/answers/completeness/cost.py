"""Rules about section 12 (LET-6): a refusal for its cost rests on an estimate over the limit, and comes with advice.

They read `said.costing`, which is loaded where section 12 is relied on.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi.answers.completeness.said import ANSWER, Said
from foi.answers.estimate import Costing
from foi.disclosure.finding import Level
from foi.disclosure.rulebook import Point
from foi.law.cost_limit import Estimate
from foi.law.cost_words import hours_in_words, plain, pounds
from foi.law.outcomes import Outcome


@ANSWER.rule("COST-3.estimate", Level.BLOCK)
def section_12_has_its_estimate(said: Said) -> Iterator[Point]:
    if said.costing and not said.costing.weighed_with(said.number).lines:
        yield Point(
            "There is no estimate of the cost, and section 12 rests on one.",
            hint="Enter what finding the information would take.",
        )


@ANSWER.rule("COST-3.exceeds", Level.BLOCK)
def the_estimate_exceeds_the_limit(said: Said) -> Iterator[Point]:
    if not said.costing:
        return
    weighed = said.costing.weighed_with(said.number)
    if weighed.lines and not weighed.exceeds:
        yield Point(f"Section 12 does not apply: {_too_little(weighed)}", hint=_way_out(said.costing, said.number))


@ANSWER.rule("COST-9.confirm", Level.BLOCK)
def section_12_2_counts_only_finding_out_whether_it_is_held(said: Said) -> Iterator[Point]:
    if not said.costing or said.outcome is not Outcome.COST_LIMIT_TO_CONFIRM:
        return
    weighed = said.costing.weighed_with(said.number)
    if weighed.exceeds and not weighed.to_confirm().exceeds:
        yield Point(
            "Section 12(2) does not apply: it counts only finding out whether the information is held, and "
            f"{_too_little(weighed.to_confirm())}",
            hint="Section 12(1) may apply instead.",
        )


@ANSWER.rule("COST-12.advice", Level.BLOCK)
def section_12_comes_with_advice(said: Said) -> Iterator[Point]:
    if said.costing and not said.costing.advice.strip():
        yield Point(
            "Say how the request could be brought under the cost limit, or that there is no way (section 16).",
            hint="Write the advice on the request’s page of the cost limit.",
        )


def _too_little(estimate: Estimate) -> str:
    limit = estimate.limit
    return (
        f"the estimate is {hours_in_words(estimate.minutes)} ({pounds(estimate.cost)}), which does not exceed the "
        f"limit of {plain(limit.hours)} hours ({pounds(limit.amount)})."
    )


def _way_out(costing: Costing, number: str) -> str:
    if number in costing.together or not costing.estimate.exceeds:
        return "Answer the question, or correct the estimate."
    return (  # COST-10
        "The questions together exceed it. They add up only if they ask for the same or similar information: if so, "
        "say that on the request’s page of the cost limit."
    )
