"""An authority's settings as its page shows them, the record of their changes, and samples of layouts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from foi.letters.authority_facts import IN_LETTERS, authority_facts
from foi.letters.layout_samples import arrangement_sample, caveats_sample, rights_sample
from foi.letters.models import LetterVersion
from foi.letters.render_html import render_blocks
from foi.letters.structure import Block
from foi.letters.wording_records import wording_of
from foi.organisation.authority_settings import CHANGED, GROUPS, Group
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace
from foi.organisation.models import Authority
from workflows.letter_flow import BOUND, LetterState
from workflows.models import AuditEvent


def cards(authority: Authority) -> Iterator[dict[str, Any]]:
    """A card for each group: every setting in words, with where it is changed."""
    for group in GROUPS:
        url = reverse("authority_change", args=[authority.pk, group.slug])
        rows = [
            {
                "key": one.label,
                "value": linebreaksbr(one.of(authority)),
                "actions": [{"text": "Change", "url": f"{url}#id_{one.name}", "about": f"{group.title}: {one.label}"}],
            }
            for one in group.settings
        ]
        yield {"title": group.title, "rows": rows}


def changes_of(authority: Authority) -> QuerySet[AuditEvent]:
    """Newest first."""
    events = AuditEvent.objects.filter(subject_model="foi.Authority", subject_id=authority.pk, action=CHANGED)
    return events.order_by("-id")


def as_entries(events: Iterable[AuditEvent]) -> list[dict[str, Any]]:
    entries = []
    for event in events:
        source = event.detail.get("source", "")
        changed = [
            f"{one['setting']}: was “{_in_a_line(one['from'])}”, is “{_in_a_line(one['to'])}”"
            for one in event.detail.get("changes", [])
        ]
        entries.append(
            {"title": event.label, "by": source or event.actor_name, "at": event.at, "text": "\n".join(changed)}
        )
    return entries


def _in_a_line(words: str) -> str:
    return ", ".join(words.splitlines())


def samples(authority: Authority) -> list[dict[str, Any]]:
    """What each layout looks like, in the authority's own wording: `parts` are (name, safe markup), `orders` (name,
    the headings of a letter in their order)."""
    wording = wording_of(authority, authority.letter_language)
    facts = authority_facts(authority, authority.letter_language)
    return [
        {
            "title": "Questions and answers",
            "parts": [(one.label, _drawn(arrangement_sample(one, facts, wording), one)) for one in Arrangement],
        },
        {
            "title": "Review and complaint",
            "parts": [(one.label, _drawn(rights_sample(one, facts, wording), one)) for one in RightsPlace],
        },
        {
            "title": "Caveats",
            "orders": [(one.label, caveats_sample(one, facts, wording)) for one in CaveatsPlace],
        },
    ]


def _drawn(blocks: tuple[Block, ...], name: str) -> SafeString:
    html = render_blocks(blocks, first_level=3, id_prefix=f"sample-{name}-")
    return mark_safe(html)  # noqa: S308 - render_blocks escapes every text


def letters_concerned(authority: Authority, group: Group) -> tuple[int, int] | None:
    """How many drafts follow a change, and how many letters in approval keep theirs. None: no letter prints it."""
    if not set(group.names) & set(IN_LETTERS):
        return None
    live = LetterVersion.objects.filter(foi_request__authority=authority)
    return live.filter(state=LetterState.DRAFT).count(), live.filter(state__in=BOUND).count()
