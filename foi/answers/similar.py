"""Requests that might be counted with one: the same person, or much the same words (COST-11). A suggestion with its
evidence, for FOI officers alone: it rests on who asked."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Q
from django.db.models.functions import Left

from foi.law.cost_limit import aggregation_ends_on
from foi.law.working_days import BeyondCalendar
from foi.requests.models import FoiRequest, Requester

COMPARED = 4_000  # characters from the beginning: what asks stands there
CAMPAIGN = 0.6  # of all three-letter pieces in common; requests about different things have at most 0.4
MOST = 50
#: 60 working days are never more calendar days than this
AS_CALENDAR_DAYS = datetime.timedelta(days=110)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A request that could be counted with the one in hand, and why."""

    pk: int
    reference: str
    title: str
    received_on: datetime.date
    same_email: bool
    same_name: bool
    alike: int  # hundredths of the wording in common

    @property
    def same_person(self) -> bool:
        return self.same_email or self.same_name


def candidates(foi_request: FoiRequest) -> list[Candidate]:
    """Requests to the same authority within 60 working days, from the same person or in much the same words, the
    likeliest first. One query besides the requester's."""
    day = foi_request.received_on
    near = (
        FoiRequest.objects.filter(authority=foi_request.authority_id)
        .filter(received_on__range=(day - AS_CALENDAR_DAYS, day + AS_CALENDAR_DAYS))
        .exclude(pk=foi_request.pk)
    )
    words = foi_request.text[:COMPARED]
    near = near.annotate(alike=TrigramSimilarity(Left("text", COMPARED), words))
    who = foi_request.requester
    same = Q(requester__name__iexact=who.name.strip()) if who.name.strip() else Q(pk=None)
    if who.email:
        same |= Q(requester__email__iexact=who.email)
    near = near.filter(same | Q(alike__gte=CAMPAIGN)).select_related("requester")
    near = near.only("reference", "title", "received_on", "requester__name", "requester__email")
    found = [
        Candidate(
            pk=other.pk,
            reference=other.reference,
            title=other.title,
            received_on=other.received_on,
            same_email=_same_email(who, other.requester),
            same_name=_same_name(who, other.requester),
            alike=round(other.alike * 100),
        )
        for other in near.order_by(F("alike").desc(), "pk")[: MOST * 4]
        if _within_period(day, other.received_on)
    ]
    return sorted(found, key=lambda one: (not one.same_person, -one.alike))[:MOST]


def is_same_person(one: Requester, other: Requester) -> bool:
    """As far as the records show: the same e-mail address, or the same name."""
    return one.pk == other.pk or _same_email(one, other) or _same_name(one, other)


def _same_email(one: Requester, other: Requester) -> bool:
    return bool(one.email) and one.email.casefold() == other.email.casefold()


def _same_name(one: Requester, other: Requester) -> bool:
    mine, theirs = (" ".join(each.name.casefold().split()) for each in (one, other))
    return bool(mine) and mine == theirs


def _within_period(one: datetime.date, other: datetime.date) -> bool:
    try:
        return max(one, other) <= aggregation_ends_on(min(one, other))
    except BeyondCalendar:
        return False
