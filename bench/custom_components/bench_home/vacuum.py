"""Robot vacuums."""

from typing import Any, ClassVar, override

from homeassistant.components.vacuum import StateVacuumEntity, VacuumActivity, VacuumEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchVacuum(BenchEntity, StateVacuumEntity):
    """A robot vacuum."""

    FIELDS: ClassVar = {"fan_speed": "fan_speed"}

    @override
    def begin(self) -> None:
        self._attr_supported_features = (
            VacuumEntityFeature.START
            | VacuumEntityFeature.STOP
            | VacuumEntityFeature.PAUSE
            | VacuumEntityFeature.RETURN_HOME
            | VacuumEntityFeature.STATE
            | VacuumEntityFeature.LOCATE
        )
        self.truth = {"activity": "docked", "fan_speed": None, "located": 0}
        if speeds := self.attributes.get("fan_speed_list"):
            self._attr_supported_features |= VacuumEntityFeature.FAN_SPEED
            self._attr_fan_speed_list = [str(speed) for speed in speeds]

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"activity": {"off": "docked", "on": "cleaning"}.get(state, state)}

    @property
    @override
    def activity(self) -> VacuumActivity:
        return VacuumActivity(self.truth["activity"])

    @property
    @override
    def fan_speed(self) -> str | None:
        return None if self.truth["fan_speed"] is None else str(self.truth["fan_speed"])

    @override
    async def async_start(self) -> None:
        self.obey(activity="cleaning")

    @override
    async def async_stop(self, **kwargs: Any) -> None:
        self.obey(activity="idle")

    @override
    async def async_pause(self) -> None:
        self.obey(activity="paused")

    @override
    async def async_return_to_base(self, **kwargs: Any) -> None:
        self.obey(activity="returning")

    @override
    async def async_locate(self, **kwargs: Any) -> None:
        self.obey(located=self.truth["located"] + 1)

    @override
    async def async_set_fan_speed(self, fan_speed: str, **kwargs: Any) -> None:
        self.obey(fan_speed=fan_speed)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the vacuums."""
    add(entry, "vacuum", BenchVacuum, add_entities)
