"""Triggers for what agents decide, ask, suggest and lack, and for what becomes of the energy plan."""

from typing import Any, cast, override

import voluptuous as vol

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerConfig, TriggerNotTriggeredReporter
from homeassistant.helpers.typing import ConfigType

from .bridge.choosing import agents_of
from .core.agents.approvals import Fate
from .core.journal.record import Status
from .energy_trigger import ENERGY_TRIGGERS
from .happenings import SIGNAL_HAPPENED, Happening, Happens

CONF_AGENT = "agent"

_LEVELS = ("soft", "cheaper", "local")
_ANSWERS = tuple(fate.value for fate in Fate if fate is not Fate.REQUESTED)
_FILTERS: dict[Happens, dict[str, tuple[str, ...]]] = {
    Happens.DECISION_MADE: {"status": tuple(status.value for status in Status)},
    Happens.APPROVAL_ANSWERED: {"answer": _ANSWERS},
    Happens.BUDGET_REACHED: {"level": _LEVELS},
}
"""By what else a trigger can be narrowed: a datum of the happening, and its values."""


class HappeningTrigger(Trigger):
    """Triggers when something happens with the chosen agents, or with any."""

    what: Happens

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the agents and what else narrows it."""
        options: dict[Any, Any] = {vol.Optional(CONF_AGENT): vol.All(cv.ensure_list, [cv.entity_id])}
        for name, values in _FILTERS.get(cls.what, {}).items():
            options[vol.Optional(name)] = vol.All(cv.ensure_list, [vol.In(values)])
        return cast(ConfigType, vol.Schema({vol.Optional(CONF_OPTIONS, default={}): options})(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Take what it is narrowed to."""
        super().__init__(hass, config)
        self._options = config.options or {}

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Run the action each time; also over reloads of the agents."""

        @callback
        def happened(happening: Happening) -> None:
            if happening.what is self.what and self._wants(happening):
                agent = min(happening.agents, default=None)
                payload = {"agent": agent, "agents": sorted(happening.agents), **happening.data}
                run_action(payload, self.what.value.replace("_", " "), happening.context)

        return async_dispatcher_connect(self._hass, SIGNAL_HAPPENED, happened)

    def _wants(self, happening: Happening) -> bool:
        wanted = self._options.get(CONF_AGENT)
        if wanted and happening.agents.isdisjoint(agents_of(self._hass, wanted)):
            return False
        narrowed = {name: self._options[name] for name in _FILTERS.get(self.what, {}) if self._options.get(name)}
        return all(happening.data.get(name) in values for name, values in narrowed.items())


def _trigger(what: Happens) -> type[Trigger]:
    return type(f"{what.name.title().replace('_', '')}Trigger", (HappeningTrigger,), {"what": what})


TRIGGERS: dict[str, type[Trigger]] = {what.value: _trigger(what) for what in Happens} | ENERGY_TRIGGERS


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
