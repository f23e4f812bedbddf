"""Files dropped into a folder: each taken in once, whole, and moved where it can be found again."""

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from foi.intake import doors, tasks
from foi.intake.channels import mailbox
from foi.intake.channels.mailbox import Folder, MailboxTrouble
from foi.intake.models import Arrival
from foi.requests.models import FoiRequest
from tests import factories
from tests.intake.channels.test_mailbox import _reading_here as _reading_here
from tests.intake.channels.test_mailbox import a_mail


@pytest.fixture
def folder(tmp_path: Path, settings: Any, db: None) -> Path:
    factories.the_force()
    settings.INCOMING_FOLDER = tmp_path / "incoming"
    (tmp_path / "incoming").mkdir()
    return tmp_path / "incoming"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()} if folder.exists() else set()


def test_dropped_files_are_taken_in_and_move_on(folder: Path) -> None:
    (folder / "request.eml").write_bytes(a_mail())
    (folder / "letter.txt").write_text("1. How many cats do you own?")
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n")
    assert tasks.fetch() == {"request": 2, "waiting": 1}
    assert names(folder) == set()
    assert names(folder / "processed") == {"request.eml", "letter.txt"}
    assert names(folder / "failed") == {"scan.png"}
    assert (folder / "processed" / "request.eml").read_bytes() == a_mail()
    assert {arrival.source for arrival in Arrival.objects.all()} == {"folder"}


def test_a_second_file_of_the_same_name_replaces_nothing(folder: Path) -> None:
    for number in (1, 2, 3):
        (folder / "request.eml").write_bytes(a_mail(number))
        tasks.fetch()
    assert names(folder / "processed") == {"request.eml", "request-2.eml", "request-3.eml"}
    assert FoiRequest.objects.count() == 3


def test_the_same_file_dropped_again_is_no_second_request(folder: Path) -> None:
    for outcome in ("request", "repeat"):
        (folder / "request.eml").write_bytes(a_mail())
        assert tasks.fetch() == {outcome: 1}
    assert FoiRequest.objects.count() == 1


def test_CLK_5_a_document_was_received_on_the_day_it_was_dropped(folder: Path) -> None:
    file = folder / "letter.txt"
    file.write_text("How many dogs do you own?")
    moment = datetime.datetime(2026, 7, 6, 23, 30, tzinfo=datetime.UTC).timestamp()
    os.utime(file, (moment, moment))
    tasks.fetch()
    assert FoiRequest.objects.get().received_on == datetime.date(2026, 7, 7)  # CLK-7


def test_files_that_are_still_being_written_or_are_none_are_left_alone(folder: Path) -> None:
    for name in (".hidden.eml", "~lock.docx", "half.eml.part", "half.tmp"):
        (folder / name).write_bytes(a_mail())
    (folder / "link.eml").symlink_to("/etc/hostname")
    (folder / "below").mkdir()
    assert tasks.fetch() == {}
    assert len(list(folder.iterdir())) == 6


def test_a_file_is_left_until_nobody_has_written_to_it_for_ten_seconds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "SETTLED_AFTER", 10)
    file = folder / "letter.txt"
    file.write_text("1. How many dogs do you own?\n")
    assert tasks.fetch() == {}
    with file.open("a") as still_open:
        still_open.write("2. What does their food cost?\n")
    assert names(folder) == {"letter.txt"}
    written = file.stat().st_mtime
    os.utime(file, (written - 11, written - 11))
    assert tasks.fetch() == {"request": 1}
    assert FoiRequest.objects.get().questions.count() == 2


def test_a_file_with_a_time_to_come_is_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "SETTLED_AFTER", 10)
    file = folder / "letter.txt"
    file.write_text("How many dogs do you own?")
    tomorrow = file.stat().st_mtime + 86_400
    os.utime(file, (tomorrow, tomorrow))
    assert tasks.fetch() == {"request": 1}


def test_a_folder_that_is_missing_is_made_and_one_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(MailboxTrouble, match="cannot be read"):
        list(Folder(tmp_path / "nowhere").waiting())


def test_a_folder_that_is_none_is_told(tmp_path: Path, settings: Any, db: None) -> None:
    settings.INCOMING_FOLDER = tmp_path / "file"
    settings.INCOMING_FOLDER.write_text("")
    assert tasks.fetch() == {"trouble": 1}
    assert "cannot be used" in doors.shut().get().trouble


def test_fetching_by_hand_says_what_came(folder: Path, capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    (folder / "request.eml").write_bytes(a_mail())
    call_command("fetch_mail")
    assert "Logged as a request: 1" in capsys.readouterr().out
    call_command("fetch_mail")
    assert "Nothing was waiting" in capsys.readouterr().out
    settings.INCOMING_FOLDER = None
    with pytest.raises(CommandError, match="nowhere to look"):
        call_command("fetch_mail")
