"""What Outlook packs into winmail.dat comes out: files under their names, and words that stand nowhere else."""

import compressed_rtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi.intake.channels.read import read
from foi.intake.channels.reading import Reading
from foi.intake.channels.winmail import NotWinmail, unpacked
from tests.intake.channels.made import mail, winmail, winmail_properties

NARROW, WIDE, BINARY, TIME = 0x1E, 0x1F, 0x102, 0x40
PROPERTIES, BODY = 0x00069003, 0x0002800C
NEXT_FILE, TITLE, DATA, FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005

TWO_FILES = winmail(
    (PROPERTIES, winmail_properties(
        (TIME, 0x0039, b"\0" * 8), (NARROW, 0x1000, b"In it: \xa35?\0"), named="Keyword".encode("utf-16-le"))),
    (NEXT_FILE, b"\0" * 14), (TITLE, b"QUESTI~1.TXT\0"), (DATA, b"How many dogs?"),
    (FILE_PROPERTIES, winmail_properties((WIDE, 0x3707, "Questions – dogs.txt\0".encode("utf-16-le")))),
    (NEXT_FILE, b"\0" * 14), (TITLE, b"cats.txt\0"), (DATA, b"How many cats?"),
)  # fmt: skip


def with_winmail(packed: bytes, text: str) -> Reading:
    message = mail(text)
    message.add_attachment(packed, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return read(message.as_bytes(), "request.eml")


def test_the_files_come_out_under_their_long_names_and_the_package_is_kept() -> None:
    reading = with_winmail(TWO_FILES, "See attached")
    assert reading.text == "See attached"
    assert [(one.name, one.text) for one in reading.attachments] == [
        ("winmail.dat", ""), ("Questions – dogs.txt", "How many dogs?"), ("cats.txt", "How many cats?"),
    ]  # fmt: skip
    assert reading.attachments[0].data == TWO_FILES
    assert reading.findings == ()


def test_words_that_stand_in_it_alone_are_the_text() -> None:
    assert with_winmail(TWO_FILES, "\n").text == "In it: £5?"
    rich = compressed_rtf.compress(rb"{\rtf1\ansi How many vans?\par}")
    html = b"<p>How many <b>bikes</b>?</p>"
    for properties, words in (
        (winmail_properties((BINARY, 0x1009, rich)), "How many vans?"),
        (winmail_properties((BINARY, 0x1013, html)), "How many bikes?"),
    ):
        assert with_winmail(winmail((PROPERTIES, properties)), "\n").text == words
    assert with_winmail(winmail((BODY, b"How many boats?\0")), "\n").text == "How many boats?"


@pytest.mark.parametrize("cut", [20, 60, len(TWO_FILES) - 6])
def test_one_that_is_broken_is_told_and_kept(cut: int) -> None:
    reading = with_winmail(TWO_FILES[:cut], "See attached")
    assert reading.text == "See attached"
    assert [one.id for one in reading.findings] == ["winmail"]
    assert [one.data for one in reading.attachments] == [TWO_FILES[:cut]]


@given(at=st.integers(6, len(TWO_FILES)), noise=st.binary(max_size=12))
def test_lengths_that_lie_are_answered(at: int, noise: bytes) -> None:
    try:
        unpacked(TWO_FILES[:at] + noise + TWO_FILES[at + len(noise) :])
    except NotWinmail:
        pass


def test_what_is_none_says_so() -> None:
    with pytest.raises(NotWinmail):
        unpacked(b"MZ not this")
