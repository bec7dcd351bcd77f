"""A core in which all agents use the scripted model server, and what they are asked."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from homeassistant.config_entries import ConfigSubentryDataWithId

from ..core import BenchCore
from ..homes import ROOMS, large_home
from ..peers import MODEL, join, peers

#: A request that no reader of commands takes for one: what to do about it is the model's to find.
SENTENCES = (
    "I can hardly see what I am cutting on the table in the {room}",
    "the guests will soon be sitting in the {room} and it is gloomy there",
    "somebody dropped a needle on the floor in the {room}",
)
_DEVICE = "{name} ceiling light"


def backend(server: str, name: str = "server", kind: str = "openai", model: str = MODEL) -> ConfigSubentryDataWithId:
    """Return a backend of ours at a model server, as the form would make it."""
    url = f"{server}/v1" if kind == "openai" else server
    data = {"kind": kind, "url": url, "model": model, "trusted": True, "local": True, "prices": {}, "budget": {}}
    return ConfigSubentryDataWithId(data=data, subentry_id=name, subentry_type="backend", title=name, unique_id=None)


@asynccontextmanager
async def furnished(
    size: int, backends: Sequence[ConfigSubentryDataWithId], beside: str | None = None
) -> AsyncIterator[tuple[BenchCore, Mapping[str, str]]]:
    """Boot a core with a home of `size` entities and our agent; with `beside` the peers at that model server too."""
    async with BenchCore(large_home(size), backends=backends) as core:
        found = {} if beside is None else {peer.domain: await join(core, peer) for peer in peers(beside)}
        await core.hass.async_block_till_done()
        yield core, found


WARM_UP = "how many lights are on"
"""What is said first to a new core, and answered without a model."""


def obeying(rooms: Sequence[str]) -> dict[str, Any]:
    """Return the script of a model that turns on the ceiling light of the room spoken of, in two rounds."""
    turn_on = [
        {"tool": "HassTurnOn", "arguments": {"name": "{name}", "domain": ["light"]}},
        {"tool": "act", "arguments": {"action": "turn_on", "entity_id": "{entity_id}"}},
    ]
    rules: list[dict[str, Any]] = []
    for room in rooms:
        title = ROOMS[room][0]
        call = {"role": "turn_on", "name": _DEVICE.format(name=title), "entity_id": f"light.{room}_ceiling"}
        words = rf"in the {title}\b"
        rules += [
            {"user": words, "after": 1, "reply": {"text": "I hope that helps."}},
            {"user": words, "reply": {"calls": [call]}},
        ]
    return {"roles": {"turn_on": turn_on}, "rules": rules, "default": {"text": "I do not know."}}
