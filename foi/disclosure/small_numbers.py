"""Counts so small that somebody might be recognised (domain reference 7.4): found, never judged.

That police forces look at everything below five is a habit, not law; whether a person can be identified is the test,
and a person decides it. Found are whole numbers from 1 to 4 where a table counts something, and in text before a word
for people or events. 0 is no small number, and "not recorded" and "suppressed" are no numbers at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

SUPPRESSED = "suppressed"  # what stands in the place of a number that is left out


class Decision(StrEnum):
    """What an officer decides about the small numbers of one answer."""

    AS_THEY_ARE = "as_they_are"
    SUPPRESSED = "suppressed"
    NOT_PEOPLE = "not_people"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Decision.AS_THEY_ARE: "Disclose them as they are",
    Decision.SUPPRESSED: "Leave them out of the table",
    Decision.NOT_PEOPLE: "They are not about people",
}


@dataclass(frozen=True, slots=True)
class SmallCell:
    """A cell with a small number; `row` and `column` from 0, the heading not counted."""

    row: int
    column: int
    value: str
    row_name: str
    heading: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.row_name, self.heading) if part)
        return f"{self.value} ({where})" if where else self.value


# Headings of columns that name or measure and do not count.
_NO_COUNT = re.compile(
    r"\b(year|month|week|quarter|date|rank|grade|band|level|tier|id|ref|reference|code|question|row|version)\b"
    r"|%|\bper ?cent|\bpercentage|\baverage|\bmean\b|\brate\b|£|\bcost",
    re.IGNORECASE,
)
_A_COUNT = re.compile(r"\bnumber of\b|\bhow many\b|\bcount\b", re.IGNORECASE)
_NUMBER = re.compile(r"[<>~]?\d[\d,.]*\s*(%|\*+|†|\(.*\))?")
_SMALL = re.compile(r"([1-4])\s*(\*+|†|\(.*\))?")
_TOTAL = re.compile(r"^\W*(grand |sub-?)?totals?\b|^\W*all\W*$", re.IGNORECASE)

_COUNTED = (
    "officers?|constables?|sergeants?|inspectors?|detectives?|specials?|staff|employees?|workers?|members?|people|"
    "persons?|individuals?|adults?|children|child|boys?|girls?|men|man|women|woman|males?|females?|victims?|"
    "suspects?|offenders?|detainees?|prisoners?|witnesses|witness|complainants?|applicants?|candidates?|recruits?|"
    "leavers?|students?|pupils?|patients?|residents?|drivers?|deaths?|suicides?|arrests?|complaints?|incidents?|"
    "offences?|crimes?|cases?|reports?|allegations?|dismissals?|hearings?|referrals?|absences?|injuries|injury|"
    "assaults?|collisions?|searches|charges?|convictions?|cautions?|grievances?|attendees|participants?"
)
_IN_TEXT = re.compile(
    r"(?<![\w.,/£$€-])([1-4]|one|two|three|four)"
    r"((?:\s+(?!(?:hundred|thousand|million|dozen|of|or|and|to|per|in|on|for|at)\b)[a-z-]+){0,2})"
    rf"\s+({_COUNTED})\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(question|section|part|grade|level|band|tier|year|annex|appendix|paragraph|stage|phase|module|table|day|"
    r"chapter|schedule|article|rank|group|category|quarter|week|version|no|number)\s*\.?\s*$",
    re.IGNORECASE,
)


def small_cells(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[SmallCell]:
    """The cells of a table of text that hold a count from 1 to 4, row by row."""
    counted = [column for column in range(len(header)) if _counts(header[column], column, rows)]
    found = []
    for number, row in enumerate(rows):
        for column in counted:
            value = _plain(row[column]) if column < len(row) else ""
            if _SMALL.fullmatch(value):
                name = "" if column == 0 else _plain(row[0])
                found.append(SmallCell(number, column, value, name, _plain(header[column])))
    return found


def _counts(heading: str, column: int, rows: Sequence[Sequence[str]]) -> bool:
    """The first column of several names its row; others count where most of what stands in them is a number."""
    if column == 0 and rows and len(rows[0]) > 1:
        return False
    if _NO_COUNT.search(heading) and not _A_COUNT.search(heading):
        return False
    filled = [value for row in rows if column < len(row) and (value := _plain(row[column]))]
    numbers = sum(_NUMBER.fullmatch(value) is not None for value in filled)
    return numbers * 2 >= sum(any(mark.isdigit() for mark in value) for value in filled) and numbers > 0


def small_in_text(text: str) -> list[str]:
    """Phrases such as "3 officers": a small number before a word for people or for what happens to them."""
    found = []
    for match in _IN_TEXT.finditer(unicodedata.normalize("NFKC", text)):
        before = match.string[max(0, match.start() - 20) : match.start()]
        if not _ORDINAL.search(before):
            found.append(" ".join(match[0].split()))
    return found


def masked(header: Sequence[str], rows: Sequence[Sequence[str]], word: str = SUPPRESSED) -> tuple[tuple[str, ...], ...]:
    """The rows with `word` in the place of every small number."""
    hidden = {(cell.row, cell.column) for cell in small_cells(header, rows)}
    return tuple(
        tuple(word if (number, column) in hidden else value for column, value in enumerate(row))
        for number, row in enumerate(rows)
    )


def given_away_by_totals(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[SmallCell]:
    """Small cells that a reader could work out once they are hidden: the only one hidden beside a total (7.4)."""
    cells = small_cells(header, rows)
    total_columns = [column for column, heading in enumerate(header) if _TOTAL.search(_plain(heading))]
    total_rows = [number for number, row in enumerate(rows) if row and _TOTAL.search(_plain(row[0]))]
    shown = {(cell.row, cell.column) for cell in cells}
    for cell in cells:
        alone_in_row = sum(other.row == cell.row for other in cells) == 1
        alone_in_column = sum(other.column == cell.column for other in cells) == 1
        by_row = alone_in_row and any((cell.row, column) not in shown for column in total_columns)
        by_column = alone_in_column and any((number, cell.column) not in shown for number in total_rows)
        if by_row or by_column:
            yield cell


def _plain(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value)).replace("*", "").strip()
