"""The settings of an authority: read in words, changed group by group, every change on record."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from foi.organisation.authority_settings import BY_SLUG, change_settings
from foi.organisation.models import Authority, User
from foi.web.forms.authority import FORMS
from foi.web.presenters.authority import as_entries, cards, changes_of, letters_concerned, samples
from foi.web.refusals import refusals_on
from foi.web.signed_in import SignedInRequest
from foi.web.views.clock import typed
from foi.web.views.wording import readable
from workflows.roles import Role

PER_PAGE = 25


def _administered(user: User) -> list[Authority]:
    authorities = user.authorities(Role.ADMINISTRATOR)
    if not authorities:
        raise PermissionDenied("The settings of an authority are for its administrators.")
    return sorted(authorities, key=lambda one: one.name.lower())


def visible_authority(user: User, pk: int) -> Authority:
    """One that `user` administers. Raises PermissionDenied for who administers none, Http404 for another."""
    found = next((one for one in _administered(user) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def first(request: SignedInRequest) -> HttpResponse:
    return redirect("authority", pk=_administered(request.user)[0].pk)


@login_required
@require_safe
def authority(request: SignedInRequest, pk: int) -> HttpResponse:
    shown = visible_authority(request.user, pk)
    page = Paginator(changes_of(shown), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "authority_shown": shown,
        "authorities": _administered(request.user),
        "cards": cards(shown),
        "page": page,
        "changes": as_entries(page),
        "reads_wording": shown in readable(request.user),
    }
    return render(request, "authority/authority.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    shown = visible_authority(request.user, pk)
    if slug not in BY_SLUG:
        raise Http404
    group = BY_SLUG[slug]
    form = FORMS[slug](typed(request), authority=shown, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            with refusals_on(form):
                changes = change_settings(
                    shown, group, form.chosen(), by=request.user, as_seen=form.cleaned_data["seen"]
                )  # fmt: skip
                if changes:
                    messages.success(request, f"{group.title}: your change is in force.")
                else:
                    messages.info(request, f"{group.title}: nothing was different, so nothing has changed.")
                return redirect("authority", pk=pk)
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {
        "authority_shown": shown,
        "group": group,
        "form": form,
        "letters": letters_concerned(shown, group),
        "samples": samples(shown) if slug == "layout" else [],
    }
    return render(request, "authority/change.html", context)
