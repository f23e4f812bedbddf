"""An authority's own wording: every version that there ever was, and which of them a letter takes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.db import models
from django.db.models import Count, Q
from django.db.models.fields.json import KeyTextTransform

from foi.letters.wording import Wording, WordingError, WordingText, check, shipped_wording
from foi.organisation.languages import Language
from foi.organisation.models import Authority, User
from workflows import clock
from workflows.letter_flow import LetterState

if TYPE_CHECKING:
    from foi.letters.models import LetterVersion

#: how the version of a text of an authority's own begins in `LetterVersion.wording_versions`
OWN = "own-"
#: and how one of the product's
SHIPPED = "shipped-"


class WordingVersionQuerySet(models.QuerySet["WordingVersion"]):
    def of(self, authority: Authority, language: str) -> WordingVersionQuerySet:
        return self.filter(authority=authority, language=language)

    def current(self) -> WordingVersionQuerySet:
        """The newest version of each text."""
        return self.order_by("authority_id", "language", "key", "-number").distinct("authority_id", "language", "key")


class WordingVersion(models.Model):
    """One version of one text. Nothing of it is ever changed: another text, owner or date is another version, and so
    is going back to the shipped text."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="wording_versions")
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=5, choices=[(one.value, one.label) for one in Language])
    number = models.PositiveIntegerField()
    text = models.TextField()
    # From here on the text that the product ships, whatever it becomes; `text` is what it was on that day.
    follows_shipped = models.BooleanField(default=False)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(null=True)
    reason = models.TextField()
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = WordingVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "language", "key", "number"], name="wording_version_number_unique"
            )
        ]
        ordering = ["authority_id", "language", "key", "-number"]
        triggers = [pgtrigger.Protect(name="wording_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.key} ({Language(self.language).label}), version {self.number}"

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return Authority, self.authority_id

    @property
    def answering_department(self) -> None:
        return None

    @property
    def name(self) -> str:
        """What a letter calls it in its `wording_versions`."""
        return f"{OWN}{self.number}"

    @property
    def is_due_for_review(self) -> bool:
        return is_past(self.review_on)

    def as_text(self) -> WordingText:
        return WordingText(self.text, self.name)


def is_past(review_on: datetime.date | None) -> bool:
    return review_on is not None and review_on < clock.today()


def wording_of(authority: Authority, language: str, *, held: Mapping[str, str] | None = None) -> Wording:
    """The texts that a letter of this authority takes: its own where it has some, else the shipped ones.

    `held`: the versions that an approval rests on (`LetterVersion.wording_versions`); those are taken again.
    An own text that the product cannot use any more (it was written for names that are gone) stands aside for the
    shipped one: a letter always comes about.
    """
    versions = WordingVersion.objects.of(authority, language)
    texts = {one.key: one.as_text() for one in versions.current() if not one.follows_shipped}
    if held is not None:
        texts = _as_held(texts, versions, held)
    return shipped_wording(language).with_versions({key: own for key, own in texts.items() if fits(key, own, language)})


def fits(key: str, own: WordingText, language: str) -> bool:
    """Whether the product can use an own text today."""
    try:
        check(key, own.text, language)
    except WordingError:
        return False
    return True


def _as_held(
    texts: dict[str, WordingText], versions: WordingVersionQuerySet, held: Mapping[str, str]
) -> dict[str, WordingText]:
    texts = {key: own for key, own in texts.items() if held.get(key, own.version) == own.version}
    missing = {key: name for key, name in held.items() if name.startswith(OWN) and key not in texts}
    if missing:
        older = versions.filter(key__in=missing)
        texts |= {one.key: one.as_text() for one in older if missing[one.key] == one.name}
    return texts


def issued_with(authority: Authority, language: str, texts: Sequence[tuple[str, str]]) -> list[int]:
    """How many letters were issued with each (key, version); "shipped-" counts every shipped version. One query."""
    from foi.letters.models import LetterVersion

    if not texts:
        return []
    counts = {
        f"count_{place}": Count("pk", filter=Q(**{f"version_{place}__startswith": name}))
        if name == SHIPPED
        else Count("pk", filter=Q(**{f"version_{place}": name}))
        for place, (_, name) in enumerate(texts)
    }
    issued = LetterVersion.objects.filter(
        foi_request__authority=authority, language=language, state=LetterState.ISSUED
    ).annotate(
        **{f"version_{place}": KeyTextTransform(key, "wording_versions") for place, (key, _) in enumerate(texts)}
    )
    found = issued.aggregate(**counts)
    return [found[f"count_{place}"] for place in range(len(texts))]


def overdue(letter: LetterVersion) -> Iterator[WordingVersion]:
    """The authority's own texts that a letter prints and that should have been looked at again. One query.

    A newer version that says the same is the confirmation that was wanted.
    """
    printed = {key: name for key, name in letter.wording_versions.items() if name.startswith(OWN)}
    if printed:
        current = WordingVersion.objects.of(letter.authority, letter.language).filter(key__in=printed).current()
        for version in current.select_related("owner"):
            if not version.follows_shipped and version.is_due_for_review:
                yield version
