"""The searches that were made for a question, a row each. More rows come with a button: no script is needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from foi.answers.content import SearchContent
from foi.web.forms.fields import GovukDateField, WordsField
from workflows.clock import today

MOST_SEARCHES = 30


class SearchForm(forms.Form):
    system = WordsField(
        label="Where did you look?", required=False, max_length=200,
        help_text="The system, mailbox, shared drive or cabinet. Printed in the letter.",
    )  # fmt: skip
    terms = WordsField(
        label="What did you look for?", required=False, max_length=300,
        help_text="The words or codes you used, and the dates you covered. Printed.",
    )  # fmt: skip
    result = WordsField(
        label="What did you find?", required=False, max_length=300, help_text="For example “nothing”. Printed."
    )
    made_on = GovukDateField(label="When?", subject="The date of the search", required=False)
    made_by = WordsField(label="Who looked?", required=False, max_length=200, help_text="For the file, never printed.")

    def clean_made_on(self) -> Any:
        made_on = self.cleaned_data["made_on"]
        if made_on and made_on > today():
            raise forms.ValidationError("The date of the search must be today or in the past")
        return made_on

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("system") and any(given.values()) and "system" not in self.errors:
            self.add_error("system", "Enter where you looked, or empty this search")
        return given


class BaseSearches(BaseFormSet):
    def contents(self) -> tuple[SearchContent, ...]:
        """The searches that are written down: not the empty rows, nor those with mistakes."""
        made = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data.get("system")]
        return tuple(SearchContent(**given) for given in made)


SearchFormSet = formset_factory(
    SearchForm, formset=BaseSearches, extra=1, max_num=MOST_SEARCHES, absolute_max=MOST_SEARCHES, validate_max=True
)
