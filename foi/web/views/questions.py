"""One question: the page that both sides share, and the steps of its flow."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from foi.answers.actions import agree, answer_by_reference, decide_small_numbers
from foi.answers.models import Answer
from foi.intake.as_received import received_of
from foi.intake.masks import Blind
from foi.organisation.models import User
from foi.requests.actions import reassign, send
from foi.requests.clock_actions import replies_of
from foi.requests.models import Question
from foi.web.forms.questions import FORMS
from foi.web.presenters.questions import PAGES, Reads, done, name_of, next_to_check, question_view, verbatim
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from workflows.clock import today
from workflows.perform import NotPossible, perform, require, transitions_of
from workflows.roles import approver, foi_officer, reviewer

Step = Callable[..., Question]

#: steps that are more than the step of the flow
ACTIONS: dict[str, Step] = {
    "send": send,
    "reassign": reassign,
    "agree": agree,
    "answer_by_reference": answer_by_reference,
    "decide_small_numbers": decide_small_numbers,
}


def visible_question(user: User, pk: int) -> Question:
    """404 for what `user` may not see: that there is such a question is not said either."""
    answers = Answer.objects.select_related("author", "department").prefetch_related("claims", "searches")
    seen = Question.objects.visible_to(user).select_related(
        "foi_request__authority", "foi_request__requester", "department"
    )
    return get_object_or_404(
        seen.defer("foi_request__text", "foi_request__passages").prefetch_related(
            Prefetch("answers", answers), "attachments__stored"
        ),
        pk=pk,
    )


def is_on_the_foi_side(user: User, question: Question) -> bool:
    return (foi_officer | approver | reviewer).test(question, user)


def as_read_by(user: User, question: Question) -> Reads:
    """Makes a text of the request what `user` may read of it."""
    return verbatim if is_on_the_foi_side(user, question) else Blind(question.foi_request)


def words_of(question: Question, user: User) -> dict[str, Any]:
    """The question for the small pages about it: words alone, so that no template can reach who asked."""
    reads = as_read_by(user, question)
    return {
        "pk": question.pk,
        "name": name_of(question),
        "reference": question.foi_request.reference,
        "number": question.number,
        "words": reads(question.text),
        "context_lines": reads(question.context).splitlines(),
    }


@login_required
@require_safe
def question_page(request: SignedInRequest, pk: int) -> HttpResponse:
    question = visible_question(request.user, pk)
    for_officer = is_on_the_foi_side(request.user, question)
    view = question_view(question, request.user, today(), for_officer=for_officer)
    page = "questions/for_officer.html" if for_officer else "questions/for_department.html"
    if not for_officer:
        return render(request, page, {"question": view})
    asked = question.foi_request
    more = {"request_pk": asked.pk, "received": received_of(question), "replies": replies_of(asked)}
    return render(request, page, {"question": view, **more})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("question")
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Any step of the question's flow that has no page of its own. What it needs is asked for on a small page."""
    question = visible_question(request.user, pk)
    known = {each.name: each for each in transitions_of(Question)}
    if name not in known or name in PAGES.own or name in PAGES.elsewhere:
        raise Http404
    transition = getattr(question, name)
    needs = known[name].custom.get("needs", ())
    if not needs:
        if request.method != "POST":
            return redirect("question", pk=pk)
        _take(question, name, request.user, _sent_along(request, name))
        return _done(request, question, name)
    form = FORMS[needs[0]](request.POST or None, question=question, step=name)
    try:
        require(
            transition, by=request.user
        )  # before the form is shown: what it says of the answer is not for everybody
    except NotPossible:
        if request.method != "POST":
            raise  # a posted form is shown again with the words, and with what was typed
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _take(question, name, request.user, form.facts())
            return _done(request, question, name)
    words = words_of(question, request.user)
    context = {"form": form, "step": known[name].custom, **words}
    return render(request, "questions/step.html", context)


def _take(question: Question, name: str, user: User, facts: dict[str, Any]) -> None:
    if action := ACTIONS.get(name):
        action(question, by=user, **facts)
    else:
        perform(getattr(question, name), by=user, **facts)


def _sent_along(request: SignedInRequest, name: str) -> dict[str, Any]:
    """What the button of a bare step carries: agreeing is to the version that was on the page."""
    if name != "agree" or "version" not in request.POST:
        return {}
    version = request.POST["version"]
    if not re.fullmatch(r"[0-9]{1,6}", version):
        raise BadRequest("The version is not a number.")
    return {"version": int(version)}


def _done(request: SignedInRequest, question: Question, name: str) -> HttpResponse:
    messages.success(request, done(name, question))
    if name == "agree" and (following := next_to_check(question)):
        words = '<a class="govuk-notification-banner__link" href="{}">Next answer to check: question {}</a>'
        messages.info(request, format_html(words, reverse("question", args=[following.pk]), following.number))
    if Question.objects.visible_to(request.user).filter(pk=question.pk).exists():
        return redirect("question", pk=question.pk)
    return redirect("home")
