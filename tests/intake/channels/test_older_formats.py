"""Rich Text and the old Word format: read where that can be done well, else refused with what to do."""

from pathlib import Path

import compressed_rtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi.intake.channels import old_word
from foi.intake.channels.apart import read_apart
from foi.intake.channels.read import read
from foi.intake.channels.reading import Kind, Reading
from tests.intake.channels.made import by_libreoffice, compound_file, needs_libreoffice, outlook_file

#: as WordPad writes a numbered list
WORDPAD = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}}
\viewkind4\uc1\pard\sa200\f0\fs22 Please tell me:\par
\pard{\pntext\f0 1.\tab}{\*\pn\pnlvlbody\pnf0\pnindent0\pnstart1\pndec{\pntxta.}}\fi-360\li720 How many dogs?\par
{\pntext\f0 2.\tab}How much, \'a35 or \u8364?6?\par
}
"""
#: as Outlook keeps a message that was written in HTML
OF_HTML = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag19 <html>}{\*\htmltag50 <body>}{\*\htmltag64 <p>}How many dogs do you own?{\*\htmltag72 </p>}
\htmlrtf \par \htmlrtf0 {\*\htmltag64 <p>}What do they eat, \'a35 a day?{\*\htmltag72 </p>}\htmlrtf \par \htmlrtf0
{\*\htmltag58 </body>}}
"""


def told(reading: Reading) -> list[str]:
    return [finding.id for finding in reading.findings]


def test_a_wordpad_list_keeps_its_numbers() -> None:
    reading = read(WORDPAD, "letter.rtf")
    assert reading.text.splitlines() == ["Please tell me:", "", "1. How many dogs?", "2. How much, £5 or €6?"]
    assert (reading.kind, reading.findings) == (Kind.RICH_TEXT, ())


def test_a_bullet_that_its_font_has_no_character_for_is_a_bullet() -> None:
    source = rb"""{\rtf1\ansi{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f3\fnil\fcharset128 OpenSymbol;}}
\pard Please tell me:\par
{\listtext\pard\plain \hich\af3\dbch\af3\loch\f3 \'96\tab}\ilvl0\ls2 \fi-360{\loch how many dogs}
\par {\listtext\pard\plain \hich\af3\dbch\af3\loch\f3 \'96\tab}\ilvl0\ls2 \fi-360{\loch how many vans}
\par }"""
    assert [line for line in read(source, "x.rtf").text.splitlines() if line] == [
        "Please tell me:", "• how many dogs", "• how many vans",
    ]  # fmt: skip


def test_rich_text_under_the_name_of_a_word_document_is_read_and_told() -> None:
    reading = read(WORDPAD, "letter.doc")
    assert (reading.kind, told(reading)) == (Kind.RICH_TEXT, ["wrong_ending"])


@pytest.mark.parametrize(
    ("inside", "id"),
    [
        (rb"Dogs?{\footnote Only in 2025.}", "aside"),
        (rb"Dogs?{\*\shpinst{\shptxt In a box}}", "aside"),
        (rb"Dogs?{\header 7 Nightjar Row\par}", "aside"),
        (rb"Dogs? {\deleted Cats?}", "tracked_changes"),
    ],
)
def test_what_the_text_leaves_out_is_told(inside: bytes, id: str) -> None:
    reading = read(rb"{\rtf1\ansi " + inside + b"}", "letter.rtf")
    assert "Dogs?" in reading.text
    assert told(reading) == [id]


def test_a_text_that_outlook_kept_in_its_own_format_alone_is_read() -> None:
    reading = read(outlook_file(body=None, rtf=compressed_rtf.compress(OF_HTML)), "x.msg")
    assert reading.text.split("\n") == ["How many dogs do you own?", "", "What do they eat, £5 a day?"]
    assert told(reading) == []


@pytest.mark.parametrize("rtf", [b"LZFu", b"", compressed_rtf.compress(OF_HTML)[:60], b"\xff" * 200])
def test_what_outlook_kept_and_is_broken_is_told(rtf: bytes) -> None:
    reading = read(outlook_file(body=None, rtf=rtf), "x.msg")
    assert reading.findings
    assert reading.is_message


