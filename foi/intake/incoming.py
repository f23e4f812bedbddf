"""From what a reader read to the message that is logged. Plain Python."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from foi.disclosure.finding import Finding, Level
from foi.intake.blind import blinded, signed_name
from foi.intake.blind_claims import NO_NAME_OF_A_PERSON, is_written_name
from foi.intake.blind_text import Folded
from foi.intake.blind_words import DEPARTMENTS, NOT_NAMES, ROLES
from foi.intake.channels.reading import LONDON, MAX_TEXT, Reading, excerpt
from foi.intake.forwards import Forward, Ours, forward_in, is_forwarded
from foi.intake.message import IncomingMessage, Original
from foi.intake.splitter import split
from foi.intake.splitter.headings import names_subject
from foi.intake.validity import shortfalls
from foi.law.working_days import in_words

_PREFIX = re.compile(r"^\s*(?:(?:re|fw|fwd|ymateb|ymlaen)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_SITE_SUBJECT = re.compile(r"^\s*freedom of information (?:act )?request\s*[-:–]\s*", re.IGNORECASE)
_NAMES_ATTACHMENT = re.compile(r"\b(?:attach(?:ed|ments?|ing)?|enclosed|atodiad)\b", re.IGNORECASE)
_NAMESPACE = uuid.UUID("0b1de8a6-6f4e-4b6c-9a6b-7f0c0d7a5b11")
LONG_AGO = timedelta(days=30)
BELIEVED_FOR = timedelta(days=60)  # a sender's clock may be wrong by years
NOT_KNOWN = Ours()


def message_from(
    reading: Reading, *, arrived_on: date, by_mailbox: bool = False, channel: str = "", ours: Ours = NOT_KNOWN
) -> tuple[IncomingMessage, tuple[Finding, ...]]:
    """The message to be logged, and everything that an officer should look at.

    arrived_on: the day it reached us as far as whoever hands it over knows: the upload, the mailbox's own date.
    A mail's topmost Received line is better evidence and wins, unless it lies in the future (CLK-5, CLK-7).
    by_mailbox: whether that day is a mail server's word. Where no server says anything, a mail is proposed as received
    on the day of its sender's Date: it may have lain in a mailbox of the authority since, and from that day the time
    limit runs (section 10), so the earlier date is the safe one.
    channel: as FoiRequest has it; a mail is e-mail, and of a document nobody knows how it came.
    ours: the addresses of the authority, by which it is known what its own people sent on.
    """
    forward = forward_in(reading, ours)
    received_on, findings = _received(reading, arrived_on, forward, by_mailbox=by_mailbox)
    text, more = _text(reading)
    findings += more
    # Letter for letter: an address such as request-123-ab12@whatdotheyknow.com is the address for the reply (REQ-3).
    email = reading.reply_to or reading.sender_email
    came_from = email
    name = "" if "@" in reading.sender_name else reading.sender_name
    others: tuple[tuple[str, str], ...] = ()
    written = text
    if forward is not None:
        inner = forward.inner
        others = ((name if not forward.by_us or ours.is_person(name) else "", email), (inner.name, inner.email))
        if forward.asked:
            # An address that only a text names is typed once more before a letter goes there.
            name, email, came_from, written = inner.name, inner.email, "", text[inner.starts :]
    name = (_in_order(name) or signed_name(written))[:200]
    if reading.reply_to and reading.sender_email and reading.reply_to.lower() != reading.sender_email.lower():
        told = f"It came from {reading.sender_email}; answers go to {reading.reply_to}."
        findings.append(Finding(Level.INFORM, "reply_to", told))
    missing = shortfalls(name=name, email=email, address="") if text.strip() else {}
    findings += [Finding(Level.WARN, f"missing_{what}", f"{sentence}.") for what, sentence in missing.items()]
    title = _SITE_SUBJECT.sub("", _PREFIX.sub("", reading.subject))
    for who in dict.fromkeys([(name, email), *others]):
        title = blinded(title, *who, letter=text)
    message = IncomingMessage(
        text=text,
        received_on=received_on,
        requester_name=name,
        requester_email=email,
        came_from=came_from,
        others=others,
        title=title[:1].upper() + title[1:200] if names_subject(title) else "",
        channel=channel or ("email" if reading.is_message else "other"),
        originals=(
            Original(reading.name, reading.data),
            *(Original(one.name, one.data) for one in reading.attachments),
        ),
    )
    return message, (*_all_findings(reading), *findings)


_TURNED_ROUND = re.compile(r"([^,&\d()]{1,60}),\s{0,3}([^,&\d()]{1,60}?)\s{0,3}(?:\([^()]{0,60}\))?")


def _in_order(name: str) -> str:
    """ "Bloggs, Joe" as one writes to people: "Joe Bloggs". What may be an organisation and its part is left."""
    found = _TURNED_ROUND.fullmatch(name.strip())
    if found is None:
        return name
    surname, given = Folded(found[1]).text.split(), Folded(found[2].rstrip(".")).text.split()
    if (
        (NO_NAME_OF_A_PERSON | DEPARTMENTS).intersection((*surname, *given))
        or sum(word not in NOT_NAMES for word in surname) != 1
        or NOT_NAMES.intersection(given)
        or re.fullmatch(rf"{ROLES}s?", " ".join(given))
        or not (is_written_name(found[1]) and is_written_name(found[2]))
    ):
        return name
    return f"{found[2].strip()} {found[1].strip()}"


def nothing_asked(reading: Reading, message: IncomingMessage) -> str:
    """Why an officer should look before a time limit runs; "" for whatever asks anything, and for every letter."""
    has_words = bool(message.text.strip())
    if not reading.is_message or split(message.text if has_words else reading.subject).questions:
        return ""
    if reading.bulk:
        return "It was sent to many at once, and no question was found in it."
    if not has_words and not reading.attachments:
        return "It holds neither words nor an attachment."
    return ""


def identity(reading: Reading) -> str:
    """The same for every copy of one message, whichever way each came; another for another message.

    The sender is part of it: there are programs that give every message the same Message-ID.
    """
    parts: tuple[str, ...] = ("file", reading.sha256)
    if reading.message_id:
        parts = ("id", reading.message_id, reading.sender_email.lower())
    elif reading.is_message:
        sent = reading.sent_at.isoformat() if reading.sent_at else ""
        words = " ".join(reading.text.split())
        attached = ",".join(one.sha256 for one in reading.attachments)
        parts = ("words", reading.sender_email.lower(), reading.subject, sent, words, attached)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def submission_key(authority: object, identity: str, *details: str) -> uuid.UUID:
    """What makes two submissions one request. details: of the requester, where many people send the same file."""
    return uuid.uuid5(
        _NAMESPACE, "\0".join((str(authority), identity, *(detail.strip().casefold() for detail in details)))
    )


def _received(
    reading: Reading, arrived_on: date, forward: Forward | None, *, by_mailbox: bool
) -> tuple[date, list[Finding]]:
    said = reading.received_on
    findings = []
    if said is not None and said > arrived_on:
        findings.append(
            Finding(
                Level.WARN, "received_later", f"It claims to have been received on {in_words(said)}, still to come.",
                f"It was taken as received on {in_words(arrived_on)}. Check the date.",
            )
        )  # fmt: skip
        said = None
    received_on = said or arrived_on
    inner = forward.inner if forward is not None and forward.by_us else None
    if inner is not None and inner.reached_on is not None and inner.reached_on < received_on:
        received_on = inner.reached_on
        findings.append(
            Finding(
                Level.WARN, "received_earlier",
                f"The message that was sent on was addressed to the authority and is dated {in_words(received_on)}. "
                "That day was taken as the day of receipt.",
                "The time limit runs from the first day in the authority (section 10). Correct the date if it came "
                "later.",
            )
        )  # fmt: skip
    elif reading.is_message and said is None and not findings:
        sent_on = reading.sent_at.astimezone(LONDON).date() if reading.sent_at else None
        if sent_on is not None and not by_mailbox and timedelta() <= arrived_on - sent_on <= BELIEVED_FOR:
            received_on = sent_on
            findings.append(
                Finding(
                    Level.WARN, "received_as_dated", "It does not say when it reached the authority.",
                    f"It was taken as received on the day that its sender dates it, {in_words(sent_on)}. "
                    "Correct the date if it came later or earlier.",
                )
            )  # fmt: skip
        else:
            dated = f" The sender dates it {in_words(sent_on)}." if sent_on else ""
            findings.append(
                Finding(
                    Level.WARN, "received_unknown", f"It does not say when it reached the authority.{dated}",
                    f"It was taken as received on {in_words(received_on)}. Correct the date if it came earlier.",
                )
            )  # fmt: skip
    if forward is not None or is_forwarded(reading):
        findings.append(_forwarded(forward))
    if arrived_on - received_on > LONG_AGO:
        findings.append(
            Finding(
                Level.WARN, "received_long_ago", f"It was received on {in_words(received_on)}: it may be late already."
            )
        )
    return received_on, findings


def _forwarded(forward: Forward | None) -> Finding:
    check = "Check who asked, and the day on which it first reached anybody in the authority: that day counts."
    if forward is not None and forward.asked:
        told = "It was sent on from within the authority. The sender of the message inside was taken for the requester."
        return Finding(Level.WARN, "forwarded", told, check)
    told = "It seems to have been forwarded by somebody else than the requester."
    if forward is None:
        return Finding(Level.WARN, "forwarded", told, check)
    who = ", ".join(filter(None, (forward.inner.name, forward.inner.email)))
    return Finding(Level.WARN, "forwarded", told, check, about=f"Likely the requester: {who}.")


def _text(reading: Reading) -> tuple[str, list[Finding]]:
    """The message's own words and, where the request is in an attachment, those of the attachment below them."""
    readable = [one for one in reading.attachments if one.text.strip() and not one.automatic]
    if not readable:
        return reading.text, []
    own = split(reading.text).questions
    text, findings = reading.text, []
    for attached in readable:
        asks = len(split(attached.text).questions)
        if not own or (asks and _NAMES_ATTACHMENT.search(reading.text)):
            text += _below(attached)
        elif asks:
            count = "a question" if asks == 1 else f"{asks} questions"
            findings.append(
                Finding(
                    Level.WARN, "asks_too", f"“{attached.name}” seems to ask {count}, too. It is not part of the text.",
                    "Open it, and add questions if it belongs to the request.",
                )
            )  # fmt: skip
    if len(text) > MAX_TEXT:
        findings.append(Finding(Level.WARN, "long_text", "The attachments are too long to be taken whole."))
    return text[:MAX_TEXT].strip("\n"), findings


