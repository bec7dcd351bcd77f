"""How long it takes until another model answers in the place of one that fails, and until an act is taken back."""

import statistics
import time

from ..core import OUR_AGENT
from ..homes import ROOMS
from ..model_server.process import ModelProcess
from ..report import Figure, progress
from ..saying import converse
from .overhead import ROOM_NAMES
from .serving import SENTENCES, WARM_UP, backend, furnished, obeying

_FAULTS = ({"status": 500}, {"status": 429, "retry_after": 5}, {"cut": 1}, {"malformed": 0})


async def measure(server: ModelProcess, *, quick: bool) -> list[Figure]:
    """Let the preferred model fail in each way, and the next one serve in the same turn; then undo each act."""
    failovers: list[float] = []
    undos: list[float] = []
    backends = [backend(server.url, "first", model="first"), backend(server.url, "second", model="second")]
    for fault in _FAULTS[: 2 if quick else None]:
        progress(f"failover after {fault}")
        # a core of its own each: a model that failed is left alone for a while
        async with furnished(100, backends) as (core, _):
            script = obeying(ROOM_NAMES)
            script["rules"].insert(0, {"model": "first", "after": "any", "reply": {"text": "I", "fault": fault}})
            await server.play(script)
            await converse(core, OUR_AGENT, WARM_UP, "en", None, None)
            await server.asked()
            began = time.perf_counter()
            words = SENTENCES[0].format(room=ROOMS["kitchen"][0].lower())
            said = await converse(core, OUR_AGENT, words, "en", None, None)
            whole = time.perf_counter() - began
            rows = await server.asked()
            _check(core.hass.states.get("light.kitchen_ceiling"), "on", f"nobody served after {fault}")
            if "first" not in {row["model"] for row in rows}:
                raise RuntimeError("the first model was not asked: nothing failed over")
            served = sum(row["seconds"] or 0.0 for row in rows if row["model"] == "second")
            failovers.append((whole - served) * 1000)
            began = time.perf_counter()
            await converse(core, OUR_AGENT, "undo that", "en", said.conversation_id, None)
            undos.append((time.perf_counter() - began) * 1000)
            _check(core.hass.states.get("light.kitchen_ceiling"), "off", "the act was not taken back")
    return [
        Figure(
            name="failover_ms", value=round(statistics.median(failovers), 1), unit="ms", better="lower", goal=1000,
            note="a whole turn in which the first model fails, less the time of the one that served",
        ),
        Figure(name="undo_ms", value=round(statistics.median(undos), 1), unit="ms", better="lower", goal=200),
    ]  # fmt: skip


def _check(state: object, wanted: str, problem: str) -> None:
    if getattr(state, "state", None) != wanted:
        raise RuntimeError(problem)
