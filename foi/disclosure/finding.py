"""What a check found in something that is about to leave the building."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How grave it is: it may not leave; a named person must clear it with a reason; good to know."""

    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `id` is stable (the check's, such as "D1"); `message` and `hint` are for the officer.

    `place`: the part of a file, a page, a cell; or where it is mended: "question:2a", "letter", "request".
    `about`: the very words or values it speaks of, where the message does not quote them.
    """

    level: Level
    id: str
    message: str
    hint: str = ""
    place: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """Names exactly this finding: once what it speaks of has changed, it is another one (who waived the first has
        not waived the second)."""
        told = "\x1f".join((self.id, self.place, self.message, self.about))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def findings_to_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [asdict(finding) for finding in findings]


def findings_from_json(plain: Iterable[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**{**finding, "level": Level(finding["level"])}) for finding in plain)
