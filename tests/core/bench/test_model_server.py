"""The scripted model server: what it answers, how it goes wrong on demand, and what it notes."""

import asyncio
from collections.abc import AsyncIterator
import json
from pathlib import Path
import subprocess
import sys
from typing import Any

from aiohttp import ClientError, ClientSession
import pytest

from bench.model_server import ModelServer, ScriptError, load
from bench.model_server.log import hit_rate
from bench.model_server.process import ModelProcess
from bench.model_server.script import parse

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
request: ["^Request: (.+)$"]
roles:
  turn_on:
    - {tool: HassTurnOn, arguments: {name: "{name}", area: "{area}"}}
    - {tool: act, arguments: {action: turn_on, entity_id: "{entity_id}"}}
rules:
  - {user: "broken", times: 1, reply: {fault: {status: 429, retry_after: 2, code: rate_limit_exceeded}}}
  - {user: "broken", reply: {text: "Well again."}}
  - {user: "cut", reply: {text: "one two three four", fault: {cut: 3}}}
  - {user: "malformed", reply: {text: "one two", fault: {malformed: 2}}}
  - {user: "slow", reply: {text: "late", fault: {first: 0.1}}}
  - {user: "flood", reply: {text: "on", fault: {flood: true}}}
  - {user: "loop", after: any, reply: {calls: [{role: turn_on, entity_id: light.x, name: x}]}}
  - {user: "wrong", reply: {calls: [{tool: nothing, arguments: "{broken"}]}}
  - {user: "turn on the (?P<name>.+)", after: 1, result: "error", reply: {text: "It failed."}}
  - {user: "turn on the (?P<name>.+)", after: 1, reply: {text: "Turned on {name}."}}
  - {user: "turn on the (?P<name>.+)", schema: true, reply: {json: {reply: {kind: cannot, about: "{name}"}}}}
  - {user: "turn on the (?P<name>.+)", reply: {calls: [{role: turn_on, entity_id: light.x}]}}
default: {text: "I do not know."}
"""
TOOL = {"type": "function", "function": {"name": "HassTurnOn", "parameters": {"type": "object"}}}
OURS = {"type": "function", "function": {"name": "llm_agents__act", "parameters": {"type": "object"}}}


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[ModelServer]:
    async with ModelServer(parse(SCRIPT)) as server:
        yield server


async def post(server: ModelServer, path: str, body: dict[str, Any]) -> tuple[int, str]:
    async with ClientSession() as session, session.post(server.url + path, json=body) as response:
        return response.status, await response.text()


async def chat(server: ModelServer, *messages: dict[str, Any], **more: Any) -> Any:
    status, text = await post(server, "/v1/chat/completions", {"model": "bench", "messages": messages, **more})
    assert status == 200
    return json.loads(text)["choices"][0]["message"]


def user(text: str) -> dict[str, Any]:
    return {"role": "user", "content": text}


async def test_a_tool_is_called_by_its_role_whatever_an_agent_calls_it(server: ModelServer) -> None:
    said = user("turn on the lamp")
    core = await chat(server, said, tools=[TOOL])
    ours = await chat(server, said, tools=[OURS])
    calls = [answer["tool_calls"][0]["function"] for answer in (core, ours)]
    assert [(call["name"], json.loads(call["arguments"])) for call in calls] == [
        ("HassTurnOn", {"name": "lamp"}),
        ("llm_agents__act", {"action": "turn_on", "entity_id": "light.x"}),
    ]


async def test_an_id_is_read_out_of_what_the_model_was_shown(socket_enabled: None) -> None:
    script = """
