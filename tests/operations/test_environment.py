"""The environment is checked once, at start, and every mistake is a sentence."""

import subprocess
import sys

import pytest
from django.conf import settings

from foi.settings.environment import (
    Environment,
    ProductionEnvironment,
    WrongEnvironment,
    broker_from,
    database_from,
    mail_server,
    read_environment,
)

GOOD = {
    "DATABASE_URL": "postgresql://foi:secret@db.internal:5433/foi",
    "REDIS_URL": "redis://redis.internal:6379/0",
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP",
    "SITE_URL": "https://foi.example.police.uk",
    "EMAIL_URL": "smtp://mail.internal:587?tls=true",
    "EMAIL_FROM": "FOI team <foi@example.police.uk>",
}


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that holds exactly what production needs."""
    for name in Environment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def sentences(kind: type[Environment] = ProductionEnvironment) -> list[str]:
    with pytest.raises(WrongEnvironment) as wrong:
        read_environment(kind)
    return str(wrong.value).splitlines()[1:]


def test_a_complete_environment_is_accepted(surroundings: pytest.MonkeyPatch) -> None:
    read = read_environment(ProductionEnvironment)
    assert read.hosts == ["foi.example.police.uk"]
    assert not read.debug


def test_all_that_is_missing_is_named_at_once(surroundings: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        surroundings.delenv(name)
    said = "\n".join(sentences())
    for name in GOOD:
        assert f"{name} is missing" in said


def test_mistakes_in_several_places_are_named_at_once(surroundings: pytest.MonkeyPatch) -> None:
    surroundings.setenv("DATABASE_URL", "mysql://somewhere/foi")
    surroundings.setenv("REDIS_URL", "http://somewhere")
    surroundings.setenv("TRUSTED_PROXIES", "many")
    said = sentences()
    assert len(said) == 3
    assert all(any(name in line for line in said) for name in ("DATABASE_URL", "REDIS_URL", "TRUSTED_PROXIES"))


@pytest.mark.parametrize(
    ("name", "value", "because"),
    [
        ("SECRET_KEY", "short but varied 0123456789", "too short"),
        ("SECRET_KEY", "ab" * 40, "too simple"),
        ("SITE_URL", "http://foi.example.police.uk", "https"),
        ("SITE_URL", "foi.example.police.uk", "whole address"),
        ("DEBUG", "true", "must not be set"),
        ("DATABASE_URL", "postgresql://db.internal", "names no database"),
        ("EMAIL_URL", "mail.internal:25", "smtp://"),
        ("EMAIL_URL", "xx", "smtp://"),
        ("EMAIL_URL", "smtp://foi:open/sesame@mail.internal", "smtp://"),
        ("IMAP_URL", "foo", "imaps://"),
        ("IMAP_URL", "imaps://mail.internal/INBOX", "imaps://"),
        ("IMAP_URL", "imaps://foi:open#sesame@mail.internal/INBOX", "imaps://"),
        ("INCOMING_FOLDER", "/etc/passwd", "must be a folder"),
        ("INCOMING_FOLDER", "/etc/passwd/incoming", "must be a folder"),
        ("LOG_LEVEL", "loud", "DEBUG, INFO"),
    ],
)
def test_production_refuses_what_is_unsafe(
    surroundings: pytest.MonkeyPatch, name: str, value: str, because: str
) -> None:
    surroundings.setenv(name, value)
    [said] = sentences()
    assert name in said
    assert because in said
    assert "sesame" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IMAP_URL", "imaps://foi:opensesame@mail.internal/INBOX"),
        ("IMAP_URL", ""),
        ("INCOMING_FOLDER", "docs"),
        ("INCOMING_FOLDER", "not-made-yet/incoming"),
    ],
)
def test_where_requests_come_in_may_be_named_or_left_out(
    surroundings: pytest.MonkeyPatch, name: str, value: str
) -> None:
    surroundings.setenv(name, value)
    read_environment(ProductionEnvironment)


def test_a_refusal_does_not_repeat_the_secrets(surroundings: pytest.MonkeyPatch) -> None:
    surroundings.setenv("SECRET_KEY", "hunter2-hunter2")
    surroundings.setenv("DATABASE_URL", "mysql://foi:opensesame@db/foi")
    said = "\n".join(sentences())
    assert "hunter2" not in said
    assert "opensesame" not in said


def test_manage_py_answers_a_wrong_environment_without_a_traceback(surroundings: pytest.MonkeyPatch) -> None:
    surroundings.setenv("DJANGO_SETTINGS_MODULE", "foi.settings.production")
    surroundings.setenv("SITE_URL", "http://foi.example.police.uk")
    asked = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 1
    assert "SITE_URL must begin with https://" in asked.stderr
    assert "Traceback" not in asked.stderr


def test_a_database_url_becomes_djangos_entry() -> None:
    entry = database_from("postgresql://us%40er:pa%2Fss@db.internal:5433/foi?sslmode=require", pooled=False)
    assert (entry["NAME"], entry["USER"], entry["PASSWORD"]) == ("foi", "us@er", "pa/ss")
    assert (entry["HOST"], entry["PORT"]) == ("db.internal", "5433")
    assert entry["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}


def test_a_database_on_a_socket_needs_no_host_name() -> None:
    entry = database_from("postgresql://foi@/foi?host=%2Frun%2Ffoi", pooled=False)
    assert (entry["HOST"], entry["PORT"]) == ("/run/foi", "")


def test_a_pool_keeps_no_connections_beside_itself() -> None:
    # Django refuses a pool together with persistent connections.
    entry = database_from("postgresql://db/foi", pooled=True)
    assert entry["OPTIONS"]["pool"]["max_size"] >= 4
    assert entry["CONN_MAX_AGE"] == 0
    assert entry["CONN_HEALTH_CHECKS"]


@pytest.mark.parametrize(
    ("redis", "broker"),
    [
        ("redis://:secret@redis:6379/2", "redis://:secret@redis:6379/2"),
        ("unix:///run/foi/redis.sock", "redis+socket:///run/foi/redis.sock?virtual_host=0"),
        ("unix:///run/foi/redis.sock?db=3", "redis+socket:///run/foi/redis.sock?virtual_host=3"),
    ],
)
def test_cache_and_broker_are_the_same_redis(redis: str, broker: str) -> None:
    assert broker_from(redis) == broker


def test_a_mail_address_with_a_password_that_needs_quoting() -> None:
    server = mail_server("smtp://foi%40force:p%3Ass@mail.internal:465?ssl=true")
    assert (server.host, server.port, server.user, server.password) == ("mail.internal", 465, "foi@force", "p:ss")
    assert server.tls
    assert not server.starttls