def _below(attached: Reading) -> str:
    # "Attachment:" begins a letter of its own for the splitter (`voices`), though it stands under a signature.
    head = [f"Attachment: {attached.name}"]
    if attached.is_message:  # as mail programs show it, in Apple's order: right below a subject fewer asks are found
        head += [f"From: {_named(attached)}", f"Subject: {attached.subject}"]
        if attached.sent_at is not None:
            sent = attached.sent_at.astimezone(LONDON)
            head.append(f"Date: {sent.day} {sent:%B %Y %H:%M}")
    return "\n\n" + "\n".join(head) + f"\n\n{attached.text}"


def _named(message: Reading) -> str:
    if message.sender_name and message.sender_email:
        return f"{message.sender_name} <{message.sender_email}>"
    return message.sender_name or message.sender_email


def _all_findings(reading: Reading) -> Iterator[Finding]:
    yield from reading.findings
    for attached in reading.attachments:
        for one in attached.everything():
            for finding in one.findings:
                # A picture in a signature is no obstacle to reading the message that it came with.
                level = (
                    Level.INFORM if finding.id == "not_accepted" else min(finding.level, Level.WARN, key=_GRAVITY.index)
                )
                yield replace(finding, level=level, message=excerpt(finding.message, 400), place=one.name)


_GRAVITY = [Level.INFORM, Level.WARN, Level.BLOCK]
