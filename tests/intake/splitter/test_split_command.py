"""`manage.py split`: scripts depend on its output, and it must need no database."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from foi.intake.splitter import weighing

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("split", *arguments, stdout=out)
    return out.getvalue()


def test_one_line_of_json_for_each_file(tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("1. How many dogs?\n2. If none, why not?\n", encoding="utf-8")
    second.write_text("Period: 2019 to 2020\n\nHow many cats?", encoding="utf-8")

    lines = [json.loads(line) for line in run("--json", str(first), str(second)).splitlines()]

    assert [line["id"] for line in lines] == ["first", "second"]
    assert lines[0]["questions"][1] == {
        "label": "2.",
        "path": ["2"],
        "text": "If none, why not?",
        "context": "",
        "group": "",
        "kind": "conditional",
    }
    assert lines[1]["scope"] == ["Period: 2019 to 2020"]
    assert lines[1]["notes"] == []


def test_readable_without_json(tmp_path: Path) -> None:
    path = tmp_path / "request.txt"
    path.write_text("Please tell me:\n(a) the cost of the dogs\n(b) their number\n", encoding="utf-8")

    text = run(str(path))

    assert "2 questions" in text
    assert "1 (printed (a)): the cost of the dogs" in text
    assert "under: Please tell me:" in text


def test_what_is_in_doubt_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "request.txt"
    path.write_text("How many dogs are there?\n", encoding="utf-8")
    assert "Look at" not in run(str(path))

    monkeypatch.setattr(weighing, "DOUBT", 1_000_000)
    assert "Look at “How many dogs are there?”: may be no question" in run(str(path))


def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"How many \xff\xfe?")

    with pytest.raises(CommandError, match="is not text in UTF-8"):
        run(str(broken))
    with pytest.raises(CommandError, match="cannot be read: no such file"):
        run(str(tmp_path / "missing.txt"))


def test_standard_input_and_exit_codes_need_no_services(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "split", "--json"]
    elsewhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}

    good = subprocess.run(
        [*command, "-"], input=b"How many dogs?", capture_output=True, env=_with(elsewhere), check=False
    )
    bad = subprocess.run(
        [*command, "nowhere.txt"], capture_output=True, env=_with(elsewhere), cwd=tmp_path, check=False
    )

    assert good.returncode == 0, good.stderr.decode()
    assert json.loads(good.stdout)["questions"][0]["text"] == "How many dogs?"
    assert bad.returncode == 1
    assert b"Traceback" not in bad.stderr


def test_whoever_reads_the_first_line_only_leaves_no_complaint_behind(tmp_path: Path) -> None:
    vectors = tmp_path / "vectors.json"
    vectors.write_text(json.dumps([{"received": "2026-09-01"}] * 500), encoding="utf-8")
    text = tmp_path / "text.txt"
    text.write_text("".join(f"{n}. How many dogs are in kennel {n}?\n" for n in range(1, 4000)), encoding="utf-8")
    for arguments in (["duedate", "--file", str(vectors)], ["split", str(text)], ["split", "--json", str(text)]):
        with subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as reader:
            assert reader.stdout
            assert reader.stderr
            assert reader.stdout.read(20)
            reader.stdout.close()  # as `head -1` does
            assert reader.stderr.read() == b"", arguments


def _with(extra: dict[str, str]) -> dict[str, str]:
    import os

    return {**os.environ, **extra}
