"""What an officer should think of at the sight of a request: never a decision, never shown to departments."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from foi.disclosure.finding import Finding
from foi.intake.hints import Hint, hints_of
from foi.organisation.models import User
from foi.requests.models import FoiRequest
from foi.web.presenters.arrivals import LEVELS
from foi.web.presenters.dates import in_words
from foi.web.presenters.split import Stretch
from workflows.perform import Refused, require


@dataclass(frozen=True, slots=True)
class HintView:
    """`quoted`: the words that led to it; `url`: where they stand. `links`: other requests, reference and address.
    `set_aside_url`: where it is set aside; empty for who may not, or when it is."""

    label: str
    colour: str
    message: str
    hint: str
    quoted: str = ""
    url: str = ""
    links: tuple[tuple[str, str], ...] = ()
    set_aside_url: str = ""
    reason: str = ""
    by: str = ""
    at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class HintsView:
    standing: list[HintView]
    aside: list[HintView]

    def __bool__(self) -> bool:
        return bool(self.standing or self.aside)


def hints_view(
    foi_request: FoiRequest, user: User, *, asks: bool, pieces: Iterable[Stretch] | None = None
) -> HintsView:
    """asks: whether it has questions. pieces: of the page that shows the text; from that page no link leads away from
    what has been typed there. Three queries."""
    places = {piece.start: piece.end for piece in pieces or ()}
    may_set_aside = pieces is None and _may_set_aside(foi_request, user)
    views = [(one, hint_view(one, foi_request, places, link=may_set_aside)) for one in hints_of(foi_request, asks=asks)]
    return HintsView(
        [view for hint, view in views if hint.aside is None], [view for hint, view in views if hint.aside is not None]
    )


def _may_set_aside(foi_request: FoiRequest, user: User) -> bool:
    # `may` would ask the guards of every other step as well.
    try:
        require(foi_request.set_aside_hint, by=user)
    except Refused:
        return False
    return True


def hint_view(hint: Hint, foi_request: FoiRequest, places: dict[int, int], *, link: bool = False) -> HintView:
    finding, aside = hint.finding, hint.aside
    label, colour = ("Set aside", "grey") if aside else LEVELS[finding.level]
    return HintView(
        label, colour, finding.message, "" if aside else finding.hint,
        quoted=finding.about,
        url=_url(finding, places, foi_request),
        links=tuple(
            (f"{twin.reference}, received on {in_words(twin.received_on)}", reverse("request", args=[twin.pk]))
            for twin in hint.twins
        ),
        set_aside_url=reverse("hint_set_aside", args=[foi_request.pk, hint.key]) if link and not aside else "",
        reason=aside.reason if aside else "",
        by=aside.set_aside_by.full_name if aside else "",
        at=aside.set_aside_at if aside else None,
    )  # fmt: skip


def _url(finding: Finding, places: dict[int, int], foi_request: FoiRequest) -> str:
    """To its words, where the page shows them; else to the page that does."""
    if not finding.place:
        return ""
    at = int(finding.place.removeprefix("text:").partition("-")[0])
    here = next((start for start, end in places.items() if start <= at < end), None)
    return reverse("request_split", args=[foi_request.pk]) if here is None else f"#stretch-{here}"
