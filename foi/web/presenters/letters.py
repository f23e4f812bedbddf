"""The letter as its page shows it: where it stands, why each caveat is there, what changed, and the letter itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from foi.letters.actions import letter_of
from foi.letters.assemble import facts_of, file_stem
from foi.letters.caveats import BY_CODE, why_not
from foi.letters.dispatch import BY_SERVICE
from foi.letters.facts import CaveatChange, Purpose
from foi.letters.models import LetterVersion, request_allows
from foi.letters.render_html import render_html
from foi.letters.structure import Letter, lines
from foi.organisation.models import User
from foi.requests.models import FoiRequest
from foi.web.presenters.buttons import Barred, Button, Pages
from foi.web.presenters.completeness import NOT_SETTLED as TOLD_AS_OPEN_QUESTIONS
from foi.web.presenters.completeness import Missing, is_shown, missing_view
from foi.web.presenters.dates import in_words
from foi.web.presenters.timeline import Entry, entries
from workflows.letter_flow import IN_HAND, LetterState, nothing_is_missing
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, actions_of_role
from workflows.roles import foi_officer
from workflows.states import State

PAGES = Pages(
    step="letter_step",
    own={"edit": ("letter_edit", "Edit letter")},
    elsewhere=("supersede",),  # drafting a new version does it
    main=("issue", "approve", "submit", "issue_directly"),
)

#: what to say when a step has been taken, with what comes next
DONE = {
    "edit": "The letter is changed. Read it through, then submit it for approval.",
    "submit": "The letter is submitted. Somebody else has to approve it before it can be issued.",
    "recall": "The letter is a draft again. Submit it once more when it is ready.",
    "approve": "You have approved version {number}. An officer can issue it now.",
    "send_back": "The letter has gone back to the officer with your comment.",
    "issue": "The letter is issued and the request is answered. Download it and send it {how}.",
    "issue_directly": "{letter} issued. Download it and send it {how}.",
}
#: how a letter leaves: what is recorded -> the officer's words
CHANNELS = {
    BY_SERVICE: "By e-mail, now, from this service",
    "e-mail": "By e-mail, which you send yourself",
    "post": "By post",
}

MOST_CHANGES = 300
NOT_COMPLETE = nothing_is_missing.__doc__ or ""


#: the letters beside the response: what the button says, and what the letter is for
WRITTEN = {
    Purpose.ACKNOWLEDGEMENT: ("Acknowledge the request", "Says that it came, and by when you will reply."),
    Purpose.CLARIFICATION: (
        "Ask what is meant",
        "If you need it to identify or locate the information, the 20 working days begin again with the reply.",
    ),
    Purpose.FEES: ("Give a fees notice", "The time stands still until the fee is paid, for three months at most."),
    Purpose.EXTENSION: (
        "Give notice of an extension",
        "To weigh the public interest. It has to leave before the present due date.",
    ),
    Purpose.REVIEW: ("Tell the outcome of the review", "What the reviewer found, and what you do now."),
}


def done(step: str, version: LetterVersion) -> str:
    if step in ("issue", "issue_directly") and version.channel == BY_SERVICE:
        return f"{version.kind.label} issued. It is being sent to the requester."
    how = f"by {version.channel}" if version.channel else ""
    if step == "issue" and not version.is_response:
        step = "issue_directly"
    if step == "edit" and not version.needs_approval:
        return "The letter is changed. Read it through, then issue it."
    return DONE.get(step, "Done.").format(number=version.number, how=how, letter=version.kind.label)


def page_of(version: LetterVersion) -> str:
    """Where the current version is read and worked on: the response has an address of its own."""
    if version.is_response:
        return reverse("letter", args=[version.foi_request_id])
    return reverse("letter_version", args=[version.pk])


def letter_rows(foi_request: FoiRequest) -> list[dict[str, object]]:
    """Every letter that is, or was, of some use: what came of it, and where to read it."""
    own = Q(foi_request=foi_request) | Q(foi_request=foi_request.answered_with_id, purpose=Purpose.RESPONSE)
    versions = LetterVersion.objects.filter(own).exclude(state=LetterState.SUPERSEDED).select_related("drafted_by")
    found = []
    for version in versions.defer("document", "content").order_by("drafted_at", "pk"):
        if version.foi_request_id == foi_request.pk:
            version.foi_request = foi_request
        found.append({"name": version.kind.label, "url": page_of(version), "version": version})
    return found


def writable(foi_request: FoiRequest, user: User) -> list[dict[str, str]]:
    """What else this person may write now."""
    if not foi_officer.test(foi_request, user):
        return []
    in_hand = set(foi_request.letters.filter(state__in=IN_HAND).values_list("purpose", flat=True))
    return [
        {"label": label, "hint": hint, "url": reverse("letter_write", args=[foi_request.pk, kind.value])}
        for kind, (label, hint) in WRITTEN.items()
        if kind not in in_hand and request_allows(foi_request, kind)
    ]


def may_write(foi_request: FoiRequest, purpose: Purpose, *, by: User) -> None:
    """Refuse before somebody is given a form to fill in."""
    if not foi_officer.test(foi_request, by):
        raise NotPermitted(f"{purpose.label}: your role does not allow this.")
    if not request_allows(foi_request, purpose):
        raise NotPossible(f"{purpose.label}: this cannot be written now.")


@dataclass(frozen=True, slots=True)
class CaveatRow:
    """One caveat as the officer sees it. `why`: because of what it is printed, or the reason for leaving it out."""

    code: str
    name: str
    why: str
    printed: bool
    changed: bool = False  # by an officer, with a reason
    url: str = ""  # where it is changed; empty: it cannot be
    required: bool = False

    @property
    def change(self) -> str:
        if self.changed:
            return "Undo"
        return "Leave out" if self.printed else "Add"


def caveat_row(version: LetterVersion, code: str, letter: Letter | None = None) -> CaveatRow:
    """The caveat as it stands in the version: printed or not, by the facts or by somebody's choice."""
    used = {one.code: one.because for one in (letter or letter_of(version)).caveats}
    known = BY_CODE[code]
    added, dropped = (version.caveat_changes.get(kind, {}) for kind in ("added", "dropped"))
    why = used.get(code, "")
    if code in dropped and code not in used:
        why = f"Left out by an officer: {dropped[code]}"
    return CaveatRow(
        code=code,
        name=known.name,
        why=why,
        printed=code in used,
        changed=code in added or code in dropped,
        url=reverse("letter_caveat", args=[version.pk, code]) if not (known.required and code in used) else "",
        required=known.required,
    )


