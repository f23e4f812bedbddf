"""Mail: who wrote, what, when it reached us, and everything that came with it."""

# ruff: noqa: E501 - files and tables in one piece

import datetime
from email.message import EmailMessage

import pytest

from foi.intake.channels.read import read
from foi.intake.channels.reading import Kind, Reading
from tests.intake.channels.made import mail, outlook_file

UTC = datetime.UTC


def read_mail(message: EmailMessage | bytes) -> Reading:
    reading = read(message if isinstance(message, bytes) else message.as_bytes(), "request.eml")
    assert reading.kind is Kind.EMAIL
    return reading


def told(reading: Reading) -> list[str]:
    return [finding.id for finding in reading.findings]


def test_a_plain_mail() -> None:
    reading = read_mail(mail(received="Mon, 02 Mar 2026 10:00:05 +0000"))
    assert reading.text == "How many dogs do you own?"
    assert reading.subject == "Police dogs"
    assert (reading.sender_name, reading.sender_email) == ("Morgan Quillfeather", "morgan@quillfeather.example")
    assert reading.message_id == "dogs-1@quillfeather.example"
    assert reading.recipients == ("foi@trentvale.example",)
    assert (reading.reply_to, reading.thread, reading.automatic, reading.findings) == ("", (), "", ())


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Mon, 06 Jul 2026 23:30:00 +0000 (UTC)", datetime.date(2026, 7, 7)),  # CLK-7
        ("Mon, 06 Jul 2026 23:40:00 +0100", datetime.date(2026, 7, 6)),  # CLK-6
        ("Sun, 15 Mar 2026 20:00:00 -0500", datetime.date(2026, 3, 16)),
        ("Mon, 2 Mar 2026 23:59:59 -0000", datetime.date(2026, 3, 2)),
    ],
)
def test_CLK_5_it_was_received_when_our_server_took_it_in(stamp: str, day: datetime.date) -> None:
    reading = read_mail(mail(received=stamp, Date="Mon, 02 Feb 2026 10:00:00 +0000"))
    assert reading.received_on == day
    assert reading.sent_at == datetime.datetime(2026, 2, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Foo 2026 99:99:99 +9999", "=?utf-8?q?broken?="])
def test_CLK_5_the_senders_date_alone_says_nothing_of_receipt(date: str) -> None:
    reading = read_mail(mail(Date=date).as_bytes())
    assert reading.received_on is None


def test_a_broken_received_line_is_no_date() -> None:
    assert read_mail(b"Received: from a by b; whenever\nMessage-ID: <a@b>\n\nDogs?").received_on is None


def test_REQ_3_the_address_of_a_request_site_is_kept_letter_for_letter() -> None:
    site = "FOI Requests <request-123456-AbCd9eF0@whatdotheyknow.com>"
    reading = read_mail(mail(From=f"Morgan Quillfeather <{site.partition('<')[2]}", Reply_To=site))
    assert reading.reply_to == "request-123456-AbCd9eF0@whatdotheyknow.com"
    assert reading.sender_email == "request-123456-AbCd9eF0@whatdotheyknow.com"


@pytest.mark.parametrize(
    ("header", "name", "address"),
    [
        ("=?utf-8?q?Si=C3=A2n_Rhys?= <sian@x.example>", "Siân Rhys", "sian@x.example"),
        ('"Quillfeather, Morgan" <M.Q@x.example>', "Quillfeather, Morgan", "M.Q@x.example"),
        ("=?utf-8?b?UXVpbGwsIE1vcmdhbiA8YUBiPg==?= <m@x.example>", "Quill, Morgan <a@b>", "m@x.example"),
        ("Quill, Morgan <m@x.example>", "", "m@x.example"),
        ("m@x.example", "", "m@x.example"),
        ("=?klingon?q?Morgan?= <m@x.example>", "Morgan", "m@x.example"),
        ("m@x.example <m@x.example>", "", "m@x.example"),
        ("nobody", "nobody", ""),
    ],
)
def test_senders_however_they_are_written(header: str, name: str, address: str) -> None:
    reading = read_mail(f"From: {header}\nMessage-ID: <a@b>\n\nDogs?".encode())
    if name:
        assert reading.sender_name == name
    assert reading.sender_email == address


def test_headers_in_undeclared_bytes_are_read() -> None:
    for charset in ("utf-8", "cp1252"):
        assert read_mail("Subject: Café £5\nMessage-ID: <a@b>\n\nDogs?".encode(charset)).subject == "Café £5"


def test_an_unknown_charset_is_told_and_loses_nothing() -> None:
    raw = b'Message-ID: <a@b>\nMIME-Version: 1.0\nContent-Type: text/plain; charset="x-klingon"\n\nCost \xa35?'
    reading = read_mail(raw)
    assert reading.text == "Cost £5?"
    assert told(reading) == ["charset"]


def test_quoted_replies_stay_in_the_text() -> None:
    reading = read_mail(mail("Thanks. And cats?\n\nOn Monday the FOI team wrote:\n> We hold 12 dogs.\n"))
    assert "> We hold 12 dogs." in reading.text


def test_mail_in_html_alone_is_read_with_its_list_numbers() -> None:
    message = mail()
    message.set_content("<p>Hello</p><ol><li>Dogs?</li><li>Cats?</li></ol>", subtype="html")
    assert "1. Dogs?" in read_mail(message).text


def test_the_plain_form_is_preferred_unless_it_is_empty() -> None:
    for plain, expected in (
        ("Plain dogs?", "Plain dogs?"),
        ("\n", "HTML dogs?"),
        ("Your mail reader does not support HTML", "HTML dogs?"),
    ):
        message = mail(plain)
        message.add_alternative("<p>HTML dogs?</p>", subtype="html")
        assert read_mail(message).text == expected


def test_text_after_an_attachment_is_text_too() -> None:
    message = mail("First part")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment("Second part", disposition="inline")
    reading = read_mail(message)
    assert reading.text == "First part\n\n\nSecond part".replace("\n\n\n", "\n\n")
    assert [attached.name for attached in reading.attachments] == ["logo.png"]


def test_lines_broken_by_the_mail_program_are_joined() -> None:
    raw = b"Message-ID: <a@b>\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\nHow many \ndogs? \n> quoted \n> line\n-- \nMe\n"
    assert read_mail(raw).text == "How many dogs?\n> quoted line\n--\nMe"


def test_attachments_are_read_and_those_in_them_too() -> None:
    inner = mail("Inner words", Subject="Inner")
    inner.add_attachment(b"How many vans?", maintype="application", subtype="octet-stream", filename="deep.txt")
    message = mail("See attached")
    message.add_attachment(b"How many dogs?", maintype="text", subtype="plain", filename="../../etc/questions.txt")
    message.add_attachment(inner)
    reading = read_mail(message)
    assert [(one.name, one.text) for one in reading.everything()][1:] == [
        ("questions.txt", "How many dogs?"), ("attachment-2.eml", "Inner words"), ("deep.txt", "How many vans?"),
    ]  # fmt: skip
    assert reading.attachments[1].subject == "Inner"


def test_mail_in_mail_in_mail_is_listed_and_no_deeper_looked_into() -> None:
    message = mail("0")
    for depth in range(1, 6):
        outer = mail(str(depth))
        outer.add_attachment(message)
        message = outer
    texts = [one.text for one in read_mail(message).everything()]
    assert texts[:3] == ["5", "4", "3"]
    assert any("nested" in told(one) for one in read_mail(message).everything())


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Auto_Submitted": "auto-replied"}, "an automatic reply"),
        ({"Auto_Submitted": "auto-generated (rejected)"}, "a message made by a program"),
        ({"Return_Path": "<>"}, "an automatic message without a return address"),
        ({"X_Autoreply": "yes"}, "an automatic reply"),
        ({"From": "MAILER-DAEMON@mx.example"}, "a mail system's report on a message that was sent"),
        ({"Auto_Submitted": "no"}, ""),
        ({"Return_Path": "<morgan@quillfeather.example>"}, ""),
    ],
)
def test_automatic_messages_are_told_from_a_persons(headers: dict[str, str], words: str) -> None:
    assert read_mail(mail(**headers)).automatic == words


