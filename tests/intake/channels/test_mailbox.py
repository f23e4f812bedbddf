"""Fetching: from a real IMAP server and from a folder; each message once, nothing deleted, nothing moved too early."""

# ruff: noqa: E501 - messages in one line

import datetime
import os
import socket
import threading
from collections.abc import Iterator
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.management import CommandError, call_command
from django.db import connection

from foi.intake import arrivals, doors, tasks
from foi.intake.channels import mailbox
from foi.intake.channels.mailbox import Folder, ImapServer, MailboxTrouble, open_imap
from foi.intake.channels.read import read
from foi.intake.models import Arrival
from foi.requests.models import FoiRequest
from foi.schedule import SCHEDULE
from tests import factories
from tests.intake.channels.imap_server import Server, running
from tests.intake.channels.made import mail

RECEIVED = "Tue, 03 Mar 2026 10:00:00 +0000"


@pytest.fixture(scope="module")
def imap() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "read_apart", lambda data, name: read(data, name))
    monkeypatch.setattr(mailbox, "SETTLED_AFTER", 0)


@pytest.fixture
def inbox(imap: Server, settings: Any, db: None) -> Iterator[Server]:
    """An empty mailbox that the settings name."""
    factories.the_force()
    factories.officer()
    settings.IMAP_URL = imap.url
    yield imap
    with imap.box() as client:
        for folder in imap.folders():
            client.select(f'"{folder}"')
            client.uid("STORE", "1:*", "+FLAGS", "(\\Deleted)")
            client.expunge()


def a_mail(number: int = 1, **headers: str) -> bytes:
    """With the line ends that travel between servers."""
    made = mail(
        f"How many dogs do you own, {number}?\n", received=RECEIVED, Message_ID=f"<{number}@x.example>", **headers
    )
    return made.as_bytes(policy=SMTP)


# --- IMAP ---------------------------------------------------------------------------------------------------------------


def test_what_waits_is_taken_in_byte_for_byte_and_moved(inbox: Server) -> None:
    first, second = a_mail(1), a_mail(2)
    inbox.put(first)
    inbox.put(second, flags="\\Seen")  # somebody has opened it in Outlook meanwhile: it waits all the same
    assert tasks.fetch() == {"request": 2}
    originals = [one.original() for foi_request in FoiRequest.objects.order_by("pk") for one in foi_request.files.all()]
    assert originals == [first, second]
    assert inbox.messages() == []
    assert inbox.messages("FOI processed") == [(first, True), (second, True)]
    assert tasks.fetch() == {}
    assert FoiRequest.objects.count() == 2


def test_CLK_5_the_servers_own_date_counts_where_the_head_names_none(inbox: Server) -> None:
    inbox.put(mail("How many dogs?\n").as_bytes(), at="06-Jul-2026 23:30:00 +0000")
    tasks.fetch()
    assert FoiRequest.objects.get().received_on == datetime.date(2026, 7, 7)  # CLK-7


def test_what_an_officer_has_to_look_at_goes_to_its_own_folder(inbox: Server, settings: Any) -> None:
    factories.the_office()  # two authorities, and the message names neither
    settings.IMAP_URL += "&processed=Done&failed=To%20check"
    inbox.put(a_mail(To="hello@trentvale.example"))
    assert tasks.fetch() == {"waiting": 1}
    assert inbox.messages("To check") == [(a_mail(To="hello@trentvale.example"), True)]
    assert "Done" not in inbox.folders()


