"""Form fields that Django has no like for."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foi.intake.message import storable
from foi.web.forms.widgets import GovukDateInput, typed_parts

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class WordsField(forms.CharField):
    """Text for the record. Control characters, which neither the database nor Word can hold, become spaces;
    `replaced` says how many did."""

    replaced = 0
    default_error_messages = {"max_length": "Shorten this to at most %(limit_value)d characters: it has %(show_value)d"}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without maxlength: a browser would silently cut what is typed or pasted."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        text, self.replaced = storable("" if value is None else str(value))
        return super().to_python(text) or ""


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none included; gives a list of uploads."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(upload, initial) for upload in uploads]


class GovukDateField(forms.DateField):
    """A date in three boxes whose errors say which box is wrong. The month may be a number or a name.

    subject: how an error begins, when the label does not read well there ("The date it was received").
    """

    widget = GovukDateInput

    def __init__(self, *, subject: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        label = str(self.label or "")
        self.subject = subject or (label if label and not label.endswith("?") else "The date")

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        typed = typed_parts(value)
        if missing := tuple(part for part in GovukDateInput.PARTS if not typed[part]):
            raise self._refusal(f"{self.subject} must include a {' and '.join(missing)}", *missing)
        day, month, year = whole_number(typed["day"]), month_number(typed["month"]), whole_number(typed["year"])
        if not 1 <= day <= 31:
            raise self._refusal(f"{self.subject} must be a real date: check the day", "day")
        if not 1 <= month <= 12:
            raise self._refusal(f"{self.subject} must be a real date: check the month", "month")
        if not 1000 <= year <= 9999:
            raise self._refusal(f"{self.subject} must have a year of 4 numbers", "year")
        try:
            return datetime.date(year, month, day)
        except ValueError:
            raise self._refusal(f"{self.subject} must be a real date") from None

    def _refusal(self, message: str, *parts: str) -> ValidationError:
        return ValidationError(message, code="invalid", params={"parts": parts})


def whole_number(text: str) -> int:
    """The number that was typed, or -1 if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else -1


def month_number(text: str) -> int:
    """1 to 12 for `3`, `03`, `March`, `mar`; otherwise whatever number was typed, or -1."""
    for number, name in enumerate(MONTH_NAMES, start=1):
        if len(text) >= 3 and name.startswith(text.lower()):
            return number
    return whole_number(text)
