"""What arrives and begins something new becomes a request, once, with its original kept."""

import datetime

import pytest

from foi.intake import arrivals
from foi.intake.arrivals import take_in
from foi.intake.channels.apart import read_apart
from foi.intake.models import Arrival
from foi.requests.models import Correspondence, FoiRequest
from tests.at_once import at_once
from tests.intake.arriving import TEXT, TODAY, a_mail, arrives, ids
from tests.intake.channels.made import by_libreoffice, mail, needs_libreoffice
from workflows.audit import history_of

pytestmark = pytest.mark.usefixtures("post_room")


# --- a new request ---


def test_a_mail_becomes_a_request_that_waits_for_an_officer() -> None:
    message = a_mail(
        Reply_To="Site <request-123456-AbC9@whatdotheyknow.com>", Subject="Freedom of Information request - Police dogs"
    )
    arrival = arrives(message)
    assert arrival.outcome == Arrival.Outcome.REQUEST
    foi_request = arrival.foi_request
    assert foi_request is not None
    assert foi_request.text == TEXT.strip("\n")
    assert foi_request.title == "Police dogs"
    assert foi_request.received_on == datetime.date(2026, 3, 3)  # CLK-6: 23:40 is that day
    assert foi_request.officer is None
    assert foi_request.channel == "email"
    requester = foi_request.requester
    assert (requester.name, requester.email) == (
        "Morgan Quillfeather",
        "request-123456-AbC9@whatdotheyknow.com",
    )  # REQ-3
    assert [question.text for question in foi_request.questions.all()] == [
        "How many dogs do you own?", "What did their food cost in 2025?",
    ]  # fmt: skip
    logged = history_of(foi_request).get(action="log")
    assert (logged.actor, logged.actor_name) == (None, "The system")


def test_the_original_is_on_the_request_byte_for_byte_with_its_attachments() -> None:
    message = a_mail()
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="dog.png")
    arrival = arrives(message)
    assert arrival.foi_request is not None
    stored = {file.name: file.content.read() for file in arrival.foi_request.files.all()}
    assert stored == {"message-1.eml": message.as_bytes(), "dog.png": b"\x89PNG\r\n"}
    assert arrival.original() == message.as_bytes()
    assert not arrival.content


def test_CLK_5_the_mailboxs_date_holds_where_no_server_signed_and_the_senders_never() -> None:
    arrival = arrives(mail(TEXT, Date="Mon, 02 Feb 2026 10:00:00 +0000"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.received_on == TODAY
    assert "received_unknown" in ids(arrival)


def test_a_date_still_to_come_is_not_believed() -> None:
    arrival = arrives(a_mail(received="Tue, 03 Mar 2037 10:00:00 +0000"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.received_on == TODAY
    assert "received_later" in ids(arrival)


def test_REQ_2_and_REQ_3_what_a_valid_request_lacks_is_a_finding_and_no_refusal() -> None:
    arrival = arrives(a_mail("How many dogs do you own?\n", From="fido77@post.example"))
    assert arrival.outcome == Arrival.Outcome.REQUEST
    assert "missing_name" in ids(arrival)


def test_the_name_is_read_from_the_signature_where_the_address_has_none() -> None:
    arrival = arrives(a_mail(From="fido77@post.example"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.requester.name == "Morgan Quillfeather"


def test_REQ_21_the_title_does_not_say_who_asked() -> None:
    arrival = arrives(a_mail(Subject="FOI request by Morgan Quillfeather"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.title == "FOI request by [requester]"


def test_a_forwarded_message_is_a_request_with_a_warning_about_its_day() -> None:
    assert "forwarded" in ids(arrives(a_mail(Subject="FW: Dogs", From="chief@trentvale.example")))


@pytest.mark.parametrize("name", ["questions.txt", "FOI team reply.txt", "council questions.txt"])
def test_questions_in_an_attachment_are_found_below_a_signature(name: str) -> None:
    message = a_mail("Dear Sir,\n\nPlease see my request attached.\n\nYours faithfully,\nMorgan Quillfeather\n")
    message.add_attachment(
        b"How many dogs do you own?\nWhat did they cost in 2025?\n", maintype="text", subtype="plain", filename=name
    )
    arrival = arrives(message)
    assert arrival.foi_request is not None
    assert [question.text for question in arrival.foi_request.questions.all()] == [
        "How many dogs do you own?", "What did they cost in 2025?",
    ]  # fmt: skip


def test_an_attachment_that_asks_beside_a_message_that_asks_is_told() -> None:
    message = a_mail()
    message.add_attachment(
        b"1. How many vans?\n2. How many cats?\n", maintype="text", subtype="plain", filename="old reply.txt"
    )
    arrival = arrives(message)
    assert arrival.foi_request is not None
    assert arrival.foi_request.questions.count() == 2
    assert "asks_too" in ids(arrival)


@needs_libreoffice
def test_a_dropped_document_becomes_a_request() -> None:
    arrival = take_in(by_libreoffice("docx"), "letter.docx", source="folder", arrived_on=TODAY)
    assert arrival.outcome == Arrival.Outcome.REQUEST
    assert arrival.foi_request is not None
    assert arrival.foi_request.channel == "other"
    assert arrival.foi_request.questions.count() >= 5


def test_a_message_is_read_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "read_apart", read_apart)
    assert arrives(a_mail()).outcome == Arrival.Outcome.REQUEST


# --- twice ---


def test_the_same_bytes_twice_are_one_arrival() -> None:
    first, second = arrives(a_mail()), arrives(a_mail())
    assert first == second
    assert FoiRequest.objects.count() == 1


def test_the_same_message_by_another_way_is_one_request() -> None:
    first = arrives(a_mail())
    second = arrives(a_mail(received="Wed, 04 Mar 2026 08:00:00 +0000", Delivered_To="chief@trentvale.example"))
    assert second.outcome == Arrival.Outcome.REPEAT
    assert second.foi_request == first.foi_request
    assert second.original() != first.original()
    assert FoiRequest.objects.count() == 1


def test_a_message_without_an_id_is_known_by_its_content() -> None:
    arrives(a_mail(Message_ID=""))
    assert arrives(a_mail(Message_ID="", received="Wed, 04 Mar 2026 08:00:00 +0000")).outcome == Arrival.Outcome.REPEAT
    assert FoiRequest.objects.count() == 1


def test_the_same_id_with_other_words_is_one_request_and_the_other_words_are_on_its_file() -> None:
    first = arrives(a_mail())
    second = arrives(a_mail("How many cats do you own?\n"))
    assert second.outcome == Arrival.Outcome.CORRESPONDENCE
    assert second.foi_request == first.foi_request
    assert Correspondence.objects.filter(body__contains="cats").count() == 1
    assert FoiRequest.objects.count() == 1


def test_the_same_id_from_somebody_else_is_another_request() -> None:
    """There are programs that give every message one id; nobody's request may vanish through them."""
    arrives(a_mail())
    arrives(a_mail("How many cats?\n", From="Jo Bloggs <jo@x.example>"))
    assert FoiRequest.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_copies_at_the_same_moment_are_one_request() -> None:
    one, other = a_mail().as_bytes(), a_mail(received="Wed, 04 Mar 2026 08:00:00 +0000").as_bytes()
    results = at_once([lambda: arrives(one), lambda: arrives(other), lambda: arrives(one)])
    assert all(isinstance(result, Arrival) for result in results), results
    assert FoiRequest.objects.count() == 1
    assert Arrival.objects.count() == 2
