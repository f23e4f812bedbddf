"""Starts children in order, keeps them running, stops them in the opposite order, and leaves nothing behind."""

import fcntl
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import TextIO

from foi.embedded.child import Child
from foi.embedded.places import Places
from foi.embedded.postgres import Postgres
from foi.embedded.redis_server import RedisServer
from foi.embedded.trouble import CannotStart, end_of

ROOM_NEEDED = 300 * 1024 * 1024
# A child that ran this long before it stopped has earned a fresh series of attempts.
SETTLED_AFTER = 60
ATTEMPTS = 5


class StopAsked(BaseException):
    """Somebody pressed Ctrl-C, or the system asked this process to stop."""


class Supervisor:
    """A context: leaving it stops whatever was started, whichever way it is left."""

    def __init__(self, places: Places, say: Callable[[str], object]) -> None:
        self.places = places
        self.say = say
        self.children: list[Child] = []
        self.failures: dict[str, int] = {}
        self.restart_at: dict[str, float] = {}
        self._lock: TextIO | None = None
        self._stopping = False

    def __enter__(self) -> "Supervisor":
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asked, self._on_signal)
        self._lock = self._take_place()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._stopping = True
        self._stop()
        if self._lock:
            self._lock.close()

    def start_postgres(self, *, durable: bool = True) -> None:
        """Start the embedded PostgreSQL and make the application's database."""
        server = Postgres(self.places, durable=durable)
        server.prepare()
        self.start(server.child(), server.answers)
        server.make_database()

    def start_redis(self) -> None:
        """Start the embedded Redis."""
        server = RedisServer(self.places)
        server.prepare()
        self.start(server.child(), server.answers)

    def start(self, child: Child, ready: Callable[[], bool] = lambda: True, *, within: float = 300) -> None:
        """Start one child and wait until it is ready; raise CannotStart with the end of its log if it is not."""
        child.start()
        self.children.append(child)
        self.wait_until(ready, child, within=within)

    def wait_until(self, ready: Callable[[], bool], *watched: Child, within: float = 120) -> None:
        """Wait for `ready`, as long as the watched children live; raise CannotStart otherwise."""
        until = time.monotonic() + within
        while True:
            for child in watched:
                if not child.is_running:
                    raise CannotStart(f"{child.name} stopped as soon as it started.\n{end_of(child.log)}")
            if ready():
                return
            if time.monotonic() > until:
                names = " and ".join(child.name for child in watched)
                raise CannotStart(f"{names} did not become ready within {within:.0f} seconds; see {self.places.logs}.")
            time.sleep(0.05)

    def watch(self, *, stop_when: Callable[[], bool] = lambda: False) -> None:
        """Keep the children running until a signal or `stop_when`. What stops is started again, later each time."""
        while not stop_when():
            for child in self.children:
                if not child.is_running:
                    self._start_again(child)
            time.sleep(0.5)

    def _stop(self) -> None:
        """Stop the programs, all at once, and then the servers they used, the last started first."""
        programs = [child for child in self.children if not child.is_server]
        servers = [child for child in self.children if child.is_server]
        for together in [programs, *([server] for server in reversed(servers))]:
            for child in together:
                child.ask_to_stop()
            for child in together:
                child.wait_or_kill()

    def _start_again(self, child: Child) -> None:
        now = time.monotonic()
        if child.name not in self.restart_at:
            if now - child.started_at > SETTLED_AFTER:
                self.failures[child.name] = 0
            self.failures[child.name] = failures = self.failures.get(child.name, 0) + 1
            if failures > ATTEMPTS:
                raise CannotStart(f"{child.name} stopped {failures} times in a row.\n{end_of(child.log)}")
            delay = 2 ** (failures - 1)
            self.restart_at[child.name] = now + delay
            self.say(f"{child.name} stopped by itself; starting it again in {delay} s. Its log: {child.log}")
            child.kill()  # what it started itself must not meet its successor
        elif now >= self.restart_at[child.name]:
            del self.restart_at[child.name]
            child.start()

    def _take_place(self) -> TextIO:
        """Make var/ and hold it: the lock goes with this process, however it ends."""
        places = self.places
        try:
            places.logs.mkdir(parents=True, exist_ok=True)
            require_room(places.var, ROOM_NEEDED)
            lock = places.lock.open("a+")
        except PermissionError:
            raise CannotStart(
                f"{places.var} belongs to another user of this machine (it may have been made by root).\n"
                "Start as that user, or remove the directory to begin anew."
            ) from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise CannotStart(
                f"The product already runs from this directory (process {holder}).\n"
                "Stop that one first, with Ctrl-C or `kill`; or use it."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        return lock

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        if self._stopping:
            # Asked a second time while stopping: the person is in a hurry.
            for child in self.children:
                child.patience = 0
                if child.is_running:
                    child.kill()
            return
        self._stopping = True
        self.say("Stopping ...")
        raise StopAsked(signal.Signals(number).name)


def require_room(directory: Path, needed: int) -> None:
    """Raise CannotStart where fewer bytes are free: a database that cannot write stops at the worst moment."""
    room = os.statvfs(directory)
    free = room.f_bavail * room.f_frsize
    if free < needed:
        raise CannotStart(
            f"The disk that holds {directory} is nearly full: {free // 1024**2} MB are free and "
            f"{ROOM_NEEDED // 1024**2} MB are needed. Make room and start again."
        )
