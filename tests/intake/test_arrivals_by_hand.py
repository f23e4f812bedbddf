"""What is no request is kept for an officer, who decides; and what officers upload."""

import datetime
from dataclasses import replace

import pytest
from django.db import transaction

from foi.disclosure.finding import Level
from foi.intake.abandoned import dispose_of_abandoned_uploads
from foi.intake.actions import receive
from foi.intake.arrivals import (
    file_arrival,
    log_arrival,
    read_again,
    set_aside,
    suggested_request,
    take_in,
    take_upload,
)
from foi.intake.models import Arrival
from foi.law.working_days import in_words
from foi.requests.models import FoiRequest
from tests import factories
from tests.at_once import at_once
from tests.intake.arriving import TEXT, TODAY, a_mail, arrives
from tests.intake.channels.made import mail, outlook_file
from workflows.audit import history_of
from workflows.clock import now
from workflows.perform import NotPermitted, NotPossible

pytestmark = pytest.mark.usefixtures("post_room")


@pytest.fixture
def foi_request() -> FoiRequest:
    found = arrives(a_mail()).foi_request
    assert found is not None
    return found


# --- no request ---


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


@pytest.mark.parametrize(
    "headers",
    [
        {"List_Unsubscribe": "<https://shop.example/off>"},
        {"List_Id": "News <news.shop.example>"},
        {"Precedence": "bulk"},
        {"Precedence": "list"},
    ],
)
def test_what_goes_to_many_waits_for_an_officer_where_it_asks_nothing(headers: dict[str, str]) -> None:
    advertising = a_mail(
        "Our spring sale ends on Friday. Save 20% on all printers.\n", Subject="Spring sale", **headers
    )
    arrival = arrives(advertising)
    assert (arrival.outcome, arrival.foi_request) == (Arrival.Outcome.WAITING, None)
    assert arrival.reason == "It was sent to many at once, and no question was found in it."
    assert arrival.original() == advertising.as_bytes()
    asks = arrives(a_mail(Message_ID="<asks@x>", **headers))
    assert asks.outcome == Arrival.Outcome.REQUEST
    attached = a_mail("See attached.\n", Message_ID="<attached@x>", **headers)
    attached.add_attachment("1. How many cats do you own?", filename="letter.txt")
    assert arrives(attached).outcome == Arrival.Outcome.REQUEST


def test_a_mail_with_nothing_in_it_waits_for_an_officer() -> None:
    arrival = arrives(a_mail("\n", Subject="", From=""))
    assert arrival.outcome == Arrival.Outcome.WAITING
    assert arrival.reason == "It holds neither words nor an attachment."
    in_its_subject = arrives(a_mail("\n", Subject="How many police dogs do you own?", Message_ID="<subject@x>"))
    assert in_its_subject.outcome == Arrival.Outcome.REQUEST
    vague = arrives(a_mail("I write about your dogs.\n", Message_ID="<vague@x>"))
    assert vague.outcome == Arrival.Outcome.REQUEST


def test_where_there_are_two_authorities_the_address_decides_and_else_an_officer() -> None:
    office = factories.the_office()
    office.email = "OPCC@trentvale.example"
    office.save()
    to_office = arrives(a_mail(To="someone@else.example, opcc@Trentvale.example"))
    assert to_office.authority == office
    unknown = arrives(a_mail(To="hello@trentvale.example", Message_ID="<b@x>"))
    assert (unknown.outcome, unknown.authority) == (Arrival.Outcome.WAITING, None)
    assert unknown in Arrival.objects.visible_to(factories.officer())


@pytest.mark.parametrize("authorities", [1, 2])
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("letter.docx", b"PK\x03\x04broken", "damaged"),
        ("letter.pdf", b"", "empty"),
        ("run.exe", b"MZ\x90\x00" + b"\0" * 64, "program"),
        ("mail.msg", outlook_file()[:1024], "damaged"),
    ],
)
def test_what_cannot_be_read_says_that_before_anything_else(
    name: str, data: bytes, words: str, authorities: int
) -> None:
    if authorities == 2:
        factories.the_office()
    arrival = take_in(data, name, source="folder", arrived_on=TODAY)
    assert arrival.outcome == Arrival.Outcome.WAITING
    assert words in arrival.reason
    [gravest] = [finding["message"] for finding in arrival.findings if finding["level"] == "block"]
    assert arrival.reason == gravest


def test_a_date_beyond_the_calendar_waits_for_an_officer() -> None:
    arrival = arrives(mail(TEXT), arrived_on=datetime.date(1999, 3, 4))
    assert arrival.outcome == Arrival.Outcome.WAITING
    assert "due date" in arrival.reason


# --- by hand ---


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


@pytest.mark.parametrize(
    ("stamp", "received_on", "found"),
    [
        ("Wed, 25 Feb 2026 09:00:00 +0000", datetime.date(2026, 2, 25), "received_as_dated"),
        ("Mon, 02 Mar 2026 23:30:00 -0100", datetime.date(2026, 3, 3), "received_as_dated"),  # the day in London
        ("Wed, 04 Mar 2026 08:00:00 +0000", TODAY, "received_as_dated"),
        ("Sat, 03 Jan 2026 09:00:00 +0000", datetime.date(2026, 1, 3), "received_as_dated"),  # 60 days back
        ("Fri, 02 Jan 2026 09:00:00 +0000", TODAY, "received_unknown"),
        ("Thu, 05 Mar 2026 09:00:00 +0000", TODAY, "received_unknown"),  # still to come
        ("", TODAY, "received_unknown"),
    ],
)
def test_an_upload_that_no_server_dated_is_proposed_as_received_when_its_sender_dates_it(
    stamp: str, received_on: datetime.date, found: str
) -> None:
    arrival, _ = take_upload(mail(TEXT, Date=stamp).as_bytes(), "request.eml", by=factories.officer())
    arrival.arrived_on = TODAY
    message, findings = read_again(arrival)
    assert message.received_on == received_on
    [check] = [finding for finding in findings if finding.id == found]
    assert check.level == Level.WARN
    assert check.message.startswith("It does not say when it reached the authority.")
    assert in_words(received_on) in check.hint
    if found == "received_as_dated":
        assert "on the day that its sender dates it" in check.hint
        assert "Correct the date if it came later or earlier." in check.hint


