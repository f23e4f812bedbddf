"""Files for the readers: made by real programs where there are some, else built here byte by byte."""

# ruff: noqa: E501 - files and tables in one piece

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
from email.message import EmailMessage
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed.")

LETTER = """\
<html><body><h1>Police dogs</h1><p>Dear FOI team,</p><p>Please tell me:</p>
<ol><li>How many dogs do you own?</li><li>What did you spend on:<ol type="a"><li>food?</li><li>vets?</li></ol></li>
<li>How old is the oldest dog?</li></ol>
<p>And further:</p><ol type="i" start="4"><li>Who trains them?</li></ol><ul><li>handlers included</li></ul>
<table border="1"><tr><td>Year</td><td>Dogs</td></tr><tr><td>2024</td><td></td></tr></table>
<p>Yours faithfully,<br>Łukasz Ŵyn, £5 &amp; more</p></body></html>
"""


@lru_cache
def by_libreoffice(ending: str, html: str = LETTER) -> bytes:
    """The letter as a file that LibreOffice wrote."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "letter.html").write_text(html, encoding="utf-8")
        source = "letter.html"
        for step in (["odt:writer8", "--infilter=HTML (StarWriter)"], [ending]):
            target = step[0].partition(":")[0]
            if source.endswith(target):
                break
            subprocess.run(
                [SOFFICE or "", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", *step, source],
                cwd=folder, check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            source = f"letter.{target}"
        return (Path(folder) / f"letter.{ending}").read_bytes()


# --- zip archives -----------------------------------------------------------------------------------------------------


def zipped(**parts: bytes | str) -> bytes:
    """An archive; `__` in a name stands for a slash, `_DOT_` for a dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return packed.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part added or replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return packed.getvalue()


