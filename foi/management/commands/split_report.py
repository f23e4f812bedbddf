"""`manage.py split_report`: how often each kind of proposed question was right, over all confirmed requests.

Scripts depend on its option and on the names in its JSON.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from foi.intake.split_report import as_text, report
from foi.management.with_database import DatabaseCommand


class Command(DatabaseCommand):
    help = "Says how often officers left the proposed questions as they were, by kind, by form and by cue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")

    def handle(self, *args: Any, **options: Any) -> None:
        found = report()
        self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False) if options["json"] else as_text(found))
