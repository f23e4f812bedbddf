"""What came as a file: handing it over, putting it on a request, setting it aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from foi.intake.channels.reading import MAX_FILE_BYTES
from foi.intake.channels.sniff import ACCEPTED
from foi.organisation.models import Authority
from foi.requests.models import FoiRequest
from foi.web.forms.fields import WordsField
from foi.web.forms.long_text import LongTextField


class UploadForm(forms.Form):
    file = forms.FileField(
        label="The file",
        help_text="An e-mail saved from your mail program (.eml or .msg), or .docx, .doc, .pdf, "
        ".odt, .rtf, .html or .txt. "
        "Up to 60 MB. Its attachments are read, too.",
        max_length=None,
        allow_empty_file=True,  # an empty file is told of by the reader, in its own words
        widget=forms.FileInput({"accept": ",".join(ACCEPTED)}),
        error_messages={"required": "Choose the file"},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE_BYTES:
            raise forms.ValidationError(
                "The file is larger than 60 MB. Paste the request instead, then put the file on it in parts"
            )
        return file


class FileOnForm(forms.Form):
    """`on` is the request that was named."""

    reference = WordsField(
        label="Reference of the request", max_length=60, error_messages={"required": "Enter the reference"},
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )  # fmt: skip

    def __init__(self, *args: Any, authorities: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authorities = authorities
        self.on: FoiRequest | None = None

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"].strip()
        found = list(FoiRequest.objects.filter(authority__in=self.authorities, reference__iexact=reference)[:2])
        if not found:
            raise forms.ValidationError("There is no request with this reference")
        if len(found) > 1:
            raise forms.ValidationError("Two of your authorities have a request with this reference; log it by hand")
        self.on = found[0]
        return reference


class SetAsideForm(forms.Form):
    reason = LongTextField(
        label="Why does it need no answer?", max_length=300, rows=2,
        help_text="For example: advertising, or a copy of a letter to somebody else. Kept on record.",
        error_messages={"required": "Enter a reason"},
    )  # fmt: skip
