"""E-mail as servers hand it over (.eml): head, words, and everything that came with it."""

from __future__ import annotations

import email
import email.message
import email.policy
from collections.abc import Iterator
from typing import Any

from foi.disclosure.finding import Finding, Level
from foi.intake.channels.delivery_report import undelivered
from foi.intake.channels.mail_headers import Head, tidy_line
from foi.intake.channels.reading import ASK_FOR_TEXT, MAX_PARTS, Kind, Reading, tidy_name
from foi.intake.channels.text import after_blank_lines, decode
from foi.intake.channels.web_page import html_to_text
from foi.intake.channels.winmail import SIGNATURE, NotWinmail, unpacked

MAX_NESTING = 50  # parts in parts; a mail of a person has four or so
_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
_ENDINGS = {"text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "message/rfc822": ".eml",
            "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif"}  # fmt: skip


def read_email(data: bytes, name: str) -> Reading:
    # compat32 keeps headers as they came; the newer policies raise on some that occur.
    message = email.message_from_bytes(after_blank_lines(data), policy=email.policy.compat32)
    head = Head(message)
    walk = _Walk()
    words = walk.words(message)
    sender_name, sender_email = head.sender
    returned, because = undelivered(message)
    if not words.strip() and not walk.attached:
        walk.findings.append(Finding(Level.BLOCK, "no_text", "The message holds no text.", ASK_FOR_TEXT))
    return Reading(
        name=name, kind=Kind.EMAIL, data=data, text=words,
        subject=tidy_line(head.one("subject")),
        sender_name=sender_name, sender_email=sender_email, reply_to=head.reply_to,
        recipients=head.recipients, received_at=head.received_at, sent_at=head.sent_at,
        message_id=head.message_id, thread=head.thread, automatic=head.automatic, bulk=head.bulk,
        undelivered=returned, undelivered_because=because,
        attachments=tuple(Reading(name=called, kind=Kind.OTHER, data=content) for called, content in walk.attached),
        findings=tuple(dict.fromkeys(walk.findings)),
    )  # fmt: skip


