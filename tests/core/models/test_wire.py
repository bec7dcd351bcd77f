"""What the refusals of servers mean, and connections that they close."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
import json
from typing import Any

from aiohttp import ClientSession
import pytest
from yarl import URL

from custom_components.llm_agents.core.models.protocol import ModelUnavailable, Trouble
from custom_components.llm_agents.core.models.wire import Server, refusal, reported


def body(**error: Any) -> bytes:
    return json.dumps({"error": error}).encode()


@pytest.mark.parametrize(
    ("status", "told", "trouble"),
    [
        (401, b"", Trouble.REFUSED),
        (403, b"<html>", Trouble.REFUSED),
        (402, b"", Trouble.SPENT),
        (429, body(code="insufficient_quota", message="You exceeded your current quota"), Trouble.SPENT),
        (429, body(code="rate_limit_exceeded"), Trouble.BUSY),
        (529, body(type="overloaded_error"), Trouble.BUSY),
        (503, body(code="busy"), Trouble.BUSY),
        (503, b"", Trouble.AWAY),
        (500, b"[" * 9000, Trouble.AWAY),
        (302, b"", Trouble.AWAY),
        (404, body(code="model_not_found", message="The model `x` does not exist"), Trouble.GONE),
        (404, b'{"error": "model \'x\' not found"}', Trouble.GONE),
        (400, body(code="model_decommissioned"), Trouble.GONE),
        (410, b"", Trouble.GONE),
        (404, b"404 page not found", Trouble.AWAY),
        (400, body(code="context_length_exceeded"), Trouble.UNFIT),
        (400, b'{"error": "\\"x\\" does not support tools"}', Trouble.UNFIT),
        (500, b'{"error": "the input length exceeds the context length"}', Trouble.UNFIT),
        (413, b"", Trouble.UNFIT),
        (422, b'["x"]', Trouble.UNFIT),
    ],
)
def test_what_an_error_status_means(status: int, told: bytes, trouble: Trouble) -> None:
    assert refusal(status, told).trouble is trouble


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        ({"message": "out of memory"}, Trouble.AWAY),
        ({"code": 429, "message": "slow down"}, Trouble.BUSY),
        ({"code": 400, "type": "exceed_context_size_error"}, Trouble.UNFIT),
        ("the input length exceeds the context length", Trouble.UNFIT),
        (None, Trouble.AWAY),
    ],
)
def test_what_an_error_in_the_middle_of_an_answer_means(error: Any, trouble: Trouble) -> None:
    assert reported(error).trouble is trouble


def test_how_long_it_asks_to_be_left_alone() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert refusal(429, b"", "30").retry_after == 30
    assert refusal(429, b"", later).retry_after == pytest.approx(90, abs=3)
    assert refusal(429, b"", "Thu, 01 Jan 2026 00:00:00 GMT").retry_after == 0
    assert refusal(429, b"", "soon").retry_after is None
    assert refusal(429, b"").retry_after is None


def test_the_words_of_a_server_are_not_in_the_message() -> None:
    err = refusal(400, body(code="invalid_request_error", message="Incorrect key sk-123"))
    assert str(err) == "HTTP 400: invalid_request_error"


@pytest.mark.parametrize(("answered", "connections"), [(1, 2), (0, 2)])
async def test_a_kept_connection_that_was_closed_meanwhile_is_opened_anew_once(
    socket_enabled: None, answered: int, connections: int
) -> None:
    opened: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer so many requests of a connection, and close it at the next."""
        opened.append(writer)
        for _ in range(answered):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as listening, ClientSession() as session:
        port = listening.sockets[0].getsockname()[1]
        server = Server(session, URL(f"http://127.0.0.1:{port}"))
        if answered:
            assert [await server.get("models", 2) for _ in range(2)] == [{}, {}]
        else:
            with pytest.raises(ModelUnavailable, match="Disconnected"):
                await server.post("chat", {}, 2)
    assert len(opened) == connections
