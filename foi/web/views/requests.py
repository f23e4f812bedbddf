"""The officer's lists, and the page of one request with everything around it."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable
from typing import IO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foi.answers.models import Answer
from foi.intake import doors, split_changes
from foi.law.clock import Kind, State
from foi.letters.completeness import completeness
from foi.organisation.models import User
from foi.requests import actions
from foi.requests.clock_actions import close_unanswered, replies_of, undo_withdrawal
from foi.requests.models import Correspondence, FoiRequest
from foi.requests.querysets import SEE_REQUESTS
from foi.requests.recount import accept_date
from foi.requests.together import answer_by_itself
from foi.web.forms.requester import RequesterForm
from foi.web.forms.requests import CorrespondenceForm, DetailsForm, StepForm
from foi.web.presenters import requests as shown
from foi.web.presenters import timeline
from foi.web.presenters.arrivals import came_as
from foi.web.presenters.before_sending import BeforeSending, before_sending
from foi.web.presenters.completeness import Missing, is_shown, missing_view
from foi.web.presenters.dates import is_late
from foi.web.presenters.hints import hints_view
from foi.web.presenters.next_step import Tally, next_step
from foi.web.presenters.together import together_view
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from workflows.clock import today
from workflows.perform import may, require, transitions_of
from workflows.question_flow import QuestionState
from workflows.request_flow import RequestState
from workflows.roles import Role

PER_PAGE = 25
#: the questions of one request are read as one letter, so more of them stand on a page
QUESTIONS_PER_PAGE = 100

#: step of the request's flow -> what does it. Steps with a page of their own, and automatic ones, are not here.
STEPS = {
    "take_on": actions.take_on,
    "reopen_split": split_changes.reopen,
    "withdraw": actions.withdraw,
    "undo_withdrawal": undo_withdrawal,
    "accept_date": accept_date,
    "close_unanswered": close_unanswered,
    "answer_by_itself": answer_by_itself,
}
EXPLAINED = {
    "withdraw": "The request is closed and its questions leave the departments’ lists. A letter in approval goes back. "
    "If it turns out to be a mistake, the withdrawal can be undone with a reason.",
    "undo_withdrawal": "The request opens again with the date that it had: the days since then count. Its questions "
    "are where they were, and departments see theirs again. A letter that was in approval is submitted anew.",
}
DONE = {
    "take_on": "You have taken on this request.",
    "reopen_split": "The split is open again. Confirm it when you have changed it.",
    "withdraw": "The request is withdrawn. Its questions have left the departments’ lists.",
    "undo_withdrawal": "The withdrawal is undone. The request is open again, with the date that it had.",
    "accept_date": "The new date is accepted.",
    "close_unanswered": "The request is closed. No answer is owed.",
    "answer_by_itself": "The request is answered by itself again. It needs a letter of its own.",
}


def visible(request: SignedInRequest, pk: int, *, with_text: bool = False) -> FoiRequest:
    """The request if this person may see it; 404 otherwise, so that nobody learns whether it exists."""
    seen = FoiRequest.objects.visible_to(request.user).select_related("authority", "officer", "answered_with")
    return get_object_or_404(seen if with_text else seen.defer("text", "passages"), pk=pk)


@login_required
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    user, on = request.user, today()
    is_officer = bool(user.authorities(Role.FOI_OFFICER))
    if not any(user.authorities(role) for role in SEE_REQUESTS):
        raise PermissionDenied("The list of requests is for FOI officers, approvers and reviewers.")
    show = request.GET.get("show", "")
    if show not in shown.LISTS:
        show = "mine" if is_officer else "all"
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = shown.requests_in(show, user, on).searched(words)
    page = Paginator(found.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "requests/listing.html",
        {
            "show": show,
            "list_name": shown.LISTS[show],
            "lists": shown.lists(user, show, on),
            "page": page,
            "rows": shown.rows(list(page), on),
            "empty": shown.EMPTY[show],
            "q": words,
            "is_officer": is_officer,
            "new_dates": FoiRequest.objects.visible_to(user).with_proposed_date().count(),
            "shut_doors": doors.shut() if is_officer else (),
        },
    )


@login_required
@require_safe
def request_page(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request, on = visible(request, pk), today()
    prefetch_related_objects([foi_request], "clock_events", "answered_along")
    answers = Prefetch("answers", Answer.objects.only("id", "question_id", "version", "is_draft", "outcome"))
    questions = foi_request.questions.select_related("department")
    tally = Tally.of(questions.defer("text", "context", "group", "proposal", "path"))
    page = Paginator(questions.prefetch_related(answers), QUESTIONS_PER_PAGE).get_page(request.GET.get("page"))
    is_officer = request.user.holds(Role.FOI_OFFICER, foi_request.authority)
    return render(
        request,
        "requests/request.html",
        {
            "foi_request": foi_request,
            "standing": shown.standing(foi_request, on),
            "late": is_late(foi_request, on),
            "together": together_view(foi_request),
            "next_step": next_step(foi_request, tally, is_officer=is_officer),
            "before_sending": _before_sending(foi_request, tally) if is_officer else None,
            "page": page,
            "rows": shown.question_rows(page, on),
            "missing": _missing(foi_request, tally, request.user),
            "buttons": shown.buttons(foi_request, request.user),
            "events": timeline.recent(foi_request),
            "is_officer": is_officer,
            "came": came_as(foi_request) if is_officer else [],
            "hints": hints_view(foi_request, request.user, asks=bool(tally.by_state)) if is_officer else None,
            "is_new": foi_request.state == RequestState.LOGGED,
            "replies": _replies(foi_request),
        },
    )


def _replies(foi_request: FoiRequest) -> list[Correspondence]:
    """What the requester wrote when we had asked; no query where the clock knows of no reply."""
    known = any(event.kind == Kind.CLARIFICATION_RECEIVED for event in foi_request.clock_events.all())
    return list(replies_of(foi_request)) if known else []


def _before_sending(foi_request: FoiRequest, tally: Tally) -> BeforeSending | None:
    """What to look at before the button sends questions; None where it does not."""
    to_send = tally.to_send() if foi_request.state == RequestState.GATHERING else []
    if not to_send:
        return None
    words = foi_request.questions.only("foi_request", "number", "group", "context", "text")
    return before_sending(foi_request, words.filter(pk__in=[question.pk for question in to_send]))


def _missing(foi_request: FoiRequest, tally: Tally, user: User) -> Missing | None:
    """The panel; None where the request is not far enough, or closed, or there is nothing to say."""
    if not is_shown(foi_request):
        return None
    view = missing_view(completeness(foi_request), foi_request, tally.at(*QuestionState), user)
    return None if view.is_empty else view


@login_required
@require_safe
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = visible(request, pk)
    page = Paginator(timeline.history(foi_request), PER_PAGE).get_page(request.GET.get("page"))
    context = {"foi_request": foi_request, "page": page, "events": timeline.entries(page)}
    return render(request, "requests/history.html", context)


@login_required
@require_safe
@refusals_in_words("request")
def requester(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = visible(request, pk)
    person = actions.see_requester(foi_request, by=request.user)
    context = {
        "foi_request": foi_request,
        "requester": person,
        "may_correct": may(shown.correction_of(foi_request), request.user),
    }
    return render(request, "requests/requester.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def details(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = visible(request, pk)
    require(shown.correction_of(foi_request), by=request.user)
    person = actions.see_requester(foi_request, by=request.user)
    known = {"requester_name": person.name, "requester_email": person.email, "requester_address": person.address}
    kind: type[RequesterForm] = RequesterForm
    correct: Callable[..., FoiRequest] = actions.correct_contact
    if foi_request.is_open:
        known, kind, correct = {"title": foi_request.title, **known}, DetailsForm, actions.correct_details
    form = kind(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            correct(foi_request, by=request.user, **{name: form.cleaned_data[name] for name in known})
            messages.success(request, "The details are corrected.")
            return redirect("request_requester", pk=pk)
    return render(request, "requests/details.html", {"foi_request": foi_request, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def correspondence(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = visible(request, pk)
    is_officer = request.user.holds(Role.FOI_OFFICER, foi_request.authority)
    form = None
    if request.method == "POST" or is_officer:
        require(foi_request.file_correspondence, by=request.user)
        form = CorrespondenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form is not None and form.is_valid():
        with refusals_on(form):
            given = {"files": form.cleaned_data.pop("uploads"), **form.cleaned_data}
            filed = actions.file_correspondence(foi_request, by=request.user, **given)
            messages.success(request, f"“{filed.subject}” is on file.")
            return redirect("request_correspondence", pk=pk)
    on_file = foi_request.correspondence.select_related("filed_by").prefetch_related("files").order_by("-on", "-id")
    page = Paginator(on_file, PER_PAGE).get_page(request.GET.get("page"))
    loose = foi_request.files.filter(correspondence=None).select_related("question")[:200]
    # A reply that came by e-mail or was put on file is not on the clock by that.
    awaits_reply = is_officer and foi_request.is_open and foi_request.clock_state == State.AWAITING_CLARIFICATION
    context = {
        "foi_request": foi_request, "form": form, "page": page, "loose_files": loose, "awaits_reply": awaits_reply,
    }  # fmt: skip
    return render(request, "requests/correspondence.html", context)


@login_required
@require_safe
def stored_file(request: SignedInRequest, pk: int, file_pk: int) -> FileResponse:
    stored = get_object_or_404(visible(request, pk).files, pk=file_pk)
    try:
        return as_download(stored.content.open("rb"), stored.name)
    except FileNotFoundError:
        raise Http404("The file is not where it was kept.") from None


def as_download(content: IO[bytes], name: str) -> FileResponse:
    """A file, to be saved and never shown: what a stranger sent must not run as a page of ours."""
    name = re.sub(r"[\x00-\x1f\x7f\"\\/]", "_", name) or "file"
    response = FileResponse(
        content,
        as_attachment=True,
        filename=name,
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
@refusals_in_words("request")
def send_all(request: SignedInRequest, pk: int) -> HttpResponse:
    sent = actions.send_all(visible(request, pk), by=request.user)
    departments = sorted({str(question.department) for question in sent})
    what = "1 question is" if len(sent) == 1 else f"{len(sent)} questions are"
    messages.success(
        request, f"{what} with {', '.join(departments)}. They have been told by e-mail; their answers will appear here."
    )
    return redirect("request", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request")
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Any step of the request's flow: a bare one is posted here straight away, one that needs words gets a page."""
    act = STEPS.get(name)
    if act is None:
        raise Http404("There is no such step.")
    foi_request = visible(request, pk)
    require(getattr(foi_request, name), by=request.user)
    flow_step = next(found for found in transitions_of(FoiRequest) if found.name == name)
    typed = request.POST if request.method == "POST" else None
    form = StepForm(typed, step=name, needs=flow_step.custom.get("needs", ()))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(foi_request, by=request.user, **form.cleaned_data)  # type: ignore[operator]
            messages.success(request, DONE[name])
            return redirect("request_split" if name == "reopen_split" else "request", pk=pk)
    context = {"foi_request": foi_request, "form": form, "custom": flow_step.custom, "explanation": EXPLAINED.get(name)}
    return render(request, "requests/step.html", context)
