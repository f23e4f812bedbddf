"""Taking in what arrives: each message once, whoever hands it over and however often. Safe to repeat after a crash."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, cast

from django.core.files.base import ContentFile
from django.db import connection, transaction

from foi.disclosure.finding import Finding, Level
from foi.intake.actions import receive
from foi.intake.channels.apart import read_apart
from foi.intake.channels.reading import Kind, Reading
from foi.intake.forwards import Ours
from foi.intake.incoming import identity, message_from, nothing_asked, submission_key
from foi.intake.message import IncomingMessage, Original
from foi.intake.models import Arrival
from foi.intake.splitter import split
from foi.intake.thread import Match, request_of
from foi.intake.triage import triage
from foi.law.working_days import BeyondCalendar
from foi.organisation.models import Authority, Department, User
from foi.requests.actions import file_correspondence
from foi.requests.models import Correspondence, FoiRequest
from workflows.audit import record
from workflows.clock import today
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import SYSTEM, Actor, Role, foi_officer
from workflows.signals import performed

Outcome, Source = Arrival.Outcome, Arrival.Source

NOBODY_ASKS = "Nobody asks anything in it. If it is about a request, put it on that one."
SAME_MESSAGE = "a copy of the same message is on its file"
_ARRIVALS = 8_301_501  # the advisory lock under which two copies of one message wait for each other


def take_in(
    data: bytes,
    name: str,
    *,
    source: str,
    arrived_on: datetime.date,
    authority: Authority | None = None,
    by: Actor = SYSTEM,
) -> Arrival:
    """Make of a message or file what it is: a request, correspondence on one, or something for an officer to look at.

    arrived_on: the day that the mailbox or the folder names. authority: where that is known; else the one that the
    message was sent to, else the only one there is. Never raises for what the file holds.
    """
    reading = read_apart(data, name)
    authority = authority or _authority_of(reading)
    with transaction.atomic():
        arrival = _new(reading, source=source, arrived_on=arrived_on, authority=authority, by=by)
        _one_at_a_time(arrival.identity)
        same = Arrival.objects.filter(authority=authority, sha256=arrival.sha256).exclude(source=Source.UPLOAD).first()
        if same is not None:
            return same
        _decide(arrival, reading, by=by)
        _keep(arrival, reading)
        if arrival.outcome == Outcome.WAITING:
            _tell_that_it_waits(arrival, by=by)
    return arrival


def take_upload(data: bytes, name: str, *, by: User) -> tuple[Arrival, Reading]:
    """An officer's upload, kept and read; nothing is logged until they have looked at it (`log_arrival`)."""
    reading = read_apart(data, name)
    arrival = _new(reading, source=Source.UPLOAD, arrived_on=today(), authority=None, by=by)
    _keep(arrival, reading)
    return arrival, reading


def reading_of(arrival: Arrival) -> Reading:
    """The original, read again. What had exhausted its reader is not tried a second time."""
    data = arrival.original()
    if heavy := [Finding(**{**plain, "level": Level(plain["level"])}) for plain in arrival.findings
                 if plain["id"] == "too_heavy"]:  # fmt: skip
        return Reading(name=arrival.name, kind=Kind.OTHER, data=data, findings=tuple(heavy))
    return read_apart(data, arrival.name)


def read_again(arrival: Arrival) -> tuple[IncomingMessage, tuple[Finding, ...]]:
    """What the log page is filled in with: text, requester, date and title as read, and the findings to show."""
    return message_of(arrival, reading_of(arrival))


def message_of(arrival: Arrival, reading: Reading) -> tuple[IncomingMessage, tuple[Finding, ...]]:
    """What a reading of it is logged as, and the findings to show."""
    message, findings = message_from(
        reading, arrived_on=arrival.arrived_on, by_mailbox=arrival.source == Source.MAILBOX,
        ours=_ours(arrival.authority),
    )  # fmt: skip
    if reading.automatic and arrival.source == Source.UPLOAD:  # of what came by itself `_automatic` says so
        findings = (Finding(Level.WARN, "automatic", f"It is {reading.automatic}.", NOBODY_ASKS), *findings)
    return message, findings


def suggested_request(arrival: Arrival, reading: Reading, *, for_user: User) -> Match | None:
    """The request that an arrival seems to belong to, and why."""
    if arrival.message_id and (copies := copies_on_file(arrival, for_user=for_user)):
        return Match(cast(FoiRequest, copies[0].foi_request), SAME_MESSAGE)
    authorities = [arrival.authority] if arrival.authority else for_user.authorities(Role.FOI_OFFICER)
    return next((match for authority in authorities if (match := request_of(reading, authority))), None)


