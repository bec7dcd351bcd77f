"""Prepare the import of the integration for every test; the folders add fixtures of their own.

With Home Assistant's test kit the real package is imported, early, because the kit brings a package of the same name. Without
it (scripts/test leaves the kit out where it is not needed) the package is mounted bare: `core` then loads alone, in
milliseconds, as it must.
"""

import importlib
from pathlib import Path
import sys
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "custom_components.llm_agents"
# The recorder has to be asked for before anything that needs `hass`.
RECORDER_FIXTURES = ("recorder_mock", "async_test_recorder")


def mount_bare(name: str, folder: Path) -> None:
    """Make a package importable without running its `__init__`."""
    package = ModuleType(name)
    package.__path__ = [str(folder)]
    sys.modules[name] = package


def pytest_configure(config: pytest.Config) -> None:
    """Import the integration, or mount it bare where the kit is left out."""
    folder = ROOT.joinpath(*PACKAGE.split("."))
    if not config.pluginmanager.hasplugin("homeassistant"):
        mount_bare("custom_components", folder.parent)
        mount_bare(PACKAGE, folder)
    elif (folder / "__init__.py").is_file():
        importlib.import_module(PACKAGE)


@pytest.fixture(autouse=True)
def _custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load the integration in each test that has a Home Assistant."""
    if "hass" not in request.fixturenames or not request.config.pluginmanager.hasplugin("homeassistant"):
        return
    for name in RECORDER_FIXTURES:
        if name in request.fixturenames:
            request.getfixturevalue(name)
    request.getfixturevalue("enable_custom_integrations")
