"""Checking in a process of its own: a file made to exhaust us exhausts that process, and nobody waits for ever."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import foi
from foi.disclosure.finding import Finding, Level, findings_from_json

MAX_MEMORY = 1_000 * 1024 * 1024  # bytes of address space
MAX_SECONDS = 20
ROOT = Path(foi.__file__).parents[1]  # from where `-m` finds the package
_SMALLER = "Make it smaller, or in parts, and add that."


def check_apart(data: bytes, name: str, *, seconds: float = MAX_SECONDS) -> list[Finding]:
    """As `file.check_file`, in a process that is stopped after `seconds` or when it takes too much memory."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "foi.disclosure.checks", Path(name).suffix],
            cwd=ROOT, input=data, capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return [_gave_up(f"Checking it took longer than {seconds:g} seconds.")]
    if done.returncode:
        return [_gave_up("Checking it took more memory than any file for a letter needs.")]
    return list(findings_from_json(json.loads(done.stdout)))


def _gave_up(why: str) -> Finding:
    return Finding(Level.BLOCK, "F2", why, _SMALLER)
