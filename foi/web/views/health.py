"""Is it alive, and is it ready? For load balancers, `manage.py up` and people on call; no sign-in, no secrets.

`/livez` says that the process answers. `/readyz` says whether everything behind it does: 200 when all is well, else
503 and the names of what is not. A warning is no reason to take the site away: somebody has to look. The words are
fixed: an error's own text may hold an address or a password.
"""

import os
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foi.celery import TIMETABLE_SEEN, WORKER_SEEN
from foi.intake import doors
from foi.notices.models import OutboxMessage

ROOM_NEEDED = 100 * 1024 * 1024


@never_cache
@require_safe
def livez(_: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(_: HttpRequest) -> JsonResponse:
    """Everything behind the process answers: {"status": ..., "checks": {name: "ok" or what is wrong}}, and "warnings"
    in the same form where there are any."""
    checks = {name: _outcome(check) for name, check in CHECKS.items()}
    ready = all(outcome == "ok" for outcome in checks.values())
    warnings = {name: words for name, look in WARNINGS.items() if (words := _outcome(look)) != "ok"}
    told = {"status": "ready" if ready else "not ready", "checks": checks}
    return JsonResponse(told | ({"warnings": warnings} if warnings else {}), status=200 if ready else 503)


def _outcome(check: Callable[[], str]) -> str:
    try:
        return check() or "ok"
    except Exception:  # whatever it was, the service is not ready; the log of that service says why
        return "does not answer"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    # Reading the history costs more than a health check should; what is applied stays applied.
    if not _migrations_seen:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "some are not applied"
        _migrations_seen.append(True)
    return ""


def _redis() -> str:
    cache.get(WORKER_SEEN)
    return ""


def _worker() -> str:
    return "" if cache.get(WORKER_SEEN) else "no sign of life"


def _timetable() -> str:
    return "" if cache.get(TIMETABLE_SEEN) else "no sign of life"


def _disk() -> str:
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    room = os.statvfs(settings.MEDIA_ROOT)
    return "" if room.f_bavail * room.f_frsize > ROOM_NEEDED else "nearly full"


def _notices() -> str:
    return "some were not sent" if OutboxMessage.objects.in_trouble().exists() else ""


def _mailbox() -> str:
    shut = ", ".join(str(door).lower() for door in doors.shut())
    return f"{shut} cannot be reached" if shut else ""


_migrations_seen: list[bool] = []

CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "redis": _redis,
    "worker": _worker,
    "timetable": _timetable,
    "disk": _disk,
}
WARNINGS: dict[str, Callable[[], str]] = {"mailbox": _mailbox, "notices": _notices}
