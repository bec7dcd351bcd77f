"""What energy costs Home Assistant itself: the loading of the entry, and one look at the meters, in a real core.

The event loop is what counts: while it is held up, nothing else in the home happens. Planning itself runs beside it and is
measured in `timing`.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
import statistics
import time
from typing import Any

from custom_components.llm_agents.energy_setup import hub_of
from homeassistant.config_entries import ConfigEntry, ConfigSubentryDataWithId
from homeassistant.util import dt as dt_util

from ..core import BenchCore
from ..homes import large_home
from ..report import Figure, percentile

_ASSETS: Mapping[str, Mapping[str, Any]] = {
    "grid": {
        "kind": "grid",
        "entities": {"power": "sensor.bench_grid"},
        "tariff": {
            "import": {"pricing": "time_of_use", "price": 0.4, "periods": [{"price": 0.1, "start": 0, "end": 360}]},
            "export": {"pricing": "fixed", "price": 0.05},
        },
    },
    "panels": {"kind": "photovoltaics", "parameters": {"peak_kw": 8}, "entities": {"power": "sensor.bench_sun"}},
    "battery": {
        "kind": "battery",
        "parameters": {"capacity_kwh": 10, "charge_kw": 5, "discharge_kw": 5},
        "entities": {"power": "sensor.bench_battery", "soc": "sensor.bench_charge"},
    },
    "car": {
        "kind": "vehicle",
        "parameters": {"capacity_kwh": 60, "maximum_kw": 11},
        "entities": {"plugged": "binary_sensor.bench_plug", "soc": "sensor.bench_car"},
    },
    "tank": {
        "kind": "water_heater",
        "parameters": {"litres": 200, "heater_kw": 2},
        "entities": {"temperature": "sensor.bench_water"},
    },
    "pump": {"kind": "load", "parameters": {"power_kw": 0.7, "hours_per_day": 6}, "entities": {}},
}
_STATES = {
    "sensor.bench_grid": ("900", "W"),
    "sensor.bench_sun": ("1400", "W"),
    "sensor.bench_battery": ("0", "W"),
    "sensor.bench_charge": ("55", "%"),
    "sensor.bench_car": ("40", "%"),
    "binary_sensor.bench_plug": ("on", None),
    "sensor.bench_water": ("48", "°C"),
}
_ENTRY = "llm_agents"
_TICK_SECONDS = 15
_CALLS = 200
_ENTITIES = 100


def figures(*, quick: bool = False) -> list[Figure]:
    """Return the figures: the median of several loadings, and of an hour's looks at the meters."""
    return asyncio.run(_figures(5 if quick else 15, 60 if quick else 240))


async def _figures(loadings: int, ticks: int) -> list[Figure]:
    without, found = await _without(loadings)
    with_assets, looks, planned = await _with(loadings, ticks)
    return [
        Figure(
            name="energy_setup_ms",
            value=with_assets - without,
            unit="ms",
            better="lower",
            goal=100.0,
            note=f"loading the entry with {len(_ASSETS)} assets ({with_assets:.0f} ms) less without any ({without:.0f} ms)",
        ),
        Figure(
            name="energy_setup_without_assets_ms",
            value=found,
            unit="ms",
            better="lower",
            goal=1.0,
            note="what energy adds to the loading of an entry that has none: looking for assets",
        ),
        Figure(
            name="energy_first_plan_ms", value=planned, unit="ms", better="lower", note="beside all else, after loading"
        ),
        Figure(
            name="desk_tick_ms",
            value=statistics.median(looks),
            unit="ms",
            better="lower",
            goal=10.0,
            note=f"the event loop's time of one look in {_TICK_SECONDS} s; 95 % {percentile(looks, 0.95):.1f} ms",
        ),
    ]


async def _without(loadings: int) -> tuple[float, float]:
    """Return the milliseconds of loading an entry without assets, and of finding that it has none."""
    async with BenchCore(large_home(_ENTITIES)) as core:
        entry = core.hass.config_entries.async_entries(_ENTRY)[0]
        took = statistics.median([await _load(core, entry) for _ in range(loadings)])
        began = time.perf_counter()
        for _ in range(_CALLS):
            if hub_of(core.hass, entry) is not None:
                raise RuntimeError("there are assets")
        return took, 1000 * (time.perf_counter() - began) / _CALLS


async def _with(loadings: int, ticks: int) -> tuple[float, list[float], float]:
    """Return the milliseconds of loading an entry with assets, of each look at the meters, and until the first plan."""
    async with BenchCore(large_home(_ENTITIES), backends=_subentries()) as core:
        for entity_id, (state, unit) in _STATES.items():
            core.hass.states.async_set(entity_id, state, {"unit_of_measurement": unit} if unit else {})
        entry = core.hass.config_entries.async_entries(_ENTRY)[0]
        took = statistics.median([await _load(core, entry) for _ in range(loadings)])
        began = time.perf_counter()
        hub = entry.runtime_data.energy
        while not hub.shown.get("steps"):
            await asyncio.sleep(0.005)
            if time.perf_counter() - began > 60:
                raise RuntimeError(f"there is no plan: {hub.shown.get('notices')}")
        planned = 1000 * (time.perf_counter() - began)
        return took, await _looks(hub.desk, ticks), planned


async def _looks(desk: Any, count: int) -> list[float]:
    looks = []
    for number in range(1, count + 1):
        at = dt_util.utcnow() + timedelta(seconds=_TICK_SECONDS * number)
        began = time.perf_counter()
        desk._tick(at)  # noqa: SLF001 - what the timer calls
        looks.append(1000 * (time.perf_counter() - began))
        await desk._idle.wait()  # noqa: SLF001 - what it began is over before the next
    return looks


async def _load(core: BenchCore, entry: ConfigEntry[Any]) -> float:
    """Return the milliseconds of loading an entry, after unloading it."""
    await core.hass.config_entries.async_unload(entry.entry_id)
    await core.hass.async_block_till_done(wait_background_tasks=True)
    began = time.perf_counter()
    await core.hass.config_entries.async_setup(entry.entry_id)
    return 1000 * (time.perf_counter() - began)


def _subentries() -> Sequence[ConfigSubentryDataWithId]:
    return [
        ConfigSubentryDataWithId(
            data=dict(data), subentry_id=name, subentry_type="asset", title=name.title(), unique_id=None
        )
        for name, data in _ASSETS.items()
    ]
