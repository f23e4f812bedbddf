"""Children are started in order, kept running, and never left behind."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from foi.embedded import supervisor as module
from foi.embedded.child import Child
from foi.embedded.places import LONGEST_SOCKET_DIRECTORY, Places
from foi.embedded.service_user import ServiceUser, service_user
from foi.embedded.supervisor import Supervisor
from foi.embedded.trouble import CannotStart


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "var")


@pytest.fixture
def supervised(places: Places) -> Iterator[tuple[Supervisor, list[str]]]:
    """A running supervisor and what it says. Its signal handlers are taken back afterwards."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    said: list[str] = []
    with Supervisor(places, say=said.append) as supervisor:
        yield supervisor, said
    for number, handler in handlers.items():
        signal.signal(number, handler)


def child(places: Places, code: str, **more: Any) -> Child:
    return Child(name="The child", command=[sys.executable, "-c", code], log=places.logs / "child.log", **more)


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_that_stops_at_once_is_reported_with_the_end_of_its_log(supervised: Any, places: Places) -> None:
    with pytest.raises(CannotStart, match=r"stopped as soon as it started(.|\n)*no room at the inn"):
        supervised[0].start(child(places, "raise SystemExit('no room at the inn')"), ready=lambda: False)


def test_a_child_that_stops_later_is_started_again(supervised: Any, places: Places) -> None:
    supervisor, said = supervised
    first = child(places, "import time; time.sleep(60)")
    supervisor.start(first)
    assert first.process
    before = first.process.pid
    os.kill(before, signal.SIGKILL)
    supervisor.watch(stop_when=lambda: first.is_running and first.process and first.process.pid != before)
    assert "stopped by itself; starting it again" in said[0]


def test_a_child_that_keeps_stopping_is_given_up(
    supervised: Any, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ATTEMPTS", 1)
    supervisor, _ = supervised
    supervisor.start(child(places, "print('again and again')"))
    with pytest.raises(CannotStart, match=r"stopped 2 times in a row(.|\n)*again and again"):
        supervisor.watch()


def test_programs_stop_before_the_servers_they_use(
    supervised: Any, places: Places, wait_for: Callable[..., None]
) -> None:
    supervisor, _ = supervised
    diary = places.var / "diary"
    code = (
        "import signal, sys, time, pathlib\n"
        "def stop(*_):\n"
        "    with open({diary!r}, 'a') as diary: diary.write({name!r} + ' stops\\n')\n"
        "    sys.exit()\n"
        "signal.signal(signal.SIGTERM, stop)\n"
        "with open({diary!r}, 'a') as diary: diary.write({name!r} + ' starts\\n')\n"
        "time.sleep(60)\n"
    )
    for name, is_server in (("database", True), ("broker", True), ("web", False)):
        wanted = f"{name} starts"
        supervisor.start(
            child(places, code.format(diary=str(diary), name=name), is_server=is_server),
            ready=lambda wanted=wanted: diary.exists() and wanted in diary.read_text(),
        )
    supervisor._stop()
    assert diary.read_text().split("\n")[3:6] == ["web stops", "broker stops", "database stops"]


def test_a_child_that_will_not_stop_is_killed_with_what_it_started(
    supervised: Any, places: Places, wait_for: Callable[..., None]
) -> None:
    note = places.var / "pids"
    code = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "other = os.fork()\n"
        f"if other: open({str(note)!r}, 'w').write(f'{{os.getpid()}} {{other}}')\n"
        "time.sleep(60)\n"
    )
    supervisor, _ = supervised
    supervisor.start(child(places, code, patience=0.2), ready=lambda: note.exists() and note.read_text())
    supervisor._stop()
    pids = [int(pid) for pid in note.read_text().split()]
    wait_for(lambda: not any(runs(pid) for pid in pids))


def test_two_starts_from_one_directory_do_not_meet(supervised: Any, places: Places) -> None:
    with pytest.raises(CannotStart, match=f"already runs from this directory .process {os.getpid()}"):
        Supervisor(places, say=lambda _: None)._take_place()


def test_a_full_disk_is_said_before_anything_starts(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROOM_NEEDED", 1 << 62)
    with pytest.raises(CannotStart, match=r"nearly full: \d+ MB are free"):
        Supervisor(places, say=lambda _: None)._take_place()


def test_sockets_stay_beside_the_data_unless_the_name_is_too_long(tmp_path: Path) -> None:
    near, far = Places(Path("/srv/foi/var")), Places(Path("/srv") / ("long" * 30) / "var")
    assert near.sockets == Path("/srv/foi/var/sock")
    assert len(os.fsencode(far.sockets)) <= LONGEST_SOCKET_DIRECTORY
    assert far.sockets != Places(Path("/srv") / ("other" * 30) / "var").sockets


def test_a_directory_somebody_else_put_there_is_not_used(tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    planted.symlink_to(tmp_path)
    with pytest.raises(CannotStart, match="belongs to somebody else"):
        service_user(tmp_path / "none").own(planted)


def test_the_directory_of_the_servers_lets_nobody_else_in(tmp_path: Path) -> None:
    owner = service_user(tmp_path / "none")
    made = owner.own(tmp_path / "sock")
    assert made.stat().st_mode & 0o777 == 0o700
    assert made.stat().st_uid == owner.uid


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its servers to another user")
class TestStartedByRoot:
    def test_the_servers_run_as_another_user(self, tmp_path: Path) -> None:
        assert service_user(tmp_path / "none").uid != 0

    def test_the_owner_of_the_data_keeps_it(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        data.mkdir()
        os.chown(data, 4242, 4242)
        assert service_user(data).uid == 4242

    def test_a_private_checkout_is_reached_without_opening_it(self, tmp_path: Path) -> None:
        private = tmp_path / "home"
        inner = private / "checkout"
        inner.mkdir(parents=True)
        private.chmod(0o700)
        other: ServiceUser = service_user(tmp_path / "none")
        seen = tmp_path / "seen"
        seen.touch()
        seen.chmod(0o666)
        tmp_path.chmod(0o755)
        reader = Child(
            name="The reader",
            command=["sh", "-c", f"cd {inner} && id -u && cat /proc/self/status"],
            log=seen,
            become=other.becoming(inner),
        )
        reader.start()
        assert reader.process
        assert reader.process.wait() == 0
        words = seen.read_text().splitlines()
        assert words[0] == str(other.uid)
        [effective] = [line.split()[1] for line in words if line.startswith("CapEff")]
        # One capability, not root's forty.
        assert int(effective, 16).bit_count() == 1
        assert private.stat().st_mode & 0o777 == 0o700
