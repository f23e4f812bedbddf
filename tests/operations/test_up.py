"""`manage.py up` is what a person meets first: it starts, says where, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from foi.settings.environment import Environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Up:
    """One `manage.py up`, in a directory and on a port of its own."""

    def __init__(self, var: Path, port: int, **surroundings: str) -> None:
        ours = {name.upper() for name in Environment.model_fields} | {"FOI_TEST_RUN", "HOST", "PORT"}
        inherited = {name: value for name, value in os.environ.items() if name not in ours}
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--no-demo", f"--port={port}"],
            cwd=settings.BASE_DIR,
            env={**inherited, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "foi.settings.embedded", **surroundings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def until(self, words: str) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return line
        raise AssertionError(f"it never said {words!r}:\n{self.said}")

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode

    def family(self) -> list[int]:
        """Every process below this one, as Linux's /proc tells it."""
        below: dict[int, list[int]] = {}
        for entry in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                parent = int(entry.read_text().rpartition(")")[2].split()[1])
                below.setdefault(parent, []).append(int(entry.parent.name))
        found, waiting = [], [self.process.pid]
        while waiting:
            children = below.get(waiting.pop(), [])
            found += children
            waiting += children
        return found


def sites_in(pids: list[int]) -> dict[str, set[str]]:
    """For the web server, the worker and the timetable: the address that their notices link to."""
    found: dict[str, set[str]] = {}
    for pid in pids:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
        program = next((name for name in ("gunicorn", "worker", "beat") if name in words), "")
        if program:
            given = dict(
                pair.partition("=")[::2] for pair in Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
            )
            found.setdefault(program, set()).add(given["SITE_URL"])
    return found


def running(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Callable[..., Up]]:
    started: list[Up] = []
    # PostgreSQL's user must be able to pass; pytest keeps its directories to their owner.
    for directory in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        directory.chmod(0o755)

    def start(port: int | None = None, **surroundings: str) -> Up:
        started.append(Up(tmp_path / "var", port or free_port(), **surroundings))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop(signal.SIGTERM)
        assert one.process.stdout
        one.process.stdout.close()


def test_it_starts_says_where_and_stops_without_a_trace(up: Callable[..., Up], tmp_path: Path) -> None:
    first = up()
    assert f"http://127.0.0.1:{first.port}/" in first.until("Ready")
    with urllib.request.urlopen(f"http://127.0.0.1:{first.port}/readyz") as answer:
        assert json.load(answer)["status"] == "ready"

    asked = "from django.conf import settings; print(settings.SITE_URL)"
    beside = subprocess.run(
        [sys.executable, "-c", asked], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
        env={**os.environ, "VAR_DIR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "foi.settings.embedded"},
    )  # fmt: skip
    assert beside.stdout.strip() == f"http://127.0.0.1:{first.port}"

    second = up()
    assert second.process.wait(timeout=60) == 1
    second.until("already runs from this directory")

    family = first.family()
    assert len(family) >= 8
    here = {f"http://127.0.0.1:{first.port}"}
    assert sites_in(family) == {"gunicorn": here, "worker": here, "beat": here}
    assert first.stop(signal.SIGINT) == 0
    assert running(family) == []
    assert "Traceback" not in first.said


def test_a_killed_parent_leaves_no_process_and_no_obstacle(
    up: Callable[..., Up], wait_for: Callable[..., None]
) -> None:
    one = up()
    one.until("Ready")
    family = one.family()
    one.stop(signal.SIGKILL)
    wait_for(lambda: running(family) == [])
    again = up()
    again.until("Ready")
    family = again.family()
    assert again.stop(signal.SIGTERM) == 0
    assert running(family) == []


def test_a_port_in_use_gets_a_sentence(up: Callable[..., Up]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        one = up(other.getsockname()[1])
        assert one.process.wait(timeout=60) == 1
    line = one.until("in use by another program")
    assert "make run PORT=" in line
    assert "Traceback" not in one.said


@pytest.mark.parametrize(
    ("surroundings", "site"),
    [
        ({"HOST": "127.0.0.2"}, "http://127.0.0.2:{port}"),
        ({"SITE_URL": "https://foi.example.org"}, "https://foi.example.org"),
    ],
    ids=["host", "site named"],
)
def test_notices_link_to_where_it_runs(up: Callable[..., Up], surroundings: dict[str, str], site: str) -> None:
    one = up(**surroundings)
    one.until("Ready")
    here = {site.format(port=one.port)}
    assert sites_in(one.family()) == {"gunicorn": here, "worker": here, "beat": here}
