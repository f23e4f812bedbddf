"""A letter: the page of the response, versions of any letter, its steps, the document; what waits for approval."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foi.letters import actions, dispatch
from foi.letters import pdf as letter_pdf
from foi.letters.models import LetterVersion
from foi.letters.pdf_jobs import can_be_made
from foi.organisation.models import User
from foi.requests.actions import see_requester
from foi.requests.models import FoiRequest, Question
from foi.requests.together import answered_in_letter_of
from foi.web.forms.letters import FORMS, LetterForm, edit_form_of
from foi.web.forms.purposes import DETAILS
from foi.web.presenters.letters import PAGES, done, draft_button, file_name, letter_view, page_of, redraft_button
from foi.web.presenters.requests import question_rows
from foi.web.presenters.together import together_view
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.saved_now import saved_now
from foi.web.signed_in import SignedInRequest
from workflows.clock import today
from workflows.letter_flow import LetterState
from workflows.models import AuditEvent
from workflows.perform import perform, require, transitions_of
from workflows.roles import Role

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PER_PAGE = 25
PEOPLE = ("drafted_by", "submitted_by", "approved_by")

#: steps that are more than the step of the flow
STEPS: dict[str, Callable[..., LetterVersion]] = {
    "submit": actions.submit,
    "approve": actions.approve,
    "send_back": actions.send_back,
    "issue": dispatch.send_or_record,
    "issue_directly": dispatch.send_or_record,
}


def visible_request(user: User, pk: int) -> FoiRequest:
    seen = FoiRequest.objects.visible_to(user).select_related("authority", "requester").with_along()
    return get_object_or_404(seen.defer("text", "passages"), pk=pk)


def visible_version(user: User, pk: int) -> LetterVersion:
    """404 for the letters of requests that `user` may not see."""
    versions = LetterVersion.objects.filter(foi_request__in=FoiRequest.objects.visible_to(user))
    return get_object_or_404(
        versions.select_related("foi_request__authority", "foi_request__requester", *PEOPLE), pk=pk
    )


def current_version(foi_request: FoiRequest) -> LetterVersion | None:
    version = foi_request.letters.responses().select_related(*PEOPLE).defer("document").order_by("-number").first()
    if version is not None:
        version.foi_request = foi_request
    return version


@login_required
@require_safe
def letter_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The current version of a request's letter, or what is missing before there can be one."""
    foi_request = visible_request(request.user, pk)
    if foi_request.answered_with_id is not None:  # one letter answers both
        return redirect("letter", pk=foi_request.answered_with_id)
    version = current_version(foi_request)
    if version is not None:
        version.standing = version.beside_the_records()  # one look at the records for the whole page
        see_requester(foi_request, by=request.user)  # the preview shows the addressee (REQ-22)
    asked = Question.objects.filter(foi_request__in=answered_in_letter_of(foi_request)).unsettled()
    unsettled = asked.select_related("department", "foi_request").prefetch_related("answers")
    context = {
        "pk": pk,
        "reference": foi_request.reference,
        "title": foi_request.title,
        "together": together_view(foi_request),
        "letter": letter_view(version, request.user, with_steps=True) if version else None,
        "done_elsewhere": foi_request.was_done_elsewhere,
        "dispatch": dispatch.Dispatch.objects.filter(version=version).first() if version else None,
        "draft": draft_button(foi_request, version, request.user),
        "unsettled": question_rows(unsettled, today()),
        "versions": foi_request.letters.responses().select_related("drafted_by").defer("document", "content"),
    }
    return render(request, "letter_pages/letter.html", context)


@login_required
@require_POST
@refusals_in_words("letter")
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    foi_request = visible_request(request.user, pk)
    version = actions.draft(foi_request, by=request.user)
    messages.success(request, f"Version {version.number} is drafted from the answers. Read it through, then submit it.")
    return redirect("letter", pk=pk)


