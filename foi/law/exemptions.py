"""The catalogue of what may be relied on to refuse: one `Exemption` for each subsection that can be cited.

The vocabulary keeps three types apart: exemptions (FOIA Part II), exclusions (ss.1(3), 12, 14) and exceptions (EIR).
The entries are data, in the three TOML files beside this one. Forms, letters, reports and checks read the catalogue,
so adding an entry adds the exemption everywhere. A faulty entry stops the program when it is loaded, with a sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from foi.law.exemption_terms import AskFirst, Basis, Kind, Level, NoticePart, Type

__all__ = [
    "AskFirst",
    "Basis",
    "CatalogueError",
    "Exemption",
    "Kind",
    "Level",
    "NcndLimb",
    "NoticePart",
    "Type",
    "UnknownExemption",
    "catalogue",
    "citable",
    "find",
    "find_by_ncnd",
    "read",
]

HERE = Path(__file__).parent
CITABLE = re.compile(r"\d+[A-Z]?\(\w+\)(\(\w+\))*( (with|or) [\d()A-Za-z]+)?")
ACT_BEGAN = date(2005, 1, 1)


class CatalogueError(ValueError):
    """An entry of the catalogue is faulty; the message names the file, the entry and the field."""


class UnknownExemption(LookupError):
    """There is no such subsection in the catalogue."""


@dataclass(frozen=True)
class NcndLimb:
    """The subsection under which holding is neither confirmed nor denied, with a balance of its own: s.2(1)."""

    code: str
    needs_public_interest: bool


@dataclass(frozen=True)
class Exemption:
    """One subsection that can be cited, and everything its claim and its notice have to contain."""

    code: str
    name: str
    covers: str
    section: str
    type: Type
    regime: str
    kind: Kind
    basis: Basis
    notice: tuple[NoticePart, ...]
    wording: str
    ncnd: NcndLimb | None = None
    ask_first: tuple[AskFirst, ...] = ()
    may_omit_reasons: bool = False
    formal_balance: bool = False
    not_for_emissions: bool = False
    refuses: str = "information"
    only_for: str = ""
    policing: str = ""
    offered: bool = True
    valid_from: date = ACT_BEGAN
    valid_to: date | None = None

    def __str__(self) -> str:
        return f"{'Regulation' if self.type is Type.EXCEPTION else 'Section'} {self.code}"

    @property
    def is_qualified(self) -> bool:
        return self.kind is Kind.QUALIFIED

    @property
    def needs_public_interest(self) -> bool:
        """s.2(2)(b), s.17(3)."""
        return self.is_qualified

    @property
    def needs_level(self) -> bool:
        return self.basis.needs_level

    @property
    def needs_harm(self) -> bool:
        return self.basis.needs_harm

    @property
    def needs_qualified_person(self) -> bool:
        return self.basis is Basis.OPINION

    @property
    def classification(self) -> str:
        """ "a class-based and absolute exemption": the words that letters use."""
        if self.type is Type.EXCLUSION:
            return "a provision outside the exemptions, with no public interest test"
        article = "an" if self.basis.adjective[0] in "aeo" else "a"
        return f"{article} {self.basis.adjective} and {self.kind} {self.type}"

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def opening(self, level: Level | None = None) -> str:
        """How the letter opens its paragraph. Raises ValueError when the law wants a level and none is given."""
        if self.needs_level and level is None:
            raise ValueError(f'{self}: say whether the harm "would" or "would be likely to" come about.')
        filled = {"{code}": self.code, "{covers}": self.covers, "{level}": level.words if level else ""}
        return re.sub(r"\{\w+\}", lambda found: filled[found.group()], self.wording)


# --- Looking things up -------------------------------------------------------------------------------------------


@cache
def catalogue() -> tuple[Exemption, ...]:
    """Everything that can be cited, in the order of the Act and then of the regulations."""
    files = (
        ("exclusions.toml", Type.EXCLUSION, "foia"),
        ("exemptions.toml", Type.EXEMPTION, "foia"),
        ("exceptions.toml", Type.EXCEPTION, "eir"),
    )
    found: list[Exemption] = []
    for name, kind, regime in files:
        found += read(tomllib.loads((HERE / name).read_text(encoding="utf-8")), name, type=kind, regime=regime)
    return tuple(found)


def citable(*, regime: str, on: date | None = None) -> tuple[Exemption, ...]:
    """What a claim may cite under a regime ("foia" or "eir"), on a day if one is given."""
    return tuple(each for each in catalogue() if each.regime == regime and (on is None or each.in_force(on)))


def find(code: str, *, regime: str = "foia") -> Exemption:
    """The entry for a subsection, such as "31(1)(a)". Raises UnknownExemption, and says what could be meant."""
    for each in citable(regime=regime):
        if each.code == code:
            return each
    near = [each.code for each in citable(regime=regime) if each.code.startswith(code.split("(")[0] + "(")]
    hint = f" Cite a subsection: {', '.join(near)}." if near else ""
    raise UnknownExemption(f"There is no {code!r} to cite under {regime.upper()}.{hint}")


def find_by_ncnd(code: str, *, regime: str = "foia") -> tuple[Exemption, ...]:
    """The entries whose duty to confirm or deny a subsection such as "31(3)" takes away."""
    return tuple(each for each in citable(regime=regime) if each.ncnd is not None and each.ncnd.code == code)


# --- Reading the files -------------------------------------------------------------------------------------------

_SHARED_WORDING = {
    Basis.PREJUDICE: "Disclosure {level} prejudice {covers}, so section {code} applies.",
    Basis.ADVERSE_EFFECT: "Disclosure would adversely affect {covers}, so the exception in regulation {code} applies.",
}


class _Entry(BaseModel):
    """One [[entry]] of a file, as it must be. The fields are explained at the top of exemptions.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    kind: Kind
    basis: Basis
    covers: dict[str, str] = Field(min_length=1)
    ncnd: str = ""
    ncnd_public_interest: bool | None = None
    ask_first: tuple[AskFirst, ...] = ()
    notice: tuple[NoticePart, ...] = ()
    may_omit_reasons: bool = False
    formal_balance: bool = False
    not_for_emissions: bool = False
    refuses: Literal["information", "confirmation", "nothing"] = "information"
    only_for: str = ""
    policing: str = ""
    wording: str = ""
    offered: bool = True
    valid_from: date = ACT_BEGAN
    valid_to: date | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for code in [*self.covers, *([self.ncnd] if self.ncnd else [])]:
            if not CITABLE.fullmatch(code):
                raise ValueError(f"{code!r} is not a subsection that can be cited, such as 31(1)(a)")
        if not self.wording and self.basis not in _SHARED_WORDING:
            raise ValueError(f"wording is missing, and there is none to share for basis {self.basis}")
        unknown = set(re.findall(r"\{[^}]*\}?", self.wording)) - {"{code}", "{covers}", "{level}"}
        if unknown:
            raise ValueError(
                f"wording has {', '.join(sorted(unknown))}; it may have {{code}}, {{covers}} and {{level}}"
            )
        if self.wording and ("{level}" in self.wording) != self.basis.needs_level:
            raise ValueError(f"wording and basis disagree on whether a level ({{level}}) is claimed: {self.basis}")
        if self.ncnd_public_interest is not None and not self.ncnd:
            raise ValueError("ncnd_public_interest is given without ncnd")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to is before valid_from")
        return self


