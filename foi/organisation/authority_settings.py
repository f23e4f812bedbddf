"""The choices of an authority, in words: what may be chosen, what is chosen, and the one way to choose otherwise.

Pages, the audit and `manage.py organisation` all take their words from here. To add a setting: a field of `Authority`,
its line in `GROUPS`, its field in `foi/web/forms/authority.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foi.organisation.models import Authority
from workflows.audit import record
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import Actor, administrator, automatic
from workflows.signals import performed

#: who chooses; the command that reads a file acts as the system
KEEPER = administrator | automatic
CHANGED = "change_settings"


def _as_it_is(value: Any) -> str:
    return str(value)


def _days(value: Any) -> str:
    return f"{value} working day{'' if value == 1 else 's'}"


def _working_day(value: Any) -> str:
    return f"Working day {value}"


def _reference(value: Any) -> str:
    return f"{value}, for example {value.format(sequence=123, year=2026, yy='26')}"


def _either(yes: str, no: str) -> Callable[[Any], str]:
    return lambda value: yes if value else no


@dataclass(frozen=True, slots=True)
class Setting:
    """`name`: the field of `Authority`. `empty`: what holds while nothing is entered."""

    name: str
    label: str
    in_words: Callable[[Any], str] = _as_it_is
    empty: str = "None"

    def words(self, value: Any) -> str:
        choices = dict(getattr(Authority._meta.get_field(self.name), "flatchoices", ()))
        if value in choices:
            return str(choices[value])
        return self.empty if value == "" else self.in_words(value)

    def of(self, authority: Authority) -> str:
        return self.words(getattr(authority, self.name))


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that are looked at and changed together. `effect`: what a change means for what is there already."""

    slug: str
    title: str
    settings: tuple[Setting, ...]
    effect: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.settings)


_LETTERS = (
    "Drafts follow at once, and so does every letter drafted from now on. Letters that were submitted, approved or "
    "issued keep what they were drafted with."
)

GROUPS: tuple[Group, ...] = (
    Group(
        "contact",
        "Contact details",
        (
            Setting("short_name", "Short name"),
            Setting("address", "Address"),
            Setting("email", "E-mail address"),
            Setting("telephone", "Telephone number"),
            Setting("website", "Website"),
            Setting("foi_team", "Name of the FOI team"),
        ),
        _LETTERS,
    ),
    Group(
        "reviews",
        "Where to ask for an internal review",
        (
            Setting("review_contact", "Name and postal address", empty="The address of the authority"),
            Setting("review_email", "E-mail address", empty="The e-mail address of the authority"),
        ),
        _LETTERS,
    ),
    Group(
        "layout",
        "Layout of letters",
        (
            Setting("letter_arrangement", "Questions and answers"),
            Setting("letter_rights", "Review and complaint"),
            Setting("rights_url", "Your page on review and complaint"),
            Setting("letter_caveats", "Caveats"),
        ),
        f"{_LETTERS} An officer may choose otherwise for one letter; that choice stays.",
    ),
    Group(
        "signature",
        "Language, signature and approval",
        (
            Setting("letter_language", "Language of letters"),
            Setting("signatory_name", "Name of the person who signs", empty="The officer who drafts the letter"),
            Setting("signatory_role", "Role of the person who signs", empty="That of the person who signs"),
            Setting("letter_marking", "Protective marking"),
            Setting(
                "notices_need_approval",
                "Extension and fees notices",
                _either("A second person approves them", "An officer sends them"),
            ),
        ),
        "Language and signature are what a letter begins with; an officer may change both in it. A new marking is in "
        "drafts at once; letters that were submitted, approved or issued keep theirs.",
    ),
    Group(
        "days",
        "Days and deadlines",
        (
            Setting("internal_working_days", "Departments answer by", _working_day),
            Setting("review_working_days", "The draft is reviewed on", _working_day),
            Setting("close_unclarified_after", "An unclarified request may be closed after", _days),
            Setting("receipt_reading", "A request that comes on a day that is no working day"),
        ),
        "Dates that departments were given stay. The other steps move in open requests, too. How the day of receipt is "
        "counted holds for requests logged from now on. The statutory date is never yours to choose.",
    ),
    Group(
        "references",
        "References",
        (
            Setting("reference_format", "How a reference is made", _reference),
            Setting(
                "reference_restarts_yearly",
                "Numbers",
                _either("Begin again at 1 each year", "Go on from year to year"),
            ),
        ),
        "References that were given stay, and are still recognised in letters that come in.",
    ),
    Group(
        "cost",
        "Cost limit",
        (
            Setting(
                "schedule_1_part_1",
                "Kind of authority",
                _either(
                    "Government department, Parliament or armed forces (Schedule 1, Part I): the higher limit",
                    "Any other public authority: the ordinary limit",
                ),
            ),
        ),
        "The limit follows from the law and holds for all open requests. A letter in approval that rests on the other "
        "limit goes back to its officer at the next step on its request.",
    ),
)
BY_SLUG: Mapping[str, Group] = {group.slug: group for group in GROUPS}


def seen(authority: Authority, group: Group) -> str:
    """What the settings of a group were when somebody looked at them: a form gives it back with the change."""
    values = "\x1f".join(str(getattr(authority, name)) for name in group.names)
    return hashlib.sha256(values.encode()).hexdigest()[:16]


def change_settings(
    authority: Authority, group: Group, values: Mapping[str, Any], *, by: Actor, as_seen: str = "", source: str = ""
) -> list[dict[str, str]]:
    """Choose otherwise, in one transaction with its record in the audit. Returns what changed: setting, from, to.

    as_seen: `seen` of the settings that `by` had before their eyes; source: where the change came from, if not a page.
    Raises NotPermitted; NotPossible where somebody was faster; ValidationError, by field, for what cannot be.
    """
    if unknown := values.keys() - set(group.names):
        raise TypeError(f"No setting of {group.slug}: {', '.join(sorted(unknown))}.")
    if not KEEPER.test(authority, by):
        raise NotPermitted("Settings: only an administrator of the authority may change them.")
    with transaction.atomic():
        # Not a full lock: requests that are being logged refer to this row.
        locked = Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
        if as_seen and as_seen != seen(locked, group):
            raise NotPossible("Somebody has changed these settings since you opened the page. Read them again first.")
        before = {
            one: one.of(locked)
            for one in group.settings
            if one.name in values and values[one.name] != getattr(locked, one.name)
        }
        if not before:
            return []
        _choose(locked, group, values)
        changes = [{"setting": one.label, "from": former, "to": one.of(locked)} for one, former in before.items()]
        event = record(
            locked, CHANGED, f"Settings changed: {group.title}", by=by,
            detail={"group": group.slug, "changes": changes, **({"source": source} if source else {})},
        )  # fmt: skip
        performed.send(
            sender=Authority, subject=locked, transition=CHANGED, source="", target="", by=by, event=event
        )  # fmt: skip
    authority.refresh_from_db()
    return changes


def _choose(authority: Authority, group: Group, values: Mapping[str, Any]) -> None:
    former = authority.reference_format
    for name, value in values.items():
        setattr(authority, name, value)
    if authority.reference_format != former:
        known = {*authority.former_reference_formats, former} - {authority.reference_format}
        authority.former_reference_formats = sorted(known)
    try:
        authority.full_clean()
    except ValidationError as problem:
        # What was amiss in other settings before is no reason to refuse these.
        wrong = {name: words for name, words in problem.error_dict.items() if name in group.names}
        if wrong:
            raise ValidationError(wrong) from None
    authority.save()
