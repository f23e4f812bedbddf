"""A Word template made ready once: opened and checked by python-docx, cleaned, and compressed but for what each letter
changes.

What changes in every letter: the body, its links, the file's properties, and the headers and footers that hold content
controls with our tags. All else is the same bytes in every letter.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from foi.letters.package import Entry, contents
from foi.letters.word_furniture import PLACEHOLDERS

HOUSE_STYLE = Path(__file__).parents[2] / "templates" / "letters" / "house_style.docx"

# Style names as a person sees them in Word.
REQUIRED_STYLES = (
    "Normal",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Heading 4",
    "Group Heading",
    "Request Text",
    "Request Item",
    "Quote",
    "List Bullet",
    "List Number",
    "Caption",
    "Table Heading",
    "Table Text",
    "Table Figure",
    "Table Figure Heading",
    "Source Note",
    "Gap",
    "Address",
    "Particulars",
    "Salutation",
    "Closing",
    "Signature",
    "Hyperlink",
    "Letter Table",
)

# What running text stands in where a template's "Normal" leaves no room between paragraphs.
LETTER_TEXT = "Letter Text"

# Content controls in headers and footers: tag -> the letter's particulars that it is filled with.
TAGS = frozenset({"letterhead", "reference_line", "marking", "page_line"})

_KEPT = frozenset({"styles", "settings", "numbering", "fontTable", "theme", "header", "footer"})
_DROPPED_SETTINGS = tuple(
    qn(f"w:{name}")
    for name in (
        "attachedTemplate",
        "rsids",
        "docVars",
        "trackRevisions",
        "documentProtection",
        "mailMerge",
        "footnotePr",
        "endnotePr",
        "removePersonalInformation",
        "updateFields",
    )
)

LIST_LEVELS = 5
LIST_STEP = 425  # twentieths of a point that each level is set in: 0.75 cm


class TemplateNotUsable(ValueError):
    """Why a Word file cannot be the template of letters, in a sentence."""


# Where a letter's own particulars go: a content control (made an instruction by `_pieces`) or a placeholder in a text.
_PLACE = re.compile(rf"(<\?letter \w+\?>|\{{\{{(?:{'|'.join(PLACEHOLDERS)})\}}\}})")

# A header or footer, cut at its content controls: XML as it is, and (True, tag) where the letter's particulars go.
Pieces = tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template, ready for letters in one language."""

    style_ids: dict[str, str]
    section: str  # the body's w:sectPr: page size, margins, headers
    text_width: int  # twentieths of a point
    static: dict[str, Entry]  # in file order; the changing parts are left out
    order: tuple[str, ...]
    relations: bytes  # of the document; up to, not including, its closing tag
    furniture: dict[str, Pieces]  # headers and footers with content controls
    numbering: bytes  # up to, not including, its closing tag
    next_list: int
    bullet_list: int
    decimal_shape: int


def prepared(template: bytes | None = None, language: str = "en-GB") -> Prepared:
    """The template made ready; our house style if None. Raises TemplateNotUsable."""
    return _prepared(template if template is not None else _house_style(), language)


@lru_cache(maxsize=1)
def _house_style() -> bytes:
    return HOUSE_STYLE.read_bytes()


@lru_cache(maxsize=16)
def _prepared(template: bytes, language: str) -> Prepared:
    document = _opened(template)
    style_ids = _style_ids(document)
    _clean(document, language)
    bullet, decimal = _list_shapes(document)
    section = _section(document)
    files = _saved(document)

    furniture = {
        name: pieces
        for name in files
        if name.startswith(("word/header", "word/footer")) and (pieces := _pieces(files[name]))
    }
    changing = {"word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml", *furniture}
    numbering = files["word/numbering.xml"].rstrip().removesuffix(b"</w:numbering>")
    relations = files["word/_rels/document.xml.rels"].rstrip().removesuffix(b"</Relationships>")
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = sum(int(margins.get(qn(f"w:{side}")) or 0) for side in ("left", "right", "gutter"))
    width = int(size.get(qn("w:w"))) - sides
    return Prepared(
        style_ids=style_ids,
        section=etree.tostring(section, encoding="unicode"),
        text_width=width,
        static={name: Entry.of(name, content) for name, content in files.items() if name not in changing},
        order=tuple(files),
        relations=relations,
        furniture=furniture,
        numbering=numbering,
        next_list=bullet + 1,
        bullet_list=bullet,
        decimal_shape=decimal,
    )