def copies_on_file(arrival: Arrival, *, for_user: User) -> list[Arrival]:
    """Earlier arrivals of the same message or file that were logged or filed, with their requests, oldest first."""
    same = Arrival.objects.visible_to(for_user).filter(identity=arrival.identity, foi_request__isnull=False)
    return list(same.exclude(pk=arrival.pk).select_related("foi_request").order_by("id")[:10])


def log_arrival(arrival: Arrival, message: IncomingMessage, authority: Authority, *, by: User) -> FoiRequest:
    """Log what an officer made of an arrival. The same file with the same requester is one request, and so is every
    copy of one message (by its Message-ID and sender): a copy that differs is put on the file of the first, both kept.

    message: what the form says; the originals are added here.
    """
    if not foi_officer.test(_Of(authority), by):
        raise NotPermitted("Log a request: your role does not allow this.")
    reading = reading_of(arrival)
    kept = (Original(reading.name, reading.data), *(Original(one.name, one.data) for one in reading.attachments))
    read, _ = message_from(reading, arrived_on=arrival.arrived_on, ours=_ours(authority))
    key = submission_key(authority.pk, arrival.identity, message.requester_name, message.requester_email)
    with transaction.atomic():
        _one_at_a_time(arrival.identity)
        locked = Arrival.objects.select_for_update().filter(pk=arrival.pk).first()
        if locked is None:
            raise NotPossible("The file was not logged within 7 days, so it is not kept any more. Choose it again.")
        waits = locked.outcome == Outcome.WAITING
        if waits:
            locked.authority, locked.taken_in_by = authority, by
        first = _earlier(locked) if waits and locked.message_id else None
        if first is not None and first.foi_request is not None:
            foi_request = first.foi_request
            _another_copy(locked, reading, first, by=by)
        elif locked.message_id and locked.foi_request is not None:  # a second press
            foi_request = locked.foi_request
        else:
            whole = replace(message, came_from=read.came_from, others=read.others, originals=kept, submission_key=key)
            foi_request = receive(whole, authority, by=by)
            if waits:
                _became(locked, Outcome.REQUEST, f"Logged by {by.get_full_name()}", foi_request)
                _hand_over(locked)
    arrival.refresh_from_db()
    return foi_request


def _another_copy(arrival: Arrival, reading: Reading, first: Arrival, *, by: User) -> None:
    foi_request = cast(FoiRequest, first.foi_request)
    if first.sha256 == arrival.sha256:
        return _became(arrival, Outcome.REPEAT, "The same message had arrived before.", foi_request)
    _file(reading, foi_request, arrival.arrived_on, by=by)
    _became(arrival, Outcome.CORRESPONDENCE, "Another copy of the same message: both are on file.", foi_request)
    return _hand_over(arrival)


def file_arrival(arrival: Arrival, foi_request: FoiRequest, *, by: User) -> Correspondence:
    """Put a waiting arrival on a request as correspondence: a reply that did not say to what."""
    reading = reading_of(arrival)
    with transaction.atomic():
        locked = _waiting(arrival, by)
        filed = _file(reading, foi_request, arrival.arrived_on, by=by)
        locked.authority = foi_request.authority
        _became(locked, Outcome.CORRESPONDENCE, f"Filed by {by.get_full_name()}", foi_request)
        _hand_over(locked)
    arrival.refresh_from_db()
    return filed


def set_aside(arrival: Arrival, *, by: User, reason: str) -> Arrival:
    """An officer has looked: it asks for nothing. It stays on the list of what came in, with the reason."""
    if not reason.strip():
        raise NotPossible("Set aside: enter a reason.")
    with transaction.atomic():
        locked = _waiting(arrival, by)
        _became(locked, Outcome.SET_ASIDE, reason.strip(), None)
        record(locked, "set_aside", "Incoming message set aside", by=by, detail={"reason": reason.strip()})
    arrival.refresh_from_db()
    return arrival


def _waiting(arrival: Arrival, by: User) -> Arrival:
    if not Arrival.objects.visible_to(by).filter(pk=arrival.pk).exists():
        raise NotPermitted("Only FOI officers of this authority may do this.")
    locked = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if locked.outcome not in (Outcome.WAITING, Outcome.SET_ASIDE):
        raise NotPossible(f"It is not waiting any more: {locked.get_outcome_display().lower()}.")
    return locked


