"""Rich Text Format (.rtf), and the text that Outlook keeps in it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import compressed_rtf
from striprtf.striprtf import rtf_to_text

from foi.disclosure.finding import Finding, Level
from foi.intake.channels.list_labels import INDENT, bullet
from foi.intake.channels.reading import ASK_FOR_TEXT, LOOK_AND_TYPE, MAX_UNPACKED_BYTES, Kind, Reading, Unreadable

# What stands beside the text: the library leaves it out, so the officer is told.
_ASIDE = (
    (re.compile(r"\\footnote\b"), "footnotes"),
    (re.compile(r"\\shptxt\b|\\dptxbxtext\b"), "text boxes"),
    (re.compile(r"\\annotation\b"), "comments"),
    (re.compile(r"\\(?:header|footer)[lrf]?\b"), "words at the head or foot of its pages"),
    (re.compile(r"\\objdata\b"), "other files within it"),
)
# A label, and further on in the same paragraph the level that it is of.
_LABEL = re.compile(r"\{\\listtext(?=[^{}]{0,400}\}(?:\\[a-z]+-?\d* ?|\s){0,60}?\\ilvl([0-8])\b)")
_PARAGRAPH = re.compile(r"\\par(?![a-z])")
_END = "\ue000"  # marks the end of a paragraph, which the library writes like a broken line
_ITEM = re.compile(r"^( *?) ?(\S{1,8})\t(?=\S)")
_TRACKED = re.compile(r"\\(?:revised|deleted)(?!0)\b")


def read_rich_text(data: bytes, name: str) -> Reading:
    text, findings = rich_text(data)
    if not text.strip():
        findings = (
            *findings,
            Finding(Level.BLOCK, "no_text", "It holds no text, perhaps only pictures.", LOOK_AND_TYPE),
        )
    return Reading(name=name, kind=Kind.RICH_TEXT, data=data, text=text, findings=findings)


def outlook_text(compressed: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The words of a message whose text Outlook kept as compressed Rich Text ([MS-OXRTFCP]) and in no other form.

    Where that was made of HTML ([MS-OXRTFEX]), the tags are in groups that a reader of Rich Text passes over.
    """
    if int.from_bytes(compressed[4:8], "little") > MAX_UNPACKED_BYTES:
        raise Unreadable("too_large", "Its text is larger than any letter.", ASK_FOR_TEXT)
    return rich_text(compressed_rtf.decompress(compressed))


def rich_text(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    source = data.decode("cp1252", "replace")
    # List numbers, as WordPad and old programs write them: the library knows only the newer group of the same use.
    marked = _LABEL.sub(_indented, source.replace("{\\pntext", "{\\listtext"))
    marked = _PARAGRAPH.sub(rf"\\u{ord(_END)}?\\par", marked)
    words = rtf_to_text(marked, encoding="cp1252", errors="replace")
    return "\n".join(_lines(words)), tuple(_told(source))


def _indented(label: re.Match[str]) -> str:
    return f"{label[0]} {INDENT * int(label[1])}"


def _lines(words: str) -> Iterator[str]:
    """Paragraphs apart, the items of a list and what is only broken into lines together; rows of a table with tabs."""
    last: str | None = None  # what the paragraph before was
    begins = True
    for line in words.split("\n"):
        ends = line.endswith(_END)
        line = line.replace(_END, "")
        kind = "row" if line.endswith("|") else "item" if _ITEM.match(line) else ""
        if begins and last is not None and not (kind and kind == last):
            yield ""
        yield line[:-1].replace("|", "\t") if kind == "row" else _ITEM.sub(_labelled, line)
        last = kind if begins else last
        begins = ends or kind == "row"


def _labelled(item: re.Match[str]) -> str:
    # In a font of signs the code of a bullet means no character.
    label = bullet(item[2]) if re.fullmatch("[\ufffd\ue000-\uf8ff]", item[2]) else item[2]
    return f"{item[1]}{label} "


def _told(source: str) -> Iterator[Finding]:
    aside = [what for pattern, what in _ASIDE if pattern.search(source)]
    if aside:
        yield Finding(
            Level.WARN, "aside", f"It holds {', '.join(aside)}, which the text leaves out.", "Look at the original."
        )
    if _TRACKED.search(source):
        yield Finding(
            Level.WARN, "tracked_changes", "It holds tracked changes. Words that were deleted may be in the text.",
            "Compare it with the original.",
        )  # fmt: skip