def read(data: Mapping[str, Any], name: str, *, type: Type, regime: str) -> tuple[Exemption, ...]:
    """The exemptions of one parsed file, each subsection once. Raises CatalogueError for a faulty entry."""
    found: dict[str, Exemption] = {}
    for position, raw in enumerate(data.get("entry", ()), start=1):
        where = f"{name}, entry {position} ({raw.get('name', 'without a name')})"
        try:
            entry = _Entry.model_validate(raw)
        except ValidationError as error:
            faults = "; ".join(
                f"{'.'.join(str(part) for part in fault['loc']) or 'entry'}: {fault['msg']}" for fault in error.errors()
            )
            raise CatalogueError(f"{where}: {faults}.") from error
        for code, covers in entry.covers.items():
            if code in found:
                raise CatalogueError(f"{where}: {code} is there already, as {found[code].name!r}.")
            found[code] = _exemption(entry, code, covers, type, regime)
    if not found:
        raise CatalogueError(f"{name}: there are no entries.")
    return tuple(found.values())


def _exemption(entry: _Entry, code: str, covers: str, type: Type, regime: str) -> Exemption:
    ncnd = None
    if entry.ncnd:
        weighed = entry.ncnd_public_interest
        ncnd = NcndLimb(entry.ncnd, entry.kind is Kind.QUALIFIED if weighed is None else weighed)
    return Exemption(
        code=code,
        covers=covers,
        section=code.split("(")[0],
        type=type,
        regime=regime,
        notice=_notice(entry, type),
        ncnd=ncnd,
        wording=entry.wording or _SHARED_WORDING[entry.basis],
        **entry.model_dump(include=_TAKEN_OVER),
    )


_TAKEN_OVER = {
    "name", "kind", "basis", "ask_first", "may_omit_reasons", "formal_balance", "not_for_emissions", "refuses",
    "only_for", "policing", "offered", "valid_from", "valid_to",
}  # fmt: skip


def _notice(entry: _Entry, type: Type) -> tuple[NoticePart, ...]:
    """s.17(1), (3) and (7); reg 14(3) to (5). An exclusion's notice, s.17(5), is what its entry says."""
    if type is Type.EXCLUSION:
        return entry.notice
    weighed = (NoticePart.PUBLIC_INTEREST,) if entry.kind is Kind.QUALIFIED else ()
    return (*_what_the_basis_asks(entry.basis), *entry.notice, *weighed, NoticePart.RIGHTS)


def _what_the_basis_asks(basis: Basis) -> tuple[NoticePart, ...]:
    """s.17(1), and what has to be shown: the same for withholding as for neither confirming nor denying."""
    asked = {
        NoticePart.LEVEL: basis.needs_level,
        NoticePart.HARM: basis.needs_harm,
        NoticePart.OPINION: basis is Basis.OPINION,
    }
    return (NoticePart.FACT, NoticePart.SECTION, NoticePart.WHY, *(part for part, wanted in asked.items() if wanted))
