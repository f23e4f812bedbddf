"""A request moves on by itself when its questions allow it."""

from typing import Any

from django.dispatch import receiver

from foi.requests.models import FoiRequest, Question
from workflows.perform import perform
from workflows.request_flow import RequestState
from workflows.roles import SYSTEM
from workflows.signals import performed


@receiver(performed, dispatch_uid="foi.requests.progress")
def move_on(sender: type, subject: Any, by: Any, **news: Any) -> None:
    """After any step on a question: gathering ends when all are settled, and begins again when one is not."""
    if not isinstance(subject, Question):
        return
    foi_request = FoiRequest.objects.get(pk=subject.foi_request_id)
    settled = not foi_request.questions.unsettled().exists()
    if settled and foi_request.state == RequestState.GATHERING:
        perform(foi_request.all_answers_agreed, by=SYSTEM)
    elif not settled and foi_request.state in (RequestState.DRAFTING, RequestState.IN_APPROVAL, RequestState.APPROVED):
        perform(foi_request.answers_reopened, by=SYSTEM)
