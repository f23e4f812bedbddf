"""What surrounds the body of a Word letter: headers, footers, the file's properties."""

from __future__ import annotations

import re

from foi.letters.structure import Letter, Letterhead, date_words
from foi.letters.word_xml import as_bytes, escaped, words

_PAGE_NUMBERS = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


#: what a template may leave to each letter: typed as {{reference}} in the text of a header or footer
PLACEHOLDERS = ("reference", "date", "authority", "team", "marking")


def filling(tag: str, letter: Letter) -> str:
    """What stands in the place of a template's content control with that tag, or of a placeholder within a text."""
    head = letter.letterhead
    match tag:
        case "{{reference}}":
            return escaped(letter.reference)
        case "{{date}}":
            return escaped(date_words(letter.dated_on, letter.language) if letter.dated_on else letter.undated)
        case "{{authority}}" | "{{team}}" | "{{marking}}":
            return escaped(getattr(head, tag.strip("{}")))
        case "letterhead":
            return _letterhead(head)
        case "page_line":
            return "".join(_page_number(piece) for piece in _PAGE_NUMBERS.split(head.page_line))
        case "reference_line":
            return words(head.reference_line)
        case "marking":
            return words(head.marking)
    raise ValueError(tag)


def _letterhead(head: Letterhead) -> str:
    lines = (
        ("LetterheadName", head.authority),
        ("LetterheadTeam", head.team),
        ("LetterheadContact", "\n".join(head.contact)),
    )
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{words(text)}</w:p>' for style, text in lines if text
    )


def _page_number(piece: str) -> str:
    """The pieces of "Page {page} of {pages}": Word's own fields for the two names."""
    if piece in _FIELDS:
        return f'<w:fldSimple w:instr=" {_FIELDS[piece]} ">{words("1")}</w:fldSimple>'
    return words(piece)


def core_properties(letter: Letter) -> bytes:
    """The file's properties: title, authority and language, and the day of the letter. No person, no program."""
    moments = ""
    if letter.dated_on:
        moments = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{letter.dated_on.isoformat()}T00:00:00Z</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return as_bytes(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(letter.title)}</dc:title><dc:creator>{escaped(letter.letterhead.authority)}</dc:creator>"
        f"<dc:language>{escaped(letter.language)}</dc:language>{moments}</cp:coreProperties>"
    )
