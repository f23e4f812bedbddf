"""A text area for paragraphs."""

from typing import Any

from foi.web.forms.fields import WordsField
from foi.web.forms.widgets import GovukTextarea


class LongTextField(WordsField):
    """Takes `max_length` characters, and says of a longer text how long it is. Nothing is cut off."""

    def __init__(self, *, max_length: int = 20_000, rows: int = 5, **kwargs: Any) -> None:
        too_long = f"This text has %(show_value)s characters. Shorten it to {max_length:,} or fewer"
        messages = {"max_length": too_long, **kwargs.pop("error_messages", {})}
        super().__init__(max_length=max_length, widget=GovukTextarea(rows=rows), error_messages=messages, **kwargs)
