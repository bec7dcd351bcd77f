"""What every virtual device shares."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from homeassistant.helpers.entity import Entity

_ON = frozenset({"on", "true", "1"})


def is_on(state: Any) -> bool:
    """Return whether a word stands for on."""
    return str(state).lower() in _ON


def number(value: Any) -> float | None:
    """Return a value as a number, `None` where it is none."""
    try:
        return float(value)
    except TypeError, ValueError:
        return None


class BenchEntity(Entity):
    """A device described by a spec: `entity_id`, `name`, `state`, `attributes`; `jammed` and `offline` when it is.

    `truth` is what the device is. Its keys are the device's own; `FIELDS` names them by Home Assistant's attributes.
    """

    FIELDS: ClassVar[Mapping[str, str]] = {}
    DERIVED: ClassVar[frozenset[str]] = frozenset()
    """Keys that follow from others and are never judged on their own."""
    FOLLOWS_STATE: ClassVar[frozenset[str]] = frozenset()
    """Keys that may move where only a state is expected, as the position of what opens."""

    _attr_should_poll = False

    def __init__(self, spec: dict[str, Any]) -> None:
        """Take identity and state from the spec."""
        self.spec = spec
        self.attributes: dict[str, Any] = dict(spec.get("attributes") or {})
        self.entity_id = spec["entity_id"]
        self._attr_unique_id = spec["entity_id"]
        self._attr_name = spec["name"]
        self._attr_available = not spec.get("offline")
        if device_class := self.attributes.get("device_class"):
            self._attr_device_class = device_class
        self.truth: dict[str, Any] = {}
        self.begin()
        self.truth |= self.truth_of(spec.get("state"), self.attributes)
        self._first = dict(self.truth)

    @abstractmethod
    def begin(self) -> None:
        """Tell what the device can do, and what it is where the spec says nothing."""

    def of_state(self, state: str) -> dict[str, Any]:
        """Return what a state of Home Assistant says about the device."""
        return {}

    def truth_of(self, state: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a state and attributes of Home Assistant say about the device."""
        found = {} if state is None else self.of_state(str(state).lower())
        for name, key in self.FIELDS.items():
            if key in self.truth and (value := attributes.get(name)) is not None:
                found[key] = tuple(value) if isinstance(value, list) else value
        return found

    def put(self, state: Any, attributes: Mapping[str, Any], truth: Mapping[str, Any]) -> None:
        """Bring the device into a state from which a case begins."""
        self.truth |= self.truth_of(state, attributes)
        self.truth |= {key: tuple(value) if isinstance(value, list) else value for key, value in truth.items()}

    def reset(self) -> None:
        """Go back to the spec's state; `show` tells Home Assistant."""
        self.truth = dict(self._first)

    def show(self) -> None:
        """Tell Home Assistant what the device is."""
        self.async_write_ha_state()

    def obey(self, **changes: Any) -> None:
        """Change, unless the device is jammed: then the command is lost."""
        if not self.spec.get("jammed"):
            self.truth |= changes
            self.async_write_ha_state()


class BenchToggle(BenchEntity):
    """A device that is on or off and nothing else."""

    def begin(self) -> None:
        """Be off."""
        self.truth = {"on": False}

    def of_state(self, state: str) -> dict[str, Any]:
        """Return whether it is on."""
        return {"on": is_on(state)}

    @property
    def is_on(self) -> bool:
        """Return whether it is on."""
        return bool(self.truth["on"])

    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        self.obey(on=True)

    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        self.obey(on=False)
