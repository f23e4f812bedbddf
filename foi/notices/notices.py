"""Who is told what. One entry adds one notice: its template, its recipients.

Notices are applicant-blind and say as little as they can: a reference, a number, a date and a link. Neither the
requester nor the words of the question travel by mail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from foi.intake.models import Arrival
from foi.letters.dispatch import Dispatch
from foi.letters.models import LetterVersion
from foi.organisation.models import User
from foi.requests.models import FoiRequest, Question
from foi.reviews.models import Case, Review
from workflows.roles import Role

#: a person, or a shared mailbox by its address
Recipient = User | str


def the_department(question: Question) -> Iterable[Recipient]:
    """Everybody in the department, and its shared mailbox."""
    department = question.department
    if department is None:
        return
    yield from User.objects.filter(memberships__department=department, is_active=True).distinct()
    if department.email:
        yield department.email


def the_officer(subject: Question | FoiRequest | LetterVersion | Case | Dispatch) -> Iterable[Recipient]:
    """Whose request it is; all officers of the authority while it is nobody's."""
    foi_request = subject if isinstance(subject, FoiRequest) else subject.foi_request
    if foi_request.officer is not None and foi_request.officer.is_active:
        return [foi_request.officer]
    return _holders(Role.FOI_OFFICER, foi_request)


def the_officers_of_the_letter(subject: LetterVersion | Dispatch) -> Iterable[Recipient]:
    """Whose request it answers, each of them once, where it answers several."""
    version = subject.version if isinstance(subject, Dispatch) else subject
    return dict.fromkeys(person for foi_request in version.requests() for person in the_officer(foi_request))


def the_officers_who_look(arrival: Arrival) -> Iterable[Recipient]:
    """Those who may see what arrived: of its authority, or of every one while nobody knows for which it is."""
    held: dict[str, Any] = {"memberships__role": Role.FOI_OFFICER}
    if arrival.authority_id is not None:
        held["memberships__authority"] = arrival.authority_id
    return User.objects.filter(**held, is_active=True).distinct()


def the_approvers(letter: LetterVersion) -> Iterable[Recipient]:
    """Everybody who may approve it: not the person who submitted it."""
    return _holders(Role.APPROVER, letter.foi_request).exclude(pk=letter.submitted_by_id)


def the_department_and_officer(question: Question) -> Iterable[Recipient]:
    yield from the_department(question)
    yield from the_officer(question)


def the_reviewer(review: Review) -> Iterable[Recipient]:
    """Whoever looks at the decision again; the officers while nobody does."""
    return [review.reviewer] if review.reviewer and review.reviewer.is_active else the_officer(review)


def _holders(role: Role, foi_request: FoiRequest) -> Any:
    return User.objects.filter(
        memberships__role=role, memberships__authority=foi_request.authority_id, is_active=True
    ).distinct()


@dataclass(frozen=True, slots=True)
class Notice:
    """`template` is a text under templates/notices/; its first line is the subject.

    `many` is the subject of one e-mail that carries several of them about one request, so that a department that is
    sent thirteen questions gets one message and not thirteen.
    """

    template: str
    recipients: Callable[[Any], Iterable[Recipient]]
    many: str = ""

    @property
    def name(self) -> str:
        return self.template.removesuffix(".txt")


QUESTION_SENT = Notice("question_sent.txt", the_department, "{count} questions for {department}")
QUESTION_RETURNED = Notice("question_returned.txt", the_department, "{count} questions have come back to {department}")
QUESTION_NO_LONGER_ASKED = Notice(
    "question_no_longer_asked.txt", the_department, "{count} questions are no longer asked of {department}"
)
QUESTION_ASKED_AFTER_ALL = Notice(
    "question_asked_after_all.txt", the_department, "{count} questions are asked of {department} after all"
)
QUESTION_DECLINED = Notice("question_declined.txt", the_officer, "{department} declined {count} questions")
QUESTION_ANSWERED = Notice("question_answered.txt", the_officer, "{count} answers of {department} to check")
QUESTION_DUE_IN_TWO_DAYS = Notice(
    "question_due_in_two_days.txt", the_department, "{count} questions for {department} are due in two working days"
)
QUESTION_DUE_TODAY = Notice(
    "question_due_today.txt", the_department, "{count} questions for {department} are due today"
)
QUESTION_OVERDUE = Notice(
    "question_overdue.txt", the_department_and_officer, "{count} questions are overdue with {department}"
)
REQUEST_ARRIVED = Notice("request_arrived.txt", the_officer)
CORRESPONDENCE_ARRIVED = Notice("correspondence_arrived.txt", the_officer)
CORRESPONDENCE_FROM_ELSEWHERE = Notice("correspondence_from_elsewhere.txt", the_officer)
ARRIVAL_WAITS = Notice("arrival_waits.txt", the_officers_who_look)
REQUEST_DUE_IN_TWO_DAYS = Notice("request_due_in_two_days.txt", the_officer)
REQUEST_DUE_TODAY = Notice("request_due_today.txt", the_officer)
REQUEST_OVERDUE = Notice("request_overdue.txt", the_officer)
LETTER_AWAITING_APPROVAL = Notice("letter_awaiting_approval.txt", the_approvers)
LETTER_APPROVED = Notice("letter_approved.txt", the_officers_of_the_letter)
LETTER_SENT_BACK = Notice("letter_sent_back.txt", the_officers_of_the_letter)
LETTER_VOID = Notice("letter_void.txt", the_officers_of_the_letter)
LETTER_NOT_SENT = Notice("letter_not_sent.txt", the_officers_of_the_letter)
LETTER_UNCLEAR = Notice("letter_unclear.txt", the_officers_of_the_letter)
LETTER_CAME_BACK = Notice("letter_came_back.txt", the_officers_of_the_letter)
REVIEW_GIVEN = Notice("review_given.txt", the_reviewer)
REVIEW_CONCLUDED = Notice("review_concluded.txt", the_officer)
REVIEW_DUE_SOON = Notice("review_due_soon.txt", the_reviewer)
REVIEW_OVERDUE = Notice("review_overdue.txt", the_reviewer)
COMPLAINT_DUE_SOON = Notice("complaint_due_soon.txt", the_officer)
COMPLAINT_OVERDUE = Notice("complaint_overdue.txt", the_officer)
