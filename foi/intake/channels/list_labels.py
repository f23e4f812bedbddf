"""The labels that Word, LibreOffice and browsers draw before a list's items, as text."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
INDENT = "    "  # for each level: what the splitter reads as nesting


def roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    label = ""
    for value, letters in _ROMAN:
        label += letters * (number // value)
        number %= value
    return label


def repeated_letter(number: int) -> str:
    """a, b ... z, aa, bb: how Word and OpenDocument (with letter synchronisation) go on."""
    if not 0 < number <= 26 * 30:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def counted_letter(number: int) -> str:
    """a, b ... z, aa, ab: how browsers and OpenDocument go on."""
    if number < 1:
        return str(number)
    label = ""
    while number:
        number, rest = divmod(number - 1, 26)
        label = chr(ord("a") + rest) + label
    return label


def ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def bullet(drawn: str) -> str:
    """A bullet as text; those of Wingdings and Symbol have no character of their own."""
    mark = drawn.strip()[:1]
    if not mark or mark == "\ufffd" or "\ue000" <= mark <= "\uf8ff":
        return "•"
    return "-" if mark in "-–—" else "o" if mark in "o○◦" else "•"
