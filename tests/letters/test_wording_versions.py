"""An authority's own wording: who changes it, what a letter then says, and what was said before stays said."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from foi.disclosure.finding import Level
from foi.letters import actions
from foi.letters.completeness import completeness
from foi.letters.models import LetterVersion
from foi.letters.structure import from_json, lines
from foi.letters.wording import shipped_wording
from foi.letters.wording_actions import change, follow_shipped, letters_with
from foi.letters.wording_records import WordingVersion, wording_of
from foi.organisation.models import User
from tests import factories as f
from workflows.clock import today
from workflows.letter_flow import LetterState
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, perform

pytestmark = pytest.mark.django_db
KEY = "contact.body"
OURS = "Ask the {team} about letter {reference}."


def a_change(text: str = OURS, *, by: User | None = None, key: str = KEY, **fields: Any) -> WordingVersion:
    given: dict[str, Any] = {
        "owner": f.officer(), "review_on": today() + datetime.timedelta(days=365), "reason": "Shorter.", "based_on": 0,
        **fields,
    }  # fmt: skip
    return change(f.the_force(), key, given.pop("language", "en-GB"), text, by=by or f.approver(), **given)


def said(letter: LetterVersion) -> list[str]:
    return list(lines(from_json(LetterVersion.objects.get(pk=letter.pk).content)))


def ours(letter: LetterVersion) -> str:
    return f"Ask the Information Rights Team about letter {letter.foi_request.reference}."


def test_the_next_letter_says_it_and_names_the_version():
    a_change()
    letter = f.drafted_letter()
    assert ours(letter) in said(letter)
    assert letter.wording_versions[KEY] == "own-1"
    assert letter.wording_versions["contact.heading"].startswith("shipped-")


def test_a_draft_follows_and_can_be_submitted_at_once():
    letter = f.drafted_letter()
    a_change()
    assert ours(letter) in said(letter)
    assert actions.submit(LetterVersion.objects.get(pk=letter.pk), by=f.officer()).state == LetterState.SUBMITTED


def test_an_approved_letter_keeps_the_text_that_was_approved_and_goes_out():
    letter = f.approved_letter()
    before = said(letter)
    a_change()
    letter = LetterVersion.objects.get(pk=letter.pk)
    assert letter.state == LetterState.APPROVED
    issued = actions.issue(letter, by=f.officer(), channel="post")
    assert said(issued) == before
    assert issued.wording_versions[KEY].startswith("shipped-")


def test_an_approval_that_rests_on_our_first_text_outlives_our_second():
    a_change()
    letter = f.approved_letter()
    a_change("Write to the {team}, {reference}.", based_on=1)
    letter = LetterVersion.objects.get(pk=letter.pk)
    assert letter.is_current()
    assert ours(letter) in said(actions.issue(letter, by=f.officer(), channel="post"))


def test_a_letter_that_is_taken_back_takes_the_new_text():
    letter = f.approved_letter()
    a_change()
    letter = perform(LetterVersion.objects.get(pk=letter.pk).recall, by=f.officer())
    letter = actions.draft(letter.foi_request, by=f.officer())
    assert ours(letter) in said(letter)


def test_another_change_still_voids_an_approval_that_keeps_its_wording():
    letter = f.approved_letter()
    a_change()
    perform(f.first_question(letter.foi_request).reopen, by=f.officer(), reason="The figure was for 2024.")
    assert LetterVersion.objects.get(pk=letter.pk).state == LetterState.VOID


def test_an_issued_letter_never_changes():
    letter = f.issued_letter()
    before, bytes_before = said(letter), bytes(LetterVersion.objects.get(pk=letter.pk).document)
    a_change()
    assert said(letter) == before
    assert bytes(LetterVersion.objects.get(pk=letter.pk).document) == bytes_before


def test_going_back_to_the_shipped_text_is_a_version_too():
    a_change()
    back = follow_shipped(f.the_force(), KEY, "en-GB", by=f.approver(), reason="Ours was too short.", based_on=1)
    assert back.number == 2
    letter = f.drafted_letter()
    assert letter.wording_versions[KEY] == shipped_wording().texts[KEY].version
    with pytest.raises(NotPossible, match="in use already"):
        follow_shipped(f.the_force(), KEY, "en-GB", by=f.approver(), reason="Again.", based_on=2)


def test_the_other_authority_keeps_its_own():
    a_change()
    assert wording_of(f.the_office(), "en-GB").texts[KEY].version.startswith("shipped-")
    assert wording_of(f.the_force(), "en-GB").texts[KEY].text == OURS


@pytest.mark.parametrize("who", [f.officer, f.contributor, f.outsider, f.reviewer])
def test_only_an_approver_of_the_authority_changes_wording(who: Any):
    with pytest.raises(NotPermitted):
        a_change(by=who())
    with pytest.raises(NotPermitted):
        follow_shipped(f.the_force(), KEY, "en-GB", by=who(), reason="Because.", based_on=0)
    assert not WordingVersion.objects.exists()


def test_two_people_cannot_overwrite_each_other():
    a_change()
    with pytest.raises(NotPossible, match="since you opened the page"):
        a_change("Call the {team} and say {reference}.", by=f.second_approver())


def test_the_same_change_twice_is_one():
    a_change()
    with pytest.raises(NotPossible, match="Nothing is different"):
        a_change(based_on=1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": "  "}, "Say why"),
        ({"review_on": datetime.date(2020, 1, 1)}, "future"),
        ({"text": "No name {nothing}."}, "cannot use {nothing}"),
        ({"key": "no.such"}, "no text called"),
    ],
)
def test_what_is_missing_is_refused_in_words(fields: dict[str, Any], words: str):
    with pytest.raises(NotPossible, match=words.replace("{", r"\{").replace("}", r"\}")):
        a_change(**fields)


def test_the_owner_is_one_of_the_authoritys_own():
    with pytest.raises(NotPossible, match="owner must be"):
        a_change(owner=f.outsider())


def test_a_change_is_on_record_with_who_and_why():
    version = a_change()
    event = AuditEvent.objects.get(subject_model="foi.WordingVersion", subject_id=version.pk)
    assert (event.actor_name, event.source, event.target) == ("Ruth Calder", "shipped", "own-1")
    assert event.detail["reason"] == "Shorter."


def test_no_version_is_ever_changed_or_taken_away():
    version = a_change()
    for statement in ("UPDATE foi_wordingversion SET text = 'x'", "DELETE FROM foi_wordingversion"):
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:  # the trigger, whoever asks
            cursor.execute("SAVEPOINT here")
            try:
                cursor.execute(statement)
            finally:
                cursor.execute("ROLLBACK TO SAVEPOINT here")
    version.refresh_from_db()
    assert version.text == OURS


def test_it_says_beforehand_which_letters_it_touches():
    letter = f.drafted_letter()
    version = a_change()
    assert letters_with(version) == (1, 0)
    actions.submit(LetterVersion.objects.get(pk=letter.pk), by=f.officer())
    assert letters_with(version) == (0, 1)


def test_an_own_text_that_the_product_outgrew_stands_aside_and_the_letter_comes_about():
    WordingVersion.objects.create(
        authority=f.the_force(), key=KEY, language="en-GB", number=1, text="Name {gone}.", reason="Old.",
        author=f.approver(), owner=f.approver(),
    )  # fmt: skip
    letter = f.drafted_letter()
    assert letter.wording_versions[KEY].startswith("shipped-")


def test_a_text_past_its_review_date_is_a_warning_until_somebody_confirms_it(time_machine: Any):
    a_change(review_on=today() + datetime.timedelta(days=3))
    time_machine.move_to(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=5))
    letter = f.drafted_letter()
    found = [finding for finding in completeness(letter.foi_request).findings if finding.id == "wording.review"]
    assert [finding.level for finding in found] == [Level.WARN]
    assert "Contact: body" in found[0].message
    a_change(based_on=1)  # the same words, looked at again
    assert not [one for one in completeness(letter.foi_request).findings if one.id == "wording.review"]


def test_an_officer_writes_one_letter_in_welsh():
    letter = f.drafted_letter()
    letter = actions.edit(letter, by=f.officer(), language="cy-GB")
    assert "Yr eiddoch yn gywir" in said(letter)
    assert any(line.endswith("hedgehog rescue in 2025?") for line in said(letter))  # asked in English
    again = actions.edit(letter, by=f.officer(), language="en-GB")
    assert "Yours sincerely" in said(again)


def test_an_authority_may_write_all_its_letters_in_welsh():
    f.the_force(letter_language="cy-GB")
    assert "Yr eiddoch yn gywir" in said(f.drafted_letter())


def test_an_own_text_is_of_one_language():
    a_change("Gofynnwch i’r {team}, {reference}.", language="cy-GB")
    letter = f.drafted_letter()
    assert letter.wording_versions[KEY].startswith("shipped-")
    letter = actions.edit(letter, by=f.officer(), language="cy-GB")
    assert f"Gofynnwch i’r Information Rights Team, {letter.foi_request.reference}." in said(letter)
