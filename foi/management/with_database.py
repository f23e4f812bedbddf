"""What the commands that need the database have in common."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError


class DatabaseCommand(BaseCommand):
    """Where the database does not answer, whoever typed the command reads a sentence."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """As BaseCommand does, its checks included."""
        try:
            return super().execute(*args, **options)
        except OperationalError as trouble:
            raise CommandError(
                "The database does not answer. Is the product running (make run), or DATABASE_URL set?"
            ) from trouble
