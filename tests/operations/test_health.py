"""Load balancers and people on call ask these two pages."""

import datetime
import shutil
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from foi.celery import TIMETABLE_SEEN, WORKER_SEEN, timetable_runs, worker_lives, worker_started
from foi.intake import doors
from foi.notices.models import OutboxMessage
from foi.web.views import health
from workflows.clock import now


@pytest.fixture
def lively(services: None, db: None) -> None:
    cache.clear()
    worker_started()


def test_alive_needs_no_services(client: Client) -> None:
    answer = client.get("/livez")
    assert answer.status_code == 200
    assert answer.json() == {"status": "alive"}


def test_ready_when_everything_answers(client: Client, lively: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "checks": dict.fromkeys(health.CHECKS, "ok")}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("key", "check"), [(WORKER_SEEN, "worker"), (TIMETABLE_SEEN, "timetable")])
def test_not_ready_when_the_worker_or_the_timetable_is_silent(
    client: Client, lively: None, key: str, check: str
) -> None:
    cache.delete(key)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, outcome in answer.json()["checks"].items() if outcome != "ok"] == [check]


def test_a_heartbeat_brings_the_worker_back(client: Client, lively: None) -> None:
    cache.clear()
    worker_lives()
    timetable_runs()
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(("state", "hours"), [("failed", 0), ("waiting", 2)])
def test_notices_that_were_not_sent_are_a_warning_and_the_site_stays(
    client: Client, lively: None, state: str, hours: int
) -> None:
    written_at = now() - datetime.timedelta(hours=hours)
    OutboxMessage.objects.create(key="1", to="a@b.example", subject="News", state=state, written_at=written_at)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["warnings"] == {"notices": "some were not sent"}


def test_a_mailbox_that_cannot_be_reached_is_a_warning_that_tells_no_address(client: Client, lively: None) -> None:
    doors.note("mailbox", "The mail server mail.internal refused the sign-in.")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["warnings"] == {"mailbox": "mailbox cannot be reached"}
    doors.note("mailbox", "")
    assert "warnings" not in client.get("/readyz").json()


def test_not_ready_with_a_migration_to_apply(client: Client, lively: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrations_seen", [])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert client.get("/readyz").json()["checks"]["migrations"] == "some are not applied"


def test_not_ready_when_the_disk_is_full(client: Client, lively: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "ROOM_NEEDED", shutil.disk_usage(settings.BASE_DIR).total + 1)
    assert client.get("/readyz").json()["checks"]["disk"] == "nearly full"


def test_a_failure_tells_no_address_and_no_password(
    client: Client, lively: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> str:
        raise ConnectionError("could not connect to postgresql://foi:opensesame@db.internal")

    monkeypatch.setitem(health.CHECKS, "database", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "does not answer"
    assert "opensesame" not in answer.content.decode()


@pytest.mark.parametrize("page", ["/livez", "/readyz"])
def test_health_is_read_only(client: Client, lively: None, page: str) -> None:
    assert client.post(page).status_code == 405


def test_a_real_worker_gives_its_sign_of_life(client: Client, celery_worker: Any, wait_for: Any) -> None:
    timetable_runs.delay()
    wait_for(lambda: cache.get(TIMETABLE_SEEN))
    worker_started()
    assert client.get("/readyz").status_code == 200
