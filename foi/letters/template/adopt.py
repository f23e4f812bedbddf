"""From an uploaded file to a template that letters are made with: the one door.

What is taken over is a closed list (page, headers and footers with their pictures, styles, lists, theme, some
settings); everything else stays behind. So nothing has to be known of a part to keep it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from foi.disclosure.checks.document import check_document
from foi.disclosure.finding import Finding, Level
from foi.disclosure.picture_kinds import CONTENT_TYPES, suffix_of
from foi.letters.package import Entry, archive, contents
from foi.letters.render_docx import render_docx
from foi.letters.template.fields import field_findings
from foi.letters.template.furniture import is_empty, relation_findings, tidy, used_relations
from foi.letters.template.opening import Package, Refused, open_template
from foi.letters.template.page import page_of, referring
from foi.letters.template.sample import sample_letter
from foi.letters.template.styles import Styles
from foi.letters.template.word import PACKAGE_RELATIONS, RELATIONS, TRACKED, WORD, drop, drop_editing_marks, value, w
from foi.letters.word_template import HOUSE_STYLE, TAGS, TemplateNotUsable
from foi.letters.word_xml import escaped

_SETTINGS = tuple(
    w(name)
    for name in (
        *("zoom", "mirrorMargins", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone"),
        *("doNotHyphenateCaps", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang"),
        *("clrSchemeMapping", "decimalSymbol", "listSeparator", "gutterAtTop"),
    )
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_FURNITURE = re.compile(r"word/(header|footer)\d*\.xml$")
_ACTIVE = re.compile(r"activeX|/ctrlProps/|/embeddings/|oleObject", re.IGNORECASE)
_UNSEEN = {
    "comments": re.compile(r"comments\w*\.xml$|/people\.xml$"),
    "data that no reader sees (custom XML)": re.compile(r"^customXml/|docProps/custom\.xml$"),
    "building blocks": re.compile(r"/glossary/"),
    "embedded fonts": re.compile(r"\.odttf$|/fonts/"),
}


@dataclass(frozen=True, slots=True)
class Adopted:
    """`template` is the Word file that letters are made with; None where a finding blocks."""

    findings: tuple[Finding, ...]
    template: bytes | None = None

    @property
    def blocks(self) -> bool:
        return self.template is None


def adopt(data: bytes, authority: str) -> Adopted:
    """Looks into an uploaded Word file and makes the authority's template of it. Never raises for what is in the file.

    `authority`: its name, the alternative text of a picture that has none. The same file gives the same bytes.
    """
    findings: list[Finding] = []
    template = None
    try:
        package = open_template(data)
        findings += _of_the_whole_file(package)
        findings += _of_the_body(package)
        made = _Made(package, authority)
        template = made.template()
        findings += made.findings
        if not _blocked(findings):
            findings += _of_a_letter_made_with_it(template)
    except Refused as refusal:
        findings.append(refusal.finding)
    except TemplateNotUsable as refusal:
        findings.append(Finding(Level.BLOCK, "T2", str(refusal)))
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, etree.LxmlError):
        # A part that Word itself would call damaged: which rule it breaks matters to nobody.
        findings.append(Finding(Level.BLOCK, "T2", "The file is damaged.", "Open it in Word and save it anew."))
    order = list(Level)
    told = tuple(sorted(dict.fromkeys(findings), key=lambda one: (order.index(one.level), one.id)))
    return Adopted(told, None if _blocked(told) else template)


def _blocked(findings: list[Finding] | tuple[Finding, ...]) -> bool:
    return any(finding.level is Level.BLOCK for finding in findings)


def _of_the_whole_file(package: Package) -> Iterator[Finding]:
    if package.is_template:
        yield Finding(Level.INFORM, "T2", "The file is a Word template (.dotx). It was read like a document.")
    if any(_ACTIVE.search(name) for name in package.files):
        yield Finding(
            Level.BLOCK, "T4", "The template holds an embedded file or an active control.",
            "Put a picture in its place (copy it, then Paste special, Picture).",
        )  # fmt: skip
    for _, one in package.all_relations():
        if one.kind == "attachedTemplate":
            yield Finding(Level.INFORM, "T9", "The file was based on another template. Letters are not tied to it.")
        elif one.is_external and one.kind != "hyperlink":
            yield Finding(
                Level.BLOCK, "T5", f"The template fetches something from outside: {one.target[:80]}",
                "Put the picture or text itself into the file.",
            )  # fmt: skip
    left_behind = [words for words, name in _UNSEEN.items() if any(name.search(one) for one in package.files)]
    core = package.files.get("docProps/core.xml", b"")
    if re.search(rb"<(dc:creator|cp:lastModifiedBy|cp:keywords|dc:description)>[^<]", core):
        left_behind.append("the names of those who made it")
    if left_behind:
        yield Finding(Level.INFORM, "T11", f"Not taken over into letters: {', '.join(left_behind)}.")


def _of_the_body(package: Package) -> Iterator[Finding]:
    """The letter takes the place of the text. What would be dangerous to open is told of wherever it stands: the file
    is kept, and handed out again."""
    tree = package.tree(package.main)
    yield from field_findings(tree, "body", printed=False)
    said = " ".join("".join(node.text or "" for node in tree.iter(w("t"))).split())
    pictures = next(tree.iter(w("drawing"), w("pict")), None) is not None
    if pictures:
        yield Finding(
            Level.WARN, "T14", "There is a picture in the text of the page. The letter takes the place of that text, "
            "so it will not be seen.",
            "If it is your logo, move it into the header (double click at the top of the page).",
        )  # fmt: skip
    if said:
        yield Finding(
            Level.WARN if len(said) > 200 else Level.INFORM, "T15",
            f"The letter takes the place of the text of the page: “{said[:80]}{'…' if len(said) > 80 else ''}”",
            "What should stand in every letter belongs into the header or footer.",
        )  # fmt: skip
    if next(tree.iter(*map(w, TRACKED)), None) is not None:
        yield Finding(Level.INFORM, "T11", "Not taken over into letters: tracked changes in the text.")


def _of_a_letter_made_with_it(template: bytes) -> Iterator[Finding]:
    """A letter must have no finding of the check that every document passes before it leaves."""
    for finding in check_document(render_docx(sample_letter(), template)):
        hint = finding.hint or "Mend it in the header or footer."
        yield Finding(Level.BLOCK, f"T16.{finding.id}", f"In every letter: {finding.message}", hint, finding.place)


class _Made:
    """The template's parts as they are gathered, in a file of the same shape as the house style's."""

    def __init__(self, package: Package, authority: str) -> None:
        self.package = package
        self.authority = authority
        self.findings: list[Finding] = []
        self.house = contents(HOUSE_STYLE.read_bytes())
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.relations: list[tuple[str, str, str]] = []  # id, kind, target
        self.pictures: dict[bytes, str] = {}

    def template(self) -> bytes:
        for kind, name, type_, make in (
            ("styles", "styles.xml", _TYPE.format("styles"), self._styles),
            ("settings", "settings.xml", _TYPE.format("settings"), self._settings),
            ("fontTable", "fontTable.xml", _TYPE.format("fontTable"), self._font_table),
            ("theme", "theme/theme1.xml", _THEME, self._theme),
            ("numbering", "numbering.xml", _TYPE.format("numbering"), self._numbering),
        ):
            self.add(f"word/{name}", make(self.package.related(kind)), type_, kind)
        section = self._page()
        body = f'<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body><w:p/></w:body></w:document>'
        document = etree.fromstring(body)
        document[0].append(section)
        self.add("word/document.xml", _xml(document), _TYPE.format("document.main"))
        self.parts["word/_rels/document.xml.rels"] = _relations(
            [(f"rId{at}", kind, target, False) for at, (_, kind, target) in enumerate(self.relations, 1)]
        )
        for name in ("_rels/.rels", "docProps/core.xml"):
            self.parts[name] = self.house[name]
        self.types["docProps/core.xml"] = _CORE
        files = {"[Content_Types].xml": self._content_types(), **self.parts}
        return archive(Entry.of(name, content) for name, content in files.items())

    def add(self, name: str, content: bytes, type_: str, kind: str = "") -> str:
        """A part of the new file. Returns its relation to the document, if it has one."""
        self.parts[name] = content
        self.types[name] = type_
        if not kind:
            return ""
        self.relations.append((f"rId{len(self.relations) + 1}", kind, name.removeprefix("word/")))
        return self.relations[-1][0]

    def _page(self) -> etree._Element:
        page = page_of(self.package.tree(self.package.main))
        self.findings += page.findings
        targets = {one.id: one.target for one in self.package.relations(self.package.main) if not one.is_external}
        references = {}
        made: dict[str, str] = {}
        for (element, kind), relation in page.furniture.items():
            name = targets.get(relation, "")
            if name not in self.package.files:
                continue
            if name not in made:
                which = "header" if element == "headerReference" else "footer"
                number = 1 + sum(one.startswith(f"word/{which}") for one in self.parts)
                made[name] = self.add(
                    f"word/{which}{number}.xml",
                    self._furniture(name, f"word/{which}{number}.xml"),
                    _TYPE.format(which),
                    which,
                )
            references[element, kind] = made[name]
        referring(page.section, references)
        self._what_is_missing(made)
        section: etree._Element = page.section
        return section

    def _what_is_missing(self, used: dict[str, str]) -> None:
        if all(is_empty(self.package, name) for name in used):
            self.findings.append(
                Finding(
                    Level.WARN,
                    "T17",
                    "Neither header nor footer holds anything: letters will have no letterhead.",
                    "Put the letterhead into the header (double click at the top of the page).",
                )
            )
        elif not any(re.search(rb"PAGE|page_line", self.parts[name]) for name in self.parts if _FURNITURE.match(name)):
            self.findings.append(
                Finding(
                    Level.INFORM,
                    "T18",
                    "No header or footer holds a page number.",
                    "Readers of long letters miss it (Insert, Page number).",
                )
            )

    def _furniture(self, name: str, new_name: str) -> bytes:
        self.findings += relation_findings(self.package, name)
        self.findings += tidy(self.package, name, self.authority)
        kept = []
        for one in used_relations(self.package, name):
            if one.kind == "hyperlink":
                kept.append((one.id, one.kind, one.target, True))
            elif one.kind == "image" and not one.is_external:
                content = self.package.files.get(one.target, b"")
                kept.append((one.id, one.kind, self._picture(content).removeprefix("word/"), False))
        if kept:
            self.parts[new_name.replace("word/", "word/_rels/") + ".rels"] = _relations(kept)
        return _xml(self.package.tree(name))

    def _picture(self, content: bytes) -> str:
        if content not in self.pictures:
            self.pictures[content] = f"word/media/image{len(self.pictures) + 1}.{suffix_of(content) or 'bin'}"
            self.parts[self.pictures[content]] = content
        return self.pictures[content]

    def _styles(self, name: str | None) -> bytes:
        house = etree.fromstring(self.house["word/styles.xml"])
        own = self.package.tree(name) if name else etree.fromstring(self.house["word/styles.xml"])
        tags = {node.get(w("val")) for part in self.package.files if _FURNITURE.match(part)
                for node in self.package.tree(part).iter(w("tag"))}  # fmt: skip
        self.findings += Styles(own, house).complete(has_letterhead_tag=bool(tags & TAGS))
        return _xml(own)

    def _settings(self, name: str | None) -> bytes:
        if name is None:
            return self.house["word/settings.xml"]
        tree = self.package.tree(name)
        for node in list(tree):
            if node.tag not in _SETTINGS:
                tree.remove(node)
        return _xml(tree)

    def _font_table(self, name: str | None) -> bytes:
        if name is None:
            return self.house["word/fontTable.xml"]
        tree = self.package.tree(name)
        drop(tree, "embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
        for node in tree.iter(w("charset")):  # LibreOffice names sets there that the format does not know
            node.attrib.pop(w("characterSet"), None)
        return _xml(tree)

    def _theme(self, name: str | None) -> bytes:
        """Colours and typefaces; one that refers to pictures is of slides, not of letters."""
        if name is None or self.package.relations(name):
            return self.house["word/theme/theme1.xml"]
        return _xml(self.package.tree(name))

    def _numbering(self, name: str | None) -> bytes:
        if name is None or self.package.relations(name):  # bullets that are pictures
            return self.house["word/numbering.xml"]
        tree = self.package.tree(name)
        drop_editing_marks(tree)
        for node in tree.iter(w("lvlJc")):  # LibreOffice's words are those of the strict kind of file
            node.set(w("val"), {"start": "left", "end": "right"}.get(value(node), value(node)))
        return _xml(tree)

    def _content_types(self) -> bytes:
        suffixes = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        suffixes |= {name.rpartition(".")[2]: CONTENT_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
                     for name in self.pictures.values()}  # fmt: skip
        defaults = "".join(
            f'<Default Extension="{one}" ContentType="{type_}"/>' for one, type_ in sorted(suffixes.items())
        )
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{type_}"/>' for name, type_ in self.types.items()
        )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{overrides}</Types>'
        ).encode()


def _relations(relations: list[tuple[str, str, str, bool]]) -> bytes:
    inner = "".join(
        f'<Relationship Id="{escaped(id)}" Type="{RELATIONS}/{kind}" Target="{escaped(target)}" '
        + ('TargetMode="External"/>' if is_external else "/>")
        for id, kind, target, is_external in relations
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{PACKAGE_RELATIONS}">{inner}</Relationships>'
    ).encode()


def _xml(tree: etree._Element) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
