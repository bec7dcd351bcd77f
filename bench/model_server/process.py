"""The server in a process of its own, so that what it costs is counted to nobody else."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
import json
import sys
from typing import Any, Self

import aiohttp

from ..bare import ROOT

_START_SECONDS = 30


@dataclass(slots=True)
class ModelProcess:
    """A running server; `url` is its address."""

    url: str
    _process: asyncio.subprocess.Process
    _seen: int = 0

    @classmethod
    async def start(cls) -> Self:
        """Start it on a free port of loopback."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.model_server", cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        output = process.stdout
        line = await asyncio.wait_for(output.readline(), _START_SECONDS) if output else b""
        return cls(line.decode().strip(), process)

    async def play(self, script: Mapping[str, Any]) -> None:
        """Let it answer by a script from now on; raises `aiohttp.ClientError` for one that it cannot read."""
        async with (
            aiohttp.ClientSession() as session,
            session.put(f"{self.url}/scenario", data=json.dumps(script)) as reply,
        ):
            reply.raise_for_status()

    async def asked(self) -> list[dict[str, Any]]:
        """Return what was asked since this was last called; the server remembers prompts from before, as a provider."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/log") as reply:
            rows: list[dict[str, Any]] = [row for row in await reply.json() if row["number"] > self._seen]
        self._seen = max((row["number"] for row in rows), default=self._seen)
        return rows

    async def stop(self) -> None:
        """End it."""
        self._process.terminate()
        await self._process.wait()
