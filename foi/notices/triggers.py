"""(flow, transition) -> notice. All that happens by mail after a step stands on this page."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.dispatch import receiver

from foi.intake.models import Arrival
from foi.letters.dispatch import Dispatch
from foi.letters.models import LetterVersion
from foi.notices import notices
from foi.notices.outbox import write
from foi.requests.models import FoiRequest, Question
from foi.reviews.models import Review
from workflows.question_flow import WITH_DEPARTMENT
from workflows.roles import SYSTEM
from workflows.signals import performed

TRIGGERS: dict[tuple[type, str], notices.Notice] = {
    (Question, "send"): notices.QUESTION_SENT,
    (Question, "reassign"): notices.QUESTION_SENT,
    (Question, "send_back"): notices.QUESTION_RETURNED,
    (Question, "decline"): notices.QUESTION_DECLINED,
    (Question, "answer"): notices.QUESTION_ANSWERED,
    (LetterVersion, "submit"): notices.LETTER_AWAITING_APPROVAL,
    (LetterVersion, "approve"): notices.LETTER_APPROVED,
    (LetterVersion, "send_back"): notices.LETTER_SENT_BACK,
    (LetterVersion, "void"): notices.LETTER_VOID,
    (Dispatch, "give_up"): notices.LETTER_NOT_SENT,
    (Dispatch, "lose_sight"): notices.LETTER_UNCLEAR,
    (Dispatch, "bounce"): notices.LETTER_CAME_BACK,
    (Review, "allocate"): notices.REVIEW_GIVEN,
    (Review, "conclude"): notices.REVIEW_CONCLUDED,
}
#: what is told only where nobody did it: whoever files a letter knows of it, what came by mailbox or folder nobody saw
BY_ITSELF: dict[tuple[type, str], notices.Notice] = {
    (FoiRequest, "log"): notices.REQUEST_ARRIVED,
    (FoiRequest, "file_correspondence"): notices.CORRESPONDENCE_ARRIVED,
    (Arrival, "wait"): notices.ARRIVAL_WAITS,
}
#: what takes a question from the department that has it, and what gives it back
NO_LONGER_ASKED = {
    (FoiRequest, "withdraw"), (FoiRequest, "close_unanswered"), (Question, "withdraw"), (Question, "reassign"),
}  # fmt: skip
ASKED_AFTER_ALL = {(FoiRequest, "open_again"), (Question, "undo_withdrawal")}


@receiver(performed, dispatch_uid="foi.notices.triggers")
def tell(sender: type, subject: Any, transition: str, by: Any, event: Any, **news: Any) -> None:
    notice = TRIGGERS.get((sender, transition)) or (BY_ITSELF.get((sender, transition)) if by is SYSTEM else None)
    if notice is notices.CORRESPONDENCE_ARRIVED and event.detail.get("from_elsewhere"):
        notice = notices.CORRESPONDENCE_FROM_ELSEWHERE
    if notice is not None:
        write(notice, subject, occasion=f"event-{event.pk}")


@receiver(performed, dispatch_uid="foi.notices.departments")
def tell_departments(
    sender: type, subject: Any, transition: str, source: str, target: str, event: Any, **news: Any
) -> None:
    """Nobody goes on with a question that was taken away, and nobody misses that it is asked after all."""
    if (sender, transition) in NO_LONGER_ASKED:
        notice, state = notices.QUESTION_NO_LONGER_ASKED, source
    elif (sender, transition) in ASKED_AFTER_ALL:
        notice, state = notices.QUESTION_ASKED_AFTER_ALL, target
    else:
        return
    asked: Iterable[Question] = []
    if isinstance(subject, FoiRequest):
        asked = subject.questions.filter(state__in=WITH_DEPARTMENT)
    elif state in WITH_DEPARTMENT:
        asked = [subject] if transition != "reassign" else _as_it_was_asked(subject)
    for question in asked:
        write(notice, question, occasion=f"event-{event.pk}")


def _as_it_was_asked(question: Question) -> Iterator[Question]:
    """The question as its former department had it, if another one has it now."""
    if question.taken_from is not None:
        before = Question.objects.get(pk=question.pk)
        before.department = question.taken_from
        yield before
