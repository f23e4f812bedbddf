"""Invented templates of authorities that do not exist, as people make them in Word and in LibreOffice."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor

from foi import libreoffice
from foi.letters.package import Entry, archive, contents


def picture(width: int = 240, height: int = 80, colour: tuple[int, int, int] = (0x2E, 0x5E, 0x4E)) -> bytes:
    """A PNG: a plain field with a lighter disc, as a crest."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            inside = (x - height // 2) ** 2 + (y - height // 2) ** 2 < (height * 0.36) ** 2
            rows += bytes(min(255, part + 120) if inside else part for part in colour)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")
    )


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def field(paragraph: Any, *codes: str) -> None:
    """A field as Word writes it, its code spread over runs."""

    def mark(kind: str) -> None:
        paragraph.add_run()._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))

    mark("begin")
    for code in codes:
        paragraph.add_run()._r.append(
            parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve">{code}</w:instrText>')
        )
    mark("separate")
    paragraph.add_run("1")
    mark("end")


def _a4(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _page_number(footer: Any, before: str) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.add_run(before + "\tPage ")
    field(paragraph, " PAGE ")
    paragraph.add_run(" of ")
    field(paragraph, " NUM", "PAGES ")


def with_crest() -> bytes:
    """A logo in the header of the first page, another header after it; {{reference}} typed with corrections."""
    document = Document()
    document.core_properties.author = "A. Person"
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x2E, 0x5E, 0x4E)
    section = document.sections[0]
    _a4(section)
    section.different_first_page_header_footer = True
    first = section.first_page_header
    first.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), width=Cm(6))
    name = first.add_paragraph()
    run = name.add_run("Fenmarsh Constabulary")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(16), RGBColor(0x2E, 0x5E, 0x4E)
    first.add_paragraph("Sluice Road, Fenmarsh, FM1 1AA")
    others = section.header.paragraphs[0]
    for text in ("Fenmarsh Constabulary: our reference {", "{ref", "erence", " }}, ", "{{date}}"):
        others.add_run(text)
    others.runs[1].bold = True
    for footer in (section.first_page_footer, section.footer):
        _page_number(footer, "{{marking}}")
    document.add_paragraph("Dear Name,")
    return saved(document)


