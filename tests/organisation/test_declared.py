"""An authority is set up from a file, and kept as the file says."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from foi.organisation.authority_settings import BY_SLUG, change_settings
from foi.organisation.models import Authority, Department, User
from workflows.models import AuditEvent
from workflows.roles import SYSTEM, Role

pytestmark = pytest.mark.django_db

FILE = """
[[authority]]
name = "Marshmere Constabulary"
short_name = "Marshmere"
address = "1 Sluice Road, Marshmere"
email = "foi@marshmere.example"
reference_format = "FOI/{year}/{sequence:05d}"

[[authority.department]]
name = "Crime Training"
topics = "course, training"

[[authority.person]]
name = "Wyn Rushton"
email = "Wyn.Rushton@marshmere.example"
roles = ["foi_officer"]

[[authority.person]]
name = "Bryony Sedge"
email = "bryony.sedge@marshmere.example"
departments = ["Crime Training"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "organisation.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def run(file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("organisation", str(file))
    return capsys.readouterr().out


def test_authority_departments_and_people_are_made(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Wyn Rushton is new." in run(file, capsys)
    force = Authority.objects.get(name="Marshmere Constabulary")
    officer = User.objects.get(email="wyn.rushton@marshmere.example")
    assert officer.holds(Role.FOI_OFFICER, force)
    assert not officer.has_usable_password()
    assert User.objects.get(full_name="Bryony Sedge").works_in(Department.objects.get(name="Crime Training"))


def test_a_second_run_changes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(file, capsys)
    assert run(file, capsys).strip() == "Everything is as the file says already."


def test_a_role_taken_out_of_the_file_is_taken_away(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(file, capsys)
    file.write_text(FILE.replace('roles = ["foi_officer"]', 'roles = ["approver"]'), encoding="utf-8")
    said = run(file, capsys)
    assert "No longer: Wyn Rushton: FOI officer" in said
    force = Authority.objects.get()
    assert not User.objects.get(full_name="Wyn Rushton").holds(Role.FOI_OFFICER, force)


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ("[[authority]]", "[authority", "is not TOML"),
        ('"Marshmere"', '""', "short_name"),
        ("roles =", "rolls =", "rolls"),
        ('["Crime Training"]', '["Coroners"]', "Coroners, which is no department"),
        ("foi@marshmere.example", "no address", "valid email"),
        ("{sequence:05d}", "{0.__class__}", "Use {sequence}"),
    ],
)
def test_a_mistake_in_the_file_is_named_and_nothing_is_made(file: Path, wrong: str, right: str, words: str) -> None:
    file.write_text(FILE.replace(wrong, right), encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        call_command("organisation", str(file))
    assert not Authority.objects.exists()


def test_somebody_new_chooses_a_password_through_the_sign_in_page(
    file: Path, capsys: pytest.CaptureFixture[str], client: object, mailoutbox: list[object]
) -> None:
    run(file, capsys)
    client.post("/password/reset/", {"email": "wyn.rushton@marshmere.example"})  # type: ignore[attr-defined]
    assert len(mailoutbox) == 1


# --- the file beside the page -----------------------------------------------------------------------------------------


def changed_on_the_page(**values: Any) -> None:
    change_settings(Authority.objects.get(), BY_SLUG["contact"], values, by=SYSTEM)


def test_a_setting_that_was_changed_on_the_page_stays_and_is_told_of(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file, capsys)
    changed_on_the_page(email="foi.new@marshmere.example")
    said = run(file, capsys)
    assert "E-mail address stays “foi.new@marshmere.example”; the file says “foi@marshmere.example” (email)" in said
    assert "run this again with --overwrite" in said
    assert Authority.objects.get().email == "foi.new@marshmere.example"


def test_with_overwrite_the_file_wins_and_the_change_is_on_record(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file, capsys)
    changed_on_the_page(email="foi.new@marshmere.example")
    call_command("organisation", str(file), "--overwrite")
    assert "was “foi.new@marshmere.example”, is “foi@marshmere.example”" in capsys.readouterr().out
    assert Authority.objects.get().email == "foi@marshmere.example"
    assert AuditEvent.objects.filter(action="change_settings").last().detail["source"] == "manage.py organisation"


@pytest.mark.parametrize("how", [[], ["--overwrite"]])
def test_a_setting_that_the_file_does_not_mention_stays(
    file: Path, capsys: pytest.CaptureFixture[str], how: list[str]
) -> None:
    run(file, capsys)
    changed_on_the_page(telephone="01632 960 303")
    call_command("organisation", str(file), *how)
    assert Authority.objects.get().telephone == "01632 960 303"


def test_a_file_whose_settings_do_not_fit_together_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(file, capsys)
    file.write_text(FILE.replace("reference_format", "internal_working_days = 18\nreference_format"), encoding="utf-8")
    with pytest.raises(CommandError, match="choose a later day"):
        call_command("organisation", str(file), "--overwrite")
    assert Authority.objects.get().internal_working_days == 10
