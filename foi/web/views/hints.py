"""Setting aside what was found by reading a request."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from foi.intake import hints
from foi.web.forms.requests import SetAsideForm
from foi.web.presenters.hints import hint_view
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.requests import visible
from workflows.perform import NotPossible, require


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def set_aside(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """`key`: of exactly one hint, as it is found now."""
    foi_request = visible(request, pk)
    require(foi_request.set_aside_hint, by=request.user)
    hint = hints.find(foi_request, key)
    if hint is None:
        raise NotPossible("This hint is not there any more: what it spoke of has changed.")
    if hint.aside:
        raise NotPossible(f"{hint.aside.set_aside_by.full_name} has set this hint aside already.")
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            hints.set_aside(foi_request, key, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "The hint is set aside, with your name and reason.")
            return redirect("request", pk=pk)
    context = {"foi_request": foi_request, "hint": hint_view(hint, foi_request, {}), "form": form}
    return render(request, "requests/set_aside_hint.html", context)
