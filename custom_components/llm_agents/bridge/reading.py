"""One look at the registries: floors, areas, devices and exposed entities as the core's data."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    intent,
    label_registry as lr,
)

from ..const import ASSISTANT, DOMAIN
from ..core.home.model import Area, Device, Entity, Floor

# The domains whose owner may store a code, and the option it stands in.
_CODE_OPTIONS: Mapping[str, str] = {"alarm_control_panel": "default_code", "lock": "default_code"}


class RegistryReader:
    """Reads the registries of Home Assistant, one thing at a time."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Read the registries of a Home Assistant that has loaded them."""
        self._hass = hass
        self._areas = ar.async_get(hass)
        self._devices = dr.async_get(hass)
        self._entities = er.async_get(hass)
        self._floors = fr.async_get(hass)
        self._labels = lr.async_get(hass)

    def floors(self) -> dict[str, Floor]:
        """Return all floors."""
        return {
            floor.floor_id: Floor(
                floor_id=floor.floor_id, name=floor.name, aliases=_plain(floor.aliases), level=floor.level
            )
            for floor in self._floors.async_list_floors()
        }

    def areas(self) -> dict[str, Area]:
        """Return all areas."""
        return {
            area.id: Area(
                area_id=area.id,
                name=area.name,
                aliases=_plain(area.aliases),
                floor_id=area.floor_id,
                labels=tuple(sorted(area.labels)),
            )
            for area in self._areas.async_list_areas()
        }

    def labels(self) -> dict[str, str]:
        """Return the names of all labels by their ids."""
        return {label.label_id: label.name for label in self._labels.async_list_labels()}

    def device(self, device_id: str) -> Device | None:
        """Return a device, `None` when there is none of that id."""
        entry = self._devices.async_get(device_id)
        if entry is None:
            return None
        return Device(
            device_id=device_id,
            name=entry.name_by_user or entry.name or "",
            area_id=dr.async_get_effective_area_id(self._hass, entry),
        )

    def entity(self, state: State) -> Entity | None:
        """Return the entity of a state as Assist knows it, `None` when it is not exposed or hidden.

        Our own are not there either, but for the figures: no agent sets how far it goes by itself, or makes the
        journal forget. Like Home Assistant's own agent, it goes by the names in the order the owner gave; an
        entity whose owner took all names away still has the one shown.
        """
        if not async_should_expose(self._hass, ASSISTANT, state.entity_id):
            return None
        entry = self._entities.async_get(state.entity_id)
        if entry is not None and entry.platform == DOMAIN and entry.domain != "sensor":
            return None
        names = intent.async_get_entity_aliases(self._hass, entry, state=state)
        name, *aliases = [name for name in dict.fromkeys(names) if name] or [state.name]
        device_class = state.attributes.get(ATTR_DEVICE_CLASS)
        if entry is None:
            return Entity(entity_id=state.entity_id, name=name, aliases=tuple(aliases), device_class=device_class)
        device = self._devices.async_get(entry.device_id) if entry.device_id else None
        return Entity(
            entity_id=state.entity_id,
            name=name,
            aliases=tuple(aliases),
            area_id=er.async_get_effective_area_id(self._hass, entry),
            device_id=entry.device_id,
            device_class=device_class or entry.device_class or entry.original_device_class,
            labels=tuple(sorted(entry.labels | (device.labels if device else set()))),
            default_code=_has_code(state.domain, entry.options),
        )


def _plain(aliases: set[str]) -> tuple[str, ...]:
    """Return the aliases that are not blank, in an order that does not change from run to run."""
    return tuple(sorted(alias.strip() for alias in aliases if alias.strip()))


def _has_code(domain: str, options: Mapping[str, Mapping[str, Any]]) -> bool:
    option = _CODE_OPTIONS.get(domain)
    return option is not None and bool(options.get(domain, {}).get(option))
