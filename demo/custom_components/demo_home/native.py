"""Climate and water heater renamed their temperatures in 2026.11: write whichever name this version knows."""

from homeassistant.components.climate import ClimateEntity
from homeassistant.helpers.entity import Entity

PREFIX = "_attr_native_" if hasattr(ClimateEntity, "native_target_temperature") else "_attr_"


def show(entity: Entity, **values: float | str | None) -> None:
    """Set `current_temperature`, `target_temperature` or `temperature_unit` of an entity."""
    for name, value in values.items():
        setattr(entity, PREFIX + name, value)
