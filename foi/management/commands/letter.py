"""`manage.py letter REF --out FILE.docx`: the current letter of a request."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from foi.letters.actions import document_of
from foi.letters.models import LetterVersion
from foi.management.with_database import DatabaseCommand
from foi.requests.models import FoiRequest
from workflows.letter_flow import LetterState


class Command(DatabaseCommand):
    help = "Writes the current letter of a request as a Word file: the issued one, else the version being worked on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", metavar="REF", help="the request's reference, such as 9635/19")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.docx", help="the file to write")
        parser.add_argument("--authority", default="", help="its name or short name, where two have the same reference")

    def handle(self, *_: Any, reference: str, out: Path, authority: str, **options: Any) -> None:
        if out.suffix.lower() != ".docx":
            raise CommandError(f"{out} is no Word file: its name must end in .docx.")
        try:
            version = current_letter(the_request(reference, authority))
            out.write_bytes(document_of(version))
        except OSError as trouble:
            raise CommandError(f"{out} could not be written: {trouble.strerror or trouble}.") from trouble
        self.stdout.write(f"{out}: version {version.number}, {version.current.label.lower()}.")


def the_request(reference: str, authority: str) -> FoiRequest:
    """The one request with this reference. Raises CommandError, which says what to type instead."""
    found = list(FoiRequest.objects.filter(reference__iexact=reference.strip()).select_related("authority"))
    if authority:
        wanted = authority.strip().casefold()
        found = [one for one in found if wanted in (one.authority.name.casefold(), one.authority.short_name.casefold())]
    if not found:
        where = f" at {authority}" if authority else ""
        raise CommandError(f"There is no request {reference}{where}.")
    if len(found) > 1:
        names = ", ".join(f'"{one.authority.short_name}"' for one in found)
        raise CommandError(f"Several authorities have a request {reference}. Add --authority with one of: {names}.")
    return found[0]


def current_letter(foi_request: FoiRequest) -> LetterVersion:
    """The latest version that has not been replaced, of the letter that answers it. Raises CommandError where there is
    none yet."""
    lead = foi_request.answered_with or foi_request
    version = lead.letters.responses().exclude(state=LetterState.SUPERSEDED).order_by("-number").first()
    if version is None:
        raise CommandError(
            f"Request {foi_request.reference} has no letter yet: it stands at “{foi_request.current.label}”. "
            "A letter can be drafted when all its questions are agreed or withdrawn."
        )
    return version
