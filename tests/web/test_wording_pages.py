"""The library of wording: who sees what, what is shown before it takes effect, and what stays."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from foi.letters.models import LetterVersion
from foi.letters.wording_actions import change
from foi.letters.wording_records import WordingVersion
from tests import factories as f
from workflows.clock import today

pytestmark = pytest.mark.django_db
KEY = "contact.body"
OURS = "Ask the {team} about letter {reference}."


def address(name: str = "wording", key: str = KEY, language: str = "en") -> str:
    return reverse(name, args=[f.the_force().pk, language, key])


def typed(text: str = OURS, step: str = "preview", **fields: Any) -> dict[str, Any]:
    day = today() + datetime.timedelta(days=100)
    return {
        "text": text, "owner": f.approver().pk, "review_on_day": day.day, "review_on_month": day.month,
        "review_on_year": day.year, "reason": "Shorter.", "based_on": 0, "step": step, **fields,
    }  # fmt: skip


def a_version(text: str = OURS, **fields: Any) -> WordingVersion:
    given = {"review_on": today() + datetime.timedelta(days=9), "based_on": 0, **fields}
    return change(f.the_force(), KEY, "en-GB", text, by=f.approver(), owner=f.officer(), reason="Shorter.", **given)


def page(client: Any, url: str, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_officer_finds_a_text_and_reads_it(signed_in: Any) -> None:
    client = signed_in(f.officer())
    found = page(client, reverse("wordings"), q="sincerely")
    assert "1 text with “sincerely”" in found
    assert "Yours sincerely" in found
    one = page(client, address())
    assert "Please contact the {team} and give our reference, {reference}." in one
    assert "Please contact the Information Rights Team and give our reference, 0142/26." in one
    assert "Approvers of your authority can change it." in one


def test_an_approver_sees_the_difference_before_it_takes_effect(signed_in: Any) -> None:
    client = signed_in(f.approver())
    assert client.get(address("wording_change")).status_code == 200
    preview = client.post(address("wording_change"), typed()).content.decode()
    assert "Check the new text" in preview
    assert "<del>" in preview
    assert "Ask the Information Rights Team about letter 0142/26." in preview
    assert not WordingVersion.objects.exists()
    again = client.post(address("wording_change"), typed(step="edit")).content.decode()
    assert OURS in again
    saved = client.post(address("wording_change"), typed(step="save"), follow=True).content.decode()
    assert "The new text is in force" in saved
    assert "Version 1: our text" in saved
    assert "Shorter." in saved


def test_a_second_press_changes_nothing_and_says_so(signed_in: Any) -> None:
    client = signed_in(f.approver())
    client.post(address("wording_change"), typed(step="save"))
    again = client.post(address("wording_change"), typed(step="save")).content.decode()
    assert "Somebody has changed this text" in again
    assert WordingVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ask {nobody}.", "cannot use {nobody}"),
        ("Ask the {team.__class__}.", "A brace may only be used"),
        ("{{ team }} {% now %}", "A brace may only be used"),
        ("x" * 100_000, "100000 characters"),
        ("", "Enter the text"),
        ("turned \u202e round", "does not show"),
    ],
)
def test_what_a_letter_could_not_use_is_refused_and_kept(signed_in: Any, text: str, words: str) -> None:
    client = signed_in(f.approver())
    shown = client.post(address("wording_change"), typed(text, step="save"))
    assert shown.status_code == 200
    content = shown.content.decode()
    assert words in content
    assert 'class="govuk-error-summary"' in content
    assert text[:500] in content.replace("&#x27;", "'")
    assert not WordingVersion.objects.exists()


def test_markup_in_a_text_is_shown_as_text(signed_in: Any) -> None:
    text = "<script>alert(1)</script> {team} {reference}"
    client = signed_in(f.approver())
    for shown in (
        client.post(address("wording_change"), typed(text)),
        client.post(address("wording_change"), typed(text, step="save"), follow=True),
        client.get(reverse("wordings"), {"show": "ours"}),
    ):
        assert "<script>alert(1)" not in shown.content.decode()
        assert "&lt;script&gt;alert(1)" in shown.content.decode()


def test_going_back_to_the_shipped_text(signed_in: Any) -> None:
    a_version()
    client = signed_in(f.approver())
    assert "Go back to the shipped text" in page(client, address("wording_shipped"))
    sent = {"reason": "Ours was too short.", "based_on": 1}
    assert "in force again" in client.post(address("wording_shipped"), sent, follow=True).content.decode()
    assert "Version 2: back to the shipped text" in page(client, address())


@pytest.mark.parametrize("name", ["wording_change", "wording_shipped"])
def test_officers_may_read_and_not_change(signed_in: Any, name: str) -> None:
    client = signed_in(f.officer())
    assert client.get(address(name)).status_code == 403
    assert client.post(address(name), typed(step="save")).status_code == 403


@pytest.mark.parametrize("who", [f.contributor, f.reviewer])
def test_nobody_else_has_a_library(signed_in: Any, who: Any) -> None:
    client = signed_in(who())
    assert client.get(reverse("wordings")).status_code == 403
    assert client.get(address()).status_code == 404
    assert client.post(address("wording_change"), typed(step="save")).status_code == 404


def test_another_authority_has_its_own(signed_in: Any) -> None:
    a_version()
    client = signed_in(f.outsider())
    assert client.get(address()).status_code == 404
    assert OURS not in page(client, reverse("wordings"))


def test_there_is_no_page_for_what_does_not_exist(signed_in: Any) -> None:
    client = signed_in(f.approver())
    assert client.get(address(key="no.such")).status_code == 404
    assert client.get(address(language="fr")).status_code == 404


def test_the_list_counts_letters_issued_with_the_text_in_force(signed_in: Any) -> None:
    f.issued_letter()
    client = signed_in(f.officer())
    used = 'govuk-table__cell--numeric">1<'
    assert (
        page(client, reverse("wordings"), place="closing").count(used) == 3
    )  # two for the contact, one for the sign-off
    a_version()
    assert page(client, reverse("wordings"), show="ours").count(used) == 0


def test_the_page_of_a_text_names_the_letters_that_print_it(signed_in: Any) -> None:
    letter = f.issued_letter()
    a_version()
    shown = page(signed_in(f.officer()), address())
    assert reverse("letter_version", args=[letter.pk]) in shown
    assert "1 letter issued with the shipped text" in shown


def test_an_overdue_text_is_told_on_the_list_and_its_page(signed_in: Any, time_machine: Any) -> None:
    a_version()
    time_machine.move_to(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30))
    client = signed_in(f.officer())
    assert "Review overdue</strong>" in page(client, reverse("wordings"), show="review")
    assert "should have been looked at again" in page(client, address())


def test_the_list_takes_the_same_queries_whatever_was_written(signed_in: Any, django_assert_num_queries: Any) -> None:
    client = signed_in(f.officer())
    with django_assert_num_queries(6) as once:
        page(client, reverse("wordings"))
    f.issued_letter()
    for number in range(60):
        a_version(f"{OURS} {number}", based_on=number)
    with django_assert_num_queries(len(once)):
        page(client, reverse("wordings"))


def test_the_page_of_a_text_takes_the_same_queries_with_one_version_and_with_sixty(
    signed_in: Any, django_assert_num_queries: Any
) -> None:
    a_version()
    letter = f.issued_letter()
    client = signed_in(f.officer())
    with django_assert_num_queries(10) as once:
        page(client, address())
    for number in range(1, 60):
        a_version(f"{OURS} {number}", based_on=number)
    for number in range(2, 30):
        LetterVersion.objects.create(
            foi_request=letter.foi_request, number=number, state="superseded", drafted_by=f.officer(),
            wording_versions=letter.wording_versions,
        )  # fmt: skip
    with django_assert_num_queries(len(once)):
        page(client, address())
