"""What came in as mail or file, as an officer sees it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.timezone import localdate

from foi.disclosure.finding import Finding, Level
from foi.intake.abandoned import ABANDONED_AFTER
from foi.intake.channels.reading import Reading
from foi.intake.models import Arrival
from foi.requests.models import FoiRequest
from foi.web.presenters.dates import in_words

Outcome, Source = Arrival.Outcome, Arrival.Source

LEVELS = {
    Level.BLOCK: ("Could not be read", "red"),
    Level.WARN: ("Check", "orange"),
    Level.INFORM: ("Note", "grey"),
}
_GRAVITY = list(LEVELS)

COLOURS = {
    Outcome.WAITING: "yellow",
    Outcome.REQUEST: "green",
    Outcome.CORRESPONDENCE: "blue",
    Outcome.REPEAT: "grey",
    Outcome.SET_ASIDE: "grey",
}

_CAME = ~Q(source=Source.UPLOAD)

#: the lists: name -> words, what is in it, what to say when it is empty
LISTS = {
    "waiting": ("To look at", _CAME & Q(outcome=Outcome.WAITING), "Nothing waits for you here."),
    "read": (
        "Read, not logged", Q(source=Source.UPLOAD, outcome=Outcome.WAITING),
        "No file that you uploaded waits to be logged.",
    ),
    "taken-in": (
        "Taken in", _CAME & Q(outcome__in=[Outcome.REQUEST, Outcome.CORRESPONDENCE, Outcome.REPEAT]),
        "Nothing has come by mailbox or folder yet.",
    ),
    "set-aside": ("Set aside", _CAME & Q(outcome=Outcome.SET_ASIDE), "Nothing has been set aside."),
}  # fmt: skip

PREVIEW = 20_000  # characters of the text that the page of an arrival shows


@dataclass(frozen=True, slots=True)
class FindingView:
    label: str
    colour: str
    message: str
    hint: str
    place: str
    about: str


def findings_shown(findings: Iterable[Finding]) -> list[FindingView]:
    """The gravest first, each once."""
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: _GRAVITY.index(finding.level))
    return [FindingView(*LEVELS[one.level], one.message, one.hint, one.place, one.about) for one in ordered]


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    url: str
    subject: str
    sender: str
    arrived_on: datetime.date
    source: str
    words: str
    to_check: int
    from_elsewhere: bool
    outcome: str
    colour: str
    reference: str
    request_url: str
    uploaded_on: datetime.date
    kept_until: datetime.date


def row(arrival: Arrival) -> ArrivalRow:
    """Who wrote is named only while there is no request: afterwards its requester page names them, and records it."""
    foi_request = arrival.foi_request
    is_upload = arrival.source == Source.UPLOAD
    return ArrivalRow(
        url=reverse("log_arrival" if is_upload else "arrival", args=[arrival.pk]),
        subject=arrival.subject or arrival.name,
        sender="" if foi_request else arrival.sender,
        arrived_on=arrival.arrived_on,
        source=arrival.get_source_display(),
        words=arrival.reason,
        to_check=sum(finding["level"] != Level.INFORM for finding in arrival.findings),
        from_elsewhere=any(finding["id"] == "other_sender" for finding in arrival.findings),
        outcome=arrival.get_outcome_display(),
        colour=COLOURS[Outcome(arrival.outcome)],
        reference=foi_request.reference if foi_request else "",
        request_url=reverse("request", args=[foi_request.pk]) if foi_request else "",
        uploaded_on=localdate(arrival.taken_in_at),
        kept_until=localdate(arrival.taken_in_at + ABANDONED_AFTER),
    )


def came_as(foi_request: FoiRequest) -> list[ArrivalRow]:
    """What came by itself and was put on the request, if something of it is to be checked. One query."""
    came = Arrival.objects.filter(foi_request=foi_request).exclude(source=Source.UPLOAD).select_related("foi_request")
    return [shown for shown in map(row, came.order_by("id")[:20]) if shown.to_check]


def facts(arrival: Arrival, reading: Reading | None) -> list[dict[str, Any]]:
    """The rows of the summary list."""
    kind = reading.kind.words if reading else ""
    rows = [
        ("What it is", f"{kind[:1].upper()}{kind[1:]}, {filesizeformat(arrival.size)}" if kind else ""),
        ("File", arrival.name),
        ("From", "" if arrival.foi_request_id else arrival.sender),
        ("Subject", arrival.subject),
        ("Arrived", f"{in_words(arrival.arrived_on)}, by {arrival.get_source_display().lower()}"),
        ("Attached", ", ".join(one.name for one in reading.attachments) if reading else ""),
        ("Authority", str(arrival.authority or "It does not say which one it is for")),
        ("Why it is here", arrival.reason if arrival.outcome == Outcome.WAITING else ""),
        ("What became of it", _became(arrival)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _became(arrival: Arrival) -> str:
    if arrival.outcome == Outcome.WAITING:
        return ""
    words = arrival.get_outcome_display()
    return f"{words}: {arrival.reason}" if arrival.reason else words


def how_the_date_is_known(reading: Reading, findings: Iterable[Finding]) -> str:
    """For the hint of the date on the log page (CLK-4, CLK-5)."""
    known = {finding.id for finding in findings}
    if "received_as_dated" in known:
        return (
            "Filled in with the day that its sender dates it: the file does not say when it reached the authority. "
            "What counts is the day it reached anybody in the authority, not the day that it reached you."
        )
    if "received_earlier" in known:
        return (
            "Filled in with the date of the message that was sent on to you. "
            "What counts is the day it reached anybody in the authority."
        )
    if reading.received_on:
        return (
            "Filled in with the day on which a mail server of ours says that it took the message in. "
            "What counts is the day it reached anybody in the authority."
        )
    return (
        "The file does not say when it reached the authority: the day it was handed over is filled in. "
        "What counts is the day it reached anybody in the authority, not the day that it reached you."
    )
