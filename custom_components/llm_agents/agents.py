"""The agents of an entry: made with it, read from its subentries, followed while it runs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
import logging
from types import MappingProxyType

from homeassistant.config_entries import ConfigEntry, ConfigSubentry, ConfigSubentryData
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN, SUBENTRY_AGENT
from .core.agents.profile_codec import BadProfile, profile_from_data, profile_to_data, shipped_profile
from .core.agents.profiles import ORCHESTRATOR_ID, SHIPPED, Profile, Profiles, Role

_LOGGER = logging.getLogger(__name__)

type Listener = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """An agent as Home Assistant knows it.

    `key` is what the unique ids of its entities and its device begin with. `subentry_id` is where its entities
    belong; the orchestrator's belong to the entry itself, so that it outlives its subentry.
    """

    agent_id: str
    key: str
    subentry_id: str | None


class Agents:
    """The agents of a loaded entry; who follows them hears of new and changed ones."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Read the agents of an entry."""
        self._hass = hass
        self._entry = entry
        self.profiles = Profiles(profiles_of(entry))
        self._agents = self._read()
        self._ever = {agent.key for agent in self._agents.values()}
        self._followers: list[Callable[[Agent], None]] = []
        self._listeners: dict[str, list[Listener]] = {}

    def __contains__(self, agent_id: str) -> bool:
        """Return whether there is such an agent and it can be read."""
        return agent_id in self._agents

    @callback
    def follow(self, add: Callable[[Agent], None]) -> Callable[[], None]:
        """Call with each agent there is, and with each new one until the returned function is called."""
        for agent in self._agents.values():
            add(agent)
        self._followers.append(add)
        return lambda: self._followers.remove(add)

    @callback
    def listen(self, agent_id: str, on_change: Listener) -> Callable[[], None]:
        """Call when an agent was changed, until the returned function is called."""
        listeners = self._listeners.setdefault(agent_id, [])
        listeners.append(on_change)
        return lambda: listeners.remove(on_change)

    def subentry(self, agent_id: str) -> ConfigSubentry | None:
        """Return where an agent is kept; the orchestrator may have lost it."""
        return next((kept for kept in _subentries(self._entry) if agent_id_of(kept) == agent_id), None)

    @callback
    def renew(self) -> None:
        """Take in what was added, changed and removed; who runs goes on."""
        before, known = self._agents, {profile.agent_id: profile for profile in self.profiles}
        self.profiles.replace(profiles_of(self._entry))
        self._agents = self._read()
        for agent in self._agents.values():
            if agent.key not in self._ever:
                self._ever.add(agent.key)
                for add in tuple(self._followers):
                    add(agent)
            elif known.get(agent.agent_id) != self.profiles.get(agent.agent_id):
                self._rename(agent)
                self._tell(agent.agent_id)
        for agent_id in before.keys() - self._agents.keys():
            self._tell(agent_id)  # one that cannot be read any more

    def _tell(self, agent_id: str) -> None:
        for on_change in tuple(self._listeners.get(agent_id, ())):
            on_change()

    def _read(self) -> dict[str, Agent]:
        kept = {agent_id_of(subentry): subentry.subentry_id for subentry in _subentries(self._entry)}
        agents = {
            profile.agent_id: Agent(
                agent_id=profile.agent_id, key=kept[profile.agent_id], subentry_id=kept[profile.agent_id]
            )
            for profile in self.profiles
            if profile.agent_id != ORCHESTRATOR_ID
        }
        orchestrator = Agent(agent_id=ORCHESTRATOR_ID, key=self._entry.entry_id, subentry_id=None)
        return {ORCHESTRATOR_ID: orchestrator} | agents

    def _rename(self, agent: Agent) -> None:
        """Give the device its agent's name; the orchestrator's has the name of the integration."""
        devices = dr.async_get(self._hass)
        device = devices.async_get_device_by_identifier((DOMAIN, agent.key), self._entry.entry_id)
        if device is not None and agent.subentry_id is not None:
            devices.async_update_device(device.id, name=self.profiles.get(agent.agent_id).name)


def agent_id_of(subentry: ConfigSubentry) -> str:
    """Return the id of the agent that a subentry keeps; a shipped agent has its role's."""
    return subentry.unique_id or subentry.subentry_id


def profiles_of(entry: ConfigEntry) -> list[Profile]:
    """Return the agents of an entry; one that cannot be read is left out, and told to the log."""
    profiles = []
    for subentry in _subentries(entry):
        try:
            profiles.append(profile_from_data(agent_id_of(subentry), subentry.title, subentry.data))
        except BadProfile as err:
            _LOGGER.warning("The agent %s cannot be read and is left out: %s", subentry.title, err)
    return profiles


async def shipped_agents(hass: HomeAssistant) -> list[ConfigSubentryData]:
    """Return the agents that every home begins with, named in the language of the home."""
    names = await shipped_names(hass)
    return [
        {
            "subentry_type": SUBENTRY_AGENT,
            "data": profile_to_data(shipped_profile(role, names[role])),
            "title": names[role],
            "unique_id": role.value,
        }
        for role in SHIPPED
    ]


async def shipped_names(hass: HomeAssistant) -> dict[Role, str]:
    """Return what the shipped agents are called in the language of the home."""
    words = await async_get_translations(hass, hass.config.language, "selector", [DOMAIN])
    return {
        role: words.get(f"component.{DOMAIN}.selector.shipped.options.{role.value}", role.value) for role in SHIPPED
    }


async def add_shipped_agents(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Give the shipped agents to an entry of before there were any."""
    there: Collection[str | None] = {subentry.unique_id for subentry in entry.subentries.values()}
    for agent in await shipped_agents(hass):
        if agent["unique_id"] not in there:
            subentry = ConfigSubentry(**agent | {"data": MappingProxyType(agent["data"])})
            hass.config_entries.async_add_subentry(entry, subentry)


def _subentries(entry: ConfigEntry) -> list[ConfigSubentry]:
    return entry.get_subentries_of_type(SUBENTRY_AGENT)
