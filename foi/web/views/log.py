"""Logging a request: typed or pasted, or from a file that is read first and looked at."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from foi.intake import arrivals
from foi.intake.actions import receive
from foi.intake.models import Arrival
from foi.organisation.models import Authority
from foi.requests.models import FoiRequest
from foi.web.forms.arrivals import UploadForm
from foi.web.forms.log import LogForm
from foi.web.presenters.arrivals import findings_shown, how_the_date_is_known
from foi.web.presenters.dates import with_weekday
from foi.web.refusals import refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.arrivals import original_of, visible_arrival
from workflows.roles import Role


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_request(request: SignedInRequest) -> HttpResponse:
    form = LogForm(request.POST or None, authorities=_authorities(request))
    if request.method == "POST" and form.is_valid():
        return _logged(request, form, receive(form.message(), form.asked, by=request.user))
    return render(request, "requests/log.html", {"form": form, "upload": UploadForm()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_file(request: SignedInRequest) -> HttpResponse:
    """Keep and read a file. What was read is shown before anything is logged."""
    authorities = _authorities(request)
    if request.method != "POST":
        return redirect("log_request")
    upload = UploadForm(request.POST, request.FILES)
    if not upload.is_valid():
        context = {"form": LogForm(authorities=authorities), "upload": upload, "forms": [upload]}
        return render(request, "requests/log.html", context)
    file = upload.cleaned_data["file"]
    arrival, _ = arrivals.take_upload(file.read(), file.name or "file", by=request.user)
    for copy in arrivals.copies_on_file(arrival, for_user=request.user):
        # A message is its sender's alone; the same document may well come from two people.
        if copy.sha256 == arrival.sha256 and arrival.message_id and copy.foi_request:
            messages.info(
                request,
                f"This message is on file already, with {copy.foi_request.reference}. Nothing was logged twice.",
            )
            return redirect("request", pk=copy.foi_request.pk)
    return redirect("log_arrival", pk=arrival.pk)


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
    given = ("text", "received_on", "channel", "title", "requester_name", "requester_email", "requester_address")
    initial = {name: getattr(message, name) for name in given}
    initial["authority"] = str(arrival.authority_id or "")
    form = LogForm(request.POST or None, initial=initial, authorities=authorities)
    form.fields["text"].help_text = (
        "As it was read, greeting and signature too. Compare it with the file."
        if message.text
        else "Type or paste the whole of it, greeting and signature too."
    )
    form.fields["received_on"].help_text = how_the_date_is_known(reading, findings)
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
    match = arrivals.suggested_request(arrival, reading, for_user=request.user)
    is_upload = arrival.source == Arrival.Source.UPLOAD
    context: dict[str, Any] = {
        "form": form,
        "arrival": arrival,
        "kind": reading.kind.words,
        "attached": [one.name for one in reading.attachments],
        "findings": findings_shown(findings),
        "is_readable": reading.is_readable,
        "match": match,
        "copies": arrivals.copies_on_file(arrival, for_user=request.user),
        "back": reverse("log_request") if is_upload else reverse("arrival", args=[pk]),
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