# --- deciding ---------------------------------------------------------------------------------------------------------


def _decide(arrival: Arrival, reading: Reading, *, by: Actor) -> None:
    authority = arrival.authority
    if authority is None:
        obstacle = _obstacle(reading.findings)
        return _became(arrival, Outcome.WAITING, obstacle or "It does not say which authority it is for.")
    try:
        message, findings = message_of(arrival, reading)
        _note(arrival, findings)
        earlier = _earlier(arrival)
        if earlier is not None and earlier.foi_request is not None:
            return _again(arrival, reading, message, earlier.foi_request, by=by)
        match = request_of(reading, authority)
        if reading.automatic:
            return _automatic(arrival, reading, match, by=by)
        if match is not None:
            return _reply(arrival, reading, match, by=by)
        if not reading.is_readable:
            reason = _obstacle(findings) or (findings[0].message if findings else "It holds no text.")
            return _became(arrival, Outcome.WAITING, reason)
        if nothing := nothing_asked(reading, message):
            return _became(arrival, Outcome.WAITING, nothing)
        key = submission_key(authority.pk, arrival.identity)
        foi_request = receive(replace(message, submission_key=key), authority, by=by)
        return _became(arrival, Outcome.REQUEST, "", foi_request)
    except BeyondCalendar as refusal:
        return _became(arrival, Outcome.WAITING, f"No due date could be worked out. {refusal}"[:300])


def _obstacle(findings: Iterable[Finding]) -> str:
    """Why it could not be read, whatever else is said of it."""
    return next((finding.message for finding in findings if finding.level is Level.BLOCK), "")


def _again(arrival: Arrival, reading: Reading, message: IncomingMessage, foi_request: FoiRequest, *, by: Actor) -> None:
    """A copy. The same Message-ID with other words is no copy, so it is put on the file to be compared."""
    heard = {
        " ".join(foi_request.text.split()),
        *(" ".join(one.body.split()) for one in foi_request.correspondence.all()),
    }
    if " ".join(message.text.split()) in heard or " ".join(reading.text.split()) in heard:
        return _became(arrival, Outcome.REPEAT, "The same message had arrived before.", foi_request)
    _file(reading, foi_request, arrival.arrived_on, by=by)
    return _became(arrival, Outcome.CORRESPONDENCE, "It arrived before with other words: compare the two.", foi_request)


def _automatic(arrival: Arrival, reading: Reading, match: Match | None, *, by: Actor) -> None:
    """Nobody asks anything in an automatic reply. One about a request still tells something: a letter bounced."""
    if match is None:
        return _became(arrival, Outcome.SET_ASIDE, f"It is {reading.automatic}.")
    _file(reading, match.foi_request, arrival.arrived_on, by=by)
    return _became(arrival, Outcome.CORRESPONDENCE, f"It is {reading.automatic}, and {match.how}.", match.foi_request)


def _reply(arrival: Arrival, reading: Reading, match: Match, *, by: Actor) -> None:
    foi_request = match.foi_request
    found = []
    if _other_sender(reading, foi_request):
        found.append(Finding(Level.WARN, "other_sender", "It does not come from the requester's recorded address."))
    if match.others:
        found.append(Finding(Level.INFORM, "other_references", f"It also quotes {', '.join(match.others[:10])}."))
    proposal = split(reading.text)
    hints = triage(proposal, on=arrival.arrived_on)
    found += [hint for hint in hints if hint.id == "internal_review"]
    if not foi_request.is_open or proposal.questions:
        # s.1(1): a request is one in whatever it comes, also in a reply.
        found.append(
            Finding(
                Level.WARN, "may_ask", "It may ask for something new, or for a review.",
                "Read it. What asks for new information is a request of its own, received on the day this came.",
            )
        )  # fmt: skip
    _note(arrival, found)
    _file(reading, foi_request, arrival.arrived_on, by=by)
    _became(arrival, Outcome.CORRESPONDENCE, f"Filed there because {match.how}.", foi_request)


def _file(reading: Reading, foi_request: FoiRequest, on: datetime.date, *, by: Actor) -> Correspondence:
    files = [ContentFile(reading.data, name=reading.name)]
    files += [ContentFile(attached.data, name=attached.name) for attached in reading.attachments]
    return file_correspondence(
        foi_request, by=by, direction=Correspondence.Direction.IN, on=min(reading.received_on or on, on),
        subject=(reading.subject or reading.name)[:200], body=reading.text, files=files, largest=None,
        undelivered=reading.undelivered, undelivered_because=reading.undelivered_because,
        other_sender=_other_sender(reading, foi_request),
    )  # fmt: skip


