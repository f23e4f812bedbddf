"""What follows on a request by itself: it moves on with its questions, its clock hears of receipt and end, and what is
over is answered together with nothing. And what follows for all of them when their authority counts its references
otherwise."""

from typing import Any

from django.dispatch import receiver
from django.utils.dateparse import parse_date

from foi.law.clock import Kind
from foi.organisation.authority_settings import CHANGED
from foi.organisation.models import Authority
from foi.requests.clock import refresh
from foi.requests.clock_actions import note_end, note_receipt
from foi.requests.models import FoiRequest, Question, today
from foi.requests.reference import go_on_counting
from foi.requests.together import answer_by_itself
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


@receiver(performed, dispatch_uid="foi.requests.together")
def part(sender: type, subject: Any, transition: str, **news: Any) -> None:
    """Who gets no answer any more is in nobody's letter, and has none for others."""
    if isinstance(subject, FoiRequest) and transition in ("withdraw", "close_unanswered"):
        alone = [subject] if subject.answered_with_id else subject.answered_along.order_by("pk")
        for foi_request in alone:
            answer_by_itself(FoiRequest.objects.get(pk=foi_request.pk), by=SYSTEM)


@receiver(performed, dispatch_uid="foi.requests.clock")
def clock_hears(sender: type, subject: Any, transition: str, by: Any, event: Any, **news: Any) -> None:
    """Receipt, withdrawal and the answer are events of the clock that other steps leave behind."""
    if isinstance(subject, Question) and transition in ("withdraw", "undo_withdrawal"):
        foi_request = FoiRequest.objects.select_related("authority").get(pk=subject.foi_request_id)
        if foi_request.names_questions():  # the letter may have waited, or wait again, for this one alone
            _save_what_follows(foi_request)
    if not isinstance(subject, FoiRequest):
        return
    if transition == "log":
        note_receipt(subject, subject.received_on, by=by)
    elif transition == "import_past":  # its date is the one that was in force then: it is not worked out anew
        note_receipt(subject, subject.received_on, by=by)
        if closed_on := parse_date(str(event.detail.get("closed_on") or "")):
            note_end(subject, Kind.ANSWERED if subject.issued_on else Kind.WITHDRAWN, closed_on, by=by)
    elif transition == "withdraw":
        note_end(subject, Kind.WITHDRAWN, today(), by=by, reason=event.detail.get("reason", ""))
        _save_what_follows(subject)
    elif transition == "letter_issued":
        note_end(subject, Kind.ANSWERED, subject.issued_on or today(), by=by)
        _save_what_follows(subject)


@receiver(performed, dispatch_uid="foi.requests.reference")
def numbers_go_on(sender: type, subject: Any, transition: str, **news: Any) -> None:
    if isinstance(subject, Authority) and transition == CHANGED:
        go_on_counting(subject, today())


def _save_what_follows(foi_request: FoiRequest) -> None:
    refresh(foi_request)
    foi_request.save(update_fields=["due_on", "clock_state"])
