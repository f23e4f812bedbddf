"""What an officer should think of at the sight of a request: never a decision, never shown to departments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from foi.disclosure.finding import Finding, Level
from foi.intake.validity import validity
from foi.requests.models import FoiRequest
from foi.web.presenters.arrivals import LEVELS
from foi.web.presenters.dates import in_words
from foi.web.presenters.split import Stretch

MOST_TWINS = 5


@dataclass(frozen=True, slots=True)
class HintView:
    """`quoted`: the words that led to it; `url`: where they stand. `links`: other requests, reference and address."""

    label: str
    colour: str
    message: str
    hint: str
    quoted: str = ""
    url: str = ""
    links: tuple[tuple[str, str], ...] = ()


def hints_of(foi_request: FoiRequest, *, asks: bool, pieces: Iterable[Stretch] = ()) -> list[HintView]:
    """The gravest first. asks: whether it has questions. pieces: of the page that shows the text. Two queries."""
    if foi_request.was_done_elsewhere:
        return []
    who = foi_request.requester
    found = [_view(one) for one in validity(name=who.name, email=who.email, address=who.address, asks=asks)]
    found += _asked_before(foi_request)
    places = {piece.start: piece.end for piece in pieces}
    for plain in foi_request.hints:
        finding = Finding(**{**plain, "level": Level(plain["level"])})
        found.append(_view(finding, _url(finding, places, foi_request)))
    return sorted(found, key=lambda one: one.label != LEVELS[Level.WARN][0])


def _view(finding: Finding, url: str = "") -> HintView:
    return HintView(*LEVELS[finding.level], finding.message, finding.hint, finding.about, url)


def _url(finding: Finding, places: dict[int, int], foi_request: FoiRequest) -> str:
    """To its words, where the page shows them; else to the page that does."""
    at = int(finding.place.removeprefix("text:").partition("-")[0])
    here = next((start for start, end in places.items() if start <= at < end), None)
    return reverse("request_split", args=[foi_request.pk]) if here is None else f"#stretch-{here}"


def _asked_before(foi_request: FoiRequest) -> Iterator[HintView]:
    """The same questions, from whomever: a round robin, a campaign, or the same message sent again."""
    if not foi_request.asked_digest:
        return
    same = FoiRequest.objects.filter(authority_id=foi_request.authority_id, asked_digest=foi_request.asked_digest)
    twins = (
        same.exclude(pk=foi_request.pk).order_by("-received_on", "-id").values_list("pk", "reference", "received_on")
    )
    links = tuple(
        (f"{reference}, received on {in_words(on)}", reverse("request", args=[pk]))
        for pk, reference, on in twins[:MOST_TWINS]
    )
    if links:
        yield HintView(
            *LEVELS[Level.INFORM], "The same questions came with another request.",
            "Answer alike what is alike. It may be a round robin, or the same message sent twice.", links=links,
        )  # fmt: skip
