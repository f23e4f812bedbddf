"""The evidence behind the exemptions of a question: kept, read and taken away by the FOI side alone."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.answers.evidence import Evidence, exemptions_claimed, keep_evidence, take_evidence_away
from foi.organisation.models import User
from foi.requests.models import Question
from foi.web.forms.files import EvidenceForm
from foi.web.presenters.questions import name_of
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.files import download
from foi.web.views.questions import is_on_the_foi_side, visible_question, words_of
from workflows.perform import may


def question_of_the_foi_side(user: User, pk: int) -> Question:
    """404 for everybody else: a department does not learn that there is evidence."""
    question = visible_question(user, pk)
    if not is_on_the_foi_side(user, question):
        raise Http404
    return question


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("question")
def evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    question = question_of_the_foi_side(request.user, pk)
    if removes := request.POST.get("remove", ""):
        if not removes.isdecimal() or len(removes) > 18:
            raise Http404
        take_evidence_away(question, int(removes), by=request.user)
        messages.success(request, f"The file is no longer kept as evidence for {name_of(question)}.")
        return redirect("question_evidence", pk=pk)
    claimed = exemptions_claimed(question)
    typed = request.method == "POST"
    form = EvidenceForm(request.POST if typed else None, request.FILES if typed else None, claimed=claimed)
    if typed and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            keep_evidence(
                question, given["upload"], by=request.user, exemption=given["exemption"],
                description=given["description"],
            )  # fmt: skip
            messages.success(request, "The file is kept. It stays with the FOI team.")
            return redirect("question_evidence", pk=pk)
    context = {
        "form": form,
        "evidence": question.evidence.select_related("stored", "added_by"),
        "claimed": claimed,
        "may_change": may(question.change_evidence, request.user),
        **words_of(question, request.user),
    }
    return render(request, "questions/evidence.html", context)


@login_required
@require_safe
def evidence_file(request: SignedInRequest, pk: int, file_pk: int) -> FileResponse:
    kept: Evidence = get_object_or_404(
        question_of_the_foi_side(request.user, pk).evidence.select_related("stored"), pk=file_pk
    )
    return download(kept.stored, kept.stored.name)
