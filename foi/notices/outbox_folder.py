"""A mail backend for one machine: each message becomes a file in a folder, the same message the same file."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Writes `<Message-ID>.eml` under settings.OUTBOX_FOLDER. Sending again replaces the file by its equal."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.OUTBOX_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for email in email_messages:
            message = email.message()
            name = "".join(c for c in str(message["Message-ID"]) if c.isalnum() or c in "-_@.") or "message"
            partial = folder / f"{name}.part"
            partial.write_bytes(message.as_bytes())
            partial.replace(folder / f"{name}.eml")  # whole or not at all
        return len(email_messages)
