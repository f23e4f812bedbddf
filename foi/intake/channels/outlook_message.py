"""Messages saved by Outlook (.msg)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from functools import cached_property
from typing import Any

from oxmsg import Message
from oxmsg.attachment import Attachment
from oxmsg.domain import constants as pid
from oxmsg.properties import Properties

from foi.disclosure.finding import Finding, Level
from foi.intake.channels.mail_headers import Head, tidy_line
from foi.intake.channels.reading import ASK_FOR_TEXT, MAX_PARTS, Kind, Reading, Unreadable, tidy_name
from foi.intake.channels.rich_text import outlook_text
from foi.intake.channels.text import decode
from foi.intake.channels.web_page import html_to_text

REPORTS = ("REPORT.", "IPM.NOTE.RULES.OOFTEMPLATE")
_TABLE = "__properties_version1.0"
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")


def read_outlook(data: bytes, name: str) -> Reading:
    try:
        message = Message.load(data)
        return _read(message, data, name)
    except Unreadable:
        raise
    except Exception as fault:  # a broken file meets the library in many ways
        raise Unreadable(
            "damaged", "The Outlook message cannot be read.",
            "Save it from Outlook again, or drag it into a mail and send that. The original is kept.",
        ) from fault  # fmt: skip


def _read(message: Message, data: bytes, name: str) -> Reading:
    properties = message.properties
    # Only mail that came over the internet has them; the property store speaks for the rest.
    head = Head(
        email.message_from_string(_string(message, pid.PID_TRANSPORT_MESSAGE_HEADERS), policy=email.policy.compat32)
    )
    sender_name, sender_email = head.sender
    findings: list[Finding] = []
    text = _words(message, findings)
    attached = tuple(_attached(message, findings))
    if not text.strip() and not attached:
        findings.append(Finding(Level.BLOCK, "no_text", "The message holds no text.", ASK_FOR_TEXT))
    return Reading(
        name=name, kind=Kind.OUTLOOK, data=data, text=text,
        subject=tidy_line(message.subject),
        sender_name=sender_name or tidy_line(_string(message, pid.PID_SENDER_NAME)),
        sender_email=sender_email or _sender_address(message),
        reply_to=head.reply_to,
        recipients=head.recipients or _recipients(message),
        received_at=head.received_at or _moment(properties.date_prop_value(pid.PID_MESSAGE_DELIVERY_TIME)),
        sent_at=head.sent_at or _moment(message.sent_date),
        message_id=head.message_id or _string(message, pid.PID_INTERNET_MESSAGE_ID).strip("<> ")[:500],
        thread=head.thread or tuple(filter(None, [_string(message, pid.PID_IN_REPLY_TO_ID).strip("<> ")])),
        automatic=head.automatic or _automatic(message), bulk=head.bulk,
        attachments=attached, findings=tuple(dict.fromkeys(findings)),
    )  # fmt: skip


def _words(message: Message, findings: list[Finding]) -> str:
    if (plain := _string(message, pid.PID_BODY)).strip():
        return plain.replace("\xa0", " ")
    html = message.properties.binary_prop_value(pid.PID_HTML)
    if html:
        text, more = decode(html, message.properties.body_encoding)
        findings += more
    else:
        text = _string(message, pid.PID_BODY_HTML)
    if text.strip():
        words, more = html_to_text(text)
        findings += more
        return words
    if rich := message.properties.binary_prop_value(pid.PID_RTF_COMPRESSED):
        try:
            words, more = outlook_text(rich)
        except Exception:  # a broken one meets the libraries in many ways; the rest of the message stands
            return _unread(findings)
        findings += more
        return words
    return ""


def _unread(findings: list[Finding]) -> str:
    findings.append(
        Finding(
            Level.BLOCK, "rtf_only", "Outlook kept the text only in its own format, which cannot be read.",
            "Open it in Outlook and paste the text. The original is kept.",
        )
    )  # fmt: skip
    return ""


def _attached(message: Message, findings: list[Finding]) -> Iterator[Reading]:
    for number, attachment in enumerate(message.attachments, start=1):
        if number > MAX_PARTS:
            findings.append(Finding(Level.WARN, "nested", "It has more attachments than can be read."))
            return
        name = tidy_name(
            attachment.file_name or attachment.properties.str_prop_value(pid.PID_ATTACH_FILENAME),
            f"attachment-{number}",
        )
        content = attachment.file_bytes
        if content is None and (inner := _message_in(attachment)) is not None:
            called = attachment.file_name or inner.properties.str_prop_value(pid.PID_SUBJECT) or name
            content, name = _as_mail(inner), tidy_name(called, f"attachment-{number}") + ".eml"
        if content is None:
            findings.append(
                Finding(
                    Level.WARN, "outlook_item", f"“{name}” is attached in Outlook's own way, and was not read.",
                    "Open the original in Outlook and save that attachment by itself.",
                )
            )  # fmt: skip
        else:
            yield Reading(name=name, kind=Kind.OTHER, data=content)


class _Inner(Message):
    """A message in a message: the table of its properties begins earlier ([MS-OXMSG] 2.4.1.2)."""

    @cached_property
    def properties(self) -> Properties:
        return Properties(self._storage, properties_header_offset=24)


def _message_in(attachment: Attachment) -> Message | None:
    held: Any = attachment._storage
    found = next((one for one in held.storages if one.name == "__substg1.0_3701000D"), None)
    return _Inner(found) if found is not None and any(s.name == _TABLE for s in found.streams) else None


def _as_mail(inner: Message) -> bytes | None:
    """Written again as an e-mail, which is read and opened like any other; None where that cannot be done."""
    try:
        read = _read(inner, b"", "")
        mail = EmailMessage(policy=email.policy.SMTPUTF8)
        mail["From"] = formataddr((read.sender_name, read.sender_email))
        mail["To"] = ", ".join(read.recipients)
        mail["Subject"] = read.subject
        mail["MIME-Version"] = "1.0"
        if read.message_id:
            mail["Message-ID"] = f"<{read.message_id}>"
        if read.sent_at:
            mail["Date"] = format_datetime(read.sent_at)
        mail.set_content(read.text)
        for file in read.attachments:
            mail.add_attachment(file.data, maintype="application", subtype="octet-stream", filename=file.name)
        return mail.as_bytes()
    except Exception:  # a name or an address that no header can hold
        return None


def _sender_address(message: Message) -> str:
    """Exchange names its own people by a path; the address on the internet is kept beside it."""
    for key in (pid.PID_SENDER_SMTP_ADDRESS, pid.PID_SENDER_EMAIL_ADDRESS, pid.PID_SENT_REPRESENTING_EMAIL_ADDRESS):
        if found := _ADDRESS.search(_string(message, key)):
            return found[0][:254]
    return ""


def _recipients(message: Message) -> tuple[str, ...]:
    found = []
    for recipient in message.recipients:
        if address := _ADDRESS.search(recipient.email_address or ""):
            found.append(address[0].lower())
    return tuple(dict.fromkeys(found))


def _automatic(message: Message) -> str:
    kind = message.message_class.upper()
    return "a mail system's report or an automatic reply" if kind.startswith(REPORTS) else ""


def _string(message: Message, key: int) -> str:
    try:
        return message.properties.str_prop_value(key) or ""
    except UnicodeDecodeError:  # bytes in another encoding than the message names
        return _as_it_can_be(message.properties, key)
    except Exception:  # a property that points at a stream that is not there
        return ""


def _as_it_can_be(properties: Properties, key: int) -> str:
    kind = next((one.ptyp for one in properties if one.pid == key), pid.PTYP_STRING8)
    charset = "utf-16-le" if kind == pid.PTYP_STRING else properties.body_encoding
    return decode(properties._storage.property_stream_bytes(key, kind), charset)[0]


def _moment(moment: Any) -> datetime | None:
    if not isinstance(moment, datetime):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
