"""System check: `manage.py check --database default` says when the coming year's bank holidays are missing."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from foi.requests.calendars import current_calendar
from foi.requests.models import today


@register(Tags.database)
def the_coming_year_is_published(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    if not databases:
        return []
    try:
        missing = current_calendar().warning(today())
    except DatabaseError:  # before the first migration
        return []
    return (
        [Warning(missing, hint="An administrator loads them on the page “Bank holidays”.", id="foi.W001")]
        if missing
        else []
    )
