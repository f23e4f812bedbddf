"""What the head of a mail says: who wrote, to whom answers go, when our server took it in, what it answers."""

from __future__ import annotations

import email.header
import email.message
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

from foi.intake.channels.text import decode
from foi.intake.message import storable

_MESSAGE_ID = re.compile(r"<([^<>\s]{1,500})>")
_ADDRESS = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+")
MAX_ADDRESS = 254  # RFC 5321


@dataclass(frozen=True, slots=True)
class Head:
    """The headers, decoded. Reading one never fails: mail from the wild breaks every rule."""

    message: email.message.Message

    def all(self, name: str) -> list[str]:
        return [_decoded(value) for key, value in self.message.raw_items() if key.lower() == name]

    def one(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def addresses(self, name: str) -> list[tuple[str, str]]:
        """(name, address) pairs, letter for letter: what stands before the @ may depend on its case."""
        raw = [str(value) for key, value in self.message.raw_items() if key.lower() == name]
        found = []
        for value in raw:
            # An encoded word is decoded after the address is taken apart: it may hold a comma or an @.
            pairs = [pair for pair in getaddresses([value]) if _ADDRESS.search(pair[1])]
            for display, address in pairs or [_taken_apart(value)]:
                fitting = _ADDRESS.search(address)
                if fitting and len(fitting[0]) <= MAX_ADDRESS:
                    display = "" if display.strip() == fitting[0] else display
                    found.append((tidy_line(_decoded(display)).strip("\"' "), fitting[0]))
        return found

    @property
    def sender(self) -> tuple[str, str]:
        """Name and address of who wrote it."""
        for header in ("from", "sender", "return-path"):
            if found := self.addresses(header):
                return found[0]
        return tidy_line(self.one("from")), ""

    @property
    def reply_to(self) -> str:
        return next((address for _, address in self.addresses("reply-to")), "")

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address it was sent to; those of the envelope first, for they are of ours for certain."""
        names = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc")
        return tuple(dict.fromkeys(address.lower() for name in names for _, address in self.addresses(name)))

    @property
    def message_id(self) -> str:
        found = _MESSAGE_ID.search(self.one("message-id"))
        return found[1] if found else tidy_line(self.one("message-id"))[:500]

    @property
    def thread(self) -> tuple[str, ...]:
        """The messages that it answers, nearest first."""
        answered = _MESSAGE_ID.findall(self.one("in-reply-to"))
        return tuple(dict.fromkeys([*answered, *reversed(_MESSAGE_ID.findall(self.one("references")))]))[:100]

    @property
    def received_at(self) -> datetime | None:
        """When our own server took it in: the topmost Received, for each server puts its line above the others (CLK-5).

        Whatever stands below was written by others, and the Date by the sender's own clock.
        """
        return _moment(self.one("received").rpartition(";")[2])

    @property
    def sent_at(self) -> datetime | None:
        return _moment(self.one("date"))

    @property
    def automatic(self) -> str:
        """Why no person wrote it, in words; empty for a person's mail. RFC 3834 and what came before it."""
        if self.message.get_content_type() in ("multipart/report", "message/delivery-status"):
            return "a mail system's report on a message that was sent"
        if any(value.strip() == "<>" for value in self.all("return-path")):
            return "an automatic message without a return address"
        said = self.one("auto-submitted").split(";")[0].strip().lower()
        if said and said != "no":
            return "an automatic reply" if said == "auto-replied" else "a message made by a program"
        if self.one("x-autoreply").strip().lower() in ("yes", "true", "1") or self.one("x-autorespond"):
            return "an automatic reply"
        if self.one("precedence").strip().lower() in ("auto_reply", "auto-reply"):
            return "an automatic reply"
        if re.match(r"(mailer-daemon|postmaster)@", self.sender[1], re.IGNORECASE):
            return "a mail system's report on a message that was sent"
        return ""

    @property
    def bulk(self) -> bool:
        """Whether it says of itself that it goes to many at once (RFC 2369, RFC 2919)."""
        to_a_list = any(self.one(name).strip() for name in ("list-unsubscribe", "list-id"))
        return to_a_list or self.one("precedence").strip().lower() in ("bulk", "list", "junk")


def _taken_apart(value: str) -> tuple[str, str]:
    """Name and address out of a header that breaks the rules: "Quill, Morgan <m@quill.example>"."""
    before, _, after = value.rpartition("<")
    return (before, after) if _ADDRESS.search(after) else ("", value)


def tidy_line(words: str) -> str:
    return " ".join(storable(words)[0].split())


def _decoded(value: object) -> str:
    """A header's words, whatever they are encoded in, on one line."""
    raw = str(value)
    try:
        pieces = list(_pieces(raw))
    except Exception:  # the library raises all sorts for encoded words that are none
        pieces = [raw]
    # Bytes that the sender put there without declaring them come as surrogates.
    return decode(re.sub(r"[\r\n]+[ \t]*", " ", "".join(pieces)).encode("utf-8", "surrogateescape"))[0]


def _pieces(raw: str) -> Iterator[str]:
    for piece, charset in email.header.decode_header(raw):
        if isinstance(piece, str):
            yield piece
        elif charset is None:
            yield piece.decode("raw-unicode-escape")  # how the library hands over what was not encoded
        else:
            yield decode(piece, charset)[0]


def _moment(stamp: str) -> datetime | None:
    """A date of RFC 5322; None where it is broken. Without a zone it is taken for UTC, as the RFC says of -0000."""
    try:
        moment = parsedate_to_datetime(re.sub(r"\s+", " ", stamp).strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError):
        return None
