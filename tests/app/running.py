"""The app as a real process of its own, as users run it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import json
from pathlib import Path
import subprocess
import sys
import time
from typing import Any

import httpx

START_TIMEOUT = 30.0
MODEL_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class RunningApp:
    """A started app: its process, its address, its token."""

    process: subprocess.Popen[str]
    folder: Path
    host: str
    port: int
    instance_id: str
    token: str
    log: Path

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def client(self) -> httpx.Client:
        """Return a client that carries the token."""
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {self.token}"}, timeout=60)

    def health(self) -> dict[str, Any]:
        return httpx.get(f"{self.url}/health", timeout=5).raise_for_status().json()

    def wait_for(self, *states: str, timeout: float = MODEL_TIMEOUT) -> str:
        """Wait until the model is in one of the states and return it."""
        end = time.monotonic() + timeout
        while (state := self.health()["model"]["state"]) not in states:
            assert time.monotonic() < end, f"the model stayed {state}: {self.log.read_text()}"
            time.sleep(0.02)
        return state

    def engine_pid(self) -> int:
        """Return the process id of the model's engine."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        assert len(children) == 1
        return int(children[0])


def command(folder: Path, *arguments: str) -> list[str]:
    """Return the command line of an app on a free port."""
    return [sys.executable, "-m", "llm_agents_app", "--data", str(folder), "--port", "0", *arguments]


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[RunningApp]:
    """Run the app in a folder; stop it at the end."""
    log = folder.with_name(f"{folder.name}.log")
    with log.open("a") as stderr:
        process = subprocess.Popen(command(folder, *arguments), stdout=subprocess.PIPE, stderr=stderr, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"the app did not start: {log.read_text()}"
        ready = json.loads(line)
        assert ready.pop("event") == "ready"
        yield RunningApp(process=process, folder=folder, token=(folder / "token").read_text().strip(), log=log, **ready)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