def part_of(archive: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.read(name).decode("utf-8")


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' \
       'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' \
       'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' \
       'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' \
       'xmlns:v="urn:schemas-microsoft-com:vml"'  # fmt: skip
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
)
_KINDS = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "comments": "comments"}
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file(body: str, main: str = MAIN, **parts: str) -> bytes:
    """A .docx of these parts: body is the inside of w:body; numbering, styles, footnotes, comments the inside of theirs."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "comments": "comments"}
    more = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
        for name in parts
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for at, name in enumerate(parts)
    )
    files: dict[str, bytes | str] = {
        "[Content_Types]_DOT_xml": _TYPES.format(main=main, more=more),
        "_rels/_DOT_rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="m" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document_DOT_xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/_rels/document_DOT_xml_DOT_rels": '<?xml version="1.0"?><Relationships xmlns='
        f'"http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
    }
    for name, inside in parts.items():
        files[f"word/{name}_DOT_xml"] = f"<w:{roots[name]} {WORD}>{inside}</w:{roots[name]}>"
    return zipped(**files)


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text: str, num: int = 1, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


# --- mail ---------------------------------------------------------------------------------------------------------------


def mail(text: str = "How many dogs do you own?\n", *, received: str = "", **headers: str) -> EmailMessage:
    """A mail as a client writes it; received: the stamp of our own server, put on top as servers do."""
    made = EmailMessage()
    fields = {
        "From": "Morgan Quillfeather <morgan@quillfeather.example>", "To": "foi@trentvale.example",
        "Subject": "Police dogs", "Date": "Mon, 02 Mar 2026 10:00:00 +0000", "Message-ID": "<dogs-1@quillfeather.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }  # fmt: skip
    if received:
        made["Received"] = f"from mx.example by mail.trentvale.example with ESMTPS id 1; {received}"
        made["Received"] = "from home by mx.example; Mon, 02 Mar 2026 10:00:01 +0000"
    for name, value in fields.items():
        if value:
            made[name] = value
    made.set_content(text)
    return made


# --- Outlook: a compound file with the streams of [MS-OXMSG] ------------------------------------------------------------------

_SECTOR, _MINI, _FREE, _END, _FAT = 512, 64, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_UNICODE, _NARROW, _BINARY, _LONG, _TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040
Property = tuple[int, int, object]


def compound_file(tree: dict[str, object]) -> bytes:
    """A version 3 compound file ([MS-CFB]): names to bytes (streams) or to dicts (storages)."""
    entries: list[list[object]] = [["Root Entry", 5, b"", _FREE]]

    def add(name: str, content: object) -> int:
        number = len(entries)
        entries.append(
            [name, 2 if isinstance(content, bytes) else 1, content if isinstance(content, bytes) else b"", _FREE]
        )
        if isinstance(content, dict):
            entries[number][3] = level(content)
        return number

    right: dict[int, int] = {}

    def level(content: dict[str, object]) -> int:
        # A list of siblings is a poor tree, but a tree; readers sort it out.
        names = sorted(content, key=lambda name: (len(name), name.upper()))
        numbers = [add(name, content[name]) for name in names]
        right.update(pairwise(numbers))
        return numbers[0] if numbers else _FREE

    entries[0][3] = level(tree)
    sectors: list[bytes] = []
    chains: list[list[int]] = []

    def store(data: bytes) -> int:
        if not data:
            return _END
        first = len(sectors)
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        sectors.extend(pieces)
        chains.append(list(range(first, first + len(pieces))))
        return first

    mini, mini_fat, starts = b"", [], []
    for _, _, data, _ in entries:
        assert isinstance(data, bytes)
        if 0 < len(data) < 4096:
            first = len(mini) // _MINI
            mini += data.ljust(-(-len(data) // _MINI) * _MINI, b"\0")
            count = len(mini) // _MINI - first
            mini_fat += [*range(first + 1, first + count), _END]
            starts.append(first)
        else:
            starts.append(store(data))
    starts[0] = store(mini)
    packed_fat = b"".join(struct.pack("<I", one) for one in mini_fat)
    packed_fat = packed_fat.ljust(-(-len(packed_fat) // _SECTOR) * _SECTOR, b"\xff")
    mini_fat_start = store(packed_fat)
    directory = b""
    for number, (name, kind, data, child) in enumerate(entries):
        encoded = str(name).encode("utf-16-le")
        size = len(mini) if number == 0 else len(data)  # type: ignore[arg-type]
        directory += encoded.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ", len(encoded) + 2, kind, 1, _FREE, right.get(number, _FREE), child, b"", 0, 0, 0,
            starts[number], size,
        )  # fmt: skip
    directory_start = store(directory)
    fat_sectors = 1
    while (len(sectors) + fat_sectors) * 4 > fat_sectors * _SECTOR:
        fat_sectors += 1
    fat = [_FREE] * (fat_sectors * _SECTOR // 4)
    for chain in chains:
        for here, following in zip(chain, [*chain[1:], _END], strict=True):
            fat[here] = following
    for at in range(len(sectors), len(sectors) + fat_sectors):
        fat[at] = _FAT
    first_fat = len(sectors)
    sectors += [struct.pack("<128I", *fat[at : at + 128]) for at in range(0, len(fat), 128)]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fat_sectors,
        directory_start, 0, 4096, mini_fat_start, max(len(packed_fat) // _SECTOR, 0), _END, 0,
        first_fat,
    )  # fmt: skip
    header += (
        struct.pack(f"<{fat_sectors - 1}I", *range(first_fat + 1, first_fat + fat_sectors)) if fat_sectors > 1 else b""
    )
    return header.ljust(_SECTOR, b"\xff") + b"".join(sectors)


def _properties(properties: list[Property], header: bytes) -> dict[str, object]:
    streams: dict[str, object] = {}
    table = header
    for key, kind, value in properties:
        if kind in (_UNICODE, _NARROW, _BINARY):
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            assert isinstance(data, bytes)
            streams[f"__substg1.0_{key:04X}{kind:04X}"] = data
            table += struct.pack("<HHIII", kind, key, 6, len(data) + (2 if kind == _UNICODE else 0), 0)
        elif kind == _TIME:
            table += struct.pack("<HHIQ", kind, key, 6, value)
        else:
            table += struct.pack("<HHIII", kind, key, 6, value, 0)
    return {**streams, "__properties_version1.0": table}


def outlook_file(
    *, body: str | None = "How many dogs do you own?", headers: str = "", delivered: int | None = None, html: bytes | None = None,
    attachments: dict[str, bytes] | None = None, message_class: str = "IPM.Note", rtf: bytes | None = None,
    narrow: bytes | None = None, attached_message: str = "",
) -> bytes:  # fmt: skip
    """A .msg as Outlook saves it. delivered: in Windows' hundred-nanosecond steps since 1601; narrow: a body that is
    not in Unicode, as old Outlooks kept it; attached_message: the words of one that is attached in Outlook's own way."""
    given: list[Property] = [
        (0x001A, _UNICODE, message_class), (0x0037, _UNICODE, "Police dogs"), (0x0C1A, _UNICODE, "Morgan Quillfeather"),
        (0x0C1F, _UNICODE, "/O=TRENT/CN=MORGAN"), (0x5D01, _UNICODE, "Morgan@Quillfeather.example"),
        (0x340D, _LONG, 0x40000), (0x3FDE, _LONG, 65001),
    ]  # fmt: skip
    if body is not None:
        given.append((0x1000, _UNICODE, body))
    if narrow is not None:
        given.append((0x1000, _NARROW, narrow))
    if html is not None:
        given.append((0x1013, _BINARY, html))
    if rtf is not None:
        given.append((0x1009, _BINARY, rtf))
    if headers:
        given.append((0x007D, _UNICODE, headers))
    if delivered is not None:
        given.append((0x0E06, _TIME, delivered))
    files = attachments or {}
    tree = _properties(given, struct.pack("<8xIIII8x", 0, len(files), 0, len(files)))
    for number, (name, data) in enumerate(files.items()):
        own: list[Property] = [(0x3707, _UNICODE, name), (0x3701, _BINARY, data), (0x3705, _LONG, 1)]
        tree[f"__attach_version1.0_#{number:08X}"] = _properties(own, b"\0" * 8)
    if attached_message:
        words: list[Property] = [
            (0x0037, _UNICODE, "Vans"), (0x1000, _UNICODE, attached_message), (0x0C1A, _UNICODE, "Siân Rhys"),
            (0x5D01, _UNICODE, "sian@rhys.example"),
        ]  # fmt: skip
        inner = _properties(words, struct.pack("<8xIIII", 0, 0, 0, 0))
        tree["__attach_version1.0_#000000FF"] = {
            **_properties([(0x3705, _LONG, 5)], b"\0" * 8), "__substg1.0_3701000D": inner,
        }  # fmt: skip
    return compound_file(tree)


