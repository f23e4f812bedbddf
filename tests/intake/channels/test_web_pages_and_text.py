"""Web pages and plain text, whatever they are encoded in."""

# ruff: noqa: E501 - files and tables in one piece

import pytest

from foi.intake.channels.read import read
from foi.intake.channels.reading import Kind
from foi.intake.channels.text import decode
from foi.intake.channels.web_page import html_to_text


def text_of(html: str) -> str:
    return read(f"<html><body>{html}</body></html>".encode(), "page.html").text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<ol start="3"><li>three<li>four</ol>', "3. three\n4. four"),
        ('<ol type="a"><li>x</li><li value="4">y</li><li>z</li></ol>', "a. x\nd. y\ne. z"),
        ("<ol reversed><li>x</li><li>y</li></ol>", "2. x\n1. y"),
        ('<ol style="list-style-type: upper-roman"><li>x</li><li>y</li></ol>', "I. x\nII. y"),
        ("<ol><li type=A>x</li><li type=A>y</li><li>z</li></ol>", "A. x\nB. y\n3. z"),
        ('<ol><li style="list-style-type: lower-roman">x</li></ol>', "i. x"),
        (
            '<style><!-- ol.c1, .other { margin: 0; list-style-type: upper-roman } --></style><ol class="c0 c1"><li>x</li><li>y</li></ol>',
            "I. x\nII. y",
        ),
        ("<style>li { list-style: lower-alpha inside }</style><ol><li>x</li></ol>", "a. x"),
        ("<style>@media print { ol { list-style-type: lower-alpha } }</style><ol><li>x</li></ol>", "1. x"),
        ("<style>ol.k { list-style-type: none }</style><ol class=k><li>x</li></ol>", "1. x"),
        ('<ol style="list-style: none"><li>1) x</li></ol>', "1) x"),
        ("<ul><li>x</li></ul>", "• x"),
        ('<ol type="i" start="x"><li>x</li></ol>', "i. x"),
        ('<ol type="a" start="27"><li>x</li></ol>', "aa. x"),
        ("<p><![if !supportLists]><span>1.<span>&nbsp; </span></span><![endif]>From Word</p>", "1. From Word"),
    ],
)
def test_list_numbers_are_those_that_a_browser_draws(html: str, text: str) -> None:
    assert "\n".join(line.strip() for line in text_of(html).splitlines()) == text


def test_words_are_not_pulled_apart_or_run_together() -> None:
    assert text_of("<span>H</span>ow <b>ma</b>ny<br>dogs?<div>Next</div>") == "How many\ndogs?\nNext"


def test_scripts_styles_and_titles_are_no_text_and_nothing_is_fetched() -> None:
    page = "<title>T</title><style>p{}</style><script>alert(1)</script><p onclick='x()'>Dogs?</p><img src=http://tracker.example/p.gif alt=x>"
    assert text_of(page) == "Dogs?"


def test_a_layout_table_keeps_the_letter_and_its_numbers() -> None:
    assert [line.strip() for line in text_of("<table><tr><td><p>Dear Sir,</p><ol><li>How many?</li></ol></td></tr></table>").split("\n")
            if line.strip()] == ["Dear Sir,", "1. How many?"]  # fmt: skip


def test_quoted_mail_in_html_is_marked_as_in_plain_text() -> None:
    html = '<p>My answer</p><blockquote type="cite"><p>On Monday you wrote</p><ol><li>old?</li></ol></blockquote><p>end</p>'
    found = [line.strip() for line in text_of(html).splitlines() if line.strip()]
    assert found[0] == "My answer"
    assert found[-1] == "end"
    assert all(line.startswith(">") for line in found[1:-1])
    assert any("1. old?" in line for line in found)


@pytest.mark.parametrize(
    "html", ["<div>" * 3000 + "deep", "<blockquote type=cite>" * 200 + "x", "<ol><li>" * 300 + "x", "<" * 5000]
)
def test_pages_built_to_exhaust_are_answered(html: str) -> None:
    reading = read(f"<html>{html}".encode(), "page.html")
    assert reading.text or reading.findings


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        ("Cost £5, “dogs”, Ŵyn".encode(), "Cost £5, “dogs”, Ŵyn", []),
        ("Cost £5, “dogs”".encode("cp1252"), "Cost £5, “dogs”", ["charset"]),
        (b"\xef\xbb\xbfDogs?", "Dogs?", []),
        ("Dogs? Ŵ".encode("utf-16"), "Dogs? Ŵ", []),
        ("Dogs? How many of them".encode("utf-16-le"), "Dogs? How many of them", []),
        ("Dogs? Ŵ".encode("utf-32"), "Dogs? Ŵ", []),
        (b"Odd \x81 byte", "Odd \x81 byte", ["charset"]),
        (b"a\r\nb\rc", "a\nb\nc", []),
        (b"Do\x07gs\x0c?", "Do gs\n?", ["control_characters"]),
    ],
)  # fmt: skip
def test_plain_text_of_any_encoding(data: bytes, text: str, told: list[str]) -> None:
    reading = read(data, "letter.txt")
    assert (reading.kind, reading.text, [finding.id for finding in reading.findings]) == (Kind.TEXT, text, told)


@pytest.mark.parametrize("charset", ["klingon", "idna", "utf-8", "unicode_escape", "x" * 5000, "utf-16"])
def test_a_charset_that_is_none_or_wrong_loses_no_character(charset: str) -> None:
    text, findings = decode("Cost £5".encode("cp1252"), charset)
    assert text == "Cost £5"
    assert [finding.id for finding in findings] == ["charset"]


def test_a_page_says_its_charset_itself() -> None:
    data = '<html><head><meta charset="windows-1252"></head><body>£5 – “dogs”</body></html>'.encode("cp1252")
    assert read(data, "x.html").text == "£5 – “dogs”"
    assert html_to_text("") == ("", ())


@pytest.mark.parametrize(
    "html",
    [
        '<p>Dogs?</p><div style="display: none">Cats?</div>',
        "<style>.gone { display:none }</style><p>Dogs?</p><span class=gone>Cats?</span>",
    ],
)
def test_words_that_a_page_does_not_show_are_told(html: str) -> None:
    reading = read(f"<html><body>{html}</body></html>".encode(), "a.html")
    assert "Cats?" in reading.text
    assert [finding.message for finding in reading.findings] == [
        "It holds words that are not shown when it is opened: “Cats?”."
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<p>Dogs?</p><div style="display:none">&zwnj;&nbsp;</div>',
        "<style>@media (max-width: 600px) { .wide { display: none } }</style><p>Dogs?</p><span class=wide>Cats?</span>",
    ],
)
def test_what_only_fills_a_preview_or_is_hidden_on_small_screens_is_not_told(html: str) -> None:
    assert read(f"<html><body>{html}</body></html>".encode(), "a.html").findings == ()
