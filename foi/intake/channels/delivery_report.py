"""A mail system's report that a message of ours did not arrive (RFC 3464): which message, and why, in words."""

from __future__ import annotations

import email.message
import re
from collections.abc import Iterator

_MESSAGE_ID = re.compile(r"^message-id:\s*<([^<>\s]{1,200})>", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(r"^action:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"^status:\s*(\d\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
MOST = 200_000  # characters of a report that are looked at

#: RFC 3463: class of the code -> what it means; the nearest fits
REASONS = {
    "5.1": "the address does not exist",
    "5.2.2": "the mailbox is full",
    "5.2": "the mailbox does not take mail",
    "5.3.4": "the message is too large for it",
    "5.3": "the mail system there has trouble",
    "5.4": "the mail system there could not be reached",
    "5.6": "the mail system there does not take this kind of message",
    "5.7": "the mail system there refused it",
}


def undelivered(message: email.message.Message) -> tuple[str, str]:
    """The Message-ID (without <>) of the message that did not arrive, and why; ("", "") for anything else.

    A report of a delay, or of success, is none. Neither is an answer that only looks like a report.
    """
    if message.get_content_type() != "multipart/report":
        return "", ""
    told, original = "", ""
    for kind, words in _parts(message):
        if kind == "message/delivery-status":
            told = told or words
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            original = original or words
    failed = _ACTION.search(told)
    named = _MESSAGE_ID.search(original)
    if not failed or failed[1].lower() != "failed" or not named:
        return "", ""
    return named[1], _why(told)


def _why(told: str) -> str:
    # The code alone: the words of the report hold the address.
    found = _STATUS.search(told)
    code = found[1] if found else ""
    reason = next((words for known, words in REASONS.items() if code == known or code.startswith(f"{known}.")), "")
    if reason:
        return f"{reason[0].upper()}{reason[1:]} ({code})."
    return f"The mail system there gave the code {code}." if code else "The mail system there gave no reason."


def _parts(message: email.message.Message) -> Iterator[tuple[str, str]]:
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            payload = part.get_payload()
            inside = payload if isinstance(payload, list) else []
            try:
                words = "\n".join(str(inner) for inner in inside) if inside else str(payload)
            except Exception:  # parts that cannot be written as they were read
                words = ""
            yield kind, words[:MOST]
