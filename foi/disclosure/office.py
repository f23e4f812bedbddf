"""Files of Word and Excel as archives of parts."""

from __future__ import annotations

import re

# "Strict Open XML", a choice when Word or Excel save: the same elements under other names.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def as_usually_named(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a Word or Excel file, the names of ISO/IEC 29500 Strict exchanged for those that libraries know."""
    return {
        name: _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
        if name.endswith((".xml", ".rels"))
        else content
        for name, content in parts.items()
    }
