"""An authority's own Word file: what comes out of three invented ones and of hostile ones."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, RGBColor
from openxml_audit import OpenXmlValidator

from foi import libreoffice
from foi.disclosure.checks.document import check_document
from foi.disclosure.finding import Level
from foi.letters.compose import compose
from foi.letters.package import contents
from foi.letters.render_docx import render_docx
from foi.letters.structure import lines
from foi.letters.template.adopt import Adopted, adopt
from foi.letters.template.apart import adopt_apart
from foi.letters.template.opening import MAX_FILE_BYTES
from foi.letters.template.sample import sample_letter
from foi.letters.word_template import HOUSE_STYLE, REQUIRED_STYLES, prepared
from tests.letters import word_templates as made
from tests.letters.examples import training_request
from tests.letters.test_render_docx import as_lines, bare
from tests.letters.word_reader import read_back

NAME = "Trentshire Police"
TEMPLATES = {
    "a crest, another header after page 1": made.with_crest,
    "two sections, German style ids": made.in_two_sections,
    "as Word writes, a .dotx without lists": made.as_word_writes,
    "saved by LibreOffice": made.from_libreoffice,
    "the house style": HOUSE_STYLE.read_bytes,
}
_files: dict[str, bytes] = {}


@pytest.fixture(params=TEMPLATES)
def template(request: pytest.FixtureRequest) -> bytes:
    """What letters are made with, for each of the templates."""
    if "LibreOffice" in request.param and libreoffice.program() is None:
        pytest.skip("LibreOffice is not installed: a template saved by it is not tried.")
    if request.param not in _files:
        _files[request.param] = TEMPLATES[request.param]()
    adopted = adopt(_files[request.param], NAME)
    assert adopted.template is not None, adopted.findings
    return adopted.template


def letter_in(template: bytes) -> bytes:
    return render_docx(compose(training_request()), template)


def told(adopted: Adopted) -> set[tuple[str, str]]:
    return {(finding.level.value, finding.id) for finding in adopted.findings}


def blocked_by(data: bytes) -> set[str]:
    adopted = adopt(data, NAME)
    assert adopted.template is None
    for finding in adopted.findings:
        assert finding.message
    return {finding.id for finding in adopted.findings if finding.level is Level.BLOCK}


class TestLettersInIt:
    def test_every_word_of_the_letter_is_there_in_its_order(self, template: bytes) -> None:
        written = [bare(line) for line in as_lines(letter_in(template))]
        meant = [bare(line) for line in lines(compose(training_request()))]
        assert written == [
            line.split(". ", 1)[1] if line not in written and line[:1].isdigit() else line for line in meant
        ]

    def test_a_validator_finds_no_error(self, template: bytes, tmp_path) -> None:
        path = tmp_path / "letter.docx"
        path.write_bytes(letter_in(template))
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []

    def test_our_own_check_finds_nothing(self, template: bytes) -> None:
        assert check_document(letter_in(template)) == []

    def test_the_same_file_gives_the_same_bytes(self, template: bytes) -> None:
        again = adopt(template, NAME).template
        assert again is not None
        assert letter_in(template) == letter_in(template)
        assert adopt(template, NAME).template == again

    def test_headings_lists_and_header_rows_are_real(self, template: bytes) -> None:
        data = render_docx(sample_letter(), template)
        document = Document(io.BytesIO(data))
        for level in range(1, 4):
            outline = document.styles[f"Heading {level}"].element.find(".//{*}outlineLvl")
            assert outline.get(outline.keys()[0]) == str(level - 1)
        numbers = [line.list_number for line in read_back(data) if line.style == "List Number"]
        assert len(set(numbers)) > 1  # each list begins at one again
        defined = [number.get(number.keys()[0]) for number in document.part.numbering_part.element.findall("{*}num")]
        assert len(defined) == len(set(defined))  # and takes no number that the template has given already
        assert set(numbers) <= set(defined)
        (row,) = document.tables[0]._tbl.findall("{*}tr/{*}trPr/{*}tblHeader")
        assert row is not None
        assert document.tables[0].style.name == "Letter Table"

    def test_the_language_is_the_letters_own(self, template: bytes) -> None:
        files = contents(render_docx(compose(training_request()), template))
        assert b'w:lang w:val="en-GB"' in files["word/styles.xml"]
        assert not [name for name, content in files.items() if b'w:val="en-US"' in content and name.startswith("word/")]

    def test_nobody_who_made_the_template_is_in_the_letter(self, template: bytes) -> None:
        files = contents(letter_in(template))
        assert not [name for name, content in files.items() if b"A. Person" in content or b"w:rsid" in content]
        known = (
            "styles",
            "settings",
            "numbering",
            "fontTable",
            "theme",
            "header",
            "footer",
            "document",
            "media",
            "_rels",
        )
        assert all(name.startswith(("word/", "docProps/core", "_rels/", "[Content")) for name in files)
        assert all(name.split("/")[1].startswith(known) for name in files if name.startswith("word/"))


class TestLetterhead:
    def test_the_crest_is_on_page_1_and_reference_and_date_on_the_others(self) -> None:
        adopted = adopt(made.with_crest(), NAME)
        section = Document(io.BytesIO(render_docx(sample_letter(), adopted.template))).sections[0]
        assert section.different_first_page_header_footer
        first = section.first_page_header
        assert [p.text for p in first.paragraphs if p.text] == [
            "Fenmarsh Constabulary",
            "Sluice Road, Fenmarsh, FM1 1AA",
        ]
        (drawing,) = first._element.findall(".//{*}docPr")
        assert drawing.get("descr") == NAME
        (image,) = [one.target_part for one in first.part.rels.values() if one.reltype.endswith("/image")]
        assert image.blob == made.picture()
        said = section.header.paragraphs[0].text.replace("\u00a0", " ")
        assert said == "Fenmarsh Constabulary: our reference SAMPLE/26, 3 March 2026"
        assert section.footer.paragraphs[0].text.startswith("OFFICIAL\tPage ")

    def test_of_two_sections_the_first_has_page_1_and_the_last_the_others(self) -> None:
        adopted = adopt(made.in_two_sections(), NAME)
        assert ("warn", "T20") in told(adopted)
        document = Document(io.BytesIO(render_docx(sample_letter(), adopted.template)))
        (section,) = document.sections
        assert "Wold Borough Council" in section.first_page_header.tables[0].rows[0].cells[1].text
        assert section.header.paragraphs[0].text == "Wold Borough Council, SAMPLE/26"
        assert round(section.top_margin.cm, 1) == 3.5

    def test_a_letter_keeps_the_templates_own_look(self) -> None:
        template = adopt(made.with_crest(), NAME).template
        styles = Document(io.BytesIO(render_docx(sample_letter(), template))).styles
        assert styles["Normal"].font.name == "Calibri"
        assert styles["Heading 1"].font.color.rgb == RGBColor(0x2E, 0x5E, 0x4E)

    def test_paragraphs_do_not_run_together_where_normal_leaves_no_room(self) -> None:
        template = adopt(made.in_two_sections(), NAME).template
        document = Document(io.BytesIO(render_docx(sample_letter(), template)))
        running = next(p for p in document.paragraphs if p.text.startswith("Thank you"))
        assert running.style.name == "Letter Text"
        assert running.style.paragraph_format.space_after.pt == 8
        assert running.style.base_style.name == "Normal"

    def test_what_word_adds_is_left_behind_or_kept_whole(self) -> None:
        adopted = adopt(made.as_word_writes(), NAME)
        assert {("inform", "T9"), ("inform", "T31"), ("inform", "T2")} <= told(adopted)
        files = contents(render_docx(sample_letter(), adopted.template))
        header = next(content for name, content in files.items() if name.startswith("word/header"))
        assert b"txbxContent" in header
        assert b"_GoBack" not in header
        assert b"https://www.moorside.example/foi" in files["word/_rels/header1.xml.rels"]
        assert b"attachedTemplate" not in b"".join(files.values())
        assert b"dataBinding" not in b"".join(files.values())


class TestMadeComplete:
    def test_missing_styles_come_from_the_house_style_and_are_said(self) -> None:
        adopted = adopt(made.with_crest(), NAME)
        (said,) = [finding for finding in adopted.findings if finding.id == "T30"]
        assert "Request Text" in said.message
        assert "Heading 1" not in said.message  # it has its own
        assert set(prepared(adopted.template).style_ids) == set(REQUIRED_STYLES)

    def test_a_style_of_the_same_name_but_another_kind_is_not_taken_for_it(self) -> None:
        template = adopt(made.as_word_writes(), NAME).template
        document = Document(io.BytesIO(render_docx(sample_letter(), template)))
        address = next(p for p in document.paragraphs if p.style.name == "Address")
        assert address.text.startswith("Wren Thistlewood")

    def test_no_header_no_page_number_no_a4_are_told_and_do_not_block(self) -> None:
        assert {("warn", "T17"), ("warn", "T21")} <= told(adopt(made.saved(Document()), NAME))
        plain = adopt(made.with_body(lambda document: None), NAME)
        assert ("inform", "T18") in told(plain)
        assert plain.template is not None

    def test_the_text_of_the_page_gives_way_and_is_told_of(self) -> None:
        def write(document) -> None:
            document.add_picture(io.BytesIO(made.picture()))
            document.add_paragraph("Dear Sir or Madam. " * 20)
            run = document.add_paragraph().add_run("secret")
            run.font.hidden = True
            document.add_comment(run, "ask", "A. Person", "AP")

        adopted = adopt(made.with_body(write), NAME)
        assert {("warn", "T14"), ("warn", "T15"), ("inform", "T11")} <= told(adopted)
        assert b"secret" not in b"".join(contents(letter_in(adopted.template)).values())

    def test_a_page_on_its_side_is_told_and_one_without_room_refused(self) -> None:
        def turn(document) -> None:
            section = document.sections[0]
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)

        def squeeze(document) -> None:
            document.sections[0].left_margin = Cm(10)

        assert ("warn", "T21") in told(adopt(made.with_body(turn), NAME))
        assert blocked_by(made.with_body(squeeze)) == {"T21"}

    def test_columns_become_one(self) -> None:
        def divide(document) -> None:
            document.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")

        adopted = adopt(made.with_body(divide), NAME)
        assert ("inform", "T22") in told(adopted)
        assert b'w:num="2"' not in contents(adopted.template)["word/document.xml"]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (70 * 1024 * 1024))
    return file.getvalue()


def field(*codes: str) -> str:
    inner = "".join(f'<w:instrText xml:space="preserve">{code}</w:instrText>' for code in codes)
    return f'<w:fldChar w:fldCharType="begin"/>{inner}<w:fldChar w:fldCharType="end"/>'


def in_body(code: str) -> bytes:
    def write(document) -> None:
        document.add_paragraph()._p.append(parse_xml(f"<w:r {nsdecls('w')}>{field(code)}</w:r>"))

    return made.with_body(write)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HOUSE = HOUSE_STYLE.read_bytes()


def external(kind: str, target: str) -> bytes:
    relation = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return made.changed(HOUSE, "word/_rels/document.xml.rels", b"</Relationships>", relation.encode())


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "empty"),
            (b"plain text", "not a Word document"),
            (b"PK\x03\x04 broken", "damaged"),
            (b"%PDF-1.7", "a PDF"),
            (b"{\\rtf1 x}", "Rich Text"),
            (OLE + b"\0" * 600, "old kind"),
            (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
            (made.with_file(HOUSE, "mimetype", b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
            (made.packed({"a.txt": b"x"}), "not a Word document"),
            (made.with_file(HOUSE, "word/vbaProject.bin"), "macros"),
            (made.changed(HOUSE, "[Content_Types].xml",
                          b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                          b"application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
            (made.changed(HOUSE, "word/styles.xml", b"<w:styles",
                          b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><w:styles'), "DOCTYPE"),
            (made.changed(HOUSE, "word/document.xml", b"<w:body>", b"<w:body><w:p>"), "damaged"),
            (bomb(), "extraordinary size"),
            (b"PK\x03\x04" + b"\0" * MAX_FILE_BYTES, "larger than 10 MB"),
        ],
    )  # fmt: skip
    def test_what_is_no_template_is_refused_in_a_sentence(self, data: bytes, words: str) -> None:
        adopted = adopt(data, NAME)
        assert adopted.template is None
        assert words in " ".join(finding.message for finding in adopted.findings)

    @pytest.mark.parametrize(
        "code",
        [
            'INCLUDEPICTURE "http://x.example/a.png"', "includetext c:\\\\secret.docx", "DDEAUTO c:\\\\x.exe",
            "LINK Excel",
            "DATABASE \\\\d x", "MERGEFIELD Name", "RD x.docx", 'HYPERLINK "file:///c:/x"',
            'HYPERLINK "\\\\\\\\server\\\\x"',
        ],
    )  # fmt: skip
    def test_fields_that_fetch_are_refused_wherever_they_stand(self, code: str) -> None:
        assert "T5" in blocked_by(made.in_the_header(field(code.replace("&", "&amp;"))))
        assert "T5" in blocked_by(in_body(code))

    def test_a_code_spread_over_runs_is_read_as_one(self) -> None:
        assert "T5" in blocked_by(made.in_the_header(field("INCLUDE", "PICT", 'URE "http://x.example/a.png"')))

    def test_fields_that_change_the_letter_later_are_refused_in_headers(self) -> None:
        assert "T6" in blocked_by(made.in_the_header(field("DATE")))
        assert "T6" not in {finding.id for finding in adopt(in_body("DATE"), NAME).findings}

    @pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "subDocument"])
    def test_what_is_fetched_from_outside_is_refused(self, kind: str) -> None:
        assert "T5" in blocked_by(external(kind, "http://x.example/a"))

    @pytest.mark.parametrize(
        "name", ["word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml", "word/ctrlProps/a.xml"]
    )
    def test_embedded_files_and_controls_are_refused(self, name: str) -> None:
        assert "T4" in blocked_by(made.with_file(HOUSE, name, b"<a/>"))

    def test_tracked_changes_and_hidden_text_in_a_header_are_refused(self) -> None:
        data = made.in_the_header("<w:t>x</w:t>")
        name = next(one for one in contents(data) if one.startswith("word/header"))
        assert "T10" in blocked_by(
            made.changed(data, name, b"<w:t>x</w:t></w:r>",
                         b'<w:t>x</w:t></w:r><w:del w:id="1" w:author="A. Person"><w:r><w:delText>y</w:delText></w:r>'
                         b"</w:del>")
        )  # fmt: skip
        assert "T16.D3" in blocked_by(made.in_the_header("<w:rPr><w:vanish/></w:rPr><w:t>x</w:t>"))

    @pytest.mark.parametrize(
        "svg",
        [
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://x.example/a.png'/></svg>",
            "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
            "<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'http://x.example'</style></svg>",
            "no picture",
        ],
    )
    def test_a_picture_that_does_more_than_be_looked_at_is_refused(self, svg: str) -> None:
        data = made.with_crest()
        name = next(one for one in contents(data) if one.startswith("word/media/"))
        assert "T4" in blocked_by(made.with_file(data, name, svg.encode()))

    @pytest.mark.parametrize("typed", ["{{name}}", "{{ requester }}", "{{reference", "}}", "{{''.__class__}}"])
    def test_a_placeholder_that_nobody_fills_in_is_refused(self, typed: str) -> None:
        assert "T8" in blocked_by(made.in_the_header(f"<w:t>{typed}</w:t>"))

    def test_a_link_of_the_letterhead_must_be_one_that_a_reader_can_follow(self) -> None:
        data = made.as_word_writes()
        name = next(one for one in contents(data) if one.startswith("word/_rels/header"))
        bad = made.changed(data, name, b"https://www.moorside.example/foi", b"file:///c:/secret.docx")
        assert "T7" in blocked_by(bad)

    def test_a_process_of_its_own_gives_the_same_and_is_stopped_in_time(self) -> None:
        data = made.with_crest()
        assert adopt_apart(data, NAME) == adopt(data, NAME)
        stopped = adopt_apart(data, NAME, seconds=0.01)
        assert [finding.id for finding in stopped.findings] == ["T1"]
        assert stopped.template is None
