"""Home Assistant's own agents over a language model, set up beside ours in the same core."""

from collections.abc import Mapping
from dataclasses import dataclass
import os
from typing import Any

from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.helpers import entity_registry as er

from .core import BenchCore

MODEL = "bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """An agent of Home Assistant, by its integration; `data` are those of its entry, `settings` of its agent."""

    domain: str
    data: Mapping[str, Any]
    settings: Mapping[str, Any]

    def subentry(self) -> ConfigSubentryDataWithId:
        """Return its agent, with the control of the home."""
        settings = {"llm_hass_api": ["assist"], **self.settings}
        return ConfigSubentryDataWithId(
            data=settings, subentry_id=self.domain, subentry_type="conversation", title=self.domain, unique_id=None
        )


def peers(server: str) -> tuple[Peer, ...]:
    """Return Home Assistant's Ollama and OpenAI agents, all their other settings as they ship, at a model server.

    OpenAI's client takes another address from the environment only.
    """
    os.environ["OPENAI_BASE_URL"] = f"{server}/v1"
    ollama = {"model": MODEL, "num_ctx": 131072, "max_history": 20, "keep_alive": -1, "think": False}
    openai = {"recommended": True, "chat_model": MODEL}
    return (
        Peer(domain="ollama", data={"url": server}, settings=ollama),
        Peer(domain="openai_conversation", data={"api_key": "bench"}, settings=openai),
    )


async def join(core: BenchCore, peer: Peer) -> str:
    """Set a peer up in a running core; return the entity id of its agent."""
    entry = await core.add_entry(peer.domain, peer.data, [peer.subentry()])
    registry = er.async_get(core.hass)
    found = er.async_entries_for_config_entry(registry, entry.entry_id)
    return next(entity.entity_id for entity in found if entity.domain == "conversation")
