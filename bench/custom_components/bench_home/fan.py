"""Fans with what of speed, modes, swinging and direction the spec gives them."""

from typing import Any, ClassVar, override

from homeassistant.components.fan import FanEntity, FanEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity, is_on


class BenchFan(BenchEntity, FanEntity):
    """A fan that keeps its speed while it is off."""

    FIELDS: ClassVar = {name: name for name in ("percentage", "preset_mode", "oscillating", "direction")}

    @override
    def begin(self) -> None:
        can = FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF
        self.truth = {"on": False}
        named = self.attributes.get("features") or ()
        if "set_speed" in named:
            can |= FanEntityFeature.SET_SPEED
            self.truth["percentage"] = 33
            self._attr_speed_count = int(self.attributes.get("speed_count") or 100)
        if modes := self.attributes.get("preset_modes"):
            can |= FanEntityFeature.PRESET_MODE
            self._attr_preset_modes = list(modes)
            self.truth["preset_mode"] = None
        if "oscillate" in named:
            can |= FanEntityFeature.OSCILLATE
            self.truth["oscillating"] = False
        if "direction" in named:
            can |= FanEntityFeature.DIRECTION
            self.truth["direction"] = "forward"
        self._attr_supported_features = can

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return {"on": is_on(state)}

    @property
    @override
    def is_on(self) -> bool:
        return bool(self.truth["on"])

    @property
    @override
    def percentage(self) -> int | None:
        if "percentage" not in self.truth:
            return None
        return int(self.truth["percentage"]) if self.truth["on"] else 0

    @property
    @override
    def preset_mode(self) -> str | None:
        return self.truth.get("preset_mode") if self.truth["on"] else None

    @property
    @override
    def oscillating(self) -> bool | None:
        return self.truth.get("oscillating")

    @property
    @override
    def current_direction(self) -> str | None:
        return self.truth.get("direction")

    @override
    async def async_turn_on(self, percentage: int | None = None, preset_mode: str | None = None, **kwargs: Any) -> None:
        self._run(percentage, preset_mode)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self.obey(on=False)

    @override
    async def async_set_percentage(self, percentage: int) -> None:
        if percentage == 0:
            self.obey(on=False)
        else:
            self._run(percentage, None)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        self._run(None, preset_mode)

    @override
    async def async_oscillate(self, oscillating: bool) -> None:
        self.obey(oscillating=oscillating)

    @override
    async def async_set_direction(self, direction: str) -> None:
        self.obey(direction=direction)

    def _run(self, percentage: int | None, preset_mode: str | None) -> None:
        """Switch on; a speed ends a mode."""
        changes: dict[str, Any] = {"on": True}
        if percentage is not None and "percentage" in self.truth:
            changes["percentage"] = percentage
        if "preset_mode" in self.truth and (percentage is not None or preset_mode is not None):
            changes["preset_mode"] = preset_mode
        self.obey(**changes)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the fans."""
    add(entry, "fan", BenchFan, add_entities)