def test_a_crash_between_commit_and_move_makes_no_second_request(
    inbox: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.put(a_mail())
    with monkeypatch.context() as broken:
        broken.setattr(mailbox.Imap, "done", lambda self, message: (_ for _ in ()).throw(MailboxTrouble("gone")))
        assert tasks.fetch() == {"trouble": 1}
    assert inbox.messages() == [(a_mail(), False)]
    assert tasks.fetch() == {"repeat": 1}
    assert FoiRequest.objects.count() == 1
    assert inbox.messages() == []


def test_a_message_that_cannot_be_taken_in_stays_and_the_others_do_not_wait(
    inbox: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.put(a_mail(1))
    inbox.put(a_mail(2))
    real = arrivals.receive

    def fails_once(message: Any, *given: Any, **more: Any) -> Any:
        if "1" in message.text:
            raise RuntimeError("Morgan Quillfeather")
        return real(message, *given, **more)

    with monkeypatch.context() as broken:
        broken.setattr(arrivals, "receive", fails_once)
        assert tasks.fetch() == {"failed": 1, "request": 1}
    assert inbox.messages() == [(a_mail(1), False)]
    assert Arrival.objects.count() == 1
    assert tasks.fetch() == {"request": 1}


def test_what_fails_is_told_without_the_message(
    inbox: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.put(a_mail())

    def fails(*given: Any, **more: Any) -> None:
        raise RuntimeError("Morgan Quillfeather")

    monkeypatch.setattr(arrivals, "receive", fails)
    tasks.fetch()
    assert "RuntimeError" in caplog.text
    assert "Quillfeather" not in caplog.text


def test_a_large_message_is_kept_to_be_looked_at(inbox: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from foi.intake.channels import read as door

    monkeypatch.setattr(mailbox, "MAX_FILE_BYTES", 2000)
    monkeypatch.setattr(door, "MAX_FILE_BYTES", 2000)
    large = a_mail() + b"x" * 5000 + b"\r\n"
    inbox.put(large)
    assert tasks.fetch() == {"waiting": 1}
    assert [content for content, _ in inbox.messages("FOI failed")] == [large]
    assert "larger" in Arrival.objects.get().reason


def test_a_run_takes_so_many_and_the_next_the_rest(inbox: Server) -> None:
    for number in range(5):
        inbox.put(a_mail(number))
    with open_imap(ImapServer.from_url(inbox.url)) as box:
        assert list(tasks.fetch_from(box, most=3)) == ["request"] * 3
    assert len(inbox.messages()) == 2


def of_which_fail(monkeypatch: pytest.MonkeyPatch, fault: Exception, *names: str) -> None:
    take_in = tasks.take_in

    def fails(data: bytes, name: str, **how: Any) -> Arrival:
        if name in names:
            raise fault
        return take_in(data, name, **how)

    monkeypatch.setattr(tasks, "take_in", fails)


def in_a_folder(folder: Path, number: int) -> Folder:
    for place in range(number):
        file = folder / f"{place}.eml"
        file.write_bytes(a_mail(place))
        os.utime(file, (1_772_000_000 + place,) * 2)
    return Folder(folder)


def test_messages_that_fail_each_time_do_not_keep_back_what_is_behind_them(
    inbox: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_which_fail(monkeypatch, ValueError("broken"), "0.eml", "1.eml", "2.eml")
    folder = in_a_folder(tmp_path, 6)
    assert list(tasks.fetch_from(folder, most=2)) == 3 * ["failed"] + 2 * ["request"]
    assert list(tasks.fetch_from(folder, most=2)) == 3 * ["failed"] + ["request"]
    monkeypatch.setattr(tasks, "MOST_FAULTS", 2)
    assert list(tasks.fetch_from(folder, most=2)) == 2 * ["failed"], "a run has an end"


def test_a_time_limit_is_no_fault_of_the_message(
    inbox: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_which_fail(monkeypatch, SoftTimeLimitExceeded(), "0.eml")
    with pytest.raises(SoftTimeLimitExceeded):
        list(tasks.fetch_from(in_a_folder(tmp_path, 1)))


class WithoutMove:
    """A server of the old kind, as its answer to CAPABILITY has it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import imaplib

        monkeypatch.setattr(imaplib.IMAP4, "capability", lambda self: ("OK", [b"IMAP4rev1 UIDPLUS"]))


def test_where_messages_cannot_be_moved_they_are_marked_as_read_and_nothing_is_deleted(
    inbox: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    WithoutMove(monkeypatch)
    inbox.put(a_mail())
    assert tasks.fetch() == {"request": 1}
    assert inbox.messages() == [(a_mail(), True)]
    assert tasks.fetch() == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("a%20pass", "wrong"), "refused the sign-in"),
        (("/INBOX", "/Nowhere"), "no such folder"),
        (("127.0.0.1:", "127.0.0.1:1"), "cannot be reached"),
    ],
)
def test_trouble_is_told_in_words_without_the_password(
    inbox: Server, change: tuple[str, str], words: str, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.IMAP_URL = (
        inbox.url.replace(*change) if change[0] != "127.0.0.1:" else inbox.url.replace(str(inbox.port), "1")
    )
    assert tasks.fetch() == {"trouble": 1}
    assert words in caplog.text
    assert "word?" not in caplog.text
    with pytest.raises(CommandError, match="log says why"):
        call_command("fetch_mail")
    [door] = doors.shut()
    assert (door.source, door.reached_at) == ("mailbox", None)
    assert words in door.trouble
    settings.IMAP_URL = inbox.url
    tasks.fetch()
    assert not doors.shut()


def test_a_mailbox_that_is_not_named_any_more_warns_nobody(inbox: Server, settings: Any) -> None:
    settings.IMAP_URL = inbox.url.replace("a%20pass", "wrong")
    tasks.fetch()
    assert doors.shut()
    settings.IMAP_URL = ""
    tasks.fetch()
    assert not doors.shut()


def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with (
            pytest.raises(MailboxTrouble),
            open_imap(ImapServer.from_url(f"imap://a:b@127.0.0.1:{port}/?starttls=false")),
        ):
            pass


def test_the_address_of_a_mailbox_is_understood() -> None:
    server = ImapServer.from_url("imaps://foi%40x.example:p%2Fw@imap.x.example/Shared/FOI?processed=Done")
    assert server == ImapServer(
        "imap.x.example", 993, "foi@x.example", "p/w", "Shared/FOI", "Done", "FOI failed", "tls"
    )
    assert ImapServer.from_url("imap://u:p@h").security == "starttls"
    assert "p/w" not in repr(server)


@pytest.mark.django_db(transaction=True)
def test_only_one_fetches_at_a_time(settings: Any, tmp_path: Path) -> None:
    factories.the_force()
    settings.INCOMING_FOLDER = tmp_path
    (tmp_path / "a.eml").write_bytes(a_mail())
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with tasks._alone() as alone:
            assert alone
            held.set()
            release.wait(30)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(30)
    assert tasks.fetch() == {}
    release.set()
    other.join(30)
    assert tasks.fetch() == {"request": 1}


def test_the_timetable_fetches_every_two_minutes() -> None:
    planned = {entry["task"]: entry["schedule"] for entry in SCHEDULE.values()}
    assert planned["foi.intake.tasks.fetch"] == datetime.timedelta(minutes=2)
    assert tasks.fetch.name == "foi.intake.tasks.fetch"
    assert tasks.tidy_up.name in planned