def in_two_sections() -> bytes:
    """A letterhead in the first section, a short header in the second; styles with German ids; no space in Normal."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    _a4(section)
    section.top_margin = Cm(3.5)
    table = section.header.add_table(1, 2, Cm(16))
    table.rows[0].cells[0].paragraphs[0].add_run().add_picture(io.BytesIO(picture(80, 80, (0x60, 0x20, 0x40))), Cm(2.2))
    right = table.rows[0].cells[1].paragraphs[0]
    right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    right.add_run("Wold Borough Council\n").bold = True
    right.add_run("Town Hall, Market Street, Woldham")
    later = document.add_section(WD_SECTION.NEW_PAGE)
    later.top_margin = Cm(2)
    later.header.is_linked_to_previous = False
    later.header.paragraphs[0].text = "Wold Borough Council, {{reference}}"
    later.footer.is_linked_to_previous = False
    _page_number(later.footer, "Woldham")
    numbering = document.part.numbering_part.element
    for number in ("7", "8"):  # numbers that the letter's own lists must not collide with
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}00"><w:abstractNumId w:val="1"/></w:num>'))
    files = contents(saved(document))
    for name in [name for name in files if name.startswith("word/") and name.endswith(".xml")]:
        for level in "1234":
            files[name] = files[name].replace(f'"Heading{level}"'.encode(), f'"berschrift{level}"'.encode())
        files[name] = files[name].replace(b'"ListBullet"', b'"Aufzhlungszeichen"').replace(b'"Quote"', b'"Zitat"')
    return packed(files)


def as_word_writes() -> bytes:
    """What Word adds: a text box with its older twin, a gallery's page number, marks of editing, an attached template,
    a link to the website, data bound to properties, a style of our name that is another kind of style."""
    document = Document()
    _a4(document.sections[0])
    section = document.sections[0]
    rel_id, _ = section.header.part.get_or_add_image(io.BytesIO(picture(160, 60, (0x10, 0x38, 0x70))))
    link = section.header.part.relate_to(
        "https://www.moorside.example/foi", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )  # fmt: skip
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    box = "<w:txbxContent><w:p><w:r><w:t>Moorside Hospital Trust</w:t></w:r></w:p></w:txbxContent>"
    header = f"""<w:hdr {namespaces} mc:Ignorable="w14">
      <w:p w14:paraId="11223344" w:rsidR="00AA11BB" w:rsidRDefault="00AA11BB">
      <w:pPr><w:pStyle w:val="Header"/></w:pPr><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>
      <w:r><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0"
        relativeHeight="251658240" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
        <wp:simplePos x="0" y="0"/>
        <wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
        <wp:positionV relativeFrom="page"><wp:posOffset>360000</wp:posOffset></wp:positionV>
        <wp:extent cx="1728000" cy="648000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>
        <wp:docPr id="1" name="Picture 1" descr="Moorside crest"/><wp:cNvGraphicFramePr/>
        <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
          <pic:nvPicPr><pic:cNvPr id="1" name="crest.png"/><pic:cNvPicPr/></pic:nvPicPr>
          <pic:blipFill><a:blip r:embed="{rel_id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
          <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1728000" cy="648000"/></a:xfrm>
          <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
      </wp:anchor></w:drawing></w:r>
      <w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
        <wp:inline distT="0" distB="0" distL="0" distR="0">
        <wp:extent cx="2880000" cy="360000"/><wp:docPr id="2" name="Text Box 2"/><wp:cNvGraphicFramePr/><a:graphic>
        <a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
          <wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2880000" cy="360000"/></a:xfrm>
          <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp>
        </a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>
        <v:shape id="_x0000_s1" type="#_x0000_t202" style="width:226pt;height:28pt">
          <v:textbox>{box}</v:textbox></v:shape>
      </w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
      <w:p w:rsidR="00AA11BB"><w:hyperlink r:id="{link}"><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr>
        <w:t>www.moorside.example</w:t></w:r></w:hyperlink></w:p></w:hdr>"""
    section.header.part._element = parse_xml(re.sub(r">\s+<", "><", header))
    footer = section.footer
    footer._element.insert(
        0,
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="-123456"/><w:dataBinding w:xpath="/a" w:storeItemID="{{B}}"/>'
            '<w:docPartObj><w:docPartGallery w:val="Page Numbers (Bottom of Page)"/><w:docPartUnique/></w:docPartObj>'
            '</w:sdtPr><w:sdtContent><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE  '
            '\\* MERGEFORMAT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
        ),
    )
    settings = document.part._settings_part
    attached = settings.relate_to(
        "file:///\\\\server\\templates\\Letter.dotx",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", is_external=True,
    )  # fmt: skip
    settings.element.insert(1, parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{attached}"/>'))
    heading = document.styles["Heading 2"].element
    heading.get_or_add_pPr().insert(0, parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="Address">'
            '<w:name w:val="Address"/><w:rPr><w:i/></w:rPr></w:style>'
        )
    )
    files = contents(saved(document))
    del files["word/numbering.xml"]  # as in a template in which nobody ever made a list
    files["word/_rels/document.xml.rels"] = re.sub(
        rb"<Relationship [^>]*numbering[^>]*/>", b"", files["word/_rels/document.xml.rels"]
    )
    files["[Content_Types].xml"] = re.sub(
        rb"<Override [^>]*numbering[^>]*/>", b"",
        files["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml"),
    )  # fmt: skip
    return packed(files)


def from_libreoffice() -> bytes:
    """The first template, opened and saved by LibreOffice: other style ids, other numbers, other relations."""
    return libreoffice.convert(with_crest(), ".docx", "docx")


def packed(files: dict[str, bytes]) -> bytes:
    return archive(Entry.of(name, content) for name, content in files.items())


def changed(template: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A template with some bytes of one part replaced. The part must have them."""
    files = contents(template)
    assert old in files[name], (name, old)
    files[name] = files[name].replace(old, new)
    return packed(files)


def with_file(template: bytes, name: str, content: bytes = b"x") -> bytes:
    return packed({**contents(template), name: content})


def in_the_header(xml: str) -> bytes:
    """A template whose header holds this run content besides its name."""
    document = Document()
    _a4(document.sections[0])
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.add_run("Name of the authority")
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w', 'r', 'wp', 'a')}>{xml}</w:r>"))
    return saved(document)


def with_body(build: Callable[[Any], None]) -> bytes:
    document = Document()
    _a4(document.sections[0])
    document.sections[0].header.paragraphs[0].text = "Name of the authority"
    build(document)
    return saved(document)
