"""What a reader hands back, whatever it read. Plain frozen values: no Django, no database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from foi.disclosure.finding import Finding, Level

LONDON = ZoneInfo("Europe/London")

# What one file may cost us. A request is a letter; whatever is larger is read by a person.
MAX_FILE_BYTES = 60 * 1024 * 1024
MAX_TEXT = 2_000_000  # characters; the longest text that can be logged
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PARTS = 2_000  # files in an archive, parts of a mail
MAX_PAGES = 300
MAX_DEPTH = 3  # a mail in a mail in a mail
MAX_SECONDS = 40


class Kind(StrEnum):
    """What a file is by its content."""

    EMAIL = "email"
    OUTLOOK = "outlook"
    WORD = "word"
    OLD_WORD = "old_word"
    RICH_TEXT = "rich_text"
    OPEN_DOCUMENT = "open_document"
    PDF = "pdf"
    WEB_PAGE = "web_page"
    TEXT = "text"
    OTHER = "other"

    @property
    def words(self) -> str:
        return _KIND_WORDS[self]


_KIND_WORDS = {
    Kind.EMAIL: "an e-mail",
    Kind.OUTLOOK: "an Outlook message",
    Kind.WORD: "a Word document",
    Kind.OLD_WORD: "a Word document of the old kind",
    Kind.RICH_TEXT: "a Rich Text document",
    Kind.OPEN_DOCUMENT: "an OpenDocument text",
    Kind.PDF: "a PDF",
    Kind.WEB_PAGE: "a web page",
    Kind.TEXT: "plain text",
    Kind.OTHER: "a file of another kind",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file as read.

    `text` is for the splitter: lists carry the numbers that the program that wrote them only draws. `data` is the file
    byte for byte. The rest is what a message says of itself, empty for a document. `received_at` is when our own mail
    server took the message in (CLK-5): never the sender's Date. `reply_to` is where answers go, letter for letter.
    `thread` holds the message ids that it answers, nearest first. `automatic` says in words why no person wrote it.
    """

    name: str
    kind: Kind
    data: bytes = field(repr=False)
    text: str = ""
    subject: str = ""
    sender_name: str = ""
    sender_email: str = ""
    reply_to: str = ""
    recipients: tuple[str, ...] = ()
    received_at: datetime | None = None
    sent_at: datetime | None = None
    message_id: str = ""
    thread: tuple[str, ...] = ()
    automatic: str = ""
    bulk: bool = False  # it says of itself that it goes to many at once
    undelivered: str = ""  # the Message-ID of a message of ours that did not arrive, and why
    undelivered_because: str = ""
    attachments: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def received_on(self) -> date | None:
        """The civil date in the United Kingdom (CLK-7): 23:30 UTC in July is already tomorrow."""
        return self.received_at.astimezone(LONDON).date() if self.received_at else None

    @property
    def is_message(self) -> bool:
        return self.kind in (Kind.EMAIL, Kind.OUTLOOK)

    @property
    def is_readable(self) -> bool:
        """Whether there is anything of it that a request could be made from."""
        return bool(self.text.strip()) or self.is_message

    def everything(self) -> Iterator[Reading]:
        """Itself and all that is attached to it, and to that."""
        yield self
        for attached in self.attachments:
            yield from attached.everything()


class Unreadable(Exception):
    """The file cannot be read; the finding says why and what to do."""

    def __init__(self, id: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.finding = Finding(Level.BLOCK, id, message, hint)


# What to do about a file that cannot be read: one thing, and one that can be done.
ASK_FOR_TEXT = "Ask the sender for the request as text. The original is kept."
ASK_AGAIN = "Ask the sender for it again, or as text. The original is kept."
LOOK_AND_TYPE = "Open it, and type what it asks. The original is kept."
DO_NOT_OPEN = "Do not open it. " + ASK_FOR_TEXT

_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:\"|?*]")


def tidy_name(name: str | None, otherwise: str) -> str:
    """A file's name without its path and without marks that hide what it is ("invoice\u202efdp.exe")."""
    last = re.split(r"[\\/]", name or "")[-1]
    return _NOT_IN_A_NAME.sub("", last).strip(" .")[-150:] or otherwise


def excerpt(words: str, longest: int = 300) -> str:
    """For a finding: on one line, cut off where it gets long."""
    words = " ".join(words.split())
    return words if len(words) <= longest else words[:longest] + " …"
