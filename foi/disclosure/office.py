"""Files of Word and Excel as archives of parts."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

MAX_PARTS = 2_000
MAX_UNPACKED = 100_000_000  # bytes, pictures and all
MAX_XML = 30_000_000  # bytes of that; as a tree it takes twenty times as much
SUSPICIOUS_FROM = 5_000_000  # bytes unpacked; small documents may well shrink a hundredfold
MAX_RATIO = 100

# "Strict Open XML", a choice when Word or Excel save: the same elements under other names.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


class Damaged(Exception):
    """The file cannot be taken apart."""


class TooLarge(Exception):
    """It grows to an extraordinary size when opened, as no letter does."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part of a Word file by its name. Raises Damaged or TooLarge, the latter before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            unpacked = sum(entry.file_size for entry in entries)
            xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
            suspicious = unpacked > SUSPICIOUS_FROM and unpacked > MAX_RATIO * len(data)
            if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED or xml > MAX_XML or suspicious:
                raise TooLarge
            parts = {entry.filename: archive.read(entry) for entry in entries}  # never more than the entry says
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as fault:
        raise Damaged from fault
    if len(parts) < len(entries):
        raise Damaged("Two parts have one name: which of them is read depends on the program.")
    return parts


def as_usually_named(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a Word or Excel file, the names of ISO/IEC 29500 Strict exchanged for those that libraries know."""
    return {
        name: _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
        if name.endswith((".xml", ".rels"))
        else content
        for name, content in parts.items()
    }
