"""Letting a warning stand, and taking that back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from foi.disclosure.finding import Level
from foi.letters.completeness import completeness
from foi.letters.waivers import take_back
from foi.letters.waivers import waive as let_stand
from foi.web.forms.requests import TakeBackForm, WaiveForm
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.letters import visible_request
from workflows.perform import NotPossible, require


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def waive(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """`key`: of exactly one warning, as it is found now."""
    foi_request = visible_request(request.user, pk)
    require(foi_request.waive, by=request.user)
    finding = completeness(foi_request).find(key)
    if finding is None or finding.level is not Level.WARN:
        raise NotPossible("This warning is not there any more: what it spoke of has changed.")
    form = WaiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            let_stand(foi_request, key, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "The warning stands, with your name and reason. The approver will read them.")
            return redirect(
                "letter" if foi_request.letters.exists() or foi_request.answered_with_id else "request", pk=pk
            )
    context = {"pk": pk, "reference": foi_request.reference, "finding": finding, "form": form}
    context["about"] = finding.place.replace(":", " ")
    return render(request, "requests/waive.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def unwaive(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """`key`: of exactly one warning that somebody let stand."""
    foi_request = visible_request(request.user, pk)
    require(foi_request.unwaive, by=request.user)
    waiver = foi_request.waivers.select_related("waived_by").filter(key=key).first()
    if waiver is None:
        raise NotPossible("Nobody lets this warning stand any more.")
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            take_back(foi_request, key, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "The warning counts again. Put right what it speaks of, or let it stand anew.")
            return redirect("letter" if foi_request.letters.exists() else "request", pk=pk)
    context = {"pk": pk, "reference": foi_request.reference, "waiver": waiver, "form": form}
    context["about"] = waiver.place.replace(":", " ")
    return render(request, "requests/unwaive.html", context)
