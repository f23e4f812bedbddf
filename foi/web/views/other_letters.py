"""The letters of a request, all of them, and writing one that is not the response."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.letters import actions
from foi.letters.facts import Purpose
from foi.web.forms.purposes import DETAILS
from foi.web.presenters.letters import WRITTEN, letter_rows, may_write, writable
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.saved_now import saved_now
from foi.web.signed_in import SignedInRequest
from foi.web.views.letters import visible_request
from workflows.letter_flow import IN_HAND, LetterState


@login_required
@require_safe
def letters(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every letter of the request, and what else can be written now."""
    foi_request = visible_request(request.user, pk)
    context = {
        "pk": pk,
        "reference": foi_request.reference,
        "title": foi_request.title,
        "rows": letter_rows(foi_request),
        "writable": writable(foi_request, request.user),
    }
    return render(request, "letter_pages/letters.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("letters")
def write(request: SignedInRequest, pk: int, purpose: str) -> HttpResponse:
    """What such a letter says is asked for first; then it is drafted, and read before it leaves."""
    if purpose not in set(WRITTEN):
        raise Http404
    kind = Purpose(purpose)
    foi_request = visible_request(request.user, pk)
    may_write(foi_request, kind, by=request.user)
    last = foi_request.letters.of_purpose(kind).defer("document").order_by("-number").first()
    if request.method != "POST" and last is not None and last.state in IN_HAND:
        return redirect("letter_version", pk=last.pk)
    came_back = last is not None and last.state != LetterState.ISSUED
    form = DETAILS[kind](
        request.POST if request.method == "POST" else None,
        foi_request=foi_request,
        initial=DETAILS[kind].values_of(last) if last is not None and came_back else None,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            version = actions.draft(
                foi_request, by=request.user, purpose=kind, details=form.details(), as_seen=request.POST.get("seen", "")
            )
            messages.success(request, f"{kind.label}: a draft is ready. Read it through before it leaves.")
            return redirect("letter_version", pk=version.pk)
    words = WRITTEN[kind]
    begun = last if last is not None and last.state == LetterState.DRAFT else None  # by a colleague, meanwhile
    context = {
        "form": form, "kind": kind, "words": words, "pk": pk, "reference": foi_request.reference,
        **saved_now(request, form, actions.seen(begun)),
    }  # fmt: skip
    return render(request, "letter_pages/write.html", context)
