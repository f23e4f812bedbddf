"""Looking into an uploaded template in a process of its own: a file made to exhaust us exhausts that process."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import foi
from foi.disclosure.finding import Finding, Level, findings_from_json, findings_to_json
from foi.letters.template.adopt import Adopted
from foi.letters.template.opening import SAVE_AS

MAX_MEMORY = 1_000 * 1024 * 1024  # bytes of address space
MAX_SECONDS = 30
ROOT = Path(foi.__file__).parents[1]  # from where `-m` finds the package


def adopt_apart(data: bytes, authority: str, *, seconds: float = MAX_SECONDS) -> Adopted:
    """As `adopt.adopt`, in a process that is stopped after `seconds` or when it takes too much memory. Never raises."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "foi.letters.template"],
            cwd=ROOT, input=json.dumps({"authority": authority}).encode() + b"\n" + data,
            capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return _gave_up(f"Looking into it took longer than {seconds:g} seconds.")
    if done.returncode:
        return _gave_up("Looking into it took more memory than any template needs.")
    return from_json(json.loads(done.stdout))


def _gave_up(why: str) -> Adopted:
    return Adopted((Finding(Level.BLOCK, "T1", why, SAVE_AS),))


def to_json(adopted: Adopted) -> dict[str, Any]:
    template = base64.b64encode(adopted.template).decode("ascii") if adopted.template is not None else None
    return {"findings": findings_to_json(adopted.findings), "template": template}


def from_json(plain: dict[str, Any]) -> Adopted:
    template = base64.b64decode(plain["template"]) if plain["template"] is not None else None
    return Adopted(findings_from_json(plain["findings"]), template)
