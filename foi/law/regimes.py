"""The two regimes this product answers under, as objects: what differs between them stands side by side.

FOIA: Freedom of Information Act 2000. EIR: Environmental Information Regulations 2004.
FOISA, SAR and the school limit are other people's regimes: `neighbours` works out their first date and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foi.law.working_days import ANY_PART_OF_THE_UK, Calendar, Division


class FeeWindow(StrEnum):
    THREE_MONTHS = "three_months"
    SIXTY_WORKING_DAYS = "sixty_working_days"


@dataclass(frozen=True)
class Extension:
    """How a regime allows more time, and what for."""

    kind: str  # the clock event that records it
    name: str
    law: str
    working_days: int  # counted from receipt; the outer limit in ordinary cases
    only_for: str
    never_for: str
    is_ceiling: bool  # whether the outer limit is law, or what is usual


@dataclass(frozen=True)
class Clarification:
    law: str
    rule: str


@dataclass(frozen=True)
class Fees:
    law: str
    name: str
    window: FeeWindow


@dataclass(frozen=True)
class Review:
    """CLK-50 to CLK-53. All figures in working days."""

    law: str
    name: str
    ask_within: int
    answer_within: int
    at_most: int
    compulsory: bool
    answered_by: str


@dataclass(frozen=True)
class Regime:
    """One access regime: its limit, calendar, extension, clarification and review rules, and its words."""

    code: str
    name: str
    short_name: str
    limit: int  # working days after receipt
    limit_law: str
    divisions: frozenset[Division]
    extension: Extension
    clarification: Clarification
    fees: Fees
    review: Review
    refusal_word: str
    complaint_law: str
    has_cost_limit: bool

    def calendar(self, calendar: Calendar | None = None) -> Calendar:
        """The bank holidays as this regime counts them; the shipped ones unless others are given."""
        base = calendar or Calendar.shipped()
        return base if base.counts == self.divisions else base.counting(self.divisions)

    def __str__(self) -> str:
        return self.short_name


FOIA = Regime(
    code="foia",
    name="Freedom of Information Act 2000",
    short_name="FOIA",
    limit=20,
    limit_law="s.10(1)",
    divisions=ANY_PART_OF_THE_UK,  # s.10(6)
    extension=Extension(
        kind="pit_extension",
        name="Public interest extension",
        law="s.10(3)",
        working_days=40,
        only_for="weighing the public interest once a qualified exemption is engaged",
        never_for="workload, consultation, sign-off, redaction, absolute exemptions, s.12 or s.14",
        is_ceiling=False,
    ),
    clarification=Clarification(
        law="s.1(3) and s.10(6)",
        rule="The request counts as received on the day the clarification arrives, and 20 new working days begin.",
    ),
    fees=Fees(law="s.9 and s.10(2)", name="Fees notice", window=FeeWindow.THREE_MONTHS),
    review=Review(
        law="s.45 Code of Practice",
        name="Internal review",
        ask_within=40,
        answer_within=20,
        at_most=40,
        compulsory=False,
        answered_by="somebody who had no part in the first decision",
    ),
    refusal_word="exemption",
    complaint_law="s.50",
    has_cost_limit=True,
)

EIR = Regime(
    code="eir",
    name="Environmental Information Regulations 2004",
    short_name="EIR",
    limit=20,
    limit_law="reg 5(2)",
    divisions=ANY_PART_OF_THE_UK,  # reg 2(1) takes its working day from s.10(6)
    extension=Extension(
        kind="eir_extension",
        name="Extension for complexity and volume",
        law="reg 7",
        working_days=40,
        only_for="a request so complex and so large that 20 working days are impracticable",
        never_for="weighing the public interest",
        is_ceiling=True,
    ),
    clarification=Clarification(
        law="reg 9 and reg 12(4)(c)",
        rule="The 20 working days begin again on the day after the particulars arrive.",
    ),
    fees=Fees(law="reg 8", name="Advance payment notice", window=FeeWindow.SIXTY_WORKING_DAYS),
    review=Review(
        law="reg 11",
        name="Representations",
        ask_within=40,
        answer_within=40,
        at_most=40,
        compulsory=True,
        answered_by="somebody who had no part in the first decision",
    ),
    refusal_word="exception",
    complaint_law="reg 18",
    has_cost_limit=False,
)

REGIMES: dict[str, Regime] = {regime.code: regime for regime in (FOIA, EIR)}


def regime(code: str) -> Regime:
    """Raises ValueError with the regimes there are."""
    try:
        return REGIMES[code.lower()]
    except KeyError:
        raise ValueError(f"There is no regime {code!r}. There are: {', '.join(REGIMES)}.") from None
