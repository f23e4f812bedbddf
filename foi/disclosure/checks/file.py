"""A file that is to leave the building: whether it is what its name says, and what it carries besides (7.2).

Names lie: the spreadsheet that was named "figures.csv" is one all the same.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from foi.disclosure.checks.document import check_document
from foi.disclosure.checks.pdf import check_pdf
from foi.disclosure.checks.picture import check_picture
from foi.disclosure.finding import Finding, Level

_PICTURES = {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n"}
_BEGINS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", **_PICTURES}
_TEXT = (".csv", ".txt")

#: how other kinds begin, and what to call them
_KNOWN = (
    (b"PK\x03\x04", "an Office file or an archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office file of the old kind"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a Rich Text document"),
)
_MARKED_UP = re.compile(r"\s*<(\?xml|!doctype|html|table)\b", re.IGNORECASE)
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SAVE_ANEW = "Open it in the program that it was made with, save it as what it is meant to be, and add that."


def check_file(data: bytes, name: str) -> list[Finding]:
    """Everything found in a file of a kind that may be sent. What cannot be read is a finding too, never an error."""
    ending = PurePath(name).suffix.lower()
    if ending in _TEXT:
        return [] if _is_text(data) else [_other_kind(data, ending)]
    if not data.startswith(_BEGINS[ending]):
        return [_other_kind(data, ending)]
    if ending == ".docx":
        return check_document(data)
    return check_pdf(data) if ending == ".pdf" else check_picture(data)


def _is_text(data: bytes) -> bool:
    """Letters, digits and marks alone. What looks like text, but opens as something else (HTML, RTF), is not."""
    if any(data.startswith(start) for start, _ in _KNOWN if start != b"MZ"):  # "MZ" may begin a word
        return False
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not _NOT_IN_TEXT.search(text) and not _MARKED_UP.match(text)
    return False


def _other_kind(data: bytes, ending: str) -> Finding:
    what = next((what for start, what in _KNOWN if data.startswith(start)), "")
    told = f"It is {what}, whatever its name says." if what else f"Its content is not that of a {ending} file."
    return Finding(Level.BLOCK, "F1", told, _SAVE_ANEW)
