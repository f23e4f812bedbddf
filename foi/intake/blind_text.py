"""One form for all ways of writing a word: `blind` compares in it, and finds its way back to the text as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

GAP = r"[\s.,'_-]{1,6}"  # what may stand between the words of a name
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")

_ONE_FORM = {
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
    **dict.fromkeys("\u00a0\u2007\u202f\u2009", " "),
    **dict(zip("øđłıæœðþ", ("o", "d", "l", "i", "ae", "oe", "d", "th"), strict=True)),
}


def _folded(character: str) -> str:
    low = character.casefold()
    if low in _ONE_FORM:
        return _ONE_FORM[low]
    if low.isascii():
        return low
    taken_apart = unicodedata.normalize("NFKD", low)
    kept = "".join(
        mark for mark in taken_apart if not unicodedata.combining(mark) and unicodedata.category(mark) != "Cf"
    )
    return "".join(_ONE_FORM.get(mark, mark) for mark in kept.casefold())


class Folded:
    """A text in lower case, without accents and invisible marks, its apostrophes and hyphens of one kind."""

    def __init__(self, text: str) -> None:
        self._written, self._offsets = text, None
        if text.isascii():
            self.text = text.lower()
            return
        table = {ord(character): _folded(character) for character in set(text)}
        if all(len(form) == 1 for form in table.values()):
            self.text = text.translate(table)
            return
        pieces: list[str] = []
        offsets: list[int] = []
        for at, character in enumerate(text):
            form = table[ord(character)]
            pieces.append(form)
            offsets += [at] * len(form)
        self._offsets = [*offsets, len(text)]
        self.text = "".join(pieces)

    _offsets: list[int] | None

    def place(self, at: int) -> int:
        """The offset in the text as written."""
        return at if self._offsets is None else self._offsets[at]

    def original(self, start: int, end: int) -> str:
        return self._written[self.place(start) : self.place(end)]


def whole(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    """Where `pattern` stands in `text` as whole words."""
    for found in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", text):
        yield found.span()
