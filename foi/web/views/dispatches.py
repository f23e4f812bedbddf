"""A letter that the service sends: how far it is, and what to do when it did not arrive."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.letters.dispatch import Dispatch, address_for, send_again
from foi.requests.actions import see_requester
from foi.web.forms.letters import SendAgainForm, SettledForm
from foi.web.presenters.buttons import Pages
from foi.web.presenters.letters import page_of
from foi.web.presenters.requests import correction_of
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.letters import visible_version
from workflows.dispatch_flow import TROUBLED, DispatchState
from workflows.perform import NotPossible, available_actions, may, perform, require

PAGES = Pages(step="dispatch_step", main=("send_again",))
WORDS = {
    DispatchState.WAITING: "It is sent within half a minute. Nothing has to be done.",
    DispatchState.HANDING_OVER: "The mail server is taking it.",
    DispatchState.SENT: "The mail server has taken it. If it comes back, the officer is told.",
    DispatchState.FAILED: "The mail server would not take it. Check the address, then send it again, or use the post.",
    DispatchState.UNCLEAR: "Handing the letter over was broken off, so the service cannot know whether it went. "
    "Look for it in the mail server’s log by the number below before you send it again.",
    DispatchState.BOUNCED: "It came back. Ask the requester for another address, or send the letter by post.",
    DispatchState.SETTLED: "It reached the requester another way. Nothing more has to be done.",
}


def visible_dispatch(request: SignedInRequest, pk: int) -> Dispatch:
    version = visible_version(request.user, pk)
    dispatch = get_object_or_404(Dispatch, version=version)
    dispatch.version = version
    return dispatch


@login_required
@require_safe
@refusals_in_words("letter_version")
def dispatch_page(request: SignedInRequest, pk: int) -> HttpResponse:
    dispatch = visible_dispatch(request, pk)
    see_requester(dispatch.foi_request, by=request.user)  # it shows the address (REQ-22)
    moving = dispatch.state in (DispatchState.WAITING, DispatchState.HANDING_OVER)
    context = {
        **_words_of(dispatch),
        "dispatch": dispatch,
        "words": WORDS[DispatchState(dispatch.state)],
        "troubled": dispatch.state in TROUBLED,
        "moving": moving,
        "may_correct": may(correction_of(dispatch.foi_request), request.user),
        # Each step is taken on a page of its own, also the one that mostly asks for nothing.
        "buttons": [replace(one, post=False) for one in PAGES.buttons(pk, available_actions(dispatch, request.user))],
    }
    answer = render(request, "letter_pages/dispatch.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("letter_dispatch")
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    dispatch = visible_dispatch(request, pk)
    if name not in ("send_again", "settle"):
        raise Http404("There is no such step.")
    require(getattr(dispatch, name), by=request.user)
    if name == "send_again":
        return _send_again(request, dispatch)
    form = SettledForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            perform(dispatch.settle, by=request.user, **form.facts())
            messages.success(request, "It is on record how the letter reached the requester.")
            return redirect("letter_dispatch", pk=pk)
    return render(request, "letter_pages/settle.html", {"form": form, **_words_of(dispatch)})


def _send_again(request: SignedInRequest, dispatch: Dispatch) -> HttpResponse:
    see_requester(dispatch.foi_request, by=request.user)  # it shows the address (REQ-22)
    address = address_for(dispatch.foi_request)
    if address.because:
        raise NotPossible(f"Send it again: {address.because}")
    form = SendAgainForm(request.POST if request.method == "POST" else None, address=address)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            send_again(dispatch, by=request.user, **form.facts())
            messages.success(request, "The letter is being sent again.")
            return redirect("letter_dispatch", pk=dispatch.version_id)
    answer = render(
        request, "letter_pages/send_again.html", {"form": form, "address": address, **_words_of(dispatch)}
    )  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer


def _words_of(dispatch: Dispatch) -> dict[str, Any]:
    return {
        "back_to": page_of(dispatch.version),
        "letter_pk": dispatch.version_id, "request_pk": dispatch.version.foi_request_id,
        "reference": dispatch.foi_request.reference, "number": dispatch.version.number,
    }  # fmt: skip
