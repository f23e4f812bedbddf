"""What an officer writes into a letter, and what its steps ask for."""

from __future__ import annotations

from typing import Any

from django import forms

from foi.letters.dispatch import BY_SERVICE, Address
from foi.letters.facts import Purpose
from foi.letters.models import LetterVersion
from foi.organisation.languages import Language
from foi.web.forms.fields import WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.purposes import DETAILS
from foi.web.forms.widgets import GovukRadios
from foi.web.presenters.letters import CHANNELS


class LetterForm(forms.Form):
    added_paragraphs = LongTextField(
        label="Paragraphs of your own (optional)", rows=10, required=False, max_length=50_000,
        help_text="Printed after what the letter has to say, before the paragraphs on review and complaint. "
        "An empty line begins a new paragraph; “- ” begins an item of a list.",
    )  # fmt: skip
    signatory_name = WordsField(
        label="Name of the person who signs", required=False, max_length=120,
        help_text="Leave it empty if letters are signed by role only.",
    )  # fmt: skip
    signatory_role = WordsField(label="Role of the person who signs", required=False, max_length=120)
    language = forms.ChoiceField(
        label="Language of the letter",
        choices=[(one.value, one.label) for one in Language],
        widget=GovukRadios(
            inline=True,
            hints={Language.WELSH.value: "Questions stay in the requester’s words, and answers in the department’s."},
        ),
        required=False,  # one of them is always chosen
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors and not given["signatory_name"] and not given["signatory_role"]:
            self.add_error("signatory_name", "Enter a name, a role, or both: somebody has to sign the letter")
        return given

    @staticmethod
    def written_in(version: LetterVersion) -> dict[str, Any]:
        return {name: getattr(version, name) for name in LetterForm.base_fields}

    def written(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in LetterForm.base_fields}
        return {name: value for name, value in given.items() if name != "language" or value}


def edit_form_of(purpose: Purpose) -> type[Any]:
    """What such a letter says, then what every letter has."""
    return type("EditForm", (LetterForm, DETAILS[purpose]), {})


class ReasonForm(forms.Form):
    """Why a caveat is added or left out; the history keeps it, the letter does not print it."""

    reason = LongTextField(label="Why?", max_length=1_000, rows=3)

    def __init__(self, *args: Any, adds: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label = "Why do you add it?" if adds else "Why do you leave it out?"
        field.help_text = "The history of the letter keeps it. It is not printed."
        field.error_messages["required"] = "Say why you add it" if adds else "Say why you leave it out"


class StepForm(forms.Form):
    """`facts` are the arguments of the step."""

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class CommentForm(StepForm):
    comment = LongTextField(
        label="What has to change?",
        max_length=4_000,
        help_text="The officer reads this, and drafts a new version.",
        error_messages={"required": "Say what has to change"},
    )


class _TypedAgain(WordsField):
    """The address that a person typed, once more: letters go astray by retyped addresses."""

    def __init__(self) -> None:
        super().__init__(
            label="Type the requester’s address once more", required=False, max_length=254,
            help_text="It was typed by a person before. The two are compared, so do not copy it.",
            error_messages={"required": "Type the requester’s address once more"},
        )  # fmt: skip


class ChannelForm(StepForm):
    channel = forms.ChoiceField(
        label="How does it go out?",
        choices=list(CHANNELS.items()),
        widget=GovukRadios(),
        error_messages={"required": "Select how it goes out"},
    )
    typed = _TypedAgain()
    checked = forms.BooleanField(
        label="I have checked the addressee, and that this is what goes out",
        error_messages={"required": "Check the addressee and the letter, then tick the box"},
    )

    def __init__(self, *args: Any, address: Address, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["channel"]
        hints = {BY_SERVICE: f"To {address.to}, with the letter as a Word file."}
        reveals = {BY_SERVICE: "typed"}
        if address.because:
            field.choices = [(value, label) for value, label in field.choices if value != BY_SERVICE]
            field.help_text, hints = f"The service cannot send it. {address.because}", {}
        if address.because or not address.to_type:
            del self.fields["typed"]
            reveals = {}
        field.widget = GovukRadios(hints=hints, reveals=reveals, choices=field.choices)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "typed" in self.fields and given.get("channel") == BY_SERVICE and not given.get("typed"):
            self.add_error("typed", "Type the requester’s address once more")
        return given

    def facts(self) -> dict[str, Any]:
        return {"channel": self.cleaned_data["channel"], "typed": self.cleaned_data.get("typed", "")}


class SendAgainForm(StepForm):
    typed = _TypedAgain()

    def __init__(self, *args: Any, address: Address, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["typed"].required = True
        if not address.to_type:
            del self.fields["typed"]


class SettledForm(StepForm):
    reason = LongTextField(
        label="How did it reach the requester?", max_length=2_000,
        help_text="For example: sent by post on 3 March, or the requester has confirmed that it came.",
        error_messages={"required": "Say how the letter reached the requester"},
    )  # fmt: skip


#: what a step `needs` first -> the form that asks for it
FORMS: dict[str, type[StepForm]] = {"comment": CommentForm, "channel": ChannelForm}
