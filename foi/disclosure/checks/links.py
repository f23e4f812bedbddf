"""Links that lead to our own computers: nobody outside can open them, and they tell how things are named inside."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_INTERNAL_HOST = re.compile(
    r"(\.(local|internal|lan|corp|intranet|pnn\.police\.uk))$|^[^.]+$|^\d+(\.\d+){3}$", re.IGNORECASE
)


def link_of_ours(target: str) -> str:
    """What is wrong with a link, in a sentence; "" for one that anybody can open."""
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        return f"It links to a file on a computer of ours: {target}"
    if parts.scheme == "file" or "\\" in target:
        return f"It links to a file on a computer of ours: {target}"
    if parts.scheme in ("http", "https") and _INTERNAL_HOST.search(host):
        return f"It links to an address that only we can open: {target}"
    return ""
