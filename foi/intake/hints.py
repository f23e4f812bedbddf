"""The hints of a request as they stand: what was found, and what an officer has set aside with a reason.

A hint decides nothing, so setting one aside changes nothing but the list. It is kept for exactly what it was said of
(`Hint.key`): other words, other details of the requester or a further request that asks the same bring it back.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foi.disclosure.finding import Finding, Level
from foi.intake.hint_records import HintSetAside
from foi.intake.validity import validity
from foi.organisation.models import User
from foi.requests.models import FoiRequest
from workflows.perform import NotPossible, perform

MOST_TWINS = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """Another request of the authority that asks the same."""

    pk: int
    reference: str
    received_on: datetime.date


@dataclass(frozen=True, slots=True)
class Hint:
    """`key` names exactly this hint on this request."""

    key: str
    finding: Finding
    twins: tuple[Twin, ...] = ()
    aside: HintSetAside | None = None


def hints_of(foi_request: FoiRequest, *, asks: bool) -> list[Hint]:
    """The gravest first, those set aside last. asks: whether it has questions. Three queries."""
    if foi_request.was_done_elsewhere:
        return []
    aside = {one.key: one for one in foi_request.hints_set_aside.select_related("set_aside_by")}
    found = [Hint(key, finding, twins, aside.get(key)) for key, finding, twins in _found(foi_request, asks=asks)]
    return sorted(found, key=lambda one: (one.aside is not None, one.finding.level is not Level.WARN))


def set_aside(foi_request: FoiRequest, key: str, *, by: User, reason: str) -> FoiRequest:
    """`key`: Hint.key of one that is found on the request now."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        hint = find(locked, key)
        if hint is None:
            raise NotPossible("This hint is not there any more: what it spoke of has changed. Nothing was recorded.")
        kept = {"rule": hint.finding.id, "message": hint.finding.message}
        given = {"reason": reason.strip(), "set_aside_by": by}
        HintSetAside.objects.get_or_create(foi_request=locked, key=key, defaults={**kept, **given})
        return kept

    return perform(foi_request.set_aside_hint, by=by, reason=reason, work=work)


def find(foi_request: FoiRequest, key: str) -> Hint | None:
    every = hints_of(foi_request, asks=foi_request.questions.exists())
    return next((one for one in every if one.key == key), None)


def _found(foi_request: FoiRequest, *, asks: bool) -> Iterator[tuple[str, Finding, tuple[Twin, ...]]]:
    who = foi_request.requester
    for finding in validity(name=who.name, email=who.email, address=who.address, asks=asks):
        # These speak of the details, which they do not quote (REQ-20).
        yield _key(finding, who.name, who.email, who.address), finding, ()
    if twins := _twins(foi_request):
        finding = Finding(
            Level.INFORM, "asked_before", "The same questions came with another request.",
            "Answer alike what is alike. It may be a round robin, or the same message sent twice.",
        )  # fmt: skip
        yield _key(finding, *(twin.reference for twin in twins)), finding, twins
    for plain in foi_request.hints:
        finding = Finding(**{**plain, "level": Level(plain["level"])})
        yield _key(finding), finding, ()


def _key(finding: Finding, *source: str) -> str:
    told = "\x1f".join((finding.key, *source))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _twins(foi_request: FoiRequest) -> tuple[Twin, ...]:
    """From whomever: a round robin, a campaign, or the same message sent again."""
    if not foi_request.asked_digest:
        return ()
    same = FoiRequest.objects.filter(authority_id=foi_request.authority_id, asked_digest=foi_request.asked_digest)
    others = same.exclude(pk=foi_request.pk).order_by("-received_on", "-id")
    return tuple(Twin(*row) for row in others.values_list("pk", "reference", "received_on")[:MOST_TWINS])