def _opened(template: bytes) -> DocumentObject:
    try:
        names = contents(template)
        if any("vbaProject" in name for name in names):
            raise TemplateNotUsable("The file contains macros. Save it as a Word document (.docx) without them.")
        return Document(io.BytesIO(template))
    except TemplateNotUsable:
        raise
    except (PackageNotFoundError, KeyError, ValueError, OSError, etree.XMLSyntaxError, RuntimeError) as fault:
        raise TemplateNotUsable("The file is not a Word document (.docx), or it is damaged.") from fault
    except Exception as fault:  # zipfile.BadZipFile and what else a damaged file may bring out of the library
        raise TemplateNotUsable("The file could not be read as a Word document (.docx).") from fault


def _style_ids(document: DocumentObject) -> dict[str, str]:
    known = {style.name: style.style_id for style in document.styles}
    if missing := [name for name in REQUIRED_STYLES if name not in known]:
        raise TemplateNotUsable(f"The template lacks these styles: {', '.join(missing)}.")
    return {name: known[name] for name in REQUIRED_STYLES} | {"Normal": known.get(LETTER_TEXT, known["Normal"])}


def _clean(document: DocumentObject, language: str) -> None:
    """Out goes what could carry somebody's name, somebody's comment, or an address to fetch something from."""
    main = document.part
    for rel_id, relation in list(main.rels.items()):
        if relation.reltype.rpartition("/")[2] not in _KEPT:
            del main.rels[rel_id]
    for rel_id, relation in list(main.package.rels.items()):
        if relation.reltype.rpartition("/")[2] not in ("officeDocument", "core-properties"):
            del main.package.rels[rel_id]
    for part in main.package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and not relation.reltype.endswith("/hyperlink"):
                raise TemplateNotUsable(f"The template fetches something from outside: {relation.target_ref}")
    settings = document.settings.element
    for child in list(settings):
        if child.tag in _DROPPED_SETTINGS:
            settings.remove(child)
    for name in ("List Bullet", "List Number"):  # every item of a letter says itself which list it is in
        properties = document.styles[name].element.find(qn("w:pPr"))
        for numbers in properties.findall(qn("w:numPr")) if properties is not None else ():
            properties.remove(numbers)
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
    for mark in settings.iter(qn("w:themeFontLang")):
        mark.set(qn("w:val"), language)


def _section(document: DocumentObject) -> Any:
    body = document.element.body
    section = body.sectPr
    for name in [name for name in section.attrib if "rsid" in name]:
        del section.attrib[name]
    for child in list(body):
        body.remove(child)
    body.append(section)
    alone = etree.fromstring(etree.tostring(section))
    etree.cleanup_namespaces(alone)
    return alone


def _pieces(part: bytes) -> Pieces:
    """A header or footer cut at its content controls and placeholders; () if it has none of ours."""
    tree = etree.fromstring(part)
    found = False
    for control in list(tree.iter(qn("w:sdt"))):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None and tag.get(qn("w:val")) in TAGS:
            mark: Any = etree.ProcessingInstruction("letter", str(tag.get(qn("w:val"))))
            mark.tail = control.tail
            parent: Any = control.getparent()
            parent.replace(control, mark)
            found = True
    xml = etree.tostring(tree, encoding="unicode")
    if not found and not _PLACE.search(xml):
        return ()
    cut = enumerate(_PLACE.split(xml))
    return tuple((at % 2 == 1, piece.removeprefix("<?letter ").removesuffix("?>")) for at, piece in cut)


def _list_shapes(document: DocumentObject) -> tuple[int, int]:
    """Adds a bulleted and a numbered list in our shape. Returns the bullets' list and the numbers' shape."""
    numbering = document.part.numbering_part.element
    for stray in numbering.findall(qn("w:numIdMacAtCleanup")):
        numbering.remove(stray)
    shapes = [int(shape.get(qn("w:abstractNumId"))) for shape in numbering.findall(qn("w:abstractNum"))]
    lists = [int(one.get(qn("w:numId"))) for one in numbering.findall(qn("w:num"))]
    bullet, decimal, first_list = max(shapes, default=0) + 1, max(shapes, default=0) + 2, max(lists, default=0) + 1
    place = len(numbering.findall(qn("w:numPicBullet"))) + len(shapes)
    for number, (shape, marks) in enumerate(((bullet, "•–•–•"), (decimal, ""))):
        numbering.insert(place + number, _shape(shape, marks))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{first_list}"><w:abstractNumId w:val="{bullet}"/></w:num>')
    )
    return first_list, decimal


def _shape(shape: int, marks: str) -> Any:
    formats = ("decimal", "lowerLetter", "lowerRoman", "decimal", "lowerLetter")
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{"bullet" if marks else formats[level]}"/>'
        f'<w:lvlText w:val="{marks[level] if marks else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{LIST_STEP * (level + 1)}" w:hanging="{LIST_STEP}"/></w:pPr></w:lvl>'
        for level in range(LIST_LEVELS)
    )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{shape}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _saved(document: DocumentObject) -> dict[str, bytes]:
    saved = io.BytesIO()
    document.save(saved)
    return contents(saved.getvalue())
