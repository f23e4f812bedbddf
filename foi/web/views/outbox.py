"""What was mailed, on a machine of one's own: shown instead of a mailbox. Off in production (settings.SHOW_OUTBOX)."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foi.notices.models import OutboxMessage
from foi.organisation.models import Department, Membership, User
from foi.web.signed_in import SignedInRequest
from workflows.roles import Role

PER_PAGE = 25
COLOURS = {"waiting": "yellow", "sent": "green", "failed": "red"}


def visible_messages(user: User) -> QuerySet[OutboxMessage]:
    """Messages to the people and the shared mailboxes of the authorities that `user` is an officer of."""
    if not settings.SHOW_OUTBOX:
        raise Http404
    authorities = user.authorities(Role.FOI_OFFICER)
    if not authorities:
        raise PermissionDenied("The outbox is for FOI officers.")
    to_person = Membership.objects.filter(user=OuterRef("recipient"), authority__in=authorities)
    to_mailbox = Department.objects.filter(email=OuterRef("to"), authority__in=authorities)
    return OutboxMessage.objects.filter(Exists(to_person) | Q(Exists(to_mailbox), recipient=None))


@login_required
@require_safe
def outbox(request: SignedInRequest) -> HttpResponse:
    messages = visible_messages(request.user).defer("body").select_related("recipient")
    page = Paginator(messages, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(message, COLOURS[message.state]) for message in page]
    return render(request, "outbox/outbox.html", {"page": page, "rows": rows})


@login_required
@require_safe
def message(request: SignedInRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(visible_messages(request.user).select_related("recipient"), pk=pk)
    return render(request, "outbox/message.html", {"message": shown, "colour": COLOURS[shown.state]})
