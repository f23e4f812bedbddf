"""Notices that did not go: an administrator sees which, and has them sent again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foi.notices import outbox
from foi.notices.models import OutboxMessage
from foi.web.refusals import refusals_in_words
from foi.web.signed_in import SignedInRequest
from foi.web.views.authority import visible_authority

PER_PAGE = 25
STATES = {"waiting": ("Still tried", "yellow"), "failed": ("Given up", "red")}


@login_required
@require_safe
def not_sent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who should have been told of what, and what the mail server said. Not the text: it is for its reader."""
    shown = visible_authority(request.user, pk)
    found = OutboxMessage.objects.of(shown).in_trouble().defer("body").select_related("recipient")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(message, *STATES[message.state]) for message in page]
    return render(request, "authority/notices.html", {"authority_shown": shown, "page": page, "rows": rows})


@login_required
@require_POST
@refusals_in_words("notices_not_sent")
def send_again(request: SignedInRequest, pk: int, message_pk: int) -> HttpResponse:
    authority = visible_authority(request.user, pk)
    message = get_object_or_404(OutboxMessage.objects.of(authority), pk=message_pk)
    outbox.send_again(message, authority, by=request.user)
    messages.success(request, f"“{message.subject}” is being sent again.")
    return redirect("notices_not_sent", pk=pk)