class _Walk:
    """Through the parts of a message in the order in which a mail program shows them."""

    def __init__(self) -> None:
        self.attached: list[tuple[str, bytes]] = []
        self.findings: list[Finding] = []
        self._packed_words = ""
        self._seen = 0

    def words(self, message: email.message.Message) -> str:
        # Some programs put the plain form and the HTML form one after the other, as if they were two texts.
        said = {" ".join(words.split()): words for words in self._in(message, 0) if words.strip()}
        return "\n\n".join(said.values()) or self._packed_words

    def _in(self, part: email.message.Message, depth: int) -> Iterator[str]:
        self._seen += 1
        if self._seen > MAX_PARTS or depth > MAX_NESTING:
            self._say(Level.WARN, "nested", "It has more parts than can be read.", "Look at the rest in the original.")
            return
        kind = part.get_content_type()
        if kind in _ENCRYPTED:
            self._say(
                Level.BLOCK,
                "encrypted",
                "The message, or a part of it, is encrypted or sealed.",
                "Ask the sender for it in the clear.",
            )
        if kind == "message/rfc822" or (part.get_content_maintype() == "message" and part.is_multipart()):
            self._attach(part, kind, b"\n".join(_bytes(inner) for inner in _children(part)))
        elif part.is_multipart():
            children = _children(part)
            if kind == "multipart/alternative":
                yield from self._best(children, depth)
            elif kind == "multipart/related" and children:
                yield from self._in(children[0], depth + 1)
                for other in children[1:]:
                    self._keep(other)
            else:
                for child in children:
                    yield from self._in(child, depth + 1)
        elif kind in ("text/plain", "text/html") and not _is_file(part):
            yield self._text(part, kind)
        else:
            self._keep(part)

    def _best(self, alternatives: list[email.message.Message], depth: int) -> Iterator[str]:
        """The same words in several forms: the plain one, unless the sender left it empty."""
        plain = [one for one in alternatives if one.get_content_type() == "text/plain" and not _is_file(one)]
        others = [one for one in alternatives if one not in plain]
        words = [self._text(one, "text/plain") for one in plain]
        if any(_says_something(text) for text in words):
            yield from words
            for other in others:
                # What hangs on the other form (pictures, files beside the HTML) is kept; its words are the same.
                self._keep(other, texts=False)
            return
        for other in others:
            yield from self._in(other, depth + 1)

    def _keep(self, part: email.message.Message, *, texts: bool = True) -> None:
        """As files beside the message: the part, or all parts that it is made of."""
        for inner in part.walk():
            self._seen += 1
            if not inner.is_multipart() and (texts or inner.get_content_maintype() != "text" or _is_file(inner)):
                self._keep_one(inner)

    def _keep_one(self, part: email.message.Message) -> None:
        kind = part.get_content_type()
        if kind in ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"):
            return
        content = _content(part)
        if content:
            self._attach(part, kind, content)
        if kind == "application/ms-tnef" or content.startswith(SIGNATURE):
            self._unpack(content)

    def _unpack(self, content: bytes) -> None:
        try:
            packed = unpacked(content)
        except NotWinmail:
            self._say(
                Level.WARN, "winmail", "Outlook packed attachments into a file (winmail.dat) that cannot be read.",
                "Open the original in Outlook, or ask the sender for the files.",
            )  # fmt: skip
            return
        self._packed_words = self._packed_words or packed.text
        for name, file in packed.files:
            self.attached.append((tidy_name(name, f"attachment-{len(self.attached) + 1}"), file))

    def _attach(self, part: email.message.Message, kind: str, content: bytes) -> None:
        number = len(self.attached) + 1
        self.attached.append((tidy_name(_file_name(part), f"attachment-{number}{_ENDINGS.get(kind, '')}"), content))

    def _text(self, part: email.message.Message, kind: str) -> str:
        content = _content(part)
        try:
            charset = part.get_content_charset() or ""
        except Exception:  # a charset header can be broken in ways that the library meets with an error
            charset = ""
        text, findings = decode(content, charset or "us-ascii")
        self.findings += findings
        if kind == "text/html":
            text, more = html_to_text(text)
            self.findings += more
        elif "flowed" in str(part.get_param("format") or "").lower():
            text = _unflowed(text, joined=str(part.get_param("delsp") or "").lower() == "yes")
        return text.replace("\r\n", "\n").replace("\xa0", " ").strip("\n")

    def _say(self, level: Level, id: str, message: str, hint: str) -> None:
        self.findings.append(Finding(level, id, message, hint))


def _says_something(text: str) -> bool:
    words = " ".join(text.split()).lower()
    return bool(words) and not (
        len(words) < 200 and "html" in words and ("support" in words or "view" in words or "reader" in words)
    )


def _children(part: email.message.Message) -> list[email.message.Message]:
    payload: Any = part.get_payload()
    return [one for one in payload if isinstance(one, email.message.Message)] if isinstance(payload, list) else []


def _is_file(part: email.message.Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _file_name(part: email.message.Message) -> str:
    try:
        return str(part.get_filename() or "")
    except Exception:  # broken parameters
        return ""


def _content(part: email.message.Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except Exception:  # an encoding that is none
        content = None
    if isinstance(content, bytes):
        return content
    return str(part.get_payload() or "").encode("utf-8", "surrogateescape")


def _bytes(part: email.message.Message) -> bytes:
    try:
        return part.as_bytes(policy=email.policy.compat32)
    except Exception:  # a part that cannot be written as it was read
        return str(part).encode("utf-8", "replace")


def _unflowed(text: str, *, joined: bool) -> str:
    """Lines that a mail program broke at its margin become paragraphs again (RFC 3676)."""
    lines: list[str] = []
    depth_before, soft = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        if soft and depth == depth_before and words != "-- ":
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        soft = words.endswith(" ") and words != "-- "
        if soft and joined:
            lines[-1] = lines[-1][:-1]
        depth_before = depth
    return "\n".join(line.rstrip(" ") for line in lines)
