"""Which requests of one person a letter answers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from foi.requests.models import FoiRequest
from foi.requests.together import Other
from foi.web.forms.widgets import GovukCheckboxes
from foi.web.presenters.dates import in_words


class TogetherForm(forms.Form):
    others = forms.MultipleChoiceField(
        label="Which other requests does the letter answer, too?", required=False, widget=GovukCheckboxes(),
        help_text="Select none to answer this request by itself.",
        error_messages={"invalid_choice": "One of these requests cannot be answered in this letter any more."},
    )  # fmt: skip

    def __init__(self, *args: Any, others: Sequence[Other], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.possible = {str(one.foi_request.pk): one for one in others if not one.because}
        field: Any = self.fields["others"]
        field.choices = [
            (pk, f"{one.foi_request.reference} {one.foi_request.title}") for pk, one in self.possible.items()
        ]
        field.widget.hints = {pk: _hint(one) for pk, one in self.possible.items()}
        field.initial = [pk for pk, one in self.possible.items() if one.is_along]

    def chosen(self) -> list[FoiRequest]:
        return [self.possible[pk].foi_request for pk in self.cleaned_data["others"]]


def _hint(one: Other) -> str:
    asked = one.foi_request
    due = f"due {in_words(asked.due_on)}" if asked.due_on else "no date while we wait for the requester"
    told = f"Received {in_words(asked.received_on)}, {due}. {asked.current.label}."
    return f"{told} It came from the same address, but under another name." if one.other_name else told
