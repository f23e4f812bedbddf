"""The library of wording as its pages show it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from foi.letters.models import LetterVersion
from foi.letters.regulator import regulator_on
from foi.letters.render_html import render_blocks
from foi.letters.wording import WordingText, Words, shipped_wording
from foi.letters.wording.library import ELSEWHERE, PLACES, Place, examples, place_of, title_of
from foi.letters.wording_records import WordingVersion, fits, issued_with
from foi.organisation.languages import Language
from foi.organisation.models import Authority
from foi.web.presenters.dates import in_words
from workflows.clock import today

LISTS = {"all": "All texts", "ours": "Our own", "review": "Review overdue"}
EXCERPT = 140


@dataclass(frozen=True, slots=True)
class Row:
    """One text in the list."""

    key: str
    title: str
    place: Place
    excerpt: str
    url: str
    version: WordingVersion | None
    unfit: bool
    used: int = 0

    @property
    def is_ours(self) -> bool:
        return self.version is not None and not self.version.follows_shipped

    @property
    def overdue(self) -> bool:
        return self.is_ours and self.version is not None and self.version.is_due_for_review

    @property
    def whose(self) -> str:
        if not self.is_ours or self.version is None:
            return "Shipped"
        return f"Ours, version {self.version.number}"

    @property
    def version_name(self) -> str:
        return self.version.name if self.is_ours and self.version else "shipped-"


def rows_of(authority: Authority, language: Language) -> list[Row]:
    """Every text of a language, in the order of the letter. One query, however many there are."""
    current = {
        one.key: one
        for one in WordingVersion.objects.of(authority, language).current().select_related("owner")
    }  # fmt: skip
    order = {place: position for position, place in enumerate((*PLACES, ELSEWHERE))}
    found = [
        _row(authority, language, key, shipped, current.get(key))
        for key, shipped in shipped_wording(language).texts.items()
    ]
    return sorted(found, key=lambda row: order[row.place])  # stable: within a place as the file has them


def _row(
    authority: Authority, language: Language, key: str, shipped: WordingText, version: WordingVersion | None
) -> Row:
    ours = version is not None and not version.follows_shipped
    text = version.text if version is not None and ours else shipped.text
    return Row(
        key=key,
        title=title_of(key),
        place=place_of(key),
        excerpt=text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …",
        url=reverse("wording", args=[authority.pk, language.code, key]),
        version=version,
        unfit=ours and version is not None and not fits(key, version.as_text(), language),
    )


def chosen(rows: Sequence[Row], *, show: str, place: str, words: str) -> list[Row]:
    wanted = words.casefold().split()

    def fits_in(row: Row) -> bool:
        text = (
            f"{row.key} {row.title} {row.version.text if row.is_ours and row.version else ''} {row.excerpt}".casefold()
        )
        return (
            (show != "ours" or row.is_ours)
            and (show != "review" or row.overdue)
            and (not place or row.place.slug == place)
            and all(word in text for word in wanted)
        )

    return [row for row in rows if fits_in(row)]


def with_usage(rows: Sequence[Row], authority: Authority, language: Language) -> list[tuple[Row, int]]:
    """Each row with how many letters were issued with its present text: one query for all of them."""
    counts = issued_with(authority, language, [(row.key, row.version_name) for row in rows])
    return list(zip(rows, counts, strict=True))


# --- one text -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, the same as before, taken out or put in."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Word by word."""
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    found: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
        if kind in ("delete", "replace"):
            found.append(Piece("removed", "".join(old[a:b])))
        if kind in ("insert", "replace"):
            found.append(Piece("added", "".join(new[c:d])))
    return found


def sample(authority: Authority, key: str, language: Language, text: str) -> SafeString:
    """The text as a letter would print it, with examples for its names. Raises WordingError as a letter would."""
    known = {
        "authority": authority.name,
        "team": authority.foi_team,
        "telephone": authority.telephone,
        "regulator": regulator_on(today()).name,
    }
    own = shipped_wording(language).with_versions({key: WordingText(text, "sample")})
    values = examples(key, language, known)
    # EIR texts stand in for others of the same name: asked for by their full name they are found, too.
    return mark_safe(render_blocks(Words(own, values).say(key)))  # noqa: S308 - escaped there


@dataclass(frozen=True, slots=True)
class Change:
    """One version in the history of a text, with what it changed."""

    version: WordingVersion
    pieces: list[Piece]
    used: int

    @property
    def title(self) -> str:
        what = "back to the shipped text" if self.version.follows_shipped else "our text"
        return f"Version {self.version.number}: {what}"

    @property
    def review(self) -> str:
        return in_words(self.version.review_on) if self.version.review_on else ""


def history(
    authority: Authority, key: str, language: Language, versions: Sequence[WordingVersion], counts: Mapping[str, int]
) -> Iterator[Change]:
    """`versions`: newest first, with the one before the last of them if there is one (it is compared, not told)."""
    shipped = shipped_wording(language).texts[key].text
    for version, before in zip(versions, [*versions, None][1:], strict=True):
        earlier = before.text if before else shipped if version.number == 1 else None
        if earlier is not None:
            yield Change(version, difference(earlier, version.text), counts.get(version.name, 0))


def version_words(letter: LetterVersion, key: str) -> str:
    name = letter.wording_versions.get(key, "")
    return f"Ours, version {name.removeprefix('own-')}" if name.startswith("own-") else "Shipped"
