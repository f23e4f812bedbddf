"""`manage.py organisation FILE.toml`: authorities, departments and people as the file says."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from foi.management.with_database import DatabaseCommand
from foi.organisation.declared import NotUsable, read, settle


class Command(DatabaseCommand):
    help = "Makes authorities, departments and people what a TOML file says. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="see docs/operations.md for an example")
        parser.add_argument(
            "--overwrite", action="store_true", help="settings that were changed since are made what the file says"
        )

    def handle(self, *_: Any, file: Path, overwrite: bool, **options: Any) -> None:
        try:
            said = list(settle(read(file), overwrite=overwrite))
        except NotUsable as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write("\n".join(said) or "Everything is as the file says already.")
