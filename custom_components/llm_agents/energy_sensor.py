"""Figures of the energy plan: of each asset what it is to do and what it saves, of the home what the plan comes to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import EntityCategory, UnitOfPower
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util

from .bridge.energy_hub import EnergyHub
from .core.energy.asset_codec import AssetEntry
from .core.energy.ledger import BASELINE
from .core.energy.modes import Mode
from .energy_entity import EnergyEntity, moment, planned_assets
from .runtime import LlmAgentsConfigEntry

STATUSES = ["ok", "degraded", "no_plan", "learning"]


@dataclass(frozen=True, kw_only=True)
class EnergySensorDescription(SensorEntityDescription):
    """A figure of what is shown of an asset or of the home."""

    value: Callable[[EnergySensor], str | float | datetime | None]
    series: str | None = None  # what of the plan its attribute tells
    per_kwh: bool = False
    attributes: Callable[[EnergySensor], dict[str, Any] | None] = lambda _: None


def _of(*path: str) -> Callable[[EnergySensor], Any]:
    """Return what reads a figure by its path."""

    def read(sensor: EnergySensor) -> Any:
        found: Any = sensor.told
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    return read


def _power(key: str, series: str) -> EnergySensorDescription:
    return EnergySensorDescription(
        key=key,
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.KILO_WATT,
        suggested_display_precision=2,
        series=series,
        value=lambda sensor: sensor.now(sensor.told.get(series, ())),
    )


def _money(key: str, *path: str) -> EnergySensorDescription:
    return EnergySensorDescription(
        key=key,
        device_class=SensorDeviceClass.MONETARY,
        state_class=SensorStateClass.TOTAL if path[-1] in ("today", "total") else None,
        suggested_display_precision=2,
        value=_of(*path),
        attributes=(lambda _: {"baseline": BASELINE}) if path[-1] in ("today", "total") else lambda _: None,
    )


def _error(name: str) -> EnergySensorDescription:
    return EnergySensorDescription(
        key=f"forecast_error_{name}",
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.KILO_WATT,
        suggested_display_precision=2,
        entity_category=EntityCategory.DIAGNOSTIC,
        value=_of("forecast_error", name, "mae"),
    )


def _price(key: str, series: str) -> EnergySensorDescription:
    return EnergySensorDescription(
        key=key,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=3,
        per_kwh=True,
        series=series,
        value=lambda sensor: sensor.now(sensor.told.get(series, ())),
    )


_ASSET = (
    _power("planned_power", "power"),
    EnergySensorDescription(
        key="planned_mode",
        device_class=SensorDeviceClass.ENUM,
        options=[mode.value for mode in Mode],
        value=_of("mode"),
        attributes=lambda sensor: {
            "reason": sensor.told.get("reason") or None,
            "override": sensor.told["override"],
            **({"unlearned": why} if (why := sensor.unlearned) else {}),
        },
    ),
    EnergySensorDescription(
        key="next_change",
        device_class=SensorDeviceClass.TIMESTAMP,
        value=lambda sensor: moment(sensor.told.get("until")),
    ),
    _money("saving_today", "saved", "today"),
    _money("saving_total", "saved", "total"),
)
_HOME = (
    _money("plan_cost", "cost"),
    _money("baseline_cost", "baseline_cost"),
    _price("marginal_price", "marginal_price"),
    _price("import_price", "import_price"),
    _power("planned_grid", "grid"),
    _power("planned_load", "load"),
    _money("saving_today", "accounts", "saved", "today"),
    _money("saving_total", "accounts", "saved", "total"),
    _money("dry_run_saving_total", "accounts", "dry_run", "total"),
    _error("load"),
    EnergySensorDescription(
        key="plan_status",
        device_class=SensorDeviceClass.ENUM,
        options=STATUSES,
        entity_category=EntityCategory.DIAGNOSTIC,
        value=_of("status"),
        attributes=lambda sensor: {"made_at": moment(sensor.told.get("made_at")), "autonomy": sensor.told["autonomy"]},
    ),
)
_PANELS = (_power("planned_solar", "pv"), _error("pv"))


def add_energy_sensors(entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback) -> None:
    """Add the figures of each asset and of the plan, where there are assets."""
    hub = entry.runtime_data.energy
    if hub is None:
        return
    has_panels = any(one.kind == "photovoltaics" for one in hub.entries)
    home = (*_HOME, *(_PANELS if has_panels else ()))
    async_add_entities([EnergySensor(entry, hub, description) for description in home])
    for asset in planned_assets(hub):
        sensors = [EnergySensor(entry, hub, description, asset) for description in _ASSET]
        async_add_entities(sensors, config_subentry_id=asset.asset.asset_id)


class EnergySensor(EnergyEntity, SensorEntity):
    """One figure."""

    entity_description: EnergySensorDescription

    def __init__(
        self,
        entry: LlmAgentsConfigEntry,
        hub: EnergyHub,
        description: EnergySensorDescription,
        asset: AssetEntry | None = None,
    ) -> None:
        """Tell one figure."""
        super().__init__(entry, hub, description.key, asset)
        self.entity_description = description

    @property
    @override
    def native_value(self) -> str | float | datetime | None:
        """Return the figure."""
        return self.entity_description.value(self) if self.told else None

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        """Return the unit; money is in the home's currency."""
        if self.entity_description.per_kwh:
            return f"{self.hass.config.currency}/kWh"
        if self.entity_description.device_class is SensorDeviceClass.MONETARY:
            return self.hass.config.currency
        return self.entity_description.native_unit_of_measurement

    @property
    @override
    def last_reset(self) -> datetime | None:
        """Return when the day began, for what begins anew each day."""
        return dt_util.start_of_local_day() if self.entity_description.key == "saving_today" else None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return the plan of the figure, or what it is about."""
        if not self.told:
            return None
        if self.entity_description.series is not None:
            return {"forecast": self.forecast(self.told.get(self.entity_description.series, ()))}
        return self.entity_description.attributes(self)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the plan, and begin anew at midnight."""
        await super().async_added_to_hass()

        @callback
        def begin(_now: datetime) -> None:
            self.async_write_ha_state()

        self.async_on_remove(async_track_time_change(self.hass, begin, hour=0, minute=0, second=0))
