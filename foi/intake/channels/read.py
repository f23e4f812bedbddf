"""The door to all readers: a file goes in, a Reading comes out, whatever the file does.

`read` reads in this process. `read_apart` does the same in a process of its own, which is stopped when it takes too
long or too much memory: for everything that comes from outside.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from foi.disclosure.finding import Finding, Level
from foi.intake.channels.email_message import read_email
from foi.intake.channels.old_word import read_old_word
from foi.intake.channels.open_document import read_open_document
from foi.intake.channels.outlook_message import read_outlook
from foi.intake.channels.pdf import read_pdf
from foi.intake.channels.reading import (
    ASK_AGAIN,
    ASK_FOR_TEXT,
    LOOK_AND_TYPE,
    MAX_DEPTH,
    MAX_FILE_BYTES,
    Kind,
    Reading,
    Unreadable,
    tidy_name,
)
from foi.intake.channels.rich_text import read_rich_text
from foi.intake.channels.sniff import sniff
from foi.intake.channels.text import read_text, tidy
from foi.intake.channels.web_page import read_web_page
from foi.intake.channels.word import read_word

log = logging.getLogger(__name__)

READERS: dict[Kind, Callable[[bytes, str], Reading]] = {
    Kind.EMAIL: read_email,
    Kind.OUTLOOK: read_outlook,
    Kind.WORD: read_word,
    Kind.OLD_WORD: read_old_word,
    Kind.RICH_TEXT: read_rich_text,
    Kind.OPEN_DOCUMENT: read_open_document,
    Kind.PDF: read_pdf,
    Kind.WEB_PAGE: read_web_page,
    Kind.TEXT: read_text,
}


def read(data: bytes, name: str, depth: int = 0) -> Reading:
    """Read a file of any accepted kind, and what is attached to it. Never raises: what goes wrong is a finding.

    A file that cannot be read comes back with its bytes, no text, and a BLOCK finding that says what to do.
    """
    name = tidy_name(name, "file")
    kind = Kind.OTHER
    try:
        if len(data) > MAX_FILE_BYTES:
            raise _too_large()
        sniffed = sniff(data, name)
        kind = sniffed.kind
        reading = READERS[kind](data, name)
    except Unreadable as refusal:
        return Reading(name=name, kind=kind, data=data, findings=(refusal.finding,))
    except (MemoryError, RecursionError):
        heavy = Finding(Level.BLOCK, "too_heavy", "It is too large or too deeply nested to be read.", ASK_FOR_TEXT)
        return Reading(name=name, kind=kind, data=data, findings=(heavy,))
    except Exception:  # the last resort: the file is kept and a person looks at it
        # No traceback: it could quote the file, and with it the requester.
        log.warning("A file that looked like %s could not be read", kind.words)
        return Reading(name=name, kind=kind, data=data, findings=(_broken(kind),))
    text, more = tidy(reading.text)
    if not text and not depth and kind in (Kind.WEB_PAGE, Kind.TEXT):  # beside a mail Exchange leaves empty ones
        more = (*more, Finding(Level.BLOCK, "no_text", "It holds no text, perhaps only pictures.", LOOK_AND_TYPE))
    attachments = tuple(_attached(one, depth) for one in reading.attachments)
    return replace(reading, text=text, attachments=attachments, findings=(*sniffed.findings, *reading.findings, *more))


def _attached(attached: Reading, depth: int) -> Reading:
    if depth + 1 >= MAX_DEPTH:
        deep = Finding(
            Level.WARN, "nested", f"“{attached.name}” is nested too deeply to be read.", "Look at the original."
        )
        return replace(attached, findings=(deep,))
    return read(attached.data, attached.name, depth + 1)


def _too_large() -> Unreadable:
    limit = MAX_FILE_BYTES // 1024 // 1024
    return Unreadable("too_large", f"The file is larger than {limit} MB.", LOOK_AND_TYPE)


def _broken(kind: Kind) -> Finding:
    what = "The file" if kind is Kind.OTHER else f"It looks like {kind.words}, but it"
    return Finding(Level.BLOCK, "damaged", f"{what} could not be read.", ASK_AGAIN)
