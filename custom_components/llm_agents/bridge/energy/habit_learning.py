"""What assets taught is learned from the recorder once a day: how rooms hold heat, hot water, departures."""

from collections.abc import Sequence

import numpy as np

from homeassistant.core import HomeAssistant

from ...core.energy.asset_codec import AssetEntry, EntityRole
from ...core.energy.assets import Photovoltaics, Vehicle, WaterHeater, Zone
from ...core.energy.forecasting.habits import Habits
from ...core.energy.forecasting.heat_balance import gathered, heat_of
from ...core.energy.steps import DAY, Series
from . import history

_DAYS = 28


async def async_learn_habits(hass: HomeAssistant, entries: Sequence[AssetEntry], habits: Habits, now: float) -> None:
    """Learn from the last weeks; what has no history that tells it is left as it is."""
    start = now - _DAYS * DAY
    outdoor = await async_outdoor(hass, entries, start, now)
    await _learn_presence(hass, entries, habits, start, now)
    for entry in entries:
        match entry.asset:
            case Zone():
                await _learn_zone(hass, entries, entry, entry.asset, habits, outdoor, start, now)
            case WaterHeater():
                await _learn_tank(hass, entry, entry.asset, habits, outdoor, start, now)
            case Vehicle() if plug := entry.entities.get(EntityRole.PLUGGED):
                plugged = await history.async_on_history(hass, plug, start, now, "5minute")
                soc = await history.async_history(hass, entry, EntityRole.SOC, start, now)
                if plugged is not None:
                    await hass.async_add_executor_job(habits.learn_vehicle, entry.asset, plugged, soc)


async def _learn_presence(
    hass: HomeAssistant, entries: Sequence[AssetEntry], habits: Habits, start: float, now: float
) -> None:
    """Learn when somebody is at home: anybody of those whom zones name."""
    named = dict.fromkeys(
        entry.entities[EntityRole.PRESENCE] for entry in entries if EntityRole.PRESENCE in entry.entities
    )
    told = [await history.async_on_history(hass, entity_id, start, now) for entity_id in named]
    known = [one for one in told if one is not None]
    if not known:
        return
    anybody = np.fmax.reduce([one.values for one in known])
    await hass.async_add_executor_job(habits.learn_presence, Series(known[0].steps, anybody))


async def _learn_zone(
    hass: HomeAssistant,
    entries: Sequence[AssetEntry],
    entry: AssetEntry,
    zone: Zone,
    habits: Habits,
    outdoor: Series | None,
    start: float,
    now: float,
) -> None:
    indoor = await history.async_history(hass, entry, EntityRole.TEMPERATURE, start, now)
    power = await history.async_power(hass, entry, start, now)
    if indoor is None or power is None or outdoor is None:
        return
    sun = await _sun(hass, entries, start, now)
    heat = heat_of(power, outdoor, zone.cop)

    def learn() -> None:
        habits.learn_zone(zone, gathered(indoor, outdoor, heat, irradiance=sun))

    await hass.async_add_executor_job(learn)


async def _learn_tank(
    hass: HomeAssistant,
    entry: AssetEntry,
    tank: WaterHeater,
    habits: Habits,
    outdoor: Series | None,
    start: float,
    now: float,
) -> None:
    upper = await history.async_history(hass, entry, EntityRole.TEMPERATURE, start, now)
    power = await history.async_power(hass, entry, start, now)
    if upper is None or power is None:
        return
    if len({cop for _, cop in tank.cop}) == 1:
        heat = Series(power.steps, power.values * tank.cop[0][1])
    elif outdoor is not None:
        heat = heat_of(power, outdoor, tank.cop)
    else:
        return
    await hass.async_add_executor_job(habits.learn_tank, tank, upper, heat)


async def async_outdoor(hass: HomeAssistant, entries: Sequence[AssetEntry], start: float, now: float) -> Series | None:
    """Return the temperature outside as the first asset that measures it has it."""
    for entry in entries:
        if EntityRole.OUTDOOR in entry.entities:
            found = await history.async_history(hass, entry, EntityRole.OUTDOOR, start, now)
            if found is not None:
                return found
    return None


async def _sun(hass: HomeAssistant, entries: Sequence[AssetEntry], start: float, now: float) -> Series | None:
    """Return the irradiance (kW/m²) that panels saw: what they made of their peak; `None` without panels."""
    for entry in entries:
        if isinstance(entry.asset, Photovoltaics):
            made = await history.async_power(hass, entry, start, now)
            if made is not None:
                return Series(made.steps, made.values / entry.asset.peak_kw)
    return None
