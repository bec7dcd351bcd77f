"""The arrows of the architecture: platforms -> bridge -> core; the app and the integration meet only at the app's API."""

import ast
from collections.abc import Iterator
from pathlib import Path
import subprocess
import sys

import pytest

from .paths import APP, CORE, INTEGRATION, ROOT

# What parts of the core may import beside the standard library: models talk over the network, energy calculates.
FOREIGN = {"models": {"aiohttp", "yarl"}, "energy": {"numpy", "highspy"}}
# Importing a package that stands as None in sys.modules raises.
LOAD_ALONE = """
import importlib, sys
sys.path.append(sys.argv[1])  # last: platforms are named like modules of the standard library
sys.modules["homeassistant"] = None
for name in sys.argv[2:]:
    importlib.import_module(name)
assert "custom_components" not in sys.modules
"""

# What hears, answers and keeps wishes stands where the solver and numpy cannot be installed.
TALKS_ALONE = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
for name in ("homeassistant", "numpy", "highspy"):
    sys.modules[name] = None
for name in sys.argv[2:]:
    importlib.import_module(name)
"""


def python_files(folder: Path) -> list[Path]:
    """Return the Python files under a folder; an empty folder would make every test below pass for nothing."""
    files = sorted(folder.rglob("*.py"))
    assert files, f"no Python in {folder}"
    return files


def absolute_imports(path: Path) -> Iterator[str]:
    """Yield the top-level package of each absolute import, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


def relative_imports(path: Path) -> Iterator[int]:
    """Yield the level of each relative import: 1 for the own package, 2 for its parent."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node.level


def imported(files: list[Path]) -> dict[str, set[str]]:
    """Return which files import which package."""
    found: dict[str, set[str]] = {}
    for path in files:
        for package in absolute_imports(path):
            found.setdefault(package, set()).add(path.relative_to(ROOT).as_posix())
    return found


def test_core_imports_only_itself_and_the_standard_library() -> None:
    foreign = {
        name: files for name, files in imported(python_files(CORE)).items() if name not in sys.stdlib_module_names
    }
    unexpected = {
        name: {file for file in files if name not in FOREIGN.get(file.split("/core/")[1].split("/")[0], set())}
        for name, files in foreign.items()
    }
    assert {name: files for name, files in unexpected.items() if files} == {}


def test_core_does_not_reach_above_itself() -> None:
    escaping = [
        path.relative_to(ROOT).as_posix()
        for path in python_files(CORE)
        for level in relative_imports(path)
        if level > len(path.relative_to(CORE).parts)
    ]
    assert escaping == []


def test_core_loads_without_home_assistant_and_without_the_integration() -> None:
    modules = [path.relative_to(CORE).with_suffix("").parts for path in python_files(CORE)]
    names = [".".join(("core", *parts)).removesuffix(".__init__") for parts in modules]
    done = subprocess.run(
        [sys.executable, "-c", LOAD_ALONE, str(INTEGRATION), *names],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_what_hears_and_answers_needs_neither_numpy_nor_a_solver() -> None:
    names = ["core.agents.kernel", "core.energy.asset_codec", "core.energy.ports", "core.energy.wish_data"]
    done = subprocess.run(
        [sys.executable, "-c", TALKS_ALONE, str(INTEGRATION), *names],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        pytest.param(APP, {"homeassistant", "custom_components", "llm_agents"}, id="app"),
        pytest.param(INTEGRATION, {"llm_agents_app", "bench", "demo", "tests", "custom_components"}, id="integration"),
    ],
)
def test_app_and_integration_do_not_import_each_other(folder: Path, forbidden: set[str]) -> None:
    found = imported(python_files(folder))
    assert {name: found[name] for name in forbidden & found.keys()} == {}
