"""A file is what its bytes are, and what it carries besides what is seen is found (domain reference 7.2)."""

import io
import struct
import subprocess
import zipfile
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Highlight, Link
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from foi.disclosure.checks.apart import check_apart
from foi.disclosure.checks.file import check_file
from foi.disclosure.finding import Level
from foi.letters.word_template import HOUSE_STYLE
from tests import factories as f

BLOCK, WARN = Level.BLOCK, Level.WARN


def found(data: bytes, name: str) -> list[tuple[str, Level]]:
    return [(finding.id, finding.level) for finding in check_file(data, name)]


# --- what it is ---------------------------------------------------------------------------------------------------

WORKBOOK = b"PK\x03\x04\x14\0\6\0 xl/workbook.xml"


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.pdf", "a.jpg", "a.png", "A.CSV"])
@pytest.mark.parametrize(
    "data", [WORKBOOK, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"MZ\x90\0\3\0\0\0", b"{\\rtf1 words}"]
)
def test_a_workbook_or_a_program_under_another_name_stays_in_the_building(name, data):
    assert found(data, name) == [("F1", BLOCK)]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"<html><table><tr hidden>", b'<?xml version="1.0"?><Workbook/>', b"a\0b"]
)
def test_what_is_not_plain_text_does_not_go_out_as_text(data):
    assert found(data, "figures.csv") == [("F1", BLOCK)]


@pytest.mark.parametrize(
    "data",
    [
        b"Month,Number\r\nJanuary,12\r\n",
        "\ufeffMis,Nifer\nMawrth – Ŵyl,3".encode(),
        "Place,£\nCafé,3".encode("cp1252"),
        "Month\tNumber\n".encode("utf-16"),
        b"MZ is the mark of Mazda.",
    ],
)
def test_text_in_whatever_encoding_goes_out(data):
    assert found(data, "figures.csv") == found(data, "figures.txt") == []


def test_the_words_say_what_it_is_and_what_to_do():
    [finding] = check_file(WORKBOOK, "figures.csv")
    assert finding.message == "It is an Office file or an archive, whatever its name says."
    assert finding.hint.startswith("Open it in the program that it was made with")


# --- PDF ----------------------------------------------------------------------------------------------------------


def pdf(change=None, **properties: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(f.a_pdf()))
    if properties:
        writer.add_metadata({f"/{name}": value for name, value in properties.items()})
    if change:
        change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def action(**entries: str):
    def put(writer):
        made = {NameObject(f"/{name}"): value for name, value in entries.items()}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(made)

    return put


def link_to(url: str):
    return lambda writer: writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url=url))


def mark(subtype: str):
    def put(writer):
        made = FreeText(text="This is S. Mith", rect=(0, 0, 9, 9))
        made[NameObject("/Subtype")] = NameObject(subtype)
        writer.add_annotation(0, made)

    return put


def form(writer):
    field = {"/FT": NameObject("/Tx"), "/T": TextStringObject("Name"), "/V": TextStringObject("S. Mith")}
    writer._add_object(DictionaryObject({NameObject(name): value for name, value in field.items()}))


def hidden_layer(writer):
    layer = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off}
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pdf(), []),
        (pdf(Title="Feedback forms", Producer="Word"), []),
        (pdf(link_to("https://www.example.org/x")), []),
        (pdf(lambda writer: writer.add_attachment("all.xlsx", WORKBOOK)), [("P2", BLOCK)]),
        (pdf(action(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)"))), [("P7", BLOCK)]),
        (pdf(action(S=NameObject("/Launch"), F=TextStringObject("a.exe"))), [("P7", BLOCK)]),
        (pdf(link_to("https://intranet/page")), [("P7", BLOCK)]),
        (pdf(mark("/FreeText")), [("P2", BLOCK)]),
        (pdf(mark("/Highlight")), [("P2", BLOCK)]),
        (pdf(mark("/Redact")), [("P1", BLOCK)]),
        (pdf(form), [("P2", BLOCK)]),
        (pdf(hidden_layer), [("P5", BLOCK)]),
        (pdf(Author="S. Mith"), [("P6", WARN)]),
        (pdf(lambda writer: writer.encrypt("secret")), [("P0", BLOCK)]),
        (pdf(lambda writer: writer.encrypt("", "owner")), []),
        (b"%PDF-1.7 nothing", [("P0", BLOCK)]),
        (f.a_pdf() + b"\n" + WORKBOOK * 100, [("P3", BLOCK)]),
    ],
)
def test_what_a_pdf_carries_besides_its_pages_is_found(data, expected):
    assert found(data, "forms.pdf") == expected


def test_P3_a_pdf_that_was_changed_after_it_was_made_gives_back_what_was_there():
    made = io.BytesIO()
    writer = PdfWriter(io.BytesIO(f.a_pdf("S. Mith")), incremental=True)
    writer.pages[0][NameObject("/Rotate")] = FloatObject(90)
    writer.write(made)
    assert b"S. Mith" in made.getvalue()
    assert found(made.getvalue(), "forms.pdf") == [("P3", BLOCK)]


