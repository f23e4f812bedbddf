"""What people do with answers: the department drafts and submits, the officer decides and agrees."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from foi.answers.attachments import files_seen_by
from foi.answers.cited import cited
from foi.answers.completeness import missing_from_submission, small_numbers_of
from foi.answers.content import AnswerContent, ClaimContent
from foi.answers.models import Answer, Claim, Search
from foi.disclosure.small_numbers import Decision
from foi.law.outcomes import Outcome
from foi.organisation.models import User
from foi.requests.actions import OVERTAKEN
from foi.requests.models import Question
from workflows.clock import now
from workflows.perform import NotPossible, perform
from workflows.question_flow import QuestionState


def draft_of(question: Question) -> Answer | None:
    """What the present department has begun and not submitted."""
    drafts = (answer for answer in question.answers.all() if answer.is_draft)
    return next((answer for answer in drafts if answer.department_id == question.department_id), None)


def last_submitted(answers: Iterable[Answer]) -> Answer | None:
    return max((one for one in answers if not one.is_draft), key=lambda answer: answer.version, default=None)


def begin_from(question: Question) -> Answer | None:
    """What the present department goes on from: its draft, else what it last submitted. Never another one's words."""
    theirs = [answer for answer in question.answers.all() if answer.department_id == question.department_id]
    return draft_of(question) or last_submitted(theirs)


def seen(answer: Answer | None) -> str:
    """What an answer said when somebody looked at it: a form gives it back with the new words."""
    said = (answer.content(), [claim.content() for claim in answer.claims.all()]) if answer else None
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def save_draft(question: Question, content: AnswerContent, *, by: User, as_seen: str = "") -> Question:
    """Keep what the department has so far. Who begins an answer has accepted the question.

    as_seen: `seen` of the answer that `by` went on from. Refused where a colleague was faster, so that of two people
    neither overwrites the other unseen; so are the other steps that take it.
    """
    with transaction.atomic():
        if question.state == QuestionState.SENT:
            perform(question.accept, by=by)
        return perform(question.save_draft, by=by, work=_department_writes(content, by, as_seen, is_draft=True))


def submit(question: Question, content: AnswerContent, *, by: User, as_seen: str = "") -> Question:
    """The department's answer goes to the officer."""
    return perform(question.answer, by=by, work=_department_writes(content, by, as_seen))


def record_for_department(question: Question, content: AnswerContent, *, by: User, as_seen: str = "") -> Question:
    """The officer writes down an answer that came another way: the FOI team's words, and never shown to the department
    as its own. A draft of the department stays as it is."""

    def work(locked: Question) -> dict[str, Any]:
        _refuse_unseen(locked.current_answer, content, as_seen)
        return _write(Answer(question=locked), content, by)

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


def decide(
    question: Question, content: AnswerContent, claims: Sequence[ClaimContent], *, by: User, as_seen: str = ""
) -> Question:
    """The officer's decision, as a new version: the department's own words and outcome stay in the earlier one."""
    if content.outcome is None:
        raise NotPossible("Select the outcome.")
    outcome, content = content.outcome, content.as_decided()
    for exemption, times in Counter(claim.exemption for claim in claims).items():
        if times > 1:
            raise NotPossible(
                f"Section {exemption} is claimed twice. Put what you have to say about it into one claim."
            )

    def work(locked: Question) -> dict[str, Any]:
        proposed = locked.current_answer
        if as_seen and as_seen != seen(proposed):
            raise NotPossible(OVERTAKEN)
        answer = Answer.objects.create(
            question=locked,
            version=_next_version(locked),
            proposed_outcome=proposed.proposed_outcome if proposed else outcome,
            outcome=outcome,
            author=by,
            **_still_decided(proposed, content),
            **content.fields(),
        )
        _write_searches(answer, content)
        Claim.objects.bulk_create([Claim(answer=answer, **asdict(claim)) for claim in claims])
        return {"version": answer.version, "outcome": outcome, "exemptions": [c.exemption for c in claims]}

    return perform(question.decide, by=by, work=work)


