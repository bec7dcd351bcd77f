"""One run of the app: opens the instance, brings the parts up and takes them down in order."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
import json
import logging
import signal
import socket
import sys

import uvicorn

from .api.app import create_app
from .discovery import announced
from .graph.store import GraphStore
from .instance import Instance, open_instance
from .model.engine import Engine
from .settings import Settings
from .understanding.encoder import Encoder

_LOGGER = logging.getLogger(__name__)

# Seconds an answer in progress may take to finish when the app is told to stop.
GRACE = 3


class HttpServer(uvicorn.Server):
    """uvicorn that says when it listens, and leaves the signals alone: the run ends with exit code 0."""

    def __init__(self, config: uvicorn.Config, on_listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_listening = on_listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        self._on_listening()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals as they are."""
        yield


def bound_socket(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise `OSError` when the address cannot be had. Port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=128)
    # Connections take it over. The event loop does not set it for a listener of ours, and each answer would wait 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


async def run(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT.

    Raises `InstanceInUse` when the data folder is in use and `OSError` when the address or the folder cannot be had.
    """
    with open_instance(settings.data) as instance, bound_socket(settings.host, settings.port) as listener:
        store = await asyncio.to_thread(GraphStore, instance.folder / "graph")
        async with _engine(settings, instance) as engine:
            config = uvicorn.Config(
                create_app(instance, engine, store, Encoder()),
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=GRACE,
            )
            await _serve(config, listener, settings, instance)


@asynccontextmanager
async def _engine(settings: Settings, instance: Instance) -> AsyncIterator[Engine]:
    engine = Engine(settings.model, instance.folder / "models", settings.engine, trust=settings.trust_model)
    engine.start()
    try:
        yield engine
    finally:
        await engine.stop()


async def _serve(config: uvicorn.Config, listener: socket.socket, settings: Settings, instance: Instance) -> None:
    """Serve on the listener; say where on standard output, once requests are answered, and to the network."""
    host, port = listener.getsockname()[:2]

    def tell() -> None:
        ready = {"event": "ready", "host": host, "port": port, "instance_id": instance.id}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()
        _LOGGER.info("Listening on %s port %d", host, port)

    server = HttpServer(config, tell)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, setattr, server, "should_exit", True)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    # Registering takes about a second of listening for the name; requests are answered meanwhile.
    async with announced(host, port, instance.id) if settings.announce else nullcontext():
        await serving
