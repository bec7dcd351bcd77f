"""What each agent decides, as events that automations can wait for."""

from typing import Any, override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .agents import Agent
from .core.agents.figures import about
from .core.journal.events import Event, Kind
from .core.journal.record import Status, Turn
from .entity import AgentEntity, add_for_each_agent
from .runtime import SIGNAL_TURN, LlmAgentsConfigEntry

PARALLEL_UPDATES = 0

_UNDONE = "undone"
_CONFLICT = "conflict"
_MOST = 20
"""Rules and entities that are told with one event."""
_REMEMBERED = 200
"""Turns of which is remembered what was told."""


async def async_setup_entry(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the decisions of each agent."""
    add_for_each_agent(entry, async_add_entities, lambda agent: [DecisionEvent(entry, agent)])


class DecisionEvent(AgentEntity, EventEntity):
    """The decisions of an agent. Ids and rules are told, never what was said."""

    def __init__(self, entry: LlmAgentsConfigEntry, agent: Agent) -> None:
        """Tell the decisions of an agent."""
        super().__init__(entry, agent, "decision")
        self._attr_event_types = [*(status.value for status in Status), _UNDONE, _CONFLICT]
        self._told: dict[str, str] = {}

    @override
    async def async_added_to_hass(self) -> None:
        """Follow turns and conflicts."""
        await super().async_added_to_hass()
        self.async_on_remove(async_dispatcher_connect(self.hass, SIGNAL_TURN, self._on_turn))
        self.async_on_remove(self._data.journal.listen(self._on_event))

    @callback
    def _on_turn(self, turn: Turn) -> None:
        """Tell a turn, and again when another thing became of it."""
        if turn.profile != self.agent.agent_id:
            return
        decision = turn.status.value if turn.undone_by is None else _UNDONE
        if self._told.get(turn.turn_id) == decision:
            return
        self._told[turn.turn_id] = decision
        if len(self._told) > _REMEMBERED:
            del self._told[min(self._told)]
        self._tell(
            decision,
            {
                "turn_id": turn.turn_id,
                "parent": turn.parent,
                "planned_by": turn.planned_by,
                **about(turn, _MOST),
            },
        )

    @callback
    def _on_event(self, event: Event) -> None:
        """Tell a conflict, whoever of the two the agent was."""
        agents = {event.agent, event.data.get("winner"), event.data.get("loser")}
        if event.kind is not Kind.CONFLICT_DECIDED or self.agent.agent_id not in agents:
            return
        told = {name: event.data.get(name) for name in ("winner", "loser")}
        self._tell(_CONFLICT, {**told, "entities": [event.subject]})

    @callback
    def _tell(self, decision: str, attributes: dict[str, Any]) -> None:
        self._trigger_event(decision, {"agent": self.agent.agent_id, **attributes})
        self.async_write_ha_state()
