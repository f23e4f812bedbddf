"""An issued letter goes out by e-mail: once, the bytes that were issued, to the address the request came from."""

import datetime
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from foi.intake.arrivals import take_in
from foi.letters import dispatch
from foi.letters.dispatch import BY_SERVICE, Dispatch, address_for, deliver_waiting, issue_by_email
from foi.letters.models import LetterVersion
from foi.notices.models import OutboxMessage
from foi.requests.actions import correct_contact
from foi.requests.models import Correspondence, FoiRequest, Requester
from tests import factories as f
from tests.at_once import at_once, of_kind
from workflows.clock import at_moment, now
from workflows.models import AuditEvent
from workflows.perform import NotPossible, perform

pytestmark = pytest.mark.django_db

ADDRESS = f.REQUESTER["requester_email"]


def letter(came_from: str = ADDRESS, email: str = ADDRESS) -> LetterVersion:
    approved = f.approved_letter()
    Requester.objects.filter(pk=approved.foi_request.requester_id).update(came_from=came_from, email=email)
    return LetterVersion.objects.select_related("foi_request__requester").get(pk=approved.pk)


def sent() -> Dispatch:
    issue_by_email(letter(), by=f.officer())
    assert deliver_waiting() == 1
    return Dispatch.objects.get()


# --- the address ------------------------------------------------------------------------------------------------------


def test_the_address_is_copied_from_the_message_that_came_in() -> None:
    assert address_for(letter().foi_request) == dispatch.Address(ADDRESS)


def test_what_stands_before_the_at_keeps_its_case() -> None:
    copied = address_for(letter(came_from="Morgan.Q@quill.example", email="morgan.q@quill.example").foi_request)
    assert copied == dispatch.Address("Morgan.Q@quill.example")


@pytest.mark.parametrize("typed", ["", "morgan@quilfeather.example", "Morgan@quillfeather.example"])
def test_an_address_that_was_typed_is_typed_again_and_compared(typed: str) -> None:
    on_paper = letter(came_from="")
    assert address_for(on_paper.foi_request).to_type
    with pytest.raises(NotPossible, match="not the one on record"):
        issue_by_email(on_paper, by=f.officer(), typed=typed)
    on_paper.refresh_from_db()
    assert (on_paper.state, Dispatch.objects.count()) == ("approved", 0)
    issue_by_email(on_paper, by=f.officer(), typed=f" {ADDRESS} ")
    assert Dispatch.objects.get().to == ADDRESS


@pytest.mark.parametrize(
    "cut_short", ["request-1234@whatdotheyknow.com", "request-1234-abc@whatdotheyknow.com", "me@whatdotheyknow.com"]
)
def test_an_address_of_a_request_site_that_lost_its_check_is_refused(cut_short: str) -> None:
    with pytest.raises(NotPossible, match="not a whole address"):
        issue_by_email(letter(came_from=cut_short, email=cut_short), by=f.officer())


def test_the_address_that_a_site_made_for_another_request_is_refused() -> None:
    site = "request-123456-0a1b2c3d@whatdotheyknow.com"
    other = f.a_request(requester_email=site, requester_name="Somebody Else")
    with pytest.raises(NotPossible, match=other.reference):
        issue_by_email(letter(came_from=site, email=site), by=f.officer())


def test_without_an_address_it_goes_by_post() -> None:
    with pytest.raises(NotPossible, match="no e-mail address on record"):
        issue_by_email(letter(came_from="", email=""), by=f.officer())


def test_a_message_by_mail_brings_its_address_with_it() -> None:
    f.department()
    f.officer()
    message = (
        b"From: Morgan <Morgan.Q@quill.example>\r\nTo: foi@trentvale.example\r\nSubject: Courses\r\n"
        b"Message-ID: <1@quill.example>\r\n\r\nHow many courses were held in 2025?\r\n"
    )
    arrival = take_in(message, "a.eml", source="mailbox", arrived_on=datetime.date(2026, 3, 2))
    assert arrival.foi_request is not None
    assert arrival.foi_request.requester.came_from == "Morgan.Q@quill.example"
    assert not address_for(arrival.foi_request).to_type


# --- out, once --------------------------------------------------------------------------------------------------------


