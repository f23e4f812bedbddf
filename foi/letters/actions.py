"""What people do with the letter. The content hash ties an approval to exactly what was approved."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from foi.letters.assemble import compose_letter, facts_of
from foi.letters.authority_facts import settings_now
from foi.letters.caveats import BY_CODE, why_not
from foi.letters.facts import CaveatChange, Purpose
from foi.letters.models import LetterVersion, request_allows
from foi.letters.own_template import current_template, word_file_of
from foi.letters.purposes import concluded_review
from foi.letters.render_docx import render_docx
from foi.letters.structure import Letter, content_hash, from_json, to_json
from foi.organisation.models import User
from foi.requests.actions import OVERTAKEN
from foi.requests.models import Correspondence, FoiRequest, StoredFile, today
from foi.requests.together import what_a_letter_waits_for
from workflows import clock
from workflows.letter_flow import BOUND, LetterState, request_is_drafting
from workflows.perform import NotPermitted, NotPossible, begin, hold, perform
from workflows.roles import foi_officer

REPLACEABLE = (LetterState.SENT_BACK, LetterState.VOID)


def draft(
    foi_request: FoiRequest, *, by: User, purpose: Purpose = Purpose.RESPONSE, details: dict[str, Any] | None = None,
    as_seen: str = "",
) -> LetterVersion:  # fmt: skip
    """A new version from the records as they are; it takes over what the officer wrote in the last one.

    Where there is a draft already, that one, brought up to date: a second press makes no second version.
    `details`: what a letter beside the response says (foi.letters.purposes). as_seen: as `edit` takes it.
    """
    if not foi_officer.test(foi_request, by):
        raise NotPermitted("Draft letter: your role does not allow this.")
    with transaction.atomic():
        hold(foi_request)
        foi_request = FoiRequest.objects.get(pk=foi_request.pk)
        if not request_allows(foi_request, purpose):
            waits = what_a_letter_waits_for(foi_request) if purpose is Purpose.RESPONSE else []
            raise NotPossible(" ".join([f"Draft letter: {_NOT_NOW[purpose]}", *waits]))
        last = foi_request.letters.of_purpose(purpose).order_by("-number").first()
        if last is not None and last.state == LetterState.DRAFT:
            if details is not None and details != last.details:
                return edit(last, by=by, as_seen=as_seen, details=details)
            bring_up_to_date(last)
            return last
        if last is not None and last.state in BOUND:
            raise NotPossible(
                f"Version {last.number} is {last.current.label.lower()}. Take it back before drafting again."
            )
        if last is not None and last.state in REPLACEABLE:
            perform(last.supersede, by=by)
        # One that went out is the end of it; one that came back is gone on with.
        former = last if last is not None and last.state != LetterState.ISSUED else None
        version = LetterVersion(
            foi_request=foi_request,
            purpose=purpose,
            number=last.number + 1 if last else 1,
            details=details if details is not None else former.details if former else {},
            added_paragraphs=former.added_paragraphs if former else "",
            layout=former.layout if former else {},
            caveat_changes=former.caveat_changes if former else {},
            language=last.language if last else foi_request.authority.letter_language,
            drafted_by=by,
            **_signatory(foi_request, purpose, last, by),
        )
        fix_content(version)
        label = "Letter drafted" if purpose is Purpose.RESPONSE else f"{purpose.label} drafted"
        begin(version, "draft", label, by=by, permission=foi_officer, version=version.number)
    return version


_NOT_NOW = {
    **dict.fromkeys(Purpose, "the request is no longer open."),
    Purpose.RESPONSE: (request_is_drafting.__doc__ or "").lower(),
    Purpose.REVIEW: "there is no concluded review whose outcome it could tell.",
}


def _signatory(foi_request: FoiRequest, purpose: Purpose, last: LetterVersion | None, by: User) -> dict[str, str]:
    """Who signed the last one; the outcome of a review is signed by the reviewer, others as the authority chose."""
    if last is not None:
        return {"signatory_name": last.signatory_name, "signatory_role": last.signatory_role}
    review, authority = concluded_review(foi_request) if purpose is Purpose.REVIEW else None, foi_request.authority
    if review is None and (authority.signatory_name or authority.signatory_role):
        return {"signatory_name": authority.signatory_name, "signatory_role": authority.signatory_role}
    signs = review.reviewer if review is not None and review.reviewer else by
    return {"signatory_name": signs.full_name, "signatory_role": signs.job_title}


def fix_content(version: LetterVersion, letter: Letter | None = None) -> None:
    """Write the letter, as the records give it now, into the version (not saved). `letter`: if composed already."""
    letter = letter or compose_letter(version)
    version.content = to_json(letter)
    version.content_hash = content_hash(letter)
    version.wording_versions = {used.id: used.version for used in letter.wording}
    version.settings = settings_now(version.authority)


def bring_up_to_date(draft: LetterVersion, letter: Letter | None = None) -> None:
    """A draft follows the records without a step of its own."""
    fix_content(draft, letter)
    draft.save(update_fields=["content", "content_hash", "wording_versions", "settings"])


def bring_all_up_to_date(drafts: QuerySet[LetterVersion]) -> None:
    """What all of an authority's letters take has changed: its wording, its settings."""
    for pk, request_pk in drafts.filter(state=LetterState.DRAFT).values_list("pk", "foi_request_id"):
        hold(FoiRequest(pk=request_pk))
        foi_request = FoiRequest.objects.get(pk=request_pk)
        draft = foi_request.letters.filter(pk=pk, state=LetterState.DRAFT).first()
        if draft is not None:
            draft.foi_request = foi_request
            bring_up_to_date(draft)


