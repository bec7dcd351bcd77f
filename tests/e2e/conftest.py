"""One demo home for all end-to-end tests: a real `hass`, the real app and its real model."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
import json
from pathlib import Path
import re
import sys
from typing import Any

import pytest
import pytest_asyncio

from bench.model_server.process import ModelProcess
from demo.runner.client import Client
from demo.runner.demo import Demo
from demo.runner.layout import ROOT, Layout
from demo.runner.owner import Owner

DAYS = 2
WENT_AWAY = re.compile(r" WARNING .*(The model .* is away|The app at .* is not used)")


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


@pytest_asyncio.fixture(loop_scope="session")
async def owner(client: Client) -> AsyncIterator[Owner]:
    """Return the owner of the demo at its settings, which are put back at the end of the test."""
    owner = await Owner.of(client)
    try:
        yield owner
    finally:
        await owner.restore()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def model() -> AsyncIterator[ModelProcess]:
    """Return a model server in a process of its own, which answers by the script of each test."""
    server = await ModelProcess.start()
    try:
        yield server
    finally:
        await server.stop()


@pytest.fixture
def clean_log(demo: Demo) -> Callable[[], None]:
    """Return what checks the log since the start: a model or the app that goes away is told once, and nothing else."""

    def check() -> None:
        assert [line for line in demo.complaints() if not WENT_AWAY.search(line)] == []

    return check


@pytest.fixture(scope="session")
def bench() -> Callable[..., Awaitable[dict[str, Any]]]:
    """Return what runs a benchmark and gives what it printed."""

    async def run(*arguments: str) -> dict[str, Any]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *arguments, "--json",
            cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, err = await asyncio.wait_for(process.communicate(), 280)
        assert process.returncode == 0, err.decode()[-3000:]
        return dict(json.loads(out))

    return run


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Return the folder where screenshots are kept for a person to look at."""
    folder = Path(__file__).resolve().parents[2] / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
