"""Dates as people in the United Kingdom write them, and their spreadsheets."""

from __future__ import annotations

import datetime
import re

_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ \-]?([a-z]{3,9})\.?,?[ \-](\d{4}|\d{2})")
_TIME = re.compile(r"[ t]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[ap]m)?z?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPREADSHEET_DAYS = range(36_526, 73_051)  # how a spreadsheet counts 1 January 2000 to 31 December 2099


class NoSuchDay(ValueError):
    """A date whose month has no such day: "31 February 2025"."""


def uk_date(words: str) -> datetime.date:
    """The day of "03/04/2026" (3 April), "3.4.26", "3rd Apr 2026", "2026-04-03", "45750".

    Raises ValueError, and NoSuchDay where it is written rightly.
    """
    text = _TIME.sub("", " ".join(words.lower().split()))
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and found[2][:3] in _MONTHS:
        return _day(_year(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    if text.isdecimal() and int(text[:6]) in _SPREADSHEET_DAYS and len(text) == 5:
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text))
    raise ValueError(words)


def _day(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        if not 1 <= month <= len(_MONTHS):
            raise
        raise NoSuchDay(f"{day} {datetime.date(2000, month, 1):%B} {year}") from None


def _year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)
