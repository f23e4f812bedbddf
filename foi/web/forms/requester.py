"""Who asked: the details that a valid request gives."""

from typing import Any

from django import forms

from foi.intake.validity import shortfalls
from foi.web.forms.fields import WordsField
from foi.web.forms.long_text import LongTextField


class RequesterForm(forms.Form):
    """What s.8 asks for and is missing is explained; with the tick it may be missing all the same (REQ-9)."""

    requester_name = WordsField(
        label="Requester’s name", required=False, max_length=200,
        help_text="As they gave it: a person, a company or an organisation.",
    )  # fmt: skip
    requester_email = forms.EmailField(label="Requester’s e-mail address", required=False, max_length=254)
    requester_address = LongTextField(
        label="Requester’s postal address", required=False, max_length=1_000, rows=4,
        help_text="Only if they want the reply by post, or gave no e-mail address.",
    )  # fmt: skip
    although_incomplete = forms.BooleanField(
        label="Go on although it is incomplete", required=False,
        help_text="The time limit only runs for a valid request. Ask the requester for what is missing straight away.",
    )  # fmt: skip

    #: the tick is shown only to somebody who needs it
    asks_about_gaps = False

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "requester_email" in self.errors:
            return given
        details = ("name", "email", "address")
        found = shortfalls(**{detail: given.get(f"requester_{detail}", "") for detail in details})
        self.asks_about_gaps = bool(found)
        if not given.get("although_incomplete"):
            for detail, sentence in found.items():
                self.add_error(f"requester_{detail}", sentence)
        return given
