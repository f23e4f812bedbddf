"""The estimate of a request under s.12, read from its lines and reckoned by the law (COST-1 to COST-11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from foi.answers.cost_records import CostDecision, CostLine
from foi.law.cost_limit import CostLine as LawLine
from foi.law.cost_limit import Estimate, Limit, limit_on
from foi.law.outcomes import Outcome
from foi.requests.models import FoiRequest
from workflows.question_flow import QuestionState

#: outcomes that rest on an estimate
COST_LIMIT = (Outcome.COST_LIMIT, Outcome.COST_LIMIT_TO_CONFIRM)


def limit_of(foi_request: FoiRequest) -> Limit:
    """The limit for its authority, as it was when the request came (COST-1)."""
    return limit_on(foi_request.received_on, schedule_1_part_1=foi_request.authority.schedule_1_part_1)


def estimate_of(foi_request: FoiRequest) -> Estimate:
    """What its questions are estimated to cost, all of them, withdrawn ones left out. One query."""
    return Estimate(
        tuple(line.as_law(line.question.number) for line in lines_of([foi_request.pk])), limit_of(foi_request)
    )


def lines_of(requests: Iterable[int]) -> list[CostLine]:
    """The lines in force, in the order of the letter, with their questions and who gave them."""
    found = CostLine.objects.in_force().filter(question__foi_request__in=requests)
    found = found.exclude(question__state=QuestionState.WITHDRAWN)
    found = found.select_related("question__foi_request", "department", "estimated_by")
    found = found.defer("question__foi_request__text", "question__foi_request__passages", "question__text")
    return list(
        found.order_by("question__foi_request__received_on", "question__foi_request_id", "question__position", "id")
    )


@dataclass(frozen=True)
class Other:
    """A request that is counted with this one."""

    pk: int
    reference: str
    received_on: date
    same_person: bool
    who: str
    estimate: Estimate


@dataclass(frozen=True)
class Costing:
    """The cost of a request as it stands: the estimate by question, what is counted together, and the advice.

    estimate: all questions of this request. together: numbers of those that add up. others: requests added to them.
    """

    estimate: Estimate
    lines: tuple[CostLine, ...] = ()
    together: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    same_information: str = ""
    advice: str = ""
    decision: CostDecision | None = None

    @cached_property
    def counted(self) -> Estimate:
        """What is counted together, other requests included."""
        lines: list[LawLine] = list(self.estimate.of(*self.together).lines)
        for other in self.others:
            lines += other.estimate.lines
        return Estimate(tuple(lines), self.estimate.limit)

    def weighed_with(self, number: str) -> Estimate:
        """The estimate that decides for one question: what it is counted with, or its own part (COST-10)."""
        return self.counted if number in self.together else self.estimate.of(number)


def costing_of(foi_request: FoiRequest) -> Costing:
    """At most four queries, however many questions, lines and other requests there are."""
    decision = CostDecision.objects.filter(foi_request=foi_request.pk).select_related("decided_by").first()
    counted = list(decision.others.select_related("foi_request")) if decision else []
    lines = lines_of([foi_request.pk, *(one.foi_request_id for one in counted)])
    limit = limit_of(foi_request)
    of_request: dict[int, list[CostLine]] = defaultdict(list)
    for line in lines:
        of_request[line.question.foi_request_id].append(line)
    own = of_request[foi_request.pk]
    others = tuple(
        Other(
            pk=one.foi_request_id,
            reference=one.foi_request.reference,
            received_on=one.foi_request.received_on,
            same_person=one.same_person,
            who=one.who,
            estimate=Estimate(tuple(line.as_law(str(line.question)) for line in of_request[one.foi_request_id]), limit),
        )
        for one in counted
    )
    together = decision.questions.exclude(state=QuestionState.WITHDRAWN).order_by("position") if decision else None
    return Costing(
        estimate=Estimate(tuple(line.as_law(line.question.number) for line in own), limit),
        lines=tuple(own),
        together=tuple(together.values_list("number", flat=True)) if together is not None else (),
        others=others,
        same_information=decision.same_information if decision else "",
        advice=decision.advice if decision else "",
        decision=decision,
    )
