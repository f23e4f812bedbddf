"""(flow, transition) -> notice. All that happens by mail after a step stands on this page."""

from typing import Any

from django.dispatch import receiver

from foi.letters.models import LetterVersion
from foi.notices import notices
from foi.notices.outbox import write
from foi.requests.models import Question
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
}


@receiver(performed, dispatch_uid="foi.notices.triggers")
def tell(sender: type, subject: Any, transition: str, event: Any, **news: Any) -> None:
    notice = TRIGGERS.get((sender, transition))
    if notice is not None:
        write(notice, subject, occasion=f"event-{event.pk}")
