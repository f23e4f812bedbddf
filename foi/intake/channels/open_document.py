"""OpenDocument text (.odt): a walk over content.xml, with the list numbers that LibreOffice only draws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from foi.disclosure.finding import Finding, Level
from foi.intake.channels import list_labels
from foi.intake.channels.archive import open_archive, parse_xml
from foi.intake.channels.list_labels import INDENT
from foi.intake.channels.reading import ASK_AGAIN, LOOK_AND_TYPE, Kind, Reading, Unreadable, excerpt

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
LEVELS = 10
_PLACE = re.compile(r"%([1-9]|10)%")


def qn(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


P, H, LIST, TABLE = qn("text:p"), qn("text:h"), qn("text:list"), qn("table:table")
_LETTERS: Final = {True: list_labels.repeated_letter, False: list_labels.counted_letter}


def read_open_document(data: bytes, name: str) -> Reading:
    parts = open_archive(data)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable("encrypted", "It is protected by a password.", "Ask the sender for it without one.")
    if "content.xml" not in parts:
        raise Unreadable("damaged", "The file is damaged.", ASK_AGAIN)
    content = parse_xml(parts["content.xml"])
    body = content.find(f"{qn('office:body')}/{qn('office:text')}")
    if body is None:
        raise Unreadable("not_accepted", "It is no text document.", LOOK_AND_TYPE)
    styles = [content, *([parse_xml(parts["styles.xml"])] if "styles.xml" in parts else [])]
    findings = [*_tracked(body), *_comments(body), *_page_words(styles[1:])]
    if any(part.startswith(("Basic/", "Scripts/")) for part in parts):
        findings.append(Finding(Level.WARN, "macros", "It holds macros. They were not run."))
    text = "\n".join(_Walk(styles).blocks(body))
    if not text.strip():
        findings.append(Finding(Level.BLOCK, "no_text", "It holds no text, perhaps only pictures.", LOOK_AND_TYPE))
    return Reading(name=name, kind=Kind.OPEN_DOCUMENT, data=data, text=text, findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = ""  # "1", "a", "A", "i", "I"; empty: a number is counted and not drawn
    before: str = ""
    after: str = ""
    shown: int = 1  # how many levels the label shows: 2 in "1.2"
    start: int = 1
    bullet: str = ""
    letters_repeat: bool = False
    pattern: str = ""  # "%1%.%2%)": LibreOffice draws by it where there is one, whatever the others say

    def number(self, number: int) -> str:
        if self.format.lower() == "a":
            label = _LETTERS[self.letters_repeat](number)
        elif self.format.lower() == "i":
            label = list_labels.roman(number)
        else:
            return str(number) if self.format else ""
        return label.upper() if self.format.isupper() else label


class _Walk:
    def __init__(self, roots: list[Any]) -> None:
        self._lists = {
            style.get(qn("style:name")): _levels(style)
            for root in reversed(roots)
            for style in (*root.iter(qn("text:list-style")), *root.iter(qn("text:outline-style")))
        }
        outline = next((style for root in roots for style in root.iter(qn("text:outline-style"))), None)
        self._outline = _levels(outline) if outline is not None else {}
        self._headings: list[int | None] = [None] * LEVELS
        self._list_of_style = {
            style.get(qn("style:name")): style.get(qn("style:list-style-name"))
            for root in reversed(roots)
            for style in root.iter(qn("style:style"))
            if style.get(qn("style:list-style-name"))
        }
        self._last: dict[str, list[int | None]] = {}  # the counters of the last list of each style, and of each id
        self._notes: list[str] = []

    def blocks(self, body: Any) -> Iterator[str]:
        yield from self._in(body)
        for number, words in enumerate(self._notes, start=1):
            yield ""
            yield f"[Note {number}: {words}]"

    def _in(self, container: Any) -> Iterator[str]:
        for child in container:
            if child.tag in (P, H):
                yield ""
                yield from self._lines(child, self._heading_label(child) if child.tag == H else "", 0)
            elif child.tag == LIST:
                yield ""
                yield from self._list(child, "", [None] * LEVELS, 0)
            elif child.tag == TABLE:
                yield ""
                yield from self._table(child)
                yield ""
            elif child.tag in _CONTAINERS:
                yield from self._in(child)
            elif child.tag == qn("draw:frame"):
                yield from self._boxes(child)

    # --- lists --------------------------------------------------------------------------------------------------------

    def _list(self, element: Any, inherited: str, counts: list[int | None], level: int) -> Iterator[str]:
        style = element.get(qn("text:style-name")) or inherited or self._style_of_first(element)
        if level == 0:
            counts = self._continued(element, style) or counts
            self._last[style] = counts
            if identity := element.get(qn("xml:id")):
                self._last[f"#{identity}"] = counts
        levels = self._lists.get(style, {})
        at = min(level, LEVELS - 1)
        for item in element:
            if item.tag not in (qn("text:list-item"), qn("text:list-header")):
                continue
            label = ""
            # An item that only holds a deeper list is there to reach its level, and is not counted.
            if item.tag == qn("text:list-item") and any(child.tag in (P, H) for child in item):
                label = self._count(levels, counts, at, _whole(item.get(qn("text:start-value"))))
            for child in item:
                if child.tag in (P, H):
                    yield from self._lines(child, label, at)
                    label = ""
                elif child.tag == LIST:
                    yield from self._list(child, style, counts, level + 1)
                elif child.tag == TABLE:
                    yield from self._table(child)

    def _continued(self, element: Any, style: str) -> list[int | None] | None:
        if identity := element.get(qn("text:continue-list")):
            return self._last.get(f"#{identity}")
        return self._last.get(style) if element.get(qn("text:continue-numbering")) == "true" else None

    def _style_of_first(self, element: Any) -> str:
        first = next(element.iter(P, H), None)
        return (self._list_of_style.get(first.get(qn("text:style-name"))) or "") if first is not None else ""

    def _count(self, levels: Mapping[int, _Level], counts: list[int | None], at: int, start: int | None) -> str:
        level = levels.get(at, _Level("1", after="."))
        now = counts[at]
        counts[at] = start if start is not None else level.start if now is None else now + 1
        counts[at + 1 :] = [None] * (LEVELS - at - 1)
        if level.bullet:
            return list_labels.bullet(level.bullet)

        def drawn(place: int) -> str:
            one, number = levels.get(place, level), counts[place]
            return one.number(one.start if number is None else number)

        if level.pattern and level.format:
            return _PLACE.sub(lambda found: drawn(min(int(found[1]) - 1, at)), level.pattern).strip()
        shown = [drawn(place) for place in range(max(at - level.shown + 1, 0), at + 1)]
        words = ".".join(label for label in shown if label)
        return f"{level.before}{words}{level.after}".strip() if words else ""

    def _heading_label(self, heading: Any) -> str:
        at = (_whole(heading.get(qn("text:outline-level"))) or 1) - 1
        if not 0 <= at < LEVELS or not (at in self._outline and self._outline[at].format):
            return ""
        if heading.get(qn("text:is-list-header")) == "true":
            return ""
        return self._count(self._outline, self._headings, at, None)

    # --- words --------------------------------------------------------------------------------------------------------

    def _lines(self, paragraph: Any, label: str, level: int) -> Iterator[str]:
        text = self._words(paragraph)
        if not text.strip():
            yield ""
        elif label:
            yield f"{INDENT * level}{label} {text.lstrip()}"
        else:
            yield text
        for box in paragraph.iter(qn("draw:frame")):
            yield from self._boxes(box)

    def _boxes(self, frame: Any) -> Iterator[str]:
        for box in frame.iterchildren(qn("draw:text-box")):
            yield from self._in(box)

    def _words(self, element: Any) -> str:
        words = [element.text or ""] if element.tag not in (qn("text:note"), qn("draw:frame")) else []
        for child in element:
            if child.tag == qn("text:s"):
                words.append(" " * min(_whole(child.get(qn("text:c"))) or 1, 200))
            elif child.tag == qn("text:tab"):
                words.append("\t")
            elif child.tag == qn("text:line-break"):
                words.append("\n")
            elif child.tag == qn("text:note"):
                noted = child.find(qn("text:note-body"))
                self._notes.append(" ".join("".join(noted.itertext()).split()) if noted is not None else "")
                words.append(f" [note {len(self._notes)}]")
            elif child.tag not in _ASIDE and isinstance(child.tag, str):
                words.append(self._words(child))
            words.append(child.tail or "")
        return "".join(words)

    def _table(self, table: Any) -> Iterator[str]:
        for row in table.iter(qn("table:table-row")):
            if next(row.iterancestors(TABLE), None) is not table:
                continue  # of a table in a cell
            cells = ["\n".join(self._in(cell)).strip("\n") for cell in row.iterchildren(qn("table:table-cell"))]
            if len(cells) == 1 or any("\n" in cell for cell in cells):
                for cell in cells:
                    yield cell
                    yield ""
            else:
                yield "\t".join(cell.strip() for cell in cells).rstrip()


_CONTAINERS = {
    qn("text:section"), qn("text:index-body"), qn("text:table-of-content"), qn("text:user-index"),
    qn("text:index-title"), qn("text:numbered-paragraph"), qn("table:table-header-rows"), qn("draw:a"), qn("draw:g"),
}  # fmt: skip
#: what stands in a paragraph and is no part of its words
_ASIDE = {
    qn("office:annotation"), qn("office:annotation-end"), qn("draw:frame"), qn("text:bookmark"), qn("text:change"),
    qn("text:change-start"), qn("text:change-end"), qn("text:soft-page-break"), qn("text:tracked-changes"),
}  # fmt: skip


def _levels(style: Any) -> dict[int, _Level]:
    found = {}
    for element in style:
        at = (_whole(element.get(qn("text:level"))) or 0) - 1
        if not 0 <= at < LEVELS:
            continue
        found[at] = _Level(
            format=element.get(qn("style:num-format")) or "",
            before=element.get(qn("style:num-prefix")) or "",
            after=element.get(qn("style:num-suffix")) or "",
            shown=_whole(element.get(qn("text:display-levels"))) or 1,
            start=_whole(element.get(qn("text:start-value"))) if element.get(qn("text:start-value")) else 1,  # type: ignore[arg-type]
            bullet=element.get(qn("text:bullet-char"))
            or ("•" if element.tag == qn("text:list-level-style-image") else ""),
            pattern=element.get(qn("loext:num-list-format")) or "",
            letters_repeat=element.get(qn("style:num-letter-sync")) == "true",
        )
    return found


def _whole(given: str | None) -> int | None:
    text = (given or "").strip()
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _tracked(body: Any) -> Iterator[Finding]:
    changes = body.find(qn("text:tracked-changes"))
    if changes is None or not len(changes):
        return
    deleted = " ".join(
        " ".join("".join(gone.itertext(P, H, qn("text:span"))).split()) for gone in changes.iter(qn("text:deletion"))
    )
    message = "It holds tracked changes. It was read as if all of them were accepted."
    if deleted.strip():
        message += f" Deleted words: “{excerpt(deleted)}”."
    yield Finding(Level.WARN, "tracked_changes", message, "Ask the sender which version they mean if it matters.")


def _comments(body: Any) -> Iterator[Finding]:
    words = [
        excerpt(" ".join("".join(p.itertext()) for p in note.iter(P))) for note in body.iter(qn("office:annotation"))
    ]
    if words:
        count = "a comment" if len(words) == 1 else f"{len(words)} comments"
        said = "; ".join(f"“{one}”" for one in words[:10])
        yield Finding(Level.WARN, "comments", f"It holds {count}, which the text leaves out: {said}")


def _page_words(roots: list[Any]) -> Iterator[Finding]:
    """Letterheads: an address for the reply is often only there (s.8(1)(b))."""
    places = [place for root in roots for tag in ("style:header", "style:footer") for place in root.iter(qn(tag))]
    lines = dict.fromkeys(" ".join("".join(p.itertext()).split()) for place in places for p in place.iter(P))
    words = " / ".join(line for line in lines if len(line) > 3)
    if words:
        yield Finding(Level.INFORM, "page_header", f"At the head or foot of its pages: “{excerpt(words)}”.")
