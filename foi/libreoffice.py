"""LibreOffice, where it is installed: one conversion in a process, a profile and a folder of its own.

Two conversions that share a profile wait for each other or fail; a profile that is not an absolute path makes the
program hang for ever. So each gets its own, and a time limit after which the whole process group is stopped.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

SECONDS = 90
# Tagged, so that a screen reader finds headings, lists and tables; the title of the document stands in the window.
TAGGED_PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)


class ConversionFailed(Exception):
    """No document came out of it; the text says why, for a person."""


def program() -> str | None:
    """Where LibreOffice is, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(content: bytes, suffix: str, to: str = TAGGED_PDF, *, seconds: float = SECONDS) -> bytes:
    """A document in another format. `suffix`: of the file as it is (".docx"); `to`: a filter of LibreOffice, whose
    part before the colon is the suffix of the result. Raises ConversionFailed."""
    soffice = program()
    if soffice is None:
        raise ConversionFailed("LibreOffice is not installed where this is done.")
    with tempfile.TemporaryDirectory(prefix="convert-") as folder:
        place = Path(folder).resolve()
        source, result = place / f"document{suffix}", place / "out" / f"document.{to.partition(':')[0]}"
        source.write_bytes(content)
        command = [
            soffice, f"-env:UserInstallation=file://{place}/profile", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", to, "--outdir", str(result.parent), str(source),
        ]  # fmt: skip
        _run(command, place, seconds)
        if not result.exists() or not (converted := result.read_bytes()):
            raise ConversionFailed("LibreOffice could not read the document.")
        return converted


def first_page(content: bytes, suffix: str) -> bytes:
    """A PNG of the first page, 96 dots to the inch. Draw, the part of LibreOffice that makes pictures, is often left
    out of a server; Poppler's pdftoppm does as well. Raises ConversionFailed."""
    try:
        return convert(content, suffix, "png", seconds=SECONDS / 3)
    except ConversionFailed:
        if shutil.which("pdftoppm") is None:
            raise ConversionFailed(
                "Pictures are made by LibreOffice’s part Draw, or by Poppler’s pdftoppm. Neither answered."
            ) from None
    pdf = convert(content, suffix, "pdf", seconds=SECONDS / 3)
    with tempfile.TemporaryDirectory(prefix="convert-") as folder:
        place = Path(folder).resolve()
        (place / "document.pdf").write_bytes(pdf)
        _run(["pdftoppm", "-png", "-singlefile", "-r", "96", "document.pdf", "page"], place, SECONDS / 3)
        if not (made := place / "page.png").exists():
            raise ConversionFailed("No picture could be made of the document.")
        return made.read_bytes()


def _run(command: list[str], home: Path, seconds: float) -> None:
    # HOME is the folder, too: nothing of one conversion is left for the next.
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LANG": "en_GB.UTF-8"}
    process = subprocess.Popen(
        command, cwd=home, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise ConversionFailed(f"{Path(command[0]).name} took longer than {seconds:g} seconds.") from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # the program starts others of its own
            process.wait()
