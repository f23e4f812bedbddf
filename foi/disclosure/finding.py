"""What a check found in something that is about to leave the building."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave it is: it may not leave; a named person must clear it with a reason; good to know."""

    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `id` is stable (the check's, such as "D1"); `message` and `hint` are for the officer."""

    level: Level
    id: str
    message: str
    hint: str = ""
    place: str = ""  # the part of the file, the page, the cell
