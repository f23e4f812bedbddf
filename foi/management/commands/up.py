"""`manage.py up`: the whole product on this machine, in the foreground, until Ctrl-C. `make run` calls it."""

import errno
import importlib
import json
import os
import secrets
import signal
import socket
import sys
import traceback
import urllib.error
import urllib.request
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections
from redis import RedisError

from foi.embedded.child import Child
from foi.embedded.places import Places
from foi.embedded.supervisor import StopAsked, Supervisor, require_room
from foi.embedded.trouble import CannotStart
from foi.settings.environment import WEB_THREADS

# Below this, whatever went wrong went wrong because of it.
ROOM_TO_EXPECT = 30 * 1024 * 1024
WEB_PROCESSES = 2
WORKER_PROCESSES = 2
# Method, path and outcome. Not the query string: what people search for is nobody else's business.
ACCESS_LOG = "%(t)s %(m)s %(U)s %(s)s %(b)s bytes %(M)s ms"


class Command(BaseCommand):
    help = "Starts PostgreSQL, Redis, the web server, the worker and the timetable, and stops them on Ctrl-C."
    # The checks of the system look at the database, which this command is about to start.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1", help="address to listen on")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="port to listen on (8000)")
        parser.add_argument("--no-demo", action="store_true", help="begin with an empty database")
        parser.add_argument("--stop-with-parent", action="store_true", help="stop when whoever started this is gone")

    def handle(self, *_: Any, **options: Any) -> None:
        self.places: Places = settings.PLACES
        try:
            self._run(options)
        except StopAsked:
            self._say(f"Stopped. The data stays in {self.places.var}")
        except Exception as trouble:
            self.stderr.write(self._sentence_for(trouble))
            sys.exit(1)

    def _run(self, options: dict[str, Any]) -> None:
        parent = os.getppid()
        host, port = options["host"], _free_port(options["host"], options["port"])
        address = f"http://{_reachable(host)}:{port}"
        # Notices link to where it runs: this process writes those of the demo, the children all others.
        settings.SITE_URL = os.environ.get("SITE_URL") or address
        with Supervisor(self.places, say=self._say) as supervisor:
            self._make_secret_key()
            self.places.site.write_text(settings.SITE_URL)
            if settings.DATABASES["default"]["HOST"] == str(self.places.sockets):
                supervisor.start_postgres()
                self._say("PostgreSQL runs.")
            if str(self.places.redis_socket) in settings.CELERY_BROKER_URL:
                supervisor.start_redis()
                self._say("Redis runs.")
            _require_services()
            self._prepare_data()
            with_demo = not options["no_demo"] and self.tell_the_demo()
            connections.close_all()
            started = [self._web(host, port), self._worker(), self._timetable()]
            for child in started:
                supervisor.start(child)
            supervisor.wait_until(lambda: _is_ready(address), *started)
            self._announce(address, host, with_demo=with_demo)
            supervisor.watch(stop_when=lambda: options["stop_with_parent"] and os.getppid() != parent)

    # --- before anything is served -----------------------------------------------------------------------------------

    def _make_secret_key(self) -> None:
        if not self.places.secret_key.exists():
            descriptor = os.open(self.places.secret_key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(64))

    def _prepare_data(self) -> None:
        self._say("Bringing the database up to date ...")
        call_command("migrate", interactive=False, verbosity=0)

    def tell_the_demo(self) -> bool:
        """Whether the demo is there: told now, or before. It never joins an authority that is there already."""
        if "seed_demo" not in get_commands():
            return False
        self._say("Loading the demo (the first time takes a little longer) ...")
        try:
            call_command("seed_demo", verbosity=0)
        except CommandError as refusal:
            if refusal.__cause__ is not None:  # no refusal, but a database that broke off
                raise
            self._say(str(refusal))
            return False
        return True

    # --- the processes -----------------------------------------------------------------------------------------------

    def _web(self, host: str, port: int) -> Child:
        bracketed = f"[{host}]" if ":" in host else host
        return self._python(
            "web", "The web server", "gunicorn", "foi.wsgi:application", f"--bind={bracketed}:{port}",
            "--worker-class=gthread", f"--workers={WEB_PROCESSES}", f"--threads={WEB_THREADS}",
            "--graceful-timeout=10", "--no-control-socket", "--access-logfile=-", f"--access-logformat={ACCESS_LOG}",
            environment={"DATABASE_POOL": "true", "ALLOWED_HOSTS": _hosts_for(host)},
        )  # fmt: skip

    def _worker(self) -> Child:
        return self._python(
            "worker", "The worker", "celery", "--app=foi.celery", "worker", f"--concurrency={WORKER_PROCESSES}",
            "--loglevel=INFO", "--without-gossip", "--without-mingle",
            # Orphaned, it must neither wait for a task nor for a broker that is going down too.
            when_orphaned=signal.SIGKILL,
        )  # fmt: skip

    def _timetable(self) -> Child:
        return self._python(
            "timetable", "The timetable", "celery", "--app=foi.celery", "beat", "--loglevel=INFO",
            # The lock of this command already keeps a second timetable away; a pid file would outlive a crash.
            f"--schedule={self.places.timetable}", "--pidfile=",
        )  # fmt: skip

    def _python(
        self,
        log: str,
        name: str,
        *module: str,
        environment: dict[str, str] | None = None,
        when_orphaned: signal.Signals = signal.SIGTERM,
    ) -> Child:
        return Child(
            name=name,
            command=[sys.executable, "-m", *module],
            log=self.places.logs / f"{log}.log",
            directory=settings.BASE_DIR,
            when_orphaned=when_orphaned,
            environment={
                "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "SITE_URL": settings.SITE_URL,
                "PYTHONUNBUFFERED": "1", **(environment or {}),
            },
        )  # fmt: skip

    # --- words -------------------------------------------------------------------------------------------------------

    def _announce(self, address: str, host: str, *, with_demo: bool) -> None:
        self._say(self.style.SUCCESS(f"\nReady: {address}/"))
        if host not in {"127.0.0.1", "localhost", "::1"}:
            said = "Others on your network can reach it too"
            self._say(f"{said}, and the passwords below are no secret." if with_demo else f"{said}.")
        if with_demo:
            for line in _sign_ins():
                self._say(line)
        self._say(f"Logs are in {self.places.logs}. Press Ctrl-C to stop.")

    def _say(self, words: str) -> None:
        # At once, also where a pipe would keep the words back until there are many.
        self.stdout.write(words)
        self.stdout.flush()

    def _sentence_for(self, trouble: Exception) -> str:
        """Return what a person needs to know; what a programmer needs goes into a log."""
        try:
            require_room(self.places.var, ROOM_TO_EXPECT)
        except CannotStart as full:
            return str(full)
        except OSError:
            pass  # there is no such directory yet, and its absence is not the trouble
        if isinstance(trouble, CannotStart):
            return str(trouble)
        log = self.places.logs / "up.log"
        with suppress(OSError):
            log.write_text(traceback.format_exc())
        return f"The start failed: {_first_line(trouble)}\nMore is in {log}"