def test_P3_the_second_end_that_word_writes_without_anything_before_it_is_in_order():
    data = f.a_pdf()
    start = data.rindex(b"startxref")
    size = len(PdfReader(io.BytesIO(data)).xref[0]) + 1
    again = b"xref\n0 0\ntrailer\n<< /Size %d /Root 1 0 R /Prev %s >>\n" % (size, data[start:].split()[1])
    root = PdfReader(io.BytesIO(data)).trailer.raw_get("/Root").idnum
    again = again.replace(b"/Root 1 ", b"/Root %d " % root)
    assert found(data + again + b"startxref\n%d\n%%%%EOF\n" % len(data), "forms.pdf") == []


def test_a_highlight_is_found_wherever_it_stands():
    quad = ArrayObject([FloatObject(number) for number in (0, 9, 9, 9, 0, 0, 9, 0)])
    data = pdf(lambda writer: writer.add_annotation(0, Highlight(rect=(0, 0, 9, 9), quad_points=quad)))
    assert found(data, "forms.pdf") == [("P2", BLOCK)]


# --- pictures -----------------------------------------------------------------------------------------------------


def exif(*tags: int, thumbnail: bool = False) -> bytes:
    entries = b"".join(struct.pack(">HHII", tag, 4, 1, 0) for tag in tags)
    return b"MM\0*" + struct.pack(">IH", 8, len(tags)) + entries + struct.pack(">I", 99 if thumbnail else 0)


def segment(kind: int, content: bytes) -> bytes:
    return b"\xff" + bytes([kind]) + struct.pack(">H", len(content) + 2) + content


def jpeg(*segments: bytes, behind: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(segments) + segment(0xDA, b"scan") + b"\x12\xff\0\xff\xd0\x34\xff\xd9" + behind


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*chunks: bytes, behind: bytes = b"") -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13) + b"".join(chunks) + chunk(b"IEND") + behind


def app1(content: bytes) -> bytes:
    return segment(0xE1, b"Exif\0\0" + content)


XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>%s</x:xmpmeta>"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("dog.jpg", jpeg(), []),
        ("dog.jpeg", jpeg(segment(0xE0, b"JFIF\0")), []),
        ("dog.jpg", jpeg(app1(exif(0x0112))), []),
        ("dog.jpg", jpeg(app1(exif(0x0112, 0x8825))), [("I1", BLOCK), ("I4", WARN)]),
        ("dog.jpg", jpeg(segment(0xE1, XMP % b"exif:GPSLatitude")), [("I1", BLOCK), ("I4", WARN)]),
        ("dog.jpg", jpeg(app1(exif(0x0112, thumbnail=True))), [("I2", BLOCK), ("I4", WARN)]),
        ("dog.jpg", jpeg(app1(exif(0x013B))), [("I4", WARN)]),
        ("dog.jpg", jpeg(segment(0xFE, b"by S. Mith")), [("I4", WARN)]),
        ("dog.jpg", jpeg(behind=jpeg()), [("I3", BLOCK)]),
        ("dog.jpg", jpeg()[:-4], [("I0", BLOCK)]),
        ("dog.jpg", jpeg(app1(b"no EXIF")), [("I0", BLOCK)]),
        ("map.png", png(), []),
        ("map.png", png(chunk(b"eXIf", exif(0x8825))), [("I1", BLOCK), ("I4", WARN)]),
        ("map.png", png(chunk(b"tEXt", b"Author\0S. Mith")), [("I4", WARN)]),
        ("map.png", png(behind=chunk(b"IDAT", b"what was cut off")), [("I3", BLOCK)]),
        ("map.png", png()[:-9], [("I0", BLOCK)]),
    ],
)
def test_what_a_picture_carries_besides_what_is_seen_is_found(name, data, expected):
    assert found(data, name) == expected


# --- in a process apart -------------------------------------------------------------------------------------------


def word_file(body: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(HOUSE_STYLE) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body)
            target.writestr(name, content)
    return made.getvalue()


def test_a_process_of_its_own_finds_the_same():
    hidden = word_file(b"<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>")
    for data, name in ((f.a_pdf(), "a.pdf"), (pdf(Author="S. Mith"), "S. Mith.pdf"), (hidden, "a.docx")):
        assert check_apart(data, name) == check_file(data, name)


def test_a_small_file_that_grows_to_a_large_one_is_not_unpacked():
    bomb = word_file(b"<w:p/>" * 5_000_000)
    assert len(bomb) < 70_000
    [finding] = check_apart(bomb, "a.docx")
    assert finding.message.endswith("It grows to an extraordinary size when opened.")


def test_what_takes_too_long_is_given_up():
    [finding] = check_apart(f.a_pdf(), "a.pdf", seconds=0.01)
    assert (finding.level, finding.hint) == (BLOCK, "Make it smaller, or in parts, and add that.")


def test_what_takes_too_much_memory_is_given_up(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: subprocess.CompletedProcess(args, 3))
    [finding] = check_apart(f.a_pdf(), "a.pdf")
    assert finding.level is BLOCK


def test_a_part_that_cannot_be_unpacked_is_a_finding_and_not_an_error():
    data = bytearray(word_file(b"<w:p/>" * 1_000))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("word/document.xml")
    start = entry.header_offset + 30 + len(entry.filename)
    data[start : start + 8] = b"\xff" * 8
    assert found(bytes(data), "a.docx") == [("D0", BLOCK)]
    assert [one.id for one in check_apart(bytes(data), "a.docx")] == ["D0"]
