"""What came by mailbox or folder and an officer has to look at."""

import datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from foi.intake import arrivals, doors
from foi.intake.abandoned import dispose_of_abandoned_uploads
from foi.intake.channels.read import read
from foi.intake.models import Arrival
from foi.organisation.models import Membership
from foi.requests.models import FoiRequest
from foi.web.presenters.dates import in_words
from tests import factories as f
from tests.intake.channels.made import mail
from workflows.clock import now, today
from workflows.models import AuditEvent
from workflows.roles import Role


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Reading in a process of its own is tested with the readers; here it would only take time."""
    monkeypatch.setattr(arrivals, "read_apart", lambda data, name: read(data, name))
    f.the_force()
    f.department("Dog Section", topics="dogs")


def arrives(data: bytes = b"%PDF-1.7\nbroken", name: str = "scan.pdf", source: str = "folder") -> Arrival:
    return arrivals.take_in(data, name, source=source, arrived_on=today())


def page_of(client: Any, arrival: Arrival) -> str:
    response = client.get(reverse("arrival", args=[arrival.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_what_could_not_be_taken_in_waits_with_its_reason_and_the_menu_counts_it(signed_in: Any) -> None:
    client = signed_in(f.officer())
    assert "Arrivals" not in client.get(reverse("requests")).content.decode()
    arrival = arrives()
    assert reverse("arrivals") in client.get(reverse("requests")).content.decode()
    page = client.get(reverse("arrivals")).content.decode()
    assert "scan.pdf" in page
    assert arrival.reason in page
    assert "1 thing to check" in page
    assert "Incoming folder" in page


def test_the_page_says_what_it_is_and_what_to_do(signed_in: Any) -> None:
    page = page_of(signed_in(f.officer()), arrives())
    assert "A PDF" in page
    assert "Could not be read" in page
    assert "No text could be taken from it." in page
    assert "Log it as a request" in page


def test_it_is_logged_with_the_officer_s_words_and_its_original(signed_in: Any) -> None:
    client, arrival = signed_in(f.officer()), arrives()
    on = today()
    sent = {
        "text": "How many dogs?", "received_on_day": on.day, "received_on_month": on.month, "received_on_year": on.year,
        "channel": "post", "requester_name": "Morgan Quillfeather", "requester_email": "", "title": "",
        "requester_address": "7 Nightjar Row", "submission_key": "5b2b6c5e-0000-4000-8000-000000000000",
    }  # fmt: skip
    for _ in range(2):
        response = client.post(reverse("log_arrival", args=[arrival.pk]), sent)
    logged = FoiRequest.objects.get()
    assert response.url == reverse("request_split", args=[logged.pk])
    assert logged.files.get().original() == b"%PDF-1.7\nbroken"
    page = page_of(client, arrival)
    assert "Logged as a request" in page
    assert reverse("request", args=[logged.pk]) in page
    assert "scan.pdf" not in client.get(reverse("arrivals")).content.decode()
    assert "scan.pdf" in client.get(reverse("arrivals"), {"show": "taken-in"}).content.decode()


def test_it_is_put_on_the_request_that_the_officer_names(signed_in: Any) -> None:
    foi_request, arrival, client = f.a_request(), arrives(), signed_in(f.officer())
    to = reverse("arrival_file", args=[arrival.pk])
    page = client.post(to, {"reference": "99/99"})
    assert page.status_code == 200
    assert "There is no request with this reference" in page.content.decode()
    assert "99/99" in page.content.decode()
    assert client.post(to, {"reference": f" {foi_request.reference.lower()} "}).status_code == 302
    assert foi_request.files.get().name == "scan.pdf"
    other = f.withdrawn_request()
    page = client.post(to, {"reference": other.reference}).content.decode()
    assert "It is not waiting any more: filed on a request." in page
    assert not other.files.exists()


def test_a_request_of_another_authority_is_not_found(signed_in: Any) -> None:
    foi_request, arrival = f.a_request(), arrives()
    FoiRequest.objects.filter(pk=foi_request.pk).update(authority=f.the_office())
    page = signed_in(f.officer()).post(reverse("arrival_file", args=[arrival.pk]), {"reference": foi_request.reference})
    assert "There is no request with this reference" in page.content.decode()


def test_it_is_set_aside_with_a_reason_on_record_and_can_still_be_logged(signed_in: Any) -> None:
    client, arrival = signed_in(f.officer()), arrives()
    to = reverse("arrival_set_aside", args=[arrival.pk])
    assert "Enter a reason" in client.post(to, {"reason": "  "}).content.decode()
    for _ in range(2):  # a second press does no harm
        assert client.post(to, {"reason": "Advertising"}).url == reverse("arrivals")
    event = AuditEvent.objects.get(action="set_aside")
    assert (event.actor, event.detail["reason"]) == (f.officer(), "Advertising")
    page = client.get(reverse("arrivals"), {"show": "set-aside"}).content.decode()
    assert "Advertising" in page
    assert "Log it as a request" in page_of(client, arrival)
    original = client.get(reverse("arrival_original", args=[arrival.pk]))
    assert b"".join(original.streaming_content) == b"%PDF-1.7\nbroken"


def test_what_was_taken_in_by_itself_says_where_it_went_and_not_who_asked(signed_in: Any) -> None:
    data = mail("1. How many dogs?\n2. How old are they?\n", received=f"{today():%a, %d %b %Y} 08:15:00 +0000")
    arrival = arrives(data.as_bytes(), "1.eml", "mailbox")
    assert arrival.foi_request is not None
    client = signed_in(f.officer())
    listed = client.get(reverse("arrivals"), {"show": "taken-in"}).content.decode()
    page = page_of(client, arrival)
    for shown in (listed, page):
        assert arrival.foi_request.reference in shown
        assert "quillfeather" not in shown.lower()  # the requester page names them, and records who looked
    assert "The system" in client.get(reverse("request", args=[arrival.foi_request.pk])).content.decode()


def test_what_is_to_be_checked_of_a_request_that_came_by_itself_is_told_on_its_page(signed_in: Any) -> None:
    arrival = arrives(mail("1. How many dogs?\n", Subject="Fwd: dogs").as_bytes(), "1.eml", "mailbox")
    assert arrival.foi_request is not None
    page = signed_in(f.officer()).get(reverse("request", args=[arrival.foi_request.pk])).content.decode()
    assert "As it came by mailbox" in page
    assert "things to check" in page
    page = page_of(signed_in(f.officer()), arrival)
    assert "It seems to have been forwarded by somebody else than the requester." in page
    assert (
        "As it came"
        not in signed_in(f.approver()).get(reverse("request", args=[arrival.foi_request.pk])).content.decode()
    )


def test_an_original_that_is_gone_is_no_fault(signed_in: Any) -> None:
    arrival = arrives()
    arrival.content.storage.delete(str(arrival.content.name))
    client = signed_in(f.officer())
    for name in ("arrival", "log_arrival", "arrival_original"):
        assert client.get(reverse(name, args=[arrival.pk])).status_code == 404


@pytest.mark.parametrize("who", [f.contributor, f.approver, f.outsider])
def test_nobody_but_the_officers_of_the_authority_learns_of_it(signed_in: Any, who: Any) -> None:
    arrival, client = arrives(), signed_in(who())
    for name in ("arrival", "log_arrival", "arrival_original"):
        assert client.get(reverse(name, args=[arrival.pk])).status_code == 404
    for name, sent in (("arrival_file", {"reference": "1/26"}), ("arrival_set_aside", {"reason": "x"})):
        assert client.post(reverse(name, args=[arrival.pk]), sent).status_code == 404
    listed = client.get(reverse("arrivals"))
    assert listed.status_code == (200 if who is f.outsider else 404)
    assert "scan.pdf" not in listed.content.decode()
    arrival.refresh_from_db()
    assert arrival.outcome == Arrival.Outcome.WAITING


def test_an_upload_that_was_read_and_not_logged_is_found_again_by_its_officer_only(signed_in: Any) -> None:
    officer = f.officer()
    upload, _ = arrivals.take_upload(b"How many dogs?", "letter.txt", by=officer)
    to_check = reverse("log_arrival", args=[upload.pk])
    until = in_words(today() + datetime.timedelta(days=7))
    client = signed_in(officer)
    assert f"{reverse('arrivals')}?show=read" in client.get(to_check).content.decode()
    page = client.get(reverse("arrivals"), {"show": "read"}).content.decode()
    assert "Read, not logged" in page
    assert f'href="{to_check}"><bdi>letter.txt</bdi>' in page
    assert "Kept until" in page
    assert until.partition(" ")[2] in page
    for show in ("waiting", "taken-in", "set-aside"):
        assert "letter.txt" not in client.get(reverse("arrivals"), {"show": show}).content.decode()
    # It names who wrote it, so it is the officer's who uploaded it until it is logged, and only while they are one.
    Membership.objects.create(user=f.approver(), authority=f.the_force(), role=Role.FOI_OFFICER)
    for other in (f.approver(), f.outsider()):
        page = signed_in(other).get(reverse("arrivals"), {"show": "read"}).content.decode()
        assert "letter.txt" not in page
        assert "No file that you uploaded waits to be logged." in page
    Membership.objects.filter(user=officer).delete()
    assert signed_in(officer).get(reverse("arrivals"), {"show": "read"}).status_code == 404


def test_an_upload_that_was_logged_or_deleted_is_not_on_the_list_any_more(signed_in: Any) -> None:
    officer = f.officer()
    logged, _ = arrivals.take_upload(b"How many dogs?", "logged.txt", by=officer)
    arrivals.log_arrival(logged, arrivals.read_again(logged)[0], f.the_force(), by=officer)
    arrivals.take_upload(b"How many cats?", "old.txt", by=officer)
    Arrival.objects.filter(name="old.txt").update(taken_in_at=now() - datetime.timedelta(days=8))
    assert dispose_of_abandoned_uploads() == 1
    page = signed_in(officer).get(reverse("arrivals"), {"show": "read"}).content.decode()
    assert "No file that you uploaded waits to be logged." in page


@pytest.mark.parametrize("show", ["waiting", "read", "taken-in"])
def test_the_list_takes_the_same_number_of_queries_however_long_it_is(
    signed_in: Any, django_assert_num_queries: Any, show: str
) -> None:
    foi_request, client = f.a_request(), signed_in(f.officer())
    of_this_list: dict[str, Any] = {
        "waiting": {"authority": f.the_force(), "source": "mailbox"},
        "read": {"source": "upload", "taken_in_by": f.officer()},
        "taken-in": {
            "authority": f.the_force(), "source": "mailbox", "outcome": "request", "foi_request": foi_request
        },
    }[show]  # fmt: skip

    def more(first: int, last: int) -> None:
        Arrival.objects.bulk_create(
            Arrival(
                name=f"{number}.eml", size=1, sha256=f"{show}{number}", identity=f"{number}", arrived_on=today(),
                **of_this_list,
            )
            for number in range(first, last)
        )  # fmt: skip

    more(0, 1)
    # Session, user, roles; how many of each; the rows of the page; whether the mailbox was reached; the
    # menu's arrivals.
    with django_assert_num_queries(7):
        client.get(reverse("arrivals"), {"show": show})
    more(1, 60)
    with django_assert_num_queries(7):
        page = client.get(reverse("arrivals"), {"show": show, "page": "3"}).content.decode()
    assert "Showing 51 to 60 of 60 arrivals" in page


def test_a_mailbox_that_cannot_be_reached_is_told_where_officers_look(signed_in: Any) -> None:
    officer, approver = signed_in(f.officer()), signed_in(f.approver())
    with time_machine.travel(datetime.datetime(2026, 3, 2, 15, 5, tzinfo=datetime.UTC)):
        doors.note("mailbox", "")
    assert "has not been reached" not in officer.get(reverse("arrivals")).content.decode()
    doors.note("mailbox", "The mail server refused the sign-in.")
    for page in ("arrivals", "requests"):
        said = html.fromstring(officer.get(reverse(page)).content.decode()).text_content()
        assert "The mailbox has not been reached since 2 March 2026 at 3:05pm: requests may be waiting there" in said
        assert "and their time limit runs. The mail server refused the sign-in." in said
    assert "has not been reached" not in approver.get(reverse("requests")).content.decode()
    doors.note("mailbox", "")
    assert "has not been reached" not in officer.get(reverse("arrivals")).content.decode()
    doors.note("folder", "The folder /data/incoming cannot be used: Permission denied.")
    assert "The incoming folder has never been reached" in officer.get(reverse("arrivals")).content.decode()


def test_what_does_not_come_from_the_requester_says_so_on_the_request_and_in_its_correspondence(signed_in: Any) -> None:
    asked = f.a_request()
    assert asked.requester.email
    for sender, number in ((asked.requester.email, 1), ("jo@strange.example", 2)):
        reply = mail("Any news?\n", From=sender, Subject=f"Re: {asked.reference}", Message_ID=f"<{number}@x>")
        assert arrives(reply.as_bytes(), "m.eml", "mailbox").foi_request == asked
    client = signed_in(f.officer())
    on_file = client.get(reverse("request_correspondence", args=[asked.pk])).content.decode()
    assert on_file.count("Not from the requester’s recorded address") == 1
    assert "jo@strange.example" in on_file
    page = client.get(reverse("request", args=[asked.pk])).content.decode()
    assert page.count("Not from the requester’s recorded address") == 1
    assert "jo@strange.example" not in page
