"""`manage.py split [--json] FILE...`: the questions in request texts. Needs no database and no services."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from textwrap import shorten
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foi.intake.splitter import Split, split


class Command(BaseCommand):
    help = "Break request texts into questions. With --json one line of JSON per file."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text file in UTF-8, or - for standard input")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one line of JSON per file")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in options["files"]:
            found = split(read_text(name))
            stem = "-" if name == "-" else Path(name).stem
            self.stdout.write(as_json(stem, found) if options["as_json"] else as_text(name, found))


def read_text(name: str) -> str:
    """The text of a file. What cannot be read is told in a sentence."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"byte {error.start + 1}"
        raise CommandError(f"{name} is not text in UTF-8 (see {where}). Save it as UTF-8 and try again.") from error


def as_json(stem: str, found: Split) -> str:
    """One line of JSON; scripts depend on its keys."""
    questions = [
        {
            "label": question.label,
            "path": list(question.path),
            "text": question.text,
            "context": question.context,
            "group": question.group,
            "kind": str(question.kind),
        }
        for question in found.questions
    ]
    return json.dumps(
        {"id": stem, "questions": questions, "scope": list(found.scope), "notes": list(found.notes)}, ensure_ascii=False
    )


def as_text(name: str, found: Split) -> str:
    """For reading: each question with its number, what it depends on, and why it was taken for one."""
    count = len(found.questions)
    lines = [f"{name}: {count} question{'' if count == 1 else 's'}"]
    group = ""
    for question in found.questions:
        if question.group and question.group != group:
            lines.append(f"  [{question.group}]")
        group = question.group
        printed = f" (printed {question.label})" if question.label else ""
        lines.append(f"  {question.canonical_number}{printed}: {question.text}")
        lines += [f"      under: {context}" for context in question.context.splitlines()]
        if question.kind != "asks":
            lines.append(f"      {question.kind.label.lower()}")
        lines.append(f"      because it {'; '.join(question.cues)}")
    lines += [
        f"  Look at “{shorten(found.text[one.start : one.end], 60, placeholder=' …')}”: {one.doubt.label.lower()}"
        for one in found.passages
        if one.doubt
    ]
    lines += [f"  Applies to all: {scope}" for scope in found.scope]
    lines += [f"  Note: {note}" for note in found.notes]
    return "\n".join(lines)
