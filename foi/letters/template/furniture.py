"""Headers and footers: what may stand in them, and what is taken out or made good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from foi.disclosure.finding import Finding, Level
from foi.disclosure.picture_kinds import suffix_of
from foi.letters.template.fields import field_findings
from foi.letters.template.opening import Package, Relation
from foi.letters.template.placeholders import settle
from foi.letters.template.word import PLACED_DRAWING, RELATIONS, TRACKED, drop, drop_editing_marks, take_out, value, w
from foi.letters.word_xml import link_target

_VML = "urn:schemas-microsoft-com:vml"
_DATA_BINDING = ("{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding", w("dataBinding"))
_TRACKED = tuple(map(w, TRACKED))


def tidy(package: Package, name: str, authority: str) -> Iterator[Finding]:
    """Looks at one header or footer and cleans its tree in place."""
    tree = package.tree(name)
    if next(tree.iter(*_TRACKED), None) is not None:
        yield Finding(
            Level.BLOCK, "T10", "A header or footer holds tracked changes: what was deleted can be read.",
            "Accept or reject all changes (Review, Accept, Accept all changes).", name,
        )  # fmt: skip
    yield from field_findings(tree, name, printed=True)
    yield from _watermarks(tree, name)
    drop(tree, "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "altChunk")
    for node in list(tree.iter(*_DATA_BINDING)):  # of parts of the file that a letter does not have
        take_out(node)
    for node in list(tree.iter(w("bookmarkStart"))):
        if value(node, "name") == "_GoBack":
            number = value(node, "id")
            for mark in [*tree.iter(w("bookmarkStart")), *tree.iter(w("bookmarkEnd"))]:
                if value(mark, "id") == number:
                    take_out(mark)
    drop_editing_marks(tree)
    for mark in list(tree.iter(w("lang"))):
        if value(mark) in ("en-US", "en-GB"):  # the letter's own language holds; Welsh in a letterhead stays Welsh
            take_out(mark)
    yield from _pictures(tree, name, authority)
    yield from settle(tree, name)


def used_relations(package: Package, name: str) -> list[Relation]:
    tree = package.tree(name)
    used = {
        text
        for node in tree.iter()
        for attribute, text in node.attrib.items()
        if str(attribute).startswith(f"{{{RELATIONS}}}") or str(attribute).endswith("}relid")
    }
    return [one for one in package.relations(name) if one.id in used]


def relation_findings(package: Package, name: str) -> Iterator[Finding]:
    """What a header or footer refers to: pictures in the file and links that a reader can follow, nothing else."""
    for one in used_relations(package, name):
        if one.kind == "hyperlink":
            if not link_target(one.target):
                yield Finding(
                    Level.BLOCK, "T7", f"A header or footer links to something a reader cannot open: {one.target[:80]}",
                    "Take the link out (right click, Remove link), or let it begin with https:// or mailto:.", name,
                )  # fmt: skip
        elif one.kind != "image":
            yield Finding(
                Level.BLOCK, "T4", f"A header or footer holds something that is no text and no picture ({one.kind}).",
                "Put a picture in its place (copy it, then Paste special, Picture).", name,
            )  # fmt: skip
        elif not one.is_external and not suffix_of(package.files.get(one.target, b"")):
            yield Finding(
                Level.BLOCK, "T4", "A picture is of a kind that Word does not know, is damaged, or can do more than be "
                "looked at.", "Save it as PNG and put it in anew.", name,
            )  # fmt: skip
    for node in package.tree(name).iter(f"{{{_VML}}}*"):
        for attribute, text in node.attrib.items():
            local = etree.QName(attribute).localname
            if (local == "src" and ":" in text) or (local == "href" and text and not link_target(text)):
                yield Finding(
                    Level.BLOCK, "T5", "A picture is fetched from outside, or links to what a reader cannot open: "
                    f"{text[:80]}", "Put the picture itself into the file.", name,
                )  # fmt: skip


def is_empty(package: Package, name: str) -> bool:
    """Neither words nor a picture."""
    tree = package.tree(name)
    words = "".join(node.text or "" for node in tree.iter(w("t"))).strip()
    things = tree.iter(w("drawing"), w("pict"), w("fldSimple"), w("instrText"), w("sdt"))
    return not words and next(things, None) is None


def _pictures(tree: Any, name: str, authority: str) -> Iterator[Finding]:
    for node in tree.iter(f"{{{PLACED_DRAWING}}}docPr"):  # a text box says itself what it is
        box = node.getparent()
        if not node.get("descr") and next(box.iter(w("txbxContent")), None) is not None:
            node.set(
                "descr", " ".join("".join(text.text or "" for text in box.iter(w("t"))).split())[:200] or authority
            )
    silent = [node for node in tree.iter(f"{{{PLACED_DRAWING}}}docPr") if not (node.get("descr") or "").strip()]
    silent_shapes = [
        shape
        for shape in tree.iter(f"{{{_VML}}}shape")
        if shape.find(f"{{{_VML}}}imagedata") is not None and not shape.get("alt")
    ]
    for node in silent:
        node.set("descr", authority)
    for shape in silent_shapes:
        shape.set("alt", authority)
    if silent or silent_shapes:
        yield Finding(
            Level.INFORM, "T12", f"A picture had no alternative text. It was given “{authority}”.",
            "To say it better, right click on the picture, View alternative text, and upload the file again.", name,
        )  # fmt: skip


def _watermarks(tree: Any, name: str) -> Iterator[Finding]:
    for node in tree.iter(f"{{{_VML}}}textpath"):
        if text := (node.get("string") or "").strip():
            yield Finding(
                Level.WARN, "T13", f"Every letter will have the watermark “{text[:60]}”.",
                "Take it out (Design, Watermark, Remove), unless this is meant.", name,
            )  # fmt: skip
