"""What departments see of a question's words, and what an officer hides or shows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from foi.intake.masks import Blind, hide, show
from foi.web.forms.masks import HideForm
from foi.web.presenters.questions import seen_by_department, texts_of, told_of_requester
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.questions import is_on_the_foi_side, visible_question, words_of
from workflows.question_flow import QuestionState
from workflows.roles import foi_officer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("question_seen")
def seen(request: SignedInRequest, pk: int) -> HttpResponse:
    question = visible_question(request.user, pk)
    if not is_on_the_foi_side(request.user, question):
        raise Http404
    foi_request = question.foi_request
    form = HideForm(request.POST if "words" in request.POST else None, texts=[text for _, text in texts_of(question)])
    for field, change, done in (
        ("show", show, "Departments can read these words now."),
        ("again", hide, "These words are hidden again."),
    ):
        if request.method == "POST" and field in request.POST:
            change(foi_request, request.POST[field].replace("\x00", " ")[:2_000], by=request.user)
            messages.success(request, done)
            return redirect("question_seen", pk=pk)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, "words"):
            hide(foi_request, form.cleaned_data["words"], by=request.user)
            messages.success(request, "These words are hidden from departments everywhere in this request.")
            return redirect("question_seen", pk=pk)
    blind = Blind(foi_request)
    texts = seen_by_department(question, blind)
    hidden = {piece.text: piece for text in texts for piece in text.pieces if piece.reason}
    context = {
        "form": form,
        "texts": texts,
        "hidden": hidden.values(),
        "told": told_of_requester(question),
        "shown": blind.shown,
        # Where the officer came from while the questions are still proposed.
        "split": foi_request.pk if question.state == QuestionState.PROPOSED else None,
        "may_change": foi_officer.test(foi_request, request.user),
        **words_of(question, request.user),
    }
    return render(request, "questions/seen.html", context)
