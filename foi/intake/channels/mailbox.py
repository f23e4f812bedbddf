"""Where messages wait for us: a mailbox on an IMAP server, or a folder that somebody drops files into.

Both hand over what waits, byte for byte, and are told afterwards what to do with it. Nothing is ever deleted, and
nothing is moved before it has been taken in: a crash in between only means that a message is looked at again.
"""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError
from imap_tools.utils import encode_folder

from foi.intake.channels.reading import LONDON, MAX_FILE_BYTES
from workflows import clock

log = logging.getLogger(__name__)
T = TypeVar("T")

TIMEOUT = 60  # seconds, for each answer of the server
PROCESSED, FAILED = "processed", "failed"
_UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")
SETTLED_AFTER = 10  # seconds since a file was last changed: a shorter time, and somebody may still be writing it


class MailboxTrouble(Exception):
    """The mailbox cannot be reached or used; the text says why, without the password."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message that waits. `arrived_on`: the day the mailbox or the folder got it, in the United Kingdom (CLK-7)."""

    id: str
    name: str
    data: bytes = field(repr=False)
    arrived_on: date


class Mailbox(Protocol):
    """A place where messages wait."""

    source: str  # as Arrival.Source has it

    def waiting(self) -> Iterator[Waiting]:
        """What waits now, oldest first."""

    def done(self, message: Waiting) -> None:
        """It has been taken in, for good."""

    def failed(self, message: Waiting) -> None:
        """A person has to look at it; it must not be handed over again."""


# --- a folder ---------------------------------------------------------------------------------------------------------


class Folder:
    """Files dropped into a directory; each goes on to `processed/` or `failed/` below it under a name of its own."""

    source = "folder"

    def __init__(self, path: Path) -> None:
        self._path = path

    def waiting(self) -> Iterator[Waiting]:
        try:
            found = sorted(
                (one for one in self._path.iterdir() if self._is_ready(one)),
                key=lambda one: (one.stat().st_mtime, one.name),
            )
        except OSError as fault:
            raise MailboxTrouble(f"The folder {self._path} cannot be read: {fault.strerror}.") from fault
        for file in found:
            try:
                arrived = datetime.fromtimestamp(file.stat().st_mtime, LONDON).date()
                with file.open("rb") as opened:
                    data = opened.read(MAX_FILE_BYTES + 1)  # one byte too many: the reader says that it is too large
                yield Waiting(file.name, file.name, data, arrived)
            except OSError as fault:
                log.warning("A file in the incoming folder cannot be read: %s", fault.strerror)

    @staticmethod
    def _is_ready(file: Path) -> bool:
        hidden = file.name.startswith((".", "~")) or file.suffix.lower() in _UNFINISHED
        if hidden or not file.is_file() or file.is_symlink():
            return False
        # A time to come is that of another machine, and says nothing.
        return not 0 <= time.time() - file.stat().st_mtime < SETTLED_AFTER

    def done(self, message: Waiting) -> None:
        self._move(message, PROCESSED)

    def failed(self, message: Waiting) -> None:
        self._move(message, FAILED)

    def _move(self, message: Waiting, to: str) -> None:
        file = self._path / message.id
        place = self._path / to
        place.mkdir(exist_ok=True)
        target = place / file.name
        number = 1
        while target.exists():
            number += 1
            target = place / f"{file.stem}-{number}{file.suffix}"
        try:
            file.rename(target)
        except FileNotFoundError:
            log.info("A file left the incoming folder before it could be moved")


