"""What is measured of a whole home, cleaned before it is planned with: one watch for each quantity of each asset."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from . import checking
from .assets import Appliance, Asset, Battery, Grid, Load, Photovoltaics, Vehicle, WaterHeater, Zone
from .checking import Finding, Rules, Watch
from .control import Measured

_LARGE_KW = 50.0
"""A connection of which no limit is known."""

_GRID, _PV = "grid", "pv"


class InputChecks:
    """Follows what is measured. Memory: some numbers for each asset, JSON by `state`."""

    def __init__(self, assets: Sequence[Asset]) -> None:
        """Watch the assets of a home."""
        self._levels = {one.asset_id: Watch(one.name, rules) for one in assets if (rules := _of_level(one)) is not None}
        self._powers = {one.asset_id: Watch(one.name, rules) for one in assets if (rules := _of_power(one)) is not None}
        grid = next((one for one in assets if isinstance(one, Grid)), None)
        limit = max(grid.import_kw or _LARGE_KW, grid.export_kw or _LARGE_KW) if grid else _LARGE_KW
        panels = [one for one in assets if isinstance(one, Photovoltaics)]
        self._home = {_GRID: Watch(grid.name if grid else "", checking.power(limit, signed=True))}
        if panels:
            together = checking.power(sum(one.peak_kw for one in panels), signed=False)
            self._home[_PV] = Watch(", ".join(one.name for one in panels), together)

    def clean(self, measured: Measured) -> tuple[Measured, dict[str, Finding]]:
        """Return what can be planned with, and what is wrong, by asset and quantity.

        What was never measured is no finding; what was and is no more keeps its last good value for some hours.
        """
        found: dict[str, Finding] = {}
        grid = self._value(self._home.get(_GRID), measured.grid_kw, measured.at, "grid_power", found)
        pv = self._value(self._home.get(_PV), measured.pv_kw, measured.at, "pv_power", found)
        powers = self._values(self._powers, measured.powers, measured.at, "power", found)
        levels = self._values(self._levels, measured.levels, measured.at, "level", found)
        return replace(measured, grid_kw=grid, pv_kw=pv, powers=powers, levels=levels), found

    def _values(
        self, watches: Mapping[str, Watch], given: Mapping[str, float], now: float, what: str, found: dict[str, Finding]
    ) -> dict[str, float]:
        values = {key: value for key, value in given.items() if key not in watches}
        for asset_id, watch in watches.items():
            value = self._value(watch, given.get(asset_id), now, f"{asset_id}_{what}", found)
            if value is not None:
                values[asset_id] = value
        return values

    @staticmethod
    def _value(
        watch: Watch | None, given: float | None, now: float, what: str, found: dict[str, Finding]
    ) -> float | None:
        if watch is None or (given is None and not watch.known):
            return given
        checked = watch.check(given, None, now)
        if checked.finding is not None:
            found[what] = checked.finding
        return checked.value

    def state(self) -> dict[str, Any]:
        """Return the last good levels as JSON."""
        return {asset_id: watch.state() for asset_id, watch in self._levels.items()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what `state` gave; what is of other assets is left out."""
        for asset_id, watch in self._levels.items():
            kept = state.get(asset_id)
            if isinstance(kept, Mapping):
                watch.restore(kept)


def _of_level(asset: Asset) -> Rules | None:
    match asset:
        case Battery() | Vehicle():
            return checking.STATE_OF_CHARGE
        case Zone():
            return checking.INDOOR
        case WaterHeater():
            return checking.WATER
        case _:
            return None


def _of_power(asset: Asset) -> Rules | None:
    limit: float
    match asset:
        case Battery():
            return replace(checking.power(max(asset.charge_kw, asset.discharge_kw), signed=True), stuck=None)
        case Vehicle() | Zone():
            limit = asset.maximum_kw
        case WaterHeater():
            limit = asset.heater_kw
        case Load():
            limit = asset.power_kw
        case Appliance():
            limit = max(asset.profile, default=0.0)
        case _:
            return None
    # Noise, another phase or an oven that takes more than its programme is no error: only what is off by far.
    rules = checking.power(5 * limit, signed=False)
    return replace(rules, stuck=None) if limit > 0 else None
