"""Documents that are zip archives, opened with care: .docx and .odt come from strangers."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from foi.intake.channels.reading import ASK_AGAIN, DO_NOT_OPEN, MAX_PARTS, MAX_UNPACKED_BYTES, Unreadable

SUSPICIOUS_FROM = 20 * 1024 * 1024  # bytes unpacked; small documents may well shrink a hundredfold
MAX_RATIO = 100


def open_archive(data: bytes) -> dict[str, bytes]:
    """Every file in the archive by its name. Raises Unreadable when it is damaged, locked, or grows beyond reason."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            ratio = unpacked / max(len(data), 1)
            if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or (
                unpacked > SUSPICIOUS_FROM and ratio > MAX_RATIO
            ):  # fmt: skip
                raise Unreadable(
                    "zip_bomb", "It grows to an extraordinary size when opened, as files made to do harm do.",
                    DO_NOT_OPEN,
                )  # fmt: skip
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable("encrypted", "It is protected by a password.", "Ask the sender for it without one.")
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as fault:
        raise Unreadable("damaged", "The file is damaged.", ASK_AGAIN) from fault


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """An archive of these parts, for the libraries that want one."""
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packing.seek(0)
    return packing


def parse_xml(data: bytes) -> Any:
    """The root element. Nothing is fetched and no entity is expanded. Raises Unreadable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable("damaged", "The file is damaged.", ASK_AGAIN) from fault
