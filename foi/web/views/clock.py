"""The clock of a request: its page, and the forms for what happens to it."""

from __future__ import annotations

import calendar
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.law.clock import Kind, State, choices
from foi.law.working_days import BeyondCalendar
from foi.requests import clock_actions
from foi.requests.clock import clocks_of
from foi.requests.clock_records import ClockEvent
from foi.requests.models import FoiRequest
from foi.web.forms.clock import EventForm, ReasonForm, ReceiptForm, RegimeForm
from foi.web.presenters import clock as shown
from foi.web.presenters.dates import in_words, with_weekday
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.requests import visible
from workflows.clock import today
from workflows.perform import NotPossible, available_actions, require

#: which clock a form is about, where the questions have several: the one that waits
AWAITED = {
    Kind.CLARIFICATION_RECEIVED: (State.AWAITING_CLARIFICATION, State.LAPSED),
    Kind.CLARIFICATION_LAPSED: (State.AWAITING_CLARIFICATION,),
}


def typed(request: SignedInRequest) -> QueryDict | None:
    """What was sent, also where that is nothing at all."""
    return request.POST if request.method == "POST" else None


def _with_events(foi_request: FoiRequest) -> FoiRequest:
    prefetch_related_objects([foi_request], "clock_events__recorded_by", "clock_events__undone_by")
    return foi_request


@login_required
@require_safe
def clock_page(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = _with_events(visible(request, pk))
    steps = {step.name for step in available_actions(foi_request, request.user)}
    page = shown.clock_page(foi_request, steps, today())
    context = {
        "foi_request": foi_request,
        "page": page,
        "refusal": page.refusal if isinstance(page, shown.Uncounted) else "",
        "weekdays": calendar.day_name,
        "may_record": "record_event" in steps,
        "may_close": "close_unanswered" in steps,
        "may_accept": "accept_date" in steps,
    }
    return render(request, "clock/clock.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request_clock")
def record(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """The form for one kind of event. The law's own sentence on it stands on top."""
    foi_request = _with_events(visible(request, pk))
    what = next((one for one in clock_actions.RECORDED if one.value == kind), None)
    if what is None:
        raise Http404("The clock knows no such event.")
    require(foi_request.record_event, by=request.user)
    try:
        clocks = clocks_of(foi_request)
        awaited = AWAITED.get(what, ())
        waiting = [question for question, own in clocks.own.items() if own.state in awaited]
        clock = clocks.own[waiting[0]] if waiting else clocks.leading
        sentence = next((one.sentence for one in choices(clock, today()) if one.kind is what), "")
    except BeyondCalendar as refusal:
        raise NotPossible(str(refusal)) from refusal
    form = EventForm(
        typed(request), kind=what, clock=clock, questions=shown.questions_to_choose(foi_request), waiting=waiting
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if what is Kind.CLARIFICATION_RECEIVED:
                words = form.cleaned_data["words"]
                clock_actions.record_reply(foi_request, by=request.user, words=words, **form.facts())
            else:
                clock_actions.record_event(foi_request, what, by=request.user, **form.facts())
            messages.success(request, f"{what.label}: recorded. {_where_it_stands(foi_request)}")
            return redirect("request_clock", pk=pk)
    return _form(request, foi_request, form, what.label, shown.DO.get(what, "Record it"), sentence)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request_clock")
def undo(request: SignedInRequest, pk: int, event_pk: int) -> HttpResponse:
    foi_request = visible(request, pk)
    event = get_object_or_404(ClockEvent, pk=event_pk, foi_request=foi_request)
    require(foi_request.undo_event, by=request.user)
    form = ReasonForm(typed(request))
    title = f"Undo “{Kind(event.kind).label}” of {in_words(event.on)}"
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            foi_request = clock_actions.undo_event(event, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, f"{Kind(event.kind).label}: undone. {_where_it_stands(foi_request)}")
            return redirect("request_clock", pk=pk)
    sentence = "The former date comes back. The event stays in view, marked as undone, with your reason."
    return _form(request, foi_request, form, title, "Undo it", sentence)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request_clock")
def receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = visible(request, pk)
    require(foi_request.correct_receipt, by=request.user)
    form = ReceiptForm(typed(request), initial={"received_on": foi_request.received_on})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            clock_actions.correct_receipt(foi_request, by=request.user, **form.cleaned_data)
            messages.success(request, f"The date of receipt is corrected. {_where_it_stands(foi_request)}")
            return redirect("request_clock", pk=pk)
    sentence = f"{in_words(foi_request.received_on)} was entered. The due date is worked out again."
    return _form(request, foi_request, form, "Correct the date of receipt", "Save", sentence)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request_clock")
def regime(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = visible(request, pk)
    require(foi_request.change_regime, by=request.user)
    form = RegimeForm(typed(request), initial={"regime": foi_request.regime})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            clock_actions.change_regime(foi_request, by=request.user, **form.cleaned_data)
            messages.success(request, f"The law is changed. {_where_it_stands(foi_request)}")
            return redirect("request_clock", pk=pk)
    sentence = "Everything that happened is counted anew under the law you choose."
    return _form(request, foi_request, form, "Change the law it comes under", "Save", sentence)


def _form(
    request: SignedInRequest, foi_request: FoiRequest, form: Any, title: str, button: str, sentence: str
) -> HttpResponse:
    context = {"foi_request": foi_request, "form": form, "title": title, "button": button, "sentence": sentence}
    return render(request, "clock/form.html", context)


def _where_it_stands(foi_request: FoiRequest) -> str:
    if foi_request.due_on:
        return f"The answer is due on {with_weekday(foi_request.due_on)}."
    return "Nothing is due while the clock waits." if foi_request.is_open else "No answer is owed any more."
