"""Start and stop the two processes of the demo: Home Assistant and the app."""

import asyncio
from collections.abc import Mapping
import contextlib
import json
import os
from pathlib import Path
import signal
import socket
import subprocess
import time

from .layout import APP, HOME_ASSISTANT, Layout


class StartFailed(Exception):
    """A process did not come up; the message says why and where its log is."""


def free_port(preferred: int) -> int:
    """Return the preferred port of the loopback interface, or any free one when it is taken."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise StartFailed("no free port on the loopback interface")


def alive(pid: int, word: str) -> bool:
    """Return whether `pid` runs and has `word` in its command line, so that a reused pid is not taken for ours."""
    with contextlib.suppress(OSError):
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        return pid > 0 and word in command and Path(f"/proc/{pid}/stat").read_text().split(") ")[-1][0] != "Z"
    if pid > 0 and not Path("/proc/self").exists():  # not Linux
        with contextlib.suppress(OSError):
            os.kill(pid, 0)
            return True
    return False


def _environment() -> Mapping[str, str]:
    """Return our environment without what makes Home Assistant compile itself at every start."""
    return {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "VIRTUAL_ENV")}


def start_hass(layout: Layout) -> subprocess.Popen[bytes]:
    """Start Home Assistant detached, its output in `logs/hass.log`."""
    layout.logs.mkdir(parents=True, exist_ok=True)
    with (layout.logs / "hass.log").open("wb") as log:
        return subprocess.Popen(
            [HOME_ASSISTANT / "bin" / "hass", "-c", layout.config, "--log-no-color", "--skip-pip"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=_environment(),
            start_new_session=True,
        )


async def start_app(layout: Layout, port: int, model: str | None, *, timeout: float = 120) -> tuple[int, int]:
    """Start the app detached and wait until it says that it is ready; return its pid and port.

    Raises `StartFailed`.
    """
    layout.logs.mkdir(parents=True, exist_ok=True)
    output, log = layout.logs / "app.out", layout.logs / "app.log"
    command = [APP / "bin" / "llm-agents-app", "--data", layout.app, "--port", str(port)]
    if model:
        command += ["--model", model]
    with output.open("wb") as out, log.open("wb") as err:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=_environment(), start_new_session=True
        )
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        for line in output.read_text().splitlines():
            with contextlib.suppress(ValueError):
                event = json.loads(line)
                if event.get("event") == "ready":
                    return process.pid, int(event["port"])
        if process.poll() is not None:
            raise StartFailed(f"the app ended with {process.returncode}; its log: {log}")
        await asyncio.sleep(0.05)
    process.terminate()
    raise StartFailed(f"the app was not ready within {timeout:.0f} s; its log: {log}")


async def stop(pid: int, word: str, *, timeout: float = 20) -> None:
    """Ask a process to end, wait, and end it if it does not listen."""
    if not alive(pid, word):
        return
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + timeout
    while alive(pid, word) and time.monotonic() < until:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        await asyncio.sleep(0.1)
    if alive(pid, word):
        os.kill(pid, signal.SIGKILL)
