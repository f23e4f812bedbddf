"""Work on a file in a process of its own: what is made to exhaust us exhausts that process, and nobody waits for ever.

A package that works apart has a `__main__` that does it, `with_limits`, and a function that calls `run` with its name.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import foi

ROOT = Path(foi.__file__).parents[1]  # from where `-m` finds the package


class GaveUp(Exception):
    """Nothing came of it; the text says why, and begins with `what`."""


def run(package: str, *arguments: str, data: bytes, seconds: float, what: str) -> bytes:
    """What `package` wrote of the `data` that it was given. what: "Reading it", for the words of GaveUp."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", package, *arguments],
            cwd=ROOT, input=data, capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise GaveUp(f"{what} took longer than {seconds:g} seconds.") from late
    if done.returncode:
        raise GaveUp(f"{what} took more memory than any such file needs.")
    return done.stdout


def with_limits(work: Callable[[], None], *, memory: int) -> None:
    """Do the work of the process, which ends where it takes more than `memory` bytes of address space."""
    try:
        import resource
    except ImportError:  # Windows: the time limit alone holds there
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        work()
    except MemoryError:
        sys.exit(3)
