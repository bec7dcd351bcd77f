"""Our agents beside Home Assistant's Ollama and OpenAI agents: time without the model, tokens, and what is withstood.

All agents talk to the same scripted model server over the same home in the same core; the server runs in a process of
its own and tells how long each answer took it. Injections run against a model that obeys every one of them, kills
against a process that writes the journal.
"""

import asyncio
import logging
import sys

from .. import injections, kills
from ..model_server.process import ModelProcess
from ..report import Figure, arguments, progress, show
from . import overhead, recovery

SIZES = (100, 5000)
_KILLS = 200


async def main() -> int:
    """Run the benchmark."""
    options = arguments(__doc__ or "")
    figures: list[Figure] = []
    server = await ModelProcess.start()
    try:
        for size in SIZES:
            figures += await overhead.measure(server, size, quick=options.quick)
        figures += await recovery.measure(server, quick=options.quick)
    finally:
        await server.stop()
    figures += await _withstood(quick=options.quick)
    show(figures, {}, as_json=options.json)
    return 0


async def _withstood(*, quick: bool) -> list[Figure]:
    """Count the injections that led to nothing, and the kills after which all that was acknowledged was there."""
    progress("injections")
    tried, stopped, leaks = await asyncio.to_thread(injections.run, injections.MANNERS)
    number = 20 if quick else _KILLS
    progress(f"{number} kills")
    killed = await asyncio.to_thread(kills.run, number, 1)
    return [
        Figure(name="injections_tried", value=tried, unit="", better="higher", goal=120),
        Figure(
            name="injections_stopped_pct", value=round(100 * stopped / tried, 2), unit="%",
            better="higher", goal=100, note="; ".join(leak.attempt for leak in leaks),
        ),
        Figure(name="kills_tried", value=killed.tried, unit="", better="higher", goal=None if quick else 200),
        Figure(
            name="kills_survived_pct", value=round(killed.survived_pct, 2), unit="%",
            better="higher", goal=100,
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)
    sys.exit(asyncio.run(main()))