@login_required
@require_safe
def version_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """A version of any letter. The current response has its own page; older versions are to read."""
    version = visible_version(request.user, pk)
    same = version.foi_request.letters.of_purpose(version.purpose)
    is_current = not same.filter(number__gt=version.number).exists()
    if is_current and version.is_response:
        return redirect("letter", pk=version.foi_request_id)
    see_requester(version.foi_request, by=request.user)
    if is_current or version.state == LetterState.ISSUED:
        version.standing = version.beside_the_records()
        context = {
            "pk": version.foi_request_id,
            "reference": version.foi_request.reference,
            "letter": letter_view(version, request.user, with_steps=is_current),
            "dispatch": dispatch.Dispatch.objects.filter(version=version).first(),
            "draft": redraft_button(version, request.user) if is_current else None,
            "versions": same.select_related("drafted_by").defer("document", "content"),
        }
        return render(request, "letter_pages/letter.html", context)
    context = {
        "request_pk": version.foi_request_id,
        "reference": version.foi_request.reference,
        "letter": letter_view(version, request.user, with_steps=False),
    }
    return render(request, "letter_pages/version.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("letter_version")
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The parts of the letter that an officer writes."""
    version = visible_version(request.user, pk)
    form = edit_form_of(version.kind)(
        request.POST or None,
        foi_request=version.foi_request,
        initial={**DETAILS[version.kind].values_of(version), **LetterForm.written_in(version)},
    )
    if request.method != "POST":
        require(version.edit, by=request.user)
    elif form.is_valid():
        with refusals_on(form):
            as_seen = request.POST.get("seen", "")
            changes = {"details": form.details(), "layout": form.layout(), **form.written()}
            actions.edit(version, by=request.user, as_seen=as_seen, **changes)
            return _done(request, version, "edit")
    context = {"form": form, **saved_now(request, form, actions.seen(version)), **_words_of(version)}
    return render(request, "letter_pages/edit.html", context)


@login_required
@require_safe
def document(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter in Word: of an approved or issued version exactly the bytes that were kept."""
    version = visible_version(request.user, pk)
    see_requester(version.foi_request, by=request.user)
    answer = HttpResponse(actions.document_of(version), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(version)}"'
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("letter_version")
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """POST asks for the PDF; the page says how far it is, and looks again by itself until it is there."""
    version = visible_version(request.user, pk)
    if request.method == "POST":
        letter_pdf.ask_for(version, by=request.user)
        return redirect("letter_pdf", pk=pk)
    context = {"pdf": letter_pdf.pdf_of(version), "letter_pk": pk, "may_be_made": can_be_made()}
    answer = render(request, "letter_pages/pdf.html", {**context, **_words_of(version)})
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_safe
@refusals_in_words("letter_version")
def pdf_document(request: SignedInRequest, pk: int) -> HttpResponse:
    version = visible_version(request.user, pk)
    see_requester(version.foi_request, by=request.user)
    made = letter_pdf.pdf_of(version)
    if made is None or made.state != "made":
        return redirect("letter_pdf", pk=pk)
    answer = HttpResponse(bytes(made.content or b""), content_type="application/pdf")
    name = file_name(version).removesuffix(".docx")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("letter_version")
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Any step of the letter's flow that has no page of its own. What it needs is asked for on a small page."""
    version = visible_version(request.user, pk)
    known = {each.name: each for each in transitions_of(LetterVersion)}
    if name not in known or name in PAGES.own or name in PAGES.elsewhere:
        raise Http404
    needs = known[name].custom.get("needs", ())
    if not needs:
        if request.method != "POST":
            return redirect(page_of(version))
        # Without the hash of what was on the page, nobody can say what was approved.
        facts = {"seen_hash": request.POST.get("seen") or "nothing"} if name == "approve" else {}
        _take(version, name, request.user, facts)
        return _done(request, version, name)
    more: dict[str, Any] = {"address": dispatch.address_for(version.foi_request)} if needs[0] == "channel" else {}
    form = FORMS[needs[0]](request.POST or None, **more)
    if request.method != "POST":
        require(getattr(version, name), by=request.user)
    elif form.is_valid():
        with refusals_on(form):
            _take(version, name, request.user, form.facts())
            return _done(request, version, name)
    context = {"form": form, "step": known[name].custom, "name": name, "today": today(), **_words_of(version)}
    return render(request, "letter_pages/step.html", context)


def _take(version: LetterVersion, name: str, user: User, facts: dict[str, Any]) -> None:
    if action := STEPS.get(name):
        action(version, by=user, **facts)
    else:
        perform(getattr(version, name), by=user, **facts)


def _done(request: SignedInRequest, version: LetterVersion, name: str) -> HttpResponse:
    messages.success(request, done(name, version))
    return redirect(page_of(version))


def _words_of(version: LetterVersion) -> dict[str, Any]:
    return {"pk": version.pk, "request_pk": version.foi_request_id, "reference": version.foi_request.reference,
            "number": version.number, "letter": version.kind.label, "is_response": version.is_response,
            "back": page_of(version)}  # fmt: skip


#: list -> its words, the states in it, its order, what to say when it is empty
LISTS = {
    "waiting": ("Waiting for approval", (LetterState.SUBMITTED,), "due_on", "No letter is waiting."),
    "approved": (
        "Approved", (LetterState.APPROVED, LetterState.ISSUED), "-approved_at", "No letter has been approved yet.",
    ),
}  # fmt: skip


@login_required
@require_safe
def approvals(request: SignedInRequest) -> HttpResponse:
    """What waits for this person's approval, over all the authorities they approve for; and what was approved."""
    authorities = request.user.authorities(Role.APPROVER)
    if not authorities:
        raise PermissionDenied("The list of letters to approve is for approvers.")
    show = request.GET.get("show", "")
    show = show if show in LISTS else "waiting"
    words, states, order, empty = LISTS[show]
    letters = LetterVersion.objects.filter(foi_request__authority__in=authorities)
    rows = letters.filter(state__in=states).with_due_date()
    rows = rows.select_related("foi_request__authority", "submitted_by", "approved_by")
    rows = rows.defer("document", "content", "foi_request__text", "foi_request__passages").order_by(order, "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    submitted = AuditEvent.objects.filter(
        subject_model=LetterVersion._meta.label, subject_id__in=[version.pk for version in page], action="submit"
    )
    submitted_at = dict(submitted.order_by("id").values_list("subject_id", "at"))
    context = {
        "page": page,
        "rows": [(version, submitted_at.get(version.pk)) for version in page],
        "show": show,
        "list_name": words,
        "empty": empty,
        "today": today(),
        "several": len(authorities) > 1,
        "lists": [
            {"text": text, "url": f"{reverse('approvals')}?show={name}", "active": name == show}
            for name, (text, *_) in LISTS.items()
        ],
    }
    return render(request, "letter_pages/approvals.html", context)
