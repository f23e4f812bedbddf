"""Bank holidays: one day by hand, or the official file."""

from __future__ import annotations

from typing import Any

from django import forms

from foi.law.working_days import BankHoliday, Division
from foi.web.forms.clock import ReasonForm
from foi.web.forms.fields import GovukDateField, WordsField
from foi.web.forms.widgets import GovukCheckboxes

KEPT = "Kept with this version of the bank holidays."


class HolidayForm(ReasonForm):
    """A day that is proclaimed, or one that is put right."""

    on = GovukDateField(label="Date", subject="The date", error_messages={"required": "Enter the date"})
    name = WordsField(label="Name", max_length=100, error_messages={"required": "Enter the name of the holiday"})
    divisions = forms.MultipleChoiceField(
        label="Where is it a bank holiday?",
        help_text="Under FOIA and EIR a bank holiday in any part of the United Kingdom does not count.",
        choices=[(division.value, division.label) for division in Division],
        widget=GovukCheckboxes(),
        error_messages={"required": "Select at least one part of the United Kingdom"},
    )
    substitute = forms.BooleanField(label="It is a substitute day", required=False)
    source = WordsField(
        label="Where is it published?",
        help_text="Such as the proclamation, with its date, or the address of the page.",
        max_length=300,
        error_messages={"required": "Enter where it is published"},
    )
    field_order = ("on", "name", "divisions", "substitute", "source", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = KEPT

    def holiday(self) -> BankHoliday:
        given = self.cleaned_data
        where = frozenset(Division(code) for code in given["divisions"])
        return BankHoliday(given["on"], given["name"], where, substitute=given["substitute"])


class RemoveHolidayForm(ReasonForm):
    source = HolidayForm.base_fields["source"]
    field_order = ("source", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = KEPT


class HolidayFileForm(ReasonForm):
    upload = forms.FileField(
        label="The official file",
        help_text="bank-holidays.json, as it comes from www.gov.uk/bank-holidays.json.",
        error_messages={"required": "Choose the file"},
    )
    field_order = ("upload", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = "Reason (optional)"
        self.fields["reason"].help_text = KEPT


class DatesForm(forms.Form):
    """Which of the proposed dates are accepted."""

    accept = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Select the dates that you accept"}, widget=GovukCheckboxes
    )

    def __init__(self, *args: Any, ids: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accept"].choices = [(pk, str(pk)) for pk in ids]  # type: ignore[attr-defined]
