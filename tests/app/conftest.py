"""Apps to test against: in process without a model, and as a process with the real one."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from fastapi import FastAPI
import httpx
import pytest

from llm_agents_app.api.app import create_app
from llm_agents_app.graph.store import GraphStore
from llm_agents_app.instance import Instance, open_instance
from llm_agents_app.model.engine import Engine
from llm_agents_app.settings import NO_MODEL, EngineSettings
from llm_agents_app.understanding.encoder import Encoder

from .running import RunningApp, started


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    """A new installation."""
    with open_instance(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def app(instance: Instance) -> FastAPI:
    """The application without a model."""
    engine = Engine(NO_MODEL, instance.folder / "models", EngineSettings())
    return create_app(instance, engine, GraphStore(instance.folder / "graph"), Encoder())


@pytest.fixture
async def client(app: FastAPI, instance: Instance) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application that carries the token."""
    headers = {"Authorization": f"Bearer {instance.token}"}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://app", headers=headers) as made:
        yield made


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """A running app with the small model, ready; shared, so leave it as it is."""
    with started(tmp_path_factory.mktemp("app") / "data", "--no-zeroconf") as running:
        running.wait_for("ready")
        yield running


@pytest.fixture(scope="session")
def model(served: RunningApp) -> Iterator[httpx.Client]:
    """A client of the running app."""
    with served.client() as made:
        yield made
