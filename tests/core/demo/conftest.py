"""Load the simulation without its integration, and so without Home Assistant."""

from datetime import UTC, datetime
import sys
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import ROOT

PACKAGE = "demo.custom_components.demo_home"
FOLDER = ROOT.joinpath(*PACKAGE.split("."))

if PACKAGE not in sys.modules:
    bare = ModuleType(PACKAGE)
    bare.__path__ = [str(FOLDER)]
    sys.modules[PACKAGE] = bare

#: a Tuesday in November, nine in the evening
EVENING = datetime(2026, 11, 18, 2, tzinfo=UTC)


@pytest.fixture
def zone() -> ZoneInfo:
    return ZoneInfo("America/New_York")