# --- IMAP -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImapServer:
    """What imaps://user:password@host:993/INBOX?processed=FOI%20processed&failed=FOI%20failed names."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    processed: str = "FOI processed"
    failed: str = "FOI failed"
    security: str = "tls"  # "tls" from the first byte, "starttls", or "none" (only for a server on this machine)

    @classmethod
    def from_url(cls, url: str) -> ImapServer:
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query))
        secure = parts.scheme == "imaps"
        security = "tls" if secure else "none" if asked.get("starttls") == "false" else "starttls"
        return cls(
            host=parts.hostname or "", port=parts.port or (993 if secure else 143), user=unquote(parts.username or ""),
            password=unquote(parts.password or ""), folder=unquote(parts.path.strip("/")) or "INBOX", security=security,
            processed=asked.get("processed") or "FOI processed", failed=asked.get("failed") or "FOI failed",
        )  # fmt: skip


class Imap:
    """A folder of a mailbox. All commands name messages by UID, so that another program may work in it meanwhile."""

    source = "mailbox"

    def __init__(self, server: ImapServer, box: BaseMailBox) -> None:
        self._server = server
        self._box = box
        # Servers say what they can only to who has signed in, and the library asks before. Believing that MOVE is
        # missing, it would copy and then delete.
        _, said = box.client.capability()
        self._can_move = b"MOVE" in b" ".join(filter(None, said)).upper().split()

    def waiting(self) -> Iterator[Waiting]:
        # Where messages can be moved away, all that is left waits, also what somebody has opened in the meantime.
        criteria = "UNDELETED" if self._can_move else "UNSEEN UNDELETED"
        for uid in self._asked(lambda: self._box.uids(criteria)):
            message = self._fetched(uid)
            if message is not None:
                yield message

    def done(self, message: Waiting) -> None:
        self._leave(message, self._server.processed)

    def failed(self, message: Waiting) -> None:
        self._leave(message, self._server.failed)

    def _leave(self, message: Waiting, folder: str) -> None:
        self._asked(lambda: self._box.flag(message.id, MailMessageFlags.SEEN, value=True))
        if not self._can_move:
            # Copying and then deleting would be moving, but we delete nothing.
            log.warning("The mail server cannot move messages: what was taken in is only marked as read")
            return
        if not self._asked(lambda: self._box.folder.exists(folder)):
            self._asked(lambda: self._box.folder.create(folder))
        status, _ = self._asked(lambda: self._box.client.uid("MOVE", message.id, encode_folder(folder).decode("ascii")))
        if status != "OK":
            raise MailboxTrouble(f"The mail server does not move a message to “{folder}”.")

    def _fetched(self, uid: str) -> Waiting | None:
        """The message as the server has it: not marked as read, not put together anew. None if it has gone."""
        head = self._raw(uid, "(INTERNALDATE RFC822.SIZE)")
        if head is None:
            return None
        words, _ = head
        size = int(found[1]) if (found := re.search(rb"RFC822\.SIZE (\d+)", words)) else 0
        arrived = _internal_date(words)
        # So large a message is not brought over the wire; the reader says that it is too large, and the server has it.
        section = "BODY.PEEK[]" if size <= MAX_FILE_BYTES else f"BODY.PEEK[]<0.{MAX_FILE_BYTES + 1}>"
        body = self._raw(uid, f"({section})")
        return Waiting(uid, f"message-{uid}.eml", body[1], arrived) if body is not None and body[1] else None

    def _raw(self, uid: str, what: str) -> tuple[bytes, bytes] | None:
        """(all words of the answer, the literal in it)."""
        status, answer = self._asked(lambda: self._box.client.uid("FETCH", uid, what))
        if status != "OK":
            raise MailboxTrouble("The mail server does not hand over a message.")
        words, literal = b"", b""
        for part in answer:
            if isinstance(part, tuple):
                words += part[0] + b" "
                literal = part[1]
            elif isinstance(part, bytes):
                words += part + b" "
        return (words, literal) if words.strip() else None

    @staticmethod
    def _asked(ask: Callable[[], T]) -> T:
        try:
            return ask()
        except (ImapToolsError, imaplib.IMAP4.error, OSError) as fault:
            raise MailboxTrouble(_told(fault)) from fault


@contextmanager
def open_imap(server: ImapServer) -> Iterator[Imap]:
    """The mailbox, signed in to. Raises MailboxTrouble."""
    try:
        context = ssl.create_default_context()
        box: BaseMailBox
        if server.security == "tls":
            box = MailBox(server.host, server.port, timeout=TIMEOUT, ssl_context=context)
        elif server.security == "starttls":
            box = MailBoxStartTls(server.host, server.port, timeout=TIMEOUT, ssl_context=context)
        else:
            box = MailBoxUnencrypted(server.host, server.port, timeout=TIMEOUT)
        try:
            box.login(server.user, server.password, initial_folder=server.folder)
            yield Imap(server, box)
        finally:
            with suppress(ImapToolsError, imaplib.IMAP4.error, OSError):
                box.logout()
            with suppress(OSError):
                box.client.shutdown()  # where the sign-in failed the library keeps the connection
    except (ImapToolsError, imaplib.IMAP4.error, OSError, UnicodeError) as fault:
        raise MailboxTrouble(_told(fault)) from fault


def _told(fault: Exception) -> str:
    # Not the library's own words: they repeat the command, and with it the password.
    kind = type(fault).__name__
    if "Login" in kind:
        return "The mail server refused the sign-in."
    if "Folder" in kind:
        return "The mailbox has no such folder, or it may not be opened."
    return f"The mail server cannot be reached or broke off ({kind})."


def _internal_date(words: bytes) -> date:
    """The day on which the server got the message."""
    found = re.search(rb'INTERNALDATE "\s?([^"]+)"', words)
    try:
        moment = parsedate_to_datetime(found[1].decode("ascii").replace("-", " ", 2)) if found else None
    except (ValueError, TypeError):
        moment = None
    return moment.astimezone(LONDON).date() if moment else clock.today()
