"""Sending an issued letter by e-mail: to the address the request came from, the bytes that were approved, once.

The row is written in the transaction that issues the letter; a worker sends it afterwards. The address is copied from
the message that came in; one that a person typed is typed a second time and compared, because letters go astray by
retyped addresses.
"""

from __future__ import annotations

import hashlib
import logging
import re
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import models, transaction
from django.dispatch import receiver
from django.template.loader import render_to_string

from foi.letters.actions import enclosed, issue, put_on_file
from foi.letters.models import LetterVersion
from foi.organisation.models import Authority, User
from foi.requests.models import Correspondence, FoiRequest, StoredFile
from workflows import clock
from workflows.dispatch_flow import DispatchFlow, DispatchState
from workflows.perform import NotPossible, begin, perform
from workflows.roles import SYSTEM, foi_officer
from workflows.signals import performed

log = logging.getLogger(__name__)

BY_SERVICE = "e-mail, sent by the service"
MAX_ATTEMPTS = 8
#: a worker that has not said in this time how it went was stopped over it
LOST_AFTER = timedelta(minutes=10)
DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
# Request sites make an address for each request: a number and a check of it. One that is cut short reaches nobody,
# or, with another number, the wrong person.
SITE_ADDRESS = re.compile(r"request-\d+-[0-9a-f]{8}@(?:[\w.-]+\.)?whatdotheyknow\.com", re.IGNORECASE)
OF_A_SITE = re.compile(r"@(?:[\w.-]+\.)?whatdotheyknow\.com$", re.IGNORECASE)


class Dispatch(DispatchFlow):
    """One letter on its way by e-mail."""

    version = models.OneToOneField(LetterVersion, models.CASCADE, related_name="dispatch")
    to = models.EmailField(max_length=254)
    message_id = models.CharField(max_length=200, unique=True)  # without <>; the same for every attempt
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    next_attempt_at = models.DateTimeField(default=clock.now)
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "dispatches"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"E-mail with letter {self.version.number} of {self.version.foi_request.reference}"

    @property
    def foi_request(self) -> FoiRequest:
        return self.version.foi_request

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return FoiRequest, self.version.foi_request_id

    @property
    def authority(self) -> Authority:
        return self.version.foi_request.authority

    @property
    def answering_department(self) -> None:
        return None


# --- the address ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """Where a letter would go. `because` says why it cannot; `to_type` that the officer types it once more."""

    to: str
    because: str = ""
    to_type: bool = False


def address_for(foi_request: FoiRequest) -> Address:
    """The address the request came from, letter for letter, unless an officer has put another in its place."""
    requester = foi_request.requester
    to, came_from = requester.email, requester.came_from
    if not to:
        return Address("", "There is no e-mail address on record. Send it by post, or add the address first.")
    if to.lower() == came_from.lower():
        to = came_from  # what stands before the @ may depend on its case
    if OF_A_SITE.search(to) and not SITE_ADDRESS.fullmatch(to):
        return Address(to, f"{to} is not a whole address of the request site. Copy it from the message that came in.")
    if SITE_ADDRESS.fullmatch(to):
        others = FoiRequest.objects.filter(authority=foi_request.authority_id, requester__email__iexact=to)
        others = others.exclude(pk=foi_request.pk).exclude(requester=requester).exclude(answered_with=foi_request.pk)
        if other := others.order_by("pk").first():
            return Address(to, f"The request site made {to} for one request, which is {other.reference}. Check which.")
    return Address(to, to_type=to != came_from)


# --- sending ----------------------------------------------------------------------------------------------------------


def issue_by_email(version: LetterVersion, *, by: User, typed: str = "") -> LetterVersion:
    """Issue the letter, and have it sent. typed: the address once more, where a person had typed it."""
    address = address_for(FoiRequest.objects.select_related("requester").get(pk=version.foi_request_id))
    _refuse(address, typed, "Send by e-mail")
    with transaction.atomic():
        issued = issue(version, by=by, channel=BY_SERVICE)
        dispatch = Dispatch(version=issued, to=address.to, message_id=_message_id(issued))
        begin(dispatch, "prepare", "Letter to be sent by e-mail", by=by, permission=foi_officer)
        filed = Correspondence.objects.filter(foi_request=issued.foi_request_id, direction=Correspondence.Direction.OUT)
        # An answer to it, or its coming back, names it: so it finds its request.
        Correspondence.objects.filter(pk=filed.latest("id").pk).update(message_id=dispatch.message_id)
        transaction.on_commit(_wake, robust=True)
    return issued


