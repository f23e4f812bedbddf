"""What keeps a start from succeeding, in words for the person at the keyboard."""

from pathlib import Path


class CannotStart(Exception):
    """The start failed; the text says why and what to do, and needs no traceback."""


def end_of(log: Path, lines: int = 12) -> str:
    """Return the last lines of a log, indented, under its name; enough to see what a server said before it stopped."""
    try:
        said = log.read_text(errors="replace").splitlines()[-lines:]
    except OSError:
        said = []
    return "\n".join([f"The end of {log}:", *(f"  {line}" for line in said or ["(empty)"])])
