"""Styles: every look that the renderer uses is there afterwards, the authority's own where it has one."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from foi.disclosure.finding import Finding, Level
from foi.letters.template.word import TRACKED, child, drop, drop_editing_marks, put, value, w
from foi.letters.word_template import LETTER_TEXT, REQUIRED_STYLES

_HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Group Heading")
_KEPT_WITH_NEXT = (*_HEADINGS, "Caption", "Table Heading", "Closing")
_LETTERHEAD = ("Letterhead Name", "Letterhead Team", "Letterhead Contact")
_NO_GAP = 60  # twentieths of a point: with less, paragraphs run together
_GAP = "160"
_BRAND = "1D2F4E"  # the house style's own colour, which is nobody else's
_TOO_NEAR, _NEAR = 40, "80"  # a heading or caption and what stands under it
_COMMON = """
arial|arial narrow|calibri|calibri light|cambria|candara|century gothic|consolas|constantia|corbel|courier new|georgia
gill sans mt|palatino linotype|segoe ui|segoe ui light|segoe ui semibold|symbol|tahoma|times new roman|trebuchet ms
verdana|wingdings|liberation sans|liberation serif|aptos|aptos display|garamond|franklin gothic book|century
book antiqua|bookman old style|helvetica|times|courier
"""
_ON_MOST_COMPUTERS = frozenset(_COMMON.strip().replace("\n", "|").split("|"))


class Styles:
    """The styles part of a template while it is made complete."""

    def __init__(self, own: Any, house: Any) -> None:
        self.root = own
        self.house = {_key(style): style for style in house.iter(w("style"))}
        self.house_names = {value(style, "styleId"): _key(style) for style in house.iter(w("style"))}
        self.own: dict[str, Any] = {}
        for style in own.findall(w("style")):
            self.own.setdefault(_key(style), style)
        self.ids = {value(style, "styleId") for style in own.findall(w("style"))}

    def complete(self, *, has_letterhead_tag: bool) -> Iterator[Finding]:
        drop(self.root, *TRACKED)
        drop_editing_marks(self.root)
        self._defaults()
        yield from self._supply([*REQUIRED_STYLES, *(_LETTERHEAD if has_letterhead_tag else ())])
        yield from self._headings()
        for name in _KEPT_WITH_NEXT:
            child(child(self._style(name), "pPr"), "keepNext").attrib.pop(w("val"), None)
        self._gaps()
        yield from self._fonts()

    def _style(self, name: str) -> Any:
        return self.own[name.casefold()]

    def _defaults(self) -> None:
        """A language, so that a screen reader knows how to speak; which one is the letter's affair."""
        look = child(child(child(self.root, "docDefaults"), "rPrDefault"), "rPr")
        if look.find(w("lang")) is None:
            etree.SubElement(look, w("lang")).set(w("val"), "en-GB")

    def _supply(self, names: list[str]) -> Iterator[Finding]:
        missing = []
        for name in names:
            house = self.house[name.casefold()]
            own = self.own.get(name.casefold())
            if own is not None and value(own, "type") != value(house, "type"):
                own.find(w("name")).set(w("val"), f"{name} of the template")  # of the same name, but another thing
                own = None
            if own is None:
                self._take_from_house(name, house)
                missing.append(name)
            else:
                own.find(w("name")).set(w("val"), value(house.find(w("name"))))
        if missing:
            yield Finding(
                Level.INFORM, "T30", f"{len(missing)} of {len(names)} styles were not in the template and come from "
                f"the house style: {', '.join(missing)}.",
                "To give them your own look, make styles with these names in Word and upload the file again.",
            )  # fmt: skip

    def _take_from_house(self, name: str, house: Any) -> None:
        style = deepcopy(house)
        for reference in ("basedOn", "next", "link"):
            node = style.find(w(reference))
            if node is None:
                continue
            known = self.own.get(self.house_names.get(value(node), ""))
            if known is None and reference == "basedOn" and value(style, "type") == "table":
                known = self._default("table")
            if known is None:
                style.remove(node)
            else:
                node.set(w("val"), value(known, "styleId"))
        if name != "Normal" or any(
            value(one, "default") for one in self.own.values() if value(one, "type") == "paragraph"
        ):
            style.attrib.pop(w("default"), None)
        for colour in list(style.iter(w("color"))):
            if value(colour) == _BRAND:
                colour.getparent().remove(colour)
        for border in style.iter():
            if value(border, "color") == _BRAND:
                border.set(w("color"), "595959")
        identity = value(style, "styleId")
        while identity in self.ids:
            identity += "Letter"
        style.set(w("styleId"), identity)
        self.ids.add(identity)
        self.own[name.casefold()] = style
        self.root.append(style)

    def _default(self, kind: str) -> Any:
        of_kind = [one for one in self.own.values() if value(one, "type") == kind]
        return next((one for one in of_kind if value(one, "default") in ("1", "true", "on")), None)

    def _headings(self) -> Iterator[Finding]:
        """A screen reader finds headings by their level; numbers of Word's own would stand before the question's."""
        numbered = False
        for level in range(1, 5):
            properties = child(self._style(f"Heading {level}"), "pPr")
            child(properties, "outlineLvl").set(w("val"), str(level - 1))
            numbered |= drop(properties, "numPr")
            drop(properties, "pageBreakBefore")
        if numbered:
            yield Finding(
                Level.INFORM, "T31", "Word numbers the headings of the template. In letters it does not: the numbers "
                "are those of the questions.",
            )  # fmt: skip

    def _gaps(self) -> None:
        """Many a template makes gaps with empty paragraphs, which a letter does not have."""
        if self._after(self._style("Normal")) < _NO_GAP:
            text = etree.SubElement(self.root, w("style"))
            text.set(w("type"), "paragraph")
            text.set(w("customStyle"), "1")
            text.set(w("styleId"), "LetterText" if "LetterText" not in self.ids else "LetterTextOfLetters")
            for name, content in (("name", LETTER_TEXT), ("basedOn", value(self._style("Normal"), "styleId"))):
                child(text, name).set(w("val"), content)
            spacing = child(child(text, "pPr"), "spacing")
            spacing.set(w("after"), _GAP)
        for name in ("List Bullet", "List Number"):
            style = self._style(name)
            if self._after(style) < _NO_GAP:
                spacing = child(child(style, "pPr"), "spacing")
                spacing.set(w("after"), _GAP)
                spacing.attrib.pop(w("afterAutospacing"), None)
                if style.find(f"{w('pPr')}/{w('contextualSpacing')}") is None:
                    put(child(style, "pPr"), etree.Element(w("contextualSpacing")))

        for name in (*_HEADINGS, "Caption"):
            style = self._style(name)
            if self._after(style) < _TOO_NEAR:
                child(child(style, "pPr"), "spacing").set(w("after"), _NEAR)

    def _after(self, style: Any) -> int:
        """The room under a paragraph of the style, by the styles it is based on."""
        by_id = {value(one, "styleId"): one for one in self.own.values()}
        seen = set()
        while style is not None and value(style, "styleId") not in seen:
            seen.add(value(style, "styleId"))
            spacing = style.find(f"{w('pPr')}/{w('spacing')}")
            if value(spacing, "after"):
                return int(float(value(spacing, "after")))
            style = by_id.get(value(style.find(w("basedOn"))))
        defaults = self.root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}/{w('spacing')}")
        return int(float(value(defaults, "after") or 0))

    def _fonts(self) -> Iterator[Finding]:
        used = {value(node, "ascii") for node in self.root.iter(w("rFonts"))} - {""}
        if rare := sorted(name for name in used if name.casefold() not in _ON_MOST_COMPUTERS):
            yield Finding(
                Level.WARN, "T32", f"Not every reader has this typeface, and it is not sent with the letter: "
                f"{', '.join(rare)[:120]}.",
                "Elsewhere another one stands in for it and lines break otherwise. Arial is on every computer.",
            )  # fmt: skip


def _key(style: Any) -> str:
    return value(style.find(w("name"))).casefold()
