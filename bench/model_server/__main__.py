"""`python -m bench.model_server`: the server in a process of its own, until it is ended."""

import argparse
import asyncio
from pathlib import Path
import signal
import sys

from ..bare import mount
from .script import Script, ScriptError, load
from .server import ModelServer


def main() -> int:
    """Serve; print the address as the first line, so that whoever started it can read it."""
    mount()
    parser = argparse.ArgumentParser(prog="bench.model_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 for a free one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--scenario", type=Path, help="a script in YAML")
    options = parser.parse_args()
    try:
        script = load(options.scenario) if options.scenario else Script()
    except (OSError, ScriptError) as err:
        print(f"{options.scenario}: {err}", file=sys.stderr)
        return 2
    asyncio.run(_serve(ModelServer(script, port=options.port, host=options.host)))
    return 0


async def _serve(server: ModelServer) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with server:
        print(server.url, flush=True)
        await ended.wait()


if __name__ == "__main__":
    sys.exit(main())
