"""Word's fields. In a template only those may stand that fetch nothing, ask for nothing and change with nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from foi.disclosure.finding import Finding, Level
from foi.letters.template.word import value, w
from foi.letters.word_xml import link_target

ALLOWED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK", "STYLEREF", "TITLE", "SYMBOL")
_NEVER = """
LINK INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT DDE DDEAUTO DATABASE MERGEFIELD MERGEREC NEXT RD ASK FILLIN FILENAME
MACROBUTTON GOTOBUTTON EMBED AUTOTEXT AUTOTEXTLIST ADDIN DOCVARIABLE PRINT HTMLACTIVEX
"""
_FETCHING = frozenset(_NEVER.split())
_ADDRESS = re.compile(r'HYPERLINK\s+(?!\\l)"?([^"\s]+)', re.IGNORECASE)


def codes(tree: Any) -> Iterator[str]:
    """What each field says, put together again: Word may spread a code over any number of runs."""
    open_fields: list[list[str]] = []
    for node in tree.iter(w("fldSimple"), w("fldChar"), w("instrText")):
        if node.tag == w("fldSimple"):
            yield value(node, "instr").strip()
        elif node.tag == w("instrText"):
            if not open_fields:
                open_fields.append([])
            open_fields[-1].append(node.text or "")
        elif value(node, "fldCharType") == "begin":
            open_fields.append([])
        elif value(node, "fldCharType") == "end" and open_fields:
            yield "".join(open_fields.pop()).strip()
    yield from ("".join(field).strip() for field in open_fields)


def field_findings(tree: Any, place: str, *, printed: bool) -> Iterator[Finding]:
    """`printed`: the part is in every letter; of one that is not, only what is dangerous to open is told."""
    for code in codes(tree):
        name = (code.split() or [""])[0].upper()
        if name in _FETCHING or "\\\\" in code or (name == "HYPERLINK" and not _is_safe(code)):
            yield Finding(
                Level.BLOCK, "T5", f"The template holds a field that fetches or asks for something: {code[:60]}",
                "Click on it, press Ctrl+Shift+F9 to turn it into plain text, or delete it.", place,
            )  # fmt: skip
        elif printed and name and name not in ALLOWED:
            yield Finding(
                Level.BLOCK, "T6", f"The template holds a field that letters cannot have: {code[:60]}",
                "A letter must read the same whenever it is opened. Page numbers are fine; for the date and the "
                "reference type {{date}} and {{reference}}.", place,
            )  # fmt: skip


def _is_safe(code: str) -> bool:
    address = _ADDRESS.match(code)
    return address is None or bool(link_target(address[1]))
