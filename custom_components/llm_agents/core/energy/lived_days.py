"""Days that were, as problems: what the home needed and what the sun made then, for batteries, panels and tariffs that are tried."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

import numpy as np

from .assets import Asset, Battery, Grid, Photovoltaics
from .problem import BatteryState, Problem
from .steps import DAY, HOUR, FloatArray, Series, Steps

LEAST_DAYS = 3
"""Days below which the present forecast tells as much."""

MOST_DAYS = 28
SPAN = MOST_DAYS * DAY
"""Seconds of which history is wanted."""

_KNOWN = 0.9  # share of a day's hours that have to be known
_MILD = 10.0


def lived_days(
    load: Series,
    sun: Sequence[Series],
    prices: tuple[Series, Series],
    assets: Iterable[Asset],
    now: float,
    zone: tzinfo,
) -> list[Problem]:
    """Return whole local days before an instant of which load and prices (import, export) are known, the oldest first.

    `load` is the power in kW of all that the home needed, controlled devices too: they are taken to run as they ran.
    Batteries begin each day at their reserve. Fewer than `LEAST_DAYS` are none.
    """
    kept = tuple(one for one in assets if isinstance(one, Grid | Photovoltaics | Battery))
    days = [problem for steps in _days(now, zone) if (problem := _problem(steps, load, sun, prices, kept)) is not None]
    return days if len(days) >= LEAST_DAYS else []


def _days(now: float, zone: tzinfo) -> Iterator[Steps]:
    """Yield the hours of each of the last local days, of 23 or 25 where the clocks change."""
    today = datetime.fromtimestamp(now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(MOST_DAYS, 0, -1):
        start, end = (today - timedelta(days=days) for days in (back, back - 1))
        hours = round((end.timestamp() - start.timestamp()) / HOUR)
        yield Steps.even(start.timestamp(), HOUR, hours)


def _problem(
    steps: Steps,
    load: Series,
    sun: Sequence[Series],
    prices: tuple[Series, Series],
    assets: tuple[Asset, ...],
) -> Problem | None:
    needed, (bought, sold) = load.mean_over(steps), (one.mean_over(steps) for one in prices)
    made = sum((np.nan_to_num(one.mean_over(steps)) for one in sun), np.zeros(len(steps)))
    known = np.isfinite(needed) & np.isfinite(bought) & np.isfinite(sold)
    if known.mean() < _KNOWN:
        return None
    grid = next((one for one in assets if isinstance(one, Grid)), None) or Grid(asset_id="grid", name="")
    return Problem(
        steps=steps,
        import_price=_filled(bought),
        export_price=_filled(sold),
        base_load=np.maximum(_filled(needed), 0.0),
        pv=np.maximum(made, 0.0),
        outdoor=np.full(len(steps), _MILD),
        grid=grid,
        assets=assets,
        states={one.asset_id: BatteryState(soc=one.reserve) for one in assets if isinstance(one, Battery)},
    )


def _filled(values: FloatArray) -> FloatArray:
    """Return values with what is missing between what is known."""
    known = np.flatnonzero(np.isfinite(values))
    filled: FloatArray = np.interp(np.arange(len(values)), known, values[known])
    return filled
