"""Web pages and the HTML of mails: to text, with the numbers that a browser draws."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any, Final

import lxml.html
import nh3
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.html_engine import Inscriptis
from inscriptis.model.config import ParserConfig
from inscriptis.model.tag import CustomHtmlTagHandlerMapping

from foi.disclosure.finding import Finding, Level
from foi.intake.channels import list_labels
from foi.intake.channels.reading import Kind, Reading
from foi.intake.channels.style_sheet import LIST_STYLES, StyleSheet, hidden_words, list_style
from foi.intake.channels.text import decode

# What says how a list is numbered, and what tells a quoted mail from other indented text.
_KEPT = {"ol": {"start", "type", "reversed", "style", "class"}, "ul": {"style", "class"},
         "li": {"value", "type", "style", "class"},
         "blockquote": {"type", "class"}, "td": {"rowspan"}, "th": {"rowspan"}}  # fmt: skip
_NUMBERED: Final[dict[str, Callable[[int], str]]] = {
    "a": list_labels.counted_letter, "A": lambda number: list_labels.counted_letter(number).upper(),
    "i": list_labels.roman, "I": lambda number: list_labels.roman(number).upper(), "1": str,
}  # fmt: skip


def read_web_page(data: bytes, name: str) -> Reading:
    text, findings = decode(data, _declared(data))
    words, more = html_to_text(text)
    return Reading(name=name, kind=Kind.WEB_PAGE, data=data, text=words, findings=findings + more)


def html_to_text(html: str) -> tuple[str, tuple[Finding, ...]]:
    """The words of `html`. Scripts and styles are dropped unread, and nothing is fetched."""
    clean = nh3.clean(
        html, tags=nh3.ALLOWED_TAGS, clean_content_tags={"script", "style", "title"}, attributes=_KEPT, link_rel=None
    )
    if not clean.strip():
        return "", ()
    try:
        tree = lxml.html.fromstring(
            f"<div>{clean}</div>", parser=lxml.html.HTMLParser(huge_tree=False, no_network=True)
        )
        sheet = StyleSheet(html)
        for listed in tree.iter("ol", "ul", "li"):
            if not _list_style(listed) and (kind := sheet.list_style(listed)):
                listed.set("style", f"list-style-type: {kind}")
        for quoted in reversed(list(tree.iter("blockquote"))):
            _mark_as_quoted(quoted)
        for listed in tree.iter("ol", "ul"):
            _number(listed)
        text = _text_of(tree)
    except RecursionError:
        text = ""
    bare = unescape(nh3.clean(clean, tags=set()))
    if _letters(text) < _letters(bare) * 0.9:
        # The parser drops what is nested hundreds deep without a word.
        return bare, (
            Finding(Level.WARN, "nested", "It is nested too deeply for its layout to be read; its words are kept."),
        )
    return text, tuple(hidden_words(html))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _text_of(tree: Any) -> str:
    handlers = CustomHtmlTagHandlerMapping(start_tag_mapping={"li": _start_item}, end_tag_mapping={})
    config = ParserConfig(css=STRICT_CSS_PROFILE, table_cell_separator="\t", custom_html_tag_handler_mapping=handlers)
    lines = Inscriptis(tree, config).get_text().replace("\xa0", " ").split("\n")
    # Cells come padded into columns, which only a typewriter's letters keep.
    return "\n".join(
        "\t".join(cell.strip() for cell in line.split("\t")).rstrip() if "\t" in line else line for line in lines
    )


def _start_item(state: Any, attributes: Any) -> None:
    state.tags[-1].list_bullet = attributes.get("data-label", "• ")
    state.tags[-1].write("")


def _number(listed: Any) -> None:
    """Give each item the label that a browser would draw."""
    items = [child for child in listed if child.tag == "li"]
    kind = LIST_STYLES.get(_list_style(listed)) or listed.get("type") or ("1" if listed.tag == "ol" else "")
    if kind not in _NUMBERED or (listed.tag == "ul" and not _list_style(listed)):
        kind = "1" if listed.tag == "ol" else ""
    step = -1 if listed.get("reversed") is not None else 1
    number = _whole(listed.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _whole(item.get("value"), number)
        said = _list_style(item)
        own = "none" if "none" in (_list_style(listed), said) else LIST_STYLES.get(said) or kind
        if item.get("type") in _NUMBERED and not said:
            own = item.get("type")
        item.set("data-label", "" if own == "none" else f"{_NUMBERED[own](number)}. " if own else "• ")
        number += step


def _list_style(element: Any) -> str:
    return list_style(element.get("style") or "")


def _whole(given: str | None, otherwise: int) -> int:
    digits = (given or "").strip()
    return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 9 else otherwise


def _mark_as_quoted(quoted: Any) -> None:
    """A quoted mail gets the marks that plain text has, so that what others wrote is not taken for the sender's."""
    if quoted.get("type") != "cite" and "gmail_quote" not in (quoted.get("class") or ""):
        return
    for listed in quoted.iter("ol", "ul"):
        _number(listed)
    tail, quoted.tail = quoted.tail, None
    text = _text_of(quoted).strip("\n")
    for child in list(quoted):
        quoted.remove(child)
    quoted.tag, quoted.tail = "pre", tail
    quoted.text = (
        "\n".join(f"> {line}".rstrip() if not line.startswith(">") else f">{line}" for line in text.split("\n")) + "\n"
    )


def _declared(data: bytes) -> str:
    """The charset that the page's own <meta> names."""
    head = data[:2_000].decode("ascii", "replace").lower()
    _, found, rest = head.partition("charset=")
    name = rest.lstrip("\"' ")
    end = next((at for at, mark in enumerate(name) if not (mark.isalnum() or mark in "-_:.")), len(name))
    return name[:end] if found and end <= 40 else ""
