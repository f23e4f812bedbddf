"""What follows an answer: internal reviews and complaints to the regulator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.letters.models import with_letter_owed
from foi.organisation.models import User
from foi.requests.querysets import SEE_REQUESTS
from foi.reviews import actions
from foi.reviews.models import Complaint, Review, Verdict
from foi.web.forms.reviews import FORMS, AskForm, ComplaintForm, finding_forms
from foi.web.presenters import reviews as shown
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.requests import visible
from workflows.clock import today
from workflows.perform import perform, require, transitions_of
from workflows.roles import foi_officer

PER_PAGE = 25
REVIEW_STEPS: dict[str, Callable[..., Review]] = {
    "allocate": actions.allocate, "extend": actions.extend, "conclude": actions.conclude,
}  # fmt: skip
COMPLAINT_STEPS: dict[str, Callable[..., Complaint]] = {
    "serve_notice": actions.serve_notice, "comply": actions.comply, "close": actions.close,
}  # fmt: skip


def sees_cases(user: User) -> bool:
    return any(user.authorities(role) for role in SEE_REQUESTS)


@login_required
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    if not sees_cases(request.user):
        raise PermissionDenied("Reviews and complaints are for FOI officers, approvers and reviewers.")
    show = request.GET.get("show", "")
    show = show if show in shown.LISTS else "reviews"
    words, _, _, empty = shown.LISTS[show]
    page = Paginator(shown.cases_in(show, request.user), PER_PAGE).get_page(request.GET.get("page"))
    on = today()
    context = {
        "page": page,
        "rows": [shown.row(case, on) for case in page],
        "list_name": words,
        "empty": empty,
        "is_review": "review" in show or show == "mine",
        "lists": [
            {"text": text, "url": f"{request.path}?show={name}", "active": name == show}
            for name, (text, *_) in shown.LISTS.items()
        ],
    }
    return render(request, "reviews/listing.html", context)


@login_required
@require_safe
def after(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the requester may do after the answer, and what they did."""
    foi_request, on = visible(request, pk), today()
    reviews = with_letter_owed(foi_request.reviews.select_related("reviewer"))
    cases: list[Review | Complaint] = [*reviews, *foi_request.complaints.all()]
    for case in cases:
        case.foi_request = foi_request
    context = {
        "foi_request": foi_request,
        "windows": shown.windows(foi_request, on),
        "rows": [shown.row(case, on) for case in cases],
        "is_officer": foi_officer.test(foi_request, request.user),
        "under_review": any(isinstance(case, Review) and case.is_open for case in cases),
    }
    return render(request, "reviews/after.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request_after")
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    return _open(request, pk, AskForm, actions.ask, "review", "The request for review is on record.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request_after")
def complain(request: SignedInRequest, pk: int) -> HttpResponse:
    return _open(request, pk, ComplaintForm, actions.complain, "complaint", "The complaint is on record.")


def _open(
    request: SignedInRequest, pk: int, form_class: Any, act: Callable[..., Any], kind: str, done: str
) -> HttpResponse:
    foi_request = visible(request, pk)
    if not foi_officer.test(foi_request, request.user):
        raise PermissionDenied("Reviews and complaints are recorded by FOI officers.")
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            case = act(foi_request, by=request.user, **form.facts())
            messages.success(request, done)
            return redirect(kind, pk=case.pk)
    return render(request, "reviews/open.html", {"foi_request": foi_request, "form": form, "kind": kind})


def visible_review(request: SignedInRequest, pk: int) -> Review:
    seen = Review.objects.visible_to(request.user).select_related("foi_request__authority", "reviewer")
    return get_object_or_404(seen, pk=pk)


def visible_complaint(request: SignedInRequest, pk: int) -> Complaint:
    return get_object_or_404(Complaint.objects.visible_to(request.user).select_related("foi_request__authority"), pk=pk)


@login_required
@require_safe
def review_page(request: SignedInRequest, pk: int) -> HttpResponse:
    review, on = visible_review(request, pk), today()
    context = {
        "review": review,
        "title": f"Internal review {review.number}",
        "day": shown.day_of_review(review, on),
        "late": review.is_late(on),
        "next": shown.next_of_review(review, request.user),
        "buttons": shown.review_buttons(review, request.user),
        "findings": review.findings.select_related("question"),
    }
    return render(request, "reviews/review.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("review")
def consider(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every question with its answer, and what the reviewer finds of it. It can be left and gone on with."""
    review = visible_review(request, pk)
    require(review.consider, by=request.user)
    forms = finding_forms(review, request.POST or None)
    invalid = [form for _, form in forms if not form.is_valid()]  # every one is looked at: all errors show at once
    if request.method == "POST" and not invalid:
        found = {
            question.pk: (Verdict(form.cleaned_data["verdict"]), form.cleaned_data["reasons"])
            if form.cleaned_data["verdict"]
            else None
            for question, form in forms
            if form.cleaned_data["verdict"] or form.initial
        }
        if found:
            actions.consider(review, found, by=request.user)
        messages.success(request, "What you found is saved.")
        return redirect("review", pk=pk)
    context = {"review": review, "pairs": shown.to_consider(forms), "forms": [form for _, form in forms]}
    return render(request, "reviews/consider.html", context)


@login_required
@require_safe
def complaint_page(request: SignedInRequest, pk: int) -> HttpResponse:
    complaint, on = visible_complaint(request, pk), today()
    context = {
        "complaint": complaint,
        "late": complaint.next_date is not None and complaint.next_date < on,
        "buttons": shown.complaint_buttons(complaint, request.user),
    }
    return render(request, "reviews/complaint.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("review")
def review_step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    return _step(request, visible_review(request, pk), name, REVIEW_STEPS, "review")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("complaint")
def complaint_step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    return _step(request, visible_complaint(request, pk), name, COMPLAINT_STEPS, "complaint")


def _step(
    request: SignedInRequest, case: Any, name: str, steps: dict[str, Callable[..., Any]], back_to: str
) -> HttpResponse:
    """Any step of a case. Each needs words or a choice, so each has a small page."""
    known = {step.name: step for step in transitions_of(type(case))}
    if name not in known or name not in FORMS:
        raise Http404("There is no such step.")
    require(getattr(case, name), by=request.user)
    form = FORMS[name](request.POST if request.method == "POST" else None, case=case, step=name)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if act := steps.get(name):
                act(case, by=request.user, **form.facts())
            else:
                perform(getattr(case, name), by=request.user, **form.facts())
            messages.success(request, shown.DONE[name])
            return redirect(back_to, pk=case.pk)
    context = {"case": case, "form": form, "step": known[name].custom, "back_to": back_to}
    return render(request, "reviews/step.html", context)
