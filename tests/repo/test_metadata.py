"""The files that describe us agree with each other and with what Home Assistant and the Marketplace ask."""

import json
import re
import tomllib
from typing import Any

import pytest
import yaml

from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.blueprint.schemas import BLUEPRINT_SCHEMA
from homeassistant.util.yaml import load_yaml_dict

from .paths import INTEGRATION, ROOT

FLOOR = "2026.10.0"
BLUEPRINTS = sorted((ROOT / "blueprints").rglob("*.yaml"))
URL = "https://github.com/llm-agents/llm-agents"


def read_json(name: str) -> dict[str, Any]:
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(name="manifest", scope="module")
def manifest_fixture() -> dict[str, Any]:
    return read_json("custom_components/llm_agents/manifest.json")


@pytest.fixture(name="app", scope="module")
def app_fixture() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "addon/config.yaml").read_text(encoding="utf-8"))


def test_manifest_keys_are_in_the_order_hassfest_wants(manifest: dict[str, Any]) -> None:
    rest = [key for key in manifest if key not in {"domain", "name"}]
    assert list(manifest)[:2] == ["domain", "name"]
    assert rest == sorted(rest)


def test_manifest_names_the_project(manifest: dict[str, Any]) -> None:
    assert manifest["domain"] == INTEGRATION.name
    assert manifest["documentation"].startswith(URL)
    assert manifest["issue_tracker"] == f"{URL}/issues"
    assert manifest["codeowners"] == ["@llm-agents"]
    assert manifest["config_flow"] is True


def test_every_part_has_the_same_version(manifest: dict[str, Any], app: dict[str, Any]) -> None:
    versions = {
        "manifest": manifest["version"],
        "project": read_toml("pyproject.toml")["project"]["version"],
        "app": app["version"],
        "server": read_toml("addon/server/pyproject.toml")["project"]["version"],
        "cards": read_json("cards/package.json")["version"],
    }
    assert len(set(versions.values())) == 1, versions


@pytest.mark.parametrize("name", ["CHANGELOG.md", "addon/CHANGELOG.md"])
def test_changelog_has_the_version(manifest: dict[str, Any], name: str) -> None:
    headings = re.findall(r"^## \[?v?([\w.]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert manifest["version"] in headings


def test_the_floor_is_the_same_everywhere(app: dict[str, Any]) -> None:
    assert read_json("hacs.json")["homeassistant"] == FLOOR
    assert app["homeassistant"] == FLOOR


def test_the_marketplace_reads_our_file() -> None:
    allowed = {
        "content_in_root",
        "filename",
        "hacs",
        "hide_default_branch",
        "homeassistant",
        "name",
        "persistent_directory",
        "zip_release",
    }
    ours = read_json("hacs.json")
    assert ours.keys() <= allowed
    assert ours["name"]
    assert (ours["zip_release"], ours["filename"]) == (True, f"{INTEGRATION.name}.zip")


def test_the_marketplace_finds_one_integration() -> None:
    folders = [path for path in (ROOT / "custom_components").iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert folders == [INTEGRATION]


def test_the_app_is_discovered_by_the_integration(manifest: dict[str, Any], app: dict[str, Any]) -> None:
    assert app["discovery"] == [manifest["domain"]]
    assert set(app["arch"]) == {"amd64", "aarch64"}


def test_repository_of_apps_is_described() -> None:
    described = yaml.safe_load((ROOT / "repository.yaml").read_text(encoding="utf-8"))
    assert described["name"]
    assert described["url"] == URL


def test_there_are_blueprints() -> None:
    assert len(BLUEPRINTS) >= 2


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_blueprint_is_one_for_home_assistant(path: Any) -> None:
    domain = path.relative_to(ROOT / "blueprints").parts[0]
    blueprint = Blueprint(load_yaml_dict(path), path=path.name, expected_domain=domain, schema=BLUEPRINT_SCHEMA)
    assert blueprint.validate() is None
    assert blueprint.metadata["description"]
    assert blueprint.metadata["source_url"] == f"{URL}/blob/main/{path.relative_to(ROOT).as_posix()}"
    assert blueprint.metadata["homeassistant"]["min_version"] == FLOOR


@pytest.mark.parametrize("kind", ["services", "triggers", "conditions"])
def test_all_that_automations_use_has_words_and_icons(kind: str) -> None:
    """What is described in YAML is worded and has an icon, and nothing else is."""
    read = yaml.safe_load((INTEGRATION / f"{kind}.yaml").read_text(encoding="utf-8"))
    described = {name for name in read if not name.startswith(".")}
    words = json.loads((INTEGRATION / "translations" / "en.json").read_text(encoding="utf-8"))
    icons = json.loads((INTEGRATION / "icons.json").read_text(encoding="utf-8"))
    assert set(words[kind]) == described
    assert set(icons[kind]) == described
