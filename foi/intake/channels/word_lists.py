"""The list numbers of a Word file. They are not in its text: Word draws them from numbering.xml each time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from foi.intake.channels import list_labels

LEVELS = 9
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def qn(name: str) -> str:
    return f"{{{_WORD}}}{name.removeprefix('w:')}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": list_labels.repeated_letter,
    "upperLetter": lambda number: list_labels.repeated_letter(number).upper(),
    "lowerRoman": list_labels.roman,
    "upperRoman": lambda number: list_labels.roman(number).upper(),
    "ordinal": list_labels.ordinal,
    "none": lambda number: "",
}
_PLACE = re.compile(r"%([1-9])")
# Word's own styles for the second to fifth level of a list: each is the outermost level of a list of its own.
_DEEPER = re.compile(r"list (?:number|bullet) ([2-5])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = "%1."
    restart_after: int | None = None  # a level (1 is the outermost) whose items start this one anew; 0: nothing does
    legal: bool = False  # all numbers in it in figures
    style: str = ""


@dataclass(slots=True)
class _List:
    """One w:num: the levels in force, and which counters (those of its w:abstractNum) it moves."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)  # level -> where this list begins anew


class Numbering:
    """Walk the paragraphs in order and ask for each one's label."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """numbering, styles: the roots of those two parts, or None where the file has none."""
        self._styles = (
            {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))} if styles is not None else {}
        )
        self._abstract = _by_id(numbering, "w:abstractNum", "w:abstractNumId")
        self._lists = {id: self._read(num) for id, num in _by_id(numbering, "w:num", "w:numId").items()}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> tuple[str, int]:
        """What Word draws before a w:p, and its level from 0; ("", 0) if it is no item of a list."""
        found = self._list_of(paragraph)
        if found is None:
            return "", 0
        num_id, at = found
        numbered = self._lists[num_id]
        level = numbered.levels.get(at, _Level(text=f"%{at + 1}."))
        counts = self._counts[numbered.counters]
        if at in numbered.starts and (num_id, at) not in self._begun:
            counts[at] = numbered.starts[at]
        else:
            now = counts[at]
            counts[at] = level.start if now is None else now + 1
        self._begun.add((num_id, at))
        for below in range(at + 1, LEVELS):
            after = numbered.levels[below].restart_after if below in numbered.levels else None
            if after is None or (after and at + 1 <= after):
                counts[below] = None
        shown_at = at or self._depth_of_style(paragraph)
        if level.format == "bullet":
            return list_labels.bullet(level.text), shown_at
        return _PLACE.sub(
            lambda place: self._number(numbered, counts, int(place[1]) - 1, level), level.text
        ).strip(), shown_at

    def _number(self, numbered: _List, counts: list[int | None], at: int, shown_in: _Level) -> str:
        level = numbered.levels.get(at, _Level())
        number = counts[at]
        if number is None:  # an inner item before any outer one
            number = counts[at] = level.start
        if shown_in.legal or level.format == "bullet":
            return str(number)
        return _FORMATS.get(level.format, str)(number)

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """(w:numId, level): of the paragraph itself, else of its style or the styles that is based on."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        own = properties.find(qn("w:numPr"))
        style = _value(properties, "w:pStyle")
        num_id, at = _reference(own)
        if num_id is None:
            num_id, inherited, named = self._from_style(style)
            if at is None:
                at = inherited
            if at is None and num_id in self._lists:
                at = next(
                    (level for level, one in self._lists[num_id].levels.items() if one.style and one.style == named), 0
                )
        if num_id is None or num_id == "0" or num_id not in self._lists:
            return None
        return num_id, min(max(at or 0, 0), LEVELS - 1)

    def _from_style(self, style: str | None) -> tuple[str | None, int | None, str]:
        at: int | None = None
        for name, element in self._based_on(style):
            num_id, level = _reference(element.find(f"{qn('w:pPr')}/{qn('w:numPr')}"))
            at = level if at is None else at
            if num_id is not None:
                return num_id, at, name
        return None, None, ""

    def _depth_of_style(self, paragraph: Any) -> int:
        """ "List Number 2" stands a level deeper than "List Number", whatever its list says."""
        for _, element in self._based_on(_value(paragraph.find(qn("w:pPr")), "w:pStyle")):
            if found := _DEEPER.fullmatch(_value(element, "w:name") or ""):
                return int(found[1]) - 1
        return 0

    def _based_on(self, style: str | None) -> Iterator[tuple[str, Any]]:
        """The style and those that it is based on."""
        for _ in range(20):
            element = self._styles.get(style)
            if element is None:
                return
            yield style or "", element
            style = _value(element, "w:basedOn")

    def _read(self, num: Any) -> _List:
        reference = num.find(qn("w:abstractNumId"))
        abstract_id = reference.get(qn("w:val")) if reference is not None else ""
        abstract = self._linked(self._abstract.get(abstract_id))
        made = _List(abstract_id or "", {})
        if abstract is not None:
            made.counters = abstract.get(qn("w:abstractNumId")) or ""
            made.levels = {_whole(level.get(qn("w:ilvl"))): _level(level) for level in abstract.iter(qn("w:lvl"))}
        for override in num.iter(qn("w:lvlOverride")):
            at = _whole(override.get(qn("w:ilvl")))
            if (own := override.find(qn("w:lvl"))) is not None:
                made.levels[at] = _level(own)
            if (start := override.find(qn("w:startOverride"))) is not None:
                made.starts[at] = _whole(start.get(qn("w:val")))
        return made

    def _linked(self, abstract: Any | None) -> Any | None:
        """A list that borrows the levels of a numbering style: those of the style's own list."""
        for _ in range(5):
            link = abstract.find(qn("w:numStyleLink")) if abstract is not None else None
            if link is None:
                return abstract
            style = link.get(qn("w:val"))
            owner = next(
                (
                    one
                    for one in self._abstract.values()
                    if (own := one.find(qn("w:styleLink"))) is not None and own.get(qn("w:val")) == style
                ),
                None,
            )
            if owner is None:
                return abstract
            abstract = owner
        return abstract


def _value(element: Any, tag: str) -> str | None:
    found = element.find(qn(tag))
    return found.get(qn("w:val")) if found is not None else None


def _by_id(root: Any | None, tag: str, key: str) -> Mapping[str, Any]:
    return {} if root is None else {element.get(qn(key)): element for element in root.iterchildren(qn(tag))}


def _reference(properties: Any | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    num_id, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
    return (
        num_id.get(qn("w:val")) if num_id is not None else None,
        _whole(level.get(qn("w:val"))) if level is not None else None,
    )


def _level(element: Any) -> _Level:
    def value(tag: str, otherwise: str = "") -> str:
        found = element.find(qn(tag))
        return otherwise if found is None else found.get(qn("w:val")) or otherwise

    legal = element.find(qn("w:isLgl"))
    restart = element.find(qn("w:lvlRestart"))
    return _Level(
        start=_whole(value("w:start"), 1),
        format=value("w:numFmt", "decimal"),
        text=value("w:lvlText"),
        restart_after=_whole(restart.get(qn("w:val"))) if restart is not None else None,
        legal=legal is not None and legal.get(qn("w:val")) not in ("0", "false", "off"),
        style=value("w:pStyle"),
    )


def _whole(given: str | None, otherwise: int = 0) -> int:
    text = (given or "").strip()
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise
