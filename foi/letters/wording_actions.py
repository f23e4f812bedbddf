"""Changing the wording of an authority. What it means for letters: docs/decisions/0007-wording-is-versioned.md."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import QuerySet

from foi.letters.actions import bring_all_up_to_date
from foi.letters.models import LetterVersion
from foi.letters.wording import WordingError, check, shipped_wording
from foi.letters.wording_records import WordingVersion
from foi.organisation.languages import Language
from foi.organisation.models import Authority, User
from workflows.audit import record
from workflows.clock import today
from workflows.letter_flow import LetterState
from workflows.perform import NotPermitted, NotPossible
from workflows.roles import Role, approver, foi_officer

#: who keeps the wording: the person who answers for letters; nobody else's change could go into one unseen
KEEPER = approver
#: who may be made the owner of a text
OWNERS = (Role.FOI_OFFICER, Role.APPROVER)


def change(
    authority: Authority,
    key: str,
    language: str,
    text: str,
    *,
    by: User,
    owner: User,
    review_on: datetime.date,
    reason: str,
    based_on: int,
) -> WordingVersion:
    """A new version of a text, in force for every letter drafted from now on.

    based_on: the number of the version that `by` saw (0: the shipped text). Raises NotPermitted; NotPossible for a text
    that a letter could not use, for one that was changed in the meantime, and for what is missing.
    """
    try:
        check(key, text, language)
    except WordingError as refusal:
        raise NotPossible(str(refusal)) from None
    if review_on <= today():
        raise NotPossible("The date of the next review must be in the future.")
    if not any(owner.holds(role, authority) for role in OWNERS):
        raise NotPossible("The owner must be an FOI officer or an approver of your authority.")
    version = WordingVersion(text=text.strip(), owner=owner, review_on=review_on)
    return _save(version, authority, key, language, by=by, reason=reason, based_on=based_on)


def follow_shipped(
    authority: Authority, key: str, language: str, *, by: User, reason: str, based_on: int
) -> WordingVersion:
    """Back to the text that the product ships, which is a version like any other."""
    text = shipped_wording(language).texts.get(key)
    if text is None:
        raise NotPossible(f"There is no text called “{key}”.")
    version = WordingVersion(text=text.text, follows_shipped=True)
    return _save(version, authority, key, language, by=by, reason=reason, based_on=based_on)


def _save(
    version: WordingVersion, authority: Authority, key: str, language: str, *, by: User, reason: str, based_on: int
) -> WordingVersion:
    version.authority, version.key, version.language = authority, key, Language(language).value
    version.author, version.reason = by, reason.strip()
    if not KEEPER.test(version, by):
        raise NotPermitted("Change wording: your role does not allow this.")
    if not version.reason:
        raise NotPossible("Say why the wording changes.")
    with transaction.atomic():
        # One change at a time. Not a full lock: requests that are being logged refer to this row.
        Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
        last = WordingVersion.objects.of(authority, version.language).filter(key=key).order_by("-number").first()
        _is_a_change(version, last, based_on)
        version.number = last.number + 1 if last else 1
        version.save(force_insert=True)
        record(
            version, "change_wording", "Wording changed", by=by, source=last.name if last else "shipped",
            target="shipped" if version.follows_shipped else version.name,
            detail={"reason": version.reason, "owner": version.owner, "review_on": version.review_on},
        )  # fmt: skip
        _drafts_follow(version)
    return version


def _is_a_change(version: WordingVersion, last: WordingVersion | None, based_on: int) -> None:
    if (last.number if last else 0) != based_on:
        raise NotPossible("Somebody has changed this text since you opened the page. Read the new text first.")
    if version.follows_shipped and (last is None or last.follows_shipped):
        raise NotPossible("The shipped text is in use already.")
    if last is not None and not version.follows_shipped and not last.follows_shipped:
        before, after = ((one.text, one.owner_id, one.review_on) for one in (last, version))
        if before == after:
            raise NotPossible("Nothing is different: the text, its owner and its review date are those in use.")


def letters_with(version: WordingVersion) -> tuple[int, int]:
    """How many drafts print the text of `version.key`, and how many letters are submitted or approved with it."""
    drafts = _live(version, LetterState.DRAFT).count()
    return drafts, _live(version, LetterState.SUBMITTED, LetterState.APPROVED).count()


def _drafts_follow(version: WordingVersion) -> None:
    """A draft says what the records say, and wording is one of them. A letter that somebody submitted or approved keeps
    the text that was read (`wording_of(held=...)`)."""
    bring_all_up_to_date(_live(version, LetterState.DRAFT))


def _live(version: WordingVersion, *states: LetterState) -> QuerySet[LetterVersion]:
    return LetterVersion.objects.filter(
        foi_request__authority_id=version.authority_id, language=version.language, state__in=states,
        wording_versions__has_key=version.key,
    )  # fmt: skip


def may_read(authority: Authority, user: User) -> bool:
    """Officers draft with it, approvers keep it."""
    subject = WordingVersion(authority=authority)
    return (foi_officer | approver).test(subject, user)


def may_change(authority: Authority, user: User) -> bool:
    return KEEPER.test(WordingVersion(authority=authority), user)