def send_or_record(version: LetterVersion, *, by: User, channel: str, typed: str = "") -> LetterVersion:
    """Issue the letter: sent by the service, or recorded as sent by a person."""
    if channel == BY_SERVICE:
        return issue_by_email(version, by=by, typed=typed)
    return issue(version, by=by, channel=channel)


def _refuse(address: Address, typed: str, label: str) -> None:
    if address.because:
        raise NotPossible(f"{label}: {address.because}")
    if address.to_type and typed.strip() != address.to:
        raise NotPossible(
            f"{label}: the address that you typed is not the one on record. One of the two has a slip: compare "
            "them with what the requester wrote."
        )


def send_again(dispatch: Dispatch, *, by: User, typed: str = "") -> Dispatch:
    """The same bytes once more, to the address that is on record now. typed: as for the first time."""
    address = address_for(FoiRequest.objects.select_related("requester").get(pk=dispatch.version.foi_request_id))
    _refuse(address, typed, "Send it again")

    def work(locked: Dispatch) -> dict[str, Any]:
        locked.to, locked.attempts, locked.problem, locked.next_attempt_at = address.to, 0, "", clock.now()
        # After trouble it is another message: mail systems may keep the former one's number as seen.
        locked.message_id = _message_id(locked.version)
        subject = f"{locked.version.kind.label}, version {locked.version.number}, sent again"
        put_on_file(locked.version, subject, by=by, message_id=locked.message_id)
        transaction.on_commit(_wake, robust=True)
        return {}

    return perform(dispatch.send_again, by=by, work=work)


def deliver_waiting() -> int:
    """Send what waits, one at a time; returns how many. What a stopped worker had in hand is put before an officer."""
    for lost in Dispatch.objects.filter(
        state=DispatchState.HANDING_OVER, taken_at__lt=clock.now() - LOST_AFTER
    ).select_related("version__foi_request"):
        perform(lost.lose_sight, by=SYSTEM)
    sent = 0
    waiting = Dispatch.objects.filter(state=DispatchState.WAITING, next_attempt_at__lte=clock.now())
    for dispatch in waiting.select_related("version__foi_request__authority").order_by("id"):
        sent += _deliver(dispatch)
    return sent


def _deliver(dispatch: Dispatch) -> int:
    def taken(locked: Dispatch) -> None:
        locked.taken_at, locked.attempts = clock.now(), locked.attempts + 1

    try:
        perform(dispatch.hand_over, by=SYSTEM, work=taken)  # committed: from here on it is in hand
    except NotPossible:
        return 0  # another worker has it
    try:
        mail = _mail(dispatch)
        mail.connection = connection = get_connection()
        connection.open()
    except Exception as failure:  # nothing was said to the mail server yet
        _put_off(dispatch, failure)
        return 0
    try:
        mail.send()
    except _REFUSALS as failure:
        _put_off(dispatch, failure)
        return 0
    except Exception as failure:  # broken off in the middle: the server may have taken it
        _lose_sight(dispatch, failure)
        return 0
    finally:
        connection.close()

    def done(locked: Dispatch) -> None:
        locked.sent_at, locked.problem = clock.now(), ""

    perform(dispatch.confirm_sent, by=SYSTEM, work=done)
    return 1


def _put_off(dispatch: Dispatch, failure: Exception) -> None:
    # Neither the address nor the server's own words are for the log.
    log.warning("Dispatch %s was not taken (attempt %s): %s", dispatch.pk, dispatch.attempts, type(failure).__name__)
    problem = f"{type(failure).__name__}: {failure}"[:300]
    for_good = _is_final(failure) or dispatch.attempts >= MAX_ATTEMPTS

    def work(locked: Dispatch) -> None:
        locked.problem = problem
        locked.next_attempt_at = clock.now() + timedelta(minutes=2 ** (locked.attempts - 1))

    perform(dispatch.give_up if for_good else dispatch.put_off, by=SYSTEM, cause=type(failure).__name__, work=work)


