"""A real IMAP server (pymap, in memory) for the tests of the mailbox."""

# ruff: noqa: E501 - a command line in one line

from __future__ import annotations

import imaplib
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

USER, PASSWORD = "foi@trentvale.example", "a pass/word?"


class Server:
    """One running server; `box` is what another mail program sees of it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"imap://foi%40trentvale.example:a%20pass%2Fword%3F@127.0.0.1:{port}/INBOX?starttls=false"

    @contextmanager
    def box(self) -> Iterator[imaplib.IMAP4]:
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        try:
            client.login(USER, PASSWORD)
            yield client
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()

    def put(
        self, message: bytes, at: str = "04-Mar-2026 09:00:00 +0000", flags: str = "", folder: str = "INBOX"
    ) -> None:
        with self.box() as client:
            status, said = client.append(folder, flags, f'"{at}"', message)
            assert status == "OK", said

    def folders(self) -> set[str]:
        with self.box() as client:
            _, lines = client.list()
            return {re.sub(rb'.* "/" "?([^"]*)"?$', rb"\1", line).decode() for line in lines if isinstance(line, bytes)}

    def messages(self, folder: str = "INBOX") -> list[tuple[bytes, bool]]:
        """(bytes, marked as read) of each message in a folder."""
        with self.box() as client:
            client.select(f'"{folder}"', readonly=True)
            _, answer = client.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[])")
            return [(part[1], b"\\Seen" in part[0]) for part in answer if isinstance(part, tuple)]


@contextmanager
def running() -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("pymap")
    process = subprocess.Popen(
        [program, "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict", "--demo-user", USER, "--demo-password", PASSWORD],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 30
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("The IMAP server for the tests did not start.")
            time.sleep(0.05)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(10)