def _other_sender(reading: Reading, foi_request: FoiRequest) -> str:
    """Who wrote a message that does not come from the requester's recorded address; "" where it does."""
    recorded = foi_request.requester.email.lower()
    if not reading.is_message or not recorded or recorded in (reading.sender_email.lower(), reading.reply_to.lower()):
        return ""
    return (reading.sender_email or reading.sender_name or "somebody who is not named")[:254]


# --- keeping ----------------------------------------------------------------------------------------------------------


def _new(
    reading: Reading, *, source: str, arrived_on: datetime.date, authority: Authority | None, by: Actor
) -> Arrival:
    return Arrival(
        authority=authority, source=source, name=reading.name[-200:], size=len(reading.data), sha256=reading.sha256,
        identity=identity(reading), message_id=reading.message_id, sender=reading.sender_email,
        subject=reading.subject[:200], arrived_on=min(reading.received_on or arrived_on, arrived_on),
        taken_in_by_id=by.pk,
        findings=[_plain(finding) for finding in reading.findings],
    )  # fmt: skip


def _note(arrival: Arrival, findings: Any) -> None:
    known = [*arrival.findings]
    arrival.findings = known + [plain for plain in map(_plain, findings) if plain not in known]


def _plain(finding: Finding) -> dict[str, Any]:
    # Without what it is about, which may be a name: what is kept is read where who asked is not said.
    return {**asdict(finding), "level": finding.level.value, "about": ""}


def _became(arrival: Arrival, outcome: str, reason: str, foi_request: FoiRequest | None = None) -> None:
    arrival.outcome, arrival.reason, arrival.foi_request = outcome, reason[:300], foi_request
    if arrival.pk:
        arrival.save()


def _keep(arrival: Arrival, reading: Reading) -> None:
    """Save it, with its bytes unless a request has them."""
    if arrival.outcome not in (Outcome.REQUEST, Outcome.CORRESPONDENCE):
        arrival.content.save(arrival.sha256, ContentFile(reading.data), save=False)
    arrival.save()


def _tell_that_it_waits(arrival: Arrival, *, by: Actor) -> None:
    """The days of a request run from its arrival (s.10(1)), also of one that no program could read."""
    event = record(arrival, "wait", "Incoming message waits for an officer", by=by)
    performed.send(sender=Arrival, subject=arrival, transition="wait", source="", target=arrival.outcome, by=by,
                   event=event)  # fmt: skip


def _hand_over(arrival: Arrival) -> None:
    """The request has the bytes now: one place to keep, and one day to dispose of."""
    if arrival.content:
        storage, path = arrival.content.storage, arrival.content.name
        arrival.content.name = ""
        arrival.save(update_fields=["content"])
        transaction.on_commit(lambda: storage.delete(str(path)))


def _earlier(arrival: Arrival) -> Arrival | None:
    """The first copy of the same message that a request was made of, or that was filed."""
    copies = Arrival.objects.filter(authority=arrival.authority, identity=arrival.identity, foi_request__isnull=False)
    return copies.exclude(source=Source.UPLOAD, message_id="").select_related("foi_request").order_by("id").first()


def _one_at_a_time(identity: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_ARRIVALS, identity])


def _authority_of(reading: Reading) -> Authority | None:
    """The one whose address it was sent to; or the only one."""
    authorities = list(Authority.objects.order_by("pk"))
    for address in reading.recipients:
        for authority in authorities:
            if authority.email.lower() == address:
                return authority
    return authorities[0] if len(authorities) == 1 else None


def _ours(authority: Authority | None) -> Ours:
    """The addresses of the authority; of every one here where it is not known which was asked."""
    authorities = [authority] if authority is not None else [*Authority.objects.all()]
    own = [one.email.lower() for one in authorities]
    # A department's mailbox may be with a company that works for others, too.
    others = [one.review_email for one in authorities if one.review_email]
    others += Department.objects.filter(authority__in=authorities).exclude(email="").values_list("email", flat=True)
    named = " ".join(f"{one.name} {one.short_name} {one.foi_team}" for one in authorities)
    return Ours(
        frozenset(address.rpartition("@")[2] for address in own),
        frozenset([*own, *map(str.lower, others)]),
        frozenset(named.lower().split()),
    )


class _Of:
    """An authority as the subject of a permission word."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
