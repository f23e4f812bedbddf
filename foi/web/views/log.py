"""Logging a request."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from foi.intake.actions import receive
from foi.web.forms.log import LogForm
from foi.web.presenters.dates import with_weekday
from foi.web.signed_in import SignedInRequest
from workflows.roles import Role


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_request(request: SignedInRequest) -> HttpResponse:
    authorities = request.user.authorities(Role.FOI_OFFICER)
    if not authorities:
        raise PermissionDenied("Only FOI officers log requests. Send what you received to the FOI team.")
    form = LogForm(request.POST or None, authorities=authorities)
    if request.method == "POST" and form.is_valid():
        foi_request = receive(form.message(), form.asked, by=request.user)
        messages.success(
            request,
            f"Logged as {foi_request.reference}. Due on {with_weekday(foi_request.due_on)}. "
            "Next, check the questions that were found.",
        )
        if form.replaced:
            marks = "1 control character" if form.replaced == 1 else f"{form.replaced} control characters"
            messages.info(request, f"{marks} in the text cannot be stored and became spaces.")
        return redirect("request_split", pk=foi_request.pk)
    return render(request, "requests/log.html", {"form": form})
