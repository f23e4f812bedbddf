"""What a claimed subsection is: an exemption from giving information, or one from saying whether it is held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foi.law.exemptions import Exemption, Type, citable, find_by_ncnd


@dataclass(frozen=True, slots=True)
class Cited:
    """A subsection that can be claimed, such as "31(1)(a)" or, for neither confirming nor denying, "31(3)"."""

    code: str
    exemption: Exemption  # for a "31(3)", the first of the exemptions that it belongs to
    confirms_nor_denies: bool = False
    needs_public_interest: bool = False

    @property
    def needs_level(self) -> bool:
        return self.exemption.needs_level

    @property
    def may_omit_reasons(self) -> bool:
        """s.17(4): the reasons may themselves be what has to be protected."""
        return self.exemption.may_omit_reasons


@cache
def all_cited() -> dict[str, Cited]:
    """Everything in Part II of the Act that an officer may claim, by its code, in the order of the Act."""
    exemptions = [each for each in citable(regime="foia") if each.type is Type.EXEMPTION]
    found = {each.code: Cited(each.code, each, needs_public_interest=each.needs_public_interest) for each in exemptions}
    for each in exemptions:
        if each.ncnd is not None and each.ncnd.code not in found:
            weighed = any(one.ncnd.needs_public_interest for one in find_by_ncnd(each.ncnd.code) if one.ncnd)
            found[each.ncnd.code] = Cited(each.ncnd.code, each, confirms_nor_denies=True, needs_public_interest=weighed)
    return found


def cited(code: str) -> Cited | None:
    """None for what the catalogue does not have, such as a bare "31"."""
    return all_cited().get(code)
