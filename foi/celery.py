"""Background work: the Celery application, and the signs of life that `/readyz` looks for."""

import ctypes
import os
import pkgutil
import signal
import sys
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent, worker_process_init, worker_ready
from django.core.cache import cache

import foi

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foi.settings.production")

app = Celery("foi")
# Celery's current app is one thread's; the default is every thread's, and pages are served from many.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
# Tasks live in the room that owns the job (`foi/<room>/tasks.py`); a new room's are found without being listed.
app.autodiscover_tasks(lambda: [f"foi.{room.name}" for room in pkgutil.iter_modules(foi.__path__) if room.ispkg])

WORKER_SEEN = "worker-seen"
TIMETABLE_SEEN = "timetable-seen"
WORKER_SILENT_AFTER = 60
TIMETABLE_SILENT_AFTER = 300


PR_SET_PDEATHSIG = 1


@worker_process_init.connect
def die_with_the_worker(**_: Any) -> None:
    """A worker that is killed gives its task back; the process that still has it in hand must not finish it too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


@worker_ready.connect
def worker_started(**_: Any) -> None:
    """Say so at once; the timetable gets its first five minutes on trust."""
    cache.set(WORKER_SEEN, 1, WORKER_SILENT_AFTER)
    cache.add(TIMETABLE_SEEN, 1, TIMETABLE_SILENT_AFTER)


@heartbeat_sent.connect
def worker_lives(**_: Any) -> None:
    """Celery beats every two seconds, from the loop that also hands out tasks: no beat, no tasks."""
    cache.set(WORKER_SEEN, 1, WORKER_SILENT_AFTER)


@app.task
def timetable_runs() -> None:
    """Sent by the timetable every minute: its arrival proves timetable, broker and worker together."""
    cache.set(TIMETABLE_SEEN, 1, TIMETABLE_SILENT_AFTER)
