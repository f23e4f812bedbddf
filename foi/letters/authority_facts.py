"""From the record of an authority to what its letters say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foi.letters.facts import AuthorityFacts
from foi.organisation.models import Authority

if TYPE_CHECKING:
    from foi.letters.models import LetterVersion

#: the settings that letters print or are laid out by
IN_LETTERS = (
    "name", "address", "email", "telephone", "website", "foi_team", "review_contact", "review_email", "rights_url",
    "letter_arrangement", "letter_rights", "letter_caveats", "letter_marking", "close_unclarified_after",
)  # fmt: skip


def settings_now(authority: Authority) -> dict[str, Any]:
    """What a letter is drafted with, to be kept with it."""
    return {name: getattr(authority, name) for name in IN_LETTERS}


def authority_for(version: LetterVersion) -> Authority:
    """The authority as the letter shows it: as it is now, or, once somebody submitted or approved the letter, with the
    settings that it was read with. They are choices of look and contact, no reason to void an approval."""
    authority = version.authority
    if not version.is_bound or not version.settings:
        return authority
    return Authority(**{name: version.settings.get(name, getattr(authority, name)) for name in IN_LETTERS})


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
        review_email=authority.review_email or authority.email,
        clarification_working_days=authority.close_unclarified_after,
        rights_url=authority.rights_url,
        security_marking=authority.letter_marking,
    )
