"""References: unique under concurrency, in each authority's own format, gaps allowed."""

import datetime

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
