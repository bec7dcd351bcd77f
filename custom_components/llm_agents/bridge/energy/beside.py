"""What stands on the same devices, and which of it is of what is looked for."""

from collections.abc import Iterable
from typing import Any

from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.util.unit_conversion import EnergyConverter, PowerConverter


def entities_beside(hass: HomeAssistant, entity_ids: Iterable[str]) -> list[State]:
    """Return the states of the entities on the devices of some entities, in order of their ids."""
    registry = er.async_get(hass)
    known = [registry.async_get(entity_id) for entity_id in entity_ids]
    devices = {entry.device_id for entry in known if entry is not None and entry.device_id}
    ids = sorted(entry.entity_id for device in devices for entry in er.async_entries_for_device(registry, device))
    return [state for entity_id in ids if (state := hass.states.get(entity_id)) is not None]


def first(
    states: Iterable[State], domain: str, *, device_class: str | None = None, unit: str | None = None
) -> str | None:
    """Return the first entity of a domain, of a device class or with a unit where one is said."""
    return next(
        (
            state.entity_id
            for state in states
            if state.domain == domain
            and (device_class is None or state.attributes.get(ATTR_DEVICE_CLASS) == device_class)
            and (unit is None or unit_of(state) == unit)
        ),
        None,
    )


def reading(
    states: Iterable[State], domain: str, converter: type[PowerConverter | EnergyConverter], into: str, word: str
) -> float | None:
    """Return what a rated value says, of the first entity that tells one."""
    for state in states:
        number = number_of(state.state)
        rated = "rated" in state.entity_id or "max" in state.entity_id or "capacity" in state.entity_id
        if (
            state.domain == domain
            and rated
            and word in state.entity_id
            and number
            and unit_of(state) in converter.VALID_UNITS
        ):
            return round(converter.convert(number, unit_of(state), into), 2)
    return None


def unit_of(state: State) -> str:
    """Return the unit of an entity, empty without one."""
    return str(state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) or "")


def number_of(value: Any) -> float | None:
    """Return a number, `None` for what is none."""
    try:
        return float(value)
    except TypeError, ValueError:
        return None
