"""Each check finds what it is for in a file made for it, and nothing in a clean one (domain reference 7.2)."""

import io
import zipfile

import pytest
from docx import Document
from docx.shared import Pt, RGBColor

from foi.disclosure.checks.document import check_document, names_in
from foi.disclosure.finding import Level
from foi.letters.word_template import HOUSE_STYLE

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def clean() -> bytes:
    return HOUSE_STYLE.read_bytes()


def document_with(body: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A clean file with XML put into its body, or with parts added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(clean())) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == "word/document.xml":
                content = content.replace("<w:body>", f"<w:body>{body}")
            target.writestr(name, (parts or {}).pop(name, content))
        for name, content in (parts or {}).items():
            target.writestr(name, content)
    return made.getvalue()


def paragraph(text: str, properties: str = "", style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def found(data: bytes) -> list[tuple[str, Level]]:
    return [(finding.id, finding.level) for finding in check_document(data)]


def test_a_clean_file_has_no_finding():
    assert found(document_with(paragraph("Nothing to see."))) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:ins w:id='1' w:author='A'><w:r><w:t>new</w:t></w:r></w:ins></w:p>", ("D1", Level.BLOCK)),
        ("<w:p><w:del w:id='1' w:author='A'><w:r><w:delText>old</w:delText></w:r></w:del></w:p>", ("D1", Level.BLOCK)),
        (paragraph("secret", "<w:vanish/>"), ("D3", Level.BLOCK)),
        (paragraph("secret", '<w:color w:val="FEFEFE"/>'), ("D3", Level.BLOCK)),
        (paragraph("secret", '<w:sz w:val="2"/>'), ("D3", Level.BLOCK)),
        (paragraph("a name", '<w:highlight w:val="black"/>'), ("D4", Level.BLOCK)),
        (paragraph("a name", '<w:shd w:val="clear" w:fill="000000"/>'), ("D4", Level.BLOCK)),
        ('<w:p><w:fldSimple w:instr=" INCLUDETEXT c:\\\\x "/></w:p>', ("D8", Level.BLOCK)),
        ("<w:p><w:r><w:instrText> MERGEFIELD Name </w:instrText></w:r></w:p>", ("D8", Level.BLOCK)),
        (paragraph("Dear {{ name }}"), ("D9", Level.BLOCK)),
        (paragraph("Dear «Name»"), ("D9", Level.BLOCK)),
        (paragraph("We reply by [insert date]"), ("D9", Level.BLOCK)),
        (paragraph("Lorem ipsum dolor"), ("D9", Level.BLOCK)),
        (paragraph("Officer XXXX"), ("D9", Level.WARN)),
        (paragraph("Say why.", style="Gap"), ("D9", Level.BLOCK)),
    ],
)
def test_what_the_text_hides_or_still_lacks_is_found(body, expected):
    assert found(document_with(body)) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        paragraph("visible", '<w:vanish w:val="0"/>'),
        paragraph("How many cases of {{x}} [insert date] were there?", style="RequestItem"),
        '<w:p><w:fldSimple w:instr=" PAGE "/></w:p>',
        paragraph("5 > 3 and 2 &lt; 4, see section 31(1)(a) [2018] UKUT 229"),
    ],
)
def test_what_is_in_order_is_not_complained_of(body):
    assert found(document_with(body)) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"word/comments.xml": f"<w:comments {W}/>"}, ("D2", Level.BLOCK)),
        ({"word/people.xml": "<people/>"}, ("D2", Level.BLOCK)),
        ({"word/embeddings/Workbook1.xlsx": "PK"}, ("D5", Level.BLOCK)),
        ({"docProps/custom.xml": "<Properties/>"}, ("D7", Level.WARN)),
        ({"customXml/item1.xml": "<x/>"}, ("D7", Level.WARN)),
        ({"docProps/thumbnail.jpeg": "x"}, ("D7", Level.WARN)),
        ({"docProps/app.xml": "<Properties><Manager>A. Person</Manager></Properties>"}, ("D7", Level.WARN)),
        ({"word/vbaProject.bin": "x"}, ("D12", Level.BLOCK)),
        ({"word/activeX/activeX1.xml": "<x/>"}, ("D12", Level.BLOCK)),
    ],
)
def test_what_travels_beside_the_text_is_found(parts, expected):
    assert found(document_with(parts=parts)) == [expected]


