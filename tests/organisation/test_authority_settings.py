"""What an authority chooses for itself: who may, what is recorded, and what it means for what is there already."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from foi.letters import actions as letters
from foi.letters.models import LetterVersion
from foi.letters.structure import content_hash
from foi.organisation.authority_settings import BY_SLUG, GROUPS, change_settings, seen
from foi.organisation.models import Authority
from foi.requests.models import FoiRequest
from foi.requests.reference import next_reference, references_in
from foi.web.forms.authority import FORMS
from tests import factories as f
from workflows.models import AuditEvent
from workflows.perform import NotPermitted, NotPossible, available_actions, perform
from workflows.roles import SYSTEM

pytestmark = pytest.mark.django_db


def choose(slug: str, **values: Any) -> list[dict[str, str]]:
    return change_settings(f.the_force(), BY_SLUG[slug], values, by=f.administrator())


def fresh(letter: LetterVersion) -> LetterVersion:
    return LetterVersion.objects.get(pk=letter.pk)


def said(letter: LetterVersion) -> str:
    return str(fresh(letter).content)


def test_every_setting_of_an_authority_is_in_one_group_and_its_form() -> None:
    names = [name for group in GROUPS for name in group.names]
    kept = {field.name for field in Authority._meta.concrete_fields} - {"id", "name", "former_reference_formats"}
    assert set(names) == kept
    assert len(names) == len(kept), "a setting stands in one group only"
    for group in GROUPS:
        assert set(FORMS[group.slug].base_fields) - {"seen"} == set(group.names)


def test_a_change_is_on_record_with_who_when_from_and_to() -> None:
    choose("contact", telephone="01632 960 999", address="1 New Road\nTrentvale")
    event = AuditEvent.objects.get(action="change_settings")
    assert (event.actor_name, event.subject_name) == (f.administrator().full_name, f.the_force().name)
    assert event.label == "Settings changed: Contact details"
    changed = {one["setting"]: one["to"] for one in event.detail["changes"]}
    assert changed == {"Telephone number": "01632 960 999", "Address": "1 New Road\nTrentvale"}


def test_the_same_again_is_no_change_and_not_on_record() -> None:
    assert choose("contact", email=f.the_force().email) == []
    assert not AuditEvent.objects.filter(action="change_settings").exists()


@pytest.mark.parametrize("who", [f.officer, f.approver, f.contributor, f.reviewer, f.outsider])
def test_only_an_administrator_of_the_authority_changes_its_settings(who: Any) -> None:
    with pytest.raises(NotPermitted):
        change_settings(f.the_force(), BY_SLUG["contact"], {"telephone": "1"}, by=who())


def test_somebody_who_was_faster_is_not_overwritten() -> None:
    force, group = f.the_force(), BY_SLUG["contact"]
    before = seen(force, group)
    choose("contact", telephone="01632 960 999")
    with pytest.raises(NotPossible, match="Somebody has changed these settings"):
        change_settings(force, group, {"telephone": "2"}, by=f.administrator(), as_seen=before)


@pytest.mark.parametrize(
    ("slug", "values", "setting", "words"),
    [
        ("days", {"internal_working_days": 15, "review_working_days": 15}, "review_working_days", "a later day"),
        ("days", {"review_working_days": 21}, "review_working_days", "less than or equal to 20"),
        ("layout", {"letter_rights": "linked"}, "rights_url", "address of the page"),
        ("references", {"reference_format": "{sequence}"}, "reference_format", "need {yy} or {year}"),
        ("references", {"reference_format": "{0.__class__}"}, "reference_format", "Use {sequence}"),
    ],
)
def test_what_does_not_fit_together_is_refused_at_the_setting_that_is_wrong(
    slug: str, values: dict[str, Any], setting: str, words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        choose(slug, **values)
    assert words in " ".join(refused.value.message_dict[setting])
    assert not AuditEvent.objects.filter(action="change_settings").exists()


def test_what_was_wrong_elsewhere_before_does_not_stand_in_the_way() -> None:
    f.the_force()
    Authority.objects.update(letter_rights="linked", rights_url="")
    assert choose("contact", telephone="01632 960 999")


# --- letters ----------------------------------------------------------------------------------------------------------


def test_a_draft_follows_the_authority_at_once() -> None:
    draft = f.drafted_letter()
    choose("contact", address="9 Malthouse Quay\nTrentvale")
    choose("layout", letter_rights="annex")
    assert "9 Malthouse Quay" in said(draft)
    assert fresh(draft).is_current()
    assert fresh(draft).content_hash == content_hash(letters.letter_of(fresh(draft)))


def test_a_draft_that_an_officer_laid_out_otherwise_stays_so() -> None:
    draft = f.drafted_letter()
    letters.edit(draft, by=f.officer(), layout={"arrangement": "apart"})
    choose("layout", letter_arrangement="table")
    assert fresh(draft).layout == {"arrangement": "apart"}
    assert "'type': 'columns'" not in said(draft).lower()


@pytest.mark.parametrize("made", [f.letter_awaiting_approval, f.approved_letter])
def test_a_letter_that_somebody_has_read_keeps_what_it_was_read_with(made: Any) -> None:
    letter = made()
    before = fresh(letter).content_hash
    choose("contact", address="9 Malthouse Quay\nTrentvale")
    choose("layout", letter_arrangement="table", letter_caveats="before")
    perform(letter.foi_request.file_correspondence, by=f.officer(), subject="A call")  # a step asks every letter anew
    assert (fresh(letter).state, fresh(letter).content_hash) == (letter.state, before)
    assert "Malthouse Quay" not in said(letter)


def test_an_approved_letter_is_issued_as_approved_and_the_next_one_is_as_the_authority_now_is() -> None:
    letter = f.approved_letter()
    choose("contact", address="9 Malthouse Quay\nTrentvale")
    issued = letters.issue(fresh(letter), by=f.officer(), channel="post")
    assert issued.state == "issued"
    assert "Malthouse Quay" not in said(issued)
    assert "Malthouse Quay" in said(f.drafted_letter())


def test_a_letter_that_is_taken_back_follows_the_authority_again() -> None:
    letter = f.approved_letter()
    choose("contact", address="9 Malthouse Quay\nTrentvale")
    perform(fresh(letter).recall, by=f.officer())
    again = letters.draft(letter.foi_request, by=f.officer())
    assert "9 Malthouse Quay" in said(again)


def test_who_signs_is_what_a_letter_begins_with() -> None:
    choose("signature", signatory_name="", signatory_role="Information Rights Manager")
    draft = f.drafted_letter()
    assert (draft.signatory_name, draft.signatory_role) == ("", "Information Rights Manager")


def test_the_marking_and_the_address_for_reviews_are_printed() -> None:
    draft = f.drafted_letter()
    choose("signature", letter_marking="OFFICIAL")
    choose("reviews", review_email="reviews@trentvale-police.example")
    assert fresh(draft).content["letterhead"]["marking"] == "OFFICIAL"
    assert "reviews@trentvale-police.example" in said(draft)


def test_a_notice_that_was_approved_leaves_although_approval_is_not_asked_for_any_more() -> None:
    notice = f.approved_fees_notice()
    choose("signature", notices_need_approval=False)
    assert "issue" in [action.name for action in available_actions(fresh(notice), f.officer())]
    assert letters.issue(fresh(notice), by=f.officer(), channel="post").state == "issued"


# --- references -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("restarts", [False, True])
def test_no_reference_comes_twice_when_numbers_are_counted_otherwise(restarts: bool) -> None:
    force = f.the_force()
    Authority.objects.filter(pk=force.pk).update(reference_restarts_yearly=not restarts)
    first = f.a_request(received_on=datetime.date.today())
    choose("references", reference_restarts_yearly=restarts)
    second = f.a_request(received_on=datetime.date.today())
    assert first.reference != second.reference
    assert FoiRequest.objects.values("reference").distinct().count() == 2


def test_references_of_before_are_still_recognised() -> None:
    force = f.the_force(reference_format="{sequence}/{yy}")
    old = next_reference(force, datetime.date(2026, 3, 2))
    choose("references", reference_format="FOI-{year}-{sequence:05d}")
    force.refresh_from_db()
    new = next_reference(force, datetime.date(2026, 3, 2))
    found = [reference for _, reference in references_in(f"Yours {old} and {new.lower()}", force)]
    assert sorted(found) == sorted([old, new])
    choose("references", reference_format="{sequence}/{yy}")
    force.refresh_from_db()
    assert force.former_reference_formats == ["FOI-{year}-{sequence:05d}"]


def test_the_command_acts_as_the_system_and_says_so() -> None:
    change_settings(f.the_force(), BY_SLUG["contact"], {"telephone": "1"}, by=SYSTEM, source="manage.py organisation")
    assert AuditEvent.objects.get(action="change_settings").detail["source"] == "manage.py organisation"