def test_what_it_answers_nearest_first() -> None:
    reading = read_mail(mail(In_Reply_To="<c@x>", References="<a@x> <b@x> <c@x>"))
    assert reading.thread == ("c@x", "b@x", "a@x")


@pytest.mark.parametrize(("kind", "id"), [("application/pkcs7-mime", "encrypted"), ("application/ms-tnef", "winmail")])
def test_what_only_the_senders_program_opens_is_told(kind: str, id: str) -> None:
    main, _, sub = kind.partition("/")
    message = mail("See attached")
    message.add_attachment(b"sealed", maintype=main, subtype=sub, filename="smime.p7m")
    reading = read_mail(message)
    assert id in told(reading)
    assert reading.attachments[0].data == b"sealed"


# --- Outlook ------------------------------------------------------------------------------------------------------------

# 6 July 2026 23:30 UTC, counted as Windows does
LATE = (
    int((datetime.datetime(2026, 7, 6, 23, 30, tzinfo=UTC) - datetime.datetime(1601, 1, 1, tzinfo=UTC)).total_seconds())
    * 10**7
)


def test_an_outlook_message_with_an_attachment() -> None:
    data = outlook_file(attachments={"questions.txt": b"1. How many dogs?\n" * 500}, delivered=LATE)
    reading = read(data, "request.msg")
    assert (reading.kind, reading.text, reading.subject) == (Kind.OUTLOOK, "How many dogs do you own?", "Police dogs")
    assert (reading.sender_name, reading.sender_email) == ("Morgan Quillfeather", "Morgan@Quillfeather.example")
    assert reading.received_on == datetime.date(2026, 7, 7)  # CLK-7
    assert reading.attachments[0].text.startswith("1. How many dogs?")
    assert reading.findings == ()
    assert reading.data == data


