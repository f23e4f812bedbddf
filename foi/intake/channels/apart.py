"""Reading in a process of its own."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from foi.apart import GaveUp, run
from foi.disclosure.finding import Finding, Level
from foi.intake.channels.reading import (
    ASK_FOR_TEXT,
    MAX_FILE_BYTES,
    MAX_SECONDS,
    Kind,
    Reading,
    tidy_name,
)

MAX_MEMORY = 1_500 * 1024 * 1024  # bytes of address space; a mail with 60 MB of attachments takes half of it


def read_apart(data: bytes, name: str, *, seconds: float = MAX_SECONDS) -> Reading:
    """As `read.read`, in a process that is stopped after `seconds` or when it takes too much memory. Never raises."""
    name = tidy_name(name, "file")
    if len(data) > MAX_FILE_BYTES:
        from foi.intake.channels.read import read

        return read(data, name)  # it says so without looking into the file
    try:
        told = run("foi.intake.channels", name, data=data, seconds=seconds, what="Reading it")
    except GaveUp as why:
        too_heavy = Finding(Level.BLOCK, "too_heavy", str(why), ASK_FOR_TEXT)
        return Reading(name=name, kind=Kind.OTHER, data=data, findings=(too_heavy,))
    return from_json(json.loads(told), data)


def to_json(reading: Reading, *, with_data: bool = False) -> dict[str, Any]:
    """Plain values. The file's own bytes are left out, for the caller has them; those of attachments are not."""
    plain = asdict(replace(reading, data=b"", attachments=()))
    plain["data"] = base64.b64encode(reading.data).decode("ascii") if with_data else ""
    plain["attachments"] = [to_json(attached, with_data=True) for attached in reading.attachments]
    for moment in ("received_at", "sent_at"):
        plain[moment] = plain[moment].isoformat() if plain[moment] else None
    return plain


def from_json(plain: dict[str, Any], data: bytes | None = None) -> Reading:
    moments = {key: datetime.fromisoformat(plain[key]) if plain[key] else None for key in ("received_at", "sent_at")}
    return Reading(
        **{
            **plain,
            **moments,
            "kind": Kind(plain["kind"]),
            "data": base64.b64decode(plain["data"]) if data is None else data,
            "recipients": tuple(plain["recipients"]),
            "thread": tuple(plain["thread"]),
            "attachments": tuple(from_json(attached) for attached in plain["attachments"]),
            "findings": tuple(_findings(plain["findings"])),
        }
    )


def _findings(plain: list[dict[str, Any]]) -> Iterator[Finding]:
    for finding in plain:
        yield Finding(**{**finding, "level": Level(finding["level"])})
