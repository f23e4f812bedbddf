"""Documents: the words in order, with the numbers that Word, LibreOffice and browsers only draw."""

# ruff: noqa: E501 - files and tables in one piece

import io
import re

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from pypdf import PdfReader, PdfWriter

from foi.intake.channels.read import read
from foi.intake.channels.reading import Kind
from foi.intake.splitter import split
from tests.intake.channels.made import (
    LETTER,
    MAIN,
    by_libreoffice,
    item,
    needs_libreoffice,
    paragraph,
    part_of,
    with_part,
    word_file,
)

AS_DRAWN = ["1. How many dogs do you own?", "2. What did you spend on:", "a. food?", "b. vets?", "3. How old is the oldest dog?",
            "iv. Who trains them?", "• handlers included"]  # fmt: skip


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@needs_libreoffice
@pytest.mark.parametrize(
    ("ending", "kind"),
    [("docx", Kind.WORD), ("odt", Kind.OPEN_DOCUMENT), ("pdf", Kind.PDF), ("html", Kind.WEB_PAGE), ("rtf", Kind.RICH_TEXT),
     ("doc", Kind.OLD_WORD)],
)  # fmt: skip
def test_a_letter_written_by_libreoffice_reads_as_it_is_drawn(ending: str, kind: Kind) -> None:
    data = by_libreoffice(ending)
    reading = read(data, f"letter.{ending}")
    assert reading.kind is kind
    assert reading.findings == ()
    assert reading.data == data
    found = lines(reading.text)
    assert [line for line in found if line in AS_DRAWN] == AS_DRAWN
    assert found[:3] == ["Police dogs", "Dear FOI team,", "Please tell me:"]
    assert "Łukasz Ŵyn, £5 & more" in found


@needs_libreoffice
@pytest.mark.parametrize("ending", ["docx", "odt", "pdf", "html", "rtf", "doc"])
def test_the_splitter_finds_the_same_questions_in_every_format(ending: str) -> None:
    asked = [question.text for question in split(read(by_libreoffice(ending), f"letter.{ending}").text).questions]
    assert asked == [question.text for question in split(read(LETTER.encode(), "letter.html").text).questions]
    assert "How many dogs do you own?" in asked
    assert len(asked) >= 5


@needs_libreoffice
@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "doc"])
def test_a_table_is_a_row_on_a_line(ending: str) -> None:
    assert "Year\tDogs\n2024" in read(by_libreoffice(ending), f"letter.{ending}").text


# --- Word ---------------------------------------------------------------------------------------------------------------


def level(at: int, fmt: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def word_lines(body: str, **parts: str) -> list[str]:
    reading = read(word_file(body, **parts), "letter.docx")
    assert reading.kind is Kind.WORD, reading.findings
    return lines(reading.text)


def test_levels_of_a_word_list_count_restart_and_show_their_parents() -> None:
    part = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%1(%2)"), level(2, "lowerRoman", "%3)"))
    body = (
        item("one")
        + item("a", level=1)
        + item("b", level=1)
        + item("i", level=2)
        + item("two")
        + item("again a", level=1)
    )
    assert word_lines(body, numbering=part) == ["1. one", "1(a) a", "1(b) b", "i) i", "2. two", "2(a) again a"]


@pytest.mark.parametrize(
    ("fmt", "text", "start", "drawn"),
    [
        ("upperLetter", "Question %1:", 27, "Question AA: x"), ("upperRoman", "%1.", 4, "IV. x"), ("decimalZero", "%1", 7, "07 x"),
        ("ordinal", "%1", 22, "22nd x"), ("bullet", "\uf0b7", 1, "• x"), ("none", "Q", 1, "Q x"), ("chicago", "%1.", 3, "3. x"),
    ],
)  # fmt: skip
def test_formats_of_word_numbers(fmt: str, text: str, start: int, drawn: str) -> None:
    assert word_lines(item("x"), numbering=numbering(level(0, fmt, text, start))) == [drawn]