def _require_services() -> None:
    """Ask both services once: an address that leads nowhere is better known now than after two minutes."""
    try:
        connections["default"].ensure_connection()
    except OperationalError as refused:
        raise CannotStart(f"PostgreSQL does not answer where DATABASE_URL says: {_first_line(refused)}") from None
    try:
        cache.get("anything")
    except RedisError as refused:
        raise CannotStart(f"Redis does not answer where REDIS_URL says: {_first_line(refused)}") from None


def _first_line(trouble: Exception) -> str:
    return next(iter(str(trouble).strip().splitlines()), type(trouble).__name__)


def _free_port(host: str, asked: str) -> int:
    """Return the port, or raise CannotStart with what to type instead."""
    if not asked.isdecimal() or len(asked) > 5 or not 0 < int(asked) < 65536:
        raise CannotStart(f"{asked} is no port. Take a number between 1024 and 65535: make run PORT=8001")
    port = int(asked)
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError:
        raise CannotStart(f"Port {port} is for root only. Choose one above 1023: make run PORT=8001") from None
    except OSError as refused:
        if refused.errno == errno.EADDRINUSE:
            why = (
                f"Port {port} is in use by another program. Choose another: make run PORT={(port + 1) % 65536 or 8000}"
            )
        else:
            why = f"{host} is no address of this machine. Leave HOST out, or use 0.0.0.0 for all."
        raise CannotStart(why) from None
    return port


def _reachable(host: str) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - compared with, not listened on
    return everywhere.get(host, f"[{host}]" if ":" in host else host)


def _hosts_for(host: str) -> str:
    """Return the names to answer to: on a loopback address only its own, else whatever others call this machine."""
    named = os.environ.get("ALLOWED_HOSTS", "")
    return named if named or host in {"127.0.0.1", "localhost", "::1"} else "*"


def _is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=10) as answer:  # noqa: S310 - our own address
            return json.load(answer)["status"] == "ready"
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _sign_ins() -> list[str]:
    try:
        return [str(line) for line in importlib.import_module("foi.demo").sign_ins()]
    except (ImportError, AttributeError):
        return []
