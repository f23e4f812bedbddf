"""Working days, as the Act counts them: FOIA 2000 s.10(6).

A working day is any day but Saturday, Sunday, Christmas Day, Good Friday, and a bank holiday under the
Banking and Financial Dealings Act 1971 in *any part of the United Kingdom*. So 12 July does not count for
an English force, although everybody is at work (CLK-2). Office closures and privilege days do count (CLK-3).

Holidays change by proclamation, so they are data with a source, a date and a version (`bank_holidays.json`),
and a `Calendar` is one version of them. Beyond its last published year it refuses to answer.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).with_name("bank_holidays.json")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Division(StrEnum):
    """The three parts of the United Kingdom that have bank holidays of their own."""

    ENGLAND_AND_WALES = "EW"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NI"

    @property
    def label(self) -> str:
        return _DIVISION_LABELS[self]


_DIVISION_LABELS = {
    Division.ENGLAND_AND_WALES: "England and Wales",
    Division.SCOTLAND: "Scotland",
    Division.NORTHERN_IRELAND: "Northern Ireland",
}
_GOV_UK_DIVISIONS = {
    "england-and-wales": Division.ENGLAND_AND_WALES,
    "scotland": Division.SCOTLAND,
    "northern-ireland": Division.NORTHERN_IRELAND,
}
ANY_PART_OF_THE_UK = frozenset(Division)


class CalendarError(ValueError):
    """The calendar cannot answer; the message says what to do about it."""


class BeyondCalendar(CalendarError):
    """The days asked about are not all in published years."""


class BadHolidayFile(CalendarError):
    """A file of bank holidays cannot be used."""


@dataclass(frozen=True, order=True)
class BankHoliday:
    """One bank holiday, with the parts of the United Kingdom that have it."""

    on: date
    name: str
    divisions: frozenset[Division] = ANY_PART_OF_THE_UK
    substitute: bool = False

    def __str__(self) -> str:
        name = f"{self.name} (substitute day)" if self.substitute else self.name
        return f"{in_words(self.on)}: {name}, {self.where}"

    @property
    def where(self) -> str:
        """ "Scotland", "Scotland and Northern Ireland" or "the whole of the UK"."""
        if self.divisions == ANY_PART_OF_THE_UK:
            return "the whole of the UK"
        return " and ".join(division.label for division in Division if division in self.divisions)


@dataclass(frozen=True)
class Calendar:
    """One version of the bank holidays, and the arithmetic of working days on it.

    `years` are the years for which the holidays are published; `counts` the parts of the United Kingdom whose
    holidays matter (all of them under FOIA and EIR, Scotland alone under FOISA).
    """

    holidays: tuple[BankHoliday, ...]
    years: frozenset[int]
    version: str
    source: str = ""
    retrieved_on: date | None = None
    counts: frozenset[Division] = field(default=ANY_PART_OF_THE_UK)

    def __post_init__(self) -> None:
        if not self.years or sorted(self.years) != list(range(min(self.years), max(self.years) + 1)):
            raise BadHolidayFile("The bank holidays must cover one unbroken run of years.")

    # --- Asking about days ---------------------------------------------------------------------------------

    def is_working_day(self, day: date) -> bool:
        """s.10(6). Raises BeyondCalendar for a day in a year that is not published."""
        self._must_cover(day)
        return day.weekday() < SATURDAY and day not in self._by_day

    def holidays_on(self, day: date) -> tuple[BankHoliday, ...]:
        """Why this day does not count: its bank holidays in the parts that matter."""
        return self._by_day.get(day, ())

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`; `day` itself is never counted. `number` is 1 or more."""
        if number < 1:
            raise ValueError("number must be 1 or more")
        self._must_cover(day)
        position = bisect_right(self._working_days, day) + number - 1
        if position >= len(self._working_days):
            raise BeyondCalendar(self._refusal(max(self.years) + 1))
        return self._working_days[position]

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is a working day, else the first working day after it."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and including `until`; 0 if `until` is not later."""
        self._must_cover(after)
        self._must_cover(until)
        return max(0, bisect_right(self._working_days, until) - bisect_right(self._working_days, after))

    def working_days_from(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included."""
        self._must_cover(first)
        self._must_cover(last)
        return max(0, bisect_right(self._working_days, last) - bisect_left(self._working_days, first))

    def skipped(self, after: date, until: date) -> tuple[BankHoliday, ...]:
        """The weekdays after `after`, up to `until`, that do not count, each with its name and where it is kept."""
        return tuple(
            holiday
            for day in self._closed_weekdays[
                bisect_right(self._closed_weekdays, after) : bisect_right(self._closed_weekdays, until)
            ]
            for holiday in self._by_day[day]
        )

    def covers(self, day: date) -> bool:
        return day.year in self.years

    def warning(self, on: date) -> str:
        """A sentence when the year after `on` is not published yet, else the empty string."""
        if on.year + 1 in self.years:
            return ""
        return f"Bank holidays for {on.year + 1} are missing. {_WHAT_TO_DO}"

    # --- Making another version ----------------------------------------------------------------------------

    @classmethod
    def shipped(cls) -> Calendar:
        """The holidays that come with the product."""
        return _shipped()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Calendar:
        """Reads the product's own format, that of `bank_holidays.json`."""
        try:
            first, last = data["years"]
            return cls(
                holidays=_sorted(
                    BankHoliday(
                        on=date.fromisoformat(row["date"]),
                        name=row["name"],
                        divisions=frozenset(Division(code) for code in row["in"]),
                        substitute=row["substitute"],
                    )
                    for row in data["holidays"]
                ),
                years=frozenset(range(first, last + 1)),
                version=data["version"],
                source=data["source"],
                retrieved_on=date.fromisoformat(data["retrieved_on"]) if data["retrieved_on"] else None,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadHolidayFile(f"The file of bank holidays cannot be read: {error!r}.") from error

    def as_json(self) -> dict[str, Any]:
        """The product's own format, the one `from_json` reads."""
        return {
            "version": self.version,
            "source": self.source,
            "retrieved_on": self.retrieved_on.isoformat() if self.retrieved_on else None,
            "years": [min(self.years), max(self.years)],
            "holidays": [
                {
                    "date": holiday.on.isoformat(),
                    "name": holiday.name,
                    "in": [division.value for division in Division if division in holiday.divisions],
                    "substitute": holiday.substitute,
                }
                for holiday in self.holidays
            ],
        }

    @classmethod
    def from_gov_uk_json(cls, data: Mapping[str, Any], *, retrieved_on: date) -> Calendar:
        """Reads the official file (www.gov.uk/bank-holidays.json): divisions, each with a list of events.

        A year counts as published when every division lists its Good Friday. Raises BadHolidayFile.
        """
        found: dict[tuple[date, str, bool], set[Division]] = defaultdict(set)
        published: dict[Division, set[int]] = {}
        try:
            for key, division in _GOV_UK_DIVISIONS.items():
                published[division] = set()
                for event in data[key]["events"]:
                    day, name = date.fromisoformat(event["date"]), _plain(event["title"])
                    found[day, name, "substitute" in event.get("notes", "").lower()].add(division)
                    if name == "Good Friday":
                        published[division].add(day.year)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadHolidayFile(
                "This is not the official bank holidays file: it should list england-and-wales, scotland and "
                f"northern-ireland, each with events that have a title and a date. The first thing wrong: {error!r}."
            ) from error
        years = frozenset.intersection(*(frozenset(published[division]) for division in Division))
        if not years:
            raise BadHolidayFile("The file holds no whole year: Good Friday is missing for at least one division.")
        return cls(
            holidays=_sorted(
                BankHoliday(day, name, frozenset(where), substitute)
                for (day, name, substitute), where in found.items()
                if day.year in years
            ),
            years=years,
            version=f"gov.uk-{retrieved_on.isoformat()}-{_fingerprint(data)}",
            source="https://www.gov.uk/bank-holidays.json",
            retrieved_on=retrieved_on,
        )

    def with_days(
        self, *, added: Iterable[BankHoliday] = (), removed: Iterable[date] = (), version: str, source: str
    ) -> Calendar:
        """An amended version: days proclaimed, moved or taken away since this one was published."""
        gone = set(removed)
        kept = [holiday for holiday in self.holidays if holiday.on not in gone]
        return replace(self, holidays=_sorted([*kept, *added]), version=version, source=source)

    def refreshed_by(self, newer: Calendar) -> Calendar:
        """This calendar with the years that `newer` publishes replaced by it; older years stay."""
        kept = [holiday for holiday in self.holidays if holiday.on.year not in newer.years]
        return replace(
            newer, holidays=_sorted([*kept, *newer.holidays]), years=self.years | newer.years, counts=self.counts
        )

    def differences(self, newer: Calendar) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """The weekdays that stop counting under `newer`, and those that count again; years both publish."""
        both = self.years & newer.years
        ours = {day for day in self._by_day if day.year in both and day.weekday() < SATURDAY}
        theirs = {day for day in newer._by_day if day.year in both and day.weekday() < SATURDAY}
        return tuple(sorted(theirs - ours)), tuple(sorted(ours - theirs))

    def counting(self, divisions: Iterable[Division]) -> Calendar:
        """The same holidays where only those of some parts of the United Kingdom matter."""
        return replace(self, counts=frozenset(divisions))

    # --- Behind it -----------------------------------------------------------------------------------------

    @cached_property
    def _by_day(self) -> dict[date, tuple[BankHoliday, ...]]:
        by_day: dict[date, tuple[BankHoliday, ...]] = {}
        for holiday in self.holidays:
            if holiday.divisions & self.counts:
                by_day[holiday.on] = (*by_day.get(holiday.on, ()), holiday)
        for year in self.years:
            # s.10(6) names Christmas Day itself, whatever the 1971 Act makes of it that year.
            christmas = date(year, 12, 25)
            by_day.setdefault(christmas, (BankHoliday(christmas, "Christmas Day"),))
        return by_day

    @cached_property
    def _working_days(self) -> list[date]:
        first, last = date(min(self.years), 1, 1), date(max(self.years), 12, 31)
        days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
        return [day for day in days if day.weekday() < SATURDAY and day not in self._by_day]

    @cached_property
    def _closed_weekdays(self) -> list[date]:
        return sorted(day for day in self._by_day if day.weekday() < SATURDAY)

    def _must_cover(self, day: date) -> None:
        if day.year not in self.years:
            raise BeyondCalendar(self._refusal(day.year))

    def _refusal(self, year: int) -> str:
        return (
            f"No date was worked out, because bank holidays for {year} are not in the calendar "
            f"(version {self.version}, {min(self.years)} to {max(self.years)}). {_WHAT_TO_DO}"
        )


def in_words(day: date) -> str:
    """ "Monday 13 July 2026": how the sentences of this room write a date."""
    return f"{day:%A} {day.day} {day:%B %Y}"


_WHAT_TO_DO = (
    "Load the latest official file from https://www.gov.uk/bank-holidays.json, or add the missing year by hand, "
    "then try again."
)


@cache
def _shipped() -> Calendar:
    return Calendar.from_json(json.loads(SHIPPED.read_text(encoding="utf-8")))


def _by_date_and_place(holiday: BankHoliday) -> tuple[date, str, list[str]]:
    return holiday.on, holiday.name, sorted(holiday.divisions)


def _sorted(holidays: Iterable[BankHoliday]) -> tuple[BankHoliday, ...]:
    return tuple(sorted(holidays, key=_by_date_and_place))


def _plain(title: str) -> str:
    return title.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").strip()


def _fingerprint(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:8]
