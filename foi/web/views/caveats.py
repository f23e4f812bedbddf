"""One caveat of a drafted letter: why it is there, and leaving it out or putting it in with a reason (LET-20)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.letters import actions
from foi.letters.caveats import BY_CODE
from foi.web.forms.letters import ReasonForm
from foi.web.presenters.letters import caveat_row, caveats_to_add, page_of
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.letters import visible_version
from workflows.perform import require


@login_required
@require_safe
@refusals_in_words("letter_version")
def caveats(request: SignedInRequest, pk: int) -> HttpResponse:
    """The caveats that could be added to a draft."""
    version = visible_version(request.user, pk)
    if not version.is_response:
        raise Http404
    require(version.edit, by=request.user)
    context = {"rows": caveats_to_add(version), "back": page_of(version), "number": version.number,
               "reference": version.foi_request.reference}  # fmt: skip
    return render(request, "letter_pages/caveats.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("letter_version")
def caveat(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    version = visible_version(request.user, pk)
    if code not in BY_CODE or not version.is_response:
        raise Http404
    require(version.edit, by=request.user)
    row = caveat_row(version, code)
    if request.method == "POST" and row.changed:
        actions.restore_caveat(version, by=request.user, code=code)
        messages.success(request, f"“{row.name}” is as the answers call for it again.")
        return redirect(page_of(version))
    form = ReasonForm(request.POST if request.method == "POST" else None, adds=not row.printed)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_caveat(
                version, by=request.user, code=code, adds=not row.printed, reason=form.cleaned_data["reason"]
            )
            done = "is left out" if row.printed else "is added"
            messages.success(request, f"“{row.name}” {done}. The history keeps your reason.")
            return redirect(page_of(version))
    context = {
        "form": form, "row": row, "back": page_of(version), "pk": pk, "number": version.number,
        "reference": version.foi_request.reference,
    }  # fmt: skip
    return render(request, "letter_pages/caveat.html", context)
