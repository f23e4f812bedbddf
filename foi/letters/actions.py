"""What people do with the letter. The content hash ties an approval to exactly what was approved."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from typing import Any

from django.db import transaction

from foi.letters.assemble import compose_letter
from foi.letters.models import LetterVersion
from foi.letters.render_docx import render_docx
from foi.letters.structure import Letter, content_hash, from_json, to_json
from foi.organisation.models import User
from foi.requests.models import Correspondence, FoiRequest, today
from workflows import clock
from workflows.letter_flow import BOUND, LetterState, request_is_drafting
from workflows.perform import NotPermitted, NotPossible, begin, perform
from workflows.roles import foi_officer

REPLACEABLE = (LetterState.SENT_BACK, LetterState.VOID)


def draft(foi_request: FoiRequest, *, by: User) -> LetterVersion:
    """A new version from the answers as they are; it takes over what the officer wrote in the last one.

    Where there is a draft already, that one, brought up to date: a second press makes no second version.
    """
    if not foi_officer.test(foi_request, by):
        raise NotPermitted("Draft letter: your role does not allow this.")
    with transaction.atomic():
        foi_request = FoiRequest.objects.select_for_update(of=("self",)).get(pk=foi_request.pk)
        if not foi_request.is_ready_for_letter():
            raise NotPossible(f"Draft letter: {(request_is_drafting.__doc__ or '').lower()}")
        last = foi_request.letters.order_by("-number").first()
        if last is not None and last.state == LetterState.DRAFT:
            bring_up_to_date(last)
            return last
        if last is not None and last.state in BOUND:
            raise NotPossible(
                f"Version {last.number} is {last.current.label.lower()}. Take it back before drafting again."
            )
        if last is not None and last.state in REPLACEABLE:
            perform(last.supersede, by=by)
        version = LetterVersion(
            foi_request=foi_request,
            number=last.number + 1 if last else 1,
            added_paragraphs=last.added_paragraphs if last else "",
            signatory_name=last.signatory_name if last else by.full_name,
            signatory_role=last.signatory_role if last else by.job_title,
            language=last.language if last else foi_request.authority.letter_language,
            drafted_by=by,
        )
        fix_content(version)
        begin(version, "draft", "Letter drafted", by=by, permission=foi_officer, version=version.number)
    return version


def fix_content(version: LetterVersion) -> None:
    """Write the letter, as the records give it now, into the version (not saved)."""
    letter = compose_letter(version)
    version.content = to_json(letter)
    version.content_hash = content_hash(letter)
    version.wording_versions = {used.id: used.version for used in letter.wording}


def bring_up_to_date(draft: LetterVersion) -> None:
    """A draft follows the records without a step of its own."""
    fix_content(draft)
    draft.save(update_fields=["content", "content_hash", "wording_versions"])


def edit(
    version: LetterVersion, *, by: User, added_paragraphs: str, signatory_name: str, signatory_role: str
) -> LetterVersion:
    """The parts that an officer writes."""

    def work(locked: LetterVersion) -> None:
        locked.added_paragraphs = added_paragraphs
        locked.signatory_name, locked.signatory_role = signatory_name, signatory_role
        fix_content(locked)

    changes = {"added_paragraphs": added_paragraphs, "signatory_name": signatory_name, "signatory_role": signatory_role}
    return perform(version.edit, by=by, work=work, **changes)


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
        _keep_document(locked, today())
        return {"content_hash": locked.content_hash, "document_sha256": locked.document_sha256}

    return perform(version.approve, by=by, work=work)


def send_back(version: LetterVersion, *, by: User, comment: str) -> LetterVersion:
    """To the officer, with what has to change."""

    def work(locked: LetterVersion) -> None:
        locked.comment = comment.strip()

    return perform(version.send_back, by=by, comment=comment, work=work)


def issue(version: LetterVersion, *, by: User, channel: str) -> LetterVersion:
    """The letter leaves, dated today: the day, the channel and the very bytes are kept."""
    issued_on = today()

    def work(locked: LetterVersion) -> dict[str, Any]:
        locked.channel, locked.issued_on = channel, issued_on
        _keep_document(locked, issued_on)
        Correspondence.objects.create(
            foi_request=locked.foi_request, direction=Correspondence.Direction.OUT, on=issued_on,
            subject=f"Response letter, version {locked.number}", body=f"Sent by {channel}.", filed_by=by,
        )  # fmt: skip
        return {"document_sha256": locked.document_sha256}

    return perform(version.issue, by=by, channel=channel, issued_on=issued_on, work=work)


def letter_of(version: LetterVersion, dated_on: datetime.date | None = None) -> Letter:
    """The structure that the version holds, dated if `dated_on` is given."""
    return replace(from_json(version.content), dated_on=dated_on)


def document_of(version: LetterVersion) -> bytes:
    """The DOCX: the kept bytes of an approved or issued version, else made from the content now (undated)."""
    if version.document is not None:
        return bytes(version.document)
    return render_docx(letter_of(version))


def _keep_document(version: LetterVersion, dated_on: datetime.date) -> None:
    version.document = render_docx(letter_of(version, dated_on))
    version.document_sha256 = hashlib.sha256(version.document).hexdigest()