@pytest.mark.parametrize(
    "parts",
    [
        {"word/media/image1.png": "PK\x03\x04 a workbook"},
        {"word/media/image1.emf": "words"},
        {"word/charts/chart1.xml": "PK\x03\x04 a workbook"},
        {"word/afchunk.mht": "MIME-Version: 1.0"},
        {"word/glossary/all.xlsx": "PK\x03\x04 a workbook"},
        {"customXml/all.csv": "S. Mith"},
        {"word/recipientData.xml": "<x/>"},
        {"all.csv": "S. Mith"},
    ],
)
def test_a_file_inside_the_file_is_found_wherever_it_is_kept(parts):
    assert ("D5", Level.BLOCK) in found(document_with(parts=parts))


def relations(kind: str, target: str, mode: str = "External") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>'
    )


@pytest.mark.parametrize("kind", ["aFChunk", "subDocument", "package", "control"])
def test_a_relation_to_something_that_is_no_part_of_a_text_is_found(kind):
    parts = {"word/_rels/header9.xml.rels": relations(kind, "media/image1.png", "Internal")}
    assert found(document_with(parts=parts)) == [("D5", Level.BLOCK)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:del w:id='1' w:author='A'><w:r><w:delText>old</w:delText></w:r></w:del></w:p>", "D1"),
        (paragraph("secret", "<w:vanish/>"), "D3"),
        (paragraph("secret", '<w:sz w:val="1pt"/>'), "D3"),
    ],
)
def test_a_document_saved_as_strict_open_xml_hides_no_more_than_others(body, expected):
    with zipfile.ZipFile(io.BytesIO(document_with(body))) as usual:
        parts = {name: usual.read(name) for name in usual.namelist()}
    strict = io.BytesIO()
    with zipfile.ZipFile(strict, "w") as target:
        for name, content in parts.items():
            for word in (b"wordprocessingml", b"officeDocument", b"drawingml"):
                usual_name = b"http://schemas.openxmlformats.org/%s/2006/" % word
                content = content.replace(usual_name, b"http://purl.oclc.org/ooxml/%s/" % word)
            target.writestr(name, content)
    assert found(strict.getvalue()) == [(expected, Level.BLOCK)]


def test_a_text_under_names_that_are_not_known_is_not_taken_for_a_clean_one():
    other = f"<w:document {W}><w:body/></w:document>".replace("wordprocessingml/2006", "wordprocessingml/2031")
    assert found(document_with(parts={"word/document.xml": other})) == [("D0", Level.BLOCK)]


@pytest.mark.parametrize(
    ("target", "kind", "expected"),
    [
        ("https://intranet/page", "hyperlink", [("D10", Level.WARN)]),
        ("http://10.1.2.3/x", "hyperlink", [("D10", Level.WARN)]),
        ("file:///c:/shared/x.docx", "hyperlink", [("D10", Level.WARN)]),
        ("https://www.example.org/x", "hyperlink", []),
        ("mailto:foi@force.example", "hyperlink", []),
        ("https://www.example.org/logo.png", "image", [("D12", Level.BLOCK)]),
        ("file:///c:/normal.dotm", "attachedTemplate", [("D12", Level.BLOCK)]),
    ],
)
def test_links_that_only_we_can_open_and_things_fetched_from_outside_are_found(target, kind, expected):
    assert found(document_with(parts={"word/_rels/header9.xml.rels": relations(kind, target)})) == expected


def test_leftovers_in_the_properties_are_found():
    document = Document(io.BytesIO(clean()))
    document.core_properties.last_modified_by = "A. Person"
    document.core_properties.comments = "for B. Person"
    saved = io.BytesIO()
    document.save(saved)
    assert found(saved.getvalue()) == [("D7", Level.WARN)] * 2


def test_white_text_counts_only_where_its_style_is_used():
    document = Document(io.BytesIO(clean()))
    style = document.styles["Closing"]
    style.font.color.rgb = RGBColor(255, 255, 255)
    style.font.size = Pt(11)
    unused, used = io.BytesIO(), io.BytesIO()
    document.save(unused)
    document.add_paragraph("secret", style=style)
    document.save(used)
    assert found(unused.getvalue()) == []
    assert found(used.getvalue()) == [("D3", Level.BLOCK)]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_what_cannot_be_read_is_a_finding_and_not_an_error(data):
    assert found(data) == [("D0", Level.BLOCK)]


def test_an_archive_that_is_no_word_file_is_a_finding():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert found(made.getvalue()) == [("D0", Level.BLOCK)]


def test_D11_a_name_is_found_in_any_part_however_its_words_are_split():
    body = "<w:p><w:r><w:t>Robin </w:t></w:r><w:r><w:t>ASHDOWN</w:t></w:r></w:p>"
    (finding,) = names_in(document_with(body), ("Robin Ashdown", "Somebody Else", ""))
    assert (finding.id, finding.level, finding.place) == ("D11", Level.BLOCK, "word/document.xml")
