"""What the style sheet in a page's own head says of it: how lists are numbered, and what no reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import nh3

from foi.disclosure.finding import Finding, Level
from foi.intake.channels.reading import excerpt

#: what CSS calls a numbering -> what HTML calls it
LIST_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
               "upper-roman": "I", "decimal": "1"}  # fmt: skip
_MOST = 200_000  # characters of style sheets that are looked at
_BEGINS = re.compile(r"<style\b", re.IGNORECASE)
_BRACE = re.compile(r"([{}])")
_SELECTOR = re.compile(r"(ol|ul|li|div|span|p|td|tr|table)?(?:\.([\w-]+))?", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")


class StyleSheet:
    """Rules for an element, a class, or a class of an element: what programs write. Others are passed over."""

    def __init__(self, html: str) -> None:
        self._lists: dict[tuple[str, str], str] = {}
        self._hidden: set[tuple[str, str]] = set()
        for selectors, style in _rules(html):
            kind, hides = list_style(style), bool(_NOT_SHOWN.search(style))
            for selector in selectors.split(",") if kind in LIST_STYLES or hides else ():
                if found := _SELECTOR.fullmatch(selector.strip()):
                    meant = (found[1] or "").lower(), found[2] or ""
                    # "None" is passed over: programs that say so draw the numbers in another way.
                    if kind in LIST_STYLES:
                        self._lists[meant] = kind
                    if hides:
                        self._hidden.add(meant)

    def list_style(self, element: Any) -> str:
        return next((self._lists[meant] for meant in _named(element) if meant in self._lists), "")

    def hides(self, element: Any) -> bool:
        style = (element.get("style") or "").lower()
        return bool(_NOT_SHOWN.search(style)) or any(meant in self._hidden for meant in _named(element))


def list_style(style: str) -> str:
    """What it says of the numbers of a list: one of LIST_STYLES, "none", or nothing that matters here."""
    for rule in style.lower().split(";"):
        name, _, value = rule.partition(":")
        if name.strip() in ("list-style-type", "list-style"):
            return next((word for word in value.split() if word in LIST_STYLES or word == "none"), "")
    return ""


def _rules(html: str) -> Iterator[tuple[str, str]]:
    """(selectors, what they are given), without those that hold for some screens only. Linear, whatever it holds."""
    sheets = [part.partition(">")[2].partition("</")[0] for part in _BEGINS.split(html)[1:]]
    first, *others = "\n".join(sheets)[:_MOST].replace("<!--", " ").replace("-->", " ").split("/*")
    inside: list[str] = []
    said = ""
    for piece in _BRACE.split(" ".join([first, *(other.partition("*/")[2] for other in others)])):
        if piece == "{":
            inside.append(said.rpartition(";")[2].strip())
        elif piece == "}":
            if len(inside) == 1 and not inside[0].startswith("@"):
                yield inside[0], said.lower()
            del inside[-1:]
        said = piece


def _named(element: Any) -> Iterator[tuple[str, str]]:
    """By what rules may mean it, the nearest first."""
    for name in [*(element.get("class") or "").split(), ""]:
        yield element.tag, name
        yield "", name


def hidden_words(html: str) -> Iterator[Finding]:
    """Words that a browser or mail program does not show. They are in the text, for somebody wrote them."""
    if not _NOT_SHOWN.search(html.lower()):
        return
    sheet = StyleSheet(html)
    clean = nh3.clean(
        html, clean_content_tags={"script", "style", "title"}, attributes={"*": {"style", "class"}}, link_rel=None
    )
    try:
        tree = lxml.html.fromstring(
            f"<div>{clean}</div>", parser=lxml.html.HTMLParser(huge_tree=False, no_network=True)
        )
    except RecursionError:
        return
    hidden: list[str] = []
    elements = [tree]
    while elements:
        element = elements.pop()
        if sheet.hides(element):
            hidden.append(" ".join(map(str, element.itertext())))
        else:
            elements += reversed(element)
    words = " / ".join(dict.fromkeys(" ".join(one.split()) for one in hidden if any(map(str.isalnum, one))))
    if words:
        yield hidden_finding(words)


def hidden_finding(words: str) -> Finding:
    return Finding(
        Level.WARN, "hidden_words", f"It holds words that are not shown when it is opened: “{excerpt(words)}”.",
        "They are in the text. Check whether the sender meant them.",
    )  # fmt: skip
