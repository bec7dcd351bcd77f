"""Every module of the integration imports on the oldest and on the newest Home Assistant that we support."""

import os
from pathlib import Path
import subprocess

import pytest

from .paths import INTEGRATION, ROOT

PROGRAM = """
import importlib, sys
import homeassistant.runner  # takes the names that Home Assistant lends to custom integrations
from homeassistant.const import __version__
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    importlib.import_module(name)
print(__version__)
"""


def modules() -> list[str]:
    """Return the name of every module of the integration."""
    paths = sorted(path.relative_to(ROOT).with_suffix("") for path in INTEGRATION.rglob("*.py"))
    return [".".join(path.parts).removesuffix(".__init__") for path in paths]


@pytest.mark.parametrize(("environment", "version"), [(".venv", "2026.10."), (".venv-ha", "2026.11.")])
def test_every_module_imports(environment: str, version: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / environment / "bin" / "python", "-W", "error::SyntaxWarning", "-c", PROGRAM, str(ROOT), *modules()],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().startswith(version)
