"""The graph of the home: what is pushed comes back, whatever it is called, and survives a restart."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from llm_agents_app.graph import vocabulary as v
from llm_agents_app.graph.home import Home
from llm_agents_app.graph.store import GraphStore, UnknownNode

HOSTILE = [
    'Kitchen" } ; DROP ALL ; INSERT DATA { <a> <b> "c',
    "<script>alert(1)</script>",
    "back\\slash \\u0022 \\",
    "line\nbreak\ttab\r\0null",
    "'''\"\"\"",
    "Küche 厨房 🍳 \u202eoverride",
    "<urn:ha:home>",
    "_:blank ?variable $variable @en ^^<x>",
    "",
    " ",
]


def home(version: str | int = "1", **changes: Any) -> Home:
    """Return a home of two floors, three rooms, a device and four entities."""
    told: dict[str, Any] = {
        "version": version,
        "floors": [
            {"floor_id": "ground", "name": "Ground floor", "aliases": ["downstairs"], "level": 0},
            {"floor_id": "upper", "name": "Upper floor", "level": 1},
        ],
        "areas": [
            {"area_id": "kitchen", "name": "Kitchen", "aliases": ["cookery"], "floor_id": "ground", "labels": ["warm"]},
            {"area_id": "bedroom", "name": "Bedroom", "floor_id": "upper"},
            {"area_id": "garden", "name": "Garden"},
        ],
        "devices": [{"device_id": "d1", "name": "Ceiling lamp", "area_id": "kitchen"}],
        "entities": [
            {"entity_id": "light.kitchen", "name": "Kitchen light", "aliases": ["lamp"], "device_id": "d1"},
            {"entity_id": "sensor.kitchen", "name": "Warmth", "area_id": "kitchen", "device_class": "temperature"},
            {"entity_id": "light.bedroom", "name": "Bed light", "area_id": "bedroom", "labels": ["warm", "night"]},
            {"entity_id": "input_boolean.guests", "name": "Guests"},
        ],
    }
    return Home.model_validate(told | changes)


@pytest.fixture
def store(tmp_path: Path) -> GraphStore:
    made = GraphStore(tmp_path / "graph")
    made.replace(home())
    return made


def ids(store: GraphStore, key: str, depth: int, limit: int = 100) -> list[str]:
    return [node["id"] for node in store.neighbourhood(key, depth=depth, limit=limit).nodes]


def test_nodes_come_back_as_they_were_pushed(store: GraphStore) -> None:
    nodes = {node["id"]: node for node in store.neighbourhood("light.kitchen", depth=3, limit=100).nodes}
    assert nodes["entity:light.kitchen"] == {
        "id": "entity:light.kitchen",
        "type": "entity",
        "distance": 0,
        "name": "Kitchen light",
        "aliases": ["lamp"],
    }
    assert nodes["floor:ground"]["level"] == 0
    assert nodes["entity:sensor.kitchen"]["device_class"] == "temperature"


def test_edges_join_the_nodes_of_the_answer(store: GraphStore) -> None:
    found = store.neighbourhood("light.kitchen", depth=2, limit=100)
    assert {(edge["source"], edge["relation"], edge["target"]) for edge in found.edges} == {
        ("device:d1", "has_function", "entity:light.kitchen"),
        ("area:kitchen", "contains_element", "device:d1"),
    }


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (1, {"entity:light.kitchen", "device:d1"}),
        (2, {"entity:light.kitchen", "device:d1", "area:kitchen"}),
        (
            3,
            {
                "entity:light.kitchen",
                "device:d1",
                "area:kitchen",
                "entity:sensor.kitchen",
                "floor:ground",
                "label:warm",
            },
        ),
    ],
)
def test_depth_counts_edges(store: GraphStore, depth: int, expected: set[str]) -> None:
    assert set(ids(store, "light.kitchen", depth)) == expected


def test_the_nearest_come_first_and_the_limit_cuts_the_rest(store: GraphStore) -> None:
    whole = store.neighbourhood("area:kitchen", depth=3, limit=100)
    distances = [node["distance"] for node in whole.nodes]
    assert distances == sorted(distances)
    assert not whole.truncated
    cut = store.neighbourhood("area:kitchen", depth=3, limit=3)
    assert cut.nodes == whole.nodes[:3]
    assert cut.truncated
    inside = {node["id"] for node in cut.nodes}
    assert all({edge["source"], edge["target"]} <= inside for edge in cut.edges)


def test_a_limit_that_just_fits_cuts_nothing(store: GraphStore) -> None:
    count = len(ids(store, "light.kitchen", 2))
    assert not store.neighbourhood("light.kitchen", depth=2, limit=count).truncated


@pytest.mark.parametrize("key", ["area:kitchen", "floor:ground", "device:d1", "label:warm", "home"])
def test_every_kind_of_node_can_be_asked_for(store: GraphStore, key: str) -> None:
    assert ids(store, key, 1)[0] == key


def test_an_area_without_a_floor_belongs_to_the_building(store: GraphStore) -> None:
    assert "area:garden" in ids(store, "home", 1)


@pytest.mark.parametrize("key", ["light.nothing", "area:nothing", "robot:x", "area:", "", "urn:ha:home", "graph:home"])
def test_unknown_nodes_are_told(store: GraphStore, key: str) -> None:
    with pytest.raises(UnknownNode):
        store.neighbourhood(key, depth=1, limit=10)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back_unchanged_and_do_no_harm(store: GraphStore, name: str) -> None:
    before = store.stats()["nodes"]
    entities = [item.model_dump() for item in home().entities]
    entities[0] |= {"name": name, "aliases": [name], "device_class": name}
    store.replace(home(2, entities=entities))
    node = store.neighbourhood("light.kitchen", depth=1, limit=10).nodes[0]
    assert (node["name"], node["aliases"]) == (name, [name])
    assert store.stats()["nodes"] == before


@pytest.mark.parametrize("identifier", [text for text in HOSTILE if text] + ["a:b", "a/b?c#d", "100%25", "x" * 255])
def test_hostile_ids_come_back_unchanged(store: GraphStore, identifier: str) -> None:
    store.replace(home(2, areas=[{"area_id": identifier, "name": "Odd", "floor_id": "ground", "labels": [identifier]}]))
    assert ids(store, f"area:{identifier}", 1) == [f"area:{identifier}", "floor:ground", f"label:{identifier}"]


def test_the_same_home_again_changes_nothing(store: GraphStore) -> None:
    again = store.replace(home())
    assert (again.added, again.removed) == (0, 0)


def test_only_the_difference_is_written(store: GraphStore) -> None:
    floors = [item.model_dump() for item in home().floors]
    floors[0]["name"] = "Street level"
    changed = store.replace(home("2", floors=floors))
    assert (changed.added, changed.removed) == (1, 1)
    assert store.version() == "2"


def test_what_is_gone_from_the_home_is_gone_from_the_graph(store: GraphStore) -> None:
    store.replace(home("2", entities=[], devices=[]))
    with pytest.raises(UnknownNode):
        store.neighbourhood("light.kitchen", depth=1, limit=10)
    assert store.stats()["nodes"] == {"floor": 2, "area": 3, "device": 0, "entity": 0, "label": 1}


def test_references_to_what_is_not_there_are_left_out(store: GraphStore) -> None:
    lost = [{"entity_id": "light.lost", "name": "Lost", "area_id": "nowhere", "device_id": "nothing"}]
    store.replace(home("2", entities=lost))
    assert ids(store, "light.lost", 3) == ["entity:light.lost"]


def test_a_push_that_fails_leaves_the_old_home(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.stats()
    # The update's last operation cannot be run: none of the ones before it may have happened.
    monkeypatch.setattr(v, "META_GRAPH", "<urn:x> { } } ; LOAD <file:///absent> #")
    with pytest.raises(OSError, match="invalid format"):
        store.replace(home("2", entities=[]))
    monkeypatch.undo()
    assert store.stats() == before


def test_the_graph_survives_a_restart(tmp_path: Path) -> None:
    first = GraphStore(tmp_path / "graph")
    first.replace(home("seven"))
    stats, around = first.stats(), first.neighbourhood("light.kitchen", depth=3, limit=100)
    del first
    second = GraphStore(tmp_path / "graph")
    assert second.stats() == stats
    assert second.neighbourhood("light.kitchen", depth=3, limit=100) == around


def test_a_graph_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "graph").write_bytes(b"not a store")
    store = GraphStore(tmp_path / "graph")
    assert store.version() is None
    assert [path.read_bytes() for path in tmp_path.glob("graph.unreadable-*")] == [b"not a store"]


def test_the_terms_are_those_of_the_ontologies(store: GraphStore) -> None:
    quads = store._store.quads_for_pattern(None, v.RDF_TYPE, None, v.HOME_GRAPH)
    types = {(str(quad.subject), str(quad.object)) for quad in quads}
    assert types >= {
        ("<urn:ha:home>", "<https://w3id.org/bot#Building>"),
        ("<urn:ha:floor:ground>", "<https://w3id.org/bot#Storey>"),
        ("<urn:ha:area:kitchen>", "<https://w3id.org/bot#Space>"),
        ("<urn:ha:device:d1>", "<https://saref.etsi.org/core/Device>"),
        ("<urn:ha:entity:light.kitchen>", "<https://saref.etsi.org/core/Function>"),
    }


async def test_push_and_ask_over_http(client: httpx.AsyncClient) -> None:
    pushed = await client.put("/graph/home", json=home(7).model_dump())
    assert pushed.json() == {"version": "7", "added": 43, "removed": 0, "changed": True}
    again = await client.put("/graph/home", json=home(7).model_dump())
    assert again.json()["changed"] is False
    asked = (await client.get("/graph/neighbourhood", params={"id": "light.kitchen", "depth": 1})).json()
    assert [node["id"] for node in asked["nodes"]] == ["entity:light.kitchen", "device:d1"]
    assert (await client.get("/graph/stats")).json()["version"] == "7"


async def test_an_unknown_node_is_a_404(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graph/neighbourhood", params={"id": "light.nothing"})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "unknown_node"


@pytest.mark.parametrize(
    "query",
    [{}, {"id": ""}, {"id": "x", "depth": 0}, {"id": "x", "depth": 4}, {"id": "x", "limit": 501}, {"id": "x" * 301}],
)
async def test_unbounded_questions_are_refused(client: httpx.AsyncClient, query: dict[str, str]) -> None:
    answer = await client.get("/graph/neighbourhood", params=query)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid_request"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b'{"version": null}',
        b'{"version": 1, "floors": [{"floor_id": "", "name": "x"}]}',
        b'{"version": 1, "entities": [{"entity_id": "no domain", "name": "x"}]}',
        b'{"version": 1, "entities": [{"entity_id": "light.x", "name": "\\ud800"}]}',
        b'{"version": 1, "areas": [{"area_id": "x", "name": 5}]}',
    ],
)
async def test_a_malformed_home_is_refused_and_changes_nothing(client: httpx.AsyncClient, body: bytes) -> None:
    await client.put("/graph/home", json=home().model_dump())
    before = (await client.get("/graph/stats")).json()
    answer = await client.put("/graph/home", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]
    assert (await client.get("/graph/stats")).json() == before