def _caveats(version: LetterVersion, letter: Letter, *, editable: bool) -> list[CaveatRow]:
    """Those printed and those left out."""
    codes = [used.code for used in letter.caveats if used.code in BY_CODE]
    codes += [code for code in version.caveat_changes.get("dropped", {}) if code in BY_CODE and code not in codes]
    rows = [caveat_row(version, code, letter) for code in codes]
    return rows if editable else [replace(row, url="") for row in rows]


def caveats_to_add(version: LetterVersion) -> list[CaveatRow]:
    """Those that could be added without contradicting the answers (LET-21)."""
    letter, facts = letter_of(version), facts_of(version)
    there = {used.code for used in letter.caveats} | set(version.caveat_changes.get("dropped", {}))
    return [
        caveat_row(version, code, letter)
        for code in BY_CODE
        if code not in there and not why_not(facts, CaveatChange(code, "asked"), adds=True)
    ]


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
    comment: str = ""  # with which the earlier one was sent back


@dataclass(frozen=True, slots=True)
class LetterView:
    """One version, read-only, and what may be done with it."""

    pk: int
    number: int
    state: State
    comment: str
    html: SafeString
    missing: Missing | None
    purpose: str
    is_response: bool
    needs_approval: bool
    caveats: list[CaveatRow]
    add_caveat_url: str
    enclosures: list[tuple[str, str]]  # the name it is sent under, and where to get it
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
    shows_missing = with_steps and (not version.is_response or is_shown(version.foi_request))
    missing = _missing(version, user) if shows_missing else None
    actions = actions_of_role(version, user) if with_steps else []
    editable = version.is_response and any(action.name == "edit" for action in actions)
    return LetterView(
        pk=version.pk,
        number=version.number,
        state=version.current,
        comment=version.comment,
        html=mark_safe(render_html(letter)),  # noqa: S308 - escaped there
        missing=missing,
        purpose=version.kind.label,
        is_response=version.is_response,
        needs_approval=version.needs_approval,
        caveats=_caveats(version, letter, editable=editable),
        add_caveat_url=reverse("letter_caveats", args=[version.pk]) if editable else "",
        enclosures=[
            (one.file_name, reverse("letter_enclosure", args=[version.pk, number]))
            for number, one in enumerate(letter.enclosures, 1)
        ],
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
    standing = version.beside_the_records()
    view = missing_view(
        standing.completeness, version.foi_request, standing.of(version.foi_request).questions, user, version,
        leave_out=TOLD_AS_OPEN_QUESTIONS,
    )  # fmt: skip
    return None if view.is_empty else view


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


def redraft_button(version: LetterVersion, user: User) -> Button | None:
    """For a letter beside the response that came back, or whose approval is void: writing it once more."""
    if version.state not in (LetterState.SENT_BACK, LetterState.VOID) or not foi_officer.test(version, user):
        return None
    url = reverse("letter_write", args=[version.foi_request_id, version.purpose])
    return Button("Write it again", url, post=False, main=True)


# --- what changed -------------------------------------------------------------------------------------------------


def changes_since_the_last_one(version: LetterVersion, letter: Letter) -> Changes | None:
    """Against the last earlier version that somebody was asked to approve; None if there is none."""
    earlier = (
        LetterVersion.objects.of_purpose(version.purpose)
        .filter(foi_request=version.foi_request_id, number__lt=version.number)
        .exclude(submitted_by=None)
        .defer("document")
        .order_by("-number")
        .first()
    )
    if earlier is None:
        return None
    # A void version keeps what voided it in the same place: only the record tells a comment from that.
    done = AuditEvent.objects.filter(subject_model=LetterVersion._meta.label, subject_id=earlier.pk)
    comment = earlier.comment if earlier.comment and done.filter(action="send_back").exists() else ""
    was = "sent back" if comment else "approved" if earlier.approved_at else "submitted"
    compared = list(compare(list(lines(letter_of(earlier))), list(lines(replace(letter, dated_on=None)))))
    shown = compared[:MOST_CHANGES]
    return Changes(f"version {earlier.number}, which was {was}", shown, len(compared) - len(shown), comment)


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
    """ "9635-19-response.docx", "9635-19-fees.docx"; one that is not final says so. Never a name of a person."""
    reference = file_stem(version.foi_request)
    final = version.state in (LetterState.APPROVED, LetterState.ISSUED)
    suffix = "" if final else f"-version-{version.number}-{version.state.replace('_', '-')}"
    return f"{reference}-{version.purpose}{suffix}.docx"
