"""Hiding words of a request from departments."""

from collections.abc import Sequence
from typing import Any

from django import forms

from foi.intake.masks import LONGEST, places
from foi.web.forms.fields import WordsField


class HideForm(forms.Form):
    words = WordsField(
        label="Words that say who asked", max_length=LONGEST,
        help_text="Copy them from the text above. They are hidden everywhere in this request.",
        error_messages={"required": "Enter the words to hide"},
    )  # fmt: skip

    def __init__(self, *args: Any, texts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not any(places(words, text) for text in self.texts):
            raise forms.ValidationError("These words do not stand like this in the question. Copy them from the text")
        return words