def test_a_server_s_line_is_believed_before_the_sender() -> None:
    arrival, _ = take_upload(a_mail().as_bytes(), "request.eml", by=factories.officer())
    message, findings = read_again(arrival)
    assert message.received_on == datetime.date(2026, 3, 3)  # its Date says the 2nd
    assert "received_as_dated" not in [finding.id for finding in findings]


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
    assert history_of(second).get(action="set_aside").detail == {"reason": "An advertisement"}
    with pytest.raises(NotPossible, match="not waiting"):
        set_aside(first, by=officer, reason="x")


def test_departments_and_others_see_nothing_of_what_arrives() -> None:
    arrives(a_mail())
    assert not Arrival.objects.visible_to(factories.contributor()).exists()
    assert not Arrival.objects.visible_to(factories.approver()).exists()
    assert not Arrival.objects.visible_to(factories.outsider()).exists()
    assert str(Arrival.objects.get()) == f"Arrival {Arrival.objects.get().pk}"


@pytest.mark.parametrize("first_by", ["mailbox", "upload"])
def test_another_copy_of_a_message_is_put_on_its_request_and_both_are_kept(first_by: str) -> None:
    officer = factories.officer()
    if first_by == "mailbox":
        first = arrives(a_mail()).foi_request
    else:
        arrival, _ = take_upload(a_mail().as_bytes(), "message.eml", by=officer)
        first = log_arrival(arrival, read_again(arrival)[0], factories.the_force(), by=officer)
    # Saved by another program: the same Message-ID and sender, other bytes.
    other = a_mail("How many dogs, and how many cats?\n", X_Saved_By="another program").as_bytes()
    copy, reading = take_upload(other, "copy.eml", by=officer)
    match = suggested_request(copy, reading, for_user=officer)
    assert match is not None
    assert (match.foi_request, match.how) == (first, "a copy of the same message is on its file")
    message = replace(read_again(copy)[0], requester_name="Corrected By-Hand")
    for _ in range(2):
        assert log_arrival(copy, message, factories.the_force(), by=officer) == first
    assert FoiRequest.objects.count() == 1
    assert first is not None
    assert sorted(file.original() for file in first.files.all()) == sorted([a_mail().as_bytes(), other])
    assert copy.outcome == Arrival.Outcome.CORRESPONDENCE
    assert copy.original() == other


def test_the_very_same_file_again_adds_nothing() -> None:
    first = arrives(a_mail()).foi_request
    assert first is not None
    copy, _ = take_upload(a_mail().as_bytes(), "copy.eml", by=factories.officer())
    assert log_arrival(copy, read_again(copy)[0], factories.the_force(), by=factories.officer()) == first
    assert (copy.outcome, first.files.count()) == (Arrival.Outcome.REPEAT, 1)


def test_abandoned_uploads_are_disposed_of() -> None:
    old, _ = take_upload(b"How many dogs?", "a.txt", by=factories.officer())
    Arrival.objects.filter(pk=old.pk).update(taken_in_at=now() - datetime.timedelta(days=8))
    new, _ = take_upload(b"How many cats?", "b.txt", by=factories.officer())
    storage, path = old.content.storage, old.content.name
    assert dispose_of_abandoned_uploads() == 1
    assert list(Arrival.objects.all()) == [new]
    assert not storage.exists(str(path))


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_is_logged_at_this_moment_is_not_disposed_of() -> None:
    old, _ = take_upload(b"How many dogs?", "a.txt", by=factories.officer())
    Arrival.objects.filter(pk=old.pk).update(taken_in_at=now() - datetime.timedelta(days=8))
    with transaction.atomic():
        foi_request = log_arrival(old, read_again(old)[0], factories.the_force(), by=factories.officer())
        assert at_once([dispose_of_abandoned_uploads]) == [0]
    assert dispose_of_abandoned_uploads() == 0
    assert Arrival.objects.get().foi_request == foi_request
    assert foi_request.files.get().original() == b"How many dogs?"


def test_who_logs_an_upload_that_was_just_disposed_of_is_told_to_choose_it_again() -> None:
    old, _ = take_upload(b"How many dogs?", "a.txt", by=factories.officer())
    message = read_again(old)[0]
    Arrival.objects.all().delete()
    with pytest.raises(NotPossible, match="Choose it again"):
        log_arrival(old, message, factories.the_force(), by=factories.officer())
    assert not FoiRequest.objects.exists()


def test_a_file_of_any_name_is_stored_under_its_hash() -> None:
    arrival, _ = take_upload(b"How many dogs?", "../../Morgan Quillfeather.txt", by=factories.officer())
    assert arrival.name == "Morgan Quillfeather.txt"
    assert str(arrival.content.name).startswith(f"arrivals/{arrival.sha256}")
