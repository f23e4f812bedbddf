"""What Outlook packs into winmail.dat when it sends its own format over the internet ([MS-OXTNEF]).

No well-kept library reads it; of the format only the words of the message and the attached files matter here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from foi.intake.channels.reading import MAX_PARTS
from foi.intake.channels.rich_text import outlook_text
from foi.intake.channels.text import decode
from foi.intake.channels.web_page import html_to_text

SIGNATURE = b"\x78\x9f\x3e\x22"
# Attributes of the message and of one attachment ([MS-OXTNEF] 2.1.3.2).
_BODY, _PROPERTIES = 0x0002800C, 0x00069003
_NEXT_FILE, _TITLE, _DATA, _FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
# Properties: plain text, Rich Text, HTML; a file's names and content.
_PLAIN, _RICH, _HTML = 0x1000, 0x1009, 0x1013
_SHORT_NAME, _LONG_NAME, _CONTENT = 0x3704, 0x3707, 0x3701
_NARROW, _WIDE, _BINARY, _OBJECT, _SEVERAL, _NAMED = 0x001E, 0x001F, 0x0102, 0x000D, 0x1000, 0x8000
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}


class NotWinmail(ValueError):
    """It is no such file, or it is broken."""


@dataclass
class Winmail:
    """`files`: name as given ("" where it has none) and content."""

    text: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)


def unpacked(data: bytes) -> Winmail:
    """Raises NotWinmail."""
    try:
        return _unpacked(data)
    except NotWinmail:
        raise
    except Exception as fault:  # lengths that lie meet Python in many ways
        raise NotWinmail("It is broken.") from fault


def _unpacked(data: bytes) -> Winmail:
    found = Winmail()
    name, title, content = "", "", b""

    def close_file() -> None:
        if content:
            found.files.append((name or title, content))

    for attribute, value in _attributes(data):
        if attribute == _BODY:
            found.text = found.text or _string(value, _NARROW)
        elif attribute == _PROPERTIES:
            found.text = _words(dict(_properties(value))) or found.text
        elif attribute == _NEXT_FILE:
            close_file()
            name, title, content = "", "", b""
            if len(found.files) >= MAX_PARTS:
                return found
        elif attribute == _TITLE:
            title = _string(value, _NARROW)
        elif attribute == _DATA:
            content = value
        elif attribute == _FILE_PROPERTIES:
            held = dict(_properties(value))
            name = _as_text(held.get(_LONG_NAME)) or _as_text(held.get(_SHORT_NAME))
            # A message attached to the message begins with the name of its interface.
            content = content or (held[_CONTENT][1][16:] if _CONTENT in held else b"")
    close_file()
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    if not data.startswith(SIGNATURE):
        raise NotWinmail("It is no winmail.dat.")
    at = 6
    while at + 9 <= len(data):
        _, attribute, length = struct.unpack_from("<BII", data, at)
        value = data[at + 9 : at + 9 + length]
        if len(value) < length:
            raise NotWinmail("It ends in the middle.")
        yield attribute, value
        at += 9 + length + 2  # the checksum


def _properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Number -> (type, value), the first value where there are several."""
    (count,) = struct.unpack_from("<I", data)
    at = 4
    for _ in range(min(count, len(data) // 4)):
        kind, key = struct.unpack_from("<HH", data, at)
        at += 4
        if key >= _NAMED:
            by_name, length = struct.unpack_from("<II", data, at + 16)
            at += 24 + (_padded(length) if by_name else 0)
        base = kind & ~_SEVERAL
        values = 1
        if kind & _SEVERAL or base not in _SIZES:
            (values,) = struct.unpack_from("<I", data, at)
            at += 4
        first = b""
        for number in range(min(values, len(data))):
            length = _SIZES.get(base, 0)
            if not length:
                if base not in (_NARROW, _WIDE, _BINARY, _OBJECT):
                    raise NotWinmail("It holds a kind of value that is none.")
                (length,) = struct.unpack_from("<I", data, at)
                at += 4
            if not number:
                first = data[at : at + length]
            at += _padded(length)
        yield key, (base, first)


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4


def _words(held: dict[int, tuple[int, bytes]]) -> str:
    if plain := _as_text(held.get(_PLAIN)).strip():
        return plain
    if _HTML in held:
        return html_to_text(_as_text(held[_HTML]))[0]
    return outlook_text(held[_RICH][1])[0] if _RICH in held else ""


def _as_text(held: tuple[int, bytes] | None) -> str:
    return _string(held[1], held[0]) if held else ""


def _string(value: bytes, kind: int) -> str:
    text = decode(value, "utf-16-le" if kind == _WIDE else "us-ascii")[0]
    return text.partition("\0")[0].replace("\r\n", "\n").replace("\xa0", " ")
