"""Makes templates/letters/house_style.docx: every look of a letter is a named style there, and nowhere else.

Run `python -m foi.letters.house_style` after a change here. An authority's own template needs the same style names
(`render_docx.REQUIRED_STYLES`) and may hold content controls with the tags used below.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any, cast

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from foi.letters.package import Entry, archive, contents

PATH = Path(__file__).parents[2] / "templates" / "letters" / "house_style.docx"

INK = RGBColor(0x0B, 0x0C, 0x0C)
NAVY = RGBColor(0x1D, 0x2F, 0x4E)
GREY = RGBColor(0x48, 0x4B, 0x52)
RULE = "8A93A3"


def build() -> bytes:
    """The house style as a Word file: A4, Arial, British English, no properties that name anybody."""
    document = Document()
    _page(document)
    _styles(document)
    _headers_and_footers(document)
    _settings(document)
    return _without_leftovers(document)


def _page(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance, section.footer_distance = Cm(1.2), Cm(1)
    section.different_first_page_header_footer = True


def _styles(document: DocumentObject) -> None:
    _defaults(document)
    size, grey = Pt(11), GREY
    _style(document, "Normal", base="", after=8, line=1.15)

    def heading(level: int, points: float, before: float, after: float, colour: RGBColor = NAVY) -> None:
        _style(
            document,
            f"Heading {level}",
            size=Pt(points),
            bold=True,
            colour=colour,
            before=before,
            after=after,
            line=1.05,
            keep_next=True,
            outline=level - 1,
            builtin=True,
        )

    heading(1, 15, 6, 12)
    heading(2, 13, 20, 6)
    heading(3, 11, 14, 5, INK)
    heading(4, 11, 12, 4, INK)
    group = _style(document, "Group Heading", base="Heading 3", size=Pt(12), before=18, after=4, colour=NAVY)
    group.next_paragraph_style = _named(document, "Normal")

    # The requester's words: set in, with a bar at the side, so that nobody takes them for ours.
    request = _style(document, "Request Text", colour=grey, after=6, left=0.4)
    _bar(request)
    item = _style(document, "Request Item", base="Request Text", left=1.3, hanging=0.9)
    item.paragraph_format.tab_stops.add_tab_stop(Cm(1.3))
    _bar(_style(document, "Quote", left=0.4, builtin=True))

    for name in ("List Bullet", "List Number"):
        style = _style(document, name, after=8, builtin=True)
        # Items stand close together; the room is after the list.
        style.element.get_or_add_pPr().append(parse_xml(f"<w:contextualSpacing {nsdecls('w')}/>"))
    _style(document, "Caption", size=Pt(10), bold=True, before=8, after=4, keep_next=True, builtin=True)
    _style(document, "Table Heading", size=Pt(9.5), bold=True, before=3, after=3, line=1, keep_next=True)
    _style(document, "Table Text", size=Pt(9.5), before=2, after=2, line=1)
    _style(document, "Table Figure", base="Table Text").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _style(document, "Table Figure Heading", base="Table Heading").paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _style(document, "Source Note", size=Pt(9.5), colour=grey, before=4, after=10)
    _style(document, "Gap", bold=True, before=4, after=8)
    _box(_named(document, "Gap"))

    _style(document, "Address", before=14, after=14, line=1.1)
    particulars = _style(document, "Particulars", after=2, left=3.6, hanging=3.6)
    particulars.paragraph_format.tab_stops.add_tab_stop(Cm(3.6))
    _style(document, "Salutation", before=16, after=6, builtin=True)
    _style(document, "Closing", before=18, after=44, keep_next=True, builtin=True)
    _style(document, "Signature", after=0, keep_next=True, builtin=True)

    _style(document, "Letterhead Name", size=Pt(19), bold=True, colour=NAVY, after=0, line=1)
    _style(document, "Letterhead Team", size=Pt(11), colour=grey, before=2, after=6, line=1)
    contact = _style(document, "Letterhead Contact", size=Pt(8.5), colour=grey, before=5, after=0, line=1.1)
    _border(contact, "top", size=12, space=5, colour="1D2F4E")
    for name in ("Header", "Footer"):
        style = _style(document, name, size=Pt(8.5), colour=grey, after=0, line=1, builtin=True)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(16.4), WD_TAB_ALIGNMENT.RIGHT)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = RGBColor(0x1A, 0x4F, 0x8B)
    link.font.underline = True
    document.styles.element.append(_table_style())
    for style in document.styles:
        style.element.get_or_add_rPr() if style.type == WD_STYLE_TYPE.PARAGRAPH else None
    normal = _named(document, "Normal")
    normal.font.size = size


def _defaults(document: DocumentObject) -> None:
    """Nothing is left of the library's own styles and fonts: its theme would bring other typefaces back."""
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        styles.remove(style)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
            f'<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
            '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        ),
    )
    normal = document.styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    normal.element.set(qn("w:default"), "1")
    for kind, name in (("character", "Default Paragraph Font"), ("table", "Normal Table"), ("numbering", "No List")):
        extra = "<w:uiPriority w:val='99'/><w:semiHidden/>"
        if kind == "table":
            extra += (
                "<w:tblPr><w:tblInd w:w='0' w:type='dxa'/><w:tblCellMar><w:top w:w='0' w:type='dxa'/>"
                "<w:left w:w='108' w:type='dxa'/><w:bottom w:w='0' w:type='dxa'/><w:right w:w='108' w:type='dxa'/>"
                "</w:tblCellMar></w:tblPr>"
            )
        styles.append(
            parse_xml(
                f"<w:style {nsdecls('w')} w:type='{kind}' w:default='1' w:styleId='{name.replace(' ', '')}'>"
                f"<w:name w:val='{name}'/>{extra}</w:style>"
            )
        )


