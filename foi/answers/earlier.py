"""The earlier requests that the refusal of a repeated request names (s.14(2)), where they are on file here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foi.law.outcomes import Outcome
from foi.requests.models import FoiRequest
from foi.requests.reference import references_in
from foi.requests.together import is_same_requester
from workflows.request_flow import RequestState

if TYPE_CHECKING:
    from foi.answers.models import Answer


@dataclass(frozen=True, slots=True)
class Earlier:
    """A request that is named as the earlier one."""

    reference: str
    answered: bool
    same_requester: bool


def earlier_named(foi_request: FoiRequest, answers: Iterable[Answer]) -> dict[str, tuple[Earlier, ...]]:
    """What the answers say of the earlier request -> those of them on file. One query, none where nothing is named."""
    said = {one.earlier_request for one in answers if one.outcome == Outcome.REPEATED and one.earlier_request}
    named = {words: [found for _, found in references_in(words, foi_request.authority)] for words in said}
    wanted = {reference for references in named.values() for reference in references}
    if not wanted:
        return {}
    on_file = FoiRequest.objects.filter(authority=foi_request.authority_id, reference__in=wanted)
    known = {
        one.reference: Earlier(
            one.reference, one.state == RequestState.ISSUED, is_same_requester(foi_request.requester, one.requester)
        )
        for one in on_file.select_related("requester").defer("text", "passages")
    }
    return {words: tuple(known[one] for one in references if one in known) for words, references in named.items()}
