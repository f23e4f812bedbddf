"""Work that is put off reaches our broker, from whichever thread it is put off."""

import subprocess
import sys

from django.conf import settings

from foi.celery import app

# In a process of its own: within the tests Celery has long been told which app is ours.
ASKED_FROM_A_THREAD = """
import threading, django
django.setup()
from foi.notices.tasks import deliver
thread = threading.Thread(target=lambda: print(deliver.app.main, deliver.app.conf.broker_url))
thread.start()
thread.join()
"""


def test_a_page_served_by_a_thread_speaks_to_our_broker() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASKED_FROM_A_THREAD],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert asked.stdout.split() == ["foi", settings.CELERY_BROKER_URL]


def test_every_job_of_the_timetable_exists() -> None:
    app.loader.import_default_modules()
    assert {job["task"] for job in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_a_killed_worker_gives_its_task_back_within_seconds() -> None:
    # kombu's own interval is about a hundred seconds, whatever the visibility timeout says.
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    options = app.conf.broker_transport_options
    assert options["visibility_timeout"] >= 2 * app.conf.task_time_limit
    assert options["unacked_restore_interval"] * options["unacked_restore_throttle"] <= 10


def test_text_of_requests_does_not_travel_in_results() -> None:
    assert app.conf.task_ignore_result
    assert app.conf.result_backend is None