def test_an_outlook_text_that_says_it_is_huge_is_not_unpacked() -> None:
    packed = bytearray(compressed_rtf.compress(OF_HTML))
    packed[4:8] = (2**31).to_bytes(4, "little")
    assert "rtf_only" in told(read(outlook_file(body=None, rtf=bytes(packed)), "x.msg"))


@settings(max_examples=100, deadline=None)
@given(at=st.floats(0, 1), noise=st.binary(max_size=30), cut=st.booleans())
def test_rich_text_broken_anywhere_is_answered(at: float, noise: bytes, *, cut: bool) -> None:
    place = max(5, int(at * len(WORDPAD)))
    data = WORDPAD[:place] + noise + (b"" if cut else WORDPAD[place:])
    reading = read(data, "letter.rtf")
    assert reading.data == data
    assert reading.text.strip() or reading.findings


@pytest.mark.parametrize("nested", [b"{" * 200_000, rb"{\*\x " * 50_000, rb"\u322?" * 50_000])
def test_rich_text_made_to_exhaust_is_answered(nested: bytes) -> None:
    reading = read(rb"{\rtf1 " + nested, "letter.rtf")
    assert reading.text or reading.findings


# --- .doc -------------------------------------------------------------------------------------------------------------


def test_without_libreoffice_an_old_word_document_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word.shutil, "which", lambda name: None)
    data = compound_file({"WordDocument": b"\xec\xa5" + b"\0" * 5000})
    reading = read(data, "letter.doc")
    [finding] = reading.findings
    assert finding.id == "not_accepted"
    assert "old kind (.doc)" in finding.message
    assert "Save it as a Word document (.docx) or a PDF" in finding.hint
    assert reading.data == data


def test_an_old_word_document_with_a_password_says_so() -> None:
    data = compound_file({"WordDocument": b"\xec\xa5" + b"\0" * 8 + b"\0\x01" + b"\0" * 5000})
    assert told(read(data, "letter.doc")) == ["encrypted"]


def test_a_word_document_with_a_password_says_so() -> None:
    data = compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x" * 200})
    assert told(read(data, "letter.docx")) == ["encrypted"]


@pytest.mark.parametrize(
    ("version", "written_by"),
    [(0x65, "MS Word 95"), (0x68, "MS Word 95"), (0xC1, "MS Word 97"), (0x101, "MS Word 97")],
)
def test_libreoffice_is_told_which_word_wrote_it(
    version: int, written_by: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/told\n')
    program.chmod(0o700)
    monkeypatch.setattr(old_word.shutil, "which", lambda name: str(program))
    head = b"\xec\xa5" + version.to_bytes(2, "little")
    read(compound_file({"WordDocument": head + b"\0" * 5000}), "letter.doc")
    assert f"--infilter={written_by}" in (tmp_path / "told").read_text().splitlines()


@needs_libreoffice
def test_an_old_word_document_is_read_in_the_process_apart_within_its_limits() -> None:
    reading = read_apart(by_libreoffice("doc"), "letter.doc")
    assert reading.kind is Kind.OLD_WORD
    assert "1. How many dogs do you own?" in reading.text


@needs_libreoffice
def test_an_old_word_document_that_is_broken_says_so() -> None:
    data = compound_file({"WordDocument": b"\xec\xa5" + b"\0" * 5000})
    reading = read(data, "letter.doc")
    assert reading.findings
    assert reading.data == data


@needs_libreoffice
def test_one_that_takes_too_long_is_given_up_and_leaves_no_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(old_word, "SECONDS", 0.05)
    started = []
    real = old_word.subprocess.Popen
    monkeypatch.setattr(old_word.subprocess, "Popen", lambda *a, **k: started.append(real(*a, **k)) or started[-1])
    reading = read(by_libreoffice("doc"), "letter.doc")
    assert told(reading) == ["too_heavy"]
    assert started[-1].returncode is not None
