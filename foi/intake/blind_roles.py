"""Whether what follows "As ..." or "I am ..." says in what role somebody asks: "chair of Fenmoor Parish Council".

Roles and bodies are of more kinds than a list can hold. A word is known to be a role by a list or by how it ends;
words that are not known tell one where they belong to a body with a name and a wish of the requester follows.
"""

from __future__ import annotations

import re

from foi.intake.blind_words import KNOWN_ROLES, NO_ROLES, NO_ROLES_OF, NOT_IN_ROLES, ORGANISATION, ROLES

_KNOWN = re.compile(rf"{ROLES}s?|(?:{'|'.join(sorted(KNOWN_ROLES))})s?")
# "headteacher", "governor", "archivist", "librarian", "chairwoman"
_ENDS_LIKE_A_ROLE = re.compile(r"[a-z]{2,20}(?:er|or|ist|ian|eer|man|men|woman|women|person|people|master|wife)s?")
_ARTICLE = re.compile(r"(?:an?|the|your|one\sof\s(?:your|the|many|its))\s{1,3}")
# Where the words for the role end, and what it is a role in begins.
_BELONGS = re.compile(
    r"\s{1,3}(?:(?P<to>of|at|for|with|from|to|in|on|within)\s(?:(?:the|an?|my|our|your)\s)?"
    r"|(?:near|by|who|whose|that|which|where|and|or|but|living|working|based|employed|affected|studying|representing|currently)\b|[(-])"
    r"|[,(/]|$"
)
# Somebody does something: "the officer in charge told me" is no description.
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|should|must|may|might|told|said|says|states"
    r"|stated|confirmed|explained|requires|required|shows|knows)\b"
)
_MOST_WORDS = 7


# "I am seeking", "we are needed", "I'm hardly": no words for a role, unless an article stands before them.
_ACTING = re.compile(
    r"(?!(?:acting|serving|sitting|managing|retired|elected|appointed|registered|unpaid)\b)\w+(?:ing|ed|ly)"
)


def tells_role(said: str) -> bool:
    """ "a serving officer", "deputy editor of the Hallow Gazette": a role that is known to be one."""
    low = said.lower()
    words, described, _ = _taken_apart(low)
    if not words or _CLAUSE.search(described) or (not _ARTICLE.match(low) and _ACTING.fullmatch(words[0])):
        return False
    return is_role(words[-2] if words[1:] and words[-1].isdigit() else words[-1])  # "PC 1234"


def tells_role_at_body(said: str) -> bool:
    """Any words, where they belong to what is written as a name: "custos of Hallow Almshouses"."""
    low = said.lower()
    words, described, body = _taken_apart(low)
    return (
        bool(words)
        and (_ARTICLE.match(low) is not None or not _ACTING.fullmatch(words[0]))
        and body is not None
        and said[body : body + 1].isupper()
        and not _CLAUSE.search(described)
        and not NO_ROLES_OF.intersection(words)
        and not re.search(r"(?:ed|ing|ly|\d)$", words[-1])
    )


def tells_organisation(said: str) -> bool:
    """ "a group of optometrists", "the tenants' association": where somebody says that they are one."""
    low = said.lower()
    words, described, _ = _taken_apart(low)
    return bool(words) and bool(_ARTICLE.match(low)) and not _CLAUSE.search(described) and words[-1] in ORGANISATION


def is_named_body(said: str) -> bool:
    """ "Hallow Residents Association": asking for itself."""
    words = said.lower().split()
    return (
        2 <= len(words) <= _MOST_WORDS
        and words[-1] in ORGANISATION
        and said[0].isupper()
        and said.split()[-1][0].isupper()
    )


def is_role(word: str) -> bool:
    """Whether the word, folded, is one for what somebody is: a "chair", an "editor-in-chief"."""
    return word not in NO_ROLES and any(
        part not in NO_ROLES and (_KNOWN.fullmatch(part) or _ENDS_LIKE_A_ROLE.fullmatch(part))
        for part in (word, *word.split("-"))
    )


def _taken_apart(low: str) -> tuple[list[str], str, int | None]:
    """The words for the role (none if they cannot be that), what says more of it, where what it belongs to begins."""
    article = _ARTICLE.match(low)
    start = article.end() if article else 0
    belongs = _BELONGS.search(low, start)
    words = low[start : belongs.start()].split() if belongs else []
    if belongs is None or len(words) > _MOST_WORDS or NOT_IN_ROLES.intersection(words):
        return [], "", None
    relative = re.search(r"\b(?:who|whose|that|which|where)\b", low)
    return words, low[: relative.start()] if relative else low, belongs.end() if belongs["to"] else None
