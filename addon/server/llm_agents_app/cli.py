"""The command line."""

import argparse
import asyncio
from collections.abc import Sequence
import logging
from pathlib import Path
import sys

from . import __version__
from .instance import InstanceInUse
from .server import run
from .settings import NO_MODEL, EngineSettings, Settings

LOG_LEVELS = ("debug", "info", "warning", "error")
USAGE_ERROR = 2
# Libraries whose debug messages would show the words of a conversation.
QUIET = ("aiohttp", "asyncio", "uvicorn", "zeroconf")


def parse_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the parsed command line; ends the process with a message when it is wrong."""
    defaults = Settings(data=Path())
    parser = argparse.ArgumentParser(
        prog="llm-agents-app",
        description="A local model and the graph of a home behind one API.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--data", type=Path, required=True, metavar="DIR", help="where token, graph and models are kept")
    add("--host", default=defaults.host, help="address to listen on")
    add("--port", type=_port, default=defaults.port, help="port to listen on, 0 for a free one")
    add("--model", default=defaults.model, help=f"a model's name, the path of a .gguf file, or {NO_MODEL}")
    add("--trust-model", action="store_true", help="a .gguf file of yours may act without asking the person")
    add("--threads", type=_count, default=defaults.engine.threads, help="0 for as many as there are cores")
    add("--context-size", type=_context, default=defaults.engine.context_size, help="tokens of a conversation")
    add("--parallel", type=int, choices=range(1, 5), default=defaults.engine.parallel, help="answers at once")
    add("--no-zeroconf", dest="announce", action="store_false", help="do not announce on the network")
    add("--log-level", choices=LOG_LEVELS, default="info", help="what is written to standard error")
    add("--version", action="version", version=__version__)
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    return _within(text, 0, 65535)


def _count(text: str) -> int:
    return _within(text, 0, 256)


def _context(text: str) -> int:
    return _within(text, 512, 131072)


def _within(text: str, least: int, most: int) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{number} is not between {least} and {most}")
    return number


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Return the settings of a parsed command line."""
    return Settings(
        data=arguments.data,
        host=arguments.host,
        port=arguments.port,
        model=arguments.model,
        trust_model=arguments.trust_model,
        announce=arguments.announce,
        engine=EngineSettings(
            context_size=arguments.context_size, parallel=arguments.parallel, threads=arguments.threads
        ),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app; return the exit code: 0 after a stop, 1 when it could not run."""
    parsed = parse_arguments(arguments)
    logging.basicConfig(
        level=parsed.log_level.upper(), stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        asyncio.run(run(settings_of(parsed)))
    except (InstanceInUse, OSError) as err:
        sys.stderr.write(f"llm-agents-app: {err}\n")
        return 1
    return 0