def test_the_internet_head_of_an_outlook_message_speaks_first() -> None:
    head = (
        "Received: from a by b; Mon, 02 Mar 2026 10:00:00 +0000\r\nFrom: Site <request-1-Ab@whatdotheyknow.com>\r\n"
        "Message-ID: <x@y>\r\nIn-Reply-To: <w@y>\r\nAuto-Submitted: auto-replied\r\n"
    )
    reading = read(outlook_file(headers=head, delivered=LATE), "request.msg")
    assert reading.received_on == datetime.date(2026, 3, 2)
    assert reading.sender_email == "request-1-Ab@whatdotheyknow.com"
    assert (reading.message_id, reading.thread, reading.automatic) == ("x@y", ("w@y",), "an automatic reply")


def test_an_outlook_message_in_html_alone() -> None:
    html = read(outlook_file(body=None, html="<ol><li>Dogs – £5?</li></ol>".encode()), "x.msg")
    assert html.text.strip() == "1. Dogs – £5?"


def test_a_report_saved_from_outlook_is_automatic() -> None:
    assert read(outlook_file(message_class="REPORT.IPM.Note.NDR"), "x.msg").automatic


def test_a_broken_outlook_message_says_so() -> None:
    data = outlook_file()
    for cut in (600, 1024, 2000, len(data) // 2):
        reading = read(data[:cut], "x.msg")
        assert reading.findings
        assert reading.data == data[:cut]


def test_an_old_outlook_message_that_names_another_encoding_than_its_own_keeps_its_words() -> None:
    for narrow in (b"Caf\xe9 \x96 how many dogs for \xa35?", "Café – how many dogs for £5?".encode()):
        reading = read(outlook_file(body=None, narrow=narrow), "x.msg")  # it says UTF-8
        assert reading.text == "Café – how many dogs for £5?"


def test_a_message_attached_in_outlooks_own_way_is_read_as_a_mail() -> None:
    reading = read(outlook_file(body="See attached", attached_message="1. How many vans, for £5?"), "x.msg")
    assert reading.text == "See attached"
    [attached] = reading.attachments
    assert (attached.name, attached.kind, attached.text) == ("Vans.eml", Kind.EMAIL, "1. How many vans, for £5?")
    assert (attached.sender_name, attached.sender_email) == ("Siân Rhys", "sian@rhys.example")
    assert reading.findings == attached.findings == ()
