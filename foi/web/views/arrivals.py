"""What came by mailbox or folder, or was uploaded, and needs an officer; every step here is refused to anybody else by
a 404."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foi.disclosure.finding import Finding, Level
from foi.intake import arrivals, doors
from foi.intake.channels.reading import Reading
from foi.intake.models import Arrival
from foi.organisation.models import Authority, User
from foi.web.forms.arrivals import FileOnForm, SetAsideForm
from foi.web.presenters import arrivals as shown
from foi.web.refusals import refusals_in_words, refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.requests import as_download
from workflows.roles import Role

PER_PAGE = 25


def visible_arrival(user: User, pk: int) -> Arrival:
    """404 for what `user` may not see: that it came is not said either."""
    return get_object_or_404(Arrival.objects.visible_to(user).select_related("authority", "foi_request"), pk=pk)


def original_of(arrival: Arrival) -> Reading:
    try:
        return arrivals.reading_of(arrival)
    except FileNotFoundError:
        raise Http404("The original is not where it was kept.") from None


@login_required
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    if not request.user.authorities(Role.FOI_OFFICER):
        raise Http404
    show = request.GET.get("show", "")
    show = show if show in shown.LISTS else "waiting"
    came = Arrival.objects.visible_to(request.user)
    counts = came.aggregate(**{name.replace("-", "_"): Count("pk", q) for name, (_, q, _) in shown.LISTS.items()})
    words, chosen, empty = shown.LISTS[show]
    order = {"waiting": ("arrived_on", "id"), "read": ("-taken_in_at", "-id")}.get(show, ("-arrived_on", "-id"))
    paginator = Paginator(came.filter(chosen).select_related("foi_request").order_by(*order), PER_PAGE)
    paginator.count = counts[show.replace("-", "_")]
    page = paginator.get_page(request.GET.get("page"))
    lists = [
        {
            "text": text,
            "url": f"{reverse('arrivals')}?show={name}",
            "active": name == show,
            "count": counts[name.replace("-", "_")],
        }
        for name, (text, _, _) in shown.LISTS.items()
    ]
    context = {"page": page, "rows": [shown.row(one) for one in page], "lists": lists, "list_name": words}
    told = {"empty": empty, "show": show, "shut_doors": doors.shut()}
    return render(request, "arrivals/listing.html", {**context, **told})


@login_required
@require_safe
def arrival_page(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, visible_arrival(request.user, pk))


@login_required
@require_POST
@refusals_in_words("arrival")
def file_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put it on the request that the officer names."""
    arrival = visible_arrival(request.user, pk)
    form = FileOnForm(request.POST, authorities=_authorities_of(request.user, arrival))
    if form.is_valid() and form.on is not None:
        if arrival.foi_request == form.on:  # a second press
            return redirect("request_correspondence", pk=form.on.pk)
        original_of(arrival)
        with refusals_on(form):
            arrivals.file_arrival(arrival, form.on, by=request.user)
            messages.success(request, f"It is on file with {form.on.reference}.")
            return redirect("request_correspondence", pk=form.on.pk)
    return _page(request, arrival, file_on=form)


@login_required
@require_POST
@refusals_in_words("arrival")
def set_aside(request: SignedInRequest, pk: int) -> HttpResponse:
    arrival = visible_arrival(request.user, pk)
    if arrival.outcome == Arrival.Outcome.SET_ASIDE:  # a second press
        return redirect("arrivals")
    form = SetAsideForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            arrivals.set_aside(arrival, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "It is set aside. Nothing is deleted: it stays in the list “Set aside”.")
            return redirect("arrivals")
    return _page(request, arrival, aside=form)


@login_required
@require_safe
def original(request: SignedInRequest, pk: int) -> FileResponse:
    arrival = visible_arrival(request.user, pk)
    try:
        return as_download(BytesIO(arrival.original()), arrival.name)
    except FileNotFoundError:
        raise Http404("The original is not where it was kept.") from None


def _authorities_of(user: User, arrival: Arrival) -> list[Authority]:
    return [arrival.authority] if arrival.authority else user.authorities(Role.FOI_OFFICER)


def _page(
    request: SignedInRequest, arrival: Arrival, file_on: FileOnForm | None = None, aside: SetAsideForm | None = None
) -> HttpResponse:
    is_open = arrival.outcome in (Arrival.Outcome.WAITING, Arrival.Outcome.SET_ASIDE)
    # What was taken in is read on its request; what has to be decided here is shown here.
    reading = original_of(arrival) if is_open else None
    message, findings = arrivals.message_of(arrival, reading) if reading else (None, _noted(arrival))
    match = arrivals.suggested_request(arrival, reading, for_user=request.user) if reading else None
    suggested = {"reference": match.foi_request.reference} if match else None
    text = message.text if message else ""
    forms = [form for form in (file_on, aside) if form is not None]
    context = {
        "arrival": arrival,
        "title": arrival.subject or arrival.name,
        "colour": shown.COLOURS[Arrival.Outcome(arrival.outcome)],
        "facts": shown.facts(arrival, reading),
        "findings": shown.findings_shown(findings),
        "text": text[: shown.PREVIEW],
        "more": max(0, len(text) - shown.PREVIEW),
        "match": match,
        "copies": arrivals.copies_on_file(arrival, for_user=request.user) if is_open else [],
        "is_open": is_open,
        "file_on": file_on or FileOnForm(initial=suggested, authorities=_authorities_of(request.user, arrival)),
        "aside": aside or SetAsideForm(),
        "forms": forms,
    }
    return render(request, "arrivals/arrival.html", context)


def _noted(arrival: Arrival) -> tuple[Finding, ...]:
    return tuple(Finding(**{**plain, "level": Level(plain["level"])}) for plain in arrival.findings)
