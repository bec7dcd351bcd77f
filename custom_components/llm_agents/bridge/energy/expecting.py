"""What is expected of a home: its base load, sun and weather, learned from the recorder once a day and kept.

What cannot be had is replaced by the next best thing and told as a fault; a plan is made all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Any

import numpy as np

from homeassistant.core import HomeAssistant

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.assets import AssetKind, Photovoltaics
from ...core.energy.checking import Wrong, check_forecast
from ...core.energy.control import Expected, Measured
from ...core.energy.forecasting import BaseLoad, Forecast
from ...core.energy.forecasting.habits import Habits
from ...core.energy.forecasting.outdoor import OutdoorForecast
from ...core.energy.forecasting.photovoltaics import SolarForecast
from ...core.energy.forecasting.sun import panels
from ...core.energy.forecasting.sun_ways import Ways
from ...core.energy.showing import Notice
from ...core.energy.steps import DAY, HOUR, FloatArray, Series, Steps
from . import history, sources
from .habit_learning import async_learn_habits, async_outdoor

_LEARNED_DAYS = 45
_AGAIN_DAYS = 2
_FOLLOWED = HOUR / 2
_HELD = HOUR / 4  # panels that were held back at all in such a time were for all of it
_OUTDOOR = "outdoor"
_MILD = 10.0
"""°C outside where nobody says."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlooks:
    """What is expected over steps. `faults` is what the owner is told of what it is from, by its key."""

    base: Expected
    pv: Expected
    outdoor: FloatArray
    faults: Mapping[str, Notice] = field(default_factory=dict)


