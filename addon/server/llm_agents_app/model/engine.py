"""Keeps the engine's process alive: starts it, tells its state, starts it again after a crash."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
import json
import logging
import os
from pathlib import Path
import secrets
import sys
import time

from ..settings import NO_MODEL, EngineSettings
from .catalogue import Model, ModelNotUsable, find_model, locate

_LOGGER = logging.getLogger(__name__)

LOAD_TIMEOUT = 300.0  # seconds; the largest model a home has, from a slow disk
STOP_TIMEOUT = 5.0
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
STEADY = 60.0  # seconds of service after which a crash counts as the first one again
# Threads that wait for each other must not spin: where other work runs too, a token would take forty times as long.
PATIENT = {"OMP_WAIT_POLICY": "PASSIVE"}


class EngineState(StrEnum):
    """What the engine does now."""

    NONE = "none"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


class EngineFailed(Exception):
    """The engine's process did not come up or ended."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the engine listens; the key is made anew at each start and known to this app alone."""

    address: str
    key: str = field(repr=False)


class Engine:
    """The supervised engine of one model.

    `error` says in words why the state is failed. A crash is answered by a new start after a pause that doubles up to a
    minute; weights that cannot be used are not tried again.
    """

    def __init__(
        self,
        choice: str,
        models: Path,
        settings: EngineSettings,
        *,
        trust: bool = False,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        """Prepare for a model's name or path; `models` is the folder of assembled weights."""
        self.settings = settings
        self.models = models
        self.model: Model | None = None
        self.state = EngineState.NONE
        self.error: str | None = None
        self.endpoint: Endpoint | None = None
        self._choice = choice
        self._trust = trust
        self._first_pause = first_pause
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def name(self) -> str | None:
        """Return the model's name as chosen, None without a model."""
        if self._choice == NO_MODEL:
            return None
        return self.model.name if self.model else self._choice

    @property
    def pid(self) -> int | None:
        """Return the engine's process id while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Begin loading in the background."""
        if self._choice != NO_MODEL:
            self.state = EngineState.LOADING
            self._task = asyncio.create_task(self._supervise(), name="engine")

    async def stop(self) -> None:
        """End the engine's process and wait for it."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self.state, self.endpoint = EngineState.NONE, None

    async def _supervise(self) -> None:
        try:
            self.model = find_model(self._choice, trust=self._trust)
            path = await asyncio.to_thread(locate, self.model, self.models)
        except ModelNotUsable as err:
            self._fail(str(err))
            return
        pause = self._first_pause
        while True:
            started = time.monotonic()
            self.state = EngineState.LOADING
            try:
                await self._serve(path, self.model)
            except (EngineFailed, OSError) as err:
                self._fail(str(err))
            if time.monotonic() - started > STEADY:
                pause = self._first_pause
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _fail(self, reason: str) -> None:
        self.state, self.error, self.endpoint = EngineState.FAILED, reason, None
        _LOGGER.error("The model is not available: %s", reason)

    async def _serve(self, path: Path, model: Model) -> None:
        """Run one process to its end; raises `EngineFailed` when it ends by itself."""
        started = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            f"{__package__}.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | PATIENT,
        )
        self._process = process
        try:
            self.endpoint = await self._hand_over(process, path, model)
            self.state, self.error = EngineState.READY, None
            _LOGGER.info("%s is ready after %.1f s", model.name, time.monotonic() - started)
            raise EngineFailed(f"the engine ended ({_ending(await process.wait())})")
        finally:
            self.endpoint = None
            await _end(process)
            self._process = None

    async def _hand_over(self, process: asyncio.subprocess.Process, path: Path, model: Model) -> Endpoint:
        """Tell the process what to serve and return where it does."""
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise EngineFailed("the engine's pipes are missing")
        key = secrets.token_urlsafe(32)
        job = {
            "path": str(path),
            "name": model.name,
            "key": key,
            "parallel": self.settings.parallel,
            "context_size": min(self.settings.context_size, model.context or self.settings.context_size),
            "threads": self.settings.threads or usable_cores(),
        }
        stdin.write(json.dumps(job).encode() + b"\n")
        try:
            async with asyncio.timeout(LOAD_TIMEOUT):
                line = await stdout.readline()
        except TimeoutError:
            raise EngineFailed(f"the engine did not start within {LOAD_TIMEOUT:.0f} s") from None
        if not line:
            raise EngineFailed(f"the engine ended while it loaded ({_ending(await process.wait())})")
        answer = json.loads(line)
        if "error" in answer:
            raise EngineFailed(f"the engine could not load {path.name}: {answer['error']}")
        return Endpoint(answer["address"], key)


def usable_cores() -> int:
    """Return the cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask the process to end by closing its input; kill it when it does not."""
    if process.returncode is not None:
        return
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(STOP_TIMEOUT):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
    except asyncio.CancelledError:
        process.kill()
        raise
