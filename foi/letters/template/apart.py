"""Looking into an uploaded template in a process of its own."""

from __future__ import annotations

import base64
import json
from typing import Any

from foi.apart import GaveUp, run
from foi.disclosure.finding import Finding, Level, findings_from_json, findings_to_json
from foi.letters.template.adopt import Adopted
from foi.letters.template.opening import SAVE_AS

MAX_MEMORY = 1_000 * 1024 * 1024  # bytes of address space
MAX_SECONDS = 30


def adopt_apart(data: bytes, authority: str, *, seconds: float = MAX_SECONDS) -> Adopted:
    """As `adopt.adopt`, in a process that is stopped after `seconds` or when it takes too much memory. Never raises."""
    asked = json.dumps({"authority": authority}).encode() + b"\n" + data
    try:
        return from_json(json.loads(run("foi.letters.template", data=asked, seconds=seconds, what="Looking into it")))
    except GaveUp as why:
        return Adopted((Finding(Level.BLOCK, "T1", str(why), SAVE_AS),))


def to_json(adopted: Adopted) -> dict[str, Any]:
    template = base64.b64encode(adopted.template).decode("ascii") if adopted.template is not None else None
    return {"findings": findings_to_json(adopted.findings), "template": template}


def from_json(plain: dict[str, Any]) -> Adopted:
    template = base64.b64decode(plain["template"]) if plain["template"] is not None else None
    return Adopted(findings_from_json(plain["findings"]), template)
