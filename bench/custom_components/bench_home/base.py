"""What every virtual device shares."""

from abc import abstractmethod
from typing import Any

from homeassistant.helpers.entity import Entity


class BenchEntity(Entity):
    """A device described by a spec: `entity_id`, `name`, and optionally `state`, `jammed`, `offline`."""

    _attr_should_poll = False

    def __init__(self, spec: dict[str, Any]) -> None:
        """Take the identity from the spec."""
        self.spec = spec
        self.entity_id = spec["entity_id"]
        self._attr_unique_id = spec["entity_id"]
        self._attr_name = spec["name"]
        self._attr_available = not spec.get("offline")
        self.begin()

    @abstractmethod
    def begin(self) -> None:
        """Take the state of the spec; called again before each case."""

    def obey(self, **attributes: Any) -> None:
        """Take on attributes, unless the device is jammed: then the command is lost."""
        if self.spec.get("jammed"):
            return
        for key, value in attributes.items():
            setattr(self, f"_attr_{key}", value)
        self.async_write_ha_state()

    def reset(self) -> None:
        """Go back to the spec's state."""
        self.begin()
        self.async_write_ha_state()
