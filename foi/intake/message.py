"""One shape in: what every channel produces."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came, to be kept byte for byte."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMessage:
    """A request as it came in, whatever the channel.

    `text` is the requester's own words and is kept as it is. `submission_key` makes a message that arrives
    twice (a double click, a retried job) one request. `reference` is the one that the request has already, where it
    comes from another system. `originals` are kept on the request.
    """

    text: str
    received_on: date
    requester_name: str
    requester_email: str = ""
    others: tuple[tuple[str, str], ...] = ()  # (name, address) of whoever else may have asked: departments see neither
    came_from: str = ""  # the address as the message gave it, for the letter to go back to
    requester_address: str = ""
    title: str = ""
    channel: str = "email"
    regime: str = "foia"
    submission_key: uuid.UUID | None = None
    reference: str = ""
    originals: tuple[Original, ...] = ()


# Everything below space but the marks of lines and tabs, and the delete character. PostgreSQL cannot store NUL, XML (so
# Word) none of the others; marks of writing direction are part of somebody's words and stay.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def storable(text: str) -> tuple[str, int]:
    """The text with each control character replaced by a space, and how many there were."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    return _CONTROL.subn(" ", text)
