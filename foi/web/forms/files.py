"""Files of a question: those that go out with the letter, and the evidence that never does."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from foi.answers.attachments import SENDABLE
from foi.answers.evidence import KEEPABLE
from foi.requests.actions import MAX_FILE_BYTES
from foi.web.forms.fields import WordsField
from foi.web.forms.widgets import GovukRadios
from foi.web.presenters.answers import claim_title


class AttachmentForm(forms.Form):
    upload = forms.FileField(
        label="File",
        help_text=(
            "PDF, Word (.docx), CSV, text or a picture, up to 20 MB. Not a spreadsheet: it can hide rows. "
            "What a reader does not see at once, such as comments, is looked for when you add it."
        ),
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )
    description = WordsField(
        label="What is in it?", max_length=200,
        help_text="The letter lists it, for example “Feedback forms, 41 pages”.",
        error_messages={"required": "Say what is in the file"},
    )  # fmt: skip
    redacted = forms.BooleanField(
        label="Parts of it have been removed", required=False,
        help_text="The letter then says so, and the exemption has to be named.",
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["upload"].widget.attrs["accept"] = ",".join(SENDABLE)

    def clean_upload(self) -> UploadedFile:
        return not_too_large(self.cleaned_data["upload"])


class EvidenceForm(forms.Form):
    exemption = forms.ChoiceField(
        label="For which exemption?", widget=GovukRadios(small=True),
        error_messages={"required": "Select the exemption"},
    )  # fmt: skip
    upload = forms.FileField(
        label="File",
        help_text="PDF, Word, Excel, an e-mail or a picture, up to 20 MB.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )
    description = WordsField(
        label="What is it?", max_length=200,
        help_text="For example “Opinion of the Chief Constable, signed 3 March 2026”.",
        error_messages={"required": "Say what it is"},
    )  # fmt: skip

    def __init__(self, *args: object, claimed: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        exemption: Any = self.fields["exemption"]
        exemption.choices = [(code, claim_title(code)) for code in claimed]
        self.fields["upload"].widget.attrs["accept"] = ",".join(KEEPABLE)

    def clean_upload(self) -> UploadedFile:
        return not_too_large(self.cleaned_data["upload"])


def not_too_large(upload: UploadedFile) -> UploadedFile:
    if (upload.size or 0) > MAX_FILE_BYTES:
        raise forms.ValidationError(f"{upload.name} is larger than 20 MB. Choose a smaller file, or send it in parts")
    return upload
