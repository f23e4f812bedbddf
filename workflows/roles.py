"""The permission words of the flows: who may do what.

A word is a `rules.Predicate` over (subject, user); words combine with `|`, `&` and `~`.
`workflows` knows nothing of the domain, so a subject only has to say which `authority` it belongs
to and which `answering_department` it is with, and a user which roles they hold.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, Protocol, cast

from rules import Predicate, predicate


class Role(StrEnum):
    """What a person is to an authority."""

    FOI_OFFICER = "foi_officer"
    APPROVER = "approver"
    REVIEWER = "reviewer"
    CONTRIBUTOR = "contributor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return {
            Role.FOI_OFFICER: "FOI officer",
            Role.APPROVER: "Approver",
            Role.REVIEWER: "Internal reviewer",
            Role.CONTRIBUTOR: "Department",
            Role.ADMINISTRATOR: "Administrator",
        }[self]


class Actor(Protocol):
    """Who acts: a signed-in person, or the system itself."""

    pk: Any

    def get_full_name(self) -> str: ...

    def holds(self, role: Role, authority: Any) -> bool: ...

    def works_in(self, department: Any) -> bool: ...


class _System:
    """The workflow itself, for the steps that follow from other steps."""

    pk = None

    def get_full_name(self) -> str:
        return "The system"

    def holds(self, role: Role, authority: Any) -> bool:
        return False

    def works_in(self, department: Any) -> bool:
        return False


SYSTEM: Final[Actor] = _System()


def _word(test: Callable[[Any, Actor], bool]) -> Predicate:
    return cast(Predicate, predicate(test))


@_word
def automatic(subject: Any, user: Actor) -> bool:
    return user is SYSTEM


@_word
def foi_officer(subject: Any, user: Actor) -> bool:
    return user.holds(Role.FOI_OFFICER, subject.authority)


@_word
def approver(subject: Any, user: Actor) -> bool:
    return user.holds(Role.APPROVER, subject.authority)


@_word
def reviewer(subject: Any, user: Actor) -> bool:
    return user.holds(Role.REVIEWER, subject.authority)


@_word
def administrator(subject: Any, user: Actor) -> bool:
    return user.holds(Role.ADMINISTRATOR, subject.authority)


@_word
def answering_department(subject: Any, user: Actor) -> bool:
    return subject.answering_department is not None and user.works_in(subject.answering_department)


@_word
def submitter(subject: Any, user: Actor) -> bool:
    """The person who put it forward: nobody approves their own letter (second-person check, ICO)."""
    return user.pk is not None and subject.submitted_by_id == user.pk


@_word
def case_reviewer(subject: Any, user: Actor) -> bool:
    """The person who was chosen to look at the first decision again (CLK-52)."""
    return user.pk is not None and subject.reviewer_id == user.pk


@_word
def goes_by_approval(subject: Any, user: Actor) -> bool:
    """A letter that a second person has to agree to; what merely acknowledges or asks, an officer sends."""
    return bool(subject.needs_approval)
