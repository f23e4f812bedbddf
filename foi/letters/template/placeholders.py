"""What a header or footer may leave to each letter: a word of a closed list between double braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from foi.disclosure.finding import Finding, Level
from foi.letters.template.word import w
from foi.letters.word_furniture import PLACEHOLDERS


def written(name: str) -> str:
    return "{{" + name + "}}"


LIKE_ONE = re.compile(r"\{\{([^{}]*)\}\}")
_HINT = f"These are filled in: {', '.join(written(name) for name in PLACEHOLDERS)}."
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def settle(tree: Any, place: str) -> Iterator[Finding]:
    """Word spreads typed text over runs as it likes: each placeholder is brought into one piece, so that it can be
    filled in. Tells of those that nobody fills in."""
    for paragraph in tree.iter(w("p")):
        texts = [node for node in paragraph.iter(w("t")) if next(node.iterancestors(w("p"))) is paragraph]
        whole = "".join(node.text or "" for node in texts)
        for found in LIKE_ONE.finditer(whole):
            name = found[1].strip().casefold()
            if name not in PLACEHOLDERS:
                yield Finding(Level.BLOCK, "T8", f"Nothing is filled in for {found[0][:60]}.", _HINT, place)
        if "{{" in LIKE_ONE.sub("", whole) or "}}" in LIKE_ONE.sub("", whole):
            yield Finding(Level.BLOCK, "T8", f"Braces without their pair: “{whole[:60]}”.", _HINT, place)
        for found in reversed(list(LIKE_ONE.finditer(whole))):
            _gather(texts, found.start(), found.end(), written(found[1].strip().casefold()))


def _gather(texts: list[Any], start: int, end: int, word: str) -> None:
    """Replaces the characters from `start` to `end` of the paragraph by `word`, in the run where they begin."""
    at, is_first = 0, True
    for node in texts:
        text = node.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if low >= high:
            continue
        node.text = text[:low] + (word if is_first else "") + text[high:]
        node.set(_SPACE, "preserve")
        is_first = False
