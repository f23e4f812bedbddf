"""An organisation as a file says it is: authorities, departments and people, made from TOML.

Departments and people are kept up to date from it. The settings of an authority are first set by it; from then on they
are changed on their page, and a file that says otherwise is told of and wins only where somebody asks for that.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic import ValidationError as NotAsExpected

from foi.organisation.authority_settings import GROUPS, change_settings
from foi.organisation.models import Authority, Department, Membership, User
from workflows.roles import SYSTEM, Role

COMMAND = "manage.py organisation"  # who changed a setting, as the record of changes tells it

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class NotUsable(Exception):
    """The file cannot be used; the text says where and why."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DeclaredPerson(_Part):
    name: Words
    email: Words
    job_title: str = ""
    active: bool = True
    roles: list[Literal["foi_officer", "approver", "administrator"]] = []
    departments: list[Words] = []


class DeclaredDepartment(_Part):
    name: Words
    email: str = ""
    topics: str = ""
    active: bool = True


class DeclaredAuthority(_Part):
    name: Words
    short_name: Words
    address: Words
    email: Words
    telephone: str = ""
    website: str = ""
    foi_team: str = "Information Rights Team"
    review_contact: str = ""
    review_email: str = ""
    reference_format: str = "{sequence}/{yy}"
    reference_restarts_yearly: bool = True
    receipt_reading: Literal["A", "B"] = "A"
    schedule_1_part_1: bool = False
    letter_language: Literal["en-GB", "cy-GB"] = "en-GB"
    signatory_name: str = ""
    signatory_role: str = ""
    letter_marking: str = ""
    letter_arrangement: Literal["repeated", "apart", "table", "grouped"] = "repeated"
    letter_rights: Literal["inline", "annex", "linked"] = "inline"
    letter_caveats: Literal["after", "before"] = "after"
    rights_url: str = ""
    notices_need_approval: bool = True
    internal_working_days: Annotated[int, Field(ge=1, le=20)] = 10
    review_working_days: Annotated[int, Field(ge=1, le=20)] = 15
    close_unclarified_after: Annotated[int, Field(ge=1, le=120)] = 20
    department: list[DeclaredDepartment] = []
    person: list[DeclaredPerson] = []


class Declared(_Part):
    authority: list[DeclaredAuthority]


def read(path: Path) -> Declared:
    """The file, checked. Raises NotUsable with one line for everything that is wrong."""
    try:
        return Declared.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as problem:
        raise NotUsable(f"{path} cannot be read: {problem.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise NotUsable(f"{path} is not TOML: {problem}.") from None
    except NotAsExpected as problem:
        wrong = [f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in problem.errors()]
        raise NotUsable("\n".join([f"{path} has mistakes:", *wrong])) from None


@transaction.atomic
def settle(declared: Declared, *, overwrite: bool = False) -> Iterator[str]:
    """Make the records what the file says, all of it or nothing; a sentence for each thing made, changed or left.

    What the file does not mention stays as it is. So do the settings of an authority that is known already, each of
    them told where it differs, unless `overwrite`. New people have no password: they choose one through
    “Forgotten your password?”.
    """
    return iter([sentence for one in declared.authority for sentence in _authority(one, overwrite=overwrite)])


def _authority(declared: DeclaredAuthority, *, overwrite: bool) -> Iterator[str]:
    authority = Authority.objects.filter(name=declared.name).first()
    if authority is None:
        authority = Authority(name=declared.name)
        yield from _kept(authority, declared.model_dump(exclude={"department", "person", "name"}))
    else:
        mentioned = declared.model_dump(exclude={"department", "person", "name"}, exclude_unset=True)
        yield from _settings(authority, mentioned, overwrite=overwrite)
    departments = {}
    for one in declared.department:
        department = Department.objects.filter(authority=authority, name__iexact=one.name).first()
        departments[one.name] = department or Department(authority=authority, name=one.name)
        yield from _kept(
            departments[one.name], {"email": one.email, "topics": one.topics.strip(), "is_active": one.active}
        )
    for person in declared.person:
        yield from _person(person, authority, departments)


def _settings(authority: Authority, mentioned: dict[str, Any], *, overwrite: bool) -> Iterator[str]:
    differs = False
    for group in GROUPS:
        values = {name: value for name, value in mentioned.items() if name in group.names}
        if overwrite:
            try:
                changes = change_settings(authority, group, values, by=SYSTEM, source=COMMAND)
            except ValidationError as problem:
                raise NotUsable(f"{authority}: {' '.join(problem.messages)}") from None
            for one in changes:
                yield f"{authority}: {one['setting']} was “{_line(one['from'])}”, is “{_line(one['to'])}”."
            continue
        for setting in group.settings:
            if setting.name in values and values[setting.name] != getattr(authority, setting.name):
                differs = True
                here, there = _line(setting.of(authority)), _line(setting.words(values[setting.name]))
                yield f"{authority}: {setting.label} stays “{here}”; the file says “{there}” ({setting.name})."
    if differs:
        yield "Settings are changed on their page. To make them what the file says, run this again with --overwrite."


def _line(words: str) -> str:
    return ", ".join(words.splitlines())


def _person(declared: DeclaredPerson, authority: Authority, departments: dict[str, Department]) -> Iterator[str]:
    if unknown := [name for name in declared.departments if name not in departments]:
        raise NotUsable(f"{declared.email} is in {unknown[0]}, which is no department of {authority} in this file.")
    user = User.objects.filter(email__iexact=declared.email).first()
    if user is None:
        user = User(email=declared.email.lower())
        user.set_unusable_password()
    given = {"full_name": declared.name, "job_title": declared.job_title, "is_active": declared.active}
    yield from _kept(user, given)
    wanted: set[tuple[str, int | None]] = {(role, None) for role in declared.roles}
    wanted |= {(Role.CONTRIBUTOR.value, departments[name].pk) for name in declared.departments}
    held = {(one.role, one.department_id): one for one in user.memberships.filter(authority=authority)}
    for role, department_id in sorted(wanted - held.keys(), key=str):
        made = Membership.objects.create(user=user, authority=authority, role=role, department_id=department_id)
        yield f"{made}."
    for key in held.keys() - wanted:
        yield f"No longer: {held[key]}."
        held[key].delete()


def _kept(record: Authority | Department | User, given: dict[str, Any]) -> Iterator[str]:
    is_new = record.pk is None
    changed = [name for name, value in given.items() if is_new or getattr(record, name) != value]
    for name, value in given.items():
        setattr(record, name, value)
    if not changed:
        return
    try:
        record.full_clean(exclude=["password"])
    except ValidationError as problem:
        raise NotUsable(f"{record}: {' '.join(problem.messages)}") from None
    record.save()
    yield f"{record} is new." if is_new else f"{record}: {', '.join(changed)} changed."
