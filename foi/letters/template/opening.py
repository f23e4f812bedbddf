"""Taking a Word file apart without trusting it: what cannot be a template is refused before any library opens it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from foi.disclosure.finding import Finding, Level

MAX_FILE_BYTES = 10 * 1024 * 1024  # it is part of every letter that goes out
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
MAX_PARTS = 1_000

SAVE_AS = "In Word, choose File, Save as, and the type “Word Document (*.docx)”."

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = "http://purl.oclc.org/ooxml/"


class Refused(Exception):
    """Nothing more can be looked at; the finding says why."""

    def __init__(self, id: str, message: str, hint: str = SAVE_AS) -> None:
        super().__init__(message)
        self.finding = Finding(Level.BLOCK, id, message, hint)


@dataclass(frozen=True, slots=True)
class Relation:
    """How one part refers to another (`target` is its name in the file) or to the outside (`target` is an address)."""

    id: str
    kind: str  # the last word of its type: "header", "image", "hyperlink"
    target: str
    is_external: bool


@dataclass
class Package:
    """The parts of a Word file by name; `main` is the name of the document itself."""

    files: dict[str, bytes]
    main: str = ""
    is_template: bool = False  # .dotx
    _trees: dict[str, Any] = field(default_factory=dict)

    def tree(self, name: str) -> Any:
        """The part as a tree, to be changed freely. Raises Refused for what is not plain XML."""
        if name not in self._trees:
            self._trees[name] = parsed(self.files[name])
        return self._trees[name]

    def relations(self, name: str) -> list[Relation]:
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.files:
            return []
        return [_relation(node, folder) for node in self.tree(rels) if isinstance(node.tag, str)]

    def all_relations(self) -> Iterator[tuple[str, Relation]]:
        """Every relation with the part that it belongs to, whether or not the part is in use."""
        for rels in [name for name in self.files if name.endswith(".rels")]:
            folder, base = posixpath.split(rels)
            owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            yield from ((owner, one) for one in self.relations(owner))

    def related(self, kind: str) -> str | None:
        """The name of the document's part of that kind, if it has one."""
        targets = (one.target for one in self.relations(self.main) if one.kind == kind and not one.is_external)
        return next((target for target in targets if target in self.files), None)


def parsed(content: bytes) -> Any:
    try:
        tree = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused(
            "T2", "The file is damaged: a part of it cannot be read.", "Open it in Word and save it anew."
        ) from fault
    if tree.getroottree().docinfo.internalDTD is not None:
        raise Refused(
            "T2", "The file holds definitions that no Word document holds (DOCTYPE).", "Make it anew in Word."
        )
    return tree


def open_template(data: bytes) -> Package:
    """The file taken apart. Raises Refused."""
    if len(data) > MAX_FILE_BYTES:
        raise Refused(
            "T1", "The file is larger than 10 MB. It is part of every letter that goes out.",
            "Make the pictures smaller (Picture format, Compress pictures).",
        )  # fmt: skip
    _is_a_zip_file(data)
    package = Package(_unpacked(data))
    package.main = _main_part(package)
    _is_a_plain_document(package)
    return package


def _is_a_zip_file(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Refused(
                "T2", "The file is locked with a password.", "Take the password off (File, Info, Protect document)."
            )
        raise Refused("T2", "This is a Word document of the old kind (.doc), whatever its name says.")
    if data.lstrip()[:5] == b"{\\rtf":
        raise Refused("T2", "This is a Rich Text document, whatever its name says.")
    if data.startswith(b"%PDF"):
        raise Refused("T2", "This is a PDF. A template has to be a Word document (.docx).")
    if not data:
        raise Refused("T2", "The file is empty.")
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("T2", "This is not a Word document (.docx).")


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The parts. What the archive says of its sizes is not believed: reading stops when it is too much."""
    damaged = Refused("T2", "The file is damaged.", "Open it in Word and save it anew.")
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            entries = [entry for entry in opened.infolist() if not entry.is_dir()]
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
                raise _too_much()
            for entry in entries:
                if entry.flag_bits & 1:
                    raise Refused("T2", "The file is locked with a password.")
                if entry.filename in files or ".." in entry.filename.split("/"):
                    raise damaged
                room = MAX_UNPACKED_BYTES - sum(map(len, files.values()))
                with opened.open(entry) as part:
                    content = part.read(room + 1)
                if len(content) > room:
                    raise _too_much()
                files[entry.filename.lstrip("/")] = content
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error, ValueError) as fault:
        raise damaged from fault
    return files


def _too_much() -> Refused:
    return Refused("T1", "The file grows to an extraordinary size when it is opened.", "Make it anew in Word.")


def _main_part(package: Package) -> str:
    if "mimetype" in package.files:
        raise Refused("T2", "This is an OpenDocument text, whatever its name says.")
    if "[Content_Types].xml" not in package.files:
        raise Refused("T2", "This is not a Word document (.docx).")
    start = next((one.target for one in package.relations("") if one.kind == "officeDocument"), "")
    if start not in package.files:
        raise Refused("T2", "This is not a Word document (.docx).")
    return start


def _is_a_plain_document(package: Package) -> None:
    types = {
        node.get("PartName", "").lstrip("/"): node.get("ContentType", "")
        for node in package.tree("[Content_Types].xml")
    }
    kind = types.get(package.main, "")
    if "macroEnabled" in kind or any(re.search(r"vba(Project|Data)", name, re.IGNORECASE) for name in package.files):
        raise Refused("T3", "The file contains macros (.docm or .dotm, whatever its name says).")
    tree = package.tree(package.main)
    if str(tree.tag).startswith(f"{{{_STRICT}"):
        raise Refused("T2", "The file is saved as “Strict Open XML Document”.")
    if not kind.startswith(_MAIN) or etree.QName(tree).localname != "document":
        raise Refused("T2", "This is not a Word document (.docx).")
    package.is_template = kind.startswith(f"{_MAIN}template")


def _relation(node: Any, folder: str) -> Relation:
    target = str(node.get("Target") or "")
    is_external = node.get("TargetMode") == "External"
    if not is_external:
        path = unquote(target)
        target = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
    return Relation(str(node.get("Id")), str(node.get("Type") or "").rpartition("/")[2], target, is_external)
