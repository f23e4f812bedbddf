"""A page that comes back with everything as it was typed and nothing judged yet: a button asked for one more row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet


def as_typed(form: forms.BaseForm) -> dict[str, Any]:
    """What was sent for a bound form, to begin another with. Files are left out: a browser cannot keep them."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }


def rows_as_typed(formset: BaseFormSet) -> list[dict[str, Any]]:
    return [as_typed(form) for form in formset.forms] if formset.is_bound and formset.management_form.is_valid() else []
