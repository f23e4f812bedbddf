"""The library of wording: what letters say, in whose words, and how that is changed."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from foi.letters.models import LetterVersion
from foi.letters.wording import shipped_wording
from foi.letters.wording.library import BY_SLUG, PLACES, names_of, place_of, title_of
from foi.letters.wording_actions import change, follow_shipped, letters_with, may_change, may_read
from foi.letters.wording_records import WordingVersion, fits, issued_with
from foi.organisation.languages import Language
from foi.organisation.models import Authority, User
from foi.web.forms.wording import ReasonForm, WordingForm
from foi.web.presenters.wording import (
    LISTS,
    chosen,
    difference,
    history,
    rows_of,
    sample,
    version_words,
    with_usage,
)
from foi.web.refusals import refusals_on
from foi.web.signed_in import SignedInRequest
from workflows.clock import today
from workflows.roles import Role

PER_PAGE = 25
NEXT_REVIEW = datetime.timedelta(days=365)
TOLD = 10  # versions on the page of a text


def readable(user: User) -> list[Authority]:
    """The authorities whose wording `user` may read."""
    held = {one.pk: one for role in (Role.FOI_OFFICER, Role.APPROVER) for one in user.authorities(role)}
    return sorted(held.values(), key=lambda one: one.name.lower())


def language_of(code: str) -> Language:
    for language in Language:
        if language.code == code:
            return language
    raise Http404


@login_required
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    authorities = readable(request.user)
    if not authorities:
        raise PermissionDenied("The wording of letters is for FOI officers and approvers.")
    wanted = request.GET.get("authority", "")
    authority = next((one for one in authorities if str(one.pk) == wanted), authorities[0])
    code = request.GET.get("language", "")
    language = next((one for one in Language if one.code == code), Language(authority.letter_language))
    show = request.GET.get("show", "all")
    show = show if show in LISTS else "all"
    place = request.GET.get("place", "")
    place = place if place in BY_SLUG else ""
    words = request.GET.get("q", "").replace("\x00", " ")[:200]
    rows = rows_of(authority, language)
    page = Paginator(chosen(rows, show=show, place=place, words=words), PER_PAGE).get_page(request.GET.get("page"))
    base = f"{reverse('wordings')}?authority={authority.pk}&language="
    context = {
        "page": page,
        "rows": with_usage(list(page), authority, language),
        "authority_shown": authority,
        "authorities": authorities if len(authorities) > 1 else [],
        "language": language,
        "languages": [
            {"text": one.label, "url": f"{base}{one.code}&show={show}", "active": one == language} for one in Language
        ],
        "show": show,
        "place": place,
        "places": PLACES,
        "q": words,
        "lists": [
            {"text": text, "url": f"{base}{language.code}&show={name}", "active": name == show,
             "count": sum(row.overdue for row in rows) if name == "review" else None}
            for name, text in LISTS.items()
        ],
    }  # fmt: skip
    return render(request, "wording/listing.html", context)


class Shown:
    """One text of an authority that `user` may read, and the version that is in force."""

    def __init__(self, user: User, pk: int, code: str, key: str) -> None:
        self.language = language_of(code)
        self.authority = next((one for one in readable(user) if one.pk == pk), None) or _not_found()
        texts = shipped_wording(self.language).texts
        if not may_read(self.authority, user) or key not in texts:
            raise Http404
        self.key, self.shipped = key, texts[key].text
        self.all = WordingVersion.objects.of(self.authority, self.language).filter(key=key).order_by("-number")
        self.last = self.all.select_related("owner", "author").first()
        self.ours = self.last is not None and not self.last.follows_shipped
        self.text = self.last.text if self.last and self.ours else self.shipped
        self.based_on = self.last.number if self.last else 0
        self.may_change = may_change(self.authority, user)
        self.args = [pk, code, key]

    def words(self) -> dict[str, Any]:
        return {
            "authority_shown": self.authority, "language": self.language, "key": self.key, "args": self.args,
            "title": title_of(self.key), "place": place_of(self.key), "text": self.text, "last": self.last,
            "ours": self.ours, "shipped": self.shipped, "may_change": self.may_change,
            "names": names_of(self.key, self.language),
        }  # fmt: skip

    def effects(self) -> tuple[int, int]:
        return letters_with(WordingVersion(authority=self.authority, language=self.language, key=self.key))


def _not_found() -> Authority:
    raise Http404


@login_required
@require_safe
def wording(request: SignedInRequest, pk: int, language: str, key: str) -> HttpResponse:
    shown = Shown(request.user, pk, language, key)
    versions = list(shown.all.select_related("owner", "author")[: TOLD + 1])
    names = [(key, version.name) for version in versions] + [(key, "shipped-")]
    counts = dict(zip([name for _, name in names], issued_with(shown.authority, shown.language, names), strict=True))
    letters = LetterVersion.objects.filter(
        foi_request__authority=shown.authority, language=shown.language, wording_versions__has_key=key
    )
    letters = letters.select_related("foi_request").defer("document", "content", "foi_request__text")
    page = Paginator(letters.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    last = shown.last
    context = {
        **shown.words(),
        "sample": sample(shown.authority, key, shown.language, shown.text if _fits(shown) else shown.shipped),
        "unfit": not _fits(shown),
        "back": f"{reverse('wordings')}?authority={pk}&language={language}&place={place_of(key).slug}",
        "back_words": f"Wording: {place_of(key).label}",
        "changes": list(history(shown.authority, key, shown.language, versions, counts))[:TOLD],
        "more": len(versions) > TOLD,
        "used_shipped": counts["shipped-"],
        "overdue": bool(shown.ours and last and last.is_due_for_review),
        "page": page,
        "letters": [(letter, version_words(letter, key)) for letter in page],
    }
    return render(request, "wording/wording.html", context)


def _fits(shown: Shown) -> bool:
    return shown.last is None or not shown.ours or fits(shown.key, shown.last.as_text(), shown.language)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wording_change(request: SignedInRequest, pk: int, language: str, key: str) -> HttpResponse:
    """First the form, then what would change, then the change: nothing takes effect unseen."""
    shown = _for_a_change(request, pk, language, key)
    initial = {
        "text": shown.text, "review_on": today() + NEXT_REVIEW, "based_on": shown.based_on,
        "owner": shown.last.owner_id if shown.last and shown.last.owner_id else request.user.pk,
    }  # fmt: skip
    form = WordingForm(
        request.POST or None, initial=initial, authority=shown.authority, key=key, language=shown.language
    )
    step = request.POST.get("step", "")
    if request.method != "POST" or not form.is_valid() or step == "edit":
        return render(request, "wording/change.html", {"form": form, **shown.words()})
    if step == "save":
        with refusals_on(form, "text"):
            change(shown.authority, key, shown.language, by=request.user, **form.cleaned_data)
        if form.is_valid():
            return _done(request, shown, "The new text is in force. Letters drafted from now on use it.")
        return render(request, "wording/change.html", {"form": form, **shown.words()})
    context = {
        "form": form,
        "hidden": list(_as_sent(request)),
        "pieces": difference(shown.text, form.cleaned_data["text"]),
        "sample": sample(shown.authority, key, shown.language, form.cleaned_data["text"]),
        "new": form.cleaned_data,
        "effects": shown.effects(),
        **shown.words(),
    }
    return render(request, "wording/preview.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wording_shipped(request: SignedInRequest, pk: int, language: str, key: str) -> HttpResponse:
    """Back to the text that the product ships."""
    shown = _for_a_change(request, pk, language, key)
    if not shown.ours:
        messages.info(request, "The shipped text is in use already.")
        return redirect("wording", *shown.args)
    form = ReasonForm(request.POST or None, initial={"based_on": shown.based_on})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, "reason"):
            follow_shipped(shown.authority, key, shown.language, by=request.user, **form.cleaned_data)
            return _done(request, shown, "The shipped text is in force again. Letters drafted from now on use it.")
    context = {
        "form": form,
        "pieces": difference(shown.text, shown.shipped),
        "sample": sample(shown.authority, key, shown.language, shown.shipped),
        "effects": shown.effects(),
        **shown.words(),
    }
    return render(request, "wording/shipped.html", context)


def _for_a_change(request: SignedInRequest, pk: int, language: str, key: str) -> Shown:
    shown = Shown(request.user, pk, language, key)
    if not shown.may_change:
        raise PermissionDenied("Change wording: this is for approvers of your authority.")
    return shown


def _done(request: SignedInRequest, shown: Shown, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("wording", *shown.args)


def _as_sent(request: SignedInRequest) -> list[tuple[str, str]]:
    """What the form was sent with, so that the next step sends it again."""
    return [(name, str(value)) for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "step")]
