"""What a refused step becomes for the person who asked for it. A refusal is words (workflows.perform)."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from workflows.perform import NotPermitted, NotPossible

View = Callable[..., HttpResponse]


def refusals_in_words(back_to: str) -> Callable[[View], View]:
    """For a view with a `pk`. Wrong person: the 403 page says why. Wrong moment: back to the page named `back_to`,
    which takes the same `pk` and shows how things stand now, with the words on top."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, pk, *args, **kwargs)
            except NotPermitted as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            except NotPossible as refusal:
                messages.error(request, str(refusal))
                return redirect(back_to, pk=pk)

        return answer

    return decorate


@contextmanager
def refusals_on(form: BaseForm, field: str | None = None) -> Iterator[None]:
    """Wrong moment or something missing: an error of the form, which is shown again with everything that was typed."""
    try:
        yield
    except NotPossible as refusal:
        form.add_error(field, str(refusal))
