"""`manage.py duedate`: when a request is due, from the day it was received and what happened to it since.

Scripts depend on its options and on the names in its JSON. It needs no database.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foi.law.clock import Clock, ClockError, ClockEvent, Kind, Settings, choices, run, status
from foi.law.clock.events import missing_details
from foi.law.regimes import FOIA, REGIMES, Regime, regime
from foi.law.time_limits import Reading
from foi.law.working_days import Calendar, CalendarError, in_words


class Command(BaseCommand):
    help = "Works out when a request is due under the Act, and shows the days that do not count."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--received", metavar="DATE", help="the day the authority received it, such as 2026-09-01")
        what.add_argument("--file", metavar="VECTORS.json", help='a list of {"received": DATE, "events": [...]}')
        parser.add_argument("--regime", choices=sorted(REGIMES), default=FOIA.code)
        parser.add_argument("--reading", choices=[each.value for each in Reading], default="A", help="of CLK-10")
        parser.add_argument(
            "--event",
            action="append",
            default=[],
            metavar="KIND=DATE",
            help=f"may be repeated; KIND is one of {', '.join(kind for kind in Kind if kind is not Kind.RECEIVED)}",
        )
        parser.add_argument("--on", metavar="DATE", help="also say where the request stands on a day")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        settings = Settings(reading=Reading(options["reading"]), calendar=Calendar.shipped())
        if options["file"]:
            self._reckon_file(Path(options["file"]), options, settings)
            return
        try:
            clock = _clock(options["received"], options["event"], regime(options["regime"]), settings)
            on = _date(options["on"]) if options["on"] else None
            text = json.dumps(as_json(clock, on=on)) if options["json"] else "\n".join(in_plain_words(clock, on=on))
        except (ClockError, CalendarError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(text)

    def _reckon_file(self, path: Path, options: Mapping[str, Any], settings: Settings) -> None:
        try:
            vectors = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{path}: {error}") from error
        if not isinstance(vectors, list):
            raise CommandError(f'{path}: expected a list of {{"received": DATE, "events": [...]}}.')
        faults = 0
        for result in reckon_all(vectors, default=regime(options["regime"]), settings=settings):
            faults += "error" in result
            self.stdout.write(json.dumps(result))
        if faults:
            raise CommandError(f"{faults} of {len(vectors)} could not be worked out; their lines say why.")


def reckon_all(
    vectors: Iterable[Any], *, default: Regime = FOIA, settings: Settings | None = None
) -> Iterator[dict[str, Any]]:
    """One result for each {"received", "events"}; an impossible one gives {"error": a sentence} in its place."""
    for vector in vectors:
        label = {"id": vector["id"]} if isinstance(vector, dict) and "id" in vector else {}
        try:
            law = regime(vector["regime"]) if vector.get("regime") else default
            clock = _clock(vector["received"], _words(vector.get("events") or []), law, settings or Settings())
            yield label | as_json(clock)
        except (ClockError, CalendarError, ValueError, KeyError, TypeError, AttributeError) as error:
            yield label | {"error": str(error) if isinstance(error, ValueError) else f"Not a request: {error!r}."}


def as_json(clock: Clock, *, on: date | None = None) -> dict[str, Any]:
    """A clock as plain data; dates are ISO strings, and null where no date is running."""
    former = next((step.due_on for step in reversed(clock.steps) if step.due_on), None)
    result: dict[str, Any] = {
        "received_on": _iso(clock.received_on),
        "regime": clock.regime.code,
        "reading": clock.reading.value,
        "state": clock.state.value,
        "due_on": _iso(clock.due_on),
        "former_due_on": None if clock.due_on else _iso(former),
        "notice_due_on": _iso(clock.notice_due_on),
        "day10_on": _iso(clock.day(10)),
        "day15_on": _iso(clock.day(15)),
        "day40_on": _iso(clock.day40_on),
        "fee_lapses_on": _iso(clock.fee_lapses_on),
        "disregarded_days": clock.disregarded,
        "skipped": [
            {"on": _iso(holiday.on), "name": holiday.name, "divisions": sorted(holiday.divisions)}
            for holiday in clock.skipped
        ],
        "events": [
            {
                "kind": step.event.kind.value,
                "on": _iso(step.event.on),
                "effect": step.sentence,
                "due_on": _iso(step.due_on),
                "moved": step.moved,
                "still_needed": list(missing_details(step.event, clock.regime)),
            }
            for step in clock.steps
        ],
        "calendar_version": clock.calendar.version,
    }
    if on is not None:
        count = clock.day_number(on)
        result |= {"on": _iso(on), "day": count.number, "limit": count.limit, "late_by": count.late_by}
        result["status"] = status(clock, on)
        result["choices"] = [
            {"kind": each.kind.value, "allowed": each.allowed, "sentence": each.sentence, "until": _iso(each.until)}
            for each in choices(clock, on)
        ]
    return result


def in_plain_words(clock: Clock, *, on: date | None = None) -> Iterator[str]:
    """The same for people: what happened, what it did to the date, what does not count."""
    yield f"{clock.regime.name}, {clock.regime.limit_law}. Bank holidays of {clock.calendar.version}."
    for step in clock.steps:
        yield f"  {in_words(step.event.on)}: {step.event.kind.label}. {step.sentence}"
    yield f"Due: {in_words(clock.due_on)}" if clock.due_on else "No date is running."
    for name, day in (("Day 10", clock.day(10)), ("Day 15", clock.day(15)), ("Day 40", clock.day40_on)):
        if day:
            yield f"{name}: {in_words(day)}"
    if clock.skipped:
        yield "Does not count:"
        yield from (f"  {holiday}" for holiday in clock.skipped)
    if on is not None:
        yield f"On {in_words(on)}: {status(clock, on)}"
        for each in choices(clock, on):
            yield f"  {'Possible' if each.allowed else 'Not possible'}: {each.kind.label}. {each.sentence}"


def _clock(received: str, events: Iterable[str], law: Regime, settings: Settings) -> Clock:
    happened = [ClockEvent(Kind.RECEIVED, _date(received)), *(_event(words) for words in events)]
    return run(happened, regime=law, settings=settings)


def _event(words: str) -> ClockEvent:
    kind, _, day = words.partition("=")
    try:
        return ClockEvent(Kind(kind.strip().replace("-", "_")), _date(day))
    except ValueError as error:
        known = ", ".join(each for each in Kind if each is not Kind.RECEIVED)
        raise ValueError(f"{words!r} is not KIND=DATE ({error}). KIND is one of: {known}.") from error


def _words(events: Any) -> Iterator[str]:
    """KIND=DATE for each event, however a script chose to write it down in JSON."""
    if isinstance(events, dict):
        events = [{kind: day} for kind, day in events.items()]
    for event in events:
        if isinstance(event, str):
            yield event
        elif isinstance(event, dict) and "kind" in event:
            yield f"{event['kind']}={event.get('on') or event.get('date')}"
        elif isinstance(event, dict):
            yield from (f"{kind}={day}" for kind, day in event.items())
        else:
            kind, day = event
            yield f"{kind}={day}"


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date such as 2026-09-01") from error


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
