"""The graph on disk, in Oxigraph: replaced as a whole, asked for neighbourhoods."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
import logging
from pathlib import Path
import threading
import time
from typing import Any

from pyoxigraph import Literal, NamedNode, Store, Triple

from . import vocabulary as v
from .home import Home, triples

_LOGGER = logging.getLogger(__name__)


class UnknownNode(Exception):
    """The graph does not have the node."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a push changed, counted in triples."""

    version: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes and edges around one node, nearest first; `truncated` when the limit cut it."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, str]]
    truncated: bool


class GraphStore:
    """The home's graph. All methods block; calls from several threads are safe."""

    def __init__(self, folder: Path) -> None:
        """Open or make the store in a folder; one that cannot be read is set aside, for it can be pushed again."""
        self._writing = threading.Lock()
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._store = Store(str(folder))
        except OSError:
            aside = folder.with_name(f"{folder.name}.unreadable-{time.time_ns()}")
            _LOGGER.exception("The graph cannot be read; set aside as %s, a new one begins", aside)
            folder.rename(aside)
            self._store = Store(str(folder))

    def replace(self, home: Home) -> Replaced:
        """Make the graph say what the home says, in one transaction; only what differs is written."""
        version = str(home.version)
        with self._writing:
            wanted = set(triples(home))
            present = {quad.triple for quad in self._store.quads_for_pattern(None, None, None, v.HOME_GRAPH)}
            added, removed = wanted - present, present - wanted
            if added or removed or version != self.version():
                self._store.update(_exchange(added, removed, version))
            return Replaced(version, len(added), len(removed))

    def version(self) -> str | None:
        """Return the version of the last push, None before the first."""
        quad = next(self._store.quads_for_pattern(v.BUILDING, v.VERSION, None, v.META_GRAPH), None)
        return quad.object.value if quad and isinstance(quad.object, Literal) else None

    def stats(self) -> dict[str, Any]:
        """Return the version and the number of triples and of nodes of each kind."""
        kinds = {
            kind.value: sum(1 for _ in self._store.quads_for_pattern(None, v.RDF_TYPE, name, v.HOME_GRAPH))
            for kind, name in v.CLASSES.items()
        }
        count = sum(1 for _ in self._store.quads_for_pattern(None, None, None, v.HOME_GRAPH))
        return {"version": self.version(), "triples": count, "nodes": kinds}

    def neighbourhood(self, key: str, *, depth: int, limit: int) -> Neighbourhood:
        """Return what is within `depth` edges of a node, whichever way they point, at most `limit` nodes.

        `key` is an entity id or a key as the answer has them. Raises `UnknownNode`.
        """
        start = v.from_key(key)
        if start is None or next(self._store.quads_for_pattern(start, v.RDF_TYPE, None, v.HOME_GRAPH), None) is None:
            raise UnknownNode(key)
        found = {start: 0}
        waiting = deque([start])
        truncated = False
        while waiting:
            near = waiting.popleft()
            if found[near] == depth:
                continue
            for far in sorted(self._adjacent(near) - found.keys(), key=lambda name: name.value):
                if len(found) == limit:
                    truncated = True
                    break
                found[far] = found[near] + 1
                waiting.append(far)
        nodes = [self._describe(name, distance) for name, distance in found.items()]
        return Neighbourhood(nodes, list(self._edges(found)), truncated)

    def _adjacent(self, name: NamedNode) -> set[NamedNode]:
        outward = self._store.quads_for_pattern(name, None, None, v.HOME_GRAPH)
        inward = self._store.quads_for_pattern(None, None, name, v.HOME_GRAPH)
        ends = [quad.object for quad in outward if quad.predicate in v.RELATIONS]
        ends += [quad.subject for quad in inward if quad.predicate in v.RELATIONS]
        return {end for end in ends if isinstance(end, NamedNode)}

    def _edges(self, nodes: Iterable[NamedNode]) -> Iterator[dict[str, str]]:
        """Yield the edges between the nodes."""
        inside = set(nodes)
        for subject in nodes:
            for quad in self._store.quads_for_pattern(subject, None, None, v.HOME_GRAPH):
                target, relation = quad.object, v.RELATIONS.get(quad.predicate)
                if relation and isinstance(target, NamedNode) and target in inside:
                    yield {"source": v.key(subject), "relation": relation, "target": v.key(target)}

    def _describe(self, name: NamedNode, distance: int) -> dict[str, Any]:
        kind = "home" if name == v.BUILDING else v.key(name).partition(":")[0]
        described: dict[str, Any] = {"id": v.key(name), "type": kind, "distance": distance}
        aliases = []
        for quad in self._store.quads_for_pattern(name, None, None, v.HOME_GRAPH):
            if not isinstance(quad.object, Literal):
                continue
            if quad.predicate == v.RDFS_LABEL:
                described["name"] = quad.object.value
            elif quad.predicate == v.DEVICE_CLASS:
                described["device_class"] = quad.object.value
            elif quad.predicate == v.LEVEL:
                described["level"] = int(quad.object.value)
            elif quad.predicate == v.SKOS_ALT_LABEL:
                aliases.append(quad.object.value)
        return described | ({"aliases": sorted(aliases)} if aliases else {})


def _exchange(added: set[Triple], removed: set[Triple], version: str) -> str:
    """Return one SPARQL update: Oxigraph runs its operations in one transaction, and str() of a term escapes it."""

    def block(graph: NamedNode, lines: Iterable[Triple]) -> str:
        return f"GRAPH {graph} {{ {''.join(f'{line} . ' for line in lines)} }}"

    told = Triple(v.BUILDING, v.VERSION, Literal(version))
    return (
        f"DELETE DATA {{ {block(v.HOME_GRAPH, removed)} }} ; "
        f"INSERT DATA {{ {block(v.HOME_GRAPH, added)} }} ; "
        f"DELETE WHERE {{ GRAPH {v.META_GRAPH} {{ {v.BUILDING} {v.VERSION} ?version }} }} ; "
        f"INSERT DATA {{ {block(v.META_GRAPH, [told])} }}"
    )