def test_words_own_styles_for_deeper_lists_are_indented() -> None:
    document = docx.Document()
    for text, style in (
        ("How many dogs?", "List Number"), ("What did they cost:", "List Number"), ("food?", "List Number 2"),
        ("dry food?", "List Bullet 3"), ("vets?", "List Number 2"), ("Who trains them?", "List Number"),
    ):  # fmt: skip
        document.add_paragraph(text, style=style)
    document.styles.add_style("House list", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["List Bullet 2"]
    document.add_paragraph("handlers included", style="House list")
    out = io.BytesIO()
    document.save(out)
    assert read(out.getvalue(), "letter.docx").text.splitlines() == [
        "1. How many dogs?", "2. What did they cost:", "    1. food?", "        • dry food?", "    2. vets?",
        "3. Who trains them?", "    • handlers included",
    ]  # fmt: skip


def test_hidden_words_of_a_word_document_are_told() -> None:
    body = (
        paragraph("Dogs?")
        + '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Cats?</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> Vans?</w:t></w:r></w:p>'
    )
    reading = read(word_file(body), "letter.docx")
    assert lines(reading.text) == ["Dogs?", "Cats? Vans?"]
    assert [finding.message for finding in reading.findings] == [
        "It holds words that are not shown when it is opened: “Cats?”."
    ]


def test_a_second_word_list_goes_on_counting_unless_it_says_where_to_start() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    part = numbering(level(0, "decimal", "%1."), nums=nums)
    assert word_lines(item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3), numbering=part) == [
        "1. a", "2. b", "1. c", "2. d",
    ]  # fmt: skip


def test_a_word_list_may_be_numbered_by_its_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ask"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    part = numbering(level(0, "decimal", "%1)"), level(1, "lowerLetter", "%2)"))
    body = paragraph("one", '<w:pStyle w:val="Ask"/>') + paragraph("a", '<w:pStyle w:val="Sub"/>')
    body += paragraph("not one", '<w:pStyle w:val="Ask"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert word_lines(body, numbering=part, styles=styles) == ["1) one", "a) a", "not one"]


def test_nothing_that_python_docx_passes_over_is_lost() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box: how many vans?</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In a form field.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        '<w:p><w:smartTag><w:r><w:t>Smart </w:t></w:r></w:smartTag><w:hyperlink r:id="x"><w:r><w:t>linked</w:t></w:r></w:hyperlink>'
        "<w:r><w:tab/><w:t>tabbed</w:t><w:br/><w:t>broken</w:t></w:r></w:p>"
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        '<w:p><w:r><w:t>Noted</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>By rank, please.</w:t></w:r></w:p></w:footnote>'
    found = word_lines(body, footnotes=notes)
    assert found == [
        "In a form field.", "Smart linked\ttabbed", "broken", "In a box: how many vans?", "Noted [footnote 1]",
        "[Footnote 1: By rank, please.]",
    ]  # fmt: skip


def test_tracked_changes_are_read_as_accepted_and_told_with_what_was_deleted() -> None:
    body = (
        "<w:p><w:r><w:t>How many </w:t></w:r><w:del><w:r><w:delText>cats</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>dogs?</w:t></w:r></w:ins></w:p>"
    )
    reading = read(word_file(body), "letter.docx")
    assert reading.text == "How many dogs?"
    [finding] = reading.findings
    assert finding.id == "tracked_changes"
    assert "cats" in finding.message


def test_comments_in_a_word_file_are_told() -> None:
    note = '<w:comment w:id="1"><w:p><w:r><w:t>Ask for 2025 too</w:t></w:r></w:p></w:comment>'
    [finding] = read(word_file(paragraph("How many dogs?"), comments=note), "letter.docx").findings
    assert finding.id == "comments"
    assert "Ask for 2025 too" in finding.message


def test_merged_and_nested_cells_are_read_once() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = (
        f"<w:tr>{cell('Region', '<w:vMerge w:val=&quot;restart&quot;/>'.replace('&quot;', chr(34)))}{cell('North')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('South')}</w:tr>"
        f"<w:tr><w:tc>{paragraph('Dear Sir,')}{paragraph('How many dogs?')}</w:tc></w:tr>"
    )
    assert word_lines(f"<w:tbl>{rows}</w:tbl>") == ["Region\tNorth", "South", "Dear Sir,", "How many dogs?"]


def test_a_word_file_with_macros_is_read_and_they_are_not_run() -> None:
    macro = MAIN.replace("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled")
    data = with_part(word_file(paragraph("How many dogs?"), macro), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    reading = read(data, "letter.docm")
    assert reading.text == "How many dogs?"
    assert [finding.id for finding in reading.findings] == ["macros"]


def test_a_word_file_of_pictures_alone_says_so() -> None:
    [finding] = read(word_file("<w:p/>"), "letter.docx").findings
    assert (finding.id, finding.level.value) == ("no_text", "block")


# --- OpenDocument ---------------------------------------------------------------------------------------------------------


@needs_libreoffice
def test_an_odt_keeps_notes_boxes_changes_and_comments() -> None:
    data = by_libreoffice("odt")
    content = part_of(data, "content.xml")
    text = '<text:p text:style-name="Standard">Boxed<draw:frame><draw:text-box><text:p>How many vans?</text:p></draw:text-box>' \
           '</draw:frame> and<text:s text:c="2"/>noted<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>' \
           "<text:note-body><text:p>By rank.</text:p></text:note-body></text:note><office:annotation><dc:creator>A</dc:creator>" \
           "<text:p>Ask for 2025</text:p></office:annotation></text:p>"  # fmt: skip
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>cats</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
    )
    content = content.replace("</office:text>", f"{text}</office:text>").replace(
        "<text:sequence-decls", f"{changes}<text:sequence-decls", 1
    )
    reading = read(with_part(data, "content.xml", content.encode()), "letter.odt")
    found = lines(reading.text)
    assert "Boxed and  noted [note 1]" in found
    assert "How many vans?" in found
    assert found[-1] == "[Note 1: By rank.]"
    told = {finding.id: finding.message for finding in reading.findings}
    assert "cats" in told["tracked_changes"]
    assert "Ask for 2025" in told["comments"]
    assert "cats" not in reading.text


@needs_libreoffice
def test_an_odt_that_is_locked_says_so() -> None:
    manifest = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    [finding] = read(with_part(by_libreoffice("odt"), "META-INF/manifest.xml", manifest), "letter.odt").findings
    assert finding.id == "encrypted"


# --- PDF ------------------------------------------------------------------------------------------------------------------


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_scanned_pdf_says_so_and_is_kept() -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    data = written(writer)
    reading = read(data, "scan.pdf")
    [finding] = reading.findings
    assert (finding.id, finding.level.value) == ("scanned", "block")
    assert "Type the request" in finding.hint
    assert reading.data == data
    assert reading.text == ""


@needs_libreoffice
def test_a_pdf_with_a_scanned_page_names_the_page() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(by_libreoffice("pdf"))))
    writer.add_blank_page(595, 842)
    reading = read(written(writer), "letter.pdf")
    [finding] = reading.findings
    assert finding.id == "scanned_pages"
    assert finding.message.endswith(": 2.")
    assert "How many dogs" in reading.text


