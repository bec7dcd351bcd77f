"""Start and stop the two processes of the demo: Home Assistant and the app."""

import asyncio
from collections.abc import Mapping, Sequence
import contextlib
import json
import os
from pathlib import Path
import signal
import socket
import subprocess
import time

from .layout import APP, HOME_ASSISTANT, Layout

APP_SECONDS, STOP_SECONDS = 120, 20


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
        ours = word in command or not command  # one that was started this very moment has none yet
        return pid > 0 and ours and Path(f"/proc/{pid}/stat").read_text().split(") ")[-1][0] != "Z"
    if pid > 0 and not Path("/proc/self").exists():  # not Linux
        with contextlib.suppress(OSError):
            os.kill(pid, 0)
            return True
    return False


def _environment() -> Mapping[str, str]:
    """Return our environment without what makes Home Assistant compile itself at every start."""
    return {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "VIRTUAL_ENV")}


def _detached(command: Sequence[str | Path], out: Path, err: Path) -> subprocess.Popen[bytes]:
    """Start a process that outlives a Ctrl-C meant for us."""
    with out.open("wb") as stdout, err.open("ab") as stderr:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=_environment(), start_new_session=True
        )


def start_hass(layout: Layout) -> subprocess.Popen[bytes]:
    """Start Home Assistant, its output in `logs/hass.log`."""
    layout.logs.mkdir(parents=True, exist_ok=True)
    log = layout.logs / "hass.log"
    log.unlink(missing_ok=True)
    command: list[str | Path] = [HOME_ASSISTANT / "bin" / "hass", "-c", layout.config, "--log-no-color", "--skip-pip"]
    return _detached(command, layout.logs / "hass.out", log)


async def start_app(layout: Layout, port: int, model: str | None) -> tuple[int, int]:
    """Start the app detached and wait until it says that it is ready; return its pid and port.

    Raises `StartFailed`.
    """
    layout.logs.mkdir(parents=True, exist_ok=True)
    output, log = layout.logs / "app.out", layout.logs / "app.log"
    command: list[str | Path] = [APP / "bin" / "llm-agents-app", "--data", layout.app, "--port", str(port)]
    if model:
        command += ["--model", model]
    process = _detached(command, output, log)
    until = time.monotonic() + APP_SECONDS
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
    raise StartFailed(f"the app was not ready within {APP_SECONDS} s; its log: {log}")


async def stop(pid: int, word: str) -> None:
    """Ask a process to end, wait, and end it if it does not listen."""
    if not alive(pid, word):
        return
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS
    while alive(pid, word) and time.monotonic() < until:  # noqa: ASYNC110 - another process tells us nothing
        await asyncio.sleep(0.1)
    if alive(pid, word):
        os.kill(pid, signal.SIGKILL)
