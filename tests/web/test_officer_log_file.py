"""Logging a request from a file: what was read is shown first, the file is kept, and nothing is lost or doubled."""

# ruff: noqa: E501 - a message in one piece

import datetime
import io
import re
import uuid
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foi.intake import arrivals
from foi.intake.channels import reading
from foi.intake.channels.read import read
from foi.intake.masks import Blind
from foi.intake.models import Arrival
from foi.organisation.models import Membership
from foi.requests.models import FoiRequest
from foi.web.forms import arrivals as arrival_forms
from foi.web.presenters.dates import with_weekday
from tests import factories as f
from tests.intake.channels.made import mail, paragraph, word_file
from workflows.clock import today
from workflows.roles import Role

TEXT = "Dear team,\n\n1. How many dogs do you own?\n2. What did their food cost?\n\nYours,\nMorgan Quillfeather\n"
DOCX = word_file("".join(map(paragraph, TEXT.splitlines())))


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Reading in a process of its own is tested with the readers; here it would only take time."""
    monkeypatch.setattr(arrivals, "read_apart", lambda data, name: read(data, name))
    f.the_force()
    f.department("Dog Section", topics="dogs")


def upload(client: Any, data: bytes, name: str) -> Any:
    return client.post(reverse("log_file"), {"file": SimpleUploadedFile(name, data)})


def read_page(client: Any, data: bytes, name: str) -> str:
    """Uploads it, and reads the page that follows."""
    response = upload(client, data, name)
    assert response.status_code == 302
    return client.get(response.url).content.decode()


def form(on: datetime.date | None = None, **changed: Any) -> dict[str, Any]:
    on = on or today()
    return {
        "text": TEXT, "received_on_day": on.day, "received_on_month": on.month, "received_on_year": on.year,
        "channel": "email", "requester_name": "Morgan Quillfeather", "requester_email": "morgan@quillfeather.example",
        "requester_address": "", "title": "", "submission_key": str(uuid.uuid4()), "date_is_right": "on", **changed,
    }  # fmt: skip


def a_mail(text: str = TEXT, **headers: str) -> bytes:
    return mail(text, received=f"{today():%a, %d %b %Y} 08:15:00 +0000", **headers).as_bytes()


def test_a_mail_fills_in_the_form_and_nothing_is_logged_before_the_officer_has_looked(signed_in: Any) -> None:
    page = read_page(signed_in(f.officer()), a_mail(Reply_To="request-77-ab@sites.example"), "request.eml")
    assert "Check what was read and log it" in page
    for read_in_it in (
        "How many dogs do you own?", 'value="Morgan Quillfeather"', 'value="request-77-ab@sites.example"',
        'value="Police dogs"', f'inputmode="numeric" value="{today().day}"', "a mail server of ours says",
        "It came from morgan@quillfeather.example; answers go to request-77-ab@sites.example.",
    ):  # fmt: skip
        assert read_in_it in page
    assert not FoiRequest.objects.exists()


def test_what_the_officer_corrects_is_logged_and_the_file_is_kept_byte_for_byte(signed_in: Any) -> None:
    client = signed_in(f.officer())
    data = a_mail()
    place = upload(client, data, "request.eml").url
    response = client.post(place, form(text=TEXT.replace("\n\nYours", "\n3. Who trains them?\n\nYours")), follow=True)
    logged = FoiRequest.objects.get()
    assert response.redirect_chain == [(reverse("request_split", args=[logged.pk]), 302)]
    assert f"Logged as {logged.reference}" in response.content.decode()
    assert "The file is kept with it, just as it came." in response.content.decode()
    assert logged.questions.count() == 3
    assert logged.officer == f.officer()
    kept = logged.files.get()
    assert kept.name == "request.eml"
    assert kept.original() == data


def test_a_mail_that_no_server_dated_is_filled_in_with_its_sender_s_day_and_the_officer_is_told(signed_in: Any) -> None:
    sent = today() - datetime.timedelta(days=7)
    page = read_page(signed_in(f.officer()), mail(TEXT, Date=f"{sent:%a, %d %b %Y} 12:00:00 +0000").as_bytes(), "1.eml")
    for part, value in (("day", sent.day), ("month", sent.month), ("year", sent.year)):
        assert re.search(rf'name="received_on_{part}"[^>]* value="{value}"', page)
    assert "It does not say when it reached the authority." in page
    assert f"It was taken as received on the day that its sender dates it, {with_weekday(sent)}." in page
    assert "Filled in with the day that its sender dates it" in page


def test_what_a_front_desk_sent_on_is_filled_in_as_asked_by_the_sender_inside(signed_in: Any) -> None:
    sent = f"{today() - datetime.timedelta(days=1):%d %B %Y} 09:14"
    inside = (
        f"-----Original Message-----\nFrom: Siân Rhys <sian@rhys.example>\nSent: {sent}\nTo: desk@trentvale.example\n"
    )
    data = a_mail(f"{inside}Subject: Dogs\n\n{TEXT}", From="Jo Swann <jo.swann@trentvale.example>", Subject="FW: Dogs")
    client = signed_in(f.officer())
    place = upload(client, data, "forwarded.eml").url
    page = client.get(place).content.decode()
    assert 'value="Siân Rhys"' in page
    assert 'value="sian@rhys.example"' in page
    assert "Filled in with the date of the message that was sent on to you." in page
    assert "The time limit runs from the first day in the authority (section 10)." in page
    client.post(place, form(requester_name="Siân Rhys", requester_email="sian@rhys.example"))
    seen_by_departments = Blind(FoiRequest.objects.get())
    assert seen_by_departments("Siân Rhys and Jo Swann") == "[requester] and [requester]"


def test_who_wrote_a_message_that_was_sent_on_from_outside_is_said_to_be_the_likely_requester(signed_in: Any) -> None:
    inside = "---------- Forwarded message ---------\nFrom: Siân Rhys <sian@rhys.example>\nDate: 2 March 2026\nSubject: Dogs\n"
    page = read_page(signed_in(f.officer()), a_mail(f"{inside}\n{TEXT}", Subject="Fwd: Dogs"), "forwarded.eml")
    assert "Likely the requester: Siân Rhys, sian@rhys.example." in page
    assert 'value="morgan@quillfeather.example"' in page


def test_a_word_document_is_read_and_its_date_is_asked_for(signed_in: Any) -> None:
    page = read_page(signed_in(f.officer()), DOCX, "letter.docx")
    assert "letter.docx</bdi>, a Word document" in page
    assert "The file does not say when it reached the authority" in page
    assert 'value="Morgan Quillfeather"' in page  # it is signed with that name
    assert "Enter an e-mail or a postal address" in page


def test_mistakes_on_the_form_keep_the_file_and_everything_typed(signed_in: Any) -> None:
    client = signed_in(f.officer())
    place = upload(client, DOCX, "letter.docx").url
    page = client.post(place, form(text="Typed by hand?", requester_name="")).content.decode()
    assert "Enter the requester’s name" in page
    assert "Typed by hand?" in page
    assert "letter.docx" in page
    assert client.post(place, form()).status_code == 302
    assert FoiRequest.objects.get().files.get().original() == DOCX


def test_two_presses_log_one_request(signed_in: Any) -> None:
    client = signed_in(f.officer())
    place, sent = upload(client, DOCX, "letter.docx").url, form()
    first = client.post(place, sent)
    second = client.post(place, sent, follow=True)
    assert second.redirect_chain[0][0] == first.url
    assert "Nothing was logged twice." in second.content.decode()
    assert FoiRequest.objects.count() == 1


def test_the_page_of_a_file_that_was_logged_leads_to_its_request(signed_in: Any) -> None:
    client = signed_in(f.officer())
    place = upload(client, DOCX, "letter.docx").url
    client.post(place, form())
    assert client.get(place).url == reverse("request", args=[FoiRequest.objects.get().pk])


def test_the_same_message_a_second_time_leads_to_the_request_that_there_is(signed_in: Any) -> None:
    client = signed_in(f.officer())
    arrived = arrivals.take_in(a_mail(), "1.eml", source="mailbox", arrived_on=today())
    assert arrived.foi_request is not None
    response = client.post(reverse("log_file"), {"file": SimpleUploadedFile("again.eml", a_mail())}, follow=True)
    assert response.redirect_chain == [(reverse("request", args=[arrived.foi_request.pk]), 302)]
    assert f"on file already, with {arrived.foi_request.reference}. Nothing was logged twice." in (
        response.content.decode()
    )


def test_the_same_document_from_somebody_else_is_a_request_of_its_own_and_the_officer_is_told_of_the_first(
    signed_in: Any,
) -> None:
    client = signed_in(f.officer())
    client.post(upload(client, DOCX, "letter.docx").url, form())
    first = FoiRequest.objects.get()
    place = upload(client, DOCX, "letter.docx").url
    page = client.get(place).content.decode()
    assert "The same file came before" in page
    assert f'{reverse("request", args=[first.pk])}">{first.reference}</a>' in page
    client.post(place, form(requester_name="Wilma Birdwhistle", requester_email="wilma@birdwhistle.example"))
    assert FoiRequest.objects.count() == 2


def test_a_reply_that_quotes_a_reference_is_offered_for_that_request(signed_in: Any) -> None:
    foi_request = f.a_request()
    client = signed_in(f.officer())
    data = a_mail("One thing more: I meant 2025.\n", Subject=f"Re: Your request {foi_request.reference}")
    page = read_page(client, data, "reply.eml")
    assert f"It seems to belong to request {foi_request.reference}" in page
    assert "its subject quotes the reference" in page
    arrival = Arrival.objects.get()
    to = reverse("arrival_file", args=[arrival.pk])
    for _ in range(2):  # a second press does no harm
        response = client.post(to, {"reference": foi_request.reference})
        assert response.url == reverse("request_correspondence", args=[foi_request.pk])
    assert foi_request.correspondence.filter(body__contains="I meant 2025").count() == 1
    assert foi_request.files.get().original() == data
    assert FoiRequest.objects.count() == 1


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b" " * (reading.MAX_UNPACKED_BYTES + 1))
    return packed.getvalue()


def test_an_out_of_office_reply_that_quotes_a_reference_is_called_automatic(signed_in: Any) -> None:
    foi_request = f.a_request()
    reply = a_mail(
        "I am away until Monday.\n",
        Subject=f"Automatic reply: FOI request {foi_request.reference}",
        Auto_Submitted="auto-replied",
    )
    page = read_page(signed_in(f.officer()), reply, "away.eml")
    assert f"It seems to belong to request {foi_request.reference}" in page
    assert "It is an automatic reply." in page
    assert "Nobody asks anything in it." in page


@pytest.mark.parametrize(
    ("data", "name", "step"),
    [
        (b"", "empty.eml", "Ask the sender for it again."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "scan.pdf", "Open it, and type what it asks."),
        (b"%PDF-1.7\nbroken", "broken.pdf", "Ask the sender for it again, or as text."),
        (DOCX[:-200], "cut.docx", "Ask the sender for it again, or as text."),
        (b"MZ" + b"\0" * 200, "letter.docx", "Do not open it. Ask the sender for the request as text."),
        ("bomb", "bomb.docx", "Do not open it. Ask the sender for the request as text."),
    ],
    ids=["empty", "picture", "broken pdf", "cut off", "program", "bomb"],
)
def test_a_file_that_cannot_be_read_says_so_and_the_request_is_typed_beside_it(
    signed_in: Any, data: Any, name: str, step: str
) -> None:
    data = bomb() if data == "bomb" else data
    client = signed_in(f.officer())
    place = upload(client, data, name).url
    page = client.get(place).content.decode()
    assert "Could not be read" in page
    assert "type or paste the request below" in page
    assert step in page
    assert page.count("Do not open it") == (name in ("letter.docx", "bomb.docx"))
    assert "program that it was made with" not in page
    client.post(place, form())
    logged = FoiRequest.objects.get()
    assert logged.text == TEXT
    assert logged.files.get().original() == data


def test_a_wrong_ending_is_read_by_what_the_file_is(signed_in: Any) -> None:
    page = read_page(signed_in(f.officer()), DOCX, "letter.pdf")
    assert "a Word document" in page
    assert "How many dogs do you own?" in page


def test_no_file_and_a_file_that_is_too_large_are_refused_in_words(
    signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(f.officer())
    page = client.post(reverse("log_file")).content.decode()
    assert "Choose the file" in page
    assert "<title>Error: " in page
    monkeypatch.setattr(arrival_forms, "MAX_FILE_BYTES", 10)
    assert "larger than 60 MB" in upload(client, b"x" * 11, "a.txt").content.decode()
    assert not Arrival.objects.exists()


def test_what_a_file_holds_never_runs_as_a_page_of_ours(signed_in: Any) -> None:
    client = signed_in(f.officer())
    place = upload(
        client, b"<html><body><p>&lt;script&gt;alert(1)&lt;/script&gt; How many?</p></body></html>", "a.html"
    )
    assert "<script>alert(1)" not in client.get(place.url).content.decode()
    original = client.get(reverse("arrival_original", args=[Arrival.objects.get().pk]))
    assert original["Content-Disposition"].startswith("attachment")
    assert "sandbox" in original["Content-Security-Policy"]


def test_an_upload_is_seen_by_the_officers_who_may_log_it_and_nobody_else(signed_in: Any) -> None:
    place = upload(signed_in(f.officer()), DOCX, "letter.docx").url
    pk = Arrival.objects.get().pk
    for person in (f.contributor(), f.approver(), f.outsider()):
        client = signed_in(person)
        assert client.get(place).status_code == 404
        assert client.post(place, form()).status_code == 404
        assert client.get(reverse("arrival_original", args=[pk])).status_code == 404
        assert client.post(reverse("arrival_file", args=[pk]), {"reference": "x"}).status_code == 404
        assert client.post(reverse("arrival_set_aside", args=[pk]), {"reason": "x"}).status_code == 404
    assert upload(signed_in(f.contributor()), DOCX, "letter.docx").status_code == 403
    assert not FoiRequest.objects.exists()


def test_an_officer_of_two_authorities_says_which_one_was_asked(signed_in: Any) -> None:
    officer = f.officer()
    Membership.objects.create(user=officer, authority=f.the_office(), role=Role.FOI_OFFICER)
    client = signed_in(officer)
    place = upload(client, DOCX, "letter.docx").url
    assert "Which authority was asked?" in client.get(place).content.decode()
    assert client.post(place, form()).status_code == 200
    client.post(place, form(authority=str(f.the_office().pk)))
    assert FoiRequest.objects.get().authority == f.the_office()


def test_another_copy_of_a_message_is_shown_as_one_and_cannot_be_logged_twice(signed_in: Any) -> None:
    client = signed_in(f.officer())
    first = arrivals.take_in(mail().as_bytes(), "a.eml", source="mailbox", arrived_on=today()).foi_request
    assert first is not None
    copy, _ = arrivals.take_upload(mail(X_Saved_By="another").as_bytes(), "b.eml", by=f.officer())
    page = client.get(reverse("log_arrival", args=[copy.pk])).content.decode()
    assert "a copy of the same message is on its file" in page
    assert "Both copies are kept; nothing is logged twice." in page
    assert "Put it on this request" in page
    assert ">Log the request<" not in page
