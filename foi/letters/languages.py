"""Which language somebody's own words are in, so that the document says so and a screen reader reads them rightly."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-zâêîôûŵŷ’']+")
# Small words that only one of the two has; "a", "i", "o" and "am" stand in both.
_MARKS = {
    "en-GB": frozenset(
        ["the", "of", "and", "to", "in", "how", "many", "much", "please", "what", "is", "are", "for", "you", "your",
         "did", "were", "was", "which", "has", "have", "with", "by", "any", "each", "provide", "number", "or"]
    ),
    "cy-GB": frozenset(
        ["y", "yr", "yn", "mae", "ac", "sawl", "faint", "beth", "gan", "wedi", "bod", "hoffwn", "ydych", "eich", "oedd",
         "rhowch", "nifer", "pob", "neu", "fel", "ym", "pa", "oes", "wnewch", "gwybodaeth", "nhw", "dros", "rhwng"]
    ),
}  # fmt: skip


def language_of(texts: Iterable[str]) -> str:
    """ "en-GB" or "cy-GB"; "" where the words do not tell."""
    words = [word for text in texts for word in _WORD.findall(text.lower())]
    found = {language: sum(word in marks for word in words) for language, marks in _MARKS.items()}
    best = max(found, key=lambda language: found[language])
    return best if found[best] > sum(found.values()) - found[best] else ""
