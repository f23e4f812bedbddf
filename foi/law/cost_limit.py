"""The cost limit: FOIA s.12 and the Fees Regulations, SI 2004/3244 (COST-1 to COST-16). EIR has none.

An estimate adds up the time of four lawful activities at a flat rate. It exceeds the limit only if it is strictly
greater. Money and minutes are Decimal and are compared without division, so 18 hours to the minute never rounds up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from foi.law.working_days import Calendar, in_words

SIXTY = Decimal(60)


class NotCountable(ValueError):
    """The activity may not be counted towards the limit; the message says why."""


class Activity(StrEnum):
    """Reg 4(3): the four things whose cost may be counted (COST-4)."""

    DETERMINE = "determine"
    LOCATE = "locate"
    RETRIEVE = "retrieve"
    EXTRACT = "extract"

    @property
    def label(self) -> str:
        return {
            Activity.DETERMINE: "Finding out whether the information is held",
            Activity.LOCATE: "Locating it, or a document that may contain it",
            Activity.RETRIEVE: "Retrieving it, or a document that may contain it",
            Activity.EXTRACT: "Extracting it from a document that contains it, queries included",
        }[self]


# COST-5: what people try to count, and why it may not be
NOT_COUNTABLE = {
    "redact": "Redaction is not one of the four activities: the High Court said so in 2011 EWHC 44 (Admin).",
    "read_for_exemptions": "Reading to decide on exemptions comes after extraction and is not counted.",
    "public_interest": "Weighing the public interest is deciding, not finding.",
    "consult": "Consulting others, and taking legal advice, is not one of the four activities.",
    "validate": "Checking whether a request is valid is not one of the four activities.",
    "write": "Writing the answer is not one of the four activities.",
    "copy": "Copying and postage may be charged for under s.9, but do not count towards the limit.",
}

# The same, as a list shows them beside the four: chosen there, they are refused with the reason above.
NOT_COUNTABLE_LABELS = {
    "redact": "Redacting",
    "read_for_exemptions": "Reading to decide on exemptions",
    "public_interest": "Weighing the public interest",
    "consult": "Consulting others, or taking legal advice",
    "validate": "Checking whether the request is valid",
    "write": "Writing the answer",
    "copy": "Copying and postage",
}


def activity(code: str) -> Activity:
    """Raises NotCountable with the reason for what may not be counted."""
    if code in set(Activity):
        return Activity(code)
    four = "; ".join(member.label.lower() for member in Activity)
    raise NotCountable(f"{NOT_COUNTABLE.get(code, f'{code!r} may not be counted.')} Only these may: {four}.")


class Basis(StrEnum):
    """How the minutes were come by. A sample is the strongest short of measuring everything (COST-8)."""

    SAMPLE = "sample"
    MEASURED = "measured"
    JUDGEMENT = "judgement"

    @property
    def label(self) -> str:
        return {Basis.SAMPLE: "Sample", Basis.MEASURED: "Measured", Basis.JUDGEMENT: "Professional judgement"}[self]


@dataclass(frozen=True)
class Limit:
    """The appropriate limit, as the regulations had it from a day on: amounts in pounds (COST-1, COST-2)."""

    valid_from: date
    amount: Decimal
    hourly_rate: Decimal

    @property
    def hours(self) -> Decimal:
        return self.amount / self.hourly_rate


# SI 2004/3244 regs 3 and 4(4). A new limit is a new row, so that an old estimate keeps the one of its time.
ORDINARY = (Limit(date(2005, 1, 1), Decimal(450), Decimal(25)),)
CENTRAL_GOVERNMENT = (Limit(date(2005, 1, 1), Decimal(600), Decimal(25)),)  # FOIA Schedule 1 Part I


def limit_on(on: date, *, schedule_1_part_1: bool = False) -> Limit:
    """The limit on a day: £600 for bodies in Schedule 1 Part I, £450 for all others, police included."""
    rows = CENTRAL_GOVERNMENT if schedule_1_part_1 else ORDINARY
    in_force = [row for row in rows if row.valid_from <= on]
    if not in_force:
        raise ValueError(f"There was no limit in force on {in_words(on)}.")
    return max(in_force, key=lambda row: row.valid_from)


@dataclass(frozen=True)
class CostLine:
    """One line of an estimate: so many records at so many minutes each, or a real cost in pounds (COST-6)."""

    question: str
    activity: Activity
    system: str
    records: int
    minutes_per_record: Decimal
    people: int = 1
    basis: Basis = Basis.JUDGEMENT
    sample_size: int | None = None
    other_cost: Decimal = Decimal(0)
    estimated_by: str = ""
    estimated_on: date | None = None
    note: str = ""  # for the file: how the records are kept, what else was considered (COST-7, COST-15)

    def __post_init__(self) -> None:
        activity(self.activity)
        if self.records < 0 or self.minutes_per_record < 0 or self.other_cost < 0 or self.people < 1:
            raise ValueError("Records, minutes and other costs cannot be negative, and somebody has to do the work.")
        if self.basis is Basis.SAMPLE and not 0 < (self.sample_size or 0) <= self.records:
            raise ValueError("Say how many records were sampled: at least one, and no more than there are.")

    @property
    def minutes(self) -> Decimal:
        return self.records * self.minutes_per_record * self.people


@dataclass(frozen=True)
class Estimate:
    """An estimate under s.12 against the limit of its day (COST-3, COST-7)."""

    lines: tuple[CostLine, ...]
    limit: Limit

    @property
    def minutes(self) -> Decimal:
        return sum((line.minutes for line in self.lines), Decimal(0))

    @property
    def hours(self) -> Decimal:
        """For printing, to two places; the comparison never uses it."""
        return (self.minutes / SIXTY).quantize(Decimal("0.01"))

    @property
    def other_costs(self) -> Decimal:
        return sum((line.other_cost for line in self.lines), Decimal(0))

    @property
    def cost(self) -> Decimal:
        """Pounds and pence, for printing; the comparison never uses it."""
        return (self._sixtyfold_cost / SIXTY).quantize(Decimal("0.01"))

    @property
    def exceeds(self) -> bool:
        """Strictly greater (COST-3): exactly 18 hours, or £450.00, does not exceed."""
        return self._sixtyfold_cost > self.limit.amount * SIXTY

    @property
    def questions(self) -> tuple[str, ...]:
        """In the order in which they first appear."""
        return tuple(dict.fromkeys(line.question for line in self.lines))

    def of(self, *questions: str) -> Estimate:
        """The part of the estimate that concerns these questions."""
        return Estimate(tuple(line for line in self.lines if line.question in questions), self.limit)

    def to_confirm(self) -> Estimate:
        """The part that finding out whether it is held costs: s.12(2) rests on that alone (COST-9)."""
        return Estimate(tuple(line for line in self.lines if line.activity == Activity.DETERMINE), self.limit)

    def running(self) -> tuple[tuple[CostLine, Decimal], ...]:
        """Each line with the minutes so far."""
        total, rows = Decimal(0), []
        for line in self.lines:
            total += line.minutes
            rows.append((line, total))
        return tuple(rows)

    def would_fit(self) -> tuple[str, ...]:
        """s.16 and COST-12: the most questions that could be answered together within the limit.

        Taking the cheapest first gives the greatest number. They come back in the order of the request.
        """
        chosen: list[str] = []
        for question in sorted(self.questions, key=lambda name: self.of(name)._sixtyfold_cost):
            if not self.of(*chosen, question).exceeds:
                chosen.append(question)
        return tuple(question for question in self.questions if question in chosen)

    @property
    def _sixtyfold_cost(self) -> Decimal:
        """Pounds times sixty: exact, because nothing was divided."""
        return self.minutes * self.limit.hourly_rate + self.other_costs * SIXTY


# --- Aggregation: SI 2004/3244 reg 5 (COST-11) -------------------------------------------------------------------


@dataclass(frozen=True)
class Related:
    """A request set beside another: whose it is and what it is about, as far as anybody has said."""

    reference: str
    received_on: date
    same_person: bool = False
    acting_together: bool = False  # in concert, or in pursuance of a campaign
    same_information: bool = False  # relates to any extent to the same or similar information


@dataclass(frozen=True)
class Aggregation:
    """Requests that could be summed, and the evidence. A suggestion: an officer decides."""

    references: tuple[str, ...]
    first_on: date
    last_on: date
    evidence: tuple[str, ...]


def aggregation_ends_on(first_received_on: date, *, calendar: Calendar | None = None) -> date:
    """The last of 60 consecutive working days, of which the day of the first request is day 1."""
    counting = calendar or Calendar.shipped()
    return counting.add_working_days(counting.next_working_day(first_received_on), 59)


def aggregation(
    reference: str, received_on: date, others: Iterable[Related], *, calendar: Calendar | None = None
) -> Aggregation | None:
    """The largest set of similar requests that falls with this one into one period of 60 working days."""
    counting = calendar or Calendar.shipped()
    eligible = [other for other in others if other.same_information and (other.same_person or other.acting_together)]
    best: list[Related] = []
    for start in sorted({received_on, *(other.received_on for other in eligible)}):
        end = aggregation_ends_on(start, calendar=counting)
        if not start <= received_on <= end:
            continue
        inside = [other for other in eligible if start <= other.received_on <= end]
        best = max(best, inside, key=len)
    if not best:
        return None
    best.sort(key=lambda other: (other.received_on, other.reference))
    days = [received_on, *(other.received_on for other in best)]
    return Aggregation(
        references=(reference, *(other.reference for other in best)),
        first_on=min(days),
        last_on=max(days),
        evidence=tuple(
            f"{other.reference}, received {in_words(other.received_on)}: the same or similar information, "
            f"{'from the same person' if other.same_person else 'from people who appear to act together'}."
            for other in best
        ),
    )
