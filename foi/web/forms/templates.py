"""Handing over a Word file as the template of letters."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from foi.letters.template.opening import MAX_FILE_BYTES


class TemplateForm(forms.Form):
    file = forms.FileField(
        label="The Word file",
        help_text="A Word document (.docx) or Word template (.dotx), up to 10 MB, with your letterhead in its header.",
        max_length=None,
        allow_empty_file=True,  # an empty file is told of in words of its own
        widget=forms.FileInput({"accept": ".docx,.dotx"}),
        error_messages={"required": "Choose the Word file"},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE_BYTES:
            raise forms.ValidationError("The file is larger than 10 MB. Make its pictures smaller, then try again")
        return file
