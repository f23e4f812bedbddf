"""Logging a request: typed or pasted, or from a file that is read first and looked at."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from foi.disclosure.finding import Finding
from foi.intake import arrivals
from foi.intake.actions import logged_before, receive
from foi.intake.channels.reading import Reading
from foi.intake.message import IncomingMessage
from foi.intake.models import Arrival
from foi.organisation.models import Authority
from foi.requests.models import FoiRequest
from foi.web.forms.arrivals import UploadForm
from foi.web.forms.log import LogForm
from foi.web.forms.typed import as_typed
from foi.web.presenters.arrivals import findings_shown, how_the_date_is_known
from foi.web.presenters.dates import with_weekday
from foi.web.refusals import refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.arrivals import original_of, visible_arrival
from workflows.roles import Role


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_request(request: SignedInRequest) -> HttpResponse:
    """One form for a text and for a file. A file is read first, whichever button was pressed."""
    form = LogForm(request.POST or None, authorities=_authorities(request))
    form.fields["text"].error_messages["required"] = "Paste or type the request, or choose the file that it came in"
    if "file" in request.FILES:
        return _read(request, form)
    if request.method == "POST" and form.is_valid():
        message = form.message()
        if form.is_no_copy_of(logged_before(message, form.asked)):
            return _logged(request, form, receive(message, form.asked, by=request.user))
    return render(request, "requests/log.html", {"form": form, "upload": UploadForm()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_file(request: SignedInRequest) -> HttpResponse:
    """Where the button “Read the file” leads."""
    form = LogForm(request.POST or None, authorities=_authorities(request))
    return _read(request, form) if request.method == "POST" else redirect("log_request")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_arrival(request: SignedInRequest, pk: int) -> HttpResponse:
    """The log page, filled in with what was read in a file, which stays with the request."""
    arrival = visible_arrival(request.user, pk)
    authorities = _authorities(request)
    reading = original_of(arrival)
    if request.method != "POST" and arrival.foi_request and arrival.outcome == Arrival.Outcome.REQUEST:
        return redirect("request", pk=arrival.foi_request.pk)
    message, findings = arrivals.message_of(arrival, reading)
    form = LogForm(request.POST or None, initial=_read_in(arrival, message), authorities=authorities)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            known = set(FoiRequest.objects.filter(arrivals__identity=arrival.identity).values_list("pk", flat=True))
            foi_request = arrivals.log_arrival(arrival, form.message(), form.asked, by=request.user)
            if foi_request.pk in known:
                messages.info(
                    request,
                    f"It was logged as {foi_request.reference} before. Nothing was logged twice. The file is there.",
                )
                return redirect("request_split", pk=foi_request.pk)
            return _logged(request, form, foi_request, "The file is kept with it, just as it came.")
    return _check_page(request, arrival, reading, (message, findings), form)


def _read(request: SignedInRequest, form: LogForm) -> HttpResponse:
    """Keep and read a file. What was read is shown before anything is logged, and what was typed beside it is kept."""
    upload, typed = UploadForm(request.POST, request.FILES), form.typed()
    if typed:
        chosen = "Choose the file, or press “Log the request” to log what you typed"
        upload.fields["file"].error_messages["required"] = chosen
    if not upload.is_valid():
        return _as_it_was_typed(request, form, upload)
    file = upload.cleaned_data["file"]
    arrival, reading = arrivals.take_upload(file.read(), file.name or "file", by=request.user)
    # A message is its sender's alone; the same document may well come from two people.
    copies = arrivals.copies_on_file(arrival, for_user=request.user) if arrival.message_id else []
    for copy in copies:
        told = f"This message is on file already, with {cast(FoiRequest, copy.foi_request).reference}. "
        if typed:
            kept = (
                "The file is under Arrivals, “Read, not logged”. "
                "What you typed is kept below: log it without the file if it is another request"
            )
            upload.add_error("file", f"{told}{kept}")
            return _as_it_was_typed(request, form, upload)
        if copy.sha256 == arrival.sha256 and copy.foi_request:
            messages.info(request, f"{told}Nothing was logged twice.")
            return redirect("request", pk=copy.foi_request.pk)
    if not typed:
        return redirect("log_arrival", pk=arrival.pk)
    read = arrivals.message_of(arrival, reading)
    initial = _read_in(arrival, read[0])
    filled_in = LogForm(initial={**initial, **typed}, authorities=_authorities(request))
    told = "What you had typed is kept. Where you had typed nothing, the page is filled in from the file."
    if "text" in typed and initial["text"].strip():
        filled_in.initial["text"], more = _both_texts(initial["text"], typed["text"])
        told = f"{told} {more}"
    return _check_page(request, arrival, reading, read, filled_in, told=told)


def _both_texts(read: str, typed: str) -> tuple[str, str]:
    """What was read with what was typed below it, unless that is a part of it; and a sentence on it."""
    if " ".join(typed.split()) in " ".join(read.split()):
        return read, "Your text is in the file, too, and stands here once."
    return f"{read}\n\n{typed}", "Your text stands below what was read in the file: take out what does not belong."


def _as_it_was_typed(request: SignedInRequest, form: LogForm, upload: UploadForm) -> HttpResponse:
    """The log page again: the file is at fault, and nothing else is judged yet."""
    kept = {name: value for name, value in as_typed(form).items() if value is not None}
    again = LogForm(initial=kept, authorities=_authorities(request))
    return render(request, "requests/log.html", {"form": again, "upload": upload, "forms": [upload]})


def _read_in(arrival: Arrival, message: IncomingMessage) -> dict[str, Any]:
    """What the form is filled in with."""
    given = ("text", "received_on", "channel", "title", "requester_name", "requester_email", "requester_address")
    return {**{name: getattr(message, name) for name in given}, "authority": str(arrival.authority_id or "")}


def _check_page(
    request: SignedInRequest,
    arrival: Arrival,
    reading: Reading,
    read: tuple[IncomingMessage, tuple[Finding, ...]],
    form: LogForm,
    *,
    told: str = "",
) -> HttpResponse:
    """told: what became of the words that the officer had typed before."""
    message, findings = read
    form.fields["text"].help_text = (
        "As it was read, greeting and signature too. Compare it with the file."
        if message.text
        else "Type or paste the whole of it, greeting and signature too."
    )
    if form.initial["received_on"] == message.received_on:
        form.fields["received_on"].help_text = how_the_date_is_known(reading, findings)
    match = arrivals.suggested_request(arrival, reading, for_user=request.user)
    is_upload = arrival.source == Arrival.Source.UPLOAD
    context: dict[str, Any] = {
        "form": form,
        "arrival": arrival,
        "told": told,
        "kind": reading.kind.words,
        "attached": [one.name for one in reading.attachments],
        "findings": findings_shown(findings),
        "is_readable": reading.is_readable,
        "match": match,
        "copies": arrivals.copies_on_file(arrival, for_user=request.user),
        "back": reverse("log_request") if is_upload else reverse("arrival", args=[arrival.pk]),
        "is_upload": is_upload,
        "same_message": match is not None and match.how == arrivals.SAME_MESSAGE,
    }
    return render(request, "arrivals/log.html", context)


def _authorities(request: SignedInRequest) -> list[Authority]:
    authorities = request.user.authorities(Role.FOI_OFFICER)
    if not authorities:
        raise PermissionDenied("Only FOI officers log requests. Send what you received to the FOI team.")
    return authorities


def _logged(request: SignedInRequest, form: LogForm, foi_request: FoiRequest, more: str = "") -> HttpResponse:
    due = f"Due on {with_weekday(foi_request.due_on)}." if foi_request.due_on else ""
    found = foi_request.questions.exists()
    following = "Next, check the questions that were found." if found else "No questions were found: add them by hand."
    said = [f"Logged as {foi_request.reference}.", due, more, following]
    messages.success(request, " ".join(filter(None, said)))
    if form.replaced:
        marks = "1 control character" if form.replaced == 1 else f"{form.replaced} control characters"
        messages.info(request, f"{marks} in the text cannot be stored and became spaces.")
    return redirect("request_split", pk=foi_request.pk)
