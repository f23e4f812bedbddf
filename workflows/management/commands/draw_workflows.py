"""`manage.py draw_workflows`: the state charts and tables of all flows, into docs/workflows.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workflows.draw import page


class Command(BaseCommand):
    help = "Draws the flows into docs/workflows.md: a Mermaid state chart and a table of steps for each."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, default=Path(settings.BASE_DIR) / "docs" / "workflows.md")

    def handle(self, *_: Any, out: Path, **options: Any) -> None:
        out.write_text(page(), encoding="utf-8")
        self.stdout.write(f"Drawn: {out}")