def test_exactly_the_issued_bytes_go_to_the_requester_and_to_nobody_else() -> None:
    done = sent()
    [message] = mail.outbox
    assert message.to == [ADDRESS]
    assert (message.cc, message.bcc) == ([], [])
    assert "Where files come with it, they are attached, too, and the letter lists them." in message.body
    [(name, content, _)] = message.attachments
    issued = LetterVersion.objects.get(pk=done.version_id)
    assert content == bytes(issued.document or b"")
    assert name.endswith(".docx") and "Quillfeather" not in name
    assert issued.channel == BY_SERVICE
    assert done.state == "sent"
    assert message.reply_to == [issued.authority.email]
    assert Correspondence.objects.get(direction="out").message_id == done.message_id


def test_a_retry_a_second_worker_and_the_timetable_send_it_once() -> None:
    sent()
    assert deliver_waiting() == 0
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_it_once() -> None:
    issue_by_email(letter(), by=f.officer())
    results = at_once([deliver_waiting] * 4)
    assert of_kind(results, Exception) == []
    assert sum(of_kind(results, int)) == 1
    assert Dispatch.objects.get().state == "sent"
    assert AuditEvent.objects.filter(action="confirm_sent").count() == 1


def test_a_worker_killed_in_the_middle_leaves_it_unclear_and_nothing_is_sent_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issue_by_email(letter(), by=f.officer())

    def killed(self: EmailMessage) -> None:
        raise SystemExit

    with monkeypatch.context() as stopped, pytest.raises(SystemExit):
        stopped.setattr(EmailMessage, "send", killed)
        deliver_waiting()
    assert deliver_waiting() == 0
    with at_moment(now() + dispatch.LOST_AFTER + datetime.timedelta(seconds=1)):
        assert deliver_waiting() == 0
        assert deliver_waiting() == 0
    lost = Dispatch.objects.get()
    assert lost.state == "unclear"
    assert mail.outbox == []
    assert OutboxMessage.objects.filter(subject__contains="unclear whether the letter was sent").count() == 1


def test_a_mail_server_that_is_away_is_tried_again_and_one_that_refuses_the_address_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issue_by_email(letter(), by=f.officer())

    def fails(failure: Exception) -> None:
        def send(self: EmailMessage) -> None:
            raise failure

        monkeypatch.setattr(EmailMessage, "send", send)

    fails(smtplib.SMTPRecipientsRefused({ADDRESS: (450, b"greylisted, try later")}))
    assert deliver_waiting() == 0
    waiting = Dispatch.objects.get()
    assert (waiting.state, waiting.attempts) == ("waiting", 1)
    assert waiting.next_attempt_at > now()
    fails(smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such user")}))
    with at_moment(now() + datetime.timedelta(hours=1)):
        assert deliver_waiting() == 0
    failed = Dispatch.objects.get()
    assert failed.state == "failed"
    assert OutboxMessage.objects.filter(subject__contains="could not be sent").exists()
    for event in AuditEvent.objects.all():
        assert ADDRESS not in str(event.detail), event


def test_a_mail_server_that_cannot_be_reached_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    issue_by_email(letter(), by=f.officer())

    def away(self: object) -> None:
        raise ConnectionRefusedError("no")

    with monkeypatch.context() as closed:
        closed.setattr("django.core.mail.backends.locmem.EmailBackend.open", away)
        assert deliver_waiting() == 0
    assert Dispatch.objects.get().state == "waiting"
    with at_moment(now() + datetime.timedelta(minutes=2)):
        assert deliver_waiting() == 1


@pytest.mark.parametrize("broken_off", [TimeoutError("timed out"), smtplib.SMTPServerDisconnected("gone")])
def test_a_line_that_breaks_in_the_middle_leaves_it_unclear_and_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, broken_off: Exception
) -> None:
    """The server may have taken the letter before it fell silent: sending once more could send it twice."""
    issue_by_email(letter(), by=f.officer())

    def breaks(self: EmailMessage) -> None:
        raise broken_off

    with monkeypatch.context() as line:
        line.setattr(EmailMessage, "send", breaks)
        assert deliver_waiting() == 0
    with at_moment(now() + datetime.timedelta(hours=1)):
        assert deliver_waiting() == 0
    assert Dispatch.objects.get().state == "unclear"
    assert mail.outbox == []


