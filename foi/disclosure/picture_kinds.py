"""What kind of picture a part of a Word file is, by its content: only such as can do no more than be looked at."""

from __future__ import annotations

import re

from lxml import etree

# How a file of the kind begins, its suffix, its content type.
_KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png", "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "jpeg", "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "gif", "image/gif"),
    (re.compile(rb"BM"), "bmp", "image/bmp"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "tiff", "image/tiff"),
    (re.compile(rb"\x01\x00\x00\x00.{36} EMF", re.DOTALL), "emf", "image/x-emf"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00"), "wmf", "image/x-wmf"),
)
CONTENT_TYPES = {suffix: kind for _, suffix, kind in _KINDS} | {"svg": "image/svg+xml"}
_SVG = "{http://www.w3.org/2000/svg}"
_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/)", re.IGNORECASE)


def suffix_of(content: bytes) -> str:
    """What kind of picture it is by its content; "" for what is none, or one that could do more than be looked at."""
    for start, suffix, _ in _KINDS:
        if start.match(content):
            return suffix
    return "svg" if _is_still_svg(content) else ""


def _is_still_svg(content: bytes) -> bool:
    """A drawing without scripts, animation, and addresses to fetch something from."""
    try:
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    if tree.tag != f"{_SVG}svg" or tree.getroottree().docinfo.internalDTD is not None:
        return False
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        if etree.QName(node).localname in ("script", "foreignObject", "animate", "set", "handler", "iframe"):
            return False
        if _ELSEWHERE.search(node.text or ""):
            return False
        for name, text in node.attrib.items():
            local = etree.QName(name).localname.lower()
            if local.startswith("on") or _ELSEWHERE.search(str(text)):
                return False
            if local == "href" and not re.match(r"#|data:image/(png|jpe?g|gif);", str(text).strip()):
                return False
    return True
