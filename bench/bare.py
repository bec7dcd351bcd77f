"""Imports the integration's core without Home Assistant: `core` is pure, and so runs in the app's environment too."""

from pathlib import Path
import sys
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def mount() -> None:
    """Make `custom_components.llm_agents.core` importable without running the integration's `__init__`."""
    for name in ("custom_components", "custom_components.llm_agents"):
        if name not in sys.modules:
            package = ModuleType(name)
            package.__path__ = [str(ROOT.joinpath(*name.split(".")))]
            sys.modules[name] = package
