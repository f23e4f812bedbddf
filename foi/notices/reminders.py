"""Who is reminded, and when: in working days of the Act, each reminder once for each due date."""

from __future__ import annotations

import datetime

from foi.law.working_days import Calendar
from foi.notices import notices
from foi.notices.outbox import write
from foi.requests.calendars import current_calendar
from foi.requests.models import FoiRequest, Question
from foi.reviews.models import Complaint, Review
from workflows.complaint_flow import ComplaintState

WORKING_DAYS_BEFORE = 2


def remind(on: datetime.date, calendar: Calendar | None = None) -> int:
    """Write the reminders that are due on `on` and have not been written yet; returns how many.

    Nothing on a day that is not a working day: the next working day catches up. Nothing, too, while the clock waits for
    the requester: a request has no date then, and its questions are not running.
    """
    calendar = calendar or current_calendar()
    if not calendar.is_working_day(on):
        return 0
    soon = calendar.add_working_days(on, WORKING_DAYS_BEFORE)
    written = 0
    for question in Question.objects.with_department().running().filter(due_on__lte=soon).select_related(
        "department", "foi_request__officer", "foi_request__authority"
    ):  # fmt: skip
        notice = _rung(
            question.due_on, on,
            notices.QUESTION_DUE_IN_TWO_DAYS, notices.QUESTION_DUE_TODAY, notices.QUESTION_OVERDUE,
        )  # fmt: skip
        written += write(notice, question, occasion=f"due-{question.due_on}")
    for foi_request in FoiRequest.objects.open().filter(due_on__lte=soon).select_related("officer", "authority"):
        notice = _rung(
            foi_request.due_on, on,
            notices.REQUEST_DUE_IN_TWO_DAYS, notices.REQUEST_DUE_TODAY, notices.REQUEST_OVERDUE,
        )  # fmt: skip
        written += write(notice, foi_request, occasion=f"due-{foi_request.due_on}")
    return written + _of_cases(on, soon)


def _of_cases(on: datetime.date, soon: datetime.date) -> int:
    """What is owed after the answer: reviews (CLK-51), replies to the regulator and what its notices ask (CLK-57)."""
    written = 0
    for review in Review.objects.open().filter(due_on__lte=soon).select_related("reviewer", "foi_request__officer"):
        notice = notices.REVIEW_OVERDUE if review.due_on < on else notices.REVIEW_DUE_SOON
        written += write(notice, review, occasion=f"due-{review.due_on}")
    for complaint in Complaint.objects.exclude(state=ComplaintState.CLOSED).select_related("foi_request__officer"):
        if complaint.next_date is not None and complaint.next_date <= soon:
            notice = notices.COMPLAINT_OVERDUE if complaint.next_date < on else notices.COMPLAINT_DUE_SOON
            written += write(notice, complaint, occasion=f"due-{complaint.next_date}")
    return written


def _rung(
    due_on: datetime.date | None,
    on: datetime.date,
    before: notices.Notice,
    today: notices.Notice,
    after: notices.Notice,
) -> notices.Notice:
    """Where on the ladder a due date stands."""
    if due_on is None or due_on > on:  # the queries above ask for dates, so there is one
        return before
    return today if due_on == on else after
