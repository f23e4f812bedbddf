"""What people do with internal reviews and complaints. Each is filed under its request, which stays as it is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from foi.law import review as law
from foi.law.regimes import Regime
from foi.law.working_days import BeyondCalendar, Calendar, in_words
from foi.organisation.models import User
from foi.requests.calendars import current_calendar
from foi.requests.models import FoiRequest
from foi.reviews.models import Complaint, Decision, Review, ReviewFinding, Verdict, may_review, regime_of
from workflows.audit import history_of
from workflows.clock import now, today
from workflows.perform import NotPermitted, NotPossible, begin, hold, perform
from workflows.request_flow import RequestState
from workflows.roles import foi_officer

#: steps that make a person part of the first decision (CLK-52): of what the requester gets, and under which law
DECIDING = (
    "decide", "decide_small_numbers", "decide_cost", "waive", "reopen", "change_files", "change_regime", "agree",
    "record_answer", "answer", "answer_by_reference", "send_back", "draft", "edit", "submit", "approve",
)  # fmt: skip
TWELVE_WEEKS = datetime.timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a request stands after its answer: until when the requester may do what."""

    answered_on: datetime.date | None
    ask_by: datetime.date | None
    complain_by: datetime.date | None
    straight_to_regulator: str  # CLK-55: why the requester need not wait, or ""
    owed: str


def standing(foi_request: FoiRequest, on: datetime.date) -> Standing:
    """Where the time after the answer stands: CLK-50, CLK-53 to CLK-55. One query."""
    regime, answered_on = regime_of(foi_request), foi_request.issued_on
    reviews = list(foi_request.reviews.all())
    asked = max((one.asked_on for one in reviews if one.is_open), default=None)
    concluded = [one.concluded_on for one in reviews if one.concluded_on]
    last_word = max([*concluded, *([answered_on] if answered_on else [])], default=None)
    return Standing(
        answered_on=answered_on,
        ask_by=_ask_by(answered_on, regime) if answered_on else None,
        complain_by=law.complain_by(last_word) if last_word else None,
        straight_to_regulator=law.may_complain_without_review(
            on=on,
            due_on=foi_request.due_on,
            answered=answered_on is not None,
            review_asked_on=asked,
            regime=regime,
            calendar=calendar(),
        ),
        owed=law.review_owed(regime),
    )


def calendar() -> Calendar:
    return current_calendar()


def _ask_by(answered_on: datetime.date, regime: Regime) -> datetime.date | None:
    """CLK-50; None where the bank holidays of that time are not known, as of a past request that was imported."""
    try:
        return law.ask_review_by(answered_on, regime=regime, calendar=calendar())
    except BeyondCalendar:
        return None


def ask(foi_request: FoiRequest, *, by: User, asked_on: datetime.date, grounds: str) -> Review:
    """The requester is not content with the answer, or had none in time. One review at a time."""
    if not foi_officer.test(foi_request, by):
        raise NotPermitted("Record a request for review: your role does not allow this.")
    with transaction.atomic():
        hold(foi_request)
        locked = FoiRequest.objects.select_related("authority").get(pk=foi_request.pk)
        _refuse_review(locked, asked_on)
        regime, counted = regime_of(locked), calendar()
        try:
            limit = law.review_limit(asked_on, regime=regime, calendar=counted)
        except BeyondCalendar as refusal:
            raise NotPossible(f"Record a request for review: check the date. {refusal}") from refusal
        answered_on = locked.issued_on
        # Where it is not known, the longest that 40 working days can take.
        ask_by = (_ask_by(answered_on, regime) or answered_on + TWELVE_WEEKS) if answered_on else None
        review = Review(
            foi_request=locked,
            number=locked.reviews.count() + 1,
            opened_by=by,
            asked_on=asked_on,
            grounds=grounds,
            in_time=ask_by is None or asked_on <= ask_by,
            due_on=limit.due_on,
            latest_on=limit.latest_on,
        )
        return begin(
            review, "ask", "Internal review asked for", by=by, permission=foi_officer, asked_on=asked_on,
            due_on=limit.due_on,
        )  # fmt: skip


def _refuse_review(foi_request: FoiRequest, asked_on: datetime.date) -> None:
    label = "Record a request for review"
    if foi_request.state == RequestState.WITHDRAWN:
        raise NotPossible(f"{label}: the requester took the request back, so there is no decision to review.")
    if foi_request.issued_on is None and (foi_request.due_on is None or asked_on <= foi_request.due_on):
        raise NotPossible(f"{label}: there is no answer yet, and the time for it has not run out.")
    if foi_request.issued_on is not None and asked_on < foi_request.issued_on:
        raise NotPossible(f"{label}: it cannot be asked for before the answer of {in_words(foi_request.issued_on)}.")
    if asked_on > today():
        raise NotPossible(f"{label}: the date must be today or in the past.")
    for review in foi_request.reviews.open():
        raise NotPossible(f"{label}: {str(review).split(' of ')[0].lower()} is still open.")


def involved_in(foi_request: FoiRequest) -> dict[int, str]:
    """Who had a part in the first decision: user -> name, from the record of what was done."""
    done = history_of(foi_request)
    if foi_request.answered_with_id is not None:  # answered together: who wrote and approved that letter, too
        done |= history_of(FoiRequest(pk=foi_request.answered_with_id)).filter(subject_model="foi.LetterVersion")
    done = done.filter(action__in=DECIDING, actor__isnull=False)
    return dict(done.order_by("actor_id").values_list("actor_id", "actor_name").distinct())


