"""Text as WordprocessingML: escaped, and without loss.

The XML of a letter is put together as text, which is several times quicker than building a tree and reads like the
result; every word of a letter goes through `escaped` on its way.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from foi.letters.markdown import NOT_XML, is_safe_link

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_BREAKS = re.compile(r"([\n\t])")
_AS_XML = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")


def escaped(text: str) -> str:
    """Text as it may stand between tags or in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def as_bytes(xml: str) -> bytes:
    """A finished part. Characters that XML forbids in any spelling are taken out here, at the very end."""
    return (DECLARATION + NOT_XML.sub("", xml)).encode()


def words(text: str, look: str = "") -> str:
    """A run: text with its line breaks and tabs as Word's own, under the run properties `look` (XML)."""
    if not text:
        return ""
    if "\n" in text or "\t" in text:
        inner = "".join(_AS_XML.get(piece) or _text(piece) for piece in _BREAKS.split(text) if piece)
    else:
        inner = _text(text)
    return f"<w:r>{look}{inner}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'


def link_target(href: str) -> str:
    """An address that may stand in a relation, or "": Word calls a file with a malformed one damaged."""
    if not is_safe_link(href):
        return ""
    target = percent_encoded(NOT_XML.sub("", href), safe="/:?#[]@!$&'()*+,;=%~-._")
    target = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", target)
    parts = urlsplit(target)
    if parts.scheme == "mailto":
        return target if "@" in parts.path and not re.search(r"[\[\]:#]", parts.path) else ""
    if not _HOST.fullmatch(parts.netloc) or re.search(r"[\[\]]", target) or target.count("#") > 1:
        return ""
    return target
