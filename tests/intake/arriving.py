"""Messages that arrive: how the tests make them and hand them over."""

from __future__ import annotations

import datetime
from email.message import EmailMessage
from typing import Any

from foi.intake.arrivals import take_in
from foi.intake.models import Arrival
from tests.intake.channels.made import mail

TODAY = datetime.date(2026, 3, 4)
TEXT = """\
Dear Sir or Madam,

1. How many dogs do you own?
2. What did their food cost in 2025?

Yours faithfully,
Morgan Quillfeather
"""
RECEIVED = "Tue, 03 Mar 2026 23:40:00 +0000"


def a_mail(text: str = TEXT, **headers: str) -> EmailMessage:
    return mail(text, received=headers.pop("received", RECEIVED), **headers)


def arrives(message: EmailMessage | bytes, **more: Any) -> Arrival:
    data = message if isinstance(message, bytes) else message.as_bytes()
    given = {"source": "mailbox", "arrived_on": TODAY, **more}
    return take_in(data, "message-1.eml", **given)


def ids(arrival: Arrival) -> list[str]:
    return [finding["id"] for finding in arrival.findings]


def sent_on(note: str = "FYI\n", head: str = "", **headers: str) -> EmailMessage:
    """What a front desk of the authority sends on to its FOI team, in the text as Outlook does."""
    head = head or (
        "-----Original Message-----\nFrom: Morgan Quillfeather <morgan@quillfeather.example>\n"
        "Sent: 24 February 2026 09:14\nTo: Front Desk <desk@trentvale.example>\nSubject: Police dogs\n"
    )
    given = {
        "From": "Jo Hartley-Swann <jo.hs@trentvale.example>",
        "Subject": "FW: Police dogs",
        "Message_ID": "<f1@t.example>",
    }
    return a_mail(f"{note}\n{head}\n{TEXT}", **{**given, **headers})
