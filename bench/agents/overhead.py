"""What a turn with a model costs beside the model: the whole turn less the time in which the server answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import statistics
import time
from typing import Any

from ..core import OUR_AGENT, BenchCore
from ..homes import ROOMS
from ..model_server.log import hit_rate
from ..model_server.process import ModelProcess
from ..report import Figure, progress
from ..saying import converse
from .serving import SENTENCES, backend, furnished, obeying

ROOM_NAMES = ("kitchen", "living_room", "hallway", "bathroom", "office", "bedroom")
GOALS = {100: 1.0, 5000: 0.5}
WARM_UP_WORDS = "one cannot see a thing in the {room}"


@dataclass(slots=True)
class Measured:
    """The turns of one agent: milliseconds without the model, and the server's log of its prompts."""

    ms: list[float] = field(default_factory=list)
    asked: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def tokens(self) -> float:
        """Return the median of the tokens of a prompt."""
        return float(statistics.median(row["prompt_tokens"] for row in self.asked))

    @property
    def hit_pct(self) -> float:
        """Return the share of the prompt tokens that a provider's cache would have had."""
        return round(100 * hit_rate(self.asked), 1)


async def measure(server: ModelProcess, size: int, *, quick: bool) -> list[Figure]:
    """Say the same to all agents over a home of `size` entities; all must come to the same right state."""
    rooms = ROOM_NAMES[: 2 if quick else None]
    async with furnished(size, [backend(server.url)], beside=server.url) as (core, found):
        agents = {"llm_agents": OUR_AGENT, **found}
        requests = [(room, words) for words in SENTENCES for room in rooms]
        progress(f"{size} entities: {len(requests)} requests to {len(agents)} agents")
        await server.play(obeying(ROOM_NAMES))
        measured = {name: Measured() for name in agents}
        for agent in agents.values():
            await _time(core, server, agent, "bathroom", WARM_UP_WORDS, Measured())
        for number, (room, words) in enumerate(requests):
            for name in (*agents, *agents)[number % len(agents) :][: len(agents)]:
                await _time(core, server, agents[name], room, words, measured[name])
    return _figures(size, measured)


async def _time(core: BenchCore, server: ModelProcess, agent: str, room: str, words: str, into: Measured) -> None:
    """Say one request in a conversation of its own, and take the server's time from the whole."""
    await core.furniture.reset({f"light.{room}_ceiling": {"state": "off"}})
    await server.asked()
    began = time.perf_counter()
    await converse(core, agent, words.format(room=ROOMS[room][0].lower()), "en", None, None)
    whole = time.perf_counter() - began
    state = core.hass.states.get(f"light.{room}_ceiling")
    if state is None or state.state != "on":
        raise RuntimeError(f"{agent} left the light of the {room} as it was: its time would say nothing")
    rows = await server.asked()
    into.ms.append((whole - sum(row["seconds"] or 0.0 for row in rows)) * 1000)
    into.asked += rows


def _figures(size: int, measured: Mapping[str, Measured]) -> list[Figure]:
    ours = measured["llm_agents"]
    theirs = {name: found for name, found in measured.items() if name != "llm_agents"}
    medians = {name: statistics.median(found.ms) for name, found in theirs.items()}
    mine, fastest = statistics.median(ours.ms), min(medians.values())
    return [
        Figure(
            name=f"overhead_ratio_{size}", value=round(mine / fastest, 3), unit="x", better="lower", goal=GOALS[size],
            note="a turn without the model's share: ours by that of the faster of the two peers",
        ),
        Figure(
            name=f"overhead_ms_{size}", value=round(mine, 1), unit="ms", better="lower",
            peers={name: round(median, 1) for name, median in medians.items()},
        ),
        _tokens(f"prompt_tokens_{size}", ours, theirs),
        Figure(
            name=f"cache_hit_pct_{size}", value=ours.hit_pct, unit="%", better="higher",
            peers={name: found.hit_pct for name, found in theirs.items()},
            note="share of prompt tokens that are the beginning of an earlier prompt",
        ),
    ]  # fmt: skip


def _tokens(name: str, ours: Measured, theirs: Mapping[str, Measured]) -> Figure:
    """Return the tokens of a prompt, tools included, by the same upper estimate for all."""
    peers = {peer: found.tokens for peer, found in theirs.items()}
    return Figure(name=name, value=ours.tokens, unit="tokens", better="lower", peers=peers)
