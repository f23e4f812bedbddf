"""What people do about the cost of a request: estimates of its questions, what is counted together, the advice."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from foi.answers.cost_records import CONTENT, CostDecision, CostLine, CountedRequest
from foi.answers.similar import is_same_person
from foi.law import cost_limit as law
from foi.law.cost_words import hours_in_words
from foi.law.working_days import in_words
from foi.organisation.models import User
from foi.requests.actions import OVERTAKEN
from foi.requests.models import FoiRequest, Question
from workflows.clock import now
from workflows.perform import NotPossible, perform, require
from workflows.question_flow import WITH_DEPARTMENT, QuestionState
from workflows.roles import answering_department

MOST_LINES = 50
CHANGED = (
    "The estimate has changed since you opened this page. What you entered is still below; "
    "open the page again in another tab to see what it says now."
)


def speaks_for_department(question: Question, user: User) -> bool:
    """Whether `user` estimates as the department that has the question. Who is both answers for the department."""
    return question.state in WITH_DEPARTMENT and answering_department.test(question, user)


def estimate_lines(question: Question, user: User) -> list[CostLine]:
    """The lines in force that `user` works on: a department's own and what the FOI team corrected, never another
    department's; an officer's are all."""
    lines = question.cost_lines.in_force().select_related("department", "estimated_by").order_by("id")
    if not speaks_for_department(question, user):
        return list(lines)
    return [line for line in lines if line.department_id in (None, question.department_id)]


def estimate_cost(
    question: Question, lines: Sequence[law.CostLine], *, by: User, read: Collection[int] | None = None
) -> Question:
    """Make `lines` the estimate of the question. A line that says what one in force says stays as it is, with who gave
    it; the others in force are replaced and stay on record.

    read: ids of the lines that the person saw; refused if others are in force by now, so that of two people at once
    neither overwrites the other unseen. The same lines a second time change nothing.
    """
    as_department = speaks_for_department(question, by)
    step = question.give_estimate if as_department else question.correct_estimate
    require(step, by=by)
    if len(lines) > MOST_LINES:
        raise NotPossible(f"An estimate has at most {MOST_LINES} lines. Put records of one kind into one line.")
    wanted = [_content(line) for line in lines]
    if [line.content() for line in estimate_lines(question, by)] == wanted:
        return question

    def work(locked: Question) -> dict[str, Any]:
        in_force = estimate_lines(locked, by)
        if read is not None and {line.pk for line in in_force} != set(read):
            raise NotPossible(CHANGED)
        kept, left = [], list(in_force)
        for content in wanted:
            same = next((line for line in left if line.content() == content), None)
            if same:
                left.remove(same)
            kept.append((same, content))
        CostLine.objects.filter(pk__in=[line.pk for line in left]).update(replaced_at=now())
        CostLine.objects.bulk_create(
            CostLine(
                question=locked, department=locked.department if as_department else None, estimated_by=by, **content
            )
            for same, content in kept
            if same is None
        )
        minutes = sum((line.minutes for line in lines), law.SIXTY * 0)
        return {"lines": [_summary(content) for content in wanted], "time": hours_in_words(minutes)}

    with transaction.atomic():
        if as_department and question.state == QuestionState.SENT:
            perform(question.accept, by=by)  # who begins to work on it has accepted it
            step = question.give_estimate
        return perform(step, by=by, work=work)


def _content(line: law.CostLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in CONTENT} | {
        "activity": line.activity.value,
        "basis": line.basis.value,
        "sample_size": line.sample_size if line.basis is law.Basis.SAMPLE else None,
    }


def _summary(content: Mapping[str, Any]) -> str:
    """A line for the audit trail."""
    return (
        f"{law.Activity(content['activity']).label}, {content['system']}: {content['records']} × "
        f"{content['minutes_per_record']} minutes × {content['people']}, {law.Basis(content['basis']).label.lower()}, "
        f"other cost {content['other_cost']}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What an officer counts together. `others`: request -> who acts together and how it shows ("" for one person)."""

    questions: Collection[int]  # ids of questions of this request
    others: Mapping[FoiRequest, str]
    same_information: str


def count_together(foi_request: FoiRequest, together: Together, *, by: User) -> FoiRequest:
    """Record what is counted together: reg 5 (COST-10, COST-11). Nothing chosen: each question stands by itself."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        questions = list(locked.questions.exclude(state=QuestionState.WITHDRAWN).filter(pk__in=together.questions))
        _refuse(locked, questions, together)
        decision = _decision(locked, by)
        decision.same_information = together.same_information.strip() if questions else ""
        decision.save()
        decision.questions.set(questions)
        decision.others.all().delete()
        for other, who in together.others.items():
            same = is_same_person(locked.requester, other.requester)
            CountedRequest.objects.create(decision=decision, foi_request=other, same_person=same, who=who.strip())
        return {
            "questions": [question.number for question in questions],
            "requests": [other.reference for other in together.others],
            "reason": decision.same_information,
        }

    return perform(foi_request.decide_cost, by=by, change="Counted together", work=work)


def seen_advice(advice: str) -> str:
    """What the advice was when somebody looked at it: a form gives it back with the new words."""
    return hashlib.sha256(advice.encode()).hexdigest()[:16]


def write_advice(foi_request: FoiRequest, advice: str, *, by: User, as_seen: str = "") -> FoiRequest:
    """s.16: what the letter says about coming under the limit (COST-12).

    as_seen: `seen_advice` of what `by` had before their eyes; refused where a colleague has written other words since.
    """

    def work(locked: FoiRequest) -> None:
        decision = _decision(locked, by)
        if as_seen and as_seen != seen_advice(decision.advice) and decision.advice != advice.strip():
            raise NotPossible(OVERTAKEN)
        decision.advice = advice.strip()
        decision.save()

    return perform(foi_request.decide_cost, by=by, change="Advice on coming under the limit", work=work)


def _decision(foi_request: FoiRequest, by: User) -> CostDecision:
    decision = CostDecision.objects.filter(foi_request=foi_request).first() or CostDecision(foi_request=foi_request)
    decision.decided_by, decision.decided_at = by, now()
    return decision


def _refuse(foi_request: FoiRequest, questions: list[Question], together: Together) -> None:
    if not questions and together.others:
        raise NotPossible("Select the questions of this request that the other requests are counted with.")
    if len(questions) == 1 and not together.others:
        raise NotPossible("One question by itself is not counted together with anything. Select another, or none.")
    if questions and not together.same_information.strip():
        raise NotPossible("Say what makes it the same or similar information (regulation 5(2)).")
    for other, who in together.others.items():
        if other.authority_id != foi_request.authority_id or other.pk == foi_request.pk:
            raise NotPossible(f"{other.reference} cannot be counted with this request.")
        if not is_same_person(foi_request.requester, other.requester) and not who.strip():
            raise NotPossible(
                f"{other.reference} came from somebody else, as far as the records show. Say who acts together, and "
                "how it shows (regulation 5(1)(b))."
            )
    days = [foi_request.received_on, *(other.received_on for other in together.others)]
    if max(days) > law.aggregation_ends_on(min(days)):
        raise NotPossible(
            f"These requests did not all come within 60 working days: the period from {in_words(min(days))} ended on "
            f"{in_words(law.aggregation_ends_on(min(days)))} (regulation 5(2)(b))."
        )
