"""Conditions about the energy plan: whether electricity is cheap, whether a wish cannot be met."""

from typing import Any, ClassVar, Unpack, cast, override

import voluptuous as vol

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .bridge.energy_hub import EnergyHub
from .core.energy.moments import cheap_until
from .energy_trigger import A_SHARE, CONF_ASSET, CONF_SHARE, USUAL_SHARE, asset_ids, hub_of


class EnergyCondition(Condition):
    """A condition about the plan; without one it does not hold."""

    fields: ClassVar[dict[Any, Any]]

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
        hub = hub_of(self._hass)
        return hub is not None and bool(hub.shown.get("made_at")) and self._holds(hub)

    def _holds(self, hub: EnergyHub) -> bool:
        """Return whether it holds of a plan that there is."""
        raise NotImplementedError


class ElectricityIsCheap(EnergyCondition):
    """Whether electricity is now among the cheapest of the next day."""

    fields: ClassVar[dict[Any, Any]] = {vol.Optional(CONF_SHARE, default=USUAL_SHARE): A_SHARE}

    @override
    def _holds(self, hub: EnergyHub) -> bool:
        share = self._options.get(CONF_SHARE, USUAL_SHARE) / 100
        return cheap_until(hub.shown, dt_util.utcnow().timestamp(), share) is not None


class EnergyWishUnmet(EnergyCondition):
    """Whether the plan cannot meet what is wanted of some assets, of any where none is chosen."""

    fields: ClassVar[dict[Any, Any]] = {vol.Optional(CONF_ASSET): vol.All(cv.ensure_list, [cv.string])}

    @override
    def _holds(self, hub: EnergyHub) -> bool:
        wanted = self._options.get(CONF_ASSET)
        chosen = asset_ids(self._hass, wanted) if wanted else None
        return any(chosen is None or item["asset_id"] in chosen for item in hub.shown["unmet"])


ENERGY_CONDITIONS: dict[str, type[Condition]] = {
    "electricity_is_cheap": ElectricityIsCheap,
    "energy_wish_unmet": EnergyWishUnmet,
}
