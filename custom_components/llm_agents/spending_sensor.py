"""What sensors of money and tokens share: the period that they count, their unit, and when they are written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util

from .core.journal.events import Event, Kind
from .core.models.budgets import Period, Tally
from .runtime import LlmAgentsData


@dataclass(frozen=True, kw_only=True)
class SpendingSensorDescription(SensorEntityDescription):
    """What was taken from models in the present day or month."""

    period: Period
    value: Callable[[Tally], float | None]


def tokens(key: str, period: Period) -> SpendingSensorDescription:
    """Return a count of tokens; it is heavy, so the owner turns it on."""
    return SpendingSensorDescription(
        key=key,
        period=period,
        state_class=SensorStateClass.TOTAL,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value=lambda tally: tally.tokens,
    )


def cost(key: str, period: Period) -> SpendingSensorDescription:
    """Return a sum of money."""
    return SpendingSensorDescription(
        key=key,
        period=period,
        device_class=SensorDeviceClass.MONETARY,
        state_class=SensorStateClass.TOTAL,
        suggested_display_precision=2,
        entity_category=EntityCategory.DIAGNOSTIC,
        value=lambda tally: round(tally.money, 6),
    )


class SpendingEntity(SensorEntity):
    """A figure of what an agent or a backend took, that begins anew with the day or the month."""

    entity_description: SpendingSensorDescription
    _data: LlmAgentsData
    _agent_id: str | None = None
    _backend_id: str | None = None

    @property
    @override
    def native_value(self) -> float | None:
        """Return what was taken."""
        tally = self._data.backends.budgets.spending.spent(
            self.entity_description.period, dt_util.utcnow(), agent=self._agent_id, backend=self._backend_id
        )
        return self.entity_description.value(tally)

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        """Return the home's currency for money."""
        money = self.entity_description.device_class is SensorDeviceClass.MONETARY
        return self.hass.config.currency if money else self.entity_description.native_unit_of_measurement

    @property
    @override
    def last_reset(self) -> datetime | None:
        """Return when the day or the month began, from which long-term statistics count anew."""
        if self.entity_description.state_class is not SensorStateClass.TOTAL:
            return None
        today = dt_util.start_of_local_day()
        if self.entity_description.period is Period.DAY:
            return today
        return dt_util.start_of_local_day(today.date().replace(day=1))

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is spent, and begin anew at midnight."""
        await super().async_added_to_hass()

        @callback
        def spent(event: Event) -> None:
            is_own = self._agent_id in (None, event.agent) and self._backend_id in (None, event.subject)
            if event.kind is Kind.USAGE_SPENT and is_own:
                self.async_write_ha_state()

        @callback
        def begin(_now: datetime) -> None:
            self.async_write_ha_state()

        self.async_on_remove(self._data.journal.listen(spent))
        self.async_on_remove(async_track_time_change(self.hass, begin, hour=0, minute=0, second=0))
