"""What somebody reads who types a command while nothing runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

COMMANDS = {
    "fetch_mail": [],
    "split_report": [],
    "import_requests": ["past.csv", "--authority=Trentvale", "--by=asha.verma@people.example"],
    "organisation": ["org.toml"],
    "seed_demo": [],
    "letter": ["1/26", "--out=letter.docx"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_database_a_command_says_so_in_a_sentence(command: str, tmp_path: Path) -> None:
    (tmp_path / "past.csv").write_text("Ref,Received,Title\n1/26,01/02/2026,Dogs\n")
    (tmp_path / "org.toml").write_text(
        '[[authority]]\nname = "Marshmere"\nshort_name = "M"\naddress = "1 Sluice Road"\nemail = "foi@m.example"\n'
    )
    typed = [str(tmp_path / one) if (tmp_path / one).exists() else one for one in COMMANDS[command]]
    said = subprocess.run(
        [sys.executable, "manage.py", command, *typed], cwd=settings.BASE_DIR, capture_output=True, text=True,
        check=False,
        env={
            **os.environ, "DJANGO_SETTINGS_MODULE": "foi.settings.embedded", "VAR_DIR": str(tmp_path / "var"),
            "DATABASE_URL": "postgresql://foi@127.0.0.1:1/foi", "REDIS_URL": "redis://127.0.0.1:1/0",
        },
    )  # fmt: skip
    assert said.returncode == 1
    assert "CommandError: The database does not answer. Is the product running (make run)" in said.stderr
    assert "Traceback" not in said.stderr
