"""What people do with answers: the department drafts and submits, the officer decides and agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from foi.answers.completeness import missing_from_submission
from foi.answers.content import AnswerContent, ClaimContent
from foi.answers.models import Answer, Claim
from foi.law.outcomes import Outcome
from foi.organisation.models import User
from foi.requests.models import Question
from workflows.clock import now
from workflows.perform import NotPossible, perform
from workflows.question_flow import QuestionState


def save_draft(question: Question, content: AnswerContent, *, by: User) -> Question:
    """Keep what the department has so far. Who begins an answer has accepted the question."""
    with transaction.atomic():
        if question.state == QuestionState.SENT:
            perform(question.accept, by=by)
        return perform(question.save_draft, by=by, work=_department_writes(content, by, is_draft=True))


def submit(question: Question, content: AnswerContent, *, by: User) -> Question:
    """The department's answer goes to the officer."""
    return perform(question.answer, by=by, work=_department_writes(content, by))


def record_for_department(question: Question, content: AnswerContent, *, by: User) -> Question:
    """The officer writes down an answer that came another way. A draft of the department stays as it is."""

    def work(locked: Question) -> dict[str, Any]:
        answer = Answer(question=locked, department=locked.department)
        return _write(answer, content, by)

    return perform(question.record_answer, by=by, work=work)


def agree(question: Question, *, by: User, version: int | None = None) -> Question:
    """The answer goes into the letter. `version`: the one that the officer read; refused if there is a newer one."""

    def work(locked: Question) -> dict[str, Any]:
        current = locked.current_answer
        if version is not None and current.version != version:
            raise NotPossible("Agree answer: the answer has changed since you opened this page. Read it again first.")
        return {"version": current.version}

    return perform(question.agree, by=by, work=work)


def answer_by_reference(question: Question, *, by: User) -> Question:
    """A question about the other answers is left to the letter, which answers it from their outcomes."""

    def work(locked: Question) -> dict[str, Any]:
        return _write(Answer(question=locked), AnswerContent(outcome=Outcome.BY_REFERENCE), by)

    return perform(question.answer_by_reference, by=by, work=work)


def decide(question: Question, content: AnswerContent, claims: Sequence[ClaimContent], *, by: User) -> Question:
    """The officer's decision, as a new version: the department's own words and outcome stay in the earlier one."""
    if content.outcome is None:
        raise NotPossible("Select the outcome.")
    outcome = content.outcome
    for exemption, times in Counter(claim.exemption for claim in claims).items():
        if times > 1:
            raise NotPossible(
                f"Section {exemption} is claimed twice. Put what you have to say about it into one claim."
            )

    def work(locked: Question) -> dict[str, Any]:
        proposed = locked.current_answer
        answer = Answer.objects.create(
            question=locked,
            version=_next_version(locked),
            proposed_outcome=proposed.proposed_outcome if proposed else outcome,
            outcome=outcome,
            author=by,
            **content.fields(),
        )
        Claim.objects.bulk_create([Claim(answer=answer, **asdict(claim)) for claim in claims])
        return {"version": answer.version, "outcome": outcome, "exemptions": [c.exemption for c in claims]}

    return perform(question.decide, by=by, work=work)


def _department_writes(content: AnswerContent, by: User, *, is_draft: bool = False) -> Any:
    """One draft for each department: what another one began, before the question was reassigned, is not this one's."""

    def work(locked: Question) -> dict[str, Any]:
        draft = locked.answers.filter(is_draft=True, department=locked.department).first()
        answer = draft or Answer(question=locked, department=locked.department)
        return _write(answer, content, by, is_draft=is_draft)

    return work


def _write(answer: Answer, content: AnswerContent, by: User, *, is_draft: bool = False) -> dict[str, Any]:
    if not is_draft and (gaps := missing_from_submission(content)):
        raise NotPossible(" ".join(gaps.values()))
    for name, value in content.fields().items():
        setattr(answer, name, value)
    answer.proposed_outcome = answer.outcome = content.outcome or ""
    answer.is_draft, answer.author, answer.written_at = is_draft, by, now()
    answer.version = _next_version(answer.question, besides=answer)
    answer.save()
    return {"version": answer.version, "outcome": answer.outcome}


def _next_version(question: Question, besides: Answer | None = None) -> int:
    others = question.answers.exclude(pk=besides.pk) if besides and besides.pk else question.answers.all()
    latest = others.order_by("-version").values_list("version", flat=True).first()
    return (latest or 0) + 1
