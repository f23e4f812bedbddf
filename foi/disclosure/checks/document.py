"""What a Word file carries besides its words (domain reference 7.2, D1 to D12). Our own letters must pass.

The parts of the file are read as they are: an office library would pass over what it does not know.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from foi.disclosure.checks.links import link_of_ours
from foi.disclosure.checks.picture import check_picture
from foi.disclosure.finding import Finding, Level
from foi.disclosure.office import Damaged, TooLarge, as_usually_named, parts_of
from foi.disclosure.picture_kinds import suffix_of
from foi.disclosure.placeholders import PLACEHOLDER, STAND_IN

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_TRACKED = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"),
)
_FETCHING_FIELD = re.compile(
    r"^\s*(LINK|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DDE|DDEAUTO|DATABASE|MERGEFIELD|RD|ASK|FILLIN|FILENAME|MACROBUTTON)\b",
    re.IGNORECASE,
)
#: what Word keeps in a file, but for what has a check of its own (comments, embedded files, macros)
_KNOWN_PART = re.compile(
    r"\[Content_Types\]\.xml|(.+/)?_rels/[^/]*\.rels|docProps/(core|app|custom)\.xml|word/theme/theme\d*\.xml|"
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|settings|webSettings|fontTable|numbering)\.xml|"
    r"word/(styles|stylesWithEffects)\.xml|word/(charts|diagrams|drawings)/\w+\.xml|word/fonts/\w+\.odttf|word/media/[^/]+"
)
#: what no reader sees: data, labels, signatures, building blocks, the printer
_UNSEEN_PART = re.compile(
    r"docProps/custom\.xml|customXml/item(Props)?\d*\.xml|docProps/thumbnail\.\w+|docProps/core\d+\.xml|"
    r"package/services/metadata/.*\.psmdcp|docMetadata/LabelInfo\.xml|_xmlsignatures/[^/]+|word/glossary/.+|"
    r"word/printerSettings/[^/]+\.bin|word/intelligence\d*\.xml"
)
_CHECKED_PART = re.compile(
    r"word/(comments\w*|people)\.xml|word/embeddings/.*|.*(vbaProject|activeX|/ctrlProps/).*", re.I
)
_KNOWN_RELATIONS = {
    *("officeDocument", "core-properties", "extended-properties", "extendedProperties", "custom-properties"),
    *("thumbnail", "styles", "stylesWithEffects", "stylesWithtEffects", "settings", "webSettings", "fontTable", "font"),
    *("numbering", "theme", "themeOverride", "header", "footer", "footnotes", "endnotes", "image", "hyperlink"),
    *("customXml", "customXmlProps", "glossaryDocument", "chart", "chartStyle", "chartColorStyle", "chartUserShapes"),
    *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "printerSettings"),
    *("origin", "signature", "classificationlabels", "intelligence", "intelligence2"),
}
_OTHER_FILE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"MZ")  # how those begin that may be kept in a part
_QUOTED = ("RequestText", "RequestItem", "Quote")  # somebody's own words, printed as they are


@dataclass
class _Document:
    """A Word file taken apart."""

    files: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)

    def tree(self, name: str) -> Any:
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.files[name], _PARSER) if name in self.files else None
        return self.trees[name]

    def text_parts(self) -> Iterator[tuple[str, Any]]:
        for name in self.files:
            if _TEXT_PARTS.fullmatch(name):
                yield name, self.tree(name)

    def relations(self) -> Iterator[tuple[str, Any]]:
        for name in self.files:
            if name.endswith(".rels"):
                yield from ((name, relation) for relation in self.tree(name))


Check = Callable[[_Document], Iterator[Finding]]


def check_document(data: bytes) -> list[Finding]:
    """Everything found in a .docx file. A file that cannot be read is a finding too, never an error."""
    try:
        document = _Document(as_usually_named(parts_of(data)))
        if document.tree("word/document.xml") is None:
            return [_unreadable("It is not a Word document.")]
        if any(etree.QName(tree).namespace != _WORD for _, tree in document.text_parts()):
            return [_unreadable("Its text is written in a way that is not known here.")]
        return [finding for check in CHECKS for finding in check(document)]
    except TooLarge:
        return [_unreadable("It grows to an extraordinary size when opened.")]
    except (Damaged, etree.XMLSyntaxError, ValueError):
        return [_unreadable("It is damaged, encrypted or not a .docx file.")]


def _unreadable(why: str) -> Finding:
    return Finding(
        Level.BLOCK, "D0", f"The file could not be checked. {why}", "Save it anew as a Word document (.docx)."
    )


def _w(name: str) -> str:
    return f"{{{_WORD}}}{name}"


def tracked_changes(document: _Document) -> Iterator[Finding]:
    for name, tree in document.text_parts():
        kinds = sorted({etree.QName(node).localname for node in tree.iter(*map(_w, _TRACKED))})
        if kinds:
            yield Finding(
                Level.BLOCK,
                "D1",
                "It holds tracked changes: what was deleted can be read.",
                "Accept or reject all changes (Review, Accept, Accept all changes).",
                name,
            )


def comments(document: _Document) -> Iterator[Finding]:
    for name in document.files:
        if re.match(r"word/(comments\w*|people)\.xml", name):
            yield Finding(
                Level.BLOCK,
                "D2",
                "It holds comments, or the names of people who commented.",
                "Delete all comments (Review, Delete, Delete all comments).",
                name,
            )


def hidden_text(document: _Document) -> Iterator[Finding]:
    hint = "Show all text, and delete what is not meant to go out."
    for name, tree in [*document.text_parts(), *_styles_in_use(document)]:
        if any(_is_on(node) for node in tree.iter(_w("vanish"), _w("webHidden"), _w("specVanish"))):
            yield Finding(Level.BLOCK, "D3", "It holds hidden text.", hint, name)
        if any(_is_near_white(node) for node in tree.iter(_w("color"))):
            yield Finding(Level.BLOCK, "D3", "It holds white or nearly white text.", hint, name)
        if any(_number(node, "val") < 8 for node in tree.iter(_w("sz"))):  # half points
            yield Finding(Level.BLOCK, "D3", "It holds text too small to see.", hint, name)


def _styles_in_use(document: _Document) -> Iterator[tuple[str, Any]]:
    """Paragraph and character styles that the text uses. (White on a dark table heading is nobody's secret.)"""
    styles = document.tree("word/styles.xml")
    if styles is None:
        return
    marks = [_w("pStyle"), _w("rStyle")]
    used = {node.get(_w("val")) for _, tree in document.text_parts() for node in tree.iter(*marks)}
    for style in styles.iter(_w("style")):
        if style.get(_w("styleId")) in used:
            yield "word/styles.xml", style


def _is_on(node: Any) -> bool:
    return node.get(_w("val")) not in ("0", "false", "off")


def _number(node: Any, name: str) -> float:
    told = str(node.get(_w(name)))
    try:
        return float(told.removesuffix("pt")) * (2 if told.endswith("pt") else 1)  # half points, but for "4pt"
    except ValueError:
        return 99


def _is_near_white(node: Any) -> bool:
    colour = node.get(_w("val")) or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    return min(int(colour[at : at + 2], 16) for at in (0, 2, 4)) >= 0xE8


def false_redaction(document: _Document) -> Iterator[Finding]:
    for name, tree in document.text_parts():
        black = any(node.get(_w("val")) == "black" for node in tree.iter(_w("highlight"))) or any(
            (node.get(_w("fill")) or "").upper() in ("000000", "0B0C0C") for node in tree.iter(_w("shd"))
        )
        if black:
            yield Finding(
                Level.BLOCK,
                "D4",
                "Text is blacked out by highlighting or shading. It can still be selected and read.",
                "Delete the words and mark the place with the section of the Act.",
                name,
            )


def embedded_files(document: _Document) -> Iterator[Finding]:
    for name, content in document.files.items():
        if name.startswith("word/embeddings/") or content.startswith(_OTHER_FILE):
            yield Finding(
                Level.BLOCK,
                "D5",
                "It holds an embedded file, such as the workbook behind a chart.",
                "Put a picture of the chart in its place, or a table.",
                name,
            )
        elif name.startswith("word/media/") and not suffix_of(content):
            yield Finding(
                Level.BLOCK,
                "D5",
                f"What should be a picture is something else ({name}).",
                "Take the picture out, and put it in anew as PNG or JPEG.",
                name,
            )


def unknown_parts(document: _Document) -> Iterator[Finding]:
    """What is not known to be harmless may hold anything, such as a whole file put into this one (altChunk)."""
    hint = "Open it in Word, select all, copy it into a new document, and save that."
    for name in document.files:
        if not any(known.fullmatch(name) for known in (_KNOWN_PART, _UNSEEN_PART, _CHECKED_PART)):
            yield Finding(Level.BLOCK, "D5", f"It holds something that cannot be checked ({name}).", hint, name)
    for name, relation in document.relations():
        kind = (relation.get("Type") or "").rpartition("/")[2]
        if kind not in _KNOWN_RELATIONS and relation.get("TargetMode") != "External":
            yield Finding(Level.BLOCK, "D5", f"It holds something that cannot be checked ({kind}).", hint, name)


def cropped_pictures(document: _Document) -> Iterator[Finding]:
    for name, tree in document.text_parts():
        if any(node.attrib for node in tree.iter(f"{{{_DRAWING}}}srcRect")):
            yield Finding(
                Level.WARN,
                "D6",
                "It holds a cropped picture. The part cut off is still in the file.",
                "Use Compress pictures, Delete cropped areas.",
                name,
            )
    for name, content in document.files.items():
        if name.startswith("word/media/") and suffix_of(content) in ("jpeg", "png"):
            for told in check_picture(content):
                if told.level is Level.BLOCK:  # in a file of its own; in a text it is one of many (7.2)
                    yield Finding(
                        Level.WARN, "D6", f"Of a picture in it: {told.message}", "Use Compress pictures.", name
                    )


def leftover_properties(document: _Document) -> Iterator[Finding]:
    core = document.tree("docProps/core.xml")
    for node in core if core is not None else ():
        name = etree.QName(node).localname
        if name in ("lastModifiedBy", "keywords", "description", "category", "contentStatus", "revision") and node.text:
            yield Finding(
                Level.WARN,
                "D7",
                f"The file’s properties say “{node.text}” ({name}).",
                "Clear the properties (File, Info, Inspect document).",
                "docProps/core.xml",
            )
    app = document.tree("docProps/app.xml")
    for node in app if app is not None else ():
        name = etree.QName(node).localname
        if name in ("Company", "Manager", "HyperlinkBase", "Template") and node.text not in (None, "", "Normal.dotm"):
            yield Finding(
                Level.WARN, "D7", f"The file’s properties say “{node.text}” ({name}).", place="docProps/app.xml"
            )
    for name in document.files:
        if _UNSEEN_PART.fullmatch(name):
            yield Finding(Level.WARN, "D7", "It holds data that no reader sees.", "Use Inspect document.", name)
    settings = document.tree("word/settings.xml")
    for node in settings if settings is not None else ():
        name = etree.QName(node).localname
        if name in ("docVars", "attachedTemplate", "rsids"):
            yield Finding(
                Level.WARN, "D7", f"Its settings hold leftovers of editing ({name}).", place="word/settings.xml"
            )


def fetching_fields(document: _Document) -> Iterator[Finding]:
    for name, tree in document.text_parts():
        fields = [node.get(_w("instr")) or "" for node in tree.iter(_w("fldSimple"))]
        fields += ["".join(node.itertext()) for node in tree.iter(_w("instrText"))]
        for code in fields:
            if _FETCHING_FIELD.match(code) or "\\\\" in code:
                yield Finding(
                    Level.BLOCK,
                    "D8",
                    f"It holds a field that fetches or asks for something: {code.strip()[:60]}",
                    "Turn the field into plain text (Ctrl+Shift+F9).",
                    name,
                )


def leftover_tokens(document: _Document) -> Iterator[Finding]:
    for name, tree in document.text_parts():
        for paragraph in tree.iter(_w("p")):
            styled = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
            style = styled.get(_w("val")) if styled is not None else ""
            text = "".join(node.text or "" for node in paragraph.iter(_w("t")))
            if style == "Gap":
                yield Finding(Level.BLOCK, "D9", f"A point is still open: {text[:120]}", "Settle it.", name)
            elif style in _QUOTED:
                continue
            elif found := PLACEHOLDER.search(text):
                yield _leftover(Level.BLOCK, found[0], text, name)
            elif found := STAND_IN.search(text):
                yield _leftover(Level.WARN, found[0], text, name)


def _leftover(level: Level, token: str, text: str, place: str) -> Finding:
    message = f"It looks as if a placeholder was left: “{token}” in “{text[:80]}”"
    return Finding(level, "D9", message, "Fill it in or take it out.", place)


def links(document: _Document) -> Iterator[Finding]:
    for name, relation in document.relations():
        if not (relation.get("Type") or "").endswith("/hyperlink"):
            continue
        if told := link_of_ours(relation.get("Target") or ""):
            yield Finding(Level.WARN, "D10", told, place=name)


def pictures_without_words(document: _Document) -> Iterator[Finding]:
    for name, tree in document.text_parts():
        for node in tree.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
            if not (node.get("descr") or "").strip():
                yield Finding(
                    Level.WARN,
                    "D10",
                    "A picture has no alternative text, so some readers cannot know what it shows.",
                    "Add alternative text to the picture.",
                    name,
                )


def active_content(document: _Document) -> Iterator[Finding]:
    for name in document.files:
        if re.search(r"vbaProject|activeX|/ctrlProps/", name, re.IGNORECASE):
            yield Finding(
                Level.BLOCK, "D12", "It holds macros or active controls.", "Save it as .docx without them.", name
            )
    for name, relation in document.relations():
        if relation.get("TargetMode") == "External" and not (relation.get("Type") or "").endswith("/hyperlink"):
            yield Finding(
                Level.BLOCK,
                "D12",
                f"It fetches something from outside when it is opened: {relation.get('Target')}",
                "Put the picture or text itself into the file.",
                name,
            )


CHECKS: tuple[Check, ...] = (
    tracked_changes,
    comments,
    hidden_text,
    false_redaction,
    embedded_files,
    cropped_pictures,
    leftover_properties,
    fetching_fields,
    leftover_tokens,
    links,
    pictures_without_words,
    active_content,
    unknown_parts,
)


def names_in(data: bytes, names: tuple[str, ...]) -> list[Finding]:
    """D11: somebody's name in a file that must not hold it, such as the copy for the public log, in any part of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        findings = []
        for part in opened.namelist():
            if part.endswith((".xml", ".rels")):
                text = " ".join(
                    "".join(map(str, etree.fromstring(opened.read(part), _PARSER).itertext())).split()
                ).casefold()
                findings += [
                    Finding(Level.BLOCK, "D11", f"It holds “{name}”.", "Take the name out.", part)
                    for name in names
                    if name.strip() and " ".join(name.split()).casefold() in text
                ]
        return findings
