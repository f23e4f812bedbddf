"""The letter as its page shows it: where it stands, why each caveat is there, what changed, and the letter itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from foi.letters.actions import letter_of
from foi.letters.caveats import BY_CODE
from foi.letters.completeness import completeness
from foi.letters.models import LetterVersion
from foi.letters.render_html import render_html
from foi.letters.structure import CaveatUse, Letter, lines
from foi.organisation.models import User
from foi.requests.models import FoiRequest
from foi.web.presenters.buttons import Barred, Button, Pages
from foi.web.presenters.completeness import NOT_SETTLED as TOLD_AS_OPEN_QUESTIONS
from foi.web.presenters.completeness import Missing, is_shown, missing_view
from foi.web.presenters.dates import in_words
from foi.web.presenters.timeline import Entry, entries
from workflows.letter_flow import LetterState, nothing_is_missing
from workflows.models import AuditEvent
from workflows.perform import actions_of_role
from workflows.roles import foi_officer
from workflows.states import State

PAGES = Pages(
    step="letter_step",
    own={"edit": ("letter_edit", "Edit letter")},
    elsewhere=("supersede",),  # drafting a new version does it
    main=("issue", "approve", "submit"),
)

#: what to say when a step has been taken, with what comes next
DONE = {
    "edit": "The letter is changed. Read it through, then submit it for approval.",
    "submit": "The letter is submitted. Somebody else has to approve it before it can be issued.",
    "recall": "The letter is a draft again. Submit it once more when it is ready.",
    "approve": "You have approved version {number}. An officer can issue it now.",
    "send_back": "The letter has gone back to the officer with your comment.",
    "issue": "The letter is issued and the request is answered. Download it and send it {how}.",
}
#: how a letter leaves: what is recorded -> the officer's words
CHANNELS = {"e-mail": "By e-mail", "post": "By post"}

MOST_CHANGES = 300
NOT_COMPLETE = nothing_is_missing.__doc__ or ""


def done(step: str, version: LetterVersion) -> str:
    how = f"by {version.channel}" if version.channel else ""
    return DONE.get(step, "Done.").format(number=version.number, how=how)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: "same", "removed", "added" or "gap" (unchanged lines left out)."""

    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different since an earlier version that was put up for approval."""

    since: str
    lines: list[Line]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class LetterView:
    """One version, read-only, and what may be done with it."""

    pk: int
    number: int
    state: State
    comment: str
    html: SafeString
    missing: Missing | None
    caveats: list[tuple[str, str]]
    facts: list[dict[str, str]]
    history: list[Entry]
    changes: Changes | None
    buttons: list[Button] = field(default_factory=list)
    barred: list[Barred] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"Version {self.number}"


def letter_view(version: LetterVersion, user: User, *, with_steps: bool) -> LetterView:
    """`with_steps` False: an older version, to read only."""
    letter = letter_of(version, version.issued_on)
    events = list(
        AuditEvent.objects.filter(subject_model=LetterVersion._meta.label, subject_id=version.pk).order_by("-id")
    )
    missing = _missing(version, user) if with_steps and is_shown(version.foi_request) else None
    actions = actions_of_role(version, user) if with_steps else []
    return LetterView(
        pk=version.pk,
        number=version.number,
        state=version.current,
        comment=version.comment,
        html=mark_safe(render_html(letter)),  # noqa: S308 - escaped there
        missing=missing,
        caveats=[_caveat(used) for used in letter.caveats],
        facts=_facts(version),
        history=entries(events),
        changes=changes_since_the_last_one(version, letter),
        # Approval is of what is on this page, and of nothing that came after it was opened.
        buttons=PAGES.buttons(version.pk, actions, {"approve": {"seen": version.content_hash}}),
        # What is missing stands in the panel, finding by finding.
        barred=[one for one in PAGES.barred(actions) if not one.because.startswith(NOT_COMPLETE)],
    )


def draft_button(foi_request: FoiRequest, version: LetterVersion | None, user: User) -> Button | None:
    """What to call drafting now; None where there is nothing to draft."""
    if not foi_officer.test(foi_request, user) or not foi_request.is_ready_for_letter():
        return None
    if version is None:
        label = "Draft the letter"
    elif version.state in (LetterState.SENT_BACK, LetterState.VOID, LetterState.SUPERSEDED):
        label = "Draft a new version"
    elif version.state == LetterState.DRAFT and not version.is_current():
        label = "Bring the draft up to date"
    else:
        return None
    return Button(label, reverse("letter_draft", args=[foi_request.pk]), post=True, main=True)


def _missing(version: LetterVersion, user: User) -> Missing | None:
    asked = version.foi_request
    questions = asked.questions.only("number", "state", "foi_request_id")
    version.found = completeness(asked, letter=version)
    view = missing_view(version.found, asked, questions, user, version, leave_out=TOLD_AS_OPEN_QUESTIONS)
    return None if view.is_empty else view


def _caveat(used: CaveatUse) -> tuple[str, str]:
    known = BY_CODE.get(used.code)
    return (known.name if known else used.code), used.because


def _facts(version: LetterVersion) -> list[dict[str, str]]:
    rows = {
        "Drafted by": version.drafted_by.full_name,
        "Signed by": ", ".join(part for part in (version.signatory_name, version.signatory_role) if part),
        "Submitted by": version.submitted_by.full_name if version.submitted_by else "",
        "Approved by": version.approved_by.full_name if version.approved_by else "",
        "Issued on": in_words(version.issued_on) if version.issued_on else "",
        "Sent": CHANNELS.get(version.channel, version.channel),
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


# --- what changed -------------------------------------------------------------------------------------------------


def changes_since_the_last_one(version: LetterVersion, letter: Letter) -> Changes | None:
    """Against the last earlier version that somebody was asked to approve; None if there is none."""
    earlier = (
        LetterVersion.objects.filter(foi_request=version.foi_request_id, number__lt=version.number)
        .exclude(submitted_by=None)
        .defer("document")
        .order_by("-number")
        .first()
    )
    if earlier is None:
        return None
    was = "approved" if earlier.approved_at else "submitted"
    compared = list(compare(list(lines(letter_of(earlier))), list(lines(letter_of(version)))))
    shown = compared[:MOST_CHANGES]
    return Changes(f"version {earlier.number}, which was {was}", shown, len(compared) - len(shown))


def compare(before: list[str], after: list[str]) -> Iterator[Line]:
    """The lines that differ, each group with one unchanged line before and after it."""
    groups = difflib.SequenceMatcher(None, before, after).get_grouped_opcodes(1)
    for position, group in enumerate(groups):
        if position:
            yield Line("gap")
        for kind, old_from, old_to, new_from, new_to in group:
            if kind == "equal":
                yield from (Line("same", text) for text in before[old_from:old_to])
            else:
                yield from (Line("removed", text) for text in before[old_from:old_to])
                yield from (Line("added", text) for text in after[new_from:new_to])


# --- the document -------------------------------------------------------------------------------------------------


def file_name(version: LetterVersion) -> str:
    """ "9635-19-response.docx"; a version that is not the approved one says so. Never a name of a person."""
    reference = re.sub(r"[^A-Za-z0-9]+", "-", version.foi_request.reference).strip("-") or "letter"
    final = version.state in (LetterState.APPROVED, LetterState.ISSUED)
    suffix = "" if final else f"-version-{version.number}-{version.state.replace('_', '-')}"
    return f"{reference}-response{suffix}.docx"