# --- winmail.dat: attributes and properties as [MS-OXTNEF] lays them out --------------------------------------------------


def winmail(*attributes: tuple[int, bytes]) -> bytes:
    packed = b"\x78\x9f\x3e\x22\x01\x00"
    for number, value in attributes:
        of_a_file = number in (0x00069002, 0x00018010, 0x0006800F, 0x00069005)
        packed += struct.pack("<BII", 2 if of_a_file else 1, number, len(value)) + value
        packed += struct.pack("<H", sum(value) & 0xFFFF)
    return packed


def winmail_properties(*properties: tuple[int, int, bytes], named: bytes = b"") -> bytes:
    """(type, number, value) each; named: first of them a property that goes by this name (UTF-16)."""
    packed = struct.pack("<I", len(properties) + bool(named))
    if named:
        packed += struct.pack("<HH16sII", _LONG, 0x8001, b"", 1, len(named)) + named.ljust(
            -(-len(named) // 4) * 4, b"\0"
        )
        packed += struct.pack("<I", 7)
    for kind, key, value in properties:
        packed += struct.pack("<HH", kind, key)
        if kind in (_UNICODE, _NARROW, _BINARY):
            packed += struct.pack("<II", 1, len(value)) + value.ljust(-(-len(value) // 4) * 4, b"\0")
        else:
            packed += value
    return packed
