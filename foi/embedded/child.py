"""One child process: started in a session of its own, its words in a log, dead when its parent dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from foi.embedded.service_user import LIBC

PR_SET_PDEATHSIG = 1
LARGEST_LOG = 5 * 1024 * 1024


@dataclass
class Child:
    """What to run, and how it is asked to stop.

    `become` runs in the child before the program does (see ServiceUser.becoming). `when_orphaned` is what the
    kernel sends should this process die without a word; it must be a signal after which nothing is waited for.
    A server outlives, on the way down, the programs that use it.
    """

    name: str
    command: list[str]
    log: Path
    directory: Path = Path("/")
    environment: dict[str, str] = field(default_factory=dict)
    become: Callable[[], None] = lambda: None
    stop_with: signal.Signals = signal.SIGTERM
    when_orphaned: signal.Signals = signal.SIGTERM
    patience: float = 30
    is_server: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start the program. Only the main thread may: the kernel ties a child to the thread that made it."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        parent = os.getpid()

        def before_exec() -> None:
            self.become()
            if sys.platform == "linux":
                # After the change of user, which would clear it; and the parent may have died meanwhile.
                LIBC.prctl(PR_SET_PDEATHSIG, int(self.when_orphaned), 0, 0, 0)
                if os.getppid() != parent:
                    os._exit(1)

        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.directory,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches the whole foreground group; the children are stopped in order instead.
                start_new_session=True,
                preexec_fn=before_exec,
            )
        self.started_at = time.monotonic()

    def ask_to_stop(self) -> None:
        """Send the polite signal and return at once."""
        if self.is_running and self.process:
            self.process.send_signal(self.stop_with)

    def wait_or_kill(self) -> None:
        """Give the child its patience to finish, then end it and what it started."""
        if self.process is None:
            return
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self.kill()

    def kill(self) -> None:
        """End the child's whole session at once, stragglers included."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        self.process.wait()
