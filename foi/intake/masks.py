"""What departments read of one request: its words without what says who asked (REQ-20, REQ-21).

The words in the database stay as they are, and so does the letter. What is found automatically can be shown by an
officer, and more can be hidden; each choice is on the request (`FoiRequest.masks`) and on record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db import transaction

from foi.intake.blind import MARK, Span, Told, find_identity, mask
from foi.intake.blind_text import GAP, Folded, whole
from foi.organisation.models import User
from foi.requests.models import FoiRequest
from workflows.audit import record
from workflows.perform import NotPermitted, NotPossible, hold
from workflows.roles import foi_officer

LONGEST = 300  # characters hidden at once by hand
MOST = 200  # choices on one request
BY_HAND = "Hidden by an officer"


class Blind:
    """Makes a text of the request what a department may read: `blind(text)`. Takes the request with its requester."""

    def __init__(self, foi_request: FoiRequest) -> None:
        who = foi_request.requester
        self._who = (who.name, who.email, who.address)
        self._told = Told.of(foi_request.told)
        self.hidden = [one["text"] for one in foi_request.masks if one["masked"]]
        self.shown = [one["text"] for one in foi_request.masks if not one["masked"]]
        self._shown = {_key(text) for text in self.shown}

    @classmethod
    def of(cls, requests: Iterable[int]) -> dict[int, Blind]:
        """For many requests, by id. One query."""
        found = FoiRequest.objects.filter(pk__in=set(requests)).select_related("requester")
        only = ("told", "masks", "requester__name", "requester__email", "requester__address")
        return {one.pk: cls(one) for one in found.only(*only)}

    def __call__(self, text: str) -> str:
        return mask(text, self.spans(text))

    def spans(self, text: str) -> tuple[Span, ...]:
        """What is hidden, in order; `reason` in words for the officer."""
        spans = [
            span for span in find_identity(text, *self._who, told=self._told)
            if _key(text[span.start : span.end]) not in self._shown
        ]  # fmt: skip
        for words in self.hidden:
            spans += [Span(start, end, BY_HAND) for start, end in places(words, text)]
        return tuple(_apart(spans))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, without overlaps. Neighbours stay two: each can be shown on its own."""
    at = 0
    for span in sorted(spans):
        if span.end > at:
            yield Span(max(span.start, at), span.end, span.reason)
            at = span.end


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Where the words stand in the text, in whatever case, accents and spacing."""
    folded = Folded(text)
    pattern = GAP.join(re.escape(word) for word in Folded(words).text.split())
    found = whole(pattern, folded.text) if pattern else ()
    return [(folded.place(start), folded.place(end)) for start, end in found]


def hide(foi_request: FoiRequest, words: str, *, by: User) -> None:
    """Departments read a mark in place of the words, wherever they stand in the request."""
    _choose(foi_request, words, masked=True, by=by)


def show(foi_request: FoiRequest, words: str, *, by: User) -> None:
    """Departments read the words: they do not say who asked, whatever was found or an officer thought before."""
    _choose(foi_request, words, masked=False, by=by)


def _choose(foi_request: FoiRequest, words: str, *, masked: bool, by: User) -> None:
    if not foi_officer.test(foi_request, by):
        raise NotPermitted("Change what departments see: your role does not allow this.")
    words = " ".join(words.split())
    if not words or words == MARK:
        raise NotPossible("Enter the words.")
    chosen = {"text": words, "masked": masked}
    with transaction.atomic():
        hold(foi_request)
        locked = FoiRequest.objects.get(pk=foi_request.pk)
        if chosen in locked.masks:
            return
        others = [one for one in locked.masks if _key(one["text"]) != _key(words)]
        if len(others) >= MOST:
            raise NotPossible(f"At most {MOST} such choices can be kept for one request.")
        locked.masks = [*others, chosen]
        locked.save(update_fields=["masks"])
        # Without the words: more people read the trail than may know who asked.
        action, label = ("hide_words", "Words hidden from departments") if masked else (
            "show_words", "Words shown to departments again",
        )  # fmt: skip
        record(locked, action, label, by=by)
    foi_request.masks = locked.masks


def _key(text: str) -> str:
    return " ".join(Folded(text).text.split())
