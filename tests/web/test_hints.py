"""What a request may also be is told to officers where they begin with it, and to nobody else."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foi.intake.hints import hints_of, set_aside
from foi.organisation.models import User
from foi.requests.actions import correct_details, send_all
from foi.requests.models import FoiRequest
from tests import factories
from workflows.audit import history_of

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


# --- setting one aside ------------------------------------------------------------------------------------------------


def links_of(page: str) -> list[str]:
    return re.findall(r'href="(/requests/\d+/hints/\w+/)"', page)


def test_a_hint_is_set_aside_with_a_reason_by_name_and_stays_in_sight(signed_in: Any) -> None:
    client, asked = signed_in(factories.officer()), factories.a_request(TEXT)
    before = links_of(page_of(client, asked))
    assert len(before) == len(asked.hints)
    answer = client.post(before[0], {"reason": "The file of a dog is not about her."}, follow=True)
    page = answer.content.decode()
    assert "The hint is set aside, with your name and reason." in page
    assert links_of(page) == before[1:]
    assert f"{factories.officer().full_name}, " in page
    assert "“The file of a dog is not about her.”" in page
    event = history_of(asked).get(action="set_aside_hint")
    assert (event.detail["rule"], event.detail["reason"]) == (
        asked.hints[0]["id"],
        "The file of a dog is not about her.",
    )
    history = page_of(client, asked, "request_history")
    assert "A hint was set aside" in history


def test_once_every_hint_is_set_aside_the_page_keeps_them_folded_away(signed_in: Any) -> None:
    client = signed_in(factories.officer())
    asked = factories.a_request("1. How much did fuel cost from 2004 to 2024?")
    [link] = links_of(page_of(client, asked))
    assert 'id="hints-title"' in page_of(client, asked)
    client.post(link, {"reason": "Twenty rows of one spreadsheet."})
    page = page_of(client, asked)
    assert 'id="hints-title"' not in page
    assert "What to think of with this request" in page
    assert "Twenty rows of one spreadsheet." in page_of(client, asked, "request_split")


def test_a_reason_is_needed_and_a_second_press_changes_nothing(signed_in: Any) -> None:
    client, asked = signed_in(factories.officer()), factories.a_request(TEXT)
    link = links_of(page_of(client, asked))[0]
    assert "Say why it does not apply" in client.post(link, {"reason": "  "}).content.decode()
    assert not asked.hints_set_aside.exists()
    for reason in ("First.", "Second."):
        client.post(link, {"reason": reason})
    assert [one.reason for one in asked.hints_set_aside.all()] == ["First."]
    assert "has set this hint aside already" in client.get(link, follow=True).content.decode()
    gone = client.get(f"/requests/{asked.pk}/hints/{'0' * 32}/", follow=True)
    assert "This hint is not there any more" in gone.content.decode()


def test_REQ_2_what_is_said_of_a_name_comes_back_with_another_name(signed_in: Any) -> None:
    client = signed_in(factories.officer())
    asked = factories.a_request(requester_name="Quill")
    [link] = links_of(page_of(client, asked))
    client.post(link, {"reason": "It is a company."})
    assert links_of(page_of(client, asked)) == []
    person = asked.requester
    correct_details(
        asked, by=factories.officer(), title=asked.title, requester_name="Feather", requester_email=person.email,
        requester_address=person.address,
    )  # fmt: skip
    assert len(links_of(page_of(client, asked))) == 1


def test_the_same_questions_once_more_are_told_again(signed_in: Any) -> None:
    client = signed_in(factories.officer())
    first, _ = factories.a_request(), factories.a_request("Dear all,\n" + factories.a_request().text)
    [link] = links_of(page_of(client, first))
    client.post(link, {"reason": "One answer for both."})
    assert links_of(page_of(client, first)) == []
    factories.a_request("Hello,\n" + first.text)
    assert len(links_of(page_of(client, first))) == 1


def test_approvers_departments_and_outsiders_set_nothing_aside(signed_in: Any) -> None:
    asked = factories.a_request(TEXT)
    link = links_of(page_of(signed_in(factories.officer()), asked))[0]
    assert signed_in(factories.approver()).post(link, {"reason": "x"}).status_code == 403
    assert signed_in(factories.contributor()).post(link, {"reason": "x"}).status_code == 404
    assert not asked.hints_set_aside.exists()


def test_the_page_costs_no_more_for_hints_that_were_set_aside(signed_in: Any, django_assert_num_queries: Any) -> None:
    client, asked = signed_in(factories.officer()), factories.a_request(TEXT)
    page_of(client, asked)
    with CaptureQueriesContext(connection) as none:
        page_of(client, asked)
    queries = len(none)
    for hint in hints_of(asked, asks=True):
        set_aside(asked, hint.key, by=factories.officer(), reason="No.")
    page_of(client, asked)
    with django_assert_num_queries(queries):
        page_of(client, asked)
