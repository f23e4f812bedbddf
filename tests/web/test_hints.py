"""What a request may also be is told to officers where they begin with it, and to nobody else."""

from typing import Any

import pytest
from django.urls import reverse

from foi.organisation.models import User
from foi.requests.actions import send_all
from foi.requests.models import FoiRequest
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """\
Dear Sir or Madam,

1. What training course did the dogs take, and what information do you hold about me, Morgan Quillfeather?
2. Please provide all e-mails about the air quality in the training kennels from 2004 to 2024.

Yours faithfully,
Morgan Quillfeather
"""


def page_of(client: Any, asked: FoiRequest, name: str = "request") -> str:
    return client.get(reverse(name, args=[asked.pk])).content.decode()


def test_an_officer_reads_each_hint_with_the_words_that_led_to_it(signed_in: Any) -> None:
    client, asked = signed_in(factories.officer()), factories.a_request(TEXT)
    page = page_of(client, asked)
    assert "Found by reading, not decided" in page
    for words in ("information do you hold about me", "all e-mails", "air quality", "from 2004 to 2024"):
        assert f"“<bdi>{words}" in page.replace("what information", "information")
    assert f'href="{reverse("request_split", args=[asked.pk])}"' in page


def test_on_the_split_page_the_words_are_a_link_to_their_place_in_the_text(signed_in: Any) -> None:
    asked = factories.a_request(TEXT)
    page = page_of(signed_in(factories.officer()), asked, "request_split")
    for hint in asked.hints:
        at = int(hint["place"].removeprefix("text:").partition("-")[0])
        [stretch] = [one for one in asked.passages if one["start"] <= at < one["end"]]
        assert f'href="#stretch-{stretch["start"]}"' in page
        assert f'id="stretch-{stretch["start"]}"' in page


def test_REQ_20_what_is_quoted_does_not_say_who_asked(signed_in: Any) -> None:
    asked = factories.a_request("1. What information do you hold about Morgan Quillfeather, that is about me?")
    [hint] = asked.hints
    assert hint["about"] == "What information do you hold about [requester], that is about me"
    other = factories.a_request(requester_name="Quillfeather")
    page = page_of(signed_in(factories.officer()), other)
    assert "name is a single word" in page
    assert "Quillfeather" not in page


def test_departments_and_approvers_are_not_told(signed_in: Any) -> None:
    asked = factories.request_with_split_confirmed(TEXT)
    send_all(asked, by=factories.officer())
    assert "What to think of" in page_of(signed_in(factories.officer()), asked)
    assert "What to think of" not in page_of(signed_in(factories.approver()), asked)
    member: User = factories.contributor()
    for question in asked.questions.all():
        page = page_of(signed_in(member), question, "question")  # type: ignore[arg-type]
        assert "subject access" not in page
        assert "cost limit" not in page


def test_the_same_questions_point_to_each_other_within_one_authority(signed_in: Any) -> None:
    first = factories.a_request(
        "Dear Trentvale,\n\n1. How many dogs do you own?\n\nJo Bloggs", requester_name="Jo Bloggs"
    )
    second = factories.a_request("Dear Sir,\n\n1. How many dogs do you own?\n\nMorgan Quillfeather")
    client = signed_in(factories.officer())
    for one, other in ((first, second), (second, first)):
        page = page_of(client, one)
        assert "The same questions came with another request." in page
        assert f'href="{reverse("request", args=[other.pk])}">{other.reference}, received on' in page
    third = factories.a_request("1. How many cats do you own?")
    assert "The same questions" not in page_of(client, third)


def test_a_plain_request_has_no_hints(signed_in: Any) -> None:
    asked = factories.a_request()
    assert "What to think of" not in page_of(signed_in(factories.officer()), asked)
    assert "What to think of" not in page_of(signed_in(factories.officer()), asked, "request_split")


def test_a_request_with_nothing_in_it_is_told_to_be_invalid_and_may_be_worked_on(signed_in: Any) -> None:
    asked = factories.a_request("Good morning.", requester_email="", requester_address="", requester_name="anonymous")
    page = page_of(signed_in(factories.officer()), asked)
    for words in ("may not be a real name", "gives no address for the reply", "Nothing that asks for information"):
        assert words in page
    assert "Confirm the split" in page
