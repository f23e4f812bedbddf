"""Which requests of one person are answered in one letter."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from foi.requests.together import answer_together, others_of
from foi.web.forms.together import TogetherForm
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.letters import visible_request
from workflows.perform import require


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def together(request: SignedInRequest, pk: int) -> HttpResponse:
    """That they come from one person is the officer's to know: nobody else gets to this page."""
    foi_request = visible_request(request.user, pk)
    require(foi_request.answer_together, by=request.user)
    others = others_of(foi_request)
    form = TogetherForm(request.POST if request.method == "POST" else None, others=others)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            chosen = form.chosen()
            answer_together(foi_request, chosen, by=request.user)
            messages.success(request, _done(len(chosen)))
            return redirect("request", pk=pk)
    context = {"foi_request": foi_request, "form": form, "barred": [one for one in others if one.because]}
    return render(request, "requests/together.html", context)


def _done(others: int) -> str:
    if not others:
        return "This request is answered by itself."
    what = "another request" if others == 1 else f"{others} other requests"
    return f"The letter of this request answers {what}, too."
