"""The compose file and the image, as far as they can be judged without starting them."""

import re
from typing import Any

import pytest
import yaml
from django.conf import settings

from foi.settings.environment import Environment, ProductionEnvironment

COMPOSE = settings.BASE_DIR / "docker-compose.yml"
DOCKERFILE = settings.BASE_DIR / "Dockerfile"
OPERATIONS = settings.BASE_DIR / "docs" / "operations.md"
OURS = ("migrate", "web", "worker", "timetable")
# What names places on one machine, or is refused in production, has no business in the compose file.
NOT_FOR_COMPOSE = {"VAR_DIR", "MEDIA_ROOT", "DEBUG"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE.read_text())["services"]


def known() -> set[str]:
    return {name.upper() for name in Environment.model_fields}


def test_compose_sets_the_names_that_the_settings_read(services: dict[str, Any]) -> None:
    assert set(services["web"]["environment"]) == known() - NOT_FOR_COMPOSE
    for name in OURS:
        assert set(services[name]["environment"]) <= known()


def test_only_the_web_processes_pool_their_connections(services: dict[str, Any]) -> None:
    assert [name for name in OURS if "DATABASE_POOL" in services[name]["environment"]] == ["web"]


def test_the_values_of_compose_make_an_environment_that_production_accepts(
    services: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {
        "POSTGRES_PASSWORD": "pw1", "REDIS_PASSWORD": "pw2", "SITE_URL": "https://foi.example.police.uk",
        "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP",
        "EMAIL_URL": "smtp://mail.internal", "EMAIL_FROM": "foi@example.police.uk",
    }  # fmt: skip
    for name in known():
        monkeypatch.delenv(name, raising=False)
    for name, value in services["web"]["environment"].items():
        monkeypatch.setenv(name, re.sub(r"\$\{(\w+):(?:\?[^}]*|-([^}]*))\}", lambda m: given.get(m[1], m[2]), value))
    read = ProductionEnvironment()
    assert read.database_url == "postgresql://foi:pw1@postgres:5432/foi"
    assert read.redis_url == "redis://:pw2@redis:6379/0"
    assert read.trusted_proxies == 1


def test_no_secret_stands_in_the_compose_file() -> None:
    # A secret without a default makes compose stop and say what is missing.
    for secret in ("POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY", "EMAIL_URL"):
        used = re.findall(r"\$\{" + secret + r"[^}]*\}", COMPOSE.read_text())
        assert used
        assert all(use.startswith("${" + secret + ":?") for use in used)


def test_every_service_has_a_health_check_or_none_on_purpose(services: dict[str, Any]) -> None:
    from_the_image = {"web"}
    for name, service in services.items():
        assert "healthcheck" in service or name in from_the_image, name


def test_nothing_starts_before_the_tables_are_up_to_date(services: dict[str, Any]) -> None:
    for name in ("web", "worker", "timetable"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_data_is_on_volumes(services: dict[str, Any]) -> None:
    named = set(yaml.safe_load(COMPOSE.read_text())["volumes"])
    mounted = {volume.partition(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert mounted == named == {"database", "broker", "files"}


def test_the_image_runs_as_nobody_in_particular_and_keeps_no_secret() -> None:
    image = DOCKERFILE.read_text()
    last_stage = image.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last_stage, re.M)
    assert last_stage.index("USER") < last_stage.index("CMD")
    assert "--require-hashes" in image
    assert not re.search(r"^(ENV|ARG).*(SECRET|PASSWORD|_URL)", image, re.M)


def test_the_image_gets_only_what_the_product_is_made_of() -> None:
    let_in = {
        line.removeprefix("!")
        for line in (settings.BASE_DIR / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    copied = set()
    for line in DOCKERFILE.read_text().splitlines():
        if line.startswith("COPY") and "--from" not in line:
            copied |= set(line.split()[1:-1])
    assert all(any(path == entry or path.startswith(f"{entry}/") for entry in let_in) for path in copied)
    assert (settings.BASE_DIR / ".dockerignore").read_text().splitlines()[1] == "*"
    assert all((settings.BASE_DIR / path).exists() for path in copied)


def test_the_handbook_explains_every_name() -> None:
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS.read_text(), re.M))
    assert explained == known()
