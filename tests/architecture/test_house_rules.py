"""What keeps the house small enough to know: cheap checks over the files themselves."""

import ast
import importlib.metadata
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from workflows.draw import page

ROOT = Path(settings.BASE_DIR)
MAX_LINES = 400
FORBIDDEN_NAMES = {"utils", "helpers", "common", "services", "manager"}


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                yield path


def test_no_file_outgrows_what_one_can_read_at_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources("foi", "workflows", "tests")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [str(path) for path in sources("foi", "workflows") if path.stem in FORBIDDEN_NAMES] == []


def test_the_drawn_workflows_are_the_workflows(tmp_path: Path) -> None:
    """Every transition is drawn: whoever changes a flow runs `manage.py draw_workflows`."""
    drawn = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    assert drawn == page(), "Run manage.py draw_workflows."
    call_command("draw_workflows", out=tmp_path / "again.md")
    assert (tmp_path / "again.md").read_text(encoding="utf-8") == drawn


def test_every_transition_of_the_flow_files_is_on_that_page() -> None:
    """Read from the source, not through the library, so that a step the library drops is missed here."""
    drawn = page()
    for path in (ROOT / "workflows").glob("*_flow.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            decorators = getattr(function, "decorator_list", [])
            if any(isinstance(one, ast.Call) and getattr(one.func, "id", "") == "transition" for one in decorators):
                assert f"(`{function.name}`)" in drawn, f"{path.name}: {function.name}"


def test_one_state_machine_library_only() -> None:
    """django-fsm and django-fsm-2 both install `django_fsm`; together they overwrite each other."""
    installed = {(name or "").lower() for d in importlib.metadata.distributions() if (name := d.metadata["Name"])}
    assert "django-fsm-2" in installed
    assert "django-fsm" not in installed


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
    return found


def test_workflows_know_nothing_of_freedom_of_information() -> None:
    for path in sources("workflows"):
        assert not {name for name in imports_of(path) if name == "foi" or name.startswith("foi.")}, path


@pytest.mark.parametrize("room", ["foi/law", "foi/disclosure", "foi/intake/splitter"])
def test_the_law_and_the_splitter_are_plain_python(room: str) -> None:
    for path in sources(room):
        names = imports_of(path)
        assert not {name for name in names if name.split(".")[0] in ("django", "workflows", "celery", "docx")}, path
        rooms = {name.split(".")[1] for name in names if name.startswith("foi.")}
        assert rooms <= {"law", "disclosure", "intake", "apart"}, (path, rooms)


def test_whatever_works_apart_needs_plain_python_alone() -> None:
    assert all(
        name.split(".")[0] in {*sys.stdlib_module_names, "foi"} for name in imports_of(ROOT / "foi" / "apart.py")
    )


def test_only_perform_writes_to_the_audit_trail_or_opens_the_door() -> None:
    """Domain code records through `perform`, `begin` or `audit.record`, never by making events itself."""
    for path in sources("foi", "workflows"):
        text = path.read_text(encoding="utf-8")
        if path.name not in ("audit.py",):
            assert "AuditEvent.objects.create" not in text, path
        if path.name not in ("perform.py",):
            assert "_door_open" not in text, path


def test_time_is_read_from_one_clock() -> None:
    """Dates of record come from workflows.clock (a story can be told, a test can travel), never from the machine."""
    for path in sources("foi/requests", "foi/intake", "foi/answers", "foi/letters", "foi/law"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"date\.today\(\)|datetime\.now\(|datetime\.utcnow\(|timezone\.now\(\)", text)
        assert found == [], path


def test_actions_say_who_acts() -> None:
    """Every public action takes `by=`: nobody acts anonymously."""
    for path in sources("foi"):
        if path.name in ("actions.py", "split_changes.py", "stretches.py"):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    calls = {getattr(call.func, "id", "") for call in ast.walk(node) if isinstance(call, ast.Call)}
                    if calls & {"perform", "change", "begin"}:
                        assert "by" in {argument.arg for argument in node.args.kwonlyargs}, f"{path}: {node.name}"
