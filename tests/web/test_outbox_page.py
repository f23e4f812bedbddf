"""The page that shows what was mailed, on a machine that has no mailbox."""

from typing import Any

import pytest
from django.urls import reverse

from foi.notices.models import OutboxMessage
from foi.organisation.models import Department
from tests import factories as f

pytestmark = pytest.mark.django_db


def outbox(client: Any, **query: str) -> str:
    response = client.get(reverse("outbox"), query)
    assert response.status_code == 200
    return response.content.decode()


def message(**fields: Any) -> OutboxMessage:
    place = OutboxMessage.objects.count()
    defaults = {"key": f"test-{place}", "recipient": f.officer(), "to": "a@b.example", "subject": f"News {place}"}
    return OutboxMessage.objects.create(**{**defaults, "body": "Go to https://foi.example/questions/1/", **fields})


def test_an_officer_reads_what_the_department_was_sent(signed_in: Any) -> None:
    f.sent_question()
    sent = OutboxMessage.objects.filter(recipient=f.contributor()).first()
    client = signed_in(f.officer())
    assert sent.subject in outbox(client)
    page = client.get(reverse("outbox_message", args=[sent.pk])).content.decode()
    assert f.contributor().email in page
    assert '<a href="http://testserver/questions/' in page  # the link of the e-mail can be followed


def test_a_shared_mailbox_belongs_to_its_authority(signed_in: Any) -> None:
    Department.objects.filter(pk=f.department().pk).update(email="crime.training@trentvale.example")
    message(recipient=None, to="crime.training@trentvale.example", subject="To the mailbox")
    assert "To the mailbox" in outbox(signed_in(f.officer()))
    assert "To the mailbox" not in outbox(signed_in(f.outsider()))


def test_what_was_not_sent_says_why(signed_in: Any) -> None:
    failed = message(state="failed", last_error="ConnectionRefusedError: no answer", attempts=8)
    client = signed_in(f.officer())
    assert "Failed" in outbox(client)
    page = client.get(reverse("outbox_message", args=[failed.pk])).content.decode()
    assert "ConnectionRefusedError: no answer" in page


def test_markup_in_a_message_stays_text(signed_in: Any) -> None:
    sent = message(subject="<b>x</b>", body="<script>alert(1)</script>")
    page = signed_in(f.officer()).get(reverse("outbox_message", args=[sent.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page


@pytest.mark.parametrize("who", ["contributor", "approver"])
def test_it_is_for_officers(signed_in: Any, who: str) -> None:
    client = signed_in(getattr(f, who)())
    assert client.get(reverse("outbox")).status_code == 403
    assert client.get(reverse("outbox_message", args=[message().pk])).status_code == 403


def test_an_officer_of_another_authority_reads_other_messages(signed_in: Any) -> None:
    theirs = message()
    client = signed_in(f.outsider())
    assert theirs.subject not in outbox(client)
    assert client.get(reverse("outbox_message", args=[theirs.pk])).status_code == 404


def test_it_is_not_there_in_production(signed_in: Any, settings: Any) -> None:
    settings.SHOW_OUTBOX = False
    sent = message()
    client = signed_in(f.officer())
    assert client.get(reverse("outbox")).status_code == 404
    assert client.get(reverse("outbox_message", args=[sent.pk])).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_list(signed_in: Any, django_assert_num_queries: Any) -> None:
    message()
    client = signed_in(f.officer())
    # session, user, memberships; how many; the messages; the menu's arrivals
    with django_assert_num_queries(6):
        outbox(client)
    for _ in range(60):
        message()
    with django_assert_num_queries(6):
        page = outbox(client)
    assert "Showing 1 to 25 of 61 e-mails" in page
