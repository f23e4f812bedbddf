"""A file that goes out with the letter."""

from django import forms

from foi.answers.attachments import SENDABLE
from foi.requests.actions import MAX_FILE_BYTES
from foi.web.forms.fields import WordsField


class AttachmentForm(forms.Form):
    upload = forms.FileField(
        label="File",
        help_text="PDF, Word (.docx), CSV, text or a picture, up to 20 MB. Not a spreadsheet: it can hide rows.",
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

    def clean_upload(self) -> object:
        upload = self.cleaned_data["upload"]
        if upload.size > MAX_FILE_BYTES:
            raise forms.ValidationError(
                f"{upload.name} is larger than 20 MB. Choose a smaller file, or send it in parts"
            )
        return upload
