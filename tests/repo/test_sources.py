"""What every file of the repository keeps to."""

from pathlib import Path
import re

import pytest

from .paths import ROOT, repository_files

LINES = 300
SOURCES = {".py", ".ts", ".js", ".sh"}
APART = ("custom_components/llm_agents/frontend/", "cards/src/generated/", "cards/test/", "tests/")
# Paths of one machine, and hosts of package registries; written so that this file does not hold them itself.
MACHINE = re.compile(r"(?<![\w.{}$~-])/(?:root|home/[a-z]\w*|wor[k]|Users/\w+|opt/[p]ypi)/[\w.-]+")
REGISTRY = re.compile(r"https?://[^\s\"']*(?:registry\.npmjs|registry\.yarnpkg|files\.pythonhosted|pypi\.org/simple)")
LOCKS = {"package-lock.json", "requirements.txt"}


def text_of(path: Path) -> str:
    """Return a file's text; a binary file's bytes read as Latin letters."""
    return path.read_bytes().decode("utf-8", errors="replace")


def name(path: Path) -> str:
    """Return a file's path in the repository."""
    return path.relative_to(ROOT).as_posix()


def test_sources_stay_short() -> None:
    sources = [path for path in repository_files() if path.suffix in SOURCES and not name(path).startswith(APART)]
    long = {name(path): lines for path in sources if (lines := len(text_of(path).splitlines())) > LINES}
    assert long == {}


def test_no_path_of_one_machine() -> None:
    # Inside an image, and in the work of bytes, such paths mean something else.
    files = [
        path for path in repository_files() if path.suffix not in {".png", ".json.gz"} and path.name != "Dockerfile"
    ]
    found = {name(path): hits for path in files if (hits := MACHINE.findall(text_of(path)))}
    assert found == {}


def test_no_registry_host_in_a_lock() -> None:
    locks = [path for path in repository_files() if path.name in LOCKS or path.parent.name == "requirements"]
    assert locks
    assert [name(path) for path in locks if REGISTRY.search(text_of(path))] == []


def test_one_file_alone_is_called_config() -> None:
    # The Supervisor searches the whole tree for apps by this name.
    found = [name(path) for path in repository_files() if path.name in {"config.yaml", "config.yml", "config.json"}]
    assert found == ["addon/config.yaml"]


@pytest.mark.parametrize("pattern", ["dist/*.js", "*.umd.js", "*-bundle.js", "llm-agents.js"])
def test_the_marketplace_does_not_take_us_for_a_card_alone(pattern: str) -> None:
    assert list(ROOT.glob(pattern)) == []
