"""`manage.py seed_demo`: tell the demo story, once."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from foi.demo import sign_ins
from foi.demo.story import is_told, tell_the_story
from foi.management.with_database import DatabaseCommand
from foi.organisation.models import Authority


class Command(DatabaseCommand):
    help = "Loads an invented force and its commissioner's office with a month of requests. A second time does nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="also where real requests are kept")

    def handle(self, *_: Any, force: bool, verbosity: int = 1, **options: Any) -> None:
        if not settings.SHOW_DEMO_SIGN_INS and not force:
            raise CommandError(
                "These settings are not for demonstrations: everybody knows the passwords of the people in the demo.\n"
                "Use --force if you want it here all the same."
            )
        if is_told():
            self._say("The demo is here already; nothing was changed.", verbosity)
            return
        if Authority.objects.exists():
            raise CommandError(
                "The demo is only for an empty database, and this one holds an authority already: everybody knows the "
                "passwords of the people in the demo. Nothing was changed."
            )
        cases = tell_the_story()
        self._say(f"Told the story of {len(cases)} invented requests:", verbosity)
        for state, number in Counter(case.foi_request.current for case in cases).items():
            self._say(f"  {number} × {state.label}", verbosity)
        self._say("Sign in as:", verbosity)
        for one in sign_ins():
            self._say(f"  {one}", verbosity)

    def _say(self, line: str, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(line)
