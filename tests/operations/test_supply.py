"""What is installed is what was locked."""

import importlib.metadata
import re

import pytest
from django.conf import settings

LOCKS = sorted((settings.BASE_DIR / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_requirement_is_pinned_and_hashed(lock) -> None:
    text = re.sub(r"\\\n\s*", "", lock.read_text())
    wanted = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert wanted
    for line in wanted:
        assert re.match(r"[a-z0-9.\-]+==\S+ .*--hash=sha256:", line), line


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_no_place_to_fetch_from(lock) -> None:
    assert "://" not in lock.read_text()


def test_the_front_end_lock_names_no_place_to_fetch_from() -> None:
    assert '"resolved"' not in (settings.BASE_DIR / "package-lock.json").read_text()


def test_only_one_django_fsm_is_installed() -> None:
    # django-fsm and django-fsm-2 own the same files: with both, the one installed last wins.
    names = {distribution.name.lower() for distribution in importlib.metadata.distributions()}
    assert "django-fsm-2" in names
    assert "django-fsm" not in names
