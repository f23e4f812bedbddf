"""Checking in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

from foi.apart import GaveUp, run
from foi.disclosure.finding import Finding, Level, findings_from_json

MAX_MEMORY = 1_000 * 1024 * 1024  # bytes of address space
MAX_SECONDS = 20


def check_apart(data: bytes, name: str, *, seconds: float = MAX_SECONDS) -> list[Finding]:
    """As `file.check_file`, in a process that is stopped after `seconds` or when it takes too much memory."""
    try:
        told = run("foi.disclosure.checks", Path(name).suffix, data=data, seconds=seconds, what="Checking it")
    except GaveUp as why:
        return [Finding(Level.BLOCK, "F2", str(why), "Make it smaller, or in parts, and add that.")]
    return list(findings_from_json(json.loads(told)))
