"""What letters do when they hear of a step: an approval holds for exact content, and the request follows its letter."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from foi.letters.actions import bring_all_up_to_date, bring_up_to_date
from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion
from foi.letters.purposes import event_of
from foi.letters.standing import Standing
from foi.organisation.authority_settings import CHANGED
from foi.organisation.models import Authority
from foi.requests.clock_actions import record_event
from foi.requests.models import FoiRequest, today
from foi.requests.together import answered_in_letter_of
from workflows.letter_flow import IN_HAND, UNBOUND, LetterState
from workflows.perform import perform
from workflows.request_flow import RequestState
from workflows.roles import SYSTEM
from workflows.signals import performed


@receiver(performed, dispatch_uid="foi.letters.approval.content")
def content_may_have_changed(sender: type, subject: Any, transition: str, event: Any, **news: Any) -> None:
    """After any step on a request or its questions: a draft of the letter that answers it follows the record, one that
    was submitted or approved is void if a single word of it would now be different, or if nobody asks any more."""
    root_model, root_id = subject.root
    if root_model is not FoiRequest or isinstance(subject, LetterVersion):
        return
    taken_back = isinstance(subject, FoiRequest) and transition == "withdraw"
    own_or_shared = Q(foi_request=root_id) | Q(foi_request__answered_along=root_id, purpose=Purpose.RESPONSE)
    for letter in LetterVersion.objects.filter(own_or_shared, state__in=IN_HAND).distinct():
        standing = letter.beside_the_records()
        if (taken_back and letter.foi_request_id == root_id) or not standing.is_current:
            _overtaken(standing, f"{event.label}: {event.subject_name}")


def _overtaken(standing: Standing, cause: str) -> None:
    letter = standing.version
    if letter.state == LetterState.DRAFT:
        bring_up_to_date(letter, standing.letter)
        return

    def work(locked: LetterVersion) -> None:
        locked.comment = cause

    perform(letter.void, by=SYSTEM, cause=cause, work=work)


@receiver(performed, dispatch_uid="foi.letters.approval.settings")
def drafts_follow_the_settings(sender: type, subject: Any, transition: str, **news: Any) -> None:
    """A letter that somebody submitted or approved keeps the settings that it was read with (`authority_for`)."""
    if isinstance(subject, Authority) and transition == CHANGED:
        bring_all_up_to_date(LetterVersion.objects.filter(foi_request__authority=subject))


@receiver(performed, dispatch_uid="foi.letters.approval.together")
def one_letter_is_enough(sender: type, subject: Any, transition: str, **news: Any) -> None:
    """A request that is answered in another one's letter needs none of its own."""
    if isinstance(subject, FoiRequest) and transition == "be_answered_with":
        for letter in LetterVersion.objects.responses().filter(foi_request=subject.pk, state__in=UNBOUND):
            perform(letter.supersede, by=SYSTEM)


@receiver(performed, dispatch_uid="foi.letters.approval.request")
def requests_follow_their_letter(sender: type, subject: Any, transition: str, **news: Any) -> None:
    """Every request that it answers, each with its own clock and its own line in its own history."""
    if isinstance(subject, LetterVersion) and subject.is_response and transition in MOVES:
        lead = FoiRequest.objects.get(pk=subject.foi_request_id)
        for foi_request in sorted(answered_in_letter_of(lead), key=lambda one: (one != lead, one.pk)):
            _follow(foi_request, subject, transition)


#: steps of a letter that move its requests on
MOVES = ("submit", "approve", "issue", "recall", "send_back", "void")


def _follow(foi_request: FoiRequest, letter: LetterVersion, transition: str) -> None:
    if transition == "submit":
        perform(foi_request.letter_submitted, by=SYSTEM)
    elif transition == "approve":
        perform(foi_request.letter_approved, by=SYSTEM)
    elif transition == "issue":

        def work(locked: FoiRequest) -> None:
            locked.issued_on = letter.issued_on

        perform(foi_request.letter_issued, by=SYSTEM, work=work)
    elif foi_request.state in (RequestState.IN_APPROVAL, RequestState.APPROVED):
        perform(foi_request.letter_came_back, by=SYSTEM)


@receiver(performed, dispatch_uid="foi.letters.approval.clock")
def clock_follows_the_notices(sender: type, subject: Any, transition: str, by: Any, **news: Any) -> None:
    """What a letter tells the requester is a fact of the clock on the day on which it leaves (CLK-20, 26, 28)."""
    if not isinstance(subject, LetterVersion) or transition not in ("issue", "issue_directly"):
        return
    event = event_of(subject)
    if event is None:
        return
    on = subject.issued_on or today()
    foi_request = FoiRequest.objects.get(pk=subject.foi_request_id)
    # An officer may have recorded it by hand.
    if not foi_request.clock_events.filter(kind=event["kind"], on=on, undone_at__isnull=True).exists():
        record_event(foi_request, by=by, on=on, **event)
