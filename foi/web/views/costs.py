"""The cost limit (s.12): a question's estimate, the request's total, what is counted together, the printed sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.answers.cost_actions import (
    count_together,
    estimate_cost,
    estimate_lines,
    seen_advice,
    speaks_for_department,
    write_advice,
)
from foi.answers.estimate import Costing, costing_of, limit_of
from foi.answers.similar import candidates
from foi.law.cost_limit import Estimate
from foi.letters.estimate_words import advice_in_words
from foi.requests.models import FoiRequest, Question
from foi.web.forms.costs import AdviceForm, ReadForm, TogetherForm, cost_lines, with_another
from foi.web.presenters.costs import fits_words, limit_words, meter, named, question_costs
from foi.web.presenters.questions import done
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.saved_now import saved_now
from foi.web.signed_in import SignedInRequest
from foi.web.views.questions import is_on_the_foi_side, visible_question, words_of
from foi.web.views.requests import visible
from workflows.clock import today
from workflows.perform import may, require
from workflows.question_flow import QuestionState
from workflows.roles import foi_officer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("question")
def estimate(request: SignedInRequest, pk: int) -> HttpResponse:
    """The estimate of one question: a department's for its own, or the officer's."""
    user, question = request.user, visible_question(request.user, pk)
    for_department = speaks_for_department(question, user)
    step = "give_estimate" if for_department else "correct_estimate"
    require(getattr(question, step), by=user)
    in_force = estimate_lines(question, user)
    typed = request.POST if request.method == "POST" else None
    adding = typed is not None and typed.get("do") == "add"
    lines = cost_lines(in_force, typed)
    read = ReadForm(typed, initial={"read": ",".join(str(line.pk) for line in in_force)})
    if typed is not None and not adding and lines.is_valid() and read.is_valid():
        with refusals_on(read):
            estimate_cost(question, lines.lines(question.number), by=user, read=read.ids())
            messages.success(request, done(step, question))
            return redirect("question", pk=pk)
    limit = limit_of(question.foi_request)
    shown = lines.lines(question.number) if typed is not None else [line.as_law(question.number) for line in in_force]
    context = {
        "lines": with_another(lines) if adding else lines,
        "read": read,
        "forms": [] if adding else [lines, read],
        "limit": limit_words(limit),
        "meter": meter(Estimate(tuple(shown), limit)),
        "for_department": for_department,
        "request_pk": question.foi_request_id if is_on_the_foi_side(user, question) else None,
        **words_of(question, user),
    }
    return render(request, "costs/estimate.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request_cost")
def request_cost(request: SignedInRequest, pk: int) -> HttpResponse:
    """The request's estimate against the limit, and the advice of section 16."""
    foi_request = visible(request, pk)
    may_decide = may(foi_request.decide_cost, request.user)
    costing = costing_of(foi_request)
    form = AdviceForm(request.POST if request.method == "POST" else None, initial={"advice": costing.advice})
    if request.method == "POST":
        require(foi_request.decide_cost, by=request.user)
        if form.is_valid():
            with refusals_on(form):
                as_seen = request.POST.get("seen", "")
                write_advice(foi_request, form.cleaned_data["advice"], by=request.user, as_seen=as_seen)
                messages.success(request, "The advice is saved. The letter prints it where section 12 is relied on.")
                return redirect("request_cost", pk=pk)
    context = {
        **_sheet(foi_request, costing, request),
        **saved_now(request, form, seen_advice(costing.advice)),
        "form": form if may_decide else None,
        "may_decide": may_decide,
        "suggestion": advice_in_words(costing) if costing.estimate.lines else "",
    }
    return render(request, "costs/request.html", context)


@login_required
@require_safe
def printed(request: SignedInRequest, pk: int) -> HttpResponse:
    """The estimate on paper: everything it rests on, without the pages around it (COST-15)."""
    foi_request = visible(request, pk)
    context = {**_sheet(foi_request, costing_of(foi_request), request), "printed_on": today()}
    return render(request, "costs/printed.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("request_cost")
def together(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is counted together. Its evidence rests on who asked, so it is the officer's page alone."""
    foi_request = visible(request, pk, with_text=True)
    require(foi_request.decide_cost, by=request.user)
    costing = costing_of(foi_request)
    initial: dict[str, Any] = {"same_information": costing.same_information}
    questions = list(foi_request.questions.exclude(state=QuestionState.WITHDRAWN).filter(kind="asks"))
    initial["questions"] = [str(one.pk) for one in questions if one.number in costing.together]
    for other in costing.others:
        initial |= {f"with_{other.pk}": True, f"who_{other.pk}": other.who}
    typed = request.POST if request.method == "POST" else None
    form = TogetherForm(typed, questions=questions, candidates=candidates(foi_request), initial=initial)
    if typed is not None and form.is_valid():
        with refusals_on(form):
            count_together(foi_request, form.together(), by=request.user)
            messages.success(request, "What is counted together is recorded.")
            return redirect("request_cost", pk=pk)
    return render(request, "costs/together.html", {"foi_request": foi_request, "form": form, "rows": form.rows()})


def _sheet(foi_request: FoiRequest, costing: Costing, request: SignedInRequest) -> dict[str, Any]:
    """What the page and the paper both show."""
    questions = list(
        Question.objects.filter(foi_request=foi_request).exclude(state=QuestionState.WITHDRAWN).order_by("position")
    )
    changeable = set()
    if foi_officer.test(foi_request, request.user) and foi_request.is_open:
        changeable = {one.pk for one in questions if one.state not in (QuestionState.PROPOSED, QuestionState.AGREED)}
    limit = costing.estimate.limit
    return {
        "foi_request": foi_request,
        "costing": costing,
        "limit": limit_words(limit),
        "meter": meter(costing.estimate),
        "together": named(costing.together),
        "counted": meter(costing.counted) if costing.together else None,
        "questions": question_costs(costing, questions, changeable),
        "others": [(other, meter(other.estimate).words) for other in costing.others],
        "fits": fits_words(costing),
    }
