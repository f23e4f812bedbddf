"""(flow, transition) -> notice. All that happens by mail after a step stands on this page."""

from typing import Any

from django.dispatch import receiver

from foi.intake.models import Arrival
from foi.letters.dispatch import Dispatch
from foi.letters.models import LetterVersion
from foi.notices import notices
from foi.notices.outbox import write
from foi.requests.models import FoiRequest, Question
from foi.reviews.models import Review
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
}
#: what is told only where nobody did it: whoever files a letter knows of it, what came by mailbox or folder nobody saw
BY_ITSELF: dict[tuple[type, str], notices.Notice] = {
    (FoiRequest, "log"): notices.REQUEST_ARRIVED,
    (FoiRequest, "file_correspondence"): notices.CORRESPONDENCE_ARRIVED,
    (Arrival, "wait"): notices.ARRIVAL_WAITS,
}


@receiver(performed, dispatch_uid="foi.notices.triggers")
def tell(sender: type, subject: Any, transition: str, by: Any, event: Any, **news: Any) -> None:
    notice = TRIGGERS.get((sender, transition)) or (BY_ITSELF.get((sender, transition)) if by is SYSTEM else None)
    if notice is not None:
        write(notice, subject, occasion=f"event-{event.pk}")