@needs_libreoffice
@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
@pytest.mark.parametrize(("password", "readable"), [("secret", False), ("", True)])
def test_a_pdf_that_needs_a_password_says_so_and_one_that_only_forbids_printing_is_read(
    password: str, algorithm: str, *, readable: bool
) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(by_libreoffice("pdf"))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    reading = read(written(writer), "letter.pdf")
    assert ("How many dogs" in reading.text) is readable
    assert [finding.message for finding in reading.findings] == (
        [] if readable else ["The PDF is protected by a password."]
    )


def test_a_pdf_whose_pages_are_broken_is_not_called_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> str:
        raise ValueError

    monkeypatch.setattr("pypdf.PageObject.extract_text", broken)
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    [finding] = read(written(writer), "letter.pdf").findings
    assert (finding.id, finding.level.value) == ("broken_pages", "block")


@needs_libreoffice
def test_files_in_a_pdf_are_kept_beside_it() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(by_libreoffice("pdf"))))
    writer.add_attachment("../../questions.txt", b"How many vans?")
    [attached] = read(written(writer), "letter.pdf").attachments
    assert (attached.name, attached.data, attached.text) == ("questions.txt", b"How many vans?", "How many vans?")


def test_a_word_document_saved_as_strict_open_xml_is_read() -> None:
    usual = word_file(item("How many dogs?") + item("How many vans?"), numbering=numbering(level(0, "decimal", "%1.")))
    strict = usual
    for name in ("word/document.xml", "word/numbering.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        named = re.sub(
            r"http://schemas\.openxmlformats\.org/(officeDocument|wordprocessingml)/2006/",
            r"http://purl.oclc.org/ooxml/\1/",
            part_of(usual, name),
        )
        strict = with_part(strict, name, named.encode())
    reading = read(strict, "letter.docx")
    assert lines(reading.text) == ["1. How many dogs?", "2. How many vans?"]
    assert reading.findings == ()


def test_a_word_document_whose_picture_was_taken_out_on_the_way_keeps_its_words_and_numbers() -> None:
    whole = word_file(item("How many dogs?"), numbering=numbering(level(0, "decimal", "%1.")))
    name = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    lost = f'<Relationship Id="p" Type="{kind}" Target="media/image1.png"/></Relationships>'
    reading = read(with_part(whole, name, part_of(whole, name).replace("</Relationships>", lost).encode()), "x.docx")
    assert lines(reading.text) == ["1. How many dogs?"]