#: what an officer may change in a draft
EDITABLE = ("details", "added_paragraphs", "signatory_name", "signatory_role", "layout", "language")


def seen(version: LetterVersion | None) -> str:
    """What an officer had written in a draft when somebody looked at it: a form gives it back with the new words."""
    written = {name: getattr(version, name) for name in EDITABLE} if version else None
    return hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()[:16]


def edit(version: LetterVersion, *, by: User, as_seen: str = "", **changes: Any) -> LetterVersion:
    """The parts that an officer writes (EDITABLE), and how this letter is laid out.

    as_seen: `seen` of what `by` had before their eyes; refused where a colleague has written other words since.
    """
    if unknown := changes.keys() - set(EDITABLE):
        raise TypeError(f"Nobody edits {', '.join(sorted(unknown))} of a letter.")

    def work(locked: LetterVersion) -> None:
        says_so_already = all(getattr(locked, name) == value for name, value in changes.items())
        if as_seen and as_seen != seen(locked) and not says_so_already:
            raise NotPossible(OVERTAKEN)
        for name, value in changes.items():
            setattr(locked, name, value)
        fix_content(locked)

    return perform(version.edit, by=by, work=work, **changes)


def change_caveat(version: LetterVersion, *, by: User, code: str, adds: bool, reason: str) -> LetterVersion:
    """LET-20: a caveat that the facts did not call for is added, or one that they called for is dropped. A change that
    would contradict the answers is refused with the words of the caveat (LET-21)."""

    def work(locked: LetterVersion) -> dict[str, Any]:
        if problem := why_not(facts_of(locked), CaveatChange(code, reason), adds=adds):
            raise NotPossible(problem)
        changes = _without(locked.caveat_changes, code)
        changes["added" if adds else "dropped"][code] = reason.strip()
        locked.caveat_changes = changes
        fix_content(locked)
        return {"caveat": BY_CODE[code].name, "added" if adds else "dropped": True}

    return perform(version.edit, by=by, work=work, reason=reason)


def restore_caveat(version: LetterVersion, *, by: User, code: str) -> LetterVersion:
    """Back to what the facts call for."""

    def work(locked: LetterVersion) -> dict[str, Any]:
        locked.caveat_changes = _without(locked.caveat_changes, code)
        fix_content(locked)
        return {"caveat": BY_CODE[code].name if code in BY_CODE else code, "restored": True}

    return perform(version.edit, by=by, work=work)


def _without(changes: dict[str, dict[str, str]], code: str) -> dict[str, dict[str, str]]:
    return {
        kind: {key: reason for key, reason in changes.get(kind, {}).items() if key != code}
        for kind in ("added", "dropped")
    }


def submit(version: LetterVersion, *, by: User) -> LetterVersion:
    """For approval by somebody else."""

    def work(locked: LetterVersion) -> dict[str, Any]:
        locked.submitted_by, locked.comment = by, ""
        return {"content_hash": locked.content_hash}

    return perform(version.submit, by=by, work=work)


