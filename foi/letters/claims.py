"""A claim of an exemption as an officer argued it, with what the catalogue knows of the exemption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foi.answers.cited import cited
from foi.answers.claim_parts import parts_of, said_of
from foi.law import exemptions
from foi.law.exemption_terms import NoticePart
from foi.letters.facts import Basis, ClaimFacts, OpinionFacts, PrejudiceLevel

if TYPE_CHECKING:
    from foi.answers.models import Claim


def claim_facts(claim: Claim) -> ClaimFacts:
    relied_on = cited(claim.exemption)
    if relied_on is None:
        return ClaimFacts(code=claim.exemption, name="", reason=claim.explanation)  # barred as incomplete before here
    where = NoticePart.WHERE.value
    told_of_it = (claim.explanation, claim.harm, claim.public_interest_balance)
    told = [(part.name, said_of(claim, part)) for part in parts_of(relied_on) if part.rule == "notice"]
    return ClaimFacts(
        code=relied_on.code,
        name=relied_on.exemption.name,
        qualified=relied_on.needs_public_interest,
        basis=_BASES.get(relied_on.exemption.basis, Basis.CLASS),
        confirms_nor_denies=relied_on.confirms_nor_denies,
        reason=claim.explanation,
        harm=claim.harm,
        prejudice_level=PrejudiceLevel(claim.prejudice_level) if claim.prejudice_level else None,
        protects="; ".join(each.covers for each in relied_on.behind if each.code in claim.limbs),
        opinion=_opinion(claim) if relied_on.exemption.needs_qualified_person else None,
        where_to_find=str(claim.particulars.get(where, "")),
        particulars=tuple((name, text) for name, text in told if text and name != where),
        public_interest_for=claim.public_interest_for,
        public_interest_against=claim.public_interest_against,
        public_interest_balance=claim.public_interest_balance,
        balance_in_form_only=relied_on.exemption.formal_balance,
        reason_would_disclose=relied_on.may_omit_reasons and not any(told_of_it),
    )


def _opinion(claim: Claim) -> OpinionFacts:
    return OpinionFacts(
        by=claim.opinion_by, position=claim.opinion_position, given_on=claim.opinion_on, text=claim.opinion
    )


_BASES = {
    exemptions.Basis.PREJUDICE: Basis.PREJUDICE,
    exemptions.Basis.ENDANGERMENT: Basis.ENDANGERMENT,
    exemptions.Basis.SAFEGUARDING: Basis.NATIONAL_SECURITY,
    exemptions.Basis.OPINION: Basis.OPINION,
    exemptions.Basis.ADVERSE_EFFECT: Basis.ADVERSE_EFFECT,
}
