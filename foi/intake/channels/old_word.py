"""Word documents of the old kind (.doc), by way of LibreOffice where this machine has it.

Only it reads them well. It runs without network links, macros or anybody's settings, under the limits of the process
that reads (see `apart`), and is stopped before that is.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import struct
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import olefile

from foi.intake.channels.open_document import read_open_document
from foi.intake.channels.reading import ASK_AGAIN, MAX_SECONDS, Kind, Reading, Unreadable

SAVE_AS_WORD = "Save it as a Word document (.docx) or a PDF and try again, or paste the text. The original is kept."
SECONDS = MAX_SECONDS * 3 // 4
_ENCRYPTED = 0x0100  # fEncrypted in the file information block ([MS-DOC] 2.5.2)
_WORD_97 = 0x00C1  # nFib of the first Word that writes the format of [MS-DOC]
_COMMON = "/org.openoffice.Office.Common"
_SETTINGS = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="{_COMMON}/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="{_COMMON}/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="{_COMMON}/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501 - a setting a line


def read_old_word(data: bytes, name: str) -> Reading:
    if _is_encrypted(data):
        raise Unreadable("encrypted", "It is protected by a password.", "Ask the sender for it without one.")
    program = shutil.which("soffice")
    if program is None:
        raise Unreadable("not_accepted", "It is a Word document of the old kind (.doc).", SAVE_AS_WORD)
    with TemporaryDirectory(prefix="foi-doc-") as folder:
        converted = _converted(program, data, Path(folder))
    return replace(read_open_document(converted, name), kind=Kind.OLD_WORD, data=data)


def _converted(program: str, data: bytes, folder: Path) -> bytes:
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    (folder / "letter.doc").write_bytes(data)
    written_by = "MS Word 97" if _head(data)[1] >= _WORD_97 else "MS Word 95"  # the latter reads Word 6, too
    converting = subprocess.Popen(
        [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
         f"--infilter={written_by}", "--convert-to", "odt:writer8", "letter.doc"],
        cwd=folder, env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder)}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        converting.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise Unreadable("too_heavy", f"Reading it took longer than {SECONDS} seconds.", SAVE_AS_WORD) from None
    finally:
        # The program that was started is only a starter: what it started goes with it.
        with suppress(ProcessLookupError):
            os.killpg(converting.pid, signal.SIGKILL)
        converting.wait()
    try:
        return (folder / "letter.odt").read_bytes()
    except FileNotFoundError:
        raise Unreadable(
            "damaged", "It looks like an old Word document, but it could not be read.", ASK_AGAIN
        ) from None


def _is_encrypted(data: bytes) -> bool:
    return bool(_head(data)[5] & _ENCRYPTED)


def _head(data: bytes) -> tuple[int, ...]:
    """The first words of the file information block: identity, version (nFib), ..., flags."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        return struct.unpack("<6H", ole.openstream("WordDocument").read(12))
