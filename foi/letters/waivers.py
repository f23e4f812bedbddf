"""Letting a warning stand: a named person, a reason, and exactly one finding. A block cannot be waived.
And taking that back, which has a person and a reason of its own."""

from __future__ import annotations

from typing import Any

from foi.disclosure.finding import Level
from foi.letters.completeness import completeness
from foi.letters.models import Waiver
from foi.organisation.models import User
from foi.requests.models import FoiRequest
from workflows.perform import NotPossible, perform


def waive(foi_request: FoiRequest, key: str, *, by: User, reason: str) -> FoiRequest:
    """`key`: Finding.key of a warning that is found on the request now."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        finding = completeness(locked).find(key)
        if finding is None:
            raise NotPossible("This warning is not there any more: what it spoke of has changed. Nothing was recorded.")
        if finding.level is not Level.WARN:
            raise NotPossible("This cannot be waived. It has to be put right before the letter can go out.")
        given = {"reason": reason.strip(), "waived_by": by}
        kept = {"rule": finding.id, "place": finding.place, "message": finding.message}
        Waiver.objects.get_or_create(foi_request=locked, key=key, defaults={**kept, **given})
        return kept

    return perform(foi_request.waive, by=by, reason=reason, work=work)


def take_back(foi_request: FoiRequest, key: str, *, by: User, reason: str) -> FoiRequest:
    """The warning counts again. Who let it stand, and why, stays in the history."""

    def work(locked: FoiRequest) -> dict[str, Any]:
        waiver = locked.waivers.select_for_update(of=("self",)).select_related("waived_by").filter(key=key).first()
        if waiver is None:
            raise NotPossible("Nobody lets this warning stand any more. Nothing was recorded.")
        kept = {"rule": waiver.rule, "place": waiver.place, "message": waiver.message}
        former = {"let_stand_by": waiver.waived_by, "because": waiver.reason}
        waiver.delete()
        return kept | former

    return perform(foi_request.unwaive, by=by, reason=reason, work=work)
