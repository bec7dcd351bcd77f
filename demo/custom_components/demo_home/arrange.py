"""Arrange the home once as a tidy owner would; what the owner changes later is kept."""

from homeassistant.components.energy.data import async_get_manager
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)

from .arrangement import ALSO_EXPOSED, AREAS, FLOORS, LABELS, SATELLITES
from .catalogue import DEVICES
from .const import DOMAIN
from .entity import device_key
from .hub import DemoHomeEntry, Hub

ASSISTANT = "conversation"
HOUSE, FORECAST = "house", "forecast"


@callback
def arrange_house(hass: HomeAssistant, entry: DemoHomeEntry, hub: Hub) -> None:
    """Create floors, rooms, labels and the devices in their rooms, each only once."""
    if HOUSE not in hub.arranged:
        _create_labels(hass)
        _create_floors(hass)
        _create_areas(hass)
        hub.arranged.add(HOUSE)
    registry = dr.async_get(hass)
    satellites = ((name, area, "Voice satellite") for area, name in SATELLITES.items())
    for name, area, model in (*((d.name, d.area, d.model) for d in DEVICES), *satellites):
        key = device_key(name, area)
        device = registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={(DOMAIN, key)},
            name=name,
            manufacturer="Demo home",
            model=model,
        )
        if key not in hub.arranged and area:
            registry.async_update_device(device.id, area_id=area)
        hub.arranged.add(key)


@callback
def arrange_entities(hass: HomeAssistant, hub: Hub) -> None:
    """Give the entities their aliases, labels and exposure, each only once."""
    registry = er.async_get(hass)
    for device in DEVICES:
        for thing in device.things:
            domain = thing.entity_id.partition(".")[0]
            entity_id = registry.async_get_entity_id(domain, DOMAIN, thing.entity_id)
            if thing.entity_id in hub.arranged or entity_id is None:
                continue
            aliases: list[str | er.ComputedNameType] = [er.COMPUTED_NAME, *thing.aliases]
            registry.async_update_entity(entity_id, aliases=aliases, labels=set(thing.labels))
            async_expose_entity(hass, ASSISTANT, entity_id, thing.exposed)
            hub.arranged.add(thing.entity_id)
    _link_climate(hass)


@callback
def expose_others(hass: HomeAssistant, hub: Hub) -> None:
    """Expose people, scenes and scripts: they are there when everything has started."""
    for entity_id in ALSO_EXPOSED:
        if entity_id not in hub.arranged and hass.states.get(entity_id):
            async_expose_entity(hass, ASSISTANT, entity_id, True)
            hub.arranged.add(entity_id)
    hub.save_soon()


async def link_forecast(hass: HomeAssistant, entry: DemoHomeEntry, hub: Hub) -> None:
    """Name the roof's forecast in the Energy dashboard once: its entry has no id before the first start."""
    if FORECAST in hub.arranged or "energy" not in hass.config.components:
        return
    manager = await async_get_manager(hass)
    if manager.data is None:
        return
    update = manager.data.copy()
    update["energy_sources"] = [
        {**source, "config_entry_solar_forecast": source["config_entry_solar_forecast"] or [entry.entry_id]}
        if source["type"] == "solar"
        else source
        for source in manager.data["energy_sources"]
    ]
    await manager.async_update(update)
    hub.arranged.add(FORECAST)
    hub.save_soon()


def _create_labels(hass: HomeAssistant) -> None:
    registry = lr.async_get(hass)
    for name in LABELS.values():
        if registry.async_get_label_by_name(name) is None:
            registry.async_create(name)


def _create_floors(hass: HomeAssistant) -> None:
    registry = fr.async_get(hass)
    for floor in FLOORS.values():
        if registry.async_get_floor_by_name(floor.name) is None:
            registry.async_create(floor.name, aliases=set(floor.aliases), level=floor.level)


def _create_areas(hass: HomeAssistant) -> None:
    """Create the rooms; those that onboarding created are taken over."""
    registry = ar.async_get(hass)
    for area in AREAS.values():
        found = registry.async_get_or_create(area.name)
        registry.async_update(found.id, aliases=set(area.aliases), floor_id=area.floor, labels=set(area.labels))


def _link_climate(hass: HomeAssistant) -> None:
    """Name each room's thermometer and hygrometer, where the owner has not."""
    areas, entities = ar.async_get(hass), er.async_get(hass)
    for area_id in AREAS:
        area = areas.async_get_area(area_id)
        thermometer = entities.async_get(f"sensor.{area_id}_temperature")
        hygrometer = entities.async_get(f"sensor.{area_id}_humidity")
        if area and thermometer and hygrometer and not area.temperature_entity_id:
            areas.async_update(
                area_id, temperature_entity_id=thermometer.entity_id, humidity_entity_id=hygrometer.entity_id
            )
