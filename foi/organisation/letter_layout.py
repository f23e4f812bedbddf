"""The ways in which authorities lay out their letters: choices of an authority, not code (domain reference 3.3).

Plain words without a look: an authority keeps its choice, an officer may choose otherwise for one letter, and
`foi.letters.blocks.arrangements` and `rights` do what they say. To add one: a member here, its function there.
"""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A choice with the words for the person who makes it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Arrangement(Choice):
    """Where the questions stand, and where the answers."""

    REPEATED = "repeated", "Each question, with its answer under it"
    APART = "apart", "All questions first, then all answers"
    TABLE = "table", "A table with two columns: question and answer"
    GROUPED = "grouped", "One answer for neighbouring questions that have the same answer"


class RightsPlace(Choice):
    """Where the paragraphs on review and complaint stand (B16, B17). Wherever it is, the letter says that there are
    these rights: s.17(7)."""

    INLINE = "inline", "In the letter"
    ANNEX = "annex", "On a page of their own at the end"
    LINKED = "linked", "In short, with a link to a page on your website"


class CaveatsPlace(Choice):
    """B14: before or after the data that they qualify."""

    AFTER = "after", "After the answers"
    BEFORE = "before", "Before the answers"


def choices_of(kind: type[Choice]) -> list[tuple[str, str]]:
    """Value and words, as forms and fields want them."""
    return [(choice.value, choice.label) for choice in kind]
