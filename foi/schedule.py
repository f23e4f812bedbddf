"""The timetable: job -> when. One beat runs it; every job may run twice without harm."""

from datetime import timedelta
from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {
    # A broker that was down, or a worker that died, delays a message by this much at most.
    "deliver what waits in the outbox": {"task": "foi.notices.tasks.deliver", "schedule": timedelta(seconds=30)},
    "fetch what waits in the mailbox": {"task": "foi.intake.tasks.fetch", "schedule": timedelta(minutes=2)},
    "send the letters that wait": {"task": "foi.letters.tasks.send_letters", "schedule": timedelta(seconds=30)},
    "make the PDFs that were asked for": {"task": "foi.letters.tasks.make_pdfs", "schedule": timedelta(minutes=1)},
    "dispose of abandoned uploads": {"task": "foi.intake.tasks.tidy_up", "schedule": timedelta(hours=12)},
    "count open requests with the bank holidays in force": {
        "task": "foi.requests.tasks.recount",
        "schedule": timedelta(hours=1),
    },
    # Reminders know what they have said already, so this only has to run often enough to be early in the day.
    "remind of what is due": {"task": "foi.notices.tasks.remind", "schedule": timedelta(minutes=10)},
}
