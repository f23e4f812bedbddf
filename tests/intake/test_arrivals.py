"""What arrives and begins something new becomes a request, once, with its original kept."""

import datetime

import pytest

from foi.intake import arrivals
from foi.intake.arrivals import take_in
from foi.intake.channels.apart import read_apart
from foi.intake.channels.read import read
from foi.intake.forwards import Ours
from foi.intake.incoming import message_from
from foi.intake.masks import Blind
from foi.intake.models import Arrival
from foi.requests.models import Correspondence, FoiRequest
from tests.at_once import at_once
from tests.intake.arriving import TEXT, TODAY, a_mail, arrives, ids, sent_on
from tests.intake.channels.made import by_libreoffice, mail, needs_libreoffice, outlook_file
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
    stored = {file.name: file.original() for file in arrival.foi_request.files.all()}
    assert stored == {"message-1.eml": message.as_bytes(), "dog.png": b"\x89PNG\r\n"}
    assert arrival.original() == message.as_bytes()
    assert not arrival.content


def test_CLK_5_the_mailboxs_date_holds_where_no_server_signed_and_the_senders_never() -> None:
    arrival = arrives(mail(TEXT, Date="Mon, 02 Feb 2026 10:00:00 +0000"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.received_on == TODAY
    assert "received_unknown" in ids(arrival)


def test_CLK_7_without_a_server_the_check_says_what_the_sender_dates_it_in_london() -> None:
    arrival = arrives(mail(TEXT, Date="Mon, 02 Feb 2026 23:30:00 -0100"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.received_on == TODAY
    [check] = [finding for finding in arrival.findings if finding["id"] == "received_unknown"]
    assert check["message"].endswith("The sender dates it Tuesday 3 February 2026.")


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


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ('"Bloggs, Joe"', "Joe Bloggs"),
        ('"O\'Hara-Blythe, Siobhán"', "Siobhán O'Hara-Blythe"),
        ('"van der Berg, Jan Piet (Westport)"', "Jan Piet van der Berg"),
        ('"Trentvale Council, Legal Services"', "Trentvale Council, Legal Services"),
        ('"Smith, Jones & Co"', "Smith, Jones & Co"),
        ('"Smith, Jones and Brown"', "Smith, Jones and Brown"),
        ('"Fairweather, MP"', "Fairweather, MP"),
        ('"Jane Fairweather, Solicitor"', "Jane Fairweather, Solicitor"),
        ('"Jane Fairweather, Trentvale"', "Jane Fairweather, Trentvale"),
        ('"Trentvale Echo, News"', "Trentvale Echo, News"),
    ],
)
def test_a_sender_whose_surname_comes_first_is_named_as_one_writes_to_people(sender: str, name: str) -> None:
    arrival = arrives(a_mail(From=f"{sender} <someone@post.example>"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.requester.name == name


def test_REQ_21_the_title_does_not_say_who_asked() -> None:
    arrival = arrives(a_mail(Subject="FOI request by Morgan Quillfeather"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.title == "FOI request by [requester]"


def test_REQ_21_a_subject_does_not_say_the_address_that_stands_under_the_letter() -> None:
    letter = "How many dogs?\n\nYours faithfully,\nMorgan Quillfeather\n14 Marsh Street\nTrentvale TV2 3CD\n"
    arrival = arrives(a_mail(letter, Subject="Dogs at 14 Marsh St"))
    assert arrival.foi_request is not None
    assert arrival.foi_request.title == "Dogs at [requester]"


def test_a_forwarded_message_is_a_request_with_a_warning_about_its_day() -> None:
    assert "forwarded" in ids(arrives(a_mail(Subject="FW: Dogs", From="chief@trentvale.example")))


OUTLOOK = """-----Original Message-----
From: Siân Rhys [mailto:sian@rhys.example]
Sent: 24 February 2026 09:14
To: Front Desk; enquiries@trentvale.example
Subject: Dogs
"""
ASKS_TOO = "Please also tell me how many horses we own and what they eat.\n"
GMAIL = """---------- Forwarded message ---------
From: Siân Rhys <sian@rhys.example>
Date: Tue, 24 Feb 2026 at 09:14
Subject: Dogs
To: <desk@trentvale.example>

"""
APPLE = """Begin forwarded message:

> From: Siân Rhys <sian@rhys.example>
> Subject: Dogs
> Date: February 24, 2026 at 9:14:03 AM GMT
> To: desk@trentvale.example
>
"""
THUNDERBIRD = """-------- Forwarded Message --------
Subject: 	Dogs
Date: 	Mon, 23 Feb 2026 19:30:00 -0500
From: 	Siân Rhys <sian@rhys.example>
To: 	desk@trentvale.example, another.person@trentvale.example,
third.person@trentvale.example
Cc: 	chief@trentvale.example

"""
ON_THE_WAY = (
    """From: Chief Constable <chief@trentvale.example>
Sent: 26 February 2026 11:00
To: Jo Hartley-Swann
Subject: FW: Dogs

Jo, one for you.

"""
    + OUTLOOK
)


@pytest.mark.parametrize("head", [OUTLOOK, GMAIL, APPLE, THUNDERBIRD, ON_THE_WAY],
                         ids=["Outlook", "Gmail", "Apple", "Thunderbird", "sent on twice"])  # fmt: skip
@pytest.mark.parametrize("note", ["", "FYI\n", "Hi,\n\nCan you deal with this please?\n\nThanks\nJo Hartley-Swann\n"])
def test_CLK_5_what_a_front_desk_sends_on_was_asked_by_the_sender_inside_on_the_day_it_came(
    head: str, note: str
) -> None:
    arrival = arrives(sent_on(note, head))
    assert arrival.foi_request is not None
    requester = arrival.foi_request.requester
    assert (requester.name, requester.email) == ("Siân Rhys", "sian@rhys.example")
    assert requester.came_from == ""  # only the text says so: it is typed once more before a letter goes there
    assert arrival.foi_request.received_on == datetime.date(2026, 2, 24)
    [why] = [finding for finding in arrival.findings if finding["id"] == "received_earlier"]
    assert "is dated Tuesday 24 February 2026" in why["message"]
    assert "first day in the authority (section 10)" in why["hint"]
    assert "taken for the requester" in next(one for one in arrival.findings if one["id"] == "forwarded")["message"]


def test_a_message_that_a_front_desk_attaches_was_asked_by_its_sender() -> None:
    inner = mail(TEXT, To="desk@trentvale.example", Date="Mon, 23 Feb 2026 19:30:00 -0500")
    message = a_mail("Please see attached.\n", From="Front Desk <desk@trentvale.example>", Message_ID="<f2@t.example>")
    message.add_attachment(inner)
    arrival = arrives(message)
    assert arrival.foi_request is not None
    assert arrival.foi_request.requester.email == "morgan@quillfeather.example"
    assert arrival.foi_request.received_on == datetime.date(2026, 2, 24)  # CLK-7


def test_what_was_not_addressed_to_the_authority_was_received_with_the_message_that_brought_it() -> None:
    arrival = arrives(sent_on(head=OUTLOOK.replace("enquiries@trentvale", "mp@parliament")))
    assert arrival.foi_request is not None
    assert arrival.foi_request.requester.email == "sian@rhys.example"
    assert arrival.foi_request.received_on == datetime.date(2026, 3, 3)
    assert "received_earlier" not in ids(arrival)


@pytest.mark.parametrize(
    ("note", "sender"),
    [
        (ASKS_TOO, "Jo Hartley-Swann <jo.hs@trentvale.example>"),
        ("For you.\n", "Ash Solicitor-Vane <ash@solicitors.example>"),
    ],
    ids=["asks something too", "from outside"],
)
def test_else_the_sender_stays_the_requester_and_the_one_inside_is_named_as_the_likely_one(
    note: str, sender: str
) -> None:
    data = sent_on(note, OUTLOOK, From=sender).as_bytes()
    reading = read(data, "message-1.eml")
    message, findings = message_from(reading, arrived_on=TODAY, ours=Ours(frozenset(["trentvale.example"])))
    assert message.requester_email in sender
    assert [one.about for one in findings if one.id == "forwarded"] == [
        "Likely the requester: Siân Rhys, sian@rhys.example."
    ]
    assert "Siân" not in str(arrives(data).findings)  # kept where who asked is not said


def test_a_trail_under_a_reply_is_no_forward() -> None:
    for head in (OUTLOOK, OUTLOOK.replace("sian@rhys", "foi@trentvale")):
        sent = sent_on(TEXT, head, Subject="Re: x", From="Morgan Quillfeather <morgan@quillfeather.example>")
        assert "forwarded" not in ids(arrives(sent))


def test_REQ_21_departments_see_neither_who_sent_it_on_nor_who_asked() -> None:
    words = "1. How many dogs does Trentvale own, as Siân Rhys and Jo Hartley-Swann asked (jo.hs@trentvale.example)?\n"
    for head, note in ((OUTLOOK, ""), (OUTLOOK, ASKS_TOO)):
        message = sent_on(note, head, Message_ID=f"<{len(note)}@t.example>", Subject=f"FW: Siân Rhys {len(note)}")
        message.set_content(message.get_content().replace("1. How many dogs do you own?\n", words))
        foi_request = arrives(message).foi_request
        assert foi_request is not None
        asked = Blind(foi_request)(" ".join(question.text for question in foi_request.questions.all()))
        assert "How many dogs does Trentvale own, as [requester] and [requester] asked ([requester])?" in asked
        assert "Rhys" not in foi_request.title
    desk = sent_on("", OUTLOOK, From="Trentvale Police <desk@trentvale.example>", Message_ID="<d@t.example>")
    foi_request = arrives(desk).foi_request
    assert foi_request is not None
    assert Blind(foi_request)("How many dogs do Trentvale Police own?") == "How many dogs do Trentvale Police own?"


def test_where_an_authority_has_an_address_anybody_may_have_its_neighbours_are_no_part_of_it() -> None:
    ours = Ours(frozenset(["gmail.com", "trentvale.example"]), frozenset(["clerk@gmail.com"]))
    assert "clerk@gmail.com" in ours
    assert "Desk@mail.Trentvale.example" in ours
    assert "sian@gmail.com" not in ours
    assert "desk@nottrentvale.example" not in ours


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


def test_the_text_of_an_attachment_stands_under_the_name_of_its_file() -> None:
    message = a_mail("Dear Sir,\n\nPlease see my request attached.\n\nYours faithfully,\nMorgan Quillfeather\n")
    message.add_attachment(b"How many dogs?\n", maintype="text", subtype="plain", filename="questions.txt")
    foi_request = arrives(message).foi_request
    assert foi_request is not None
    assert foi_request.text.endswith("Morgan Quillfeather\n\nAttachment: questions.txt\n\nHow many dogs?")


@pytest.mark.parametrize("by", ["mail", "Outlook"])
def test_an_attached_message_shows_from_whom_and_when_it_came_and_what_it_was_about(by: str) -> None:
    if by == "mail":
        outer = a_mail("Please see my request attached.\n", Message_ID="<o@x>")
        outer.add_attachment(
            mail(
                "How many vans?\n",
                From="Siân Rhys <sian@rhys.example>",
                Subject="Vans",
                Date="Tue, 07 Jul 2026 23:30:00 +0000",
            )
        )
        dated, data = "Date: 8 July 2026 00:30\n", outer.as_bytes()
    else:
        dated, data = "", outlook_file(body="Please see my request attached.", attached_message="How many vans?")
    foi_request = arrives(data).foi_request
    assert foi_request is not None
    head = f"From: Siân Rhys <sian@rhys.example>\nSubject: Vans\n{dated}\nHow many vans?"
    assert foi_request.text.startswith("Please see my request attached.\n\nAttachment: ")
    assert foi_request.text.endswith(f".eml\n{head}")
    if dated:
        assert [question.text for question in foi_request.questions.all()] == ["How many vans?"]


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
