"""The page: size, margins, and which header and footer stands where. A letter is one section, whatever there was."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from foi.disclosure.finding import Finding, Level
from foi.letters.template.opening import Refused
from foi.letters.template.word import RELATIONS, child, drop, drop_editing_marks, put, value, w

_NOT_OF_LETTERS = (
    *("sectPrChange", "footnotePr", "endnotePr", "type", "lnNumType", "formProt", "vAlign", "textDirection", "bidi"),
    *("rtlGutter", "printerSettings", "noEndnote", "paperSrc"),
)
A4 = (11906, 16838)  # twentieths of a point
CENTIMETRE = 567
_LEAST_TEXT = (9 * CENTIMETRE, 10 * CENTIMETRE)  # width, height
_R_ID = f"{{{RELATIONS}}}id"


@dataclass
class Page:
    """The section of the letter, and its headers and footers: (element, type) -> relation of the document."""

    section: Any
    furniture: dict[tuple[str, str], str]
    findings: list[Finding]


def page_of(document: Any) -> Page:
    """Raises Refused for a page that leaves no room for a letter."""
    sections = [deepcopy(node) for node in document.iter(w("sectPr"))] or [etree.Element(w("sectPr"))]
    findings: list[Finding] = []
    furniture = _merged([_references(section) for section in sections], [_has_first(one) for one in sections])
    # The first section's page: its margins leave room for the letterhead.
    section = sections[0]
    if len(sections) > 1:
        findings.append(
            Finding(
                Level.WARN,
                "T20",
                f"The template has {len(sections)} sections. A letter has one: the header and footer of "
                "the first stand on page 1, those of the last on the pages after it.",
                "Look at the sample letter. One section with “Different first page” does the same.",
            )
        )
    for node in [*section.findall(w("headerReference")), *section.findall(w("footerReference"))]:
        section.remove(node)
    drop(section, *_NOT_OF_LETTERS)
    drop_editing_marks(section)
    for node in section.iter():
        for name in [name for name in node.attrib if not name.startswith(f"{{{w('')[1:-1]}}}")]:
            del node.attrib[name]
    if any(kind == "first" for _, kind in furniture):
        child(section, "titlePg").attrib.clear()
    findings += [*_size(section), *_columns(section)]
    return Page(section, furniture, findings)


def referring(section: Any, furniture: dict[tuple[str, str], str]) -> None:
    """Writes the references to headers and footers into the section."""
    for (element, kind), relation in reversed(list(furniture.items())):
        node = etree.Element(w(element))
        node.set(w("type"), kind)
        node.set(_R_ID, relation)
        section.insert(0, node)


def _references(section: Any) -> dict[tuple[str, str], str]:
    found = {}
    for element in ("headerReference", "footerReference"):
        for node in section.findall(w(element)):
            found[element, value(node, "type") or "default"] = str(node.get(_R_ID))
    return found


def _has_first(section: Any) -> bool:
    mark = section.find(w("titlePg"))
    return mark is not None and value(mark) not in ("0", "false", "off")


def _merged(sections: list[dict[tuple[str, str], str]], has_first: list[bool]) -> dict[tuple[str, str], str]:
    """A section without a header of its own goes on with that of the one before it."""
    effective: list[dict[tuple[str, str], str]] = []
    for own in sections:
        effective.append({**(effective[-1] if effective else {}), **own})
    top, rest = effective[0], dict(effective[-1])
    merged = {}
    for element in ("headerReference", "footerReference"):
        for kind in ("default", "even"):
            if (element, kind) in rest:
                merged[element, kind] = rest[element, kind]
        if has_first[0]:
            if (element, "first") in top:
                merged[element, "first"] = top[element, "first"]
        elif len(sections) > 1 and (element, "default") in top:
            merged[element, "first"] = top[element, "default"]
    return merged


def _size(section: Any) -> Iterator[Finding]:
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    if not value(size, "w") or not value(size, "h"):
        size.set(w("w"), str(A4[0]))
        size.set(w("h"), str(A4[1]))
    for side, usual in (("top", 1247), ("right", 1304), ("bottom", 1134), ("left", 1304), ("header", 680),
                        ("footer", 567), ("gutter", 0)):  # fmt: skip
        if not value(margins, side):
            margins.set(w(side), str(usual))
    try:
        width, height = int(value(size, "w")), int(value(size, "h"))
        top, right, bottom, left, gutter = (
            int(float(value(margins, side))) for side in ("top", "right", "bottom", "left", "gutter")
        )
    except ValueError as fault:
        raise Refused("T21", "The size of the page cannot be read.", "Set it anew (Layout, Size).") from fault
    room = (width - left - right - max(gutter, 0), height - abs(top) - abs(bottom))
    if room[0] < _LEAST_TEXT[0] or room[1] < _LEAST_TEXT[1]:
        raise Refused(
            "T21", f"The margins leave {room[0] / CENTIMETRE:.1f} by {room[1] / CENTIMETRE:.1f} cm for the letter.",
            "A letter needs 9 by 10 cm at least (Layout, Margins).",
        )  # fmt: skip
    if width > height:
        yield Finding(Level.WARN, "T21", "The page lies on its side.", "Set it upright (Layout, Orientation).")
    elif abs(width - A4[0]) > 60 or abs(height - A4[1]) > 60:
        yield Finding(
            Level.WARN, "T21", f"The page is {width / CENTIMETRE:.1f} by {height / CENTIMETRE:.1f} cm, not A4.",
            "Choose A4 (Layout, Size), unless this is meant.",
        )  # fmt: skip
    if min(left, right) < CENTIMETRE:
        yield Finding(
            Level.WARN, "T21", "A margin at the side is narrower than 1 cm; many printers cut that off.",
            "Make it wider (Layout, Margins).",
        )  # fmt: skip


def _columns(section: Any) -> Iterator[Finding]:
    columns = section.find(w("cols"))
    if columns is not None and value(columns, "num") not in ("", "1"):
        section.remove(columns)
        one = etree.Element(w("cols"))
        one.set(w("space"), "708")
        put(section, one)
        yield Finding(Level.INFORM, "T22", "The text is set in columns. Letters run over the whole width.")