roles: {on: [{tool: act, find: {entity_id: '^(light\\S+) .. {name}$'}, arguments: {entity_id: "{entity_id}"}}]}
rules: [{user: "turn on the (?P<name>.+)$", reply: {calls: [{role: on}]}}]
"""
    async with ModelServer(parse(script)) as server:
        home = {"role": "system", "content": "light.a || Lamp (old)\nlight.b || Lamp\n"}
        (call,) = (await chat(server, home, user("turn on the lamp"), tools=[OURS]))["tool_calls"]
    assert json.loads(call["function"]["arguments"]) == {"entity_id": "light.b"}


async def test_without_a_tool_for_it_a_rule_does_not_fit(server: ModelServer) -> None:
    assert (await chat(server, user("turn on the lamp")))["content"] == "I do not know."


async def test_what_tools_gave_is_answered_to(server: ModelServer) -> None:
    call = {"id": "a", "type": "function", "function": {"name": "HassTurnOn", "arguments": "{}"}}
    called = {"role": "assistant", "content": None, "tool_calls": [call]}
    for result, answer in (("ok", "Turned on lamp."), ("an error", "It failed.")):
        done = {"role": "tool", "tool_call_id": "a", "content": result}
        assert (await chat(server, user("turn on the lamp"), called, done, tools=[TOOL]))["content"] == answer


async def test_an_answer_of_a_form_is_json(server: ModelServer) -> None:
    wanted = {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "object"}}}
    answer = await chat(server, user("<devices>\nRequest: turn on the lamp"), response_format=wanted)
    assert json.loads(answer["content"]) == {"reply": {"kind": "cannot", "about": "lamp"}}


async def test_an_endless_loop_calls_again_and_again(server: ModelServer) -> None:
    call = {"id": "a", "type": "function", "function": {"name": "act", "arguments": "{}"}}
    rounds: list[dict[str, Any]] = [
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "a", "content": ""},
    ] * 9
    assert (await chat(server, user("loop"), *rounds, tools=[OURS]))["tool_calls"]


async def test_wrong_tools_and_broken_arguments_are_sent_as_written(server: ModelServer) -> None:
    (call,) = (await chat(server, user("wrong"), tools=[TOOL]))["tool_calls"]
    assert call["function"] == {"name": "nothing", "arguments": "{broken"}


async def test_a_refusal_comes_as_often_as_the_script_says(server: ModelServer) -> None:
    asked = {"model": "bench", "messages": [user("broken")]}
    async with ClientSession() as session, session.post(f"{server.url}/v1/chat/completions", json=asked) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "2")
        assert (await response.json())["error"]["code"] == "rate_limit_exceeded"
    assert (await chat(server, user("broken")))["content"] == "Well again."


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/responses", "/api/chat"])
async def test_an_answer_is_cut_in_the_middle(server: ModelServer, path: str) -> None:
    body = {"model": "bench", "messages": [user("cut")], "input": "cut", "stream": True}
    with pytest.raises(ClientError):
        await post(server, path, body)
    assert server.log.as_data()[0]["ended"] == "cut"


async def test_a_malformed_piece_stands_in_the_stream(server: ModelServer) -> None:
    _, text = await post(server, "/api/chat", {"model": "bench", "messages": [user("malformed")]})
    with pytest.raises(json.JSONDecodeError):
        [json.loads(line) for line in text.splitlines()]


async def test_a_flood_ends_when_the_client_leaves(server: ModelServer) -> None:
    asked = {"model": "bench", "messages": [user("flood")], "stream": True}
    async with ClientSession() as session, session.post(f"{server.url}/v1/chat/completions", json=asked) as response:
        assert len(await response.content.readexactly(200_000)) == 200_000
    async with asyncio.timeout(5):
        while server.log.as_data()[0]["seconds"] is None:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)
    assert server.log.as_data()[0]["ended"] == "left"


async def test_a_slow_answer_begins_late_and_its_time_is_noted(server: ModelServer) -> None:
    await chat(server, user("slow"))
    assert server.log.as_data()[0]["seconds"] >= 0.1


async def test_ollama_streams_lines_and_ends_with_its_counts(server: ModelServer) -> None:
    asked = {"model": "bench", "messages": [user("turn on the lamp")], "tools": [TOOL]}
    _, text = await post(server, "/api/chat", asked)
    *lines, end = [json.loads(line) for line in text.splitlines()]
    assert lines[0]["message"]["tool_calls"] == [{"function": {"name": "HassTurnOn", "arguments": {"name": "lamp"}}}]
    assert end["done"]
    assert end["prompt_eval_count"] == server.log.as_data()[0]["prompt_tokens"] > 0


async def test_ollama_truncates_silently_unless_told_not_to(server: ModelServer) -> None:
    asked = {"model": "bench", "messages": [user("a " * 900)], "options": {"num_ctx": 100}}
    assert (await post(server, "/api/chat", asked))[0] == 200
    assert server.log.as_data()[0]["truncated"]
    assert (await post(server, "/api/chat", {**asked, "truncate": False}))[0] == 400


async def test_an_answer_has_no_more_tokens_than_were_allowed(server: ModelServer) -> None:
    assert (await chat(server, user("hello"), max_tokens=2))["content"] == "I do "


async def test_what_is_shared_with_earlier_prompts_is_noted(server: ModelServer) -> None:
    home = {"role": "system", "content": "light.kitchen\n" * 200}
    await chat(server, home, user("one"))
    await chat(server, home, user("two"))
    await chat(server, user("another"), home)
    shares = [row["prefix_share"] for row in server.log.as_data()]
    assert shares[0] == 0
    assert shares[1] > 0.99
    assert shares[2] < 0.01
    assert hit_rate(server.log.as_data()) == pytest.approx(1 / 3, abs=0.01)


async def test_the_log_is_read_and_forgotten_and_the_script_replaced(server: ModelServer) -> None:
    await chat(server, user("hello"))
    async with ClientSession() as session:
        async with session.get(f"{server.url}/log") as response:
            assert [row["user"] for row in await response.json()] == ["hello"]
        await session.delete(f"{server.url}/log")
        assert server.log.as_data() == []
        async with session.put(f"{server.url}/scenario", data="default: {text: Other}") as response:
            assert response.status == 200
        async with session.put(f"{server.url}/scenario", data="nonsense: 1") as response:
            assert response.status == 400
    assert (await chat(server, user("hello")))["content"] == "Other"


async def test_a_token_and_a_model_may_be_asked_for(socket_enabled: None) -> None:
    async with ModelServer(parse("{token: secret, models: [small]}")) as server, ClientSession() as session:
        async with session.get(f"{server.url}/v1/models") as response:
            assert response.status == 401
        session.headers["Authorization"] = "Bearer secret"
        async with session.get(f"{server.url}/v1/models") as response:
            assert [model["id"] for model in (await response.json())["data"]] == ["small"]
        async with session.post(f"{server.url}/api/chat", json={"model": "other", "messages": []}) as response:
            assert (response.status, await response.json()) == (404, {"error": "model 'other' not found"})
        async with session.post(f"{server.url}/api/chat", json={"messages": []}) as response:
            assert response.status == 400


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "rules: [{user: '('}]",
        "rules: [{said: x}]",
        "rules: [{reply: {calls: [{role: turn_on}]}}]",
        "rules: [{reply: {fault: {burst: 1}}}]",
        "rules: [{reply: {word: x}}]",
        "{",
    ],
)
def test_a_script_that_cannot_be_understood_is_refused(text: str) -> None:
    with pytest.raises(ScriptError):
        parse(text)


def test_the_shipped_scenarios_are_scripts() -> None:
    found = [load(path) for path in (ROOT / "bench/model_server/scenarios").glob("*.yaml")]
    assert found
    assert all(script.rules for script in found)


def test_it_runs_as_a_process_and_tells_its_address() -> None:
    command = [sys.executable, "-m", "bench.model_server", "--scenario", "bench/model_server/scenarios/home.yaml"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.terminate()
        assert process.wait(10) == 0


async def test_a_process_of_its_own_is_played_to_and_tells_what_was_asked_since(socket_enabled: None) -> None:
    process = await ModelProcess.start()
    try:
        await process.play({"default": {"text": "Hello."}})
        body = {"model": "bench", "messages": [user("one")]}
        async with (
            ClientSession() as session,
            session.post(f"{process.url}/v1/chat/completions", json=body) as response,
        ):
            assert (await response.json())["choices"][0]["message"]["content"] == "Hello."
        assert [[row["user"] for row in await process.asked()] for _ in range(2)] == [["one"], []]
        with pytest.raises(ClientError):
            await process.play({"nonsense": 1})
    finally:
        await process.stop()