class Expecting:
    """Learns and forecasts for the assets of one home."""

    def __init__(self, hass: HomeAssistant, entries: Sequence[AssetEntry], zone: tzinfo) -> None:
        """Begin with priors."""
        self._hass = hass
        self._entries = entries
        self._zone = zone
        self._base = BaseLoad(zone)
        self._weather_here = OutdoorForecast(zone)
        self.habits = Habits(zone)
        self._panels = [entry for entry in entries if entry.kind is AssetKind.PHOTOVOLTAICS]
        self._solar: dict[str, SolarForecast] = {entry.asset.asset_id: self._fresh(entry) for entry in self._panels}
        self._given: dict[str, dict[int, float]] = {}
        self._held: dict[str, set[int]] = {}
        self._outdoor: float | None = None
        self.learned_at: float | None = None
        self._followed_at = 0.0
        self.errors: dict[str, tuple[float, str]] = {}

    def _fresh(self, entry: AssetEntry) -> SolarForecast:
        asset = entry.asset
        peak = asset.inverter_kw or asset.peak_kw if isinstance(asset, Photovoltaics) else 0.0
        return SolarForecast(self._zone, peak)

    def due(self, now: float) -> bool:
        """Return whether it is time to learn again."""
        return self.learned_at is None or now - self.learned_at >= DAY

    async def learn(self, now: float) -> None:
        """Learn from what was recorded since the last time, at first of some weeks."""
        days = _LEARNED_DAYS if self.learned_at is None else _AGAIN_DAYS + (now - self.learned_at) / DAY
        await self._learn_meters(now - min(days, _LEARNED_DAYS) * DAY, now)
        await async_learn_habits(self._hass, self._entries, self.habits, now)
        self.learned_at = now

    async def _learn_meters(self, start: float, now: float) -> None:
        """Learn from what the meters of load and sun recorded: also often, as the sky so far says how the day goes on."""
        self._followed_at = now
        load = await history.async_base_load(self._hass, self._entries, start, now)
        if load is not None:
            outdoor = await async_outdoor(self._hass, self._entries, start, now)
            await self._hass.async_add_executor_job(self._base.learn, load, outdoor)
            if outdoor is not None and (hours := self._told(_OUTDOOR)) is not None:
                self._weather_here.learn(outdoor, hours)
        for entry in self._panels:
            made = await history.async_history(self._hass, entry, EntityRole.POWER, start, now)
            told = self._told(entry.asset.asset_id)
            if made is not None and told is not None:
                learn, held = self._solar[entry.asset.asset_id].learn, self._held_over(entry.asset.asset_id, made.steps)
                await self._hass.async_add_executor_job(learn, made, told, held)

    def held_back(self, asset_id: str, now: float) -> None:
        """Note that panels are held back now: what they make does not tell what they could."""
        first = now // _HELD - _LEARNED_DAYS * DAY / _HELD
        self._held[asset_id] = {each for each in self._held.get(asset_id, ()) if each > first} | {int(now // _HELD)}

    def _held_over(self, asset_id: str, steps: Steps) -> Series | None:
        """Return 1 where panels were held back, `None` if they never were."""
        if not (held := self._held.get(asset_id)):
            return None
        first, last = int(steps.edges[0] // _HELD), int(np.ceil(steps.edges[-1] / _HELD))
        values = np.array([float(each in held) for each in range(first, last)])
        return Series(Steps.even(first * _HELD, _HELD, last - first), values)

    async def expect(self, steps: Steps, now: float, measured: Measured) -> Outlooks:
        """Return what is expected over steps, from the present on."""
        if self.learned_at is not None and now - self._followed_at >= _FOLLOWED:
            await self._learn_meters(max(self._followed_at, now - DAY) - HOUR, now)
        faults: dict[str, Notice] = {}
        outdoor, cloud = await self._weather(steps, measured, faults)
        given = [(entry, await self._given_for(entry, steps, outdoor, cloud, faults)) for entry in self._panels]

        def forecast() -> tuple[Forecast, list[Forecast], FloatArray, list[Ways]]:
            base = self._base.forecast(steps, now, outdoor=outdoor, measured_kw=measured.base_load_kw)
            alone = measured.pv_kw if len(given) == 1 else None
            solar = [
                self._solar[entry.asset.asset_id].forecast(steps, now, values, measured_kw=alone)
                for entry, values in given
            ]
            ways = [self._solar[entry.asset.asset_id].ways(steps, now, values) for entry, values in given]
            return base, solar, self._base.paths(steps, now), [one for one in ways if one is not None]

        base, solar, days, skies = await self._hass.async_add_executor_job(forecast)
        for name, made in (("load", [base]), ("pv", solar)):
            errors = [one.errors.mae for one in made if one.errors is not None]
            if errors:
                self.errors[name] = (sum(errors), "kW")
        load = _with_days(_expected([base], steps), days, current=measured.base_load_kw is not None)
        pv = _expected(solar, steps)
        if skies and len(skies) == len(solar):
            pv = _with_ways(pv, skies)
        return Outlooks(base=load, pv=pv, outdoor=outdoor, faults=faults)

    async def _weather(
        self, steps: Steps, measured: Measured, faults: dict[str, Notice]
    ) -> tuple[FloatArray, FloatArray | None]:
        """Return the temperature outside and the cloud cover expected; without a forecast it stays as it is."""
        now = self._outdoor_now()
        entity_id = next(
            (one.entities[EntityRole.WEATHER] for one in self._entries if EntityRole.WEATHER in one.entities), None
        )
        entity_id = entity_id or next(iter(sorted(self._hass.states.async_entity_ids("weather"))), None)
        weather = await sources.async_weather(self._hass, entity_id) if entity_id else None
        if weather is None:
            if any(entry.kind in (AssetKind.ZONE, AssetKind.PHOTOVOLTAICS) for entry in self._entries):
                faults["no_weather"] = Notice(key="no_weather")
            return np.full(len(steps), _MILD if now is None else now), None
        told = weather.temperature.mean_over(steps)
        outdoor = told
        if np.isfinite(told).any():
            self._note(_OUTDOOR, steps, told)
            first = float(told[0]) if np.isfinite(told[0]) else None
            outdoor = self._weather_here.forecast(steps, measured.at, told, given_now=first, measured=now).mean
            outdoor = np.where(np.isfinite(told), outdoor, np.nan)
        cloud = weather.cloud.mean_over(steps) if weather.cloud is not None else None
        return _filled_up(outdoor, now), cloud

    def _outdoor_now(self) -> float | None:
        """Return the temperature outside, the last one known where nothing is measured now."""
        found = (sources.measured_number(self._hass, entry, EntityRole.OUTDOOR) for entry in self._entries)
        self._outdoor = next((value for value in found if value is not None), self._outdoor)
        return self._outdoor

    async def _given_for(
        self, entry: AssetEntry, steps: Steps, outdoor: FloatArray, cloud: FloatArray | None, faults: dict[str, Notice]
    ) -> FloatArray:
        """Return the forecast of panels that is given, else that of the sun's path and the clouds; note it to learn."""
        asset = entry.asset
        if not isinstance(asset, Photovoltaics):
            return np.zeros(len(steps))
        solar = await sources.async_solar(self._hass, entry)
        if solar is None and (entry.forecast.entries or entry.forecast.entities):
            faults["no_solar_forecast"] = Notice(key="no_solar_forecast", placeholders={"name": asset.name})
        config = self._hass.config
        clear = panels(steps, asset, config.latitude, config.longitude, cloud=_filled(cloud), outdoor=outdoor)
        values = clear
        if solar is not None:
            checked, findings = check_forecast(asset.name, solar.mean, high=asset.peak_kw, past=None)
            values = checked.mean_over(steps)
            if any(one.key is Wrong.MISSING for one in findings):
                faults["no_solar_forecast"] = Notice(key="no_solar_forecast", placeholders={"name": asset.name})
            faults |= {
                f"{one.key}_{asset.asset_id}": Notice(key=one.key.value, placeholders=one.placeholders)
                for one in findings
                if one.key is not Wrong.MISSING
            }
        values = np.where(np.isfinite(values), values, clear)
        self._note(asset.asset_id, steps, values)
        return values

    def _told(self, name: str) -> Series | None:
        """Return what was first said of each hour, NaN where nothing was; `None` before anything was noted."""
        given = self._given.get(name)
        if not given:
            return None
        hours = range(min(given), max(given) + 1)
        return Series(
            Steps.even(hours[0] * HOUR, HOUR, len(hours)), np.array([given.get(each, np.nan) for each in hours])
        )

    def _note(self, asset_id: str, steps: Steps, values: FloatArray) -> None:
        """Keep what was first said of each whole hour, so that it can be compared with what came."""
        given = self._given.setdefault(asset_id, {})
        first, last = int(np.ceil(steps.edges[0] / HOUR)), int(steps.edges[-1] // HOUR)
        if last <= first:
            return
        hours = Steps.even(first * HOUR, HOUR, last - first)
        for hour, value in zip(range(first, last), Series(steps, values).mean_over(hours), strict=True):
            if np.isfinite(value):
                given.setdefault(hour, round(float(value), 4))
        for hour in [hour for hour in given if hour < first - _LEARNED_DAYS * 24]:
            del given[hour]

    def state(self) -> dict[str, Any]:
        """Return what was learned, as JSON."""
        return {
            "learned_at": self.learned_at,
            "base": self._base.state(),
            "solar": {asset_id: solar.state() for asset_id, solar in self._solar.items()},
            "given": {asset_id: sorted(given.items()) for asset_id, given in self._given.items()},
            "held": {asset_id: sorted(held) for asset_id, held in self._held.items()},
            "outdoor": self._outdoor,
            "weather": self._weather_here.state(),
            "habits": self.habits.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was learned. Raises `KeyError`, `TypeError` and `ValueError` for what was not kept by `state`."""
        base = BaseLoad.restore(state["base"], self._zone)
        solar = {
            asset_id: SolarForecast.restore(kept, self._zone)
            for asset_id, kept in state["solar"].items()
            if asset_id in self._solar
        }
        given = {
            asset_id: {int(hour): float(value) for hour, value in kept} for asset_id, kept in state["given"].items()
        }
        self._held = {asset_id: set(map(int, held)) for asset_id, held in state.get("held", {}).items()}
        if "weather" in state:
            self._weather_here = OutdoorForecast.restore(state["weather"], self._zone)
        if "habits" in state:
            self.habits.restore(state["habits"])
        self._base, self._given, self._outdoor = base, given, state["outdoor"]
        self._solar |= solar
        self.learned_at = state["learned_at"]


def _filled(cloud: FloatArray | None) -> FloatArray | None:
    """Return a cloud cover without gaps: half the sky where nothing is said."""
    return None if cloud is None else np.where(np.isfinite(cloud), cloud, 0.5)


def _expected(made: Sequence[Forecast], steps: Steps) -> Expected:
    """Return forecasts together, as wide as if all were high or low at once: one sky is over all panels."""
    if not made:
        return Expected(mean=np.zeros(len(steps)))
    levels = tuple(sorted(made[0].quantiles))
    mean = np.sum([one.mean for one in made], axis=0)
    table = np.sum([[one.quantiles[level] for level in levels] for one in made], axis=0)
    return Expected(mean=mean, levels=levels, quantiles=table)


def _with_days(expected: Expected, days: FloatArray, *, current: bool) -> Expected:
    """Return a forecast with past days as the ways it may go, their mean that of the forecast."""
    if not len(days):
        return replace(expected, current=current)
    return replace(expected, paths=np.maximum(days - days.mean(axis=0) + expected.mean, 0.0), current=current)


def _with_ways(expected: Expected, skies: Sequence[Ways]) -> Expected:
    """Return what panels make together, by the sky so far."""
    count = min(len(one.paths) for one in skies)
    mean = np.sum([one.mean for one in skies], axis=0)
    return replace(expected, mean=mean, paths=np.sum([one.paths[:count] for one in skies], axis=0), current=True)


def _filled_up(outdoor: FloatArray, now: float | None) -> FloatArray:
    """Return temperatures without gaps: forecasts begin with the next hour, before it is as it is now; after them as at their end."""
    known = np.isfinite(outdoor)
    if not known.any():
        return np.full(len(outdoor), _MILD if now is None else now)
    first = float(outdoor[known][0]) if now is None else now
    before = np.arange(len(outdoor)) < int(np.argmax(known))
    return np.where(known, outdoor, np.where(before, first, float(outdoor[known][-1])))
