"""Several requests of one person in one letter. One of them leads: its letter answers all of them.

Each stays a request of its own: with its reference, questions, clock and history, and a review of it may be asked for.
Only the letter is shared: its steps move all of them on (foi.letters.approval).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from foi.organisation.models import Authority, User
from foi.requests.models import FoiRequest, Requester
from workflows.perform import NotPossible, hold, perform, require
from workflows.request_flow import UNBOUND, RequestState
from workflows.roles import SYSTEM, Actor

#: a letter is read by a person; the letters A to Z that mark the requests set the outer bound
MOST = 12


def answered_in_letter_of(foi_request: FoiRequest) -> list[FoiRequest]:
    """The requests that its response answers, itself among them, in the order in which they came. One query, none
    where they were loaded `with_along`."""
    return sorted([foi_request, *foi_request.answered_along.all()], key=lambda one: (one.received_on, one.pk))


def what_a_letter_waits_for(foi_request: FoiRequest) -> list[str]:
    """Why its letter may not be written or leave yet although its own answers are there, in sentences."""
    if foi_request.answered_with_id is not None:
        return ["It is answered together with another request: the letter is written there."]
    waits = []
    for other in answered_in_letter_of(foi_request):
        if not other.has_all_answers:
            waits.append(f"{other.reference} is still “{other.current.label}”.")
        elif other != foi_request and (because := why_not_together(foi_request, other)):
            waits.append(f"{because} Put that right, or answer it by itself.")
    return waits


# --- which ------------------------------------------------------------------------------------------------------------


def is_same_requester(one: Requester, other: Requester) -> bool:
    """Whether one letter reaches who asked both: the same e-mail address, or on paper the same name and address. The
    name alone is not enough: a letter would tell one person what another asked."""
    if one.pk == other.pk:
        return True
    if one.email or other.email:
        return one.email.casefold() == other.email.casefold()
    return bool(_on_paper(one)[1]) and _on_paper(one) == _on_paper(other)


def _on_paper(requester: Requester) -> tuple[str, str]:
    name, address = (" ".join(text.casefold().split()) for text in (requester.name, requester.address))
    return name, address if name else ""


def of_the_same_requester(foi_request: FoiRequest) -> QuerySet[FoiRequest]:
    """The other open requests to the authority that may come from the same person; `is_same_requester` decides."""
    who = foi_request.requester
    same = Q(requester=who.pk)
    if who.email:
        same |= Q(requester__email__iexact=who.email)
    elif who.name.strip():
        same |= Q(requester__email="", requester__name__iexact=who.name.strip())
    found = FoiRequest.objects.open().filter(same, authority=foi_request.authority_id).exclude(pk=foi_request.pk)
    found = found.select_related("requester", "answered_with").defer("text", "passages")
    return found.order_by("received_on", "pk")


def has_others(foi_request: FoiRequest) -> bool:
    """Whether there may be something to choose from. One query besides the requester's."""
    return of_the_same_requester(foi_request).exists()


@dataclass(frozen=True, slots=True)
class Other:
    """An open request of the same person. `because`: why the letter cannot answer it, too; "" if it can."""

    foi_request: FoiRequest
    is_along: bool  # it is answered together already
    other_name: bool  # the same address, but somebody else's name
    because: str


def others_of(foi_request: FoiRequest) -> list[Other]:
    """What an officer chooses from, in the order in which they came. Three queries, however many there are."""
    who = foi_request.requester
    found = [one for one in of_the_same_requester(foi_request) if is_same_requester(who, one.requester)]
    leading = set(FoiRequest.objects.filter(answered_with__in=found).values_list("answered_with_id", flat=True))
    return [
        Other(
            foi_request=one,
            is_along=one.answered_with_id == foi_request.pk,
            other_name=_on_paper(one.requester)[0] != _on_paper(who)[0],
            because="" if one.answered_with_id == foi_request.pk else _in_the_way(foi_request, one, leading),
        )
        for one in found
    ]


def _in_the_way(foi_request: FoiRequest, other: FoiRequest, leading: set[int]) -> str:
    if other.answered_with is not None:
        return f"{other.reference} is answered together with {other.answered_with.reference}."
    if other.pk in leading:
        return f"The letter of {other.reference} answers other requests, too."
    if other.state not in UNBOUND:
        return f"A letter of {other.reference} is before an approver, or approved. Take it back first."
    return why_not_together(foi_request, other)


def why_not_together(lead: FoiRequest, other: FoiRequest) -> str:
    """Why one letter cannot answer both, whatever state they are in; "" if it can."""
    if other.pk == lead.pk or other.authority_id != lead.authority_id:
        return f"{other.reference} cannot be answered together with this request."
    if not is_same_requester(lead.requester, other.requester):
        return f"{other.reference} does not come from the same requester, as far as the records show."
    if other.regime != lead.regime:  # LET-10: a letter has the words of one law
        return f"{other.reference} comes under another law ({other.get_regime_display()}), which has its own letter."
    return ""


# --- joining and leaving ----------------------------------------------------------------------------------------------


def answer_together(foi_request: FoiRequest, others: Collection[FoiRequest], *, by: User) -> FoiRequest:
    """Have the letter of `foi_request` answer exactly these others, too. The same choice again changes nothing."""
    with transaction.atomic():
        # One choice at a time in an authority: it holds several requests that nothing else puts in an order.
        Authority.objects.select_for_update(no_key=True).get(pk=foi_request.authority_id)
        hold(foi_request)
        foi_request = FoiRequest.objects.select_related("authority").get(pk=foi_request.pk)
        require(foi_request.answer_together, by=by)
        along = set(foi_request.answered_along.all())
        wanted = set(others)
        if wanted == along:
            return foi_request
        if len(wanted) >= MOST:
            raise NotPossible(f"Answer together: one letter answers at most {MOST} requests.")
        for other in sorted(along - wanted, key=lambda one: one.pk):
            answer_by_itself(other, by=by)
        for other in sorted(wanted - along, key=lambda one: one.pk):
            _join(other, foi_request, by=by)
        references = [one.reference for one in answered_in_letter_of(foi_request) if one != foi_request]
        return perform(foi_request.answer_together, by=by, requests=references)


def _join(other: FoiRequest, lead: FoiRequest, *, by: User) -> None:
    def work(locked: FoiRequest) -> None:
        if locked.answered_along.exists():
            raise NotPossible("Answer together: Its own letter answers other requests.")
        if because := why_not_together(lead, locked):
            raise NotPossible(f"Answer together: {because}")
        locked.answered_with = lead

    try:
        perform(other.be_answered_with, by=by, lead=lead.reference, work=work)
    except NotPossible as refusal:  # several were chosen: say which it is
        raise NotPossible(f"{other.reference}: {refusal}") from None


def answer_by_itself(foi_request: FoiRequest, *, by: Actor) -> FoiRequest:
    """Out of the letter of the request that leads; that one's draft follows, its approval is void."""
    lead = foi_request.answered_with

    def work(locked: FoiRequest) -> dict[str, str]:
        nonlocal lead
        lead, locked.answered_with = locked.answered_with, None
        return {"lead": lead.reference if lead else ""}

    with transaction.atomic():
        perform(foi_request.answer_by_itself, by=by, work=work)
        if lead is not None:
            perform(lead.let_go, by=SYSTEM, request=foi_request.reference)
        foi_request.refresh_from_db()
        if foi_request.state in (RequestState.IN_APPROVAL, RequestState.APPROVED):
            perform(foi_request.letter_came_back, by=SYSTEM)
    return foi_request
