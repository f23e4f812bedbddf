"""What surrounds the body of a Word letter: headers, footers, the file's properties."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from foi.letters.structure import Letter, Letterhead
from foi.letters.word_xml import FLDSIMPLE, INSTR, PPR, PSTYLE, VAL, P, R, as_bytes, clean, element, fill, w

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def filled_furniture(tree: Any, head: Letterhead) -> bytes:
    """A header or footer with its content controls filled in, and gone."""
    tree = deepcopy(tree)
    for control in list(tree.iter(w("sdt"))):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        parent = control.getparent()
        place = parent.index(control)
        name = tag.get(VAL) if tag is not None else ""
        if name == "letterhead":
            filling = _letterhead(head)
        elif name == "page_line":
            filling = _page_line(head.page_line)
        elif name in ("reference_line", "marking"):
            filling = _words(getattr(head, name))
        else:
            continue
        parent[place : place + 1] = filling
    return as_bytes(tree)


def _letterhead(head: Letterhead) -> list[Any]:
    lines = [
        ("LetterheadName", head.authority),
        ("LetterheadTeam", head.team),
        ("LetterheadContact", "\n".join(head.contact)),
    ]
    paragraphs = []
    for style, text in lines:
        if text:
            paragraph = etree.Element(P)
            element(element(paragraph, PPR), PSTYLE, {VAL: style})
            paragraph.extend(_words(text))
            paragraphs.append(paragraph)
    return paragraphs or [etree.Element(P)]


def _words(text: str) -> list[Any]:
    run = etree.Element(R)
    fill(run, text)
    return [run] if text else []


def _page_line(text: str) -> list[Any]:
    """ "Page {page} of {pages}", with Word's own fields in place of the two names."""
    filling: list[Any] = []
    for piece in re.split(r"(\{pages?\})", text):
        if piece in ("{page}", "{pages}"):
            field = etree.Element(FLDSIMPLE, {INSTR: " PAGE " if piece == "{page}" else " NUMPAGES "})
            field.extend(_words("1"))
            filling.append(field)
        else:
            filling.extend(_words(piece))
    return filling


def core_properties(letter: Letter) -> bytes:
    """The file's properties: title, authority and language, and the day of the letter. No person, no program."""
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    for name, text in (
        ("title", letter.title),
        ("creator", letter.letterhead.authority),
        ("language", letter.language),
    ):
        element(root, f"{{{_DC}}}{name}").text = clean(text)
    if letter.dated_on:
        for name in ("created", "modified"):
            moment = element(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
            moment.text = f"{letter.dated_on.isoformat()}T00:00:00Z"
    return as_bytes(root)
