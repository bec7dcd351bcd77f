"""What entities and actions say, as the core's inputs: measured values, prices, forecasts of sun and weather."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeassistant.core import HomeAssistant

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.steps import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why an input could not be read or is doubtful: a key of `translations` and its placeholders."""

    key: str
    placeholders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """Prices in currency/kWh with all taxes and fees, as far as they are known; `None` where nothing is.

    `known_until` is the instant up to which import prices are published (fixed ones: infinite).
    """

    import_price: Series | None
    export_price: Series | None
    known_until: float
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solar:
    """Forecast production in kW: the mean, and the 10 % and 90 % quantiles where the source has them."""

    mean: Series
    low: Series | None = None
    high: Series | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weather:
    """Forecast outdoor temperature in °C, and cloud cover (0..1) where the source has it."""

    temperature: Series
    cloud: Series | None = None


def measured_number(hass: HomeAssistant, entry: AssetEntry, role: EntityRole) -> float | None:
    """Return what an entity measures in the core's unit (kW, kWh, °C, shares 0..1, A); `None` if it says nothing.

    Powers have the sign of `measured_power`.
    """
    raise NotImplementedError


def measured_power(hass: HomeAssistant, entry: AssetEntry) -> float | None:
    """Return an asset's power in kW, positive where it takes: import of the grid, charging, consumption; panels produce."""
    raise NotImplementedError


def is_on(hass: HomeAssistant, entry: AssetEntry, role: EntityRole) -> bool | None:
    """Return whether an entity is on, plugged, home or ready; `None` if it does not say."""
    raise NotImplementedError


async def async_prices(
    hass: HomeAssistant, grid: AssetEntry, start: float, end: float, used_kwh: float = 0.0
) -> Prices:
    """Return the prices between two instants; `used_kwh` is what was imported this month (for tiers)."""
    raise NotImplementedError


async def async_carbon(hass: HomeAssistant, grid: AssetEntry, start: float, end: float) -> Series | None:
    """Return the carbon intensity of the grid in kg/kWh."""
    raise NotImplementedError


async def async_solar(hass: HomeAssistant, panels: AssetEntry) -> Solar | None:
    """Return the forecast that an installed source has for panels; `None` for `Outlook.OWN` or where it has none."""
    raise NotImplementedError


async def async_weather(hass: HomeAssistant, entity_id: str) -> Weather | None:
    """Return the hourly (else daily) forecast of a weather entity."""
    raise NotImplementedError
