"""Actions of integrations that tell prices: what each is asked and in which unit it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...core.energy.tariffs.tariff import Origin

FEED_IN = "feed_in"


@dataclass(frozen=True, slots=True)
class PriceAction:
    """An action of a domain that answers with prices of one local day.

    `data` makes its data for an entry and a day, `unit` tells the unit of its answer in a home's currency.
    """

    domain: str
    service: str
    data: Callable[[Origin, date], Mapping[str, Any]]
    unit: Callable[[ConfigEntry | None, str], str]
    entry_needed: bool = True

    @property
    def name(self) -> str:
        """Return the action's name."""
        return f"{self.domain}.{self.service}"


def _per_kwh(_entry: ConfigEntry | None, currency: str) -> str:
    return f"{currency}/kWh"


def _span(day: date) -> dict[str, str]:
    start = dt_util.start_of_local_day(day)
    end = dt_util.start_of_local_day(day + timedelta(days=1))
    return {"start": start.isoformat(), "end": end.isoformat()}


_ALL = (
    PriceAction(
        "nordpool",
        "get_prices_for_date",
        lambda origin, day: {"config_entry": origin.entry, "date": day.isoformat()},
        lambda entry, currency: f"{entry.data.get('currency', currency) if entry else currency}/MWh",
    ),
    PriceAction("tibber", "get_prices", lambda _origin, day: _span(day), _per_kwh, entry_needed=False),
    PriceAction(
        "energyzero",
        "get_energy_prices",
        lambda origin, day: {"config_entry": origin.entry, "incl_vat": False, **_span(day)},
        _per_kwh,
    ),
    PriceAction(
        "easyenergy",
        "get_energy_usage_prices",
        lambda origin, day: {"config_entry": origin.entry, "incl_vat": False, **_span(day)},
        _per_kwh,
    ),
    PriceAction(
        "easyenergy",
        "get_energy_return_prices",
        lambda origin, day: {"config_entry": origin.entry, **_span(day)},
        _per_kwh,
    ),
    PriceAction(
        "omie", "get_prices_for_date", lambda _origin, day: {"date": day.isoformat()}, _per_kwh, entry_needed=False
    ),
    PriceAction(
        "amberelectric",
        "get_forecasts",
        lambda origin, _day: {
            "config_entry_id": origin.entry,
            "channel_type": FEED_IN if origin.table == FEED_IN else "general",
        },
        _per_kwh,
    ),
)
PRICE_ACTIONS: Mapping[str, PriceAction] = {action.name: action for action in _ALL}
"""The known actions by name; energy prices are asked without VAT, which the tariff adds."""


def actions_there(hass: HomeAssistant) -> list[tuple[PriceAction, ConfigEntry]]:
    """Return the actions that can be asked here, with the entries of their integrations."""
    return [
        (action, entry)
        for action in _ALL
        if hass.services.has_service(action.domain, action.service)
        for entry in hass.config_entries.async_loaded_entries(action.domain)
    ]
