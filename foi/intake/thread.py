"""Which of our requests a message belongs to, and how that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import QuerySet

from foi.intake.channels.reading import Reading
from foi.intake.models import Arrival
from foi.organisation.models import Authority
from foi.requests.models import FoiRequest
from foi.requests.reference import references_in

_MOST_OF_A_BODY = 200_000  # characters searched for a reference
MAX_CANDIDATES = 50

# An address that a request site makes for one request: whatever comes from it belongs to that request.
_ONE_REQUEST_ADDRESS = re.compile(r"request-\d+-[0-9a-z]+@", re.IGNORECASE)
# "12/26" alone may be a date or a fraction: such a reference has to be called one.
_CALLED_REFERENCE = re.compile(
    r"(?:\bref(?:erence)?(?:\s*(?:no|number))?|\bfoi(?:a)?(?:\s*(?:request|ref(?:erence)?|no|number|case))?"
    r"|\brequest(?:\s*(?:ref(?:erence)?|no|number))?|\bcase(?:\s*(?:ref(?:erence)?|no|number))?|\bcyf(?:eirnod)?)\s*[.:#-]*\s*$",
    re.IGNORECASE,
)
# "1/26 of all dogs", but not "1/26 of 3 March"
_FRACTION = re.compile(r"\S+\s+of\s+(?!\d)", re.IGNORECASE)
_ANSWERS = re.compile(r"^\s*(?:re|fw|fwd|aw|ymateb)\s*(?:\[\d+\])?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """The request, and in words how the message points to it. `others`: further references that it quotes."""

    foi_request: FoiRequest
    how: str
    others: tuple[str, ...] = ()


def request_of(reading: Reading, authority: Authority) -> Match | None:
    """The request that a message is about: by the reference in its subject, by what it answers, by the address it came
    from, by a reference in its words (from the requester's own address, by its bare number). None: it begins something
    new."""
    requests = FoiRequest.objects.filter(authority=authority)
    subject = _quoted(reading.subject, authority, called=bool(_ANSWERS.match(reading.subject)))
    body = _quoted(reading.text[:_MOST_OF_A_BODY], authority)
    named = list(dict.fromkeys([*subject, *body]))[:MAX_CANDIDATES]
    known = {one.reference: one for one in requests.filter(reference__in=named)}
    quoted = [reference for reference in named if reference in known]
    in_subject = next((known[reference] for reference in subject if reference in known), None)
    if in_subject is not None:
        return _match(in_subject, "its subject quotes the reference", quoted)
    if ours := _answered_of_ours(reading, requests):
        return _match(ours, "it answers a message of ours", quoted)
    if reading.thread:
        answered = {
            arrival.message_id: arrival.foi_request
            for arrival in Arrival.objects.filter(
                authority=authority, message_id__in=reading.thread, foi_request__isnull=False
            )
            .select_related("foi_request")
            .order_by("id")
        }
        for message_id in reading.thread:
            if found := answered.get(message_id):
                return _match(found, "it answers a message on the file", quoted)
    for address in (reading.reply_to, reading.sender_email):
        if _ONE_REQUEST_ADDRESS.match(address):
            found = requests.filter(requester__email__iexact=address).order_by("-id").first()
            if found is not None:
                return _match(found, "it comes from the address that a request site made for this request", quoted)
    if quoted:
        return _match(known[quoted[0]], "its text quotes the reference", quoted)
    if own := _named_by_its_requester(reading, requests, authority):
        return _match(own, "its text names the reference, and it comes from the requester's recorded address", quoted)
    return None


def _named_by_its_requester(
    reading: Reading, requests: QuerySet[FoiRequest], authority: Authority
) -> FoiRequest | None:
    """A number that is not called a reference is one all the same where the very person writes whose request has it."""
    words = reading.text[:_MOST_OF_A_BODY]
    numbers = [reference for at, reference in references_in(words, authority) if not _FRACTION.match(words, at)]
    named = list(dict.fromkeys(numbers))[:MAX_CANDIDATES]
    senders = {reading.sender_email.lower(), reading.reply_to.lower()} - {""}
    found = requests.filter(reference__in=named).select_related("requester")
    own = {one.reference: one for one in found if one.requester.email.lower() in senders}
    return next((own[reference] for reference in named if reference in own), None)


def _answered_of_ours(reading: Reading, requests: QuerySet[FoiRequest]) -> FoiRequest | None:
    """The request of the e-mail of ours that it answers, or that it reports did not arrive."""
    named = [reading.undelivered] if reading.undelivered else list(reading.thread)
    if not named:
        return None
    return requests.filter(correspondence__message_id__in=named).order_by("-id").first()


def _match(found: FoiRequest, how: str, quoted: list[str]) -> Match:
    return Match(found, how, tuple(reference for reference in quoted if reference != found.reference))


def _quoted(words: str, authority: Authority, *, called: bool = False) -> list[str]:
    """The references of ours that the words name, or at least what has their form, in order."""
    found = []
    for at, reference in references_in(words, authority):
        telling = any(mark.isalpha() for mark in reference) or words.strip().lower() == reference.lower()
        if telling or called or _CALLED_REFERENCE.search(words, max(at - 40, 0), at):
            found.append(reference)
    return found
