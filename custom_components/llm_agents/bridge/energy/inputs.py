"""Measurements that can be used: what each entity says, checked, with the last good value where it says nothing usable.

What is wrong is told once it has lasted; a moment without an answer is no notice.
"""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.assets import Asset, AssetKind, Battery, Grid, Load, Photovoltaics, Vehicle, WaterHeater, Zone
from ...core.energy.checking import INDOOR, STATE_OF_CHARGE, WATER, Checked, Rules, Source, Watch, Wrong, power
from ...core.energy.showing import Notice
from ...core.energy.steps import MINUTE
from . import sources

LEVELS: Mapping[AssetKind, tuple[EntityRole, Rules]] = {
    AssetKind.BATTERY: (EntityRole.SOC, STATE_OF_CHARGE),
    AssetKind.VEHICLE: (EntityRole.SOC, STATE_OF_CHARGE),
    AssetKind.ZONE: (EntityRole.TEMPERATURE, INDOOR),
    AssetKind.WATER_HEATER: (EntityRole.TEMPERATURE, WATER),
}
"""What tells how full or warm an asset of a kind is, and what is plausible of it."""

POWERS = (EntityRole.POWER, EntityRole.POWER_FROM, EntityRole.POWER_TO)
_USUAL_KW = 50.0
_LASTING = 10 * MINUTE
_MAY_BE_AWAY = frozenset({AssetKind.VEHICLE})
"""What says nothing for hours and is well: a vehicle tells of itself only at home and awake."""


class Inputs:
    """The checked measurements of some assets."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Check nothing yet."""
        self._hass = hass
        self._watches: dict[tuple[str, str], Watch] = {}
        self._wrong: dict[tuple[str, str], tuple[float, Notice]] = {}
        self._kept: Mapping[str, Mapping[str, Any]] = {}

    def level(self, entry: AssetEntry, now: float) -> float | None:
        """Return how full (0..1) or warm (°C) an asset is, the last good value for some hours."""
        if entry.kind not in LEVELS or LEVELS[entry.kind][0] not in entry.entities:
            return None
        role, rules = LEVELS[entry.kind]
        return self._check(entry, role.value, rules, sources.measured_number(self._hass, entry, role), now).value

    def power(self, entry: AssetEntry, now: float) -> float | None:
        """Return the power of an asset as it is measured now in kW; `None` where that is not known: never an old one."""
        if not any(role in entry.entities for role in POWERS):
            return None
        rules = power(_limit(entry.asset), signed=entry.kind in (AssetKind.GRID, AssetKind.BATTERY))
        checked = self._check(entry, "power", rules, sources.measured_power(self._hass, entry), now)
        return checked.value if checked.source in (Source.MEASURED, Source.CONVERTED) else None

    def _check(self, entry: AssetEntry, what: str, rules: Rules, given: float | None, now: float) -> Checked:
        key = (entry.asset.asset_id, what)
        if (watch := self._watches.get(key)) is None:
            watch = self._watches[key] = Watch(entry.asset.name, rules)
            watch.restore(self._kept.get("/".join(key), {}))
        checked = watch.check(given, None, now)
        finding = checked.finding
        if finding is None or (finding.key is Wrong.MISSING and entry.kind in _MAY_BE_AWAY):
            self._wrong.pop(key, None)
        else:
            since = self._wrong[key][0] if key in self._wrong else now
            self._wrong[key] = (since, Notice(key=finding.key.value, placeholders=finding.placeholders))
        return checked

    def notices(self, now: float) -> dict[str, Notice]:
        """Return what has been wrong for some minutes, by the asset and what of it."""
        return {"_".join(key): notice for key, (since, notice) in self._wrong.items() if now - since >= _LASTING}

    def state(self) -> dict[str, Any]:
        """Return the last good value of each input, as JSON."""
        return {"/".join(key): watch.state() for key, watch in self._watches.items() if watch.known}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up the last good values, so that what says nonsense after a restart has one. Raises `ValueError` for others."""
        if not all(isinstance(kept, Mapping) for kept in state.values()):
            raise ValueError("no last good values")
        self._kept = state


def _limit(asset: Asset) -> float:
    """Return the greatest power of an asset in kW."""
    match asset:
        case Grid():
            return max(asset.import_kw or _USUAL_KW, asset.export_kw or 0.0)
        case Photovoltaics():
            return asset.peak_kw
        case Battery():
            return max(asset.charge_kw, asset.discharge_kw)
        case Vehicle() | Zone():
            return asset.maximum_kw
        case WaterHeater():
            return asset.heater_kw
        case Load():
            return asset.power_kw
    return _USUAL_KW