def approve(version: LetterVersion, *, by: User, seen_hash: str = "") -> LetterVersion:
    """Approval of exactly this content: the document is made now and kept. `seen_hash`: of what the approver read;
    a letter that was taken back, changed and submitted again in the meantime is another one."""

    def work(locked: LetterVersion) -> dict[str, Any]:
        if seen_hash and seen_hash != locked.content_hash:
            raise NotPossible("Approve: the letter has changed since you opened this page. Read it again first.")
        locked.approved_by, locked.approved_at, locked.approved_hash = by, clock.now(), locked.content_hash
        locked.template = current_template(locked.authority)
        _keep_document(locked, today())
        used = str(locked.template) if locked.template else "House style"
        return {"content_hash": locked.content_hash, "document_sha256": locked.document_sha256, "template": used}

    return perform(version.approve, by=by, work=work)


def send_back(version: LetterVersion, *, by: User, comment: str) -> LetterVersion:
    """To the officer, with what has to change."""

    def work(locked: LetterVersion) -> None:
        locked.comment = comment.strip()

    return perform(version.send_back, by=by, comment=comment, work=work)


def issue(version: LetterVersion, *, by: User, channel: str) -> LetterVersion:
    """The letter leaves, dated today, in the template it was approved in: the day, the channel and the very bytes are
    kept. One that needs nobody's approval leaves as it was drafted, in the template that is in use.
    """
    issued_on = today()
    # What was approved leaves as approved, although the authority may not ask for it any more.
    step = version.issue if version.needs_approval or version.state == LetterState.APPROVED else version.issue_directly

    def work(locked: LetterVersion) -> dict[str, Any]:
        locked.channel, locked.issued_on = channel, issued_on
        if locked.approved_at is None:
            locked.template = current_template(locked.authority)
        _keep_document(locked, issued_on)
        put_on_file(locked, f"{locked.kind.label}, version {locked.number}", f"Sent by {channel}.", by=by)
        return {"document_sha256": locked.document_sha256}

    return perform(step, by=by, channel=channel, issued_on=issued_on, work=work)


def put_on_file(version: LetterVersion, subject: str, body: str = "", *, by: User, message_id: str = "") -> None:
    """That it was sent, today, on the file of every request that it answers. message_id: of the e-mail it went with; an
    answer to it finds the request that leads."""
    for foi_request in version.requests():
        is_lead = foi_request == version.foi_request
        Correspondence.objects.create(
            foi_request=foi_request, direction=Correspondence.Direction.OUT, on=today(), subject=subject, filed_by=by,
            body=body if is_lead else f"{body} The letter is with {version.foi_request.reference}.".strip(),
            message_id=message_id if is_lead else "",
        )  # fmt: skip


def letter_of(version: LetterVersion, dated_on: datetime.date | None = None) -> Letter:
    """The structure that the version holds, dated if `dated_on` is given."""
    return replace(from_json(version.content), dated_on=dated_on)


def document_of(version: LetterVersion) -> bytes:
    """The DOCX: the kept bytes of an approved or issued version, else made from the content now (undated)."""
    if version.document is not None:
        return bytes(version.document)
    return render_docx(letter_of(version), word_file_of(current_template(version.authority)))


def enclosed(version: LetterVersion) -> list[tuple[str, StoredFile]]:
    """The files that go with the letter, under the names it gives them: exactly those that were approved.

    Raises StoredFile.DoesNotExist for one that is not on the request any more.
    """
    files = {stored.sha256: stored for stored in StoredFile.objects.filter(foi_request__in=version.requests())}
    missing = [one.file_name for one in letter_of(version).enclosures if one.sha256 not in files]
    if missing:
        raise StoredFile.DoesNotExist(f"{missing[0]} is not on the request any more.")
    return [(one.file_name, files[one.sha256]) for one in letter_of(version).enclosures]


def _keep_document(version: LetterVersion, dated_on: datetime.date) -> None:
    # As it was approved: another template may have come into use since.
    version.document = render_docx(letter_of(version, dated_on), word_file_of(version.template))
    version.document_sha256 = hashlib.sha256(version.document).hexdigest()