def _lose_sight(dispatch: Dispatch, failure: Exception) -> None:
    log.warning("Dispatch %s was broken off: %s", dispatch.pk, type(failure).__name__)

    def work(locked: Dispatch) -> None:
        locked.problem = f"{type(failure).__name__}: {failure}"[:300]

    perform(dispatch.lose_sight, by=SYSTEM, work=work)


#: the mail server's own no: it has not taken the message
_REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class _Changed(Exception):
    """The bytes are not those that were issued: nothing is sent."""


def _is_final(failure: Exception) -> bool:
    """Whether another try is useless. A code of the four hundreds means "later" (RFC 5321, 4.2.1)."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in failure.recipients.values())
    return isinstance(failure, _Changed)


def _mail(dispatch: Dispatch) -> EmailMessage:
    version, authority = dispatch.version, dispatch.authority
    document = bytes(version.document or b"")
    if hashlib.sha256(document).hexdigest() != version.document_sha256:
        raise _Changed("The kept file is not the one that was issued.")
    reference = version.foi_request.reference
    about = [one.reference for one in version.requests()]
    named = f"request {reference}" if len(about) == 1 else f"requests {', '.join(about[:-1])} and {about[-1]}"
    words = render_to_string("notices/to_requester/letter.txt", {"about": named, "authority": authority})
    mail = EmailMessage(
        f"Freedom of information {named}", words, settings.DEFAULT_FROM_EMAIL, [dispatch.to],
        reply_to=[authority.email], headers={"Message-ID": f"<{dispatch.message_id}>"},
    )  # fmt: skip
    name = re.sub(r"[^A-Za-z0-9]+", "-", f"{version.kind.label} {reference}").strip("-")
    mail.attach(f"{name}.docx", document, "/".join(DOCX))
    for file_name, content in _enclosures(version):
        mail.attach(file_name, content)
    return mail


def _enclosures(version: LetterVersion) -> Iterator[tuple[str, bytes]]:
    """The files that go with it, each still the one that was approved."""
    try:
        for name, stored in enclosed(version):
            content = stored.original()
            if hashlib.sha256(content).hexdigest() != stored.sha256:
                raise _Changed(f"{name} is not the file that was approved.")
            yield name, content
    except (StoredFile.DoesNotExist, FileNotFoundError) as gone:
        raise _Changed(str(gone)) from gone


def _message_id(version: LetterVersion) -> str:
    known = f"letter-{version.pk}-{version.document_sha256}-{clock.now().isoformat()}"
    digest = hashlib.sha256(known.encode()).hexdigest()[:32]
    return f"{digest}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}"


def _wake() -> None:
    """Ask a worker to send now. If the broker is away, the timetable will."""
    try:
        current_app.send_task("foi.letters.tasks.send_letters", retry=False)
    except Exception:
        log.warning("The broker did not answer; the letter will be sent by the timetable.")


# --- coming back ------------------------------------------------------------------------------------------------------


@receiver(performed, dispatch_uid="foi.letters.dispatch.bounce")
def it_may_have_come_back(sender: type, subject: Any, transition: str, event: Any, **news: Any) -> None:
    """A mail system's report was put on a request: if it is about a letter of ours, that letter did not arrive."""
    returned = event.detail.get("undelivered") if transition == "file_correspondence" else None
    if not returned:
        return
    dispatch = Dispatch.objects.filter(message_id=returned).select_related("version__foi_request").first()
    if dispatch is not None and dispatch.state in (DispatchState.SENT, DispatchState.UNCLEAR):
        cause = event.detail.get("undelivered_because") or "The mail system gave no reason."

        def work(locked: Dispatch) -> None:
            locked.problem = cause[:300]

        perform(dispatch.bounce, by=SYSTEM, cause=cause, work=work)
