"""What the meters say now, and what has to be remembered of them: sessions, starts, hours run, when a tank was hot."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.assets import Appliance, AssetKind, Load, WaterHeater
from ...core.energy.control import Measured
from ...core.energy.situation import Seen, window_opened
from ...core.energy.steps import DAY, HOUR, MINUTE
from . import sources
from .inputs import POWERS, Inputs

_HOME = (AssetKind.GRID, AssetKind.PHOTOVOLTAICS)
_LONGEST = 15 * MINUTE
"""What was measured longer ago is not taken to have gone on."""

_RUNS_KW = 0.02
_ON_SHARE = 0.5


class Meter:
    """Reads the home; `advance` is called every few seconds and remembers what a moment does not tell."""

    def __init__(self, hass: HomeAssistant, entries: Sequence[AssetEntry], zone: tzinfo) -> None:
        """Read the entities of some assets."""
        self._hass = hass
        self._entries = entries
        self._zone = zone
        self.inputs = Inputs(hass)
        self._noted: dict[str, dict[str, float]] = {}
        self._last: float | None = None

    def read(self, now: float) -> Measured:
        """Return what is measured at this moment; what is not known is left out, never nought."""
        powers, levels, plugged, dark = {}, {}, set(), False
        for entry in self._entries:
            asset_id = entry.asset.asset_id
            power = self.inputs.power(entry, now) if entry.kind not in _HOME else None
            if power is not None:
                powers[asset_id] = power
            metered = any(role in entry.entities for role in POWERS)
            dark = dark or (power is None and metered and entry.kind is AssetKind.BATTERY)
            if (level := self.inputs.level(entry, now)) is not None:
                levels[asset_id] = level
            if entry.kind is AssetKind.VEHICLE and sources.is_on(self._hass, entry, EntityRole.PLUGGED):
                plugged.add(asset_id)
        grid, pv = self._sum(AssetKind.GRID, now), self._sum(AssetKind.PHOTOVOLTAICS, now)
        has_panels = any(entry.kind is AssetKind.PHOTOVOLTAICS for entry in self._entries)
        base = None
        if grid is not None and not dark and (pv is not None or not has_panels):
            base = max(grid + (pv or 0.0) - sum(powers.values()), 0.0)
        return Measured(
            at=now,
            base_load_kw=base,
            pv_kw=pv if has_panels else 0.0,
            grid_kw=grid,
            powers=powers,
            levels=levels,
            plugged=frozenset(plugged),
        )

    def _sum(self, kind: AssetKind, now: float) -> float | None:
        """Return what the meters of a kind say together; `None` where one of them is silent."""
        found = [self.inputs.power(entry, now) for entry in self._entries if entry.kind is kind]
        known = [power for power in found if power is not None]
        return sum(known) if found and len(known) == len(found) else None

    def advance(self, now: float, measured: Measured) -> None:
        """Remember what went on since the last call."""
        hours = 0.0 if self._last is None or now - self._last > _LONGEST else (now - self._last) / HOUR
        self._last = now
        for entry in self._entries:
            noted = self._noted.setdefault(entry.asset.asset_id, {})
            self._advance(entry, noted, now, hours, measured)

    def _advance(
        self, entry: AssetEntry, noted: dict[str, float], now: float, hours: float, measured: Measured
    ) -> None:
        asset, asset_id = entry.asset, entry.asset.asset_id
        power = measured.powers.get(asset_id)
        match asset:
            case Appliance():
                self._programme(asset, entry, noted, now, power)
            case Load():
                opened = window_opened(asset, now, self._zone)
                if noted.get("opened") != opened:
                    noted |= {"opened": opened, "ran": 0.0}
                on = power is not None and power > _ON_SHARE * asset.power_kw
                noted["ran"] += hours if on else 0.0
            case WaterHeater() if asset.legionella is not None:
                level = measured.levels.get(asset_id)
                noted.setdefault("hot_at", now)
                if level is not None and level >= asset.legionella - 0.5:
                    noted["hot_at"] = now
        if entry.kind is AssetKind.VEHICLE:
            if asset_id not in measured.plugged:
                noted.clear()
            else:
                noted["taken"] = noted.get("taken", 0.0) + max(power or 0.0, 0.0) * hours

    def _programme(
        self, appliance: Appliance, entry: AssetEntry, noted: dict[str, float], now: float, power: float | None
    ) -> None:
        """Remember when a programme became ready, and when it began: by its power, or by the command that started it."""
        if sources.is_on(self._hass, entry, EntityRole.READY):
            noted.setdefault("since", now)
        else:
            noted.pop("since", None)
        if power is not None and power > _RUNS_KW:
            noted.setdefault("started", now)
        length = len(appliance.profile) * appliance.step_minutes * MINUTE
        if now - noted.get("started", now) >= length and not (power or 0.0) > _RUNS_KW:
            noted.pop("started", None)

    def began(self, asset_id: str, now: float) -> None:
        """Note that a programme was started."""
        self._noted.setdefault(asset_id, {}).setdefault("started", now)

    def seen(self, entry: AssetEntry, measured: Measured) -> Seen:
        """Return what is known of an asset."""
        asset_id, noted = entry.asset.asset_id, self._noted.get(entry.asset.asset_id, {})
        plugged = None
        if entry.kind is AssetKind.VEHICLE:
            plugged = sources.is_on(self._hass, entry, EntityRole.PLUGGED)
        return Seen(
            level=measured.levels.get(asset_id),
            lower=sources.measured_number(self._hass, entry, EntityRole.TEMPERATURE_LOWER)
            if EntityRole.TEMPERATURE_LOWER in entry.entities
            else None,
            power=measured.powers.get(asset_id),
            plugged=plugged,
            taken=noted.get("taken", 0.0),
            ready=sources.is_on(self._hass, entry, EntityRole.READY) if entry.kind is AssetKind.APPLIANCE else None,
            since=noted.get("since"),
            started=noted.get("started"),
            ran=noted.get("ran", 0.0),
            hot_at=noted.get("hot_at"),
        )

    def state(self) -> dict[str, Any]:
        """Return what is remembered, as JSON."""
        return {"last": self._last, "noted": self._noted}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was remembered, unless it is older than a day. Raises `KeyError`, `TypeError`, `ValueError`."""
        last = state["last"]
        if last is None or dt_util.utcnow().timestamp() - float(last) > DAY:
            return
        self._last = float(last)
        self._noted = {
            str(asset_id): {str(name): float(value) for name, value in noted.items()}
            for asset_id, noted in state["noted"].items()
        }
