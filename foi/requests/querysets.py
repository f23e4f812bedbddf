"""Who may see what, and the lists that people work from."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Prefetch, Q

from foi.law.clock import State
from workflows.question_flow import SETTLED, WITH_DEPARTMENT, QuestionState
from workflows.request_flow import OPEN, RequestState
from workflows.roles import Role

if TYPE_CHECKING:
    from foi.organisation.models import User
    from foi.requests.models import FoiRequest, Question  # noqa: F401  (named in the base classes below)

#: who may see a request with its requester (REQ-20); a reviewer looks at all of it afresh
SEE_REQUESTS = (Role.FOI_OFFICER, Role.APPROVER, Role.REVIEWER)


class FoiRequestQuerySet(models.QuerySet["FoiRequest"]):
    def visible_to(self, user: User) -> FoiRequestQuerySet:
        """Requests with their requester: officers, approvers and reviewers of the authority only (REQ-20)."""
        ids = [held.authority_id for held in user.roles if held.role in SEE_REQUESTS]
        return self.filter(authority__in=ids)

    def with_clock(self) -> FoiRequestQuerySet:
        """Ready for foi.requests.clock: two further queries for the whole list."""
        from foi.requests.models import Question

        asked = Question.objects.only("foi_request", "state")
        return self.select_related("authority").prefetch_related("clock_events", Prefetch("questions", asked))

    def with_along(self) -> FoiRequestQuerySet:
        """Ready for foi.requests.together: one further query for the whole list."""
        from foi.requests.models import FoiRequest

        along = FoiRequest.objects.select_related("authority", "requester").defer("text", "passages")
        return self.select_related("answered_with").prefetch_related(Prefetch("answered_along", along))

    def waiting(self) -> FoiRequestQuerySet:
        """Nothing is due on them until the requester clarifies or pays."""
        return self.open().filter(clock_state__in=[State.AWAITING_CLARIFICATION.value, State.AWAITING_FEE.value])

    def with_proposed_date(self) -> FoiRequestQuerySet:
        """Newer bank holidays would move their date, and nobody has accepted that yet (CLK-33)."""
        return self.open().filter(date_changes__isnull=False, date_changes__decided_at__isnull=True)

    def open(self) -> FoiRequestQuerySet:
        return self.filter(state__in=list(OPEN))

    def overdue_on(self, on: datetime.date) -> FoiRequestQuerySet:
        return self.open().filter(due_on__lt=on)

    def due_between(self, first: datetime.date, last: datetime.date) -> FoiRequestQuerySet:
        return self.open().filter(due_on__gte=first, due_on__lte=last)

    def closed(self) -> FoiRequestQuerySet:
        return self.exclude(state__in=list(OPEN))

    def searched(self, words: str) -> FoiRequestQuerySet:
        """Those whose reference or title, or whose requester's name or e-mail address, contains `words`. Asked of what
        is `visible_to` somebody: whoever sees a request may see who asked (REQ-20)."""
        if not words:
            return self
        asked_by = Q(requester__name__icontains=words) | Q(requester__email__icontains=words)
        return self.filter(Q(reference__icontains=words) | Q(title__icontains=words) | asked_by)

    def with_progress(self) -> FoiRequestQuerySet:
        """Adds `questions_total` (without withdrawn ones) and `questions_answered` (checked or to be checked)."""
        counted = ~Q(questions__state=QuestionState.WITHDRAWN)
        answered = Q(questions__state__in=[QuestionState.ANSWERED, QuestionState.AGREED])
        return self.annotate(
            questions_total=Count("questions", filter=counted, distinct=True),
            questions_answered=Count("questions", filter=answered, distinct=True),
        )


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to_departments_of(self, user: User) -> QuestionQuerySet:
        """What a department works on: its own questions, once they have been sent."""
        return self.filter(department__in=[held.department_id for held in user.roles if held.department_id]).exclude(
            state__in=[QuestionState.PROPOSED, QuestionState.READY]
        )

    def visible_to(self, user: User) -> QuestionQuerySet:
        """Questions of the authority for those who see its requests; else those sent to the person's department."""
        ids = [held.authority_id for held in user.roles if held.role in SEE_REQUESTS]
        departments = [held.department_id for held in user.roles if held.department_id]
        sent = ~Q(state__in=[QuestionState.PROPOSED, QuestionState.READY])
        return self.filter(Q(foi_request__authority__in=ids) | (Q(department__in=departments) & sent))

    def with_department(self) -> QuestionQuerySet:
        """Sent and still owed an answer, on requests that are being gathered."""
        return self.filter(state__in=list(WITH_DEPARTMENT), foi_request__state=RequestState.GATHERING)

    def running(self) -> QuestionQuerySet:
        """Those whose clock does not wait for the requester: nobody is chased for the others."""
        return self.exclude(clock_state__in=[State.AWAITING_CLARIFICATION.value, State.AWAITING_FEE.value])

    def unsettled(self) -> QuestionQuerySet:
        return self.exclude(state__in=list(SETTLED))

    def as_rows(self) -> QuestionQuerySet:
        """With what a row of a list shows and no more: never the text of the request, which may name who asked."""
        return self.select_related("foi_request", "department").only(
            "number", "context", "text", "state", "due_on", "clock_state", "department__name",
            "foi_request__reference", "foi_request__state",
        )  # fmt: skip
