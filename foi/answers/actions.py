"""What people do with answers: the department drafts and submits, the officer decides and agrees."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from foi.answers.models import Answer, Claim
from foi.law.outcomes import Outcome
from foi.organisation.models import User
from foi.requests.models import Question
from workflows.perform import perform


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerContent:
    """What is said to one question. `table` is {"caption", "header", "rows"} of text cells."""

    outcome: Outcome
    text: str = ""
    reason: str = ""
    note_to_officer: str = ""
    table: dict[str, Any] | None = None
    source: str = ""
    as_at: datetime.date | None = None
    has_figures: bool = False
    from_live_system: bool = False
    specially_collated: bool = False
    keyword_search: bool = False
    coverage: str = ""

    def fields(self) -> dict[str, Any]:
        given = asdict(self)
        given.pop("outcome")
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContent:
    """One exemption as the officer argues it."""

    exemption: str
    explanation: str = ""
    prejudice_level: str = ""
    public_interest_for: str = ""
    public_interest_against: str = ""
    public_interest_balance: str = ""


def save_draft(question: Question, content: AnswerContent, *, by: User) -> Question:
    """Keep what the department has so far."""
    return perform(question.save_draft, by=by, work=_writing(content, by, is_draft=True))


def submit(question: Question, content: AnswerContent, *, by: User) -> Question:
    """The department's answer goes to the officer."""
    return perform(question.answer, by=by, work=_writing(content, by))


def record_for_department(question: Question, content: AnswerContent, *, by: User) -> Question:
    """The officer writes down an answer that came another way."""
    return perform(question.record_answer, by=by, work=_writing(content, by))


def answer_by_reference(question: Question, *, by: User) -> Question:
    """A question about the other answers is left to the letter, which answers it from their outcomes."""
    return perform(question.answer_by_reference, by=by, work=_writing(AnswerContent(outcome=Outcome.BY_REFERENCE), by))


def decide(question: Question, content: AnswerContent, claims: Sequence[ClaimContent], *, by: User) -> Question:
    """The officer's decision, as a new version: the department's own words and outcome stay in the earlier one."""

    def work(locked: Question) -> dict[str, Any]:
        proposed = locked.current_answer
        answer = Answer.objects.create(
            question=locked,
            version=_next_version(locked),
            proposed_outcome=proposed.proposed_outcome if proposed else content.outcome,
            outcome=content.outcome,
            author=by,
            **content.fields(),
        )
        Claim.objects.bulk_create([Claim(answer=answer, **asdict(claim)) for claim in claims])
        return {"version": answer.version, "outcome": content.outcome, "exemptions": [c.exemption for c in claims]}

    return perform(question.decide, by=by, work=work)


def _writing(content: AnswerContent, by: User, *, is_draft: bool = False) -> Any:
    def work(locked: Question) -> dict[str, Any]:
        draft = locked.answers.filter(is_draft=True).first()
        answer = draft or Answer(question=locked, version=_next_version(locked))
        for name, value in content.fields().items():
            setattr(answer, name, value)
        answer.proposed_outcome = answer.outcome = content.outcome
        answer.is_draft, answer.author = is_draft, by
        answer.save()
        return {"version": answer.version, "outcome": content.outcome}

    return work


def _next_version(question: Question) -> int:
    latest = question.answers.order_by("-version").values_list("version", flat=True).first()
    return (latest or 0) + 1
