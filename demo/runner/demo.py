"""The demo as one thing: find it or start it, connect its parts, stop it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
import re
import time
from typing import Any

import aiohttp

from ..history.acts import user_of, write_acts
from . import preparing, processes
from .client import Client, wait_until
from .energy import set_up_energy
from .layout import Layout, Memory
from .owner import AGENT
from .processes import StartFailed

USER, PASSWORD = "demo", "demo"
PREFERRED_HASS_PORT, PREFERRED_APP_PORT = 8123, 8099
_ORDINARY = re.compile(r"\S+ \S+ (INFO|DEBUG) ")
HASS_WORD, APP_WORD = "hass", "llm-agents-app"


class Demo:
    """One demo home in one folder."""

    def __init__(
        self,
        layout: Layout,
        *,
        model: str | None = None,
        with_app: bool = True,
        days: int = 30,
        past: Mapping[str, Any] | None = None,
        energy: bool = False,
        say: Callable[[str], None] = lambda text: None,
    ) -> None:
        """Describe the demo; nothing is started.

        `past` is what its user did by hand, `energy` sets up its energy assets once, `say` is told the progress.
        """
        self.layout = layout
        self.model = model
        self.with_app = with_app
        self.days = days
        self.past = past
        self.energy = energy
        self.memory = Memory.load(layout)
        self._say = say

    @property
    def url(self) -> str:
        """Return Home Assistant's address."""
        return self.memory.url

    def client(self) -> Client:
        """Return a client that speaks as the demo user; use it as a context."""
        return Client(self.url, self.memory.token)

    async def is_up(self) -> bool:
        """Return whether a demo of this folder runs and answers its user."""
        if not (self.memory.token and processes.alive(self.memory.hass_pid, HASS_WORD)):
            return False
        async with self.client() as client:
            return await client.is_running()

    async def start(self) -> bool:
        """Bring up what is not running; return whether Home Assistant had to be started.

        Raises `StartFailed`.
        """
        began = time.monotonic()
        fresh = not await self.is_up()
        if fresh:
            await self._start_hass()
        if self.with_app and not processes.alive(self.memory.app_pid, APP_WORD):
            await self.start_app()
        if fresh:
            await self._wait_for_hass()
        if self.with_app:
            await self._wait_for_model()
        async with self.client() as client:
            await self._set_up_integration(client)
        self.memory.save(self.layout)
        self._say(f"ready after {time.monotonic() - began:.1f} s")
        return fresh

    async def start_app(self) -> None:
        """Start the app on the port that the integration knows, if it is free."""
        port = self.memory.app_port or processes.free_port(PREFERRED_APP_PORT)
        self._say("starting the app")
        pid, port = await processes.start_app(self.layout, processes.free_port(port), self.model)
        self.memory.app_pid, self.memory.app_port = pid, port
        self.memory.save(self.layout)

    async def _start_hass(self) -> None:
        await processes.stop(self.memory.hass_pid, HASS_WORD)
        self.memory.hass_port = processes.free_port(self.memory.hass_port or PREFERRED_HASS_PORT)
        preparing.lay_out(self.layout, self.memory.hass_port)
        await preparing.write_past(self.layout, self.days)
        self._write_acts(user_of(self.layout.config, USER))
        self._say("starting Home Assistant")
        self.memory.hass_pid = processes.start_hass(self.layout).pid
        self.memory.save(self.layout)

    async def _wait_for_hass(self) -> None:
        async with Client(self.url, self.memory.token) as client:
            await self._wait(client.answers)
            if not self.memory.token:
                self.memory.token = await client.create_user(USER, PASSWORD)
                self.memory.save(self.layout)
            await self._wait(client.is_running)

    async def _wait_for_model(self) -> None:
        async def settled() -> bool:
            model = (await self.app_health())["model"]
            return bool(model["state"] != "loading")

        if not await wait_until(settled, seconds=60):
            self._say("the app's model is still loading; until it is there the local layer answers alone")

    async def _wait(self, check: Callable[[], Awaitable[bool]], seconds: float = 120) -> None:
        async def over() -> bool:
            if not processes.alive(self.memory.hass_pid, HASS_WORD):
                raise StartFailed(f"Home Assistant ended; its log: {self.layout.logs / 'hass.log'}")
            return await check()

        if not await wait_until(over, seconds=seconds):
            raise StartFailed(f"Home Assistant did not start within {seconds:.0f} s; its log is in {self.layout.logs}")

    async def _set_up_integration(self, client: Client) -> None:
        entries = await client.rest("GET", "/api/config/config_entries/entry?domain=llm_agents")
        if not entries:
            self._write_acts((await client.command("auth/current_user"))["id"])
            self._say("adding the integration")
            step = await client.flow({"handler": "llm_agents"}, {})
            if step["type"] != "create_entry":
                raise StartFailed(f"the integration could not be added: {step}")
            entries = [step["result"]]
            await _make_assistant(client)
        if self.with_app:
            await self._connect_app(client, entries[0]["entry_id"])

        async def listens() -> bool:
            states = await client.rest("GET", "/api/states")
            return any(state["entity_id"] == AGENT and state["state"] != "unavailable" for state in states)

        if not await wait_until(listens, seconds=30):
            raise StartFailed(f"the agent did not come up; Home Assistant's log: {self.log()}")
        if self.energy and not self.memory.energy:
            self._say("adding the energy assets")
            await set_up_energy(client, entries[0]["entry_id"])
            self.memory.energy = True

    def _write_acts(self, user_id: str | None) -> None:
        """Write what the user did by hand, where a past is wanted and the integration has not read it yet."""
        if self.past is not None and user_id is not None:
            number = write_acts(self.layout.config, user_id, self.past)
            self._say(f"wrote {number} acts by hand of the last weeks")

    async def _connect_app(self, client: Client, entry_id: str) -> None:
        """Give the integration the app's address and token by its reconfigure form, as an owner would."""
        health = await self.app_health()
        known = f"{self.memory.app_port}/{health['instance_id']}"
        if known == self.memory.app_connected:
            return
        self._say("connecting the app")
        token = (self.layout.app / "token").read_text().strip()
        form = {"host": "127.0.0.1", "port": self.memory.app_port, "token": token}
        step = await client.flow({"handler": "llm_agents", "entry_id": entry_id}, {"next_step_id": "app"}, form)
        if step["type"] != "abort" or step["reason"] != "app_connected":
            raise StartFailed(f"the app could not be connected: {step.get('errors') or step}")
        self.memory.app_connected = known

    async def app_health(self) -> dict[str, Any]:
        """Return what the app says of itself."""
        url = f"http://127.0.0.1:{self.memory.app_port}/health"
        async with aiohttp.ClientSession() as session, session.get(url) as reply:
            result: dict[str, Any] = await reply.json()
            return result

    async def stop_app(self) -> None:
        """Stop the app alone."""
        await processes.stop(self.memory.app_pid, APP_WORD)
        self.memory.app_pid = 0
        self.memory.save(self.layout)

    async def stop(self) -> None:
        """Stop both processes."""
        await asyncio.gather(self.stop_app(), processes.stop(self.memory.hass_pid, HASS_WORD))
        self.memory.hass_pid = 0
        self.memory.save(self.layout)

    def log(self) -> Path:
        """Return the path of Home Assistant's log, which begins anew at each start."""
        return self.layout.logs / "hass.log"

    def complaints(self) -> list[str]:
        """Return the lines of the log in which the integration complains, or is complained of."""
        lines = self.log().read_text(encoding="utf-8").splitlines()
        named = [line for line in lines if "llm_agents" in line and "has not been tested by Home Assistant" not in line]
        return [line for line in named if not _ORDINARY.match(line)]


async def _make_assistant(client: Client) -> None:
    """Make our agent the one that the Assist dialog and the voice satellites talk to."""
    engines = (
        "stt_engine",
        "stt_language",
        "tts_engine",
        "tts_language",
        "tts_voice",
        "wake_word_entity",
        "wake_word_id",
    )
    pipeline = await client.command(
        "assist_pipeline/pipeline/create",
        name="LLM Agents",
        language="en",
        conversation_engine=AGENT,
        conversation_language="en",
        prefer_local_intents=False,
        **dict.fromkeys(engines),
    )
    await client.command("assist_pipeline/pipeline/set_preferred", pipeline_id=pipeline["id"])
