"""Word documents: the words in reading order, with the list numbers that Word only draws.

python-docx passes over what it does not model: content controls, tracked insertions, text boxes, notes. They are
put where it looks, or collected beside it, before it walks the document.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from foi.disclosure.finding import Finding, Level
from foi.disclosure.office import as_usually_named
from foi.intake.channels.archive import open_archive, packed
from foi.intake.channels.archive import parse_xml as parse_package_xml
from foi.intake.channels.list_labels import INDENT
from foi.intake.channels.reading import ASK_AGAIN, LOOK_AND_TYPE, Kind, Reading, Unreadable, excerpt
from foi.intake.channels.style_sheet import hidden_finding
from foi.intake.channels.word_lists import Numbering

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ALSO_MAIN = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_WRAPPERS = ("w:sdtContent", "w:smartTag", "w:customXml", "w:fldSimple", "w:ins", "w:moveTo", "w:dir", "w:bdo")
_GONE = ("w:del", "w:moveFrom")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = {"footnotes": ("w:footnoteReference", "Footnote"), "endnotes": ("w:endnoteReference", "Endnote")}


def read_word(data: bytes, name: str) -> Reading:
    parts = as_usually_named(open_archive(data))
    document = _open(parts)
    findings = [*_macros(parts)]
    notes = _notes(document)
    roots = [document.element.body, *notes.values()]
    deleted = " ".join(filter(None, (_deleted(root) for root in roots)))
    inserted = any(root.find(f".//{qn(tag)}") is not None for root in roots for tag in ("w:ins", "w:moveTo"))
    if deleted or inserted:
        findings.append(_tracked(deleted))
    for root in roots:
        _flatten(root)
    blocks = list(_Walk(document, notes).blocks(document))
    findings += [*_comments(document), *_hidden(document), *_running_text(document), *_left_out(document)]
    return Reading(
        name=name, kind=Kind.WORD, data=data, text="\n".join(blocks),
        subject=(document.core_properties.title or "").strip(), findings=tuple(findings),
    )  # fmt: skip


def _open(parts: dict[str, bytes]) -> Document:
    """Templates and files with macros hold the same words; python-docx wants them to say that they are documents."""
    types = parts.get("[Content_Types].xml", b"")
    parts = {**parts, "[Content_Types].xml": _ALSO_MAIN.sub(_MAIN.encode(), types)}
    try:
        return docx.Document(packed(parts))
    except Exception:  # a broken package meets the library in many ways
        try:
            return docx.Document(packed(_without_lost_parts(parts)))
        except Exception as fault:
            raise Unreadable(
                "damaged",
                "The Word document is damaged.",
                ASK_AGAIN,
            ) from fault


def _without_lost_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """A picture that a gateway has taken out does not take the words with it: what points to nothing is left out."""
    mended = dict(parts)
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        relations = parse_package_xml(content)
        for relation in list(relations):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
            if relation.get("TargetMode") != "External" and unquote(target).lstrip("/") not in parts:
                relations.remove(relation)
        mended[name] = etree.tostring(relations)
    return mended


# --- what python-docx would pass over -------------------------------------------------------------------------


def _flatten(root: Any) -> None:
    """Read it as if every tracked change had been accepted and every wrapper taken off."""
    for tag in (*map(qn, _GONE), _FALLBACK, qn("w:rPrChange"), qn("w:pPrChange"), qn("w:sdtPr"), qn("w:sdtEndPr")):
        for element in list(root.iter(tag)):
            if element.getparent() is not None:
                _drop(element)
    for tag in ("w:sdt", *_WRAPPERS):
        for element in list(root.iter(qn(tag))):
            if element.getparent() is not None and element.getparent().tag != qn("w:rPr"):
                _unwrap(element)


def _drop(element: Any) -> None:
    element.getparent().remove(element)


def _unwrap(element: Any) -> None:
    parent, place = element.getparent(), element.getparent().index(element)
    for child in list(element):
        parent.insert(place, child)
        place += 1
    parent.remove(element)


def _deleted(root: Any) -> str:
    return " ".join(node.text or "" for node in root.iter(qn("w:delText"))).strip()


def _notes(document: Document) -> dict[str, Any]:
    """The roots of the footnotes and the endnotes, by kind."""
    found = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in _NOTES and not relation.is_external:
            found[kind] = parse_xml(relation.target_part.blob)
    return found


# --- the walk -------------------------------------------------------------------------------------------------


class _Walk:
    def __init__(self, document: Document, notes: dict[str, Any]) -> None:
        part = document.part
        roots = {
            relation.reltype.rsplit("/", 1)[-1]: relation.target_part
            for relation in part.rels.values()
            if not relation.is_external
        }
        self._numbering = Numbering(*(getattr(roots.get(kind), "element", None) for kind in ("numbering", "styles")))
        self._notes = {(kind, note.get(qn("w:id"))): note for kind, root in notes.items() for note in root}
        self._called: list[tuple[str, Any]] = []

    def blocks(self, document: Document) -> Iterator[str]:
        yield from self._in(document)
        yield from self._noted()

    def _in(self, container: Any) -> Iterator[str]:
        before_was_item = False
        for block in container.iter_inner_content():
            if isinstance(block, Table):
                yield ""
                yield from self._table(block)
                yield ""
                continue
            text, is_item = self._paragraph(block)
            if not (is_item and before_was_item):
                yield ""
            yield text
            yield from self._boxes(block)
            before_was_item = is_item

    def _paragraph(self, paragraph: Paragraph) -> tuple[str, bool]:
        label, level = self._numbering.label(paragraph._p)
        text = self._words(paragraph._p)
        if not label:
            return text, False
        if not text.strip():
            return "", False
        return f"{INDENT * level}{label} {text.lstrip()}", True

    def _words(self, paragraph: Any) -> str:
        """The text of a w:p with a mark where a note is called."""
        words = []
        for run in paragraph.iter(qn("w:r")):
            if _owner(run) is not paragraph:
                continue  # of a text box inside: it follows the paragraph
            for child in run:
                if child.tag == qn("w:t"):
                    words.append(child.text or "")
                elif child.tag in (qn("w:tab"), qn("w:ptab")):
                    words.append("\t")
                elif child.tag in (qn("w:br"), qn("w:cr")):
                    words.append("\n")
                elif child.tag == qn("w:noBreakHyphen"):
                    words.append("-")
                elif child.tag == qn("w:sym"):
                    words.append("•")
                else:
                    words.append(self._called_note(child))
        return "".join(words)

    def _called_note(self, element: Any) -> str:
        for kind, (tag, word) in _NOTES.items():
            note = self._notes.get((kind, element.get(qn("w:id")))) if element.tag == qn(tag) else None
            if note is not None:
                self._called.append((word, note))
                return f" [{word.lower()} {len(self._called)}]"
        return ""

    def _noted(self) -> Iterator[str]:
        for number, (word, note) in enumerate(self._called, start=1):
            words = " ".join(filter(None, (self._words(paragraph).strip() for paragraph in note.iter(qn("w:p")))))
            yield ""
            yield f"[{word} {number}: {words}]"

    def _boxes(self, paragraph: Paragraph) -> Iterator[str]:
        for box in paragraph._p.iter(qn("w:txbxContent")):
            if next(box.iterancestors(qn("w:txbxContent")), None) is not None:
                continue  # a box in a box comes with the outer one
            yield ""
            for inner in box.iter(qn("w:p")):
                label, level = self._numbering.label(inner)
                words = self._words(inner)
                yield f"{INDENT * level}{label} {words}" if label and words.strip() else words

    def _table(self, table: Table) -> Iterator[str]:
        """A row on a line, tabs between its cells. A cell that holds a whole text keeps its paragraphs."""
        for row in table.rows:
            # `row.cells` would give a merged cell again for every row that it covers.
            own = [cell for cell in row._tr.tc_lst if cell.vMerge != "continue"]
            cells = ["\n".join(self._in(_Cell(cell, table))).strip("\n") for cell in own]
            if len(cells) == 1 or any("\n" in cell for cell in cells):
                for cell in cells:
                    yield cell
                    yield ""
            else:
                yield "\t".join(cell.strip() for cell in cells).rstrip()


def _owner(run: Any) -> Any:
    return next(run.iterancestors(qn("w:p")), None)


# --- findings -------------------------------------------------------------------------------------------------


def _tracked(deleted: str) -> Finding:
    message = "It holds tracked changes. It was read as if all of them were accepted."
    if deleted:
        message += f" Deleted words: “{excerpt(deleted)}”."
    return Finding(Level.WARN, "tracked_changes", message, "Ask the sender which version they mean if it matters.")


def _comments(document: Document) -> Iterator[Finding]:
    words = [excerpt(comment.text) for comment in document.comments if comment.text.strip()]
    if words:
        count = "a comment" if len(words) == 1 else f"{len(words)} comments"
        said = "; ".join(f"“{one}”" for one in words[:10])
        yield Finding(Level.WARN, "comments", f"It holds {count}, which the text leaves out: {said}")


def _hidden(document: Document) -> Iterator[Finding]:
    hidden = []
    for mark in document.element.body.iter(qn("w:vanish")):
        run = next(mark.iterancestors(qn("w:r")), None)
        if run is not None and mark.get(qn("w:val")) not in ("0", "false", "off"):
            hidden.append("".join(node.text or "" for node in run.iter(qn("w:t"))))
    if words := " ".join("".join(hidden).split()):
        yield hidden_finding(words)


def _running_text(document: Document) -> Iterator[Finding]:
    """Letterheads: an address for the reply is often only there (s.8(1)(b))."""
    said: dict[str, None] = {}
    for section in document.sections:
        for place in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not place.is_linked_to_previous:
                said |= dict.fromkeys(
                    " ".join(node.text or "" for node in p.iter(qn("w:t"))).strip()
                    for p in place._element.iter(qn("w:p"))
                )
    words = " / ".join(line for line in said if len(line) > 3)
    if words:
        yield Finding(Level.INFORM, "page_header", f"At the head or foot of its pages: “{excerpt(words)}”.")


def _macros(parts: dict[str, bytes]) -> Iterator[Finding]:
    if any("vbaProject" in part for part in parts):
        yield Finding(Level.WARN, "macros", "It holds macros. They were not run.", "Do not open it in Word.")
    if any(part.startswith("word/embeddings/") for part in parts):
        yield Finding(
            Level.WARN, "embedded_files", "Other files are embedded in it. They were not read.", "Look at the original."
        )


def _left_out(document: Document) -> Iterator[Finding]:
    if next(document.element.body.iter(qn("w:altChunk")), None) is not None:
        yield Finding(
            Level.WARN, "foreign_part", "A part of it is kept in another format and was not read.",
            "Look at the original, and add what is missing.",
        )  # fmt: skip
    if not any((node.text or "").strip() for node in document.element.body.iter(qn("w:t"))):
        yield Finding(Level.BLOCK, "no_text", "It holds no text, perhaps only pictures.", LOOK_AND_TYPE)
