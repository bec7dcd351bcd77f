"""Figures of each model that the owner added: whether it answers, what it took, how much its cache spared."""

from collections.abc import Iterator
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfTime
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .bridge.backends import SIGNAL_NOTICE
from .const import DOMAIN, SUBENTRY_BACKEND
from .core.journal.events import Event
from .core.models.budgets import Period
from .core.models.protocol import Trouble
from .core.models.routed import Backend
from .core.models.router import Notice
from .runtime import LlmAgentsConfigEntry
from .spending_sensor import SpendingEntity, SpendingSensorDescription, cost, tokens

ANSWERS = "answers"
"""The state of a model that answered when last asked."""


def _percent(rate: float | None) -> float | None:
    return None if rate is None else round(rate * 100, 1)


_STATUS = SensorEntityDescription(
    key="backend_status",
    device_class=SensorDeviceClass.ENUM,
    options=[ANSWERS, *(trouble.value for trouble in Trouble)],
    entity_category=EntityCategory.DIAGNOSTIC,
)
_SENSORS = (
    tokens("tokens_today", Period.DAY),
    cost("cost_today", Period.DAY),
    cost("cost_month", Period.MONTH),
    SpendingSensorDescription(
        key="cache_hit_rate",
        period=Period.DAY,
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value=lambda tally: _percent(tally.hit_rate),
    ),
    SpendingSensorDescription(
        key="latency",
        period=Period.DAY,
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MILLISECONDS,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value=lambda tally: tally.latency,
    ),
)


def add_backend_sensors(entry: LlmAgentsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback) -> None:
    """Add the figures of each backend of the owner's; the app's model tells of itself elsewhere."""
    for backend in _own(entry):
        figures = [BackendSpendingSensor(entry, backend, description) for description in _SENSORS]
        async_add_entities([StatusSensor(entry, backend, _STATUS), *figures], config_subentry_id=backend.backend_id)


def _own(entry: LlmAgentsConfigEntry) -> Iterator[Backend]:
    kept = {subentry.subentry_id for subentry in entry.get_subentries_of_type(SUBENTRY_BACKEND)}
    return (backend for backend in entry.runtime_data.backends.router.backends if backend.backend_id in kept)


class BackendSensor(SensorEntity):
    """A figure of a backend."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: LlmAgentsConfigEntry, backend: Backend, description: SensorEntityDescription) -> None:
        """Tell one figure."""
        self.entity_description = description
        self._data = entry.runtime_data
        self._backend = backend
        self._attr_unique_id = f"{backend.backend_id}_{description.key}"
        self._attr_translation_key = description.key
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, backend.backend_id)},
            name=backend.model.name,
        )


class StatusSensor(BackendSensor):
    """Whether a backend answers, and else why not."""

    @property
    @override
    def native_value(self) -> str:
        """Return what is wrong, or that nothing is."""
        return self._backend.breaker.trouble or ANSWERS

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is told of the backend, and its answers."""
        await super().async_added_to_hass()

        @callback
        def changed(about: Notice | Event) -> None:
            if about.subject == self._backend.backend_id:
                self.async_write_ha_state()

        self.async_on_remove(self._data.journal.listen(changed))
        self.async_on_remove(async_dispatcher_connect(self.hass, SIGNAL_NOTICE, changed))


class BackendSpendingSensor(BackendSensor, SpendingEntity):
    """What a backend took since the day or the month began."""

    entity_description: SpendingSensorDescription

    def __init__(self, entry: LlmAgentsConfigEntry, backend: Backend, description: SpendingSensorDescription) -> None:
        """Tell one figure."""
        super().__init__(entry, backend, description)
        self._backend_id = backend.backend_id
