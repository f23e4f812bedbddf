"""Text as the patterns see it, and words that several of them share.

All patterns see `plain` text: lower case, straight quotes, single spaces. So they are written as one would say the
words, and they run about twice as fast as patterns that must ignore case. None nests an open-ended repeat inside
another: matching stays linear whatever the text.
"""

from __future__ import annotations

# Everything that is no part of a word becomes a blank; by bytes where it can be, in half the time.
_APART = {code: " " for code in range(128) if not (chr(code).islower() or chr(code) == "'")}
_APART_ASCII = bytes(32 if code in _APART else code for code in range(256))
_APART |= dict.fromkeys(map(ord, "–—…•£€\xa0·"), " ")


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def plain(text: str) -> str:
    """The text as the patterns see it. Only for reading: offsets do not carry over."""
    text = text.lower()
    if not text.isascii():
        text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    if "  " in text or not text.isprintable():
        return " ".join(text.split())
    return text.strip()


def words_in(text: str) -> list[str]:
    """The words of plain text in order, without figures and signs."""
    if text.isascii():
        return text.encode().translate(_APART_ASCII).decode().split()
    return text.translate(_APART).split()


AUX = r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|may|might|must|shall)"
SUBJECT = (
    r"(?:you|the|there|any|anyone|anybody|someone|somebody|your|this|that|these|those|it|they|we|us|he|she|all|an?"
    r"|some|either|each|every|its|their|our|my|i|staff|officers?|members?|pupils?|patients?|students?|councillors?"
    r"|both|people|one|such|most|other|new)"
)
