"""Writing an answer: the department's (or the officer's, for it), and the officer's decision on it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from foi.answers.actions import begin_from, record_for_department, save_draft, seen, submit
from foi.answers.actions import decide as decide_answer
from foi.answers.models import Answer
from foi.requests.models import Question
from foi.web.forms.answers import AnswerForm, DecideForm
from foi.web.forms.claims import MOST_CLAIMS, ClaimFormSet, FinderForm, initial_of
from foi.web.forms.typed import rows_as_typed
from foi.web.presenters.answers import answer_view, before_claiming, claim_title, table_view
from foi.web.presenters.questions import done, file_rows, own_words
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.questions import as_read_by, is_on_the_foi_side, visible_question, words_of
from workflows.perform import NotPermitted, require
from workflows.roles import answering_department


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("question")
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The department's answer, or one that came another way and that an officer writes down."""
    question = visible_question(request.user, pk)
    # Who is both answers for the department.
    for_department = answering_department.test(question, request.user)
    base = begin_from(question) if for_department else question.current_answer
    is_draft = for_department and request.POST.get("do") in ("save_draft", "add_file")
    files = file_rows(question, request.user, as_read_by(request.user, question))
    form = AnswerForm(
        request.POST or None, request.FILES or None, base=base, is_draft=is_draft, has_files=bool(files),
        for_department=for_department,
    )  # fmt: skip
    if request.method != "POST":
        require(question.answer if for_department else question.record_answer, by=request.user)
    elif request.POST.get("do") == "add_search":
        form = form.begun_again(one_more_search=True)
    elif form.is_valid():
        with refusals_on(form):
            step = "save_draft" if is_draft else "answer" if for_department else "record_answer"
            action = {"save_draft": save_draft, "answer": submit, "record_answer": record_for_department}[step]
            action(question, form.content(), by=request.user, as_seen=request.POST.get("seen", ""))
            messages.success(request, done(step, question))
            if request.POST.get("do") == "add_file":
                return redirect("question_files", pk=pk)
            return redirect("question_answer" if is_draft else "question", pk=pk)
    context = {
        "form": form,
        "formset": form.searches,
        "table": table_view(form.kept),
        "files": files,
        "for_department": for_department,
        "for_officer": is_on_the_foi_side(request.user, question),
        **_saved_now(request, base, for_officer=is_on_the_foi_side(request.user, question)),
        **words_of(question, request.user),
    }
    return render(request, "answers/answer.html", context)


def _saved_now(request: SignedInRequest, base: Answer | None, *, for_officer: bool) -> dict[str, Any]:
    """What the page is based on; where that has changed since it was opened, what others saved meanwhile is shown."""
    was, is_now = request.POST.get("seen", ""), seen(base)
    overtaken = base is not None and was not in ("", is_now)
    return {"seen": is_now, "saved_now": answer_view(base, for_officer=for_officer) if base and overtaken else None}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("question")
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """The officer's own decision on an answer, beside the department's words."""
    question = visible_question(request.user, pk)
    if not is_on_the_foi_side(request.user, question):
        # Asked before the form is: a form with a mistake would show what only the FOI side reads.
        raise NotPermitted("Decide the outcome: your role does not allow this.")
    base = question.current_answer
    form = DecideForm(request.POST or None, request.FILES or None, base=base, question=question)
    claims: Any = ClaimFormSet(request.POST or None, initial=_claims(question), prefix="claims")
    do = request.POST.get("do", "save")
    if request.method != "POST":
        require(question.decide, by=request.user)
    elif do != "save":
        form, claims = form.begun_again(one_more_search=do == "add_search"), _one_more(claims, request.POST, do)
    elif form.is_valid() and claims.is_valid():
        with refusals_on(form):
            decide_answer(
                question, form.content(), claims.contents(), by=request.user, as_seen=request.POST.get("seen", "")
            )
            messages.success(request, done("decide", question))
            return redirect("question", pk=pk)
    department = own_words(question)
    sought = "" if do == "add" else request.POST.get("find", "")
    context = {
        "form": form,
        "formset": claims,
        "claims": [(one, claim_title(one.code), before_claiming(one.code)) for one in claims],
        "finder": FinderForm(sought, foi_request=question.foi_request, besides=[one.code for one in claims]),
        "forms": [form.searches],
        "table": table_view(form.kept),
        **_saved_now(request, base, for_officer=True),
        "department_answer": answer_view(department, for_officer=True) if department else None,
        **words_of(question, request.user),
    }
    return render(request, "answers/decide.html", context)


def _claims(question: Question) -> list[dict[str, Any]]:
    current = question.current_answer
    return [initial_of(claim.content()) for claim in current.claims.all()] if current else []


def _one_more(claims: Any, data: QueryDict, do: str) -> Any:
    """The claims as they were typed, with the exemption that was chosen at their end when "Add" was pressed."""
    rows = rows_as_typed(claims)
    chosen = FinderForm.chosen(data) if do == "add" else ""
    if chosen and len(rows) < MOST_CLAIMS and chosen not in {row["exemption"] for row in rows}:
        rows.append({"exemption": chosen})
    return ClaimFormSet(initial=rows, prefix="claims")
