"""`/graph`: the graph of the home."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from ..graph.home import Home
from ..graph.store import GraphStore

MAX_DEPTH = 3
MAX_NODES = 500


def graph_router(store: GraphStore) -> APIRouter:
    """Return the routes of the graph."""
    router = APIRouter(prefix="/graph", tags=["graph"])

    # Plain functions: the framework runs them in a thread, for the store blocks.
    @router.put("/home")
    def put_home(home: Home) -> dict[str, Any]:
        """Replace the whole home in one step; the same home again changes nothing."""
        replaced = store.replace(home)
        return {**asdict(replaced), "changed": bool(replaced.added or replaced.removed)}

    @router.get("/neighbourhood")
    def neighbourhood(
        id: Annotated[str, Query(min_length=1, max_length=300, description="light.kitchen, area:kitchen, home")],
        depth: Annotated[int, Query(ge=1, le=MAX_DEPTH)] = 2,
        limit: Annotated[int, Query(ge=1, le=MAX_NODES)] = 100,
    ) -> dict[str, Any]:
        """Return what is around a node, nearest first."""
        return asdict(store.neighbourhood(id, depth=depth, limit=limit))

    @router.get("/stats")
    def stats() -> dict[str, Any]:
        """Return the version of the last push and what the graph holds."""
        return store.stats()

    return router
