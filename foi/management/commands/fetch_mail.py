"""`manage.py fetch_mail`: take in what waits in the mailbox and the incoming folder, now."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from foi.intake.channels.mailbox import SETTLED_AFTER
from foi.intake.models import Arrival
from foi.intake.tasks import fetch
from foi.management.with_database import DatabaseCommand


class Command(DatabaseCommand):
    help = "Takes in what waits in the mailbox (IMAP_URL) and in the incoming folder (INCOMING_FOLDER)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IMAP_URL and not settings.INCOMING_FOLDER:
            raise CommandError("There is nowhere to look: set IMAP_URL or INCOMING_FOLDER (docs/operations.md).")
        counted = fetch()
        labels = dict(Arrival.Outcome.choices)
        for outcome, count in sorted(counted.items()):
            if outcome in labels:
                self.stdout.write(f"{labels[outcome]}: {count}")
        if counted.get("trouble") or counted.get("failed"):
            raise CommandError("Not everything could be fetched; the log says why. It is tried again at the next run.")
        if not counted:
            self.stdout.write(
                "Nothing was waiting, or another process is fetching. "
                f"A file in the folder is taken when it has not changed for {SETTLED_AFTER} seconds."
            )
