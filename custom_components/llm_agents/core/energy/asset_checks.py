"""What an asset's numbers may be: ranges that hold for any home, and what must fit together."""

from collections.abc import Mapping
import itertools
from typing import Any

from .assets import Appliance, Asset, AssetKind, Battery, Grid, Load, Vehicle, WaterHeater, Zone
from .bad_asset import BadAsset

MOST_KW = 1000.0
MOST_KWH = 10000.0
_POWER = (0.0, MOST_KW)
_SOME_POWER = (0.01, MOST_KW)
_SHARE = (0.0, 1.0)
_MINUTES = (0, 24 * 60)

WHOLE = frozenset(
    {"peak_minutes", "phases", "minimum_minutes", "legionella_days", "step_minutes", "earliest", "latest"}
)
"""The fields that are whole numbers."""

RANGES: Mapping[AssetKind, Mapping[str, tuple[float, float]]] = {
    AssetKind.GRID: {
        "import_kw": _SOME_POWER,
        "export_kw": _POWER,
        "peak_price": (0.0, 1000.0),
        "peak_minutes": (1, 1440),
        "capacity_kw": _SOME_POWER,
        "excess_price": (0.0, 1000.0),
    },
    AssetKind.PHOTOVOLTAICS: {
        "peak_kw": _SOME_POWER,
        "tilt": (0.0, 90.0),
        "azimuth": (0.0, 360.0),
        "inverter_kw": _SOME_POWER,
    },
    AssetKind.BATTERY: {
        "capacity_kwh": (0.1, MOST_KWH),
        "charge_kw": _SOME_POWER,
        "discharge_kw": _SOME_POWER,
        "charge_efficiency": (0.5, 1.0),
        "discharge_efficiency": (0.5, 1.0),
        "minimum": _SHARE,
        "reserve": _SHARE,
        "maximum": _SHARE,
        "wear": (0.0, 10.0),
        "standby_kw": (0.0, 5.0),
    },
    AssetKind.VEHICLE: {
        "capacity_kwh": (0.5, 1000.0),
        "minimum_kw": (0.0, 100.0),
        "maximum_kw": (0.1, 400.0),
        "phases": (1, 3),
        "efficiency": (0.5, 1.0),
        "target": _SHARE,
        "maximum": _SHARE,
    },
    AssetKind.ZONE: {
        "maximum_kw": _SOME_POWER,
        "minimum_kw": _POWER,
        "away_low": (0.0, 35.0),
        "away_high": (0.0, 40.0),
        "minimum_minutes": _MINUTES,
    },
    AssetKind.WATER_HEATER: {
        "litres": (5.0, 20000.0),
        "heater_kw": _SOME_POWER,
        "loss_w_per_k": (0.0, 100.0),
        "minimum": (5.0, 90.0),
        "target": (10.0, 95.0),
        "maximum": (10.0, 99.0),
        "ambient": (-20.0, 50.0),
        "cold": (0.0, 40.0),
        "upper_share": (0.05, 0.95),
        "legionella": (50.0, 80.0),
        "legionella_days": (1, 60),
        "minimum_minutes": _MINUTES,
    },
    AssetKind.APPLIANCE: {"step_minutes": (1, 120)},
    AssetKind.LOAD: {
        "power_kw": _SOME_POWER,
        "hours_per_day": (0.0, 24.0),
        "minimum_minutes": _MINUTES,
        "earliest": (0, 24 * 60 - 1),
        "latest": (0, 24 * 60 - 1),
    },
    AssetKind.FUEL_HEATER: {"maximum_kw": _SOME_POWER, "price": (0.0, 10.0), "carbon": (0.0, 5.0)},
}
"""By kind and field, the least and the greatest value."""


def check_range(kind: AssetKind, name: str, value: Any) -> None:
    """Raise `BadAsset` for a number out of its field's range."""
    limits = RANGES[kind].get(name)
    if limits and isinstance(value, int | float) and not limits[0] <= value <= limits[1]:
        raise BadAsset(name, "range")


def check_asset(asset: Asset) -> None:
    """Raise `BadAsset` where an asset's numbers do not fit together."""
    match asset:
        case Grid(capacity_kw=float(contracted), import_kw=float(limit)) if contracted > limit:
            raise BadAsset("capacity_kw", "order")
        case Battery():
            _ordered(asset, "minimum", "reserve", "maximum")
            _curve(asset.efficiency, "efficiency", 0.5, 1.0)
        case Vehicle():
            _ordered(asset, "minimum_kw", "maximum_kw")
            _ordered(asset, "target", "maximum")
            if any(not 0 < departure.target <= asset.maximum for departure in asset.departures):
                raise BadAsset("departures", "range")
        case Zone():
            _ordered(asset, "minimum_kw", "maximum_kw")
            _ordered(asset, "away_low", "away_high")
            _curve(asset.cop, "cop", 0.5, 10.0, needed=True)
            if any(not 0 <= band.low < band.high <= 40 for band in asset.comfort):
                raise BadAsset("comfort", "order")
        case WaterHeater():
            _ordered(asset, "minimum", "target", "maximum")
            _curve(asset.cop, "cop", 0.5, 10.0, needed=True)
        case Appliance(profile=profile) if not profile or not 0 < max(profile) <= MOST_KW or min(profile) < 0:
            raise BadAsset("profile", "range")
        case Load(hours_per_day=hours, earliest=earliest, latest=latest) if earliest != latest:
            if hours * 60 > (latest - earliest) % (24 * 60):
                raise BadAsset("hours_per_day", "order")


def _ordered(asset: Asset, *names: str) -> None:
    for below, above in itertools.pairwise(names):
        if getattr(asset, below) > getattr(asset, above):
            raise BadAsset(above, "order")


def _curve(
    points: tuple[tuple[float, float], ...], name: str, least: float, most: float, *, needed: bool = False
) -> None:
    if needed and not points:
        raise BadAsset(name, "missing")
    if any(not least <= y <= most for _, y in points):
        raise BadAsset(name, "range")
