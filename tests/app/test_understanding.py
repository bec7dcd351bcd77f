"""Comparing by meaning, with the real sentence encoder."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import FastAPI
import httpx
import numpy as np
import pytest

from llm_agents_app.api.app import create_app
from llm_agents_app.graph.store import GraphStore
from llm_agents_app.instance import Instance
from llm_agents_app.model.engine import Engine
from llm_agents_app.settings import NO_MODEL, EngineSettings
from llm_agents_app.understanding.encoder import Encoder
from llm_agents_app.understanding.ranking import Candidate, rank

WISHES = {
    "on light": ["it is too dark", "I cannot see anything"],
    "raise temperature climate": ["I am cold", "it is freezing"],
}
NOTHING = ["tell me a story", "who are you"]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """One encoder: its weights take a second to read."""
    return Encoder()


@pytest.fixture
def app(instance: Instance, encoder: Encoder) -> FastAPI:
    """The application without a model."""
    engine = Engine(NO_MODEL, instance.folder / "models", EngineSettings())
    return create_app(instance, engine, GraphStore(instance.folder / "graph"), encoder)


def candidate(phrase: str, wish: str, group: str, prior: float = 0.0) -> dict[str, Any]:
    return {"phrases": [phrase], "wish": wish, "group": group, "prior": prior}


LIGHT = candidate("turn on the porch light", "on light", "light@porch")
HEATING = candidate("turn up the heating on the porch", "raise temperature climate", "climate@porch")


def asked(text: str, *candidates: dict[str, Any], bare: str | None = None) -> dict[str, Any]:
    return {"text": text, "bare": bare or text, "candidates": [*candidates], "wishes": WISHES, "nothing": NOTHING}


async def ranked(client: httpx.AsyncClient, body: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await client.post("/understanding/rank", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()["ranked"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("we can hardly see our feet on the porch", 0),
        ("my toes are frozen on the porch", 1),
        ("Auf der Veranda ist es stockdunkel", 0),
        ("Tengo mucho frío en el porche", 1),
    ],
)
async def test_the_likeliest_comes_first_in_any_language(client: httpx.AsyncClient, text: str, number: int) -> None:
    first, second = await ranked(client, asked(text, LIGHT, HEATING))
    assert first["candidate"] == number
    assert first["probability"] > 0.5 > second["probability"]
    assert first["score"] > second["score"]


async def test_what_means_nothing_here_is_likely_none_of_them(client: httpx.AsyncClient) -> None:
    found = await ranked(client, asked("tell me a fairy tale", LIGHT, HEATING))
    assert sum(row["probability"] for row in found) < 0.2


async def test_those_of_one_group_take_no_chances_from_each_other(client: httpx.AsyncClient) -> None:
    alone = await ranked(client, asked("it is very dark here", LIGHT, HEATING))
    twin = {**LIGHT, "phrases": ["turn on the other porch light"]}
    together = await ranked(client, asked("it is very dark here", LIGHT, twin, HEATING))
    chances = [row["probability"] for row in together if row["candidate"] in (0, 1)]
    assert chances == pytest.approx([alone[0]["probability"]] * 2, abs=0.05)


async def test_what_is_known_already_counts(client: httpx.AsyncClient) -> None:
    twins = [{**LIGHT, "group": "a"}, {**LIGHT, "group": "b", "prior": 0.2}]
    first, second = await ranked(client, asked("it is dark", *twins))
    assert (first["candidate"], second["candidate"]) == (1, 0)
    assert first["score"] == pytest.approx(second["score"] + 0.2, abs=0.001)


async def test_without_candidates_there_is_nothing_to_rank(client: httpx.AsyncClient) -> None:
    assert await ranked(client, asked("it is dark")) == []


@pytest.mark.parametrize(
    "change",
    [
        {"text": "x" * 501},
        {"candidates": [LIGHT] * 513},
        {"candidates": [{"phrases": ["x"]}]},
        {"candidates": [{**LIGHT, "prior": 5}]},
        {"nothing": ["x" * 501]},
    ],
)
async def test_what_is_too_much_or_malformed_is_refused(client: httpx.AsyncClient, change: dict[str, Any]) -> None:
    answer = await client.post("/understanding/rank", json=asked("it is dark", LIGHT) | change)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("text", ["", " ", "\x00", "💡" * 100, "\u202eאור במרפסת", "x" * 500, "1 2 3 % °"])
async def test_any_text_is_ranked(client: httpx.AsyncClient, text: str) -> None:
    body = asked("it is dark", LIGHT, HEATING) | {"text": text, "bare": text}
    assert len(await ranked(client, body)) == 2


def test_vectors_have_length_one_and_are_kept(encoder: Encoder) -> None:
    first = encoder.encode(["it is dark", "it is cold"])
    again = encoder.encode(["it is cold"])
    assert np.linalg.norm(first, axis=1) == pytest.approx([1.0, 1.0], abs=1e-4)
    assert np.array_equal(first[1], again[0])


def test_only_so_many_vectors_are_kept() -> None:
    small = Encoder(kept=2)
    small.encode(["one", "two", "three"])
    assert list(small._vectors) == ["two", "three"]


def test_several_may_ask_at_once(encoder: Encoder) -> None:
    light = Candidate(phrases=["turn on the light"], wish="on light", group="a", prior=0.0)

    def ask(number: int) -> float:
        return rank(encoder, f"it is dark {number}", "it is dark", [light], WISHES, NOTHING)[0].probability

    with ThreadPoolExecutor(4) as pool:
        assert all(chance > 0.5 for chance in pool.map(ask, range(12)))


async def test_health_tells_of_the_encoder(client: httpx.AsyncClient) -> None:
    await ranked(client, asked("it is dark", LIGHT))
    health = (await client.get("/health")).json()
    assert health["understanding"] == {"name": "use-multilingual-v3", "loaded": True}
