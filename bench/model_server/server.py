"""The server: routes, the faults of answers, and the log."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
import time
from types import ModuleType
from typing import Any, Self

from aiohttp import web

from . import chat_completions, ollama, responses
from .asked import Asked, Fault, Reply
from .log import Entry, Log
from .script import Script, ScriptError, parse

_LARGEST = 64 * 2**20  # bytes of a request
_DEFAULT_MODEL = "bench"
_APIS: Mapping[str, ModuleType] = {
    "/v1/chat/completions": chat_completions,
    "/v1/responses": responses,
    "/api/chat": ollama,
}

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ModelServer:
    """A model server in this process, on a free port of loopback unless told another.

    `async with ModelServer(script) as server` starts and stops it; `server.url` is its address without `/v1`.
    """

    def __init__(self, script: Script | None = None, *, port: int = 0, host: str = "127.0.0.1") -> None:
        """Answer by a script; without one every answer is empty."""
        self.script = script or Script()
        self.log = Log()
        self.url = ""
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen."""
        app = web.Application(client_max_size=_LARGEST)
        for path, api in _APIS.items():
            app.router.add_post(path, self._guarded(api, self._chat(api)))
        for path, told in (("/api/tags", self._tags), ("/v1/models", self._models)):
            app.router.add_get(path, self._guarded(_api_of(path), told))
        app.router.add_get("/v1/models/{model}", self._guarded(chat_completions, self._model))
        app.router.add_post("/api/show", self._guarded(ollama, self._show))
        app.router.add_get("/api/version", self._version)
        app.router.add_get("/log", self._read_log)
        app.router.add_delete("/log", self._clear_log)
        app.router.add_put("/scenario", self._replace)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self.url = f"http://{self._host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        """Stop."""
        await self.stop()

    @property
    def models(self) -> list[str]:
        """Return the models that are there."""
        return list(self.script.models) or [_DEFAULT_MODEL]

    def _guarded(self, api: ModuleType, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            token = self.script.token
            if token is not None and request.headers.get("Authorization") != f"Bearer {token}":
                return web.json_response(api.error(401, "invalid_api_key", "Incorrect API key provided"), status=401)
            return await handler(request)

        return guarded

    def _chat(self, api: ModuleType) -> Handler:
        async def chat(request: web.Request) -> web.StreamResponse:
            at = time.time()
            try:
                asked = api.read(await request.json())
            except (AttributeError, KeyError, TypeError, ValueError) as err:
                return web.json_response(
                    api.error(400, "invalid_request", f"cannot read the request: {err}"), status=400
                )
            if self.script.models and asked.model not in self.script.models:
                return _not_found(api, asked.model)
            reply = self.script.reply(asked)
            entry = self.log.add(asked, reply, at)
            try:
                return await self._answer(request, api, entry)
            finally:
                entry.seconds = round(time.time() - at, 6)

        return chat

    async def _answer(self, request: web.Request, api: ModuleType, entry: Entry) -> web.StreamResponse:
        asked, reply, fault = entry.asked, _within(entry.asked, entry.reply), entry.reply.fault
        entry.ended = "left"  # until it is known better
        await asyncio.sleep(fault.first)
        if entry.truncated and not asked.truncate:
            entry.ended = "status 400"
            return web.json_response(api.error(400, None, "the input length exceeds the context length"), status=400)
        if fault.status is not None:
            entry.ended = f"status {fault.status}"
            return _refused(api, fault)
        if not asked.streamed:
            entry.ended = "whole"
            return web.json_response(api.whole(asked, reply, entry.counted, entry.number))
        response = web.StreamResponse(headers={"Content-Type": api.CONTENT_TYPE, "Cache-Control": "no-cache"})
        await response.prepare(request)
        with suppress(ConnectionError):
            entry.ended = await _send(request, response, api, entry, reply)
        return response

    async def _tags(self, request: web.Request) -> web.Response:
        return web.json_response(ollama.tags(self.models))

    async def _show(self, request: web.Request) -> web.Response:
        body = await request.json()
        model = body.get("model") or body.get("name")
        if self.script.models and model not in self.script.models:
            return _not_found(ollama, str(model))
        return web.json_response(ollama.show(self.script.capabilities, self.script.context))

    async def _version(self, request: web.Request) -> web.Response:
        return web.json_response({"version": "0.33.3"})

    async def _models(self, request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [_listed(model) for model in self.models]})

    async def _model(self, request: web.Request) -> web.Response:
        model = request.match_info["model"]
        if self.script.models and model not in self.script.models:
            return _not_found(chat_completions, model)
        return web.json_response(_listed(model))

    async def _read_log(self, request: web.Request) -> web.Response:
        return web.json_response(self.log.as_data())

    async def _clear_log(self, request: web.Request) -> web.Response:
        self.log.clear()
        return web.json_response([])

    async def _replace(self, request: web.Request) -> web.Response:
        try:
            self.script = parse(await request.text())
        except ScriptError as err:
            return web.json_response({"error": str(err)}, status=400)
        return web.json_response({"rules": len(self.script.rules)})


async def _send(request: web.Request, response: web.StreamResponse, api: ModuleType, entry: Entry, reply: Reply) -> str:
    """Stream an answer with its faults; return how it ended."""
    fault = reply.fault
    for sent, frame in enumerate(api.frames(entry.asked, reply, entry.counted, entry.number)):
        if sent == fault.malformed:
            await response.write(api.MALFORMED)
        if sent == fault.cut:
            await asyncio.sleep(0.02)  # what was written goes out before
            if request.transport is not None:
                request.transport.abort()
            return "cut"
        await response.write(frame)
        while fault.flood:
            await response.write(api.flood(entry.asked, entry.number))
            await asyncio.sleep(0)
        if fault.between:
            await asyncio.sleep(fault.between)
    await response.write_eof()
    return "streamed"


def _within(asked: Asked, reply: Reply) -> Reply:
    """Return an answer that is no longer than was asked for."""
    words = chat_completions.pieces(reply.text)
    if not asked.most_tokens or asked.most_tokens < 0 or len(words) <= asked.most_tokens:
        return reply
    text = "".join(words[: asked.most_tokens])
    return Reply(text=text, thinking=reply.thinking, calls=reply.calls, fault=reply.fault, rule=reply.rule)


def _refused(api: ModuleType, fault: Fault) -> web.Response:
    status = fault.status or 500
    headers = {} if fault.retry_after is None else {"Retry-After": f"{fault.retry_after:g}"}
    return web.json_response(api.error(status, fault.code, "scripted"), status=status, headers=headers)


def _not_found(api: ModuleType, model: str) -> web.Response:
    return web.json_response(api.error(404, "model_not_found", f"model '{model}' not found"), status=404)


def _listed(model: str) -> dict[str, Any]:
    return {"id": model, "object": "model", "created": 0, "owned_by": "bench"}


def _api_of(path: str) -> ModuleType:
    return ollama if path.startswith("/api/") else chat_completions
