"""Bytes to text. Never loses a character silently: what had to be guessed is a finding."""

from __future__ import annotations

import codecs
import re

from foi.disclosure.finding import Finding, Level
from foi.intake.channels.reading import MAX_TEXT, Kind, Reading
from foi.intake.message import storable

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# Mail programs say "ASCII" or "Latin 1" and mean what Windows wrote, as browsers know.
_MEANS_WINDOWS = {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "ansi_x3.4-1968", "windows-1252"}
# Encodings of Python that are no encodings of text.
_NO_CHARSET = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
# Encodings that programs name when they mean the later one that holds more.
_MEANS_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949",
                "ks_c_5601-1987": "cp949"}  # fmt: skip
_FEW_LOST = 0.02  # of the characters: the encoding named is right, and some of them are broken
_STRAY = re.compile("[\udc80-\udcff]+")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
_BLANK_LINES = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*")


def read_text(data: bytes, name: str) -> Reading:
    text, findings = decode(data)
    return Reading(name=name, kind=Kind.TEXT, data=data, text=text, findings=findings)


def decode(data: bytes, charset: str = "") -> tuple[str, tuple[Finding, ...]]:
    """The text of `data`, by its byte order mark, else as `charset` says, else by looking."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(name, "replace"))
    charset = charset.strip().strip("\"'").lower()
    if charset and charset not in _MEANS_WINDOWS:
        return _as_said(data, charset)
    if wide := _wide(data):
        return _checked(data.decode(wide, "replace"))
    text, stray, others = _unicode_or_windows(data)
    if not stray or (charset and not others):
        return text, ()
    return text, (
        _guess(_strays(stray) if others else "It does not say how its characters are encoded; Windows was assumed."),
    )


def after_blank_lines(data: bytes) -> bytes:
    """Without the empty lines at its start, which web mail puts before the source of a message that is saved."""
    return data[_BLANK_LINES.match(data).end() :]  # type: ignore[union-attr]


def _as_said(data: bytes, charset: str) -> tuple[str, tuple[Finding, ...]]:
    try:
        if charset in _NO_CHARSET:
            raise LookupError(charset)
        try:
            return data.decode(charset), ()
        except ValueError:
            if codecs.lookup(charset).name == "utf-8":
                text, stray, others = _unicode_or_windows(data)
                if others:
                    return text, (_guess(_strays(stray)),)
                raise
            text = data.decode(_MEANS_WIDER.get(charset, charset), "replace")
            if text.count("\ufffd") > len(text) * _FEW_LOST:
                raise
            return _checked(text)
    except (LookupError, ValueError):
        text, _ = decode(data)
        wrong = f"It says that its characters are encoded as “{charset[:40]}”, which cannot be right."
        return text, (_guess(wrong),)


def _unicode_or_windows(data: bytes) -> tuple[str, int, bool]:
    """As UTF-8, and what is none as Windows wrote it; how many stretches that were, and whether there is other UTF-8.

    Both occur in one text: a mail server that adds its notice does not ask how the message is encoded.
    """
    text = data.decode("utf-8", "surrogateescape")
    others = bool(_BEYOND_ASCII.search(text))
    text, stray = _STRAY.subn(_from_windows, text)
    return text, stray, others


def _from_windows(stray: re.Match[str]) -> str:
    return stray[0].encode("utf-8", "surrogateescape").decode("cp1252", "as_latin_1")


def _strays(count: int) -> str:
    places = "In 1 place the characters are" if count == 1 else f"In {count:,} places the characters are"
    return f"{places} not encoded like the others; Windows was assumed there."


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """Five bytes mean nothing in Windows-1252; they become the control characters that they are in Latin 1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("as_latin_1", _as_latin_1)


def _guess(what: str) -> Finding:
    return Finding(Level.WARN, "charset", what, "Check pound signs, accents and quotation marks against the original.")


def _checked(text: str) -> tuple[str, tuple[Finding, ...]]:
    lost = text.count("\ufffd")
    if not lost:
        return text, ()
    return text, (_guess(f"{lost} {'character' if lost == 1 else 'characters'} could not be made out."),)


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of English is zero."""
    sample = data[:4_000]
    if len(sample) < 4 or len(sample) % 2:
        sample = sample[:-1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else ""


def tidy(text: str) -> tuple[str, tuple[Finding, ...]]:
    """What a reading's text goes through last: storable, of a bearable length, without blank pages before and after."""
    text, replaced = storable(text)
    text = re.sub(r"\n{4,}", "\n\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")
    findings = []
    if replaced:
        marks = "1 control character" if replaced == 1 else f"{replaced} control characters"
        findings.append(
            Finding(Level.INFORM, "control_characters", f"{marks} in it cannot be stored and became spaces.")
        )
    if len(text) > MAX_TEXT:
        findings.append(
            Finding(
                Level.WARN, "long_text", f"Only the first {MAX_TEXT:,} of its {len(text):,} characters are taken.",
                "Look at the rest in the original.",
            )
        )  # fmt: skip
    return text[:MAX_TEXT], tuple(findings)
