"""From the record of an authority to what its letters say of it."""

from __future__ import annotations

from foi.letters.facts import AuthorityFacts
from foi.organisation.models import Authority


def authority_facts(authority: Authority, language: str) -> AuthorityFacts:
    return AuthorityFacts(
        language=language,
        name=authority.name,
        address_lines=tuple(authority.address.splitlines()),
        email=authority.email,
        telephone=authority.telephone,
        website=authority.website,
        team_name=authority.foi_team,
        review_address_lines=tuple(authority.review_contact.splitlines()),
        review_email=authority.email,
        clarification_working_days=authority.close_unclarified_after,
        rights_url=authority.rights_url,
    )
