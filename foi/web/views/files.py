"""Files of a question that go out with the letter: added and taken away, and downloaded by those who may see them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.answers.attachments import attach, detach, files_seen_by
from foi.letters.actions import enclosed
from foi.requests.models import StoredFile
from foi.web.forms.files import AttachmentForm
from foi.web.presenters.questions import file_rows, name_of
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.letters import visible_version
from foi.web.views.questions import as_read_by, visible_question, words_of
from foi.web.views.requests import as_download
from workflows.perform import may


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words("question")
def files(request: SignedInRequest, pk: int) -> HttpResponse:
    question = visible_question(request.user, pk)
    removes = request.POST.get("remove", "")
    if removes:
        if not removes.isdecimal() or len(removes) > 18:
            raise Http404
        detach(question, int(removes), by=request.user)
        messages.success(request, f"The file no longer goes with {name_of(question)}.")
        return redirect("question_files", pk=pk)
    typed = request.method == "POST"
    form = AttachmentForm(request.POST if typed else None, request.FILES if typed else None)
    if typed and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            attach(
                question, given["upload"], by=request.user, description=given["description"], redacted=given["redacted"]
            )
            messages.success(request, f"The file goes out with the letter if {name_of(question)} is provided.")
            return redirect("question_files", pk=pk)
    context = {
        "form": form,
        "files": file_rows(question, request.user, as_read_by(request.user, question)),
        "may_change": may(question.change_files, request.user),
        "may_answer": may(question.answer, request.user) or may(question.record_answer, request.user),
        **words_of(question, request.user),
    }
    return render(request, "questions/files.html", context)


@login_required
@require_safe
def question_file(request: SignedInRequest, pk: int, file_pk: int) -> FileResponse:
    question = visible_question(request.user, pk)
    seen = {one.pk: one.stored for one in files_seen_by(question, request.user)}
    if file_pk not in seen:
        raise Http404
    return download(seen[file_pk], as_read_by(request.user, question)(seen[file_pk].name))


@login_required
@require_safe
def enclosure(request: SignedInRequest, pk: int, number: int) -> FileResponse:
    """A file that goes with a letter, under the name it is sent with, and exactly the one that was approved."""
    version = visible_version(request.user, pk)
    try:
        files = enclosed(version)
    except StoredFile.DoesNotExist:
        raise Http404 from None
    if not 1 <= number <= len(files):
        raise Http404
    name, stored = files[number - 1]
    return download(stored, name)


def download(stored: StoredFile, name: str) -> FileResponse:
    try:
        return as_download(stored.content.open("rb"), name)
    except FileNotFoundError:
        raise Http404("The file is not where it was kept.") from None
