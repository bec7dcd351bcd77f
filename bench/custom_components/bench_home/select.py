"""Selections."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.select import SelectEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchSelect(BenchEntity, SelectEntity):
    """A choice among options."""

    @override
    def begin(self) -> None:
        self._attr_options = [str(option) for option in self.attributes.get("options") or ("a", "b")]
        self.truth = {"option": self._attr_options[0]}

    @override
    def truth_of(self, state: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:
        return {} if state is None else {"option": str(state)}

    @property
    @override
    def current_option(self) -> str:
        return str(self.truth["option"])

    @override
    async def async_select_option(self, option: str) -> None:
        self.obey(option=option)


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the selections."""
    add(entry, "select", BenchSelect, add_entities)
