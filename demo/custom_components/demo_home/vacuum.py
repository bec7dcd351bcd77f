"""The robot vacuum."""

from functools import partial
from typing import Any

from homeassistant.components.vacuum import StateVacuumEntity, VacuumActivity, VacuumEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry
from .sim.devices import Vacuum


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the robot."""
    add(HomeVacuum(entry.runtime_data, device, thing) for device, thing in things("vacuum"))


class HomeVacuum(DeviceEntity[Vacuum], StateVacuumEntity):
    """A robot that cleans, gets empty and drives home."""

    _attr_fan_speed_list = ["quiet", "standard", "max"]  # noqa: RUF012 - as its base declares it
    _attr_supported_features = (
        VacuumEntityFeature.START
        | VacuumEntityFeature.STOP
        | VacuumEntityFeature.PAUSE
        | VacuumEntityFeature.RETURN_HOME
        | VacuumEntityFeature.FAN_SPEED
        | VacuumEntityFeature.STATE
    )

    def shown(self) -> Any:
        """Return what is shown: its charge has a sensor of its own."""
        return self.device.activity, self.device.speed

    @property
    def activity(self) -> VacuumActivity:
        """Return what it does."""
        return VacuumActivity(self.device.activity)

    @property
    def fan_speed(self) -> str:
        """Return the suction."""
        return self.device.speed

    async def async_start(self) -> None:
        """Clean."""
        self._be(VacuumActivity.CLEANING)

    async def async_pause(self) -> None:
        """Wait."""
        self._be(VacuumActivity.PAUSED)

    async def async_stop(self, **kwargs: Any) -> None:
        """Stop where it is."""
        self._be(VacuumActivity.IDLE)

    async def async_return_to_base(self, **kwargs: Any) -> None:
        """Drive home."""
        self.command(self.device.go_home)

    async def async_set_fan_speed(self, fan_speed: str, **kwargs: Any) -> None:
        """Set the suction."""
        self.command(partial(setattr, self.device, "speed", fan_speed))

    def _be(self, activity: VacuumActivity) -> None:
        self.command(partial(setattr, self.device, "activity", activity.value))
