"""What a PDF carries besides its pages (domain reference 7.2, P1 to P3 and P5 to P7).

Not looked for: words below black boxes that were drawn on the page (P1), and invisible text (P4), which every
scanned page with recognised text has. Whoever ticks that parts were removed still has to try to select them.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from foi.disclosure.checks.links import link_of_ours
from foi.disclosure.finding import Finding, Level

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every oddity; what matters becomes a finding

PRINT_ANEW = "Print it to a new PDF (File, Print, Microsoft Print to PDF), look through that one, and add it."

#: notes and marks put on the page. Links, fields of forms and what only shows a note are looked at for themselves.
_MARKS = {
    *("/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline"),
    *("/Squiggly", "/StrikeOut", "/Caret", "/Stamp", "/Ink", "/FileAttachment", "/Sound", "/Movie", "/Screen"),
    *("/3D", "/RichMedia", "/Projection"),
}
_ACTS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/RichMediaExecute"}
#: what every program writes, and the title, which a reader's window shows
_NOTHING_TOLD = {"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/Title"}
_OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
_END = re.compile(rb"%%EOF")


def check_pdf(data: bytes) -> list[Finding]:
    """Everything found in a PDF. A file that cannot be read is a finding too, never an error."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):  # many only forbid copying, and open with none
            return [Finding(Level.BLOCK, "P0", "It is locked with a password.", "Take the password off.")]
        if not len(reader.pages):
            return [_unreadable()]
        found = [*_in_objects(reader), *_earlier_versions(data), *_properties(reader)]
    except MemoryError:
        raise
    except Exception:  # a broken file meets the library in many ways
        return [_unreadable()]
    return list({(one.id, one.message): one for one in found}.values())


def _unreadable() -> Finding:
    return Finding(Level.BLOCK, "P0", "The PDF is damaged, so it could not be checked.", PRINT_ANEW)


def _block(id: str, message: str, hint: str = PRINT_ANEW) -> Finding:
    return Finding(Level.BLOCK, id, message, hint)


def _in_objects(reader: PdfReader) -> Iterator[Finding]:
    """Every object of the file is looked at, whether or not a page leads to it: nothing is shown, but all is sent."""
    for entry in _dictionaries(reader):
        kind = entry.get("/Subtype")
        if "/EF" in entry or entry.get("/Type") == "/EmbeddedFile":
            yield _block("P2", "Another file is embedded in it.")
        if entry.get("/S") in _ACTS or "/JS" in entry:
            yield _block("P7", "It holds a program, or opens or sends something when it is read.")
        if "/Rect" in entry and kind == "/Redact":
            yield _block("P1", "Parts are marked to be removed, but are still there.", "Apply the redactions.")
        elif "/Rect" in entry and kind in _MARKS:
            yield _block("P2", "It holds comments or marks that were put on its pages.")
        if "/XFA" in entry or (entry.get("/FT") in ("/Tx", "/Ch") and entry.get("/V")):
            yield _block("P2", "It is a form with something entered into it.")
        if "/OCGs" in entry and _resolved(_resolved(entry.get("/D")).get("/OFF")):
            yield _block("P5", "It has layers that are not shown.")
        if entry.get("/S") == "/URI" and (told := link_of_ours(str(_resolved(entry.get("/URI"))))):
            yield _block("P7", told, "Take the link out of the document that the PDF was made from.")


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    stored = [(number, generation) for generation, known in reader.xref.items() for number in known]
    packed = [(number, 0) for number in reader.xref_objStm]
    free = reader.xref_free_entry
    for number, generation in dict.fromkeys([*stored, *packed]):
        if not free.get(generation, {}).get(number):
            yield from _within(reader.get_object(IndirectObject(number, generation, reader)))


def _within(found: Any) -> Iterator[DictionaryObject]:
    """The dictionaries in one object. What it only refers to is an object of its own."""
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, DictionaryObject):
            yield one
            left += one.values()
        elif isinstance(one, list):
            left += one


def _resolved(found: Any) -> Any:
    found = found.get_object() if isinstance(found, IndirectObject) else found
    return {} if found is None else found


def _earlier_versions(data: bytes) -> Iterator[Finding]:
    """P3: what was changed later is written after the end of the file, and what it replaced stays before it.

    Two ends alone say nothing: Word writes a second one without objects, and a file made for the web has its first
    page before all others.
    """
    ends = [match.end() for match in _END.finditer(data)]
    starts = ends[1:] if _is_linear(data) else ends
    if any(_OBJECT.search(data, start) for start in starts):
        yield _block("P3", "It was changed after it was made, and what was there before can be recovered.")
    elif ends and len(data[ends[-1] :].strip(b"\0 \t\r\n")) > 1_000:
        yield _block("P3", "Something that no reader sees was added behind its end.")


def _is_linear(data: bytes) -> bool:
    told = re.search(rb"/Linearized.{0,200}?/L\s+(\d+)", data[:1024], re.DOTALL)
    return told is not None and int(told[1]) == len(data)


def _properties(reader: PdfReader) -> Iterator[Finding]:
    told = {str(_resolved(text)).strip(): name[1:] for name, text in (reader.metadata or {}).items()
            if name not in _NOTHING_TOLD}  # fmt: skip
    xmp = reader.xmp_metadata
    for creator in (xmp.dc_creator if xmp else None) or []:
        told.setdefault(str(creator).strip(), "Author")
    for text, name in told.items():
        if text:
            yield Finding(
                Level.WARN, "P6", f"Its properties say “{text[:80]}” ({name}).",
                "Clear the properties of the document that the PDF was made from, and make the PDF anew.",
            )  # fmt: skip
