"""Figures of each agent, read from the journal, so that they outlive a restart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .agents import Agent
from .backend_sensor import add_backend_sensors
from .core.agents.approvals import Approval, Fate
from .core.agents.figures import Figures, about
from .core.journal.record import Status, Turn
from .core.models.budgets import Period
from .energy_sensor import add_energy_sensors
from .entity import AgentEntity, add_for_each_agent
from .runtime import SIGNAL_APPROVAL, SIGNAL_TURN, LlmAgentsConfigEntry
from .spending_sensor import SpendingEntity, SpendingSensorDescription, cost, tokens

PARALLEL_UPDATES = 0

_MOST = 10
"""Rules and entities that stand in the attributes of the last decision."""


@dataclass(frozen=True, kw_only=True)
class TurnSensorDescription(SensorEntityDescription):
    """A figure that each turn of the agent may change."""

    value: Callable[[Figures], str | float | None]
    attributes: Callable[[Figures], dict[str, Any] | None] = lambda _: None


def _last_decision(figures: Figures) -> dict[str, Any] | None:
    if (turn := figures.last) is None:
        return None
    return {"turn_id": turn.turn_id, "at": turn.at, **about(turn, _MOST)}


_TURN_SENSORS = (
    TurnSensorDescription(
        key="last_decision",
        device_class=SensorDeviceClass.ENUM,
        options=[status.value for status in Status],
        value=lambda figures: figures.last.status.value if figures.last else None,
        attributes=_last_decision,
    ),
    TurnSensorDescription(
        key="latency",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MILLISECONDS,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value=lambda figures: figures.latency,
    ),
    TurnSensorDescription(
        key="success_rate",
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value=lambda figures: None if figures.success is None else round(figures.success * 100, 1),
    ),
)


_SPENDING_SENSORS = (
    tokens("tokens_today", Period.DAY),
    tokens("tokens_month", Period.MONTH),
    cost("cost_today", Period.DAY),
    cost("cost_month", Period.MONTH),
)
_APPROVALS = SensorEntityDescription(key="pending_approvals", state_class=SensorStateClass.MEASUREMENT)


async def async_setup_entry(
    hass: HomeAssistant, entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the figures of each agent, of each model and of the energy plan."""

    def make(agent: Agent) -> list[AgentSensor]:
        return [
            *(TurnSensor(entry, agent, description) for description in _TURN_SENSORS),
            ApprovalSensor(entry, agent, _APPROVALS),
            *(SpendingSensor(entry, agent, description) for description in _SPENDING_SENSORS),
        ]

    add_for_each_agent(entry, async_add_entities, make)
    add_backend_sensors(entry, async_add_entities)
    add_energy_sensors(entry, async_add_entities)


class AgentSensor(AgentEntity, SensorEntity):
    """A figure of an agent."""

    def __init__(self, entry: LlmAgentsConfigEntry, agent: Agent, description: SensorEntityDescription) -> None:
        """Tell one figure."""
        super().__init__(entry, agent, description.key)
        self.entity_description = description


class TurnSensor(AgentSensor):
    """What the last turns of an agent say."""

    entity_description: TurnSensorDescription

    @property
    def _figures(self) -> Figures:
        return self._data.figures.of(self.agent.agent_id)

    @property
    @override
    def native_value(self) -> str | float | None:
        """Return the figure."""
        return self.entity_description.value(self._figures)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return what the figure is about."""
        return self.entity_description.attributes(self._figures)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the turns."""
        await super().async_added_to_hass()

        @callback
        def note(turn: Turn) -> None:
            if turn.profile == self.agent.agent_id:
                self.async_write_ha_state()

        self.async_on_remove(async_dispatcher_connect(self.hass, SIGNAL_TURN, note))


class ApprovalSensor(AgentSensor):
    """How many of an agent's questions wait for a yes."""

    @property
    @override
    def native_value(self) -> int:
        """Return how many there are."""
        return sum(approval.agent == self.agent.agent_id for approval in self._data.approvals.pending())

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the questions."""
        await super().async_added_to_hass()

        @callback
        def note(approval: Approval, _fate: Fate) -> None:
            if approval.agent == self.agent.agent_id:
                self.async_write_ha_state()

        self.async_on_remove(async_dispatcher_connect(self.hass, SIGNAL_APPROVAL, note))


class SpendingSensor(AgentSensor, SpendingEntity):
    """What an agent took from models since the day or the month began."""

    entity_description: SpendingSensorDescription

    def __init__(self, entry: LlmAgentsConfigEntry, agent: Agent, description: SpendingSensorDescription) -> None:
        """Tell one figure."""
        super().__init__(entry, agent, description)
        self._agent_id = agent.agent_id
