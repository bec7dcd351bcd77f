"""A small client of Home Assistant's REST and websocket interfaces."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
import contextlib
import time
from typing import Any, Self

import aiohttp

CLIENT_ID = "http://127.0.0.1/"


class ClientError(Exception):
    """Home Assistant refused a request or did not answer."""


class Client:
    """Talks to one Home Assistant as one user."""

    def __init__(self, url: str, token: str = "") -> None:
        """Keep the address; `token` is empty until the user exists."""
        self.url = url
        self.token = token
        self._session: aiohttp.ClientSession
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._number = 0

    async def __aenter__(self) -> Self:
        """Open the session."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close socket and session."""
        if self._socket:
            await self._socket.close()
        await self._session.close()

    async def rest(self, method: str, path: str, *, form: bool = False, body: Any = None) -> Any:
        """Send one request and return the JSON answer.

        Raises `ClientError` when the status is 400 or above.
        """
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        payload: dict[str, Any] = {"data": body} if form else {"json": body}
        async with self._session.request(method, self.url + path, headers=headers, **payload) as reply:
            if reply.status >= 400:
                raise ClientError(f"{method} {path}: {reply.status} {(await reply.text())[:300]}")
            return await reply.json()

    async def command(self, kind: str, **data: Any) -> Any:
        """Send one websocket command and return its result.

        Raises `ClientError` when it is refused.
        """
        socket = await self._connected()
        self._number += 1
        await socket.send_json({"id": self._number, "type": kind, **data})
        while True:
            message = await socket.receive_json(timeout=120)
            if message.get("id") == self._number and message["type"] == "result":
                if not message["success"]:
                    raise ClientError(f"{kind}: {message['error']['message']}")
                return message["result"]

    async def events(self, kind: str, **data: Any) -> AsyncIterator[Any]:
        """Send one websocket command and yield its events until the caller stops.

        Raises `ClientError` when it is refused.
        """
        socket = await self._connected()
        self._number += 1
        number = self._number
        await socket.send_json({"id": number, "type": kind, **data})
        while True:
            message = await socket.receive_json(timeout=120)
            if message.get("id") != number:
                continue
            if message["type"] == "event":
                yield message["event"]
            elif not message.get("success", True):
                raise ClientError(f"{kind}: {message['error']['message']}")

    async def _connected(self) -> aiohttp.ClientWebSocketResponse:
        if self._socket is None or self._socket.closed:
            self._socket = await self._session.ws_connect(
                f"{self.url}/api/websocket", max_msg_size=0, timeout=aiohttp.ClientWSTimeout(ws_close=2)
            )
            await self._socket.receive_json()
            await self._socket.send_json({"type": "auth", "access_token": self.token})
            if (await self._socket.receive_json())["type"] != "auth_ok":
                raise ClientError("the demo user's token was refused")
        return self._socket

    async def answers(self) -> bool:
        """Return whether something answers at the address."""
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with self._session.get(self.url + "/manifest.json", timeout=aiohttp.ClientTimeout(total=2)) as reply:
                return reply.status == 200
        return False

    async def is_running(self) -> bool:
        """Return whether Home Assistant has started to the full."""
        with contextlib.suppress(aiohttp.ClientError, ClientError, TimeoutError):
            return bool((await self.rest("GET", "/api/config"))["state"] == "RUNNING")
        return False

    async def create_user(self, name: str, password: str) -> str:
        """Take the onboarding's user step and return a long-lived token."""
        user = {"client_id": CLIENT_ID, "name": name, "username": name, "password": password, "language": "en"}
        code = (await self.rest("POST", "/api/onboarding/users", body=user))["auth_code"]
        grant = {"client_id": CLIENT_ID, "grant_type": "authorization_code", "code": code}
        self.token = (await self.rest("POST", "/auth/token", form=True, body=grant))["access_token"]
        token: str = await self.command("auth/long_lived_access_token", client_name="Demo runner", lifespan=3650)
        if self._socket:
            await self._socket.close()
        self.token = token
        return token

    async def flow(self, start: Mapping[str, Any], *answers: Mapping[str, Any]) -> Any:
        """Walk a config flow with the given answers and return its last step.

        An answer to a menu is left out where the flow shows none.
        """
        step = await self.rest("POST", "/api/config/config_entries/flow", body=dict(start))
        for answer in answers:
            if step["type"] not in ("form", "menu"):
                break
            if "next_step_id" in answer and step["type"] != "menu":
                continue
            step = await self.rest("POST", f"/api/config/config_entries/flow/{step['flow_id']}", body=dict(answer))
        return step


async def wait_until(check: Callable[[], Awaitable[bool]], *, seconds: float, every: float = 0.1) -> bool:
    """Call a check until it is true; return false when time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if await check():
            return True
        await asyncio.sleep(every)
    return False
