"""Background jobs of the intake: fetching what waits. Safe to run twice, at once or after a crash."""

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import connection

from foi.intake import doors
from foi.intake.abandoned import dispose_of_abandoned_uploads
from foi.intake.arrivals import take_in
from foi.intake.channels.mailbox import Folder, ImapServer, Mailbox, MailboxTrouble, open_imap
from foi.intake.models import Arrival
from workflows import clock

log = logging.getLogger(__name__)

MOST_AT_ONCE = 50  # messages a run; the rest waits for the next
MOST_FAULTS = 500  # messages a run that cannot be taken in, and stay: those behind them must not wait for ever
_FETCHING = 8_301_502  # the advisory lock of whoever fetches


@shared_task
def fetch() -> dict[str, int]:
    """Take in what waits in mailbox and folder, one run at a time; returns how many of each outcome."""
    counted: dict[str, int] = {}
    with _alone() as alone:
        if not alone:
            return counted
        looked_at = []
        for source, address, opened in _places():
            looked_at.append(source)
            said = ""
            try:
                with opened as mailbox:
                    for outcome in fetch_from(mailbox):
                        counted[outcome] = counted.get(outcome, 0) + 1
            except MailboxTrouble as trouble:
                log.error("Nothing was fetched from %s: %s", address, trouble)
                counted["trouble"] = counted.get("trouble", 0) + 1
                said = str(trouble)
            doors.note(source, said)
        doors.forget_all_but(looked_at)
    return counted


@shared_task
def tidy_up() -> int:
    """Uploads that nobody made a request of are not kept."""
    return dispose_of_abandoned_uploads()


def fetch_from(mailbox: Mailbox, most: int = MOST_AT_ONCE) -> Iterator[str]:
    """Take in up to `most` messages; yields what became of each. A message is moved only when that is committed."""
    taken = faults = 0
    for message in mailbox.waiting():
        if taken >= most or faults >= MOST_FAULTS:
            return
        begun = clock.now()
        try:
            arrival = take_in(message.data, message.name, source=mailbox.source, arrived_on=message.arrived_on)
        except SoftTimeLimitExceeded:  # the run is over; that is no fault of this message
            raise
        except Exception as fault:
            # It stays where it is and is tried again; the others must not wait for it. No traceback: it may quote it.
            log.error("A message in the %s could not be taken in, and stays: %s", mailbox.source, type(fault).__name__)
            faults += 1
            yield "failed"
            continue
        taken += 1
        if arrival.outcome == Arrival.Outcome.WAITING:
            mailbox.failed(message)
        else:
            mailbox.done(message)
        # Of a byte-identical copy it returns the arrival that was there before.
        yield Arrival.Outcome.REPEAT if arrival.taken_in_at < begun else arrival.outcome


def _places() -> Iterator[tuple[str, str, AbstractContextManager[Mailbox]]]:
    """Every place that is configured, as Arrival.Source has it, as words for the log, and a context manager."""
    if settings.IMAP_URL:
        server = ImapServer.from_url(settings.IMAP_URL)
        yield Arrival.Source.MAILBOX, f"the mailbox on {server.host}", open_imap(server)
    if settings.INCOMING_FOLDER:
        yield Arrival.Source.FOLDER, "the incoming folder", _folder(settings.INCOMING_FOLDER)


@contextmanager
def _folder(path: Path) -> Iterator[Mailbox]:
    try:
        path.mkdir(parents=True, exist_ok=True)
        yield Folder(path)
    except OSError as fault:
        raise MailboxTrouble(f"The folder {path} cannot be used: {fault.strerror}.") from fault


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether nobody else fetches; the lock goes with the connection, so a crash releases it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_FETCHING])
        [held] = cursor.fetchone()
        try:
            yield held
        finally:
            if held:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_FETCHING])
