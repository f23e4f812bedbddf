"""What a claimed subsection is: an exemption from giving information, or one from saying whether it is held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from foi.law.exemptions import Exemption, Type, citable, find_by_ncnd

REGIMES = ("foia", "eir")
_ENDING = re.compile(r"(?<=[a-z]{4})(?:ies|es|s|ing|ed)$")


@dataclass(frozen=True, slots=True)
class Cited:
    """A subsection that can be claimed, such as "31(1)(a)" or, for neither confirming nor denying, "31(3)"."""

    code: str
    exemption: Exemption  # for a "31(3)", the first of the exemptions that it belongs to
    confirms_nor_denies: bool = False
    needs_public_interest: bool = False
    behind: tuple[Exemption, ...] = ()  # for a "31(3)": the exemptions whose harm saying yes or no could do

    def __str__(self) -> str:
        return f"{'Regulation' if self.exemption.type is Type.EXCEPTION else 'Section'} {self.code}"

    @property
    def needs_level(self) -> bool:
        return self.exemption.needs_level

    @property
    def may_omit_reasons(self) -> bool:
        """s.17(4): the reasons may themselves be what has to be protected."""
        return self.exemption.may_omit_reasons

    @property
    def covers(self) -> str:
        """What it protects, in a line. Of what neither confirms nor denies: what all of it is called."""
        return self.exemption.name if self.confirms_nor_denies else self.exemption.covers

    def mentions(self, words: Iterable[str]) -> bool:
        """Whether each of some lower-case words, without its ending, begins a word, or a number, of what is said about
        it: “patrols” finds “patrol numbers”."""
        entry = self.exemption
        told = f"{self} {entry.name} {entry.covers} {entry.policing}".lower().split()
        return all(any(one.strip("“”,.:;").startswith(_ENDING.sub("", word)) for one in told) for word in words)


@cache
def all_cited() -> dict[str, Cited]:
    """Everything that an officer may claim under Part II of the Act or the regulations, by its code, in their order.

    No code of the one is a code of the other: the Act's exemptions begin at section 21, the exceptions end at 13.
    """
    found: dict[str, Cited] = {}
    for regime in REGIMES:
        entries = [each for each in citable(regime=regime) if each.type is not Type.EXCLUSION]
        found |= {
            each.code: Cited(each.code, each, needs_public_interest=each.needs_public_interest) for each in entries
        }
        for each in entries:
            if each.ncnd is not None and each.ncnd.code not in found:
                behind = find_by_ncnd(each.ncnd.code, regime=regime)
                weighed = any(one.ncnd.needs_public_interest for one in behind if one.ncnd)
                found[each.ncnd.code] = Cited(
                    each.ncnd.code, each, confirms_nor_denies=True, needs_public_interest=weighed, behind=behind
                )
    return found


def cited(code: str) -> Cited | None:
    """None for what the catalogue does not have, such as a bare "31"."""
    return all_cited().get(code)


def offered(regime: str, on: date) -> list[Cited]:
    """What may be claimed for a request under a regime ("foia" or "eir"), as the law stood on a day."""
    return [
        one
        for one in all_cited().values()
        if one.exemption.regime == regime and one.exemption.offered and one.exemption.in_force(on)
    ]
