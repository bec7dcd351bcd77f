"""Alarm panels that need no code."""

from typing import Any, override

from homeassistant.components.alarm_control_panel import (
    AlarmControlPanelEntity,
    AlarmControlPanelEntityFeature,
    AlarmControlPanelState,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchAlarm(BenchEntity, AlarmControlPanelEntity):
    """An alarm panel."""

    _attr_code_arm_required = False
    _attr_supported_features = (
        AlarmControlPanelEntityFeature.ARM_HOME
        | AlarmControlPanelEntityFeature.ARM_AWAY
        | AlarmControlPanelEntityFeature.ARM_NIGHT
    )

    @override
    def begin(self) -> None:
        self.truth = {"alarm": "disarmed"}

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"alarm": state}

    @property
    @override
    def alarm_state(self) -> AlarmControlPanelState:
        return AlarmControlPanelState(self.truth["alarm"])

    @override
    async def async_alarm_disarm(self, code: str | None = None) -> None:
        self.obey(alarm="disarmed")

    @override
    async def async_alarm_arm_home(self, code: str | None = None) -> None:
        self.obey(alarm="armed_home")

    @override
    async def async_alarm_arm_away(self, code: str | None = None) -> None:
        self.obey(alarm="armed_away")

    @override
    async def async_alarm_arm_night(self, code: str | None = None) -> None:
        self.obey(alarm="armed_night")


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the panels."""
    add(entry, "alarm_control_panel", BenchAlarm, add_entities)
