"""The settings of an authority: who sees them, what is shown, what is refused, and what is kept of a change."""

from typing import Any

import pytest
from django.urls import reverse

from foi.organisation.authority_settings import BY_SLUG, GROUPS, change_settings
from foi.organisation.letter_layout import Arrangement, RightsPlace
from foi.web.forms.authority import SettingsForm
from tests import factories as f

pytestmark = pytest.mark.django_db


def address() -> str:
    return reverse("authority", args=[f.the_force().pk])


def form_of(slug: str) -> str:
    return reverse("authority_change", args=[f.the_force().pk, slug])


def typed(slug: str, **changes: Any) -> dict[str, Any]:
    """The form as it stands on the page, with some fields typed over."""
    form = SettingsForm(authority=f.the_force(), group=BY_SLUG[slug])
    return {**form.initial, **changes}


def test_an_administrator_finds_every_setting_in_words(signed_in: Any) -> None:
    client = signed_in(f.administrator())
    assert client.get(reverse("authorities")).url == address()
    shown = client.get(address()).content.decode()
    for group in GROUPS:
        for setting in group.settings:
            assert setting.label in shown
            assert f"{form_of(group.slug)}#id_{setting.name}" in shown
    assert "Each question, with its answer under it" in shown
    assert "Working day 10" in shown
    assert "Nothing has been changed on this page yet." in shown


@pytest.mark.parametrize("who", [f.officer, f.approver, f.reviewer, f.contributor])
def test_settings_are_for_administrators(signed_in: Any, who: Any) -> None:
    client = signed_in(who())
    for url in (reverse("authorities"), address(), form_of("contact")):
        assert client.get(url).status_code == 403
    assert client.post(form_of("contact"), typed("contact", telephone="1")).status_code == 403
    f.the_force().refresh_from_db()
    assert f.the_force().telephone != "1"


def test_the_settings_of_another_authority_are_not_to_be_found(signed_in: Any) -> None:
    client = signed_in(f.administrator())
    for url in (
        reverse("authority", args=[f.the_office().pk]),
        reverse("authority_change", args=[f.the_office().pk, "contact"]),
        form_of("nothing"),
    ):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("slug", list(BY_SLUG))
def test_each_group_has_a_form_that_changes_nothing_as_it_stands(signed_in: Any, slug: str) -> None:
    client = signed_in(f.administrator())
    assert BY_SLUG[slug].effect in client.get(form_of(slug)).context["group"].effect
    said = client.post(form_of(slug), typed(slug), follow=True).content.decode()
    assert "nothing was different" in said


def test_a_change_is_in_force_and_told_with_who_from_and_to(signed_in: Any) -> None:
    client = signed_in(f.administrator())
    shown = client.post(form_of("contact"), typed("contact", foi_team="Disclosure Unit"), follow=True).content.decode()
    assert "Contact details: your change is in force." in shown
    assert "Name of the FOI team: was “Information Rights Team”, is “Disclosure Unit”" in shown
    assert f"by {f.administrator().full_name}" in shown


@pytest.mark.parametrize(
    ("slug", "changes", "words"),
    [
        ("contact", {"short_name": "", "email": "nobody"}, ["Enter the short name", "Enter an e-mail address"]),
        ("contact", {"website": "not a page"}, ["Enter a web address"]),
        ("contact", {"address": "x" * 2_000_000}, ["Shorten it to 500"]),
        ("days", {"internal_working_days": "ten"}, ["must be a whole number from 1 to 20"]),
        ("days", {"internal_working_days": "16"}, ["choose a later day"]),
        ("days", {"close_unclarified_after": "0"}, ["must be a whole number from 1 to 120"]),
        ("layout", {"letter_rights": "linked"}, ["Enter the address of the page that the letters link to"]),
        ("layout", {"letter_arrangement": "sideways"}, ["sideways is not one of the available choices"]),
        ("references", {"reference_format": "{sequence.__class__}/{yy}"}, ["Use {sequence}"]),
        ("references", {"reference_format": "FOI {sequence}"}, ["need {yy} or {year}"]),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(
    signed_in: Any, slug: str, changes: dict[str, str], words: list[str]
) -> None:
    client = signed_in(f.administrator())
    shown = client.post(form_of(slug), typed(slug, **changes))
    content = shown.content.decode()
    assert 'class="govuk-error-summary"' in content
    assert all(one in content.replace("&#x27;", "'") for one in words)
    assert all(value[:200] in content for value in changes.values() if slug != "layout")
    f.the_force().refresh_from_db()
    assert not shown.context["form"].is_valid()


def test_somebody_elses_change_in_the_meantime_is_told(signed_in: Any) -> None:
    client, mine = signed_in(f.administrator()), typed("contact", telephone="1")
    change_settings(f.the_force(), BY_SLUG["contact"], {"website": "https://a.example"}, by=f.administrator())
    shown = client.post(form_of("contact"), mine).content.decode()
    assert "Somebody has changed these settings since you opened the page" in shown


def test_the_form_for_the_layout_shows_what_each_choice_looks_like(signed_in: Any) -> None:
    shown = signed_in(f.administrator()).get(form_of("layout")).content.decode()
    for choice in (*Arrangement, *RightsPlace):
        assert shown.count(choice.label) == 2, "as a choice, and above its sample"
    assert shown.count("How many bicycles were handed in during 2025?") == len(Arrangement)
    assert shown.replace("\u00a0", " ").count("Questions 2 and 3") == 1, "one answer for both"
    assert "https://www.authority.example/foi/your-rights" in shown


def test_the_form_says_how_many_letters_follow_and_how_many_stay(signed_in: Any) -> None:
    f.drafted_letter()
    f.approved_letter()
    shown = signed_in(f.administrator()).get(form_of("layout")).content.decode()
    assert "there is 1 draft that would follow, and 1 letter in approval" in shown


def test_markup_in_a_setting_is_shown_as_text(signed_in: Any) -> None:
    client = signed_in(f.administrator())
    client.post(form_of("contact"), typed("contact", foi_team="<script>alert(1)</script>"))
    for url in (address(), form_of("contact"), form_of("layout")):
        assert "<script>alert(1)" not in client.get(url).content.decode()


def test_the_page_costs_the_same_with_one_change_and_with_sixty(signed_in: Any, django_assert_num_queries: Any) -> None:
    client = signed_in(f.administrator())

    def changed(times: int) -> None:
        for number in range(times):
            values = {"telephone": f"01632 {number:03d} {times:03d}"}
            change_settings(f.the_force(), BY_SLUG["contact"], values, by=f.administrator())

    changed(1)
    client.get(address())
    with django_assert_num_queries(6):
        client.get(address())
    changed(60)
    with django_assert_num_queries(6):
        shown = client.get(address()).content.decode()
    assert "Page 1 of 3" in shown or "page=2" in shown
