"""The alarm panel; it needs no code."""

from functools import partial

from homeassistant.components.alarm_control_panel import (
    AlarmControlPanelEntity,
    AlarmControlPanelEntityFeature,
    AlarmControlPanelState,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .catalogue import things
from .entity import DeviceEntity
from .hub import DemoHomeEntry
from .sim.devices import Delayed

EXIT_SECONDS = 8


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the panel."""
    add(HomeAlarm(entry.runtime_data, device, thing) for device, thing in things("alarm_control_panel"))


class HomeAlarm(DeviceEntity[Delayed], AlarmControlPanelEntity):
    """A panel that arms home and night at once, and away after the time to leave."""

    _attr_code_arm_required = False
    _attr_supported_features = (
        AlarmControlPanelEntityFeature.ARM_HOME
        | AlarmControlPanelEntityFeature.ARM_AWAY
        | AlarmControlPanelEntityFeature.ARM_NIGHT
    )

    @property
    def alarm_state(self) -> AlarmControlPanelState:
        """Return the panel's state."""
        if self.device.busy and self.device.target == AlarmControlPanelState.ARMED_AWAY:
            return AlarmControlPanelState.ARMING
        return AlarmControlPanelState(self.device.state)

    async def async_alarm_disarm(self, code: str | None = None) -> None:
        """Disarm."""
        self._go(AlarmControlPanelState.DISARMED)

    async def async_alarm_arm_home(self, code: str | None = None) -> None:
        """Arm the doors and windows."""
        self._go(AlarmControlPanelState.ARMED_HOME)

    async def async_alarm_arm_night(self, code: str | None = None) -> None:
        """Arm the ground floor."""
        self._go(AlarmControlPanelState.ARMED_NIGHT)

    async def async_alarm_arm_away(self, code: str | None = None) -> None:
        """Arm everything after the time to leave."""
        self._go(AlarmControlPanelState.ARMED_AWAY, EXIT_SECONDS)

    def _go(self, state: AlarmControlPanelState, seconds: float = 0) -> None:
        self.command(partial(self.device.go, state.value, seconds))
