"""The `Home` of the core, kept up to date with Home Assistant's registries, exposure and states."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_listen_entity_updates
from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_FRIENDLY_NAME, EVENT_CORE_CONFIG_UPDATE, EVENT_STATE_CHANGED
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.helpers.event import async_call_later

from ..const import ASSISTANT
from ..core.home.model import Device, EnergyAsset, Entity, Home
from .reading import RegistryReader

_SETTLE_SECONDS = 1.0
"""How long changes are gathered before listeners hear of them."""

_STRUCTURE_EVENTS = (
    ar.EVENT_AREA_REGISTRY_UPDATED,
    fr.EVENT_FLOOR_REGISTRY_UPDATED,
    lr.EVENT_LABEL_REGISTRY_UPDATED,
    EVENT_CORE_CONFIG_UPDATE,
)
# What of a device can be named; firmware versions and the like cannot.
_DEVICE_FIELDS = frozenset({"area_id", "disabled_by", "labels", "name", "name_by_user", "parent_device_id"})
# What of a state is in the home; it changes without a registry event where there is no entry.
_STATE_FIELDS = (ATTR_FRIENDLY_NAME, ATTR_DEVICE_CLASS)


class HomeSource:
    """Builds the home when it is asked for, and only what changed since.

    Events mark what is stale in constant time; `home()` reads the stale entities anew and
    keeps the rest. Changes are also read when they have settled, so that no sentence waits
    for them: 5,000 entities take 0.2 s at first, 40 ms when everything is stale, 0.3 ms when
    one is (one core of a small server).
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Build homes from a Home Assistant; nothing is heard before `start`."""
        self._hass = hass
        self._reader = RegistryReader(hass)
        self._home = Home(version=0)
        self._assets: tuple[EnergyAsset, ...] = ()
        self._all_stale = True
        self._stale: set[str] = set()
        self._reading = False
        self._told: Home | None = None
        self._listeners: list[Callable[[], None]] = []
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self._settling: CALLBACK_TYPE | None = None

    @callback
    def start(self) -> None:
        """Begin to follow the registries, exposure and states."""
        bus = self._hass.bus
        self._unsubscribe = [bus.async_listen(event, self._on_structure) for event in _STRUCTURE_EVENTS]
        self._unsubscribe += [
            bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._on_structure, event_filter=_device_matters),
            bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._on_entity),
            bus.async_listen(EVENT_STATE_CHANGED, self._on_state, event_filter=_state_matters),
            async_listen_entity_updates(self._hass, ASSISTANT, self._on_exposure),
        ]

    @callback
    def stop(self) -> None:
        """Follow nothing any more."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        if self._settling is not None:
            self._settling()
            self._settling = None

    def home(self) -> Home:
        """Return the present home: the same object until something in it changed."""
        if self._all_stale or self._stale:
            self._refresh()
        return self._home

    @callback
    def know_assets(self, assets: tuple[EnergyAsset, ...]) -> None:
        """Take the energy assets that can be spoken of."""
        if assets != self._assets:
            self._assets = assets
            self._mark(None)

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener when the home is another, once for the changes of a moment; return what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _refresh(self) -> None:
        stale, everything = self._stale, self._all_stale
        self._stale, self._all_stale = set(), False
        # Asking for exposure stores the default where there was none, which is an event of the registry.
        self._reading = True
        try:
            entities = self._read_all() if everything else self._read_some(stale)
            self._home = self._renewed(entities)
        except BaseException:
            self._all_stale = True
            raise
        finally:
            self._reading = False

    def _read_all(self) -> dict[str, Entity]:
        found = (self._reader.entity(state) for state in self._hass.states.async_all())
        return {entity.entity_id: entity for entity in found if entity is not None}

    def _read_some(self, entity_ids: set[str]) -> dict[str, Entity]:
        entities = dict(self._home.entities)
        for entity_id in entity_ids:
            state = self._hass.states.get(entity_id)
            entity = self._reader.entity(state) if state is not None else None
            if entity is None:
                entities.pop(entity_id, None)
            else:
                entities[entity_id] = entity
        return entities

    def _renewed(self, entities: Mapping[str, Entity]) -> Home:
        """Return the home with these entities, the old one when nothing differs."""
        device_ids = dict.fromkeys(entity.device_id for entity in entities.values() if entity.device_id)
        found = (self._reader.device(device_id) for device_id in device_ids)
        devices: dict[str, Device] = {device.device_id: device for device in found if device is not None}
        home = Home(
            version=self._home.version,
            floors=self._reader.floors(),
            areas=self._reader.areas(),
            devices=devices,
            entities=entities,
            labels=self._reader.labels(),
            temperature_unit=self._hass.config.units.temperature_unit,
            assets=self._assets,
        )
        if home == self._home and home.version:
            return self._home
        return Home(
            version=home.version + 1,
            floors=home.floors,
            areas=home.areas,
            devices=devices,
            entities=entities,
            labels=home.labels,
            temperature_unit=home.temperature_unit,
            assets=home.assets,
        )

    @callback
    def _on_structure(self, _event: Event[Any]) -> None:
        self._mark(None)

    @callback
    def _on_exposure(self) -> None:
        self._mark(None)

    @callback
    def _on_entity(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        data = event.data
        self._mark(data["entity_id"])
        if data["action"] == "update" and (old_id := data.get("old_entity_id")):
            self._mark(old_id)

    @callback
    def _on_state(self, event: Event[EventStateChangedData]) -> None:
        self._mark(event.data["entity_id"])

    def _mark(self, entity_id: str | None) -> None:
        """Note that an entity, or everything, is to be read anew."""
        if self._reading:
            return
        if entity_id is None:
            self._all_stale = True
        else:
            self._stale.add(entity_id)
        if self._settling is None and self._unsubscribe:
            self._settling = async_call_later(self._hass, _SETTLE_SECONDS, self._on_settled)

    @callback
    def _on_settled(self, _now: object) -> None:
        self._settling = None
        told, self._told = self._told, self.home()
        if self._told is told:
            return
        for listener in [*self._listeners]:
            listener()


@callback
def _device_matters(data: dr.EventDeviceRegistryUpdatedData) -> bool:
    """Return whether a change of a device can change the home."""
    return data["action"] != "update" or not _DEVICE_FIELDS.isdisjoint(data["changes"])


@callback
def _state_matters(data: EventStateChangedData) -> bool:
    """Return whether an entity came, went or was renamed; asked for each state there is, so cheap."""
    old, new = data["old_state"], data["new_state"]
    if old is None or new is None:
        return True
    return old.attributes is not new.attributes and any(
        old.attributes.get(name) != new.attributes.get(name) for name in _STATE_FIELDS
    )
