"""A page with a form that two people may have open: what it is based on, and what the other one saved meanwhile."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, BoundField

from foi.web.signed_in import SignedInRequest


def saved_now(request: SignedInRequest, form: BaseForm, is_now: str) -> dict[str, Any]:
    """For the page's context. `is_now`: what says of the record as it stands (the actions' `seen`).

    Where that has changed since the page was opened, each field that says other words than were typed is shown.
    """
    overtaken = request.method == "POST" and request.POST.get("seen", "") not in ("", is_now)
    differing = [(form[name].label, _in_words(form[name])) for name in form.changed_data] if overtaken else []
    return {"seen": is_now, "saved_now": differing}


def _in_words(field: BoundField) -> str:
    saved = field.initial
    choices = {str(value): label for value, label in getattr(field.field, "choices", ())}
    values = saved if isinstance(saved, list | tuple) else [] if saved in (None, "") else [saved]
    return ", ".join(str(choices.get(str(value), value)) for value in values)
