"""What arrives is taken in once: as a request, on a request, or for an officer to look at. Nothing is lost."""

# ruff: noqa: E501 - a message in one line

import datetime
from email.message import EmailMessage
from typing import Any

import pytest

from foi.intake import arrivals
from foi.intake.actions import receive
from foi.intake.arrivals import (
    dispose_of_abandoned_uploads,
    file_arrival,
    log_arrival,
    read_again,
    set_aside,
    take_in,
    take_upload,
)
from foi.intake.channels.read import read
from foi.intake.models import Arrival
from foi.requests.models import Correspondence, FoiRequest
from tests import factories
from tests.at_once import at_once
from tests.intake.channels.made import by_libreoffice, mail, needs_libreoffice, outlook_file
from workflows.audit import history_of
from workflows.clock import now
from workflows.perform import NotPermitted, NotPossible

TODAY = datetime.date(2026, 3, 4)
TEXT = """\
Dear Sir or Madam,

1. How many dogs do you own?
2. What did their food cost in 2025?

Yours faithfully,
Morgan Quillfeather
"""
RECEIVED = "Tue, 03 Mar 2026 23:40:00 +0000"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Reading in a process of its own is tested with the readers; here it would only take time."""
    if "process_of_its_own" not in request.node.name:
        monkeypatch.setattr(arrivals, "read_apart", lambda data, name: read(data, name))


@pytest.fixture
def _data(db: None) -> None:
    factories.the_force()
    factories.department("Dog Section", topics="dogs")
    factories.officer()


pytestmark = pytest.mark.usefixtures("_data")


def a_mail(text: str = TEXT, **headers: str) -> EmailMessage:
    return mail(text, received=headers.pop("received", RECEIVED), **headers)


def arrives(message: EmailMessage | bytes, **more: Any) -> Arrival:
    data = message if isinstance(message, bytes) else message.as_bytes()
    given = {"source": "mailbox", "arrived_on": TODAY, **more}
    return take_in(data, "message-1.eml", **given)


def ids(arrival: Arrival) -> list[str]:
    return [finding["id"] for finding in arrival.findings]


# --- a new request ------------------------------------------------------------------------------------------------------


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


def test_a_message_is_read_in_a_process_of_its_own() -> None:
    assert arrives(a_mail()).outcome == Arrival.Outcome.REQUEST


# --- twice --------------------------------------------------------------------------------------------------------------


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


# --- answers to something -----------------------------------------------------------------------------------------------


@pytest.fixture
def foi_request() -> FoiRequest:
    found = arrives(a_mail()).foi_request
    assert found is not None
    return found


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "Re: Your request 1/26"},
        {"Subject": "FOI 1/26"},
        {"Subject": "1/26"},
        {"Subject": "Dogs again", "In_Reply_To": "<dogs-1@quillfeather.example>"},
        {"Subject": "Dogs again", "References": "<x@y> <dogs-1@quillfeather.example>"},
    ],
)
def test_a_reply_goes_to_its_request(foi_request: FoiRequest, headers: dict[str, str]) -> None:
    assert foi_request.reference == "1/26"
    arrival = arrives(a_mail("I meant Alsatians.\n", Message_ID="<dogs-2@quillfeather.example>", **headers))
    assert arrival.outcome == Arrival.Outcome.CORRESPONDENCE
    assert arrival.foi_request == foi_request
    filed = foi_request.correspondence.latest("id")
    assert (filed.body, filed.on, filed.filed_by) == ("I meant Alsatians.", datetime.date(2026, 3, 3), None)
    assert filed.files.count() == 1
    assert FoiRequest.objects.count() == 1


def test_a_reference_in_the_text_counts_where_it_is_called_one(foi_request: FoiRequest) -> None:
    named = arrives(a_mail("I meant Alsatians. (Your ref: 1/26)\n", Subject="Dogs", Message_ID="<b@x>"))
    assert named.foi_request == foi_request
    fraction = arrives(a_mail("Is it true that 1/26 of all dogs are brown?\n", Subject="Dogs", Message_ID="<c@x>"))
    assert fraction.outcome == Arrival.Outcome.REQUEST
    assert fraction.foi_request != foi_request


def test_a_reference_with_letters_counts_anywhere_in_any_case() -> None:
    factories.the_force().__class__.objects.update(reference_format="FOI-{year}-{sequence:05d}")
    first = arrives(a_mail()).foi_request
    assert first is not None
    assert first.reference == "FOI-2026-00001"
    for said in ("about foi-2026-00001 I meant cats", "FOI-2026-1, cats"):
        assert arrives(a_mail(f"{said}\n", Message_ID=f"<{hash(said)}@x>")).foi_request == first
    other = arrives(a_mail("FOI-2026-000012 is another authority's\n", Message_ID="<z@x>", Subject="x"))
    assert other.outcome == Arrival.Outcome.REQUEST


def test_what_comes_from_the_address_of_one_request_belongs_to_it() -> None:
    address = "Morgan <request-77-Ab@whatdotheyknow.com>"
    first = arrives(a_mail(From=address))
    again = arrives(a_mail("Any news?\n", From=address.replace("Ab", "ab"), Message_ID="<b@x>", Subject="Dogs"))
    assert again.foi_request == first.foi_request
    assert again.outcome == Arrival.Outcome.CORRESPONDENCE


def test_a_reply_from_somebody_else_or_with_new_questions_is_told(foi_request: FoiRequest) -> None:
    arrival = arrives(
        a_mail("How many cats do you own?\n", From="jo@x.example", Subject="Re: 1/26", Message_ID="<b@x>")
    )
    assert arrival.outcome == Arrival.Outcome.CORRESPONDENCE
    assert {"other_sender", "may_ask"} <= set(ids(arrival))


def test_a_reply_to_a_closed_request_is_filed_there_and_told() -> None:
    closed = factories.issued_letter().foi_request
    arrival = arrives(a_mail("Thank you.\n", Subject=f"Re: {closed.reference}"))
    assert arrival.foi_request == closed
    assert "may_ask" in ids(arrival)


def test_the_reference_of_another_authority_is_none_of_ours(foi_request: FoiRequest) -> None:
    office = factories.the_office()
    arrival = arrives(a_mail("Cats?\n", Subject="Re: 1/26", Message_ID="<b@x>"), authority=office)
    assert arrival.outcome == Arrival.Outcome.REQUEST
    assert arrival.foi_request is not None
    assert arrival.foi_request.authority == office


# --- no request -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-replied"}, {"Return_Path": "<>"}])
def test_an_automatic_message_is_set_aside_and_kept(headers: dict[str, str]) -> None:
    message = a_mail("I am on leave. How are you?\n", **headers)
    arrival = arrives(message)
    assert arrival.outcome == Arrival.Outcome.SET_ASIDE
    assert arrival.reason
    assert arrival.original() == message.as_bytes()
    assert not FoiRequest.objects.exists()


def test_a_bounce_of_a_letter_is_put_on_its_request(foi_request: FoiRequest) -> None:
    bounce = a_mail(
        "Not delivered.\n",
        Return_Path="<>",
        Subject="Undelivered: 1/26",
        Message_ID="<b@x>",
        References="<dogs-1@quillfeather.example>",
    )
    arrival = arrives(bounce)
    assert (arrival.outcome, arrival.foi_request) == (Arrival.Outcome.CORRESPONDENCE, foi_request)


def test_a_file_that_cannot_be_read_waits_for_an_officer() -> None:
    arrival = take_in(b"\x89PNG\r\n", "scan.png", source="folder", arrived_on=TODAY)
    assert arrival.outcome == Arrival.Outcome.WAITING
    assert "picture" in arrival.reason
    assert arrival.original() == b"\x89PNG\r\n"
    assert list(Arrival.objects.for_an_officer()) == [arrival]


def test_a_scanned_letter_by_mail_is_a_request_all_the_same() -> None:
    message = a_mail("\n", Subject="FOI request")
    message.add_attachment(b"\xff\xd8\xff\xe0", maintype="image", subtype="jpeg", filename="letter.jpg")
    arrival = arrives(message)
    assert arrival.outcome == Arrival.Outcome.REQUEST


def test_where_there_are_two_authorities_the_address_decides_and_else_an_officer() -> None:
    office = factories.the_office()
    office.email = "OPCC@trentvale.example"
    office.save()
    to_office = arrives(a_mail(To="someone@else.example, opcc@Trentvale.example"))
    assert to_office.authority == office
    unknown = arrives(a_mail(To="hello@trentvale.example", Message_ID="<b@x>"))
    assert (unknown.outcome, unknown.authority) == (Arrival.Outcome.WAITING, None)
    assert unknown in Arrival.objects.visible_to(factories.officer())


def test_a_date_beyond_the_calendar_waits_for_an_officer() -> None:
    arrival = arrives(mail(TEXT), arrived_on=datetime.date(1999, 3, 4))
    assert arrival.outcome == Arrival.Outcome.WAITING
    assert "due date" in arrival.reason


# --- by hand --------------------------------------------------------------------------------------------------------------


def test_an_upload_is_logged_when_the_officer_says_so() -> None:
    officer = factories.officer()
    arrival, reading = take_upload(outlook_file(), "request.msg", by=officer)
    assert reading.sender_name == "Morgan Quillfeather"
    assert not FoiRequest.objects.exists()
    message, findings = read_again(arrival)
    assert message.text == "How many dogs do you own?"
    assert [finding.id for finding in findings] == ["received_unknown"]
    foi_request = log_arrival(arrival, message, factories.the_force(), by=officer)
    assert foi_request.officer == officer
    assert [file.name for file in foi_request.files.all()] == ["request.msg"]
    assert (arrival.outcome, arrival.foi_request, bool(arrival.content)) == (
        Arrival.Outcome.REQUEST,
        foi_request,
        False,
    )
    assert arrival.original() == outlook_file()
    again = log_arrival(arrival, message, factories.the_force(), by=officer)
    assert again == foi_request


def test_one_file_uploaded_for_two_requesters_makes_two_requests() -> None:
    """Campaigns hand out a form that many people send."""
    officer = factories.officer()
    made = []
    for name in ("Jo Bloggs", "Al Gwynedd", "Jo Bloggs"):
        arrival, _ = take_upload(b"1. How many dogs?", "form.txt", by=officer)
        message = factories.a_message("1. How many dogs?", requester_name=name, requester_email="")
        made.append(log_arrival(arrival, message, factories.the_force(), by=officer))
    assert made[0] == made[2] != made[1]
    assert FoiRequest.objects.count() == 2


def test_only_officers_of_the_authority_log() -> None:
    arrival, _ = take_upload(b"How many dogs?", "form.txt", by=factories.officer())
    with pytest.raises(NotPermitted):
        log_arrival(arrival, factories.a_message(), factories.the_force(), by=factories.outsider())


def test_what_waits_may_be_filed_or_set_aside_with_a_reason() -> None:
    officer = factories.officer()
    foi_request = receive(factories.a_message(), factories.the_force(), by=officer)
    first = take_in(b"\x89PNG1", "scan.png", source="folder", arrived_on=TODAY)
    file_arrival(first, foi_request, by=officer)
    assert (first.outcome, first.foi_request) == (Arrival.Outcome.CORRESPONDENCE, foi_request)
    assert first.original() == b"\x89PNG1"
    second = take_in(b"\x89PNG2", "logo.png", source="folder", arrived_on=TODAY)
    with pytest.raises(NotPossible, match="reason"):
        set_aside(second, by=officer, reason=" ")
    with pytest.raises(NotPermitted):
        set_aside(second, by=factories.outsider(), reason="An advertisement")
    set_aside(second, by=officer, reason="An advertisement")
    assert second.outcome == Arrival.Outcome.SET_ASIDE
    assert history_of(second).get().detail == {"reason": "An advertisement"}
    with pytest.raises(NotPossible, match="not waiting"):
        set_aside(first, by=officer, reason="x")


def test_departments_and_others_see_nothing_of_what_arrives() -> None:
    arrives(a_mail())
    assert not Arrival.objects.visible_to(factories.contributor()).exists()
    assert not Arrival.objects.visible_to(factories.approver()).exists()
    assert not Arrival.objects.visible_to(factories.outsider()).exists()
    assert str(Arrival.objects.get()) == f"Arrival {Arrival.objects.get().pk}"


def test_abandoned_uploads_are_disposed_of() -> None:
    old, _ = take_upload(b"How many dogs?", "a.txt", by=factories.officer())
    Arrival.objects.filter(pk=old.pk).update(taken_in_at=now() - datetime.timedelta(days=8))
    new, _ = take_upload(b"How many cats?", "b.txt", by=factories.officer())
    storage, path = old.content.storage, old.content.name
    assert dispose_of_abandoned_uploads() == 1
    assert list(Arrival.objects.all()) == [new]
    assert not storage.exists(str(path))


def test_a_file_of_any_name_is_stored_under_its_hash() -> None:
    arrival, _ = take_upload(b"How many dogs?", "../../Morgan Quillfeather.txt", by=factories.officer())
    assert arrival.name == "Morgan Quillfeather.txt"
    assert str(arrival.content.name).startswith(f"arrivals/{arrival.sha256}")
