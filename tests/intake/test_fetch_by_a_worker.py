"""Fetching by a real worker: from a file in the folder to a request and a message in the outbox, each once."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from foi.celery import app
from foi.intake.models import Arrival
from foi.intake.tasks import fetch
from foi.notices.models import OutboxMessage
from foi.requests.models import FoiRequest
from tests import factories
from tests.intake.arriving import a_mail

pytestmark = pytest.mark.django_db(transaction=True)

Wait = Callable[[Callable[[], Any]], None]


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.INCOMING_FOLDER = tmp_path
    settings.IMAP_URL = ""
    factories.the_force()
    factories.department("Dog Section", topics="dogs")
    factories.officer()
    drop(tmp_path / "request.eml", a_mail().as_bytes())
    return tmp_path


def drop(file: Path, data: bytes) -> None:
    """As one that was written a minute ago: one that is written now is left alone."""
    file.write_bytes(data)
    os.utime(file, (time.time() - 60, time.time() - 60))


def all_is_as_it_should_be(folder: Path) -> None:
    asked = FoiRequest.objects.get()
    assert asked.questions.count() == 2
    assert [(one.outcome, one.foi_request) for one in Arrival.objects.all()] == [(Arrival.Outcome.REQUEST, asked)]
    assert asked.files.get().original() == a_mail().as_bytes()
    [message] = OutboxMessage.objects.all()
    assert (message.key.split(":")[0], message.to) == ("request_arrived", factories.officer().email)
    assert [one.name for one in (folder / "processed").iterdir()] == ["request.eml"]
    assert not (folder / "request.eml").exists()


def test_a_file_that_is_dropped_becomes_a_request_and_its_notice_goes_out(
    folder: Path, celery_worker: Any, wait_for: Wait
) -> None:
    app.send_task("foi.intake.tasks.fetch")
    wait_for(lambda: OutboxMessage.objects.filter(state=OutboxMessage.State.SENT).exists())
    wait_for(lambda: not (folder / "request.eml").exists())
    all_is_as_it_should_be(folder)
    app.send_task("foi.intake.tasks.fetch")
    app.send_task("foi.intake.tasks.fetch")
    drop(folder / "scan.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    app.send_task("foi.intake.tasks.fetch")
    wait_for(lambda: (folder / "failed" / "scan.png").exists())
    assert FoiRequest.objects.count() == 1


KILLED = """
import os, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.MEDIA_ROOT = sys.argv[2]
settings.INCOMING_FOLDER = __import__("pathlib").Path(sys.argv[3])
settings.IMAP_URL = ""
django.setup()
def die(*args, **more):
    print("at the worst moment", flush=True)
    os.kill(os.getpid(), 9)
from foi.intake import arrivals
from foi.intake.channels import mailbox
if sys.argv[4] == "before":
    arrivals._keep = die  # everything is written, nothing is committed
else:
    mailbox.Folder.done = die  # it is committed, and the file still waits
from foi.intake.tasks import fetch
fetch()
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_worker_killed_before_or_after_the_commit_loses_nothing_and_makes_no_second_request(
    folder: Path, moment: str
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(connection.settings_dict["NAME"]), str(django_settings.MEDIA_ROOT),
         str(folder), moment],
        cwd=django_settings.BASE_DIR, env={**os.environ, "DJANGO_SETTINGS_MODULE": "foi.settings.test"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert killed.returncode == -9, killed.stderr
    assert "at the worst moment" in killed.stdout
    assert (folder / "request.eml").exists()
    assert FoiRequest.objects.count() == (0 if moment == "before" else 1)
    until = time.monotonic() + 30
    while (folder / "request.eml").exists() and time.monotonic() < until:
        fetch()  # the dead connection holds the lock for a moment
        time.sleep(0.05)
    all_is_as_it_should_be(folder)
