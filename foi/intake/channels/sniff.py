"""What a file is: by its content, for names lie. Only the kinds on this page are ever read."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

import olefile

from foi.disclosure.finding import Finding, Level
from foi.intake.channels.reading import ASK_AGAIN, ASK_FOR_TEXT, DO_NOT_OPEN, LOOK_AND_TYPE, Kind, Unreadable
from foi.intake.channels.text import after_blank_lines, decode

ENDINGS = {
    Kind.EMAIL: ("eml",),
    Kind.OUTLOOK: ("msg",),
    Kind.WORD: ("docx", "docm", "dotx", "dotm"),
    Kind.OLD_WORD: ("doc", "dot"),
    Kind.RICH_TEXT: ("rtf",),
    Kind.OPEN_DOCUMENT: ("odt", "ott"),
    Kind.PDF: ("pdf",),
    Kind.WEB_PAGE: ("html", "htm", "xhtml"),
    Kind.TEXT: ("txt", "text", "md", "asc"),
}
ACCEPTED = tuple(f".{ending}" for endings in ENDINGS.values() for ending in endings)

_UNPACK = "Unpack it and log the files in it. The original is kept."

# What is recognised only to say what it is: first bytes -> words, what to do.
_REFUSED = (
    (b"\x89PNG", "It is a picture.", LOOK_AND_TYPE),
    (b"\xff\xd8\xff", "It is a picture.", LOOK_AND_TYPE),
    (b"GIF8", "It is a picture.", LOOK_AND_TYPE),
    (b"II*\0", "It is a picture, perhaps a scanned letter.", LOOK_AND_TYPE),
    (b"MM\0*", "It is a picture, perhaps a scanned letter.", LOOK_AND_TYPE),
    (b"BM", "It is a picture.", LOOK_AND_TYPE),
    (b"MZ", "It is a program.", DO_NOT_OPEN),
    (b"\x7fELF", "It is a program.", DO_NOT_OPEN),
    (b"Rar!", "It is an archive.", _UNPACK),
    (b"7z\xbc\xaf", "It is an archive.", _UNPACK),
    (b"\x1f\x8b", "It is an archive.", _UNPACK),
)
_OFFICE = {"xl/": "a spreadsheet", "ppt/": "a presentation"}
_OPEN = {"spreadsheet": "a spreadsheet", "presentation": "a presentation", "graphics": "a drawing"}

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,70}:")
_MAIL_ONLY = re.compile(
    rb"^(received|message-id|mime-version|return-path|dkim-signature|delivered-to|x-mailer|arc-seal):", re.I | re.M
)
_MAIL_TOO = re.compile(rb"^(from|to|subject|date|content-type):", re.I | re.M)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table)\b",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    kind: Kind
    findings: tuple[Finding, ...] = ()


def sniff(data: bytes, name: str) -> Sniffed:
    """What `data` is. Raises Unreadable for whatever is not on the list, saying what to do."""
    kind = _kind(data, PurePath(name).suffix.lower())
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending and ending not in ENDINGS[kind] and any(ending in endings for endings in ENDINGS.values()):
        said = Finding(
            Level.WARN, "wrong_ending", f"Its name ends in .{ending}, but it is {kind.words}. It was read as that."
        )
        return Sniffed(kind, (said,))
    return Sniffed(kind)


def _kind(data: bytes, ending: str) -> Kind:
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty", "The file is empty.", "Ask the sender for it again.")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(data)
    if data.startswith(olefile.MAGIC):
        return _in_ole(data)
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        return Kind.RICH_TEXT
    for start, what, hint in _REFUSED:
        if data.startswith(start):
            raise Unreadable("not_accepted", what, hint)
    if _is_mail(data, ending):
        return Kind.EMAIL
    text = decode(data[:8_000])[0]
    if _HTML.match(text.lstrip("\ufeff")):
        return Kind.WEB_PAGE
    if len(_NO_TEXT.findall(text)) > max(len(text) * 0.02, 10):
        raise Unreadable("not_accepted", "It is not a document of a known kind.", ASK_FOR_TEXT)
    return Kind.TEXT


def _is_mail(data: bytes, ending: str) -> bool:
    head = re.split(rb"\r?\n\r?\n", after_blank_lines(data[:64_000]), maxsplit=1)[0]
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    if not _HEADER_LINE.match(head):
        return False
    # "From:" and "Subject:" alone may be a mail that somebody pasted into a text: then they are part of that text.
    return bool(_MAIL_ONLY.search(head) or (ending == ".eml" and _MAIL_TOO.search(head)))


def _in_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
                return Kind.WORD
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                said = archive.read("mimetype").decode("ascii", "replace")
                if "opendocument.text" in said:
                    return Kind.OPEN_DOCUMENT
                for word, what in _OPEN.items():
                    if word in said:
                        raise Unreadable("not_accepted", f"It is {what}.", LOOK_AND_TYPE)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError) as fault:
        raise Unreadable("damaged", "The file is damaged.", ASK_AGAIN) from fault
    for folder, what in _OFFICE.items():
        if any(name.startswith(folder) for name in names):
            raise Unreadable("not_accepted", f"It is {what}.", LOOK_AND_TYPE)
    raise Unreadable("not_accepted", "It is an archive.", _UNPACK)


def _in_ole(data: bytes) -> Kind:
    try:
        with olefile.OleFileIO(data) as ole:
            if ole.exists("__properties_version1.0"):
                return Kind.OUTLOOK
            if ole.exists("EncryptedPackage"):
                raise Unreadable("encrypted", "It is protected by a password.", "Ask the sender for it without one.")
            if ole.exists("WordDocument"):
                return Kind.OLD_WORD
            if ole.exists("Workbook") or ole.exists("Book"):
                raise Unreadable("not_accepted", "It is a spreadsheet.", LOOK_AND_TYPE)
    except Unreadable:
        raise
    except Exception as fault:  # the library meets a broken file with whatever Python raises
        raise Unreadable("damaged", "The file is damaged.", ASK_AGAIN) from fault
    raise Unreadable("not_accepted", "It is not a document of a known kind.", ASK_FOR_TEXT)
