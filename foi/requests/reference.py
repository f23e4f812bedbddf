"""References: unique under concurrency, in each authority's own format, gaps allowed."""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Max

from foi.organisation.models import Authority
from foi.requests.models import ReferenceCounter


def next_reference(authority: Authority, on: datetime.date) -> str:
    """The next reference of `authority`, such as "9635/19". Call inside the transaction that logs the request:
    the counter's row lock makes concurrent logging wait, a rollback leaves no more than a gap."""
    year = on.year if authority.reference_restarts_yearly else 0
    ReferenceCounter.objects.get_or_create(authority=authority, year=year)
    counter = ReferenceCounter.objects.select_for_update().get(authority=authority, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return authority.reference_format.format(sequence=counter.last, year=on.year, yy=f"{on.year % 100:02d}")


def references_in(words: str, authority: Authority) -> Iterator[tuple[int, str]]:
    """(offset, reference) for what has the form of one, spelt as `authority` spells it: "foi-12" -> "FOI-0012".
    People answer letters of long ago: references of earlier forms are known as well."""
    for form in (authority.reference_format, *authority.former_reference_formats):
        for found in _form(form).finditer(words):
            part = found.groupdict("")
            year = int(part.get("year") or 0)
            yield found.start(), form.format(sequence=int(part["sequence"]), year=year, yy=part.get("yy", ""))


def take_note_of(reference: str, authority: Authority, on: datetime.date) -> None:
    """A reference from another system is in use from now on: the counter goes on after it.

    Call inside a transaction: until its end nobody else gives or takes a reference of that year.
    """
    found = _form(authority.reference_format).fullmatch(reference)
    part = found.groupdict("") if found else {"sequence": "0"}
    year = int(part.get("year") or 0) or (on.year // 100 * 100 + int(part["yy"]) if part.get("yy") else on.year)
    year = year if authority.reference_restarts_yearly else 0
    ReferenceCounter.objects.get_or_create(authority=authority, year=year)
    counter = ReferenceCounter.objects.select_for_update().get(authority=authority, year=year)
    if counter.last < int(part["sequence"]):
        counter.last = int(part["sequence"])
        counter.save(update_fields=["last"])


def go_on_counting(authority: Authority, on: datetime.date) -> None:
    """Numbers that begin again each year, or no longer do: from now on they go on after the highest that was given,
    so that no reference is given twice. Call inside the transaction that changes the authority."""
    year = on.year if authority.reference_restarts_yearly else 0
    counters = ReferenceCounter.objects.filter(authority=authority)
    highest = (counters.filter(year__in=(0, year)) if year else counters).aggregate(highest=Max("last"))["highest"]
    if highest is not None:
        counter, _ = counters.get_or_create(authority=authority, year=year)
        counters.filter(pk=counter.pk, last__lt=highest).update(last=highest)


@lru_cache(maxsize=64)
def _form(reference_format: str) -> re.Pattern[str]:
    """`{sequence:04d}/{yy}` as a pattern. Longer codes that only contain such a one do not match."""
    digits = {"{year}": r"(?P<year>\d{4})", "{yy}": r"(?P<yy>\d{2})"}
    pieces = re.split(r"(\{[^}]*\})", reference_format)
    body = "".join(
        digits.get(one, r"(?P<sequence>\d{1,9})") if one.startswith("{") else re.escape(one) for one in pieces
    )
    return re.compile(rf"(?<![\w/.-]){body}(?![\w/-]|\.\w)", re.IGNORECASE)
