"""Files of the wrong kind, broken, locked, or made to do harm: always an answer in words, always the original."""

# ruff: noqa: E501 - files and tables in one piece

import io
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi import apart
from foi.intake.channels.apart import from_json, read_apart, to_json
from foi.intake.channels.read import read
from foi.intake.channels.reading import MAX_FILE_BYTES, Kind, Reading, tidy_name
from tests.intake.channels.made import (
    by_libreoffice,
    mail,
    needs_libreoffice,
    outlook_file,
    paragraph,
    with_part,
    word_file,
    zipped,
)


def only_finding(reading: Reading) -> str:
    [finding] = reading.findings
    assert finding.message.endswith(".")
    assert finding.hint.endswith(".")
    return finding.id


@pytest.mark.parametrize(
    ("data", "name", "id", "words"),
    [
        (b"", "empty.txt", "empty", "empty"),
        (b"\0" * 5000, "empty.docx", "empty", "empty"),
        (b"\x89PNG\r\n\x1a\n", "scan.png", "not_accepted", "picture"),
        (b"\xff\xd8\xff\xe0", "letter.pdf", "not_accepted", "picture"),
        (b"II*\0", "fax.tif", "not_accepted", "scanned"),
        (b"MZ\x90", "invoice.pdf", "not_accepted", "program"),
        (b"{\\rtf1 {\\pict 00}}", "letter.rtf", "no_text", "no text"),
        (b"<html><body><img src='scan.png'></body></html>", "letter.html", "no_text", "no text"),
        (b"Rar!\x1a", "letters.rar", "not_accepted", "archive"),
        (zipped(a_DOT_txt="x"), "letters.zip", "not_accepted", "archive"),
        (zipped(**{"xl/workbook_DOT_xml": "<x/>"}), "sheet.xlsx", "not_accepted", "spreadsheet"),
        (zipped(**{"ppt/presentation_DOT_xml": "<x/>"}), "slides.docx", "not_accepted", "presentation"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "x.ods", "not_accepted", "spreadsheet"),
        (bytes(range(256)) * 50, "what.bin", "not_accepted", "known kind"),
        (b"PK\x03\x04broken", "letter.docx", "damaged", "damaged"),
        (b"%PDF-1.7 and nothing more", "letter.pdf", "damaged", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "x.msg", "damaged", "damaged"),
        (word_file("<w:p>"), "letter.docx", "damaged", "damaged"),
        (zipped(**{"word/document_DOT_xml": "<w/>"}), "letter.docx", "damaged", "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_words_and_kept(data: bytes, name: str, id: str, words: str) -> None:
    reading = read(data, name)
    assert only_finding(reading) == id
    assert words in reading.findings[0].message
    assert (reading.data, reading.text) == (data, "")


@needs_libreoffice
@pytest.mark.parametrize(
    ("ending", "name", "kind"),
    [("pdf", "letter.docx", Kind.PDF), ("docx", "letter.pdf", Kind.WORD), ("odt", "x.eml", Kind.OPEN_DOCUMENT)],
)
def test_a_wrong_ending_is_read_by_its_content_and_told(ending: str, name: str, kind: Kind) -> None:
    reading = read(by_libreoffice(ending), name)
    assert reading.kind is kind
    assert only_finding_id(reading) == ["wrong_ending"]
    assert "dogs" in reading.text


def only_finding_id(reading: Reading) -> list[str]:
    return [finding.id for finding in reading.findings]


def test_a_mail_pasted_into_a_text_file_stays_text() -> None:
    pasted = b"From: Morgan\nSent: Monday\nSubject: Dogs\n\nHow many?"
    assert read(pasted, "pasted.txt").text.startswith("From: Morgan")
    assert read(pasted, "pasted.eml").kind is Kind.EMAIL
    assert read(mail().as_bytes(), "mail.txt").kind is Kind.EMAIL


def bomb(name: str, size: int = 200_000_000) -> bytes:
    """A file that grows more than a thousandfold when it is opened."""
    return with_part(word_file(paragraph("x")), name, b"\0" * size)


def test_a_zip_bomb_is_not_opened() -> None:
    data = bomb("word/media/picture.bin")
    assert len(data) < 300_000
    reading = read(data, "letter.docx")
    assert only_finding(reading) == "zip_bomb"
    assert reading.data == data


def test_an_archive_that_lies_about_its_size_is_damaged() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"x" * 5_000_000)
    lying = packed.getvalue().replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert only_finding(read(lying, "letter.docx")) == "damaged"


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(9))
    document = (
        f'<!DOCTYPE d [{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&l8;&f;Dogs?</w:t></w:r></w:p></w:body></w:document>'
    )
    reading = read(with_part(word_file(""), "word/document.xml", document.encode()), "letter.docx")
    assert "root:" not in reading.text
    assert len(reading.text) < 100


def test_a_file_that_is_too_large_is_not_looked_into() -> None:
    data = b"x" * (MAX_FILE_BYTES + 1)
    assert only_finding(read(data, "x.txt")) == "too_large"
    assert only_finding(read_apart(data, "x.txt")) == "too_large"


def test_a_document_nested_to_exhaust_is_answered() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 400 + paragraph("Dogs?") + "</w:tc></w:tr></w:tbl>" * 400
    reading = read(word_file(deep), "letter.docx")
    assert reading.text or reading.findings


@pytest.mark.parametrize(
    ("name", "tidy"),
    [("../../x.txt", "x.txt"), ("C:\\a\\b.doc", "b.doc"), ("in\u202efdp.exe", "infdp.exe"), ("a\0b<c>.txt", "abc.txt"), ("", "file"),
     ("...", "file"), ("n" * 300 + ".txt", "n" * 146 + ".txt")],
)  # fmt: skip
def test_names_of_files_are_made_harmless(name: str, tidy: str) -> None:
    assert tidy_name(name, "file") == tidy


SEEDS = [
    mail("How many dogs?").as_bytes(),
    word_file(paragraph("How many dogs?")),
    outlook_file(attachments={"a.txt": b"x"}),
]


@settings(max_examples=150, deadline=None)
@given(seed=st.sampled_from(SEEDS), at=st.floats(0, 1), noise=st.binary(max_size=40), cut=st.booleans())
def test_a_file_broken_anywhere_is_answered(seed: bytes, at: float, noise: bytes, *, cut: bool) -> None:
    place = int(at * len(seed))
    data = seed[:place] + noise + (b"" if cut else seed[place + len(noise) :])
    reading = read(data, "letter.docx")
    assert reading.data == data
    assert reading.text.strip() or reading.findings or reading.is_message
    assert "\0" not in "".join(one.text for one in reading.everything())


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=400),
    name=st.text(max_size=20),
    head=st.sampled_from([b"", b"Message-ID: <a@b>\n", b"<html>", b"%PDF-1.4\n"]),
)
def test_any_bytes_under_any_name_are_answered(data: bytes, name: str, head: bytes) -> None:
    reading = read(head + data, name)
    assert reading.data == head + data
    assert from_json(to_json(reading), head + data) == reading


# --- in a process of its own --------------------------------------------------------------------------------------------


def test_a_process_of_its_own_reads_the_same() -> None:
    message = mail("See attached", received="Mon, 02 Mar 2026 10:00:00 +0000", In_Reply_To="<a@b>")
    message.add_attachment(b"How many dogs?", maintype="text", subtype="plain", filename="q.txt")
    data = message.as_bytes()
    assert read_apart(data, "request.eml") == read(data, "request.eml")


def test_a_file_that_takes_too_long_is_given_up() -> None:
    data = mail().as_bytes()
    reading = read_apart(data, "request.eml", seconds=0.01)
    assert only_finding(reading) == "too_heavy"
    assert reading.data == data


@pytest.mark.skipif(sys.platform != "linux", reason="Memory is only limited where the operating system can do so.")
def test_a_reader_that_takes_too_much_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hungry = "import resource; resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000)); b'x' * 10**9"
    real = apart.subprocess.run
    monkeypatch.setattr(apart.subprocess, "run", lambda command, **more: real([sys.executable, "-c", hungry], **more))
    assert only_finding(read_apart(mail().as_bytes(), "request.eml")) == "too_heavy"