def _style(
    document: DocumentObject,
    name: str,
    *,
    base: str = "Normal",
    size: Any = None,
    bold: bool = False,
    colour: RGBColor | None = None,
    before: float | None = None,
    after: float | None = None,
    line: float | None = None,
    left: float | None = None,
    hanging: float | None = None,
    keep_next: bool = False,
    outline: int | None = None,
    builtin: bool = False,
) -> ParagraphStyle:
    """A paragraph style; sizes in points, indents in centimetres."""
    names = [style.name for style in document.styles]
    style = _named(document, name) if name in names else _added(document, name, builtin=builtin)
    if base:
        style.base_style = _named(document, base)
    style.quick_style = True
    if size is not None:
        style.font.size = size
    if bold:
        style.font.bold = True
    if colour is not None:
        style.font.color.rgb = colour
    shape = style.paragraph_format
    for attribute, points in (("space_before", before), ("space_after", after)):
        if points is not None:
            setattr(shape, attribute, Pt(points))
    if line is not None:
        shape.line_spacing = line
    if left is not None:
        shape.left_indent = Cm(left)
    if hanging is not None:
        shape.first_line_indent = -Cm(hanging)
    if keep_next:
        shape.keep_with_next = True
    shape.widow_control = True
    if outline is not None:
        style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{outline}"/>'))
        style.next_paragraph_style = _named(document, "Normal")
    return style


def _named(document: DocumentObject, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, document.styles[name])


def _added(document: DocumentObject, name: str, *, builtin: bool) -> ParagraphStyle:
    style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin))
    style.element.styleId = name.replace(" ", "")  # as Word writes it: "Heading1", not "heading1"
    return style


def _border(style: ParagraphStyle, side: str, *, size: int, space: int, colour: str) -> None:
    properties = style.element.get_or_add_pPr()
    borders = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/></w:pBdr>'
    )
    _insert_borders(properties, borders)


def _bar(style: ParagraphStyle) -> None:
    _border(style, "left", size=18, space=9, colour=RULE)


def _box(style: ParagraphStyle) -> None:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="4" w:color="B10E1E"/>'
        for side in ("top", "left", "bottom", "right")
    )
    _insert_borders(style.element.get_or_add_pPr(), parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))


def _insert_borders(properties: Any, borders: Any) -> None:
    """In the place that the schema gives borders: before shading, tabs, spacing and indents."""
    later = [qn(f"w:{name}") for name in ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "outlineLvl")]
    for child in properties:
        if child.tag in later:
            child.addprevious(borders)
            return
    properties.append(borders)


def _table_style() -> Any:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="LetterTable">'
        '<w:name w:val="Letter Table"/>'
        '<w:basedOn w:val="NormalTable"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="1D2F4E"/></w:tcBorders>'
        '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F5"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


def _headers_and_footers(document: DocumentObject) -> None:
    """Content controls say where a letter's own particulars go; the tags are those of `render_docx`."""
    section = document.sections[0]
    first, others = section.first_page_header, section.header
    for part in (first, others, section.first_page_footer, section.footer):
        part.is_linked_to_previous = False
        for paragraph in list(part._element):
            part._element.remove(paragraph)
    first._element.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="letterhead"/></w:sdtPr><w:sdtContent>'
            '<w:p><w:pPr><w:pStyle w:val="LetterheadName"/></w:pPr></w:p></w:sdtContent></w:sdt>'
        )
    )
    others._element.append(_line("Header", "reference_line"))
    for footer in (section.first_page_footer, section.footer):
        footer._element.append(_line("Footer", "marking", "page_line"))


def _line(style: str, *tags: str) -> Any:
    controls = "<w:r><w:tab/></w:r>".join(
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent><w:r><w:t/></w:r></w:sdtContent></w:sdt>'
        for tag in tags
    )
    return parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{controls}</w:p>')


def _settings(document: DocumentObject) -> None:
    document.part._settings_part._element = parse_xml(
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
    document.part.numbering_part._element = parse_xml(f"<w:numbering {nsdecls('w')}/>")


def _without_leftovers(document: DocumentObject) -> bytes:
    """Saved without the parts that come with the library's own template, and without names and dates."""
    main = document.part
    for rel_id, relation in list(main.rels.items()):
        name = relation.reltype.rpartition("/")[2]
        if name not in ("styles", "settings", "numbering", "fontTable", "theme", "header", "footer"):
            del main.rels[rel_id]
    package = document.part.package
    for rel_id, relation in list(package.rels.items()):
        if relation.reltype.rpartition("/")[2] not in ("officeDocument", "core-properties"):
            del package.rels[rel_id]
    core = document.core_properties._element
    for child in list(core):
        core.remove(child)
    for part in package.iter_parts():
        if part.partname.endswith("/fontTable.xml"):
            part._blob = (
                f'<w:fonts {nsdecls("w")}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
                '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
            ).encode()
        elif "/theme/" in part.partname:  # a file without a theme is not valid; ours brings no typeface of its own
            part._blob = re.sub(rb'<a:latin typeface="[^"]*"', b'<a:latin typeface="Arial"', part.blob)
    saved = io.BytesIO()
    document.save(saved)
    return archive(Entry.of(name, _lean(name, content)) for name, content in contents(saved.getvalue()).items())


def _lean(name: str, content: bytes) -> bytes:
    """Without the name spaces that the library declares and nothing here uses."""
    if not name.startswith("word/") or not name.endswith(".xml"):
        return content
    tree = etree.fromstring(content)
    etree.strip_attributes(tree, "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable")
    etree.cleanup_namespaces(tree)
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


if __name__ == "__main__":
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_bytes(build())
