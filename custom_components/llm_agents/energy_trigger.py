"""Triggers for what becomes of the energy plan: it is made, cannot meet a wish, a cheap time or a run begins."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, cast, override

import voluptuous as vol

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerConfig, TriggerNotTriggeredReporter
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .bridge.energy_hub import EnergyHub
from .const import DOMAIN
from .core.energy.moments import cheap_until, price_now
from .energy_entity import moment, planned_assets
from .runtime import SIGNAL_ENERGY, loaded_data

CONF_ASSET = "asset"
CONF_SHARE = "share"
CONF_MINUTES = "minutes"
CONF_COST = "cost"

USUAL_SHARE = 25
A_SHARE = vol.All(vol.Coerce(float), vol.Range(min=1, max=99))
_ASSETS = {vol.Optional(CONF_ASSET): vol.All(cv.ensure_list, [cv.string])}
_SAME_RUN = 2 * 3600.0
"""A run whose beginning moves by less is the same one: it is told once."""


def hub_of(hass: HomeAssistant) -> EnergyHub | None:
    """Return the assets of the loaded entry, `None` where none is loaded or it has none."""
    try:
        return loaded_data(hass).energy
    except ServiceValidationError:
        return None


@callback
def asset_ids(hass: HomeAssistant, device_ids: list[str]) -> frozenset[str]:
    """Return the assets that devices stand for."""
    devices = (dr.async_get(hass).async_get(device_id) for device_id in device_ids)
    return frozenset(key for device in devices if device for domain, key in device.identifiers if domain == DOMAIN)


class EnergyTrigger(Trigger):
    """Looks at the plan whenever something else is shown; what was so at the beginning is no news."""

    fields: ClassVar[dict[Any, Any]] = {}
    told: ClassVar[str]

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return cast(ConfigType, vol.Schema({vol.Optional(CONF_OPTIONS, default={}): cls.fields})(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Take the options."""
        super().__init__(hass, config)
        self._options = config.options or {}

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Run the action each time; also over reloads of the entry."""
        known: set[Any] | None = None

        @callback
        def look() -> None:
            nonlocal known
            hub = hub_of(self._hass)
            if hub is None or not hub.shown.get("made_at"):
                return
            found = dict(self._found(hub, dt_util.utcnow().timestamp()))
            before, known = known, {*found, *self._kept(known or set(), found)}
            if before is None:
                return
            for key in found.keys() - before:
                run_action(found[key], self.told, None)

        look()
        return async_dispatcher_connect(self._hass, SIGNAL_ENERGY, look)

    def _found(self, hub: EnergyHub, now: float) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Yield what is so now, each with a key by which it is known again."""
        raise NotImplementedError

    def _kept(self, known: set[Any], found: Mapping[Any, Any]) -> set[Any]:
        """Return what of the things known before is remembered though it is not so now."""
        return set()

    def _wants(self, asset_id: str) -> bool:
        wanted = self._options.get(CONF_ASSET)
        return not wanted or asset_id in asset_ids(self._hass, wanted)


class PlanMade(EnergyTrigger):
    """Triggers with each new plan."""

    told = "energy plan made"

    @override
    def _found(self, hub: EnergyHub, now: float) -> Iterator[tuple[Any, dict[str, Any]]]:
        names = ("cost", "baseline_cost", "currency", "status")
        told = {name: hub.shown[name] for name in names}
        yield hub.shown["made_at"], {**told, "made_at": moment(hub.shown["made_at"])}


class WishUnmet(EnergyTrigger):
    """Triggers when the plan can no longer meet what is wanted of an asset."""

    told = "wish unmet"
    fields = _ASSETS

    @override
    def _found(self, hub: EnergyHub, now: float) -> Iterator[tuple[Any, dict[str, Any]]]:
        for item in hub.shown["unmet"]:
            if self._wants(item["asset_id"]):
                entry = hub.entry(item["asset_id"])
                name = entry.asset.name if entry else item["asset_id"]
                yield (item["asset_id"], item["wanted"]), {**item, "name": name, "at": moment(item["at"])}


class CheapWindow(EnergyTrigger):
    """Triggers when a time begins that is among the cheapest of the next day."""

    told = "cheap window started"
    fields: ClassVar[dict[Any, Any]] = {vol.Optional(CONF_SHARE, default=USUAL_SHARE): A_SHARE}

    @override
    def _found(self, hub: EnergyHub, now: float) -> Iterator[tuple[Any, dict[str, Any]]]:
        until = cheap_until(hub.shown, now, self._options.get(CONF_SHARE, USUAL_SHARE) / 100)
        if until is not None:
            price, currency = price_now(hub.shown, now), hub.shown["currency"]
            yield "cheap", {"until": moment(until), "price": price, "currency": currency}


class RunSoon(EnergyTrigger):
    """Triggers some minutes before an asset is planned to run, once for each run."""

    told = "planned run about to start"
    fields: ClassVar[dict[Any, Any]] = {
        **_ASSETS,
        vol.Optional(CONF_MINUTES, default=15): vol.All(vol.Coerce(float), vol.Range(min=1, max=24 * 60)),
        vol.Optional(CONF_COST): vol.Coerce(float),
    }

    @override
    def _found(self, hub: EnergyHub, now: float) -> Iterator[tuple[Any, dict[str, Any]]]:
        ahead = self._options.get(CONF_MINUTES, 15) * 60
        least = self._options.get(CONF_COST)
        for entry in planned_assets(hub):
            asset = entry.asset
            runs = hub.desk.runs(asset.asset_id) if hub.desk is not None and self._wants(asset.asset_id) else ()
            for run in runs:
                if run.energy <= 0 or not now < run.start <= now + ahead or (least is not None and run.cost < least):
                    continue
                yield (
                    (asset.asset_id, run.start // _SAME_RUN),
                    {
                        "asset_id": asset.asset_id,
                        "name": asset.name,
                        "start": moment(run.start),
                        "end": moment(run.end),
                        "energy": round(run.energy, 2),
                        "cost": round(run.cost, 2),
                        "currency": hub.shown["currency"],
                    },
                )

    @override
    def _kept(self, known: set[Any], found: Mapping[Any, Any]) -> set[Any]:
        """Remember the runs that were told for some hours."""
        since = dt_util.utcnow().timestamp() // _SAME_RUN - 2
        kept = {key for key in known if key[1] >= since}
        return (
            kept
            | {(asset_id, slot + 1) for asset_id, slot in found}
            | {(asset_id, slot - 1) for asset_id, slot in found}
        )


ENERGY_TRIGGERS: dict[str, type[Trigger]] = {
    "energy_plan_made": PlanMade,
    "energy_wish_unmet": WishUnmet,
    "cheap_window_started": CheapWindow,
    "planned_run_soon": RunSoon,
}
