"""Bank holidays: what counts, from where, and what a change of them does to open requests."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foi.law.working_days import BankHoliday, Calendar
from foi.organisation.models import User
from foi.requests import holidays
from foi.requests.calendars import HolidayVersion, current_calendar
from foi.requests.clock_records import DateChange
from foi.requests.models import FoiRequest
from foi.requests.recount import accept_dates, would_move
from foi.web.forms.holidays import DatesForm, HolidayFileForm, HolidayForm, RemoveHolidayForm
from foi.web.presenters.dates import in_words
from foi.web.refusals import refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.clock import typed
from workflows.clock import today
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import Role

PER_PAGE = 25


def _may_read(user: User) -> bool:
    return any(held.role != Role.CONTRIBUTOR for held in user.roles)


def _administers(request: SignedInRequest) -> None:
    try:
        holidays.must_administer(request.user)
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal


@login_required
@require_safe
def bank_holidays(request: SignedInRequest) -> HttpResponse:
    if not _may_read(request.user):
        raise PermissionDenied("Bank holidays are kept by administrators and read by the FOI team.")
    calendar, on = current_calendar(), today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else on.year
    year = year if year in calendar.years else min(on.year, max(calendar.years))
    context = {
        "calendar": calendar,
        "year": year,
        "years": [
            {"text": str(one), "url": f"?year={one}", "active": one == year, "count": None}
            for one in sorted(calendar.years)[-6:]
        ],
        "holidays": [holiday for holiday in calendar.holidays if holiday.on.year == year],
        "warning": calendar.warning(on),
        "is_administrator": bool(request.user.authorities(Role.ADMINISTRATOR)),
        "proposed": HolidayVersion.objects.filter(in_force_at__isnull=True).first(),
        "versions": HolidayVersion.objects.filter(in_force_at__isnull=False)
        .defer("data")
        .select_related("in_force_by")
        .order_by("-id")[:PER_PAGE],
    }
    return render(request, "holidays/holidays.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    _administers(request)
    form = HolidayForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            calendar = holidays.with_change(added=[form.holiday()], source=form.cleaned_data["source"])
            return _proposed(request, calendar, form.cleaned_data["reason"])
    return _form(request, form, "Add a bank holiday", "Continue")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, day: str, number: int) -> HttpResponse:
    """Another date, name or part of the country for one holiday."""
    _administers(request)
    known = _holiday(day, number)
    initial = {
        "on": known.on, "name": known.name, "divisions": [one.value for one in known.divisions],
        "substitute": known.substitute,
    }  # fmt: skip
    form = HolidayForm(typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            calendar = holidays.with_change(added=[form.holiday()], removed=[known], source=form.cleaned_data["source"])
            return _proposed(request, calendar, form.cleaned_data["reason"])
    return _form(request, form, f"Correct {known.name}, {in_words(known.on)}", "Continue")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, day: str, number: int) -> HttpResponse:
    _administers(request)
    known = _holiday(day, number)
    form = RemoveHolidayForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            calendar = holidays.with_change(removed=[known], source=form.cleaned_data["source"])
            return _proposed(request, calendar, form.cleaned_data["reason"])
    return _form(request, form, f"Take away {known.name}, {in_words(known.on)}", "Continue")


def _holiday(day: str, number: int) -> BankHoliday:
    """The `number`-th of those kept on a day: parts of the country may have different ones."""
    try:
        on = parse_date(day)
    except ValueError:
        on = None
    found = [holiday for holiday in current_calendar().holidays if holiday.on == on]
    if not 0 <= number < len(found):
        raise Http404("There is no such bank holiday.")
    return found[number]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: SignedInRequest) -> HttpResponse:
    """The official file: uploaded, fetched, or what came with the product."""
    _administers(request)
    is_upload = request.method == "POST" and "way" not in request.POST
    form = HolidayFileForm(request.POST if is_upload else None, request.FILES if is_upload else None)
    if is_upload and form.is_valid():
        with refusals_on(form):
            calendar = holidays.from_file(form.cleaned_data["upload"].read(holidays.LARGEST_FILE + 1))
            return _proposed(request, calendar, form.cleaned_data["reason"] or "The official file was loaded.")
    elif request.method == "POST" and not is_upload:
        try:
            if request.POST["way"] == "fetch":
                return _proposed(request, holidays.from_official_site(), "Fetched from www.gov.uk.")
            if (came := holidays.from_product()) is not None:
                return _proposed(request, came, "Came with a new version of the product.")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("holidays_load")
    context = {"form": form, "official": holidays.OFFICIAL, "came": holidays.from_product()}
    return render(request, "holidays/load.html", context)


def _proposed(request: SignedInRequest, calendar: Calendar, reason: str) -> HttpResponse:
    version = holidays.propose(calendar, by=request.user, reason=reason)
    return redirect("holidays_version", pk=version.pk)


@login_required
@require_safe
def version_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a proposed version would change, before it counts."""
    _administers(request)
    version = get_object_or_404(HolidayVersion.objects.select_related("proposed_by", "in_force_by"), pk=pk)
    context: dict[str, Any] = {"version": version}
    if version.in_force_at is None:
        newer = version.calendar
        context |= {
            "difference": holidays.difference(current_calendar(), newer),
            "moved": would_move(newer),
        }
    return render(request, "holidays/version.html", context)


@login_required
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    _administers(request)
    version = get_object_or_404(HolidayVersion, pk=pk)
    try:
        if request.POST.get("decision") == "discard":
            holidays.discard(version, by=request.user)
            messages.success(request, "The proposed bank holidays are discarded. Nothing has changed.")
        else:
            moved = holidays.put_in_force(version, by=request.user)
            dates = "1 request has" if moved == 1 else f"{moved} requests have"
            more = f" {dates} a new date for officers to accept." if moved else " No open request’s date moves."
            messages.success(request, f"The bank holidays are in force.{more}")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("bank_holidays")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dates_to_accept(request: SignedInRequest) -> HttpResponse:
    """Open requests whose date newer bank holidays move (CLK-33): the earlier date holds until it is accepted."""
    if not (request.user.authorities(Role.FOI_OFFICER) or request.user.authorities(Role.APPROVER)):
        raise PermissionDenied("New dates are accepted by FOI officers.")
    waiting = (
        DateChange.objects.filter(
            decided_at__isnull=True, foi_request__in=FoiRequest.objects.visible_to(request.user).open()
        )
        .select_related("foi_request")
        .order_by("old_due_on", "id")
        .defer("foi_request__text", "foi_request__passages")
    )
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    form = DatesForm(typed(request), ids=[change.foi_request_id for change in page])
    if request.method == "POST" and form.is_valid():
        chosen = FoiRequest.objects.visible_to(request.user).filter(pk__in=form.cleaned_data["accept"])
        accepted, refused = accept_dates(chosen, by=request.user)
        if accepted:
            messages.success(request, f"{accepted} new {'date is' if accepted == 1 else 'dates are'} accepted.")
        for sentence in refused:
            messages.error(request, sentence)
        return redirect("dates_to_accept")
    may_accept = bool(request.user.authorities(Role.FOI_OFFICER))
    return render(request, "holidays/dates.html", {"page": page, "form": form, "may_accept": may_accept})


def _form(request: SignedInRequest, form: Any, title: str, button: str) -> HttpResponse:
    return render(request, "holidays/form.html", {"form": form, "title": title, "button": button})
