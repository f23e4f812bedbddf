"""What every test may ask for. The services start only when a test needs the database, so plain tests stay quick."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.cache import cache

from foi.embedded.places import Places
from tests.browser import ARGUMENTS, browser_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STOPPED_WITHIN = 15
# The servers' keeper, where this process started it.
_keepers: list[subprocess.Popen[str]] = []


def _places() -> Places:
    return settings.PLACES


def _embedded() -> bool:
    """False where DATABASE_URL and REDIS_URL name servers that somebody else keeps."""
    return str(_places().sockets) in (settings.DATABASES["default"]["HOST"] + settings.CELERY_BROKER_URL)


@pytest.fixture(scope="session")
def services() -> None:
    """PostgreSQL and Redis, started by the first of the parallel workers that asks, for the whole run."""
    if not _embedded():
        return
    places = _places()
    places.var.mkdir(parents=True, exist_ok=True)
    with (places.var / "gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if places.redis_socket.exists():
            return
        keeper = subprocess.Popen(
            [sys.executable, "-m", "foi.embedded", str(places.var), "--forgetful", "--until", settings.RUN],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for pytest, which then stops the servers in `pytest_unconfigure`.
            start_new_session=True,
            text=True,
        )
        _keepers.append(keeper)
        assert keeper.stdout
        said = keeper.stdout.readline().strip()
        if said != "ready":
            pytest.exit(f"The tests' PostgreSQL and Redis did not start.\n{said}\n{keeper.stdout.read()}", returncode=3)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the servers before pytest ends, so that a run leaves no process and no directory behind."""
    if hasattr(config, "workerinput") or not settings.configured:
        return
    places = _places()
    with suppress(FileNotFoundError, ProcessLookupError, ValueError):
        os.kill(int(places.lock.read_text()), signal.SIGTERM)
        until = time.monotonic() + STOPPED_WITHIN
        while places.var.exists() and time.monotonic() < until:
            time.sleep(0.02)
    for keeper in _keepers:
        keeper.communicate(timeout=STOPPED_WITHIN)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, services: None) -> None:
    """Have the servers up before pytest-django makes its database."""


@pytest.fixture
def celery_worker(services: None, transactional_db: None) -> Iterator[Any]:
    """A real worker on the real broker. Its tasks see only what is committed, hence the transactional database."""
    from celery.contrib.testing.worker import start_worker

    from foi.celery import app

    cache.clear()
    app.control.purge()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30) as worker:
        yield worker


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One browser for all journeys of a process: Playwright can be started in a thread only once at a time."""
    program = browser_path()
    if program is None:
        pytest.skip("There is no browser on this machine: install Chromium, or set BROWSER_PATH.")
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, which makes Django refuse the database although nothing is async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def wait_for() -> Callable[[Callable[[], Any]], None]:
    """Wait until something another process does has happened; a test that waits in vain fails by itself."""

    def wait(happened: Callable[[], Any], within: float = 30) -> None:
        until = time.monotonic() + within
        while not happened():
            assert time.monotonic() < until, "what the test waited for did not happen"
            time.sleep(0.05)

    return wait
