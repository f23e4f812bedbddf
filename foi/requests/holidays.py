"""What administrators do with the bank holidays: propose a version, look at what it would change, put it in force."""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from foi.law.working_days import BadHolidayFile, BankHoliday, Calendar
from foi.organisation.models import User
from foi.requests.calendars import HolidayVersion, current_calendar, version_in_force
from foi.requests.models import today
from foi.requests.recount import recount_open
from workflows import clock
from workflows.audit import record
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import Role

OFFICIAL = "https://www.gov.uk/bank-holidays.json"
LARGEST_FILE = 2 * 1024 * 1024  # bytes; the official one has some thirty thousand
SECONDS_TO_FETCH = 10
_CHANGING = 8_301_503  # the advisory lock of whoever proposes a version or puts one in force


def must_administer(by: User) -> None:
    if not by.authorities(Role.ADMINISTRATOR):
        raise NotPermitted("Bank holidays: only an administrator may change them.")


@dataclass(frozen=True)
class Difference:
    """What a version says otherwise than the one before it."""

    added: tuple[BankHoliday, ...]
    removed: tuple[BankHoliday, ...]
    years: tuple[int, ...]  # that were not known before

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.years)


def difference(before: Calendar, after: Calendar) -> Difference:
    return Difference(
        added=tuple(one for one in after.holidays if one not in set(before.holidays)),
        removed=tuple(one for one in before.holidays if one not in set(after.holidays)),
        years=tuple(sorted(after.years - before.years)),
    )


def propose(calendar: Calendar, *, by: User, reason: str) -> HolidayVersion:
    """Keep a version to be looked at. Nothing counts with it before somebody puts it in force."""
    must_administer(by)
    if not reason.strip():
        raise NotPossible("Bank holidays: enter a reason.")
    if difference(current_calendar(), calendar).is_empty:
        raise NotPossible("Bank holidays: this says the same as the version in force. Nothing has to change.")
    with transaction.atomic():
        _one_at_a_time()
        # What was proposed before and not used is in the way: it was made from another state of things.
        HolidayVersion.objects.filter(in_force_at__isnull=True).delete()
        version = HolidayVersion.objects.create(
            name=calendar.version, data=calendar.as_json(), source=calendar.source, reason=reason.strip(),
            proposed_by=by, proposed_at=clock.now(),
        )  # fmt: skip
        record(version, "propose", "Bank holidays proposed", by=by, detail={"reason": reason, "source": version.source})
    return version


def put_in_force(version: HolidayVersion, *, by: User) -> int:
    """From now on requests are counted with it; the dates that it moves are proposed to officers. Returns how many."""
    must_administer(by)
    with transaction.atomic():
        _one_at_a_time()
        locked = HolidayVersion.objects.select_for_update().filter(pk=version.pk).first()
        if locked is None or locked.in_force_at is not None:
            raise NotPossible("Bank holidays: somebody has put this version in force, or proposed another one.")
        if HolidayVersion.objects.filter(in_force_at__isnull=False, pk__gt=locked.pk).exists():
            raise NotPossible("Bank holidays: a newer version is in force already. Discard this one and propose again.")
        locked.in_force_by, locked.in_force_at = by, clock.now()
        locked.save(update_fields=["in_force_by", "in_force_at"])
        record(locked, "put_in_force", "Bank holidays put in force", by=by, detail={"reason": locked.reason})
        return recount_open()


def _one_at_a_time() -> None:
    """Until the end of the transaction: of two proposals at once one would stay behind the other unseen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHANGING])


def discard(version: HolidayVersion, *, by: User) -> None:
    """It was not what was wanted. A version that was in force once stays."""
    must_administer(by)
    with transaction.atomic():
        record(version, "discard", "Proposed bank holidays discarded", by=by)
        if not HolidayVersion.objects.filter(Q(in_force_at__isnull=True), pk=version.pk).delete()[0]:
            raise NotPossible("Bank holidays: this version is in force, so it stays on record.")


# --- where versions come from -----------------------------------------------------------------------------------------


def with_change(*, added: Iterable[BankHoliday] = (), removed: Iterable[BankHoliday] = (), source: str) -> Calendar:
    """The version in force with days proclaimed, moved or taken away."""
    current, added, removed = current_calendar(), tuple(added), set(removed)
    for holiday in added:
        if not current.covers(holiday.on):
            raise NotPossible(
                f"Bank holidays: {holiday.on.year} is not published yet. Load the official file for that year first."
            )
    # Other parts of the country may keep the same day under another name: those stay.
    days = {holiday.on for holiday in removed}
    stay = [holiday for holiday in current.holidays if holiday.on in days and holiday not in removed]
    changed = current.with_days(added=[*stay, *added], removed=days, version="by hand", source=source)
    return _named(changed, "by-hand")


def from_file(content: bytes) -> Calendar:
    """The official file's years replace ours; older years stay. Raises NotPossible with what is wrong with it."""
    if len(content) > LARGEST_FILE:
        raise NotPossible("Bank holidays: the file is larger than 2 MB. The official one is much smaller.")
    try:
        data: Any = json.loads(content.decode("utf-8-sig"))
        newer = Calendar.from_gov_uk_json(data, retrieved_on=today())
        return _named(current_calendar().refreshed_by(newer), "gov.uk")
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise NotPossible("Bank holidays: this is not a JSON file. Choose the file from www.gov.uk.") from None
    except BadHolidayFile as problem:
        raise NotPossible(f"Bank holidays: {problem}") from None


def from_official_site() -> Calendar:
    """Fetched within ten seconds, or refused with what to do instead."""
    try:
        with urllib.request.urlopen(OFFICIAL, timeout=SECONDS_TO_FETCH) as answer:
            content = answer.read(LARGEST_FILE + 1)
    except (urllib.error.URLError, TimeoutError, OSError) as problem:
        raise NotPossible(
            f"Bank holidays: www.gov.uk could not be reached from here ({problem}). "
            "Download the file on a machine that reaches it, and upload it."
        ) from None
    return from_file(content)


def from_product() -> Calendar | None:
    """What came with the product, if it says more or other than the version in force; None if not."""
    shipped = Calendar.shipped()
    known = HolidayVersion.objects.filter(name=shipped.version).exists()
    if known or version_in_force() is None:
        return None
    return shipped


def _named(calendar: Calendar, kind: str) -> Calendar:
    """A name that belongs to this very content: calendars are kept in memory by their name."""
    said = json.dumps(calendar.as_json()["holidays"], sort_keys=True).encode()
    return replace(calendar, version=f"{today():%Y-%m-%d}-{kind}-{hashlib.sha256(said).hexdigest()[:8]}")
