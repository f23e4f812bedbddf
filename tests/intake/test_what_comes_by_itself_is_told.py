"""What comes by mailbox or folder came without anybody seeing it, so somebody is told."""

import datetime
from typing import Any

import pytest
from django.core import mail as post

from foi.intake.models import Arrival
from foi.notices.models import OutboxMessage
from foi.notices.outbox import deliver_waiting
from foi.requests.actions import file_correspondence, take_on
from foi.requests.models import FoiRequest
from tests import factories
from tests.intake.arriving import a_mail, arrives
from workflows.perform import perform

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_room")]

NAMES = ("Quillfeather", "quillfeather", "Morgan", "dogs", "Dogs")


def told() -> list[tuple[str, str]]:
    return [(one.to, one.key.split(":")[0]) for one in OutboxMessage.objects.order_by("id")]


def a_request_by_mail() -> FoiRequest:
    return arrives(a_mail()).foi_request


def a_reply(to: FoiRequest, **headers: str) -> Any:
    given = {"Subject": f"Re: {to.reference} Police dogs", "Message-ID": "<reply@quillfeather.example>", **headers}
    return a_mail("I meant 2025.\n", **{name.replace("-", "_"): value for name, value in given.items()})


def test_a_request_that_came_by_itself_is_told_to_every_officer_of_the_authority() -> None:
    factories.second_officer(), factories.approver(), factories.outsider()
    a_request_by_mail()
    assert sorted(told()) == [
        ("asha.verma@people.example", "request_arrived"),
        ("tom.birch@people.example", "request_arrived"),
    ]


def test_what_an_officer_logs_or_files_is_told_to_nobody() -> None:
    logged = factories.a_request()
    file_correspondence(logged, by=factories.officer(), direction="in", on=logged.received_on, subject="A call")
    assert told() == []


def test_a_reply_is_told_to_the_officer_whose_request_it_is() -> None:
    factories.second_officer()
    asked = take_on(a_request_by_mail(), by=factories.officer())
    OutboxMessage.objects.all().delete()
    arrives(a_reply(asked))
    assert told() == [("asha.verma@people.example", "correspondence_arrived")]
    assert "The request stands at: Split to confirm" in OutboxMessage.objects.get().body


def test_a_message_from_elsewhere_is_told_to_be_one_and_nobody_is_named() -> None:
    asked = take_on(a_request_by_mail(), by=factories.officer())
    OutboxMessage.objects.all().delete()
    arrives(a_reply(asked, From="Jo Strange <jo@strange.example>"))
    [message] = OutboxMessage.objects.all()
    assert message.subject == f"{asked.reference}: a message has come in"
    assert "It does not come from the requester’s recorded address" in message.body
    assert "strange" not in message.body.lower()


def test_the_same_message_again_is_told_once() -> None:
    a_request_by_mail()
    arrives(a_mail(), source="folder")
    arrives(a_mail(X_Copy="yes"))
    assert len(told()) == 1


@pytest.mark.parametrize(("closed", "words"), [("withdrawn", "Withdrawn"), ("answered", "Answered")])
def test_a_message_about_a_closed_request_is_told_too_and_may_ask_for_a_review(closed: str, words: str) -> None:
    asked = factories.withdrawn_request() if closed == "withdrawn" else factories.issued_letter().foi_request
    OutboxMessage.objects.all().delete()
    arrived = arrives(a_reply(asked))
    assert arrived.outcome == Arrival.Outcome.CORRESPONDENCE
    [message] = OutboxMessage.objects.all()
    assert message.to == "asha.verma@people.example"
    assert f"The request is closed: {words}." in message.body
    assert "internal review" in message.body


def test_an_officer_who_has_left_is_not_told_in_vain() -> None:
    factories.second_officer()
    asked = take_on(a_request_by_mail(), by=factories.officer())
    officer = asked.officer
    officer.is_active = False
    officer.save()
    OutboxMessage.objects.all().delete()
    arrives(a_reply(asked))
    assert [to for to, _ in told()] == ["tom.birch@people.example"]


def test_what_could_not_be_taken_in_is_told_with_the_day_its_time_runs_from() -> None:
    arrives(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    [message] = OutboxMessage.objects.all()
    assert (message.to, message.key.split(":")[0]) == ("asha.verma@people.example", "arrival_waits")
    assert "runs from 4 March 2026" in message.body
    arrives(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    assert len(told()) == 1


def test_what_is_for_nobody_known_is_told_to_the_officers_of_every_authority() -> None:
    factories.outsider()
    arrives(a_mail(To="somebody@else.example"))
    assert sorted(to for to, _ in told()) == ["asha.verma@people.example", "una.outsider@people.example"]


def test_REQ_20_neither_who_asked_nor_what_stands_in_what_is_mailed() -> None:
    asked = a_request_by_mail()
    arrives(a_reply(asked))
    perform(asked.withdraw, by=factories.officer(), reason="It is taken back.")
    arrives(a_reply(asked, **{"Message-ID": "<again@quillfeather.example>"}))
    arrives(b"%PDF-1.7 Morgan Quillfeather", arrived_on=datetime.date(2026, 3, 5))
    deliver_waiting()
    assert len(post.outbox) == 4
    for message in post.outbox:
        assert not [name for name in NAMES if name in f"{message.subject} {message.body}"]
