"""The locks hold what the integration, the app and the demo ask for, so that nothing is installed at run time."""

import json
from pathlib import Path
import re
import tomllib
from typing import Any

import ha_requirements
import pytest

from .paths import INTEGRATION, ROOT

REQUIREMENTS = ROOT / "requirements"
NEWEST = next(ROOT.glob(".venv-ha/lib/python*/site-packages/homeassistant/components"))
HOME_ASSISTANT_LOCKS = ["test", "ha"]


def package_name(requirement: str) -> str:
    """Return a requirement's package name, normalised as on the index."""
    matched = re.match(r"[A-Za-z0-9][\w.-]*", requirement)
    assert matched, requirement
    return re.sub(r"[-_.]+", "-", matched[0]).lower()


def locked(name: str) -> dict[str, str]:
    """Return the versions that the lock of an environment pins, by package."""
    return pins(REQUIREMENTS / f"{name}.txt")


def pins(lock: Path) -> dict[str, str]:
    """Return the versions that a lock pins, by package."""
    text = lock.read_text(encoding="utf-8")
    return {package_name(found[1]): found[2] for found in re.finditer(r"^([\w.-]+)==([^ ;]+)", text, re.MULTILINE)}


def manifest() -> dict[str, Any]:
    return json.loads((INTEGRATION / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["test", "ha", "app"])
def test_every_package_has_hashes(name: str) -> None:
    blocks = re.split(r"\n(?=[a-zA-Z0-9])", (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8"))[1:]
    assert blocks
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", HOME_ASSISTANT_LOCKS)
def test_requirements_of_the_integration_are_locked(name: str) -> None:
    assert {package_name(line) for line in manifest()["requirements"]} <= locked(name).keys()


def test_integrations_that_ours_needs_are_listed() -> None:
    listed = ha_requirements.closure(NEWEST, ha_requirements.read_domains(REQUIREMENTS / "integrations.txt"))
    assert set(manifest().get("dependencies", [])) <= listed.keys()


def test_requirements_of_the_listed_integrations_are_locked() -> None:
    manifests = ha_requirements.closure(NEWEST, ha_requirements.read_domains(REQUIREMENTS / "integrations.txt"))
    wanted = {package_name(line) for data in manifests.values() for line in data.get("requirements", [])}
    assert wanted <= locked("ha").keys()


def test_the_app_is_developed_with_what_its_image_holds() -> None:
    image, ours = pins(ROOT / "addon/requirements.txt"), locked("app")
    assert image
    assert {name: ours.get(name) for name in image} == image


def test_requirements_of_the_app_are_locked() -> None:
    project = tomllib.loads((ROOT / "addon/server/pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    assert {package_name(line) for line in wanted} <= locked("app").keys()


@pytest.mark.parametrize(("name", "version"), [("test", "2026.10."), ("ha", "2026.11.")])
def test_the_two_versions_of_home_assistant(name: str, version: str) -> None:
    assert locked(name)["homeassistant"].startswith(version)


def test_developers_install_the_lock() -> None:
    lines = (ROOT / "requirements_dev.txt").read_text(encoding="utf-8").split()
    assert lines[-2:] == ["-r", "requirements/test.txt"]
