"""Changing a text of the letters."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from foi.letters.wording import LONGEST, LONGEST_LINE, WordingError, check, is_one_line
from foi.letters.wording_actions import OWNERS
from foi.organisation.models import Authority, User
from foi.web.forms.fields import GovukDateField
from foi.web.forms.long_text import LongTextField
from workflows.clock import today


class ReasonForm(forms.Form):
    """`based_on`: the version that was on the page when the form was opened."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)
    reason = LongTextField(
        label="Why is it changed?", rows=2, max_length=1_000,
        help_text="Kept with the text. For example: the regulator has moved.",
        error_messages={"required": "Say why it is changed"},
    )  # fmt: skip


class WordingForm(ReasonForm):
    text = LongTextField(label="The text", max_length=LONGEST, error_messages={"required": "Enter the text"})
    owner = forms.ModelChoiceField(
        User.objects.none(), label="Who looks after it", empty_label=None,
        help_text="An officer or approver of your authority. They are named when it is due for review.",
    )  # fmt: skip
    review_on = GovukDateField(
        label="When should it be looked at again?", subject="The date of the next review",
        help_text="After this day, letters that use it carry a warning.",
    )  # fmt: skip
    field_order = ("text", "owner", "review_on", "reason", "based_on")

    def __init__(self, *args: Any, authority: Authority, key: str, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.language = key, language
        people = User.objects.filter(
            is_active=True, memberships__authority=authority, memberships__role__in=[role.value for role in OWNERS]
        )
        self.fields["owner"].queryset = people.distinct()  # type: ignore[attr-defined]
        if is_one_line(key, language):
            self.fields["text"].widget.attrs["rows"] = 2
            self.fields["text"].help_text = f"One line, at most {LONGEST_LINE} characters."
        else:
            self.fields["text"].widget.attrs["rows"] = 12
            self.fields[
                "text"
            ].help_text = (
                "An empty line begins a new paragraph; “- ” begins an item of a list; **two stars** make words bold."
            )

    def clean_text(self) -> str:
        text = "\n".join(line.rstrip() for line in str(self.cleaned_data["text"]).splitlines()).strip()
        try:
            check(self.key, text, self.language)
        except WordingError as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return text

    def clean_review_on(self) -> datetime.date:
        review_on: datetime.date = self.cleaned_data["review_on"]
        if review_on <= today():
            raise forms.ValidationError("The date of the next review must be in the future")
        return review_on
