"""The app with its bundled model as a process of its own, for our agent to ask."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
import tempfile
from typing import Any

from demo.runner import processes
from demo.runner.layout import Layout

_WORD = "llm-agents-app"


@asynccontextmanager
async def running_app() -> AsyncIterator[Mapping[str, Any]]:
    """Run the app and give what our entry is told of it; raises `StartFailed`."""
    with tempfile.TemporaryDirectory(prefix="llm-agents-bench-app-") as folder:
        layout = Layout(Path(folder))
        pid, port = await processes.start_app(layout, 0, None)
        try:
            token = (layout.app / "token").read_text().strip()
            yield {"host": "127.0.0.1", "port": port, "token": token}
        finally:
            await processes.stop(pid, _WORD)