def test_a_file_that_is_not_the_issued_one_is_never_sent() -> None:
    issue_by_email(letter(), by=f.officer())
    LetterVersion.objects.update(document=b"another file")
    assert deliver_waiting() == 0
    assert Dispatch.objects.get().state == "failed"
    assert mail.outbox == []


# --- back -------------------------------------------------------------------------------------------------------------


def report(message_id: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """As a mail server writes it (RFC 3464)."""
    return f"""\
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@quill.example>
To: foi@trentvale.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <{action}-{status}@quill.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered to {ADDRESS}.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; quill.example

Final-Recipient: rfc822; {ADDRESS}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--b
Content-Type: message/rfc822

Message-ID: <{message_id}>
Subject: Freedom of information request
To: {ADDRESS}

Our response is attached.
--b--
""".replace("\n", "\r\n").encode()


def arrives(data: bytes) -> Any:
    return take_in(data, "report.eml", source="mailbox", arrived_on=now().date())


def test_a_letter_that_comes_back_is_put_before_the_officer() -> None:
    done = sent()
    arrival = arrives(report(done.message_id))
    assert arrival.foi_request == done.foi_request
    done.refresh_from_db()
    assert (done.state, done.problem) == ("bounced", "The address does not exist (5.1.1).")
    told = OutboxMessage.objects.get(subject__contains="the letter came back")
    assert told.recipient == f.officer()
    for event in AuditEvent.objects.filter(action="bounce"):
        assert ADDRESS not in str(event.detail)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_delay_or_a_receipt_is_no_bounce(action: str) -> None:
    done = sent()
    arrives(report(done.message_id, action=action, status="4.4.1"))
    done.refresh_from_db()
    assert done.state == "sent"


def test_a_report_about_somebody_else_s_message_changes_nothing() -> None:
    done = sent()
    arrives(report("another@server.example"))
    done.refresh_from_db()
    assert done.state == "sent"


def test_an_answer_to_the_letter_finds_its_request() -> None:
    done = sent()
    answer = (
        f"From: {ADDRESS}\r\nTo: foi@trentvale.example\r\nSubject: Thank you\r\nMessage-ID: <2@quill.example>\r\n"
        f"In-Reply-To: <{done.message_id}>\r\n\r\nThank you for your answer.\r\n"
    )
    assert arrives(answer.encode()).foi_request == done.foi_request


def test_sent_again_after_it_came_back_to_the_address_on_record_now() -> None:
    done = sent()
    arrives(report(done.message_id))
    new = {**f.REQUESTER, "requester_email": "new@quill.example"}
    correct_contact(FoiRequest.objects.get(), by=f.officer(), **new)
    told = AuditEvent.objects.get(action="correct_contact")
    assert (told.actor, told.detail) == (f.officer(), {"changed": ["requester's email"]})
    for typed in ("", "now@quill.example", ADDRESS):
        with pytest.raises(NotPossible, match=r"^Send it again: the address that you typed is not the one on record"):
            dispatch.send_again(Dispatch.objects.get(), by=f.officer(), typed=typed)
    assert deliver_waiting() == 0
    again = dispatch.send_again(Dispatch.objects.get(), by=f.officer(), typed="new@quill.example")
    assert again.message_id != done.message_id
    assert deliver_waiting() == 1
    assert [message.to for message in mail.outbox] == [[ADDRESS], ["new@quill.example"]]
    assert mail.outbox[0].attachments == mail.outbox[1].attachments


def test_the_address_of_the_message_that_came_in_is_not_typed_for_the_second_time_either() -> None:
    done = sent()
    arrives(report(done.message_id))
    dispatch.send_again(Dispatch.objects.get(), by=f.officer())
    assert deliver_waiting() == 1


def test_it_reached_the_requester_another_way() -> None:
    done = sent()
    arrives(report(done.message_id))
    settled = perform(Dispatch.objects.get().settle, by=f.officer(), reason="Sent by post.")
    assert settled.state == "settled"
    assert FoiRequest.objects.get(pk=done.foi_request.pk).state == "issued"
