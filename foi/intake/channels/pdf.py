"""PDF: the text layer, page by page. A picture of a letter is said to be one."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError

from foi.disclosure.finding import Finding, Level
from foi.intake.channels.reading import (
    ASK_AGAIN,
    ASK_FOR_TEXT,
    MAX_FILE_BYTES,
    MAX_PAGES,
    MAX_SECONDS,
    Kind,
    Reading,
    Unreadable,
    tidy_name,
)

MAX_ATTACHED = 20
PARAGRAPH = 1.3  # times the usual distance between two lines of the page
# The library warns of every oddity in a file; what matters to an officer becomes a finding.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(data: bytes, name: str) -> Reading:
    reader = _open(data)
    pages, failed, findings = _pages(reader)
    empty = [number for number, text in enumerate(pages, start=1) if not text.strip() and number not in failed]
    form = list(_form(reader))
    if failed:
        which = ", ".join(map(str, failed[:20]))
        level = Level.WARN if form or any(map(str.strip, pages)) else Level.BLOCK
        findings.append(Finding(level, "broken_pages", f"Pages that could not be read: {which}.", ASK_FOR_TEXT))
    if not form and len(empty) == len(pages):
        findings.append(
            Finding(
                Level.BLOCK, "scanned", "It is scanned: a picture of a letter, without text.",
                "Type the request, or use a program that recognises text in pictures. The original is kept.",
            )
        )  # fmt: skip
    elif empty:
        which = ", ".join(map(str, empty[:20])) + (" …" if len(empty) > 20 else "")
        findings.append(
            Finding(
                Level.WARN, "scanned_pages", f"Pages without text, perhaps scanned: {which}.",
                "Look at them in the original, and add what they ask.",
            )
        )  # fmt: skip
    attached = tuple(_attached(reader, findings))
    return Reading(
        name=name, kind=Kind.PDF, data=data, text="\n\n".join([*filter(str.strip, pages), *form]), attachments=attached,
        findings=tuple(findings),
    )  # fmt: skip


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        # Many files only forbid printing or copying, and open with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
        len(reader.pages)
    except (DependencyError, NotImplementedError) as fault:  # a lock of a kind that the library does not know
        raise _locked() from fault
    except Unreadable:
        raise
    except Exception as fault:  # a broken file meets the library in many ways
        raise Unreadable("damaged", "The PDF is damaged.", ASK_AGAIN) from fault
    return reader


def _locked() -> Unreadable:
    return Unreadable(
        "encrypted", "The PDF is protected by a password.", "Ask the sender for it without one, or as text."
    )


def _pages(reader: PdfReader) -> tuple[list[str], list[int], list[Finding]]:
    """The text of each page, the numbers of those that could not be read, and what is to be said."""
    until = time.monotonic() + MAX_SECONDS / 2
    texts: list[str] = []
    findings: list[Finding] = []
    failed: list[int] = []
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        if number > MAX_PAGES or time.monotonic() > until:
            findings.append(
                Finding(
                    Level.WARN, "long_file", f"Only the first {number - 1} of its {total} pages were read.",
                    "Look at the others in the original, and add what they ask.",
                )
            )  # fmt: skip
            break
        try:
            texts.append(_words(page))
        except Exception:  # one broken page must not lose the others
            texts.append("")
            failed.append(number)
    return texts, failed, findings


def _words(page: PageObject) -> str:
    """The text of a page with an empty line where the page leaves room: that is how paragraphs are told apart."""
    pieces: list[tuple[str, float]] = []

    def seen(text: str, user: Sequence[float], matrix: Sequence[float], font: object, size: float) -> None:
        pieces.append((text, matrix[4] * user[1] + matrix[5] * user[3] + user[5]))

    whole = page.extract_text(visitor_text=seen)
    heights = [height for text, height in pieces if text.strip()]
    gaps = [before - after for before, after in pairwise(heights) if before - after > 1]
    if not gaps or "".join(text for text, _ in pieces).split() != whole.split():
        return whole
    usual = median_low(gaps)
    spaced: list[str] = []
    last: float | None = None
    for text, height in pieces:
        if text.strip():
            if last is not None and last - height > usual * PARAGRAPH:
                spaced.append("\n")
            last = height
        spaced.append(text)
    return "".join(spaced)


def _form(reader: PdfReader) -> Iterator[str]:
    """What was typed into the fields of a form stands beside the pages, not in them."""
    try:
        fields = reader.get_form_text_fields() or {}
    except Exception:  # a form that is broken is a form without text
        return
    for field, value in fields.items():
        if value and str(value).strip():
            yield f"{str(field).strip()}: {str(value).strip()}"


def _attached(reader: PdfReader, findings: list[Finding]) -> Iterator[Reading]:
    """Files in the file: kept beside it, not read."""
    try:
        size = 0
        for number, attached in enumerate(reader.attachment_list, start=1):
            content = attached.content
            size += len(content)
            if number > MAX_ATTACHED or size > MAX_FILE_BYTES:
                findings.append(Finding(Level.WARN, "embedded_files", "It holds more files than were taken out of it."))
                return
            yield Reading(name=tidy_name(attached.name, f"attached-{number}"), kind=Kind.OTHER, data=content)
    except Exception:  # whatever is wrong with them, the file itself is kept
        findings.append(
            Finding(
                Level.WARN,
                "embedded_files",
                "Files are embedded in it that could not be taken out.",
                "Look at the original.",
            )
        )