def reviewers_for(review: Review) -> list[tuple[User, str]]:
    """Everybody who could be chosen, with why not where they may not (CLK-52). Two queries."""
    involved = involved_in(review.foi_request)
    return [
        (user, law.why_not_reviewer(user.full_name, [user.full_name] if user.pk in involved else []))
        for user in may_review(review.foi_request.authority)
    ]


def allocate(review: Review, *, by: User, reviewer: User) -> Review:
    """Somebody else than those who decided: refused with the name of who had a part."""

    def work(locked: Review) -> dict[str, Any]:
        if not may_review(locked.authority).filter(pk=reviewer.pk).exists():
            raise NotPossible(f"Choose the reviewer: {reviewer} has no role that lets them see this request.")
        named = [reviewer.full_name] if reviewer.pk in involved_in(locked.foi_request) else []
        if because := law.why_not_reviewer(reviewer.full_name, named):
            raise NotPossible(f"Choose the reviewer: {because}")
        return {}

    return perform(review.allocate, by=by, reviewer=reviewer, work=work)


def consider(review: Review, found: Mapping[int, tuple[Verdict, str] | None], *, by: User) -> Review:
    """found: question -> verdict and reasons; None: the complaint is not about it. What was recorded before of the same
    question is replaced."""

    def work(locked: Review) -> dict[str, Any]:
        questions = {question.pk: question for question in locked.questions()}
        for pk, finding in found.items():
            if pk not in questions:
                raise NotPossible("Record what you find: this question is not part of the request any more.")
            if finding is None:
                locked.findings.filter(question=pk).delete()
                continue
            verdict, reasons = finding
            if not reasons.strip():
                raise NotPossible(f"Record what you find: give the reasons for question {questions[pk].number}.")
            ReviewFinding.objects.update_or_create(
                review=locked, question=questions[pk], defaults={"verdict": verdict, "reasons": reasons.strip()}
            )
        return {"changed": [f"question {questions[pk].number}" for pk in found]}

    return perform(review.consider, by=by, work=work)


def extend(review: Review, *, by: User, reason: str) -> Review:
    """CLK-51: exceptionally up to the outer limit. The requester has to be told."""

    def work(locked: Review) -> dict[str, Any]:
        before, locked.due_on, locked.extended_at = locked.due_on, locked.latest_on, now()
        return {"due_on": locked.due_on, "before": before}

    return perform(review.extend, by=by, reason=reason, work=work)


def conclude(review: Review, *, by: User, conclusion: str) -> Review:
    """The reviewer's last word; what the outcome is follows from the findings."""

    def work(locked: Review) -> dict[str, Any]:
        locked.conclusion, locked.concluded_on = conclusion.strip(), today()
        return {"result": locked.outcome.label if locked.outcome else ""}

    return perform(review.conclude, by=by, conclusion=conclusion, work=work)


def complain(
    foi_request: FoiRequest, *, by: User, made_on: datetime.date, about: str, their_reference: str = "",
    reply_by: datetime.date | None = None,
) -> Complaint:  # fmt: skip
    """The regulator has told us of a complaint."""
    if not foi_officer.test(foi_request, by):
        raise NotPermitted("Record a complaint: your role does not allow this.")
    if not foi_request.received_on <= made_on <= today():
        raise NotPossible("Record a complaint: the date must lie between the request and today.")
    with transaction.atomic():
        hold(foi_request)
        locked = FoiRequest.objects.select_related("authority").get(pk=foi_request.pk)
        complaint = Complaint(
            foi_request=locked, number=locked.complaints.count() + 1, opened_by=by, made_on=made_on, about=about,
            their_reference=their_reference, reply_by=reply_by,
        )  # fmt: skip
        return begin(
            complaint, "complain", "Complaint to the regulator", by=by, permission=foi_officer, made_on=made_on,
            due_on=reply_by,
        )  # fmt: skip


def serve_notice(
    complaint: Complaint, *, by: User, decision: Decision, notice_on: datetime.date, notice_reference: str = "",
    steps: str = "", comply_within: int | None = None,
) -> Complaint:  # fmt: skip
    """comply_within: calendar days that the notice gives (CLK-57); None where it asks for nothing."""

    def work(locked: Complaint) -> dict[str, Any]:
        if not locked.made_on <= notice_on <= today():
            raise NotPossible("Record the decision notice: its date must lie between the complaint and today.")
        locked.decision, locked.notice_on, locked.notice_reference = decision, notice_on, notice_reference
        locked.steps, locked.appeal_by = steps, law.appeal_by(notice_on)
        locked.comply_by = law.comply_by(notice_on, comply_within) if comply_within else None
        return {"notice": notice_reference, "due_on": locked.comply_by}

    return perform(complaint.serve_notice, by=by, decision=decision, notice_on=notice_on, work=work)


def comply(complaint: Complaint, *, by: User, done: str) -> Complaint:
    def work(locked: Complaint) -> dict[str, Any]:
        locked.complied_on = today()
        return {}

    return perform(complaint.comply, by=by, done=done, work=work)


def close(complaint: Complaint, *, by: User, reason: str) -> Complaint:
    def work(locked: Complaint) -> dict[str, Any]:
        locked.closed_on = today()
        return {}

    return perform(complaint.close, by=by, reason=reason, work=work)
