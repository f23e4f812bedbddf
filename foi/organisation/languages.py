"""The languages that letters are written in."""

from foi.organisation.letter_layout import Choice


class Language(Choice):
    """As documents mark it (BCP 47)."""

    ENGLISH = "en-GB", "English"
    WELSH = "cy-GB", "Welsh"

    @property
    def code(self) -> str:
        """ "en", "cy": as addresses of pages and names of files have it."""
        return self.value[:2]
