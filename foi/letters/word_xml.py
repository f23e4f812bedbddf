"""The names of WordprocessingML, and text put into it without loss."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from lxml import etree

from foi.letters.markdown import NOT_XML, is_safe_link

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": _W, "r": _R}
HYPERLINK_TYPE = f"{_R}/hyperlink"


def w(name: str) -> str:
    return f"{{{_W}}}{name}"


P, PPR, PSTYLE, R, RPR, RSTYLE, T, TAB, BR = map(w, ("p", "pPr", "pStyle", "r", "rPr", "rStyle", "t", "tab", "br"))
BOLD, ITALIC, VAL, IND, LEFT, NUMPR, ILVL, NUMID = map(w, ("b", "i", "val", "ind", "left", "numPr", "ilvl", "numId"))
TBL, TBLPR, TR, TRPR, TC, TCPR, TCW = map(w, ("tbl", "tblPr", "tr", "trPr", "tc", "tcPr", "tcW"))
W_W, W_TYPE, HYPERLINK, FLDSIMPLE, INSTR = map(w, ("w", "type", "hyperlink", "fldSimple", "instr"))
KEEP_NEXT = w("keepNext")
R_ID = f"{{{_R}}}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_BREAKS = re.compile(r"([\n\t])")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")

element = etree.SubElement


def fill(run: Any, text: str) -> None:
    """A run's text, with its line breaks and tabs as Word's own. Nothing is lost but what XML forbids."""
    pieces = _BREAKS.split(text) if "\n" in text or "\t" in text else (text,)
    for piece in pieces:
        if piece == "\n":
            element(run, BR)
        elif piece == "\t":
            element(run, TAB)
        elif piece:
            words = element(run, T)
            try:
                words.text = piece
            except ValueError:  # raised for characters that XML forbids: rare, so not looked for in every text
                words.text = piece = clean(piece)
            if piece[:1].isspace() or piece[-1:].isspace():
                words.set(SPACE, "preserve")


def clean(text: str) -> str:
    return NOT_XML.sub("", text)


def as_bytes(tree: Any) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def link_target(href: str) -> str:
    """An address that may stand in a relation: Word calls a file with a malformed one damaged."""
    if not is_safe_link(href):
        return ""
    target = percent_encoded(clean(href), safe="/:?#[]@!$&'()*+,;=%~-._")
    target = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", target)
    parts = urlsplit(target)
    if parts.scheme == "mailto":
        return target if "@" in parts.path and not re.search(r"[\[\]:#]", parts.path) else ""
    if not _HOST.fullmatch(parts.netloc) or re.search(r"[\[\]]", target) or target.count("#") > 1:
        return ""
    return target
