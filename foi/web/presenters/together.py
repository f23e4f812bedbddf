"""Requests that are answered in one letter, as the pages of each of them show it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from foi.requests.models import FoiRequest
from foi.requests.together import answered_in_letter_of


@dataclass(frozen=True, slots=True)
class TogetherView:
    """`asked`: all that one letter answers, as they came; `lead`: whose letter it is; `due_on`: the earliest date."""

    asked: list[FoiRequest]
    lead: FoiRequest
    shown: FoiRequest
    due_on: datetime.date | None
    is_open: bool

    @property
    def is_lead(self) -> bool:
        return self.shown == self.lead


def together_view(foi_request: FoiRequest) -> TogetherView | None:
    """None for a request that is answered by itself."""
    lead = foi_request.answered_with or foi_request
    asked = answered_in_letter_of(lead)
    if len(asked) == 1:
        return None
    due_on = min((one.due_on for one in asked if one.due_on), default=None)
    return TogetherView(asked, lead, foi_request, due_on, is_open=foi_request.is_open)
