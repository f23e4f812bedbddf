"""What a photograph or drawing carries besides what is seen (domain reference 7.2: EXIF, GPS, embedded thumbnail)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from foi.disclosure.finding import Finding, Level

CLEAR = "In Windows: right-click the file, Properties, Details, “Remove Properties and Personal Information”."
MAKE_ANEW = "Open it, take a picture of the screen, and save that as a new file."

_PNG = b"\x89PNG\r\n\x1a\n"
_GPS, _THUMBNAIL = 0x8825, "thumbnail"
#: which way up it is and how large it is printed; the rest is about who made it, when and with what
_HARMLESS = {0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011A, 0x011B, 0x011C, 0x0128, 0x0213}
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_XMP_PLACE, _XMP_THUMBNAIL = b"GPSL", b"xmpGImg:image"

#: kind ("exif", "xmp", "words" or "end") and content
Piece = tuple[str, bytes]


def check_picture(data: bytes) -> list[Finding]:
    """Everything found in a JPEG or PNG. A file that cannot be read is a finding too, never an error."""
    try:
        pieces = list(_of_png(data) if data.startswith(_PNG) else _of_jpeg(data))
        tags = {tag for kind, content in pieces if kind == "exif" for tag in _exif_tags(content)}
    except (struct.error, IndexError, ValueError):
        return [Finding(Level.BLOCK, "I0", "The picture is damaged, so it could not be checked.", MAKE_ANEW)]
    return list(_findings(pieces, tags))


def _findings(pieces: list[Piece], tags: set[int | str]) -> Iterator[Finding]:
    xmp = b"".join(content for kind, content in pieces if kind == "xmp")
    if _GPS in tags or _XMP_PLACE in xmp:
        yield Finding(Level.BLOCK, "I1", "It says where it was taken (GPS).", CLEAR)
    if _THUMBNAIL in tags or _XMP_THUMBNAIL in xmp:
        yield Finding(
            Level.BLOCK, "I2", "It holds a small copy of itself, which may show what was cut off or covered.", CLEAR
        )
    if dict(pieces)["end"].strip(b"\0 \t\r\n"):
        yield Finding(
            Level.BLOCK, "I3", "Something that nobody sees is behind its end, perhaps what was cut off.", MAKE_ANEW
        )
    if xmp or tags - _HARMLESS or any(kind == "words" for kind, _ in pieces):
        yield Finding(Level.WARN, "I4", "It says who made it, when or with what (EXIF, XMP or comments).", CLEAR)


def _of_png(data: bytes) -> Iterator[Piece]:
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"eXIf":
            yield "exif", content
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield ("xmp" if content.startswith(b"XML:com.adobe.xmp") else "words"), content
        elif kind == b"IEND":
            yield "end", data[at:]
            return


def _of_jpeg(data: bytes) -> Iterator[Piece]:
    at = 2
    while True:
        marker = _NEXT_MARKER.search(data, at)
        if marker is None:
            raise ValueError("It does not end.")
        at, kind = marker.end(), data[marker.end() - 1]
        if kind == 0xD9:
            yield "end", data[at:]
            return
        (length,) = struct.unpack_from(">H", data, at)
        content = data[at + 2 : at + length]
        at += length
        if kind == 0xE1 and content.startswith(b"Exif\0\0"):
            yield "exif", content[6:]
        elif kind == 0xE1:
            yield "xmp", content
        elif kind in (0xED, 0xFE):  # Photoshop's captions, a comment
            yield "words", content


def _exif_tags(exif: bytes) -> Iterator[int | str]:
    """What the first directory names; and whether a second one, of a small copy, follows."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        raise ValueError("It is not EXIF.")
    (first,) = struct.unpack_from(f"{order}I", exif, 4)
    (count,) = struct.unpack_from(f"{order}H", exif, first)
    for number in range(count):
        yield struct.unpack_from(f"{order}H", exif, first + 2 + 12 * number)[0]
    if exif[first + 2 + 12 * count :][:4].strip(b"\0"):
        yield _THUMBNAIL
