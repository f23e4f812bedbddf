"""Forms of the request page and the pages around it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from foi.requests.actions import MAX_FILE_BYTES
from foi.requests.models import Correspondence
from foi.web.forms.fields import FilesField, GovukDateField, WordsField
from foi.web.forms.long_text import LongTextField
from foi.web.forms.requester import RequesterForm
from foi.web.forms.widgets import GovukRadios
from workflows.clock import today

LONGEST_TEXT = 100_000
LONGEST_REASON = 4_000


class DetailsForm(RequesterForm):
    title = WordsField(
        label="Title", max_length=200, help_text="It stands in lists and messages: do not name the requester."
    )


class CorrespondenceForm(forms.Form):
    direction = forms.ChoiceField(
        label="What is it?",
        choices=[
            ("in", "A message that we received"),
            ("out", "A message that we sent"),
            ("note", "A note, such as of a call"),
        ],
        initial=Correspondence.Direction.NOTE,
        widget=GovukRadios(),
    )
    on = GovukDateField(label="Date", error_messages={"required": "Enter the date"})
    subject = WordsField(label="Subject", max_length=200)
    body = LongTextField(label="Text (optional)", required=False, strip=False, max_length=LONGEST_TEXT, rows=8)
    uploads = FilesField(
        label="Files (optional)", required=False,
        help_text="Any type, up to 20 MB each, kept just as they are. Only officers and approvers can open them.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > today():
            raise forms.ValidationError("The date must be today or in the past")
        return self.cleaned_data["on"]

    def clean_uploads(self) -> Any:
        for upload in self.cleaned_data["uploads"]:
            if upload.size > MAX_FILE_BYTES:
                raise forms.ValidationError(
                    f"{upload.name} is larger than 20 MB. Choose a smaller file, or send it in parts"
                )
        return self.cleaned_data["uploads"]


class StepForm(forms.Form):
    """What a step of the request's flow needs: one text for each need (a reason, a comment)."""

    LABELS = {
        ("withdraw", "reason"): ("Why is it withdrawn?", "The requester’s own words, or when and how they told you."),
        ("undo_withdrawal", "reason"): (
            "Why is the withdrawal undone?",
            "For example: it was recorded on the wrong request, or the requester had meant one question only.",
        ),
    }

    def __init__(self, *args: Any, step: str, needs: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for need in needs:
            label, hint = self.LABELS.get((step, need), (need.capitalize(), ""))
            self.fields[need] = LongTextField(
                label=label, help_text=hint, max_length=LONGEST_REASON, error_messages={"required": f"Enter the {need}"}
            )


class SetAsideForm(forms.Form):
    """Why a hint does not apply."""

    reason = LongTextField(
        label="Why does it not apply?", max_length=LONGEST_REASON,
        help_text="Kept on record. No department and no requester reads it.",
        error_messages={"required": "Say why it does not apply"},
    )  # fmt: skip


class WaiveForm(forms.Form):
    """Why a warning may stand."""

    reason = LongTextField(
        label="Why may it stand?", max_length=LONGEST_REASON,
        help_text="Kept on record and shown to the approver. Not printed in the letter.",
        error_messages={"required": "Say why it may stand"},
    )  # fmt: skip


class TakeBackForm(forms.Form):
    """Why a warning that was let stand counts again."""

    reason = LongTextField(
        label="Why do you take it back?", max_length=LONGEST_REASON, help_text="Kept on record.",
        error_messages={"required": "Say why you take it back"},
    )  # fmt: skip
