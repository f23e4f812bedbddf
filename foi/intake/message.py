"""One shape in: what every channel produces."""

import uuid
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMessage:
    """A request as it came in, whatever the channel.

    `text` is the requester's own words and is kept as it is. `submission_key` makes a message that arrives
    twice (a double click, a retried job) one request.
    """

    text: str
    received_on: date
    requester_name: str
    requester_email: str = ""
    requester_address: str = ""
    title: str = ""
    channel: str = "email"
    submission_key: uuid.UUID | None = None
