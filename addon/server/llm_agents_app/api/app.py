"""The application: routes, guards, errors."""

from typing import Any

from fastapi import FastAPI, Security
from fastapi.security import HTTPBearer

from .. import API_SCHEMA, __version__
from ..graph.store import GraphStore
from ..instance import Instance
from ..model.engine import Engine
from ..understanding.encoder import NAME, Encoder
from .chat import model_router
from .errors import add_error_handlers
from .guard import BearerGuard, BodyLimit
from .home import graph_router
from .understanding import understanding_router


def create_app(instance: Instance, engine: Engine, store: GraphStore, encoder: Encoder) -> FastAPI:
    """Return the application of one instance; whoever calls starts and stops the engine."""
    app = FastAPI(
        title="LLM Agents app",
        version=__version__,
        docs_url=None,  # the documentation pages load scripts from the internet
        redoc_url=None,
        # For the description alone; the guard below refuses before any route is looked for.
        dependencies=[Security(HTTPBearer(auto_error=False))],
    )
    app.include_router(model_router(engine))
    app.include_router(graph_router(store))
    app.include_router(understanding_router(encoder))
    add_error_handlers(app)

    @app.get("/health", tags=["health"])
    async def health() -> dict[str, Any]:
        """Tell that the app runs and what its model does; open, for watchdogs and discovery."""
        return {
            "status": "ok",
            "instance_id": instance.id,
            "version": __version__,
            "schema": API_SCHEMA,
            "model": {"name": engine.name, "state": engine.state},
            "understanding": {"name": NAME, "loaded": encoder.loaded},
        }

    # The one added last is asked first.
    app.add_middleware(BodyLimit)
    app.add_middleware(BearerGuard, token=instance.token)
    return app
