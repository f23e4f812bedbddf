"""GOV.UK form controls that Django has no like for. Everything else is Django's own widget in GOV.UK markup."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms


class _GovukChoices:
    """Adds hints and fields revealed by a choice to radios and checkboxes.

    hints: choice value -> a sentence under the choice.
    reveals: choice value -> name (or names) of fields of the same form shown under that choice while it is
    chosen. They are always sent, so the form's clean() decides what counts.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        hints: Mapping[Any, Any] | None = None,
        reveals: Mapping[Any, str | Iterable[str]] | None = None,
        inline: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.reveals = {
            str(value): (names,) if isinstance(names, str) else tuple(names) for value, names in (reveals or {}).items()
        }
        self.inline = inline
        self.small = small
        self.revealed_html: dict[str, str] = {}  # filled by the bound field just before drawing

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        option["revealed"] = self.revealed_html.get(str(value), "")
        return option

    def get_context(self, *args: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(*args)  # type: ignore[misc]
        context["widget"] |= {"inline": self.inline, "small": self.small}
        return context


class GovukRadios(_GovukChoices, forms.RadioSelect):
    pass


class GovukCheckboxes(_GovukChoices, forms.CheckboxSelectMultiple):
    pass


class GovukTextarea(forms.Textarea):
    """A text area; with a limit, a counter under it says how many characters (or words) are left.

    The limit only counts: give the field max_length (or a validator) to refuse what is too long.
    """

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, rows: int = 5, limit: int | None = None, count_words: bool = False
    ) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        self.limit = limit
        self.count_words = count_words
        if limit:
            self.attrs["class"] = f"govuk-js-character-count {self.attrs.get('class', '')}".strip()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        # Browsers send CRLF but count one character a line, so the limit would refuse what the counter allowed.
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if value else value


class GovukDateInput(forms.Widget):
    """Three boxes: day, month, year. Gives "year-month-day" just as typed, so that a mistake can be shown again."""

    template_name = "django/forms/widgets/govuk_date.html"
    use_fieldset = True
    supports_microseconds = False
    PARTS: ClassVar[tuple[str, ...]] = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.wrong_parts: tuple[str, ...] = ()  # filled by the bound field just before drawing

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        if name in data:  # a link or a script may give the date whole
            return data[name]
        typed = {part: str(data.get(f"{name}_{part}", "")).strip().replace("-", "") for part in self.PARTS}
        return f"{typed['year']}-{typed['month']}-{typed['day']}" if any(typed.values()) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key in data for key in (name, *(f"{name}_{part}" for part in self.PARTS)))

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = typed_parts(value)
        context["widget"]["parts"] = [
            {"name": part, "value": typed[part], "wrong": part in self.wrong_parts} for part in self.PARTS
        ]
        return context


def typed_parts(value: Any) -> dict[str, str]:
    """{"day", "month", "year"} of a date, or of what GovukDateInput was given, as text."""
    if isinstance(value, datetime.date):
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
    year, month, day = [*str(value or "").split("-", 2), "", "", ""][:3]
    return {"day": day.strip(), "month": month.strip(), "year": year.strip()}
