"""Conditions about agents: whether a question waits, a budget is left, how far an agent goes by itself."""

from collections.abc import Callable
from typing import Any, ClassVar, Unpack, cast, override

import voluptuous as vol

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.typing import ConfigType

from .bridge.choosing import agents_of
from .core.agents.profiles import Autonomy
from .core.models.budgets import Level
from .energy_condition import ENERGY_CONDITIONS
from .runtime import SIGNAL_APPROVAL, LlmAgentsData, loaded_data

CONF_AGENT = "agent"
CONF_AUTONOMY = "autonomy"


class AgentCondition(Condition):
    """A condition about some agents; without any, about all. While nothing is loaded it does not hold."""

    fields: ClassVar[dict[Any, Any]] = {vol.Optional(CONF_AGENT): vol.All(cv.ensure_list, [cv.entity_id])}

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return cast(ConfigType, vol.Schema({vol.Optional(CONF_OPTIONS, default={}): cls.fields})(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Take the options."""
        super().__init__(hass, config)
        self._options = config.options or {}

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        try:
            data = loaded_data(self._hass)
        except ServiceValidationError:
            return False
        wanted = self._options.get(CONF_AGENT)
        return self._holds(data, agents_of(self._hass, wanted) if wanted else None)

    def _holds(self, data: LlmAgentsData, agents: frozenset[str] | None) -> bool:
        """Return whether it holds for some agents, for all where there are none."""
        raise NotImplementedError


class ApprovalPending(AgentCondition):
    """Whether a question of an agent waits for a yes."""

    @property
    @override
    def needs_polling(self) -> bool:
        """Return that each change is told."""
        return False

    @override
    async def _async_track_changes(self, action: Callable[[], None]) -> CALLBACK_TYPE:
        @callback
        def changed(*_: Any) -> None:
            action()

        return async_dispatcher_connect(self._hass, SIGNAL_APPROVAL, changed)

    @override
    def _holds(self, data: LlmAgentsData, agents: frozenset[str] | None) -> bool:
        return any(agents is None or approval.agent in agents for approval in data.approvals.pending())


class BudgetLeft(AgentCondition):
    """Whether the budgets of agents, and of all together, are not used up."""

    @override
    def _holds(self, data: LlmAgentsData, agents: frozenset[str] | None) -> bool:
        budgets = data.backends.budgets
        chosen = [profile for profile in data.agents.profiles if agents is None or profile.agent_id in agents]
        standings = [budgets.standing(profile.budget, agent=profile.agent_id) for profile in chosen]
        return all(standing.level < Level.CHEAPER for standing in (*standings, budgets.standing(budgets.total)))


class AgentAutonomyIs(AgentCondition):
    """Whether agents go by themselves as far as one of some levels."""

    fields: ClassVar[dict[Any, Any]] = {
        vol.Required(CONF_AGENT): vol.All(cv.ensure_list, [cv.entity_id]),
        vol.Required(CONF_AUTONOMY): vol.All(cv.ensure_list, [vol.In([level.value for level in Autonomy])]),
    }

    @override
    def _holds(self, data: LlmAgentsData, agents: frozenset[str] | None) -> bool:
        wanted = self._options[CONF_AUTONOMY]
        return bool(agents) and all(
            data.agents.profiles.get(agent_id).autonomy.value in wanted for agent_id in agents or ()
        )


CONDITIONS: dict[str, type[Condition]] = {
    "agent_autonomy_is": AgentAutonomyIs,
    "approval_pending": ApprovalPending,
    "budget_left": BudgetLeft,
    **ENERGY_CONDITIONS,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
