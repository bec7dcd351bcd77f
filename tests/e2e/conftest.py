"""One demo home for all end-to-end tests: a real `hass`, the real app and its real model."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from demo.runner.client import Client
from demo.runner.demo import Demo
from demo.runner.layout import Layout

DAYS = 2


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """Bring the demo up in a folder of its own, and take it down."""
    home = Demo(Layout(tmp_path_factory.mktemp("demo")), days=DAYS, say=print)
    try:
        await home.start()
        yield home
    finally:
        await home.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def client(demo: Demo) -> AsyncIterator[Client]:
    """Return a client that speaks as the demo's user."""
    async with demo.client() as client:
        yield client


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Return the folder where screenshots are kept for a person to look at."""
    folder = Path(__file__).resolve().parents[2] / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
