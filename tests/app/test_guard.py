"""No request without the token, none too large, and no secret told."""

from collections.abc import AsyncIterator
import logging
import re

from fastapi import FastAPI
import httpx
import pytest
from starlette.routing import Route
from starlette.types import Message

from llm_agents_app.api.guard import MAX_BODY_BYTES, MAX_HOME_BYTES
from llm_agents_app.instance import Instance

OPEN = {"/health"}


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Return method and path of every route, found in the application itself."""
    found = []
    pending = list(app.routes)
    while pending:
        route = pending.pop()
        pending.extend(getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", []))
        if isinstance(route, Route):
            found += [(method, re.sub(r"{.*?}", "x", route.path)) for method in sorted(route.methods or ())]
    return found


def test_the_routes_of_the_contract_are_found(app: FastAPI) -> None:
    wanted = {
        ("GET", "/health"),
        ("GET", "/openapi.json"),
        ("GET", "/v1/models"),
        ("POST", "/v1/chat/completions"),
        ("POST", "/understanding/rank"),
        ("PUT", "/graph/home"),
        ("GET", "/graph/neighbourhood"),
        ("GET", "/graph/stats"),
    }
    assert wanted <= set(routes(app))


async def test_every_route_but_health_needs_the_token(app: FastAPI, client: httpx.AsyncClient) -> None:
    del client.headers["Authorization"]
    closed = [(method, path) for method, path in routes(app) if path not in OPEN]
    answers = {(method, path): (await client.request(method, path)).status_code for method, path in closed}
    assert answers == dict.fromkeys(closed, 401)


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/nothing", "/health/", "//health"])
async def test_unknown_paths_need_the_token_too(client: httpx.AsyncClient, path: str) -> None:
    del client.headers["Authorization"]
    assert (await client.get(path)).status_code == 401


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_pages_that_load_from_the_internet_are_off(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_health_is_open_and_tells_no_secret(client: httpx.AsyncClient, instance: Instance) -> None:
    del client.headers["Authorization"]
    answer = await client.get("/health")
    assert answer.json() == {
        "status": "ok",
        "instance_id": instance.id,
        "version": "0.1.0",
        "schema": 1,
        "model": {"name": None, "state": "none"},
        "understanding": {"name": "use-multilingual-v3", "loaded": False},
    }


async def test_the_token_opens(client: httpx.AsyncClient) -> None:
    assert (await client.get("/graph/stats")).status_code == 200


async def test_the_scheme_is_read_in_any_case(client: httpx.AsyncClient, instance: Instance) -> None:
    answer = await client.get("/graph/stats", headers={"Authorization": f"bearer {instance.token}"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "value",
    [b"", b"Bearer", b"Bearer ", b"Bearer wrong", b"Basic dTpw", "Bearer tök€n".encode(), b"Bearer \xff\xfe", b"\xc3"],
)
async def test_wrong_tokens_are_refused(client: httpx.AsyncClient, value: bytes) -> None:
    answer = await client.get("/graph/stats", headers={b"Authorization": value})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["error"]["code"] == "unauthorized"


async def test_a_part_of_the_token_is_refused(client: httpx.AsyncClient, instance: Instance) -> None:
    answer = await client.get("/graph/stats", headers={"Authorization": f"Bearer {instance.token[:-1]}"})
    assert answer.status_code == 401


async def test_two_authorizations_are_refused(client: httpx.AsyncClient, instance: Instance) -> None:
    both = [("Authorization", "Bearer wrong"), ("Authorization", f"Bearer {instance.token}")]
    answer = await client.send(httpx.Request("GET", "http://app/graph/stats", headers=both))
    assert answer.status_code == 401


async def test_a_websocket_is_refused(app: FastAPI) -> None:
    sent = []

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app({"type": "websocket", "path": "/ws", "headers": []}, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [("POST", "/v1/chat/completions", MAX_BODY_BYTES), ("PUT", "/graph/home", MAX_HOME_BYTES)],
)
async def test_a_body_that_says_it_is_too_large_is_refused(
    client: httpx.AsyncClient, method: str, path: str, limit: int
) -> None:
    answer = await client.request(method, path, content=b"{}", headers={"Content-Length": str(limit + 1)})
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "body_too_large"


async def test_a_body_that_grows_too_large_is_refused(client: httpx.AsyncClient) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 65536 + 1):
            yield b"x" * 65536

    answer = await client.post("/v1/chat/completions", content=chunks())
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-1", "many"])
async def test_a_length_that_is_no_number_is_refused(client: httpx.AsyncClient, length: str) -> None:
    answer = await client.post("/v1/chat/completions", content=b"{}", headers={"Content-Length": length})
    assert answer.status_code == 413


async def test_the_description_names_the_scheme(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()
    assert described["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    assert described["paths"]["/graph/home"]["put"]["security"] == [{"HTTPBearer": []}]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [("GET", "/nothing", 404, "not_found"), ("DELETE", "/graph/stats", 405, "method_not_allowed")],
)
async def test_refusals_have_the_one_form(
    client: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code


async def test_a_fault_of_ours_tells_nothing_of_it(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("a private detail")

    monkeypatch.setattr("llm_agents_app.graph.store.GraphStore.stats", fail)
    answer = await client.get("/graph/stats")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "private" not in answer.text


async def test_no_log_has_the_token(
    client: httpx.AsyncClient, instance: Instance, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await client.get("/graph/stats")
    await client.get("/graph/stats", headers={"Authorization": f"Bearer {instance.token}x"})
    assert instance.token not in caplog.text
    assert instance.token not in repr(instance)
