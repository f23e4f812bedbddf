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
        try:
            if charset in _NO_CHARSET:
                raise LookupError(charset)
            return data.decode(charset), ()
        except (LookupError, ValueError):
            text, _ = decode(data)
            wrong = f"It says that its characters are encoded as “{charset[:40]}”, which cannot be right."
            return text, (_guess(wrong),)
    if wide := _wide(data):
        return _checked(data.decode(wide, "replace"))
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    text = data.decode("cp1252", "as_latin_1")
    return text, () if charset else (_guess("It does not say how its characters are encoded; Windows was assumed."),)


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
