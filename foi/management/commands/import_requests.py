"""`manage.py import_requests FILE.csv --authority NAME --by EMAIL`: past requests from an office's spreadsheet.

May be run again with the same file: what is there already stays as it is. `--dry-run` shows what would happen.
"""

from __future__ import annotations

import math
import tomllib
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from foi.intake.channels.spreadsheet import HEADINGS, Mistake, PastRequest, WrongSheet, read_sheet
from foi.intake.past_requests import OtherRequest, import_past
from foi.law.working_days import CalendarError
from foi.management.with_database import DatabaseCommand
from foi.organisation.models import Authority, User
from workflows.clock import today
from workflows.perform import NotPermitted


class Command(DatabaseCommand):
    help = "Imports past requests from a spreadsheet saved as CSV; the same file twice makes them once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.csv")
        parser.add_argument("--authority", required=True, help="the name of the authority, or its short name")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the FOI officer who imports")
        parser.add_argument(
            "--mapping", action="append", default=[], metavar="FIELD=HEADING",
            help="which column a field is in, may be repeated; or a TOML file of such lines. Fields: "
            + ", ".join(HEADINGS),
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        authority, officer = _authority(options["authority"]), _officer(options["by"])
        path = Path(options["file"])
        try:
            sheet = read_sheet(path.read_bytes(), path.name, mapping=_mapping(options["mapping"]), today=today())
        except OSError as fault:
            raise CommandError(f"{path} cannot be read: {(fault.strerror or str(fault)).lower()}.") from fault
        except WrongSheet as wrong:
            raise CommandError(str(wrong)) from wrong
        for field, heading in sheet.mapping.items():
            self.stdout.write(f"{field} is read from “{heading}”")
        if sheet.unused:
            self.stdout.write(f"Kept in a note on each file: {', '.join(sheet.unused)}")
        counted: Counter[str] = Counter()
        told: list[PastRequest | Mistake] = [*sheet.rows, *sheet.mistakes]
        for one in sorted(told, key=lambda one: one.number or math.inf):
            if isinstance(one, Mistake):
                counted["mistakes"] += 1
                self.stderr.write(f"row {one.number}: {one.message}")
            else:
                counted[self._import(one, authority, officer, path.name, dry=options["dry_run"])] += 1
        self._sum_up(counted, dry=options["dry_run"])

    def _import(self, row: PastRequest, authority: Authority, officer: User, source: str, *, dry: bool) -> str:
        """What became of the row: the word under which it is counted."""
        try:
            with transaction.atomic():
                done = import_past(row, authority, by=officer, source=source)
                if dry:
                    transaction.set_rollback(True)
        except NotPermitted as refusal:
            raise CommandError(str(refusal)) from refusal
        except (CalendarError, OtherRequest) as refusal:
            self.stderr.write(f"row {row.number}: {refusal}")
            return "mistakes"
        for remark in done.remarks:
            self.stdout.write(f"row {row.number}: {remark}")
        return row.fate.value if done.foi_request else "there"

    def _sum_up(self, counted: Counter[str], *, dry: bool) -> None:
        verb = "would be imported" if dry else "imported"
        made = sum(counted[fate] for fate in ("open", "answered", "withdrawn"))
        self.stdout.write(
            f"{made} {verb}: {counted['open']} open, {counted['answered']} answered, {counted['withdrawn']} withdrawn. "
            f"{counted['there']} were there already."
        )
        if counted["mistakes"]:
            rows = "1 row" if counted["mistakes"] == 1 else f"{counted['mistakes']} rows"
            raise CommandError(f"{rows} cannot be imported; the lines above say why. Mend them and run this again.")


def _authority(name: str) -> Authority:
    for field in ("name__iexact", "short_name__iexact"):
        if found := Authority.objects.filter(**{field: name.strip()}).first():
            return found
    raise CommandError(
        f"There is no authority “{name}”. There are: {', '.join(map(str, Authority.objects.all())) or 'none'}."
    )


def _officer(email: str) -> User:
    found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody with the e-mail address {email} may sign in here.")
    return found


def _mapping(given: list[str]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    for one in given:
        field, equals, heading = one.partition("=")
        if equals:
            mapping[field.strip()] = heading.strip()
            continue
        try:
            read = tomllib.loads(Path(one).read_text(encoding="utf-8"))
        except (OSError, ValueError) as fault:
            raise CommandError(f"--mapping {one} is neither FIELD=HEADING nor a TOML file of such lines.") from fault
        mapping |= {str(key): str(value) for key, value in read.items()}
    return mapping
