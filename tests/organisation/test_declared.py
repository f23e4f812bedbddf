"""An authority is set up from a file, and kept as the file says."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from foi.organisation.models import Authority, Department, User
from workflows.roles import Role

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