def decide_small_numbers(
    question: Question, decision: Decision, *, by: User, reason: str, exemption: str = "", version: int | None = None
) -> Question:
    """About the numbers from 1 to 4 of the current answer (7.4). `exemption`: the one that they are left out under.

    `version`: of the answer that the officer read. The decision stands with that version: a new answer is a new one.
    """
    left_out = decision is Decision.SUPPRESSED
    relied_on = cited(exemption) if left_out else None
    if left_out and (relied_on is None or relied_on.confirms_nor_denies):
        raise NotPossible("Select the exemption under which the numbers are left out (normally section 40(2)).")

    def work(locked: Question) -> dict[str, Any]:
        current = locked.current_answer
        if version is not None and current.version != version:
            raise NotPossible("The answer has changed since you opened this page. Read it again first.")
        current.small_numbers, current.small_numbers_reason = decision.value, reason.strip()
        current.small_numbers_exemption = exemption if left_out else ""
        current.save(update_fields=["small_numbers", "small_numbers_reason", "small_numbers_exemption"])
        return {"exemption": current.small_numbers_exemption, "version": current.version}

    return perform(question.decide_small_numbers, by=by, decision=decision.value, reason=reason, work=work)


def _still_decided(proposed: Answer | None, content: AnswerContent) -> dict[str, Any]:
    """The decision on small numbers of the version before, where the new one has none that it did not look at."""
    if proposed is None or not proposed.small_numbers or (content.outcome and content.outcome.says_nothing):
        return {}
    looked_at = Counter(small_numbers_of(proposed))
    if proposed.small_numbers != Decision.SUPPRESSED and Counter(small_numbers_of(content)) - looked_at:
        return {}
    return {
        name: getattr(proposed, name) for name in ("small_numbers", "small_numbers_reason", "small_numbers_exemption")
    }


def _refuse_unseen(now_there: Answer | None, content: AnswerContent, as_seen: str) -> None:
    """The same words a second time are nobody's loss."""
    if as_seen and as_seen != seen(now_there) and not (now_there and now_there.content() == content):
        raise NotPossible(OVERTAKEN)


def _department_writes(content: AnswerContent, by: User, as_seen: str, *, is_draft: bool = False) -> Any:
    """One draft for each department: what another one began, before the question was reassigned, is not this one's."""

    def work(locked: Question) -> dict[str, Any]:
        _refuse_unseen(begin_from(locked), content, as_seen)
        answer = draft_of(locked) or Answer(question=locked, department=locked.department)
        return _write(answer, content, by, is_draft=is_draft)

    return work


def _write(answer: Answer, content: AnswerContent, by: User, *, is_draft: bool = False) -> dict[str, Any]:
    if not is_draft:
        has_files = bool(files_seen_by(answer.question, by))
        if gaps := missing_from_submission(content, has_files=has_files):
            raise NotPossible(" ".join(gaps.values()))
    for name, value in content.fields().items():
        setattr(answer, name, value)
    answer.proposed_outcome = answer.outcome = content.outcome or ""
    answer.is_draft, answer.author, answer.written_at = is_draft, by, now()
    answer.version = _next_version(answer.question, besides=answer)
    answer.save()
    _write_searches(answer, content)
    return {"version": answer.version, "outcome": answer.outcome}


def _write_searches(answer: Answer, content: AnswerContent) -> None:
    answer.searches.all().delete()
    rows = [Search(answer=answer, position=at, **asdict(one)) for at, one in enumerate(content.searches, start=1)]
    Search.objects.bulk_create(rows)


def _next_version(question: Question, besides: Answer | None = None) -> int:
    others = question.answers.exclude(pk=besides.pk) if besides and besides.pk else question.answers.all()
    latest = others.order_by("-version").values_list("version", flat=True).first()
    return (latest or 0) + 1
