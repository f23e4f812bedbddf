"""Notices that did not go: an administrator sees which, and has them sent again."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from foi.notices import outbox
from foi.notices.models import OutboxMessage
from foi.organisation.models import User
from tests import factories as f
from workflows.clock import now
from workflows.models import AuditEvent
from workflows.perform import NotPermitted
from workflows.roles import Role

pytestmark = pytest.mark.django_db

SAID = "SMTPRecipientsRefused: 550 no such user"


def address() -> str:
    return reverse("notices_not_sent", args=[f.the_force().pk])


def page(client: Any) -> str:
    answer = client.get(address())
    assert answer.status_code == 200
    return str(answer.content.decode())


def given_up(**fields: Any) -> OutboxMessage:
    defaults = {
        "key": f"test-{OutboxMessage.objects.count()}", "authority": f.the_force(), "recipient": f.officer(),
        "to": f.officer().email, "subject": "1/26: the response is overdue", "body": "Only its reader reads this.\n",
        "state": "failed", "attempts": outbox.MAX_ATTEMPTS, "last_error": SAID,
    }  # fmt: skip
    return OutboxMessage.objects.create(**{**defaults, **fields})


def again(client: Any, message: OutboxMessage) -> Any:
    return client.post(reverse("notice_send_again", args=[f.the_force().pk, message.pk]), follow=True)


def test_an_administrator_finds_it_from_the_settings_and_has_it_sent_again(signed_in: Any) -> None:
    failed = given_up(to="former@trentvale.example")
    client = signed_in(f.administrator())
    assert f'href="{address()}"' in client.get(reverse("authority", args=[f.the_force().pk])).content.decode()
    shown = page(client)
    for words in (failed.subject, f.officer().full_name, failed.to, SAID, "Given up"):
        assert words in shown
    assert "Only its reader" not in shown
    assert "is being sent again" in again(client, failed).content.decode()
    assert outbox.deliver_waiting() == 1
    assert mail.outbox[-1].to == [f.officer().email], "to the address that the person has now"
    assert failed.subject not in page(client)
    told = AuditEvent.objects.get(action="send_notice_again")
    assert told.actor == f.administrator()
    assert told.detail == {"notice": failed.subject, "to": f.officer().full_name}


def test_what_has_waited_for_long_stands_there_too_and_what_has_just_been_written_does_not(signed_in: Any) -> None:
    given_up(state="waiting", attempts=3, subject="Waits", written_at=now() - datetime.timedelta(hours=2))
    given_up(state="waiting", attempts=0, subject="Just written", last_error="")
    given_up(subject="Old news", written_at=now() - datetime.timedelta(days=31))
    shown = page(signed_in(f.administrator()))
    assert "Waits" in shown
    assert "Still tried" in shown
    assert "Just written" not in shown
    assert "Old news" not in shown


def test_a_notice_says_of_which_authority_it_is() -> None:
    f.sent_question()
    assert set(OutboxMessage.objects.values_list("authority", flat=True)) == {f.the_force().pk}


def test_a_person_of_two_authorities_brings_the_notices_of_neither_to_the_other(signed_in: Any) -> None:
    f.officer().memberships.create(authority=f.the_office(), role=Role.FOI_OFFICER)
    theirs = given_up(authority=f.the_office(), subject="2/26: of the office")
    client = signed_in(f.administrator())
    assert theirs.subject not in page(client)
    assert again(client, theirs).status_code == 404


def test_what_arrived_for_nobody_knows_whom_stands_with_its_recipients(signed_in: Any) -> None:
    given_up(authority=None, subject="A message waits")
    given_up(authority=None, subject="Elsewhere", recipient=f.outsider(), to=f.outsider().email)
    shown = page(signed_in(f.administrator()))
    assert "A message waits" in shown
    assert "Elsewhere" not in shown


@pytest.mark.parametrize("who", [f.officer, f.approver, f.contributor])
def test_it_is_for_administrators(signed_in: Any, who: Any) -> None:
    failed, client = given_up(), signed_in(who())
    assert client.get(address()).status_code == 403
    assert again(client, failed).status_code == 403
    with pytest.raises(NotPermitted):
        outbox.send_again(failed, f.the_force(), by=who())
    failed.refresh_from_db()
    assert failed.state == "failed"


def test_what_went_is_not_sent_twice_and_nobody_who_left_is_written_to(signed_in: Any) -> None:
    client = signed_in(f.administrator())
    assert "it has been sent" in again(client, given_up(state="sent")).content.decode()
    left = given_up(recipient=f.second_officer())
    User.objects.filter(pk=f.second_officer().pk).update(is_active=False)
    assert "nobody would read it" in again(client, left).content.decode()
    assert not AuditEvent.objects.filter(action="send_notice_again").exists()
    assert outbox.deliver_waiting() == 0


def test_the_number_of_queries_does_not_grow_with_the_list(signed_in: Any, django_assert_num_queries: Any) -> None:
    given_up()
    client = signed_in(f.administrator())
    # the test's own for the address; session, user, memberships; how many; the notices
    with django_assert_num_queries(6):
        page(client)
    for _ in range(60):
        given_up()
    with django_assert_num_queries(6):
        assert "Showing 1 to 25 of 61 notices" in page(client)
