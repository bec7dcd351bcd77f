"""How good the forecasts are: walked forward hour by hour over real years, beside naive methods; nothing later is read."""

from collections.abc import Callable, Mapping
import csv
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
import gzip
import time

import numpy as np

from bench.report import Figure, progress
from custom_components.llm_agents.core.energy.forecasting import BaseLoad, Forecast
from custom_components.llm_agents.core.energy.forecasting.photovoltaics import SolarForecast
from custom_components.llm_agents.core.energy.steps import HOUR, FloatArray, Series, Steps

from .city_data import city
from .house import FOLDER, STEP, ZONE, house

AHEAD = 36
WARM_UP = 30
"""Days before what is counted, but for the figure of the first week."""

type Naive = Callable[[FloatArray, int], FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meter:
    """A year of load (and, of the house, sun and its forecast) in kW; NaN where nothing was measured."""

    name: str
    zone: tzinfo
    steps: Steps
    load: FloatArray
    pv: FloatArray | None = None
    pv_given: FloatArray | None = None

    @property
    def per_hour(self) -> int:
        """Return the number of steps of an hour."""
        return round(HOUR / float(np.diff(self.steps.edges[:2])[0]))

    def until(self, index: int, values: FloatArray, days: float) -> Series:
        """Return the values of the last days before a step."""
        first = max(0, index - round(days * 24 * self.per_hour))
        return Series(Steps(self.steps.edges[first : index + 1]), values[first:index])

    def ahead(self, index: int) -> Steps:
        """Return the steps that are forecast."""
        return Steps(self.steps.edges[index : index + AHEAD * self.per_hour + 1])


def french() -> Meter:
    """Return the French house (half hours, Europe/Paris); what was filled in its data is NaN here."""
    home = house()
    with gzip.open(FOLDER / "household.csv.gz", "rt") as file:
        filled = np.array([row["load_interpolated"] == "1" for row in csv.DictReader(file)])
    return Meter(
        name="house",
        zone=ZONE,
        steps=Steps(np.append(home.starts, home.starts[-1] + STEP)),
        load=np.where(filled, np.nan, home.load),
        pv=home.pv,
        pv_given=np.maximum(home.pv_forecast, 0.0),
    )


def citylearn(number: int) -> Meter:
    """Return a CityLearn home of 2022 (hours of local time without clock changes)."""
    load = city().load[number - 1]
    start = datetime(2016, 7, 31, 23, tzinfo=UTC).timestamp()
    return Meter(name=f"city{number}", zone=UTC, steps=Steps.even(start, HOUR, len(load)), load=load)


@dataclass(slots=True)
class Walked:
    """Errors of a walk, shape (forecasts, steps ahead)."""

    median: list[FloatArray]
    mean: list[FloatArray]
    inside: list[FloatArray]
    pinball: list[FloatArray]
    naive: dict[str, list[FloatArray]]
    forecast_seconds: float = 0.0
    learn_seconds: float = 0.0

    def add(self, forecast: Forecast, actual: FloatArray) -> None:
        """Take in a forecast and what came."""
        self.median.append(forecast.median - actual)
        self.mean.append(forecast.mean - actual)
        low, high = forecast.quantiles[0.1], forecast.quantiles[0.9]
        told = np.isfinite(actual) & (high > 0)  # at night there is nothing to tell of the sun
        self.inside.append(np.where(told, (low <= actual) & (actual <= high), np.nan))
        losses = [np.maximum(p * (actual - q), (p - 1) * (actual - q)) for p, q in forecast.quantiles.items()]
        self.pinball.append(np.mean(losses, axis=0))


def mae(errors: list[FloatArray], part: slice = slice(None)) -> float:
    """Return the mean absolute error over some of the steps ahead."""
    return float(np.nanmean(np.abs(np.array(errors)[:, part])))


def walk_load(meter: Meter, first_day: float, last_day: float, every: int) -> Walked:
    """Forecast load every few hours for 36 h, learning each hour what was measured, from the data's first hour on."""
    per_hour, count = meter.per_hour, len(meter.load)
    forecaster = BaseLoad(meter.zone, slots=24 * per_hour)
    walked = Walked([], [], [], [], {name: [] for name in NAIVE})
    last = min(count - AHEAD * per_hour, round(last_day * 24 * per_hour))
    for index in range(per_hour, last, per_hour):
        began = time.process_time()
        forecaster.learn(meter.until(index, meter.load, 0.25))
        walked.learn_seconds += time.process_time() - began
        if index < first_day * 24 * per_hour or index // per_hour % every:
            continue
        began = time.process_time()
        forecast = forecaster.forecast(meter.ahead(index), float(meter.steps.edges[index]))
        walked.forecast_seconds += time.process_time() - began
        actual = meter.load[index : index + AHEAD * per_hour]
        walked.add(forecast, actual)
        for name, naive in NAIVE.items():
            walked.naive[name].append(naive(meter.load[:index], per_hour) - actual)
    walked.forecast_seconds /= max(len(walked.mean), 1)
    walked.learn_seconds /= last / (24 * per_hour)
    return walked


def _days_before(known: FloatArray, per_hour: int, days: range) -> FloatArray:
    """Return what was at the same time so many days before, shape (days, steps ahead), the latest known one of each multiple."""
    day, ahead = 24 * per_hour, np.arange(AHEAD * per_hour)
    rows = []
    for back in days:
        at = len(known) + ahead - back * day
        values = known[np.clip(at, 0, len(known) - 1)]
        rows.append(np.where((at >= 0) & (at < len(known)), values, np.nan))
    return np.array(rows)


def _seven_days(known: FloatArray, per_hour: int) -> FloatArray:
    return _or_mean(np.nanmean(_days_before(known, per_hour, range(1, 9)), axis=0), known)


def _yesterday(known: FloatArray, per_hour: int) -> FloatArray:
    one, two = _days_before(known, per_hour, range(1, 3))
    return _or_mean(np.where(np.isfinite(one), one, two), known)


def _last_week(known: FloatArray, per_hour: int) -> FloatArray:
    return _or_mean(_days_before(known, per_hour, range(7, 8))[0], known)


def _or_mean(values: FloatArray, known: FloatArray) -> FloatArray:
    return np.where(np.isfinite(values), values, np.nanmean(known))


NAIVE: Mapping[str, Naive] = {
    "seven_day_average": _seven_days,
    "yesterday": _yesterday,
    "last_week": _last_week,
}


def walk_sun(meter: Meter, every: int) -> Walked:
    """Forecast the house's sun every few hours from the forecast that it had; only steps for which it had one count."""
    if meter.pv is None or meter.pv_given is None:
        raise ValueError("a meter without sun")
    per_hour = meter.per_hour
    forecaster = SolarForecast(meter.zone, float(np.ceil(meter.pv.max())), slots=24 * per_hour)
    walked = Walked([], [], [], [], {"as_given": [], "yesterday": []})
    for index in range(per_hour, len(meter.pv) - AHEAD * per_hour, per_hour):
        began = time.process_time()
        forecaster.learn(meter.until(index, meter.pv, 0.25), meter.until(index, meter.pv_given, 0.25))
        walked.learn_seconds += time.process_time() - began
        if index < WARM_UP * 24 * per_hour or index // per_hour % every:
            continue
        given = meter.pv_given[index : index + AHEAD * per_hour]
        began = time.process_time()
        forecast = forecaster.forecast(meter.ahead(index), float(meter.steps.edges[index]), given)
        walked.forecast_seconds += time.process_time() - began
        actual = np.where(np.isfinite(given), meter.pv[index : index + AHEAD * per_hour], np.nan)
        walked.add(forecast, actual)
        walked.naive["as_given"].append(given - actual)
        walked.naive["yesterday"].append(_yesterday(meter.pv[:index], per_hour) - actual)
    walked.forecast_seconds /= max(len(walked.mean), 1)
    walked.learn_seconds /= len(meter.pv) / (24 * per_hour)
    return walked


def figures(quick: bool) -> list[Figure]:
    """Return the figures of forecast error; `quick` takes less of the data."""
    made: list[Figure] = []
    last = WARM_UP + 30.0 if quick else 400.0
    every = 5 if quick else 3
    for meter in (french(), *(citylearn(number) for number in ((1,) if quick else (1, 2, 3)))):
        progress(f"forecasts of load, {meter.name}")
        made += _load_figures(meter, walk_load(meter, WARM_UP, last, every), walk_load(meter, 1, 7, every))
    progress("forecasts of sun, house")
    made += _sun_figures(walk_sun(french(), 5 if quick else 3))
    return made


def _load_figures(meter: Meter, walked: Walked, first: Walked) -> list[Figure]:
    naive = {name: mae(errors) for name, errors in walked.naive.items()}
    average = naive["seven_day_average"]
    hour = slice(0, meter.per_hour)
    covered = float(np.nanmean(np.array(walked.inside)))
    name = f"forecast_load_{meter.name}"
    return [
        Figure(
            name=f"{name}_mae_ratio",
            value=mae(walked.median) / average,
            unit="",
            better="lower",
            goal=0.92,
            peers={each: error / average for each, error in naive.items()},
            note=f"median, 0 to 36 h ahead; 7-day average {average:.3f} kW; the mean of ours {mae(walked.mean):.3f} kW",
        ),
        Figure(
            name=f"{name}_first_hour_mae_ratio",
            value=mae(walked.median, hour) / mae(walked.naive["seven_day_average"], hour),
            unit="",
            better="lower",
            goal=0.9,
            peers={each: mae(e, hour) / mae(walked.naive["seven_day_average"], hour) for each, e in walked.naive.items()},
        ),
        Figure(
            name=f"{name}_first_week_mae_ratio",
            value=mae(first.median) / mae(first.naive["yesterday"]),
            unit="",
            better="lower",
            goal=1.0,
            peers={each: mae(e) / mae(first.naive["yesterday"]) for each, e in first.naive.items()},
            note="from the second day to the seventh, against yesterday",
        ),
        Figure(
            name=f"{name}_coverage_error",
            value=abs(covered - 0.8),
            unit="",
            better="lower",
            goal=0.03,
            note=f"{covered:.3f} lies between the 10 % and the 90 % quantile; pinball {np.nanmean(walked.pinball):.4f} kW",
        ),
        Figure(
            name=f"{name}_cpu_ms", value=1000 * walked.forecast_seconds, unit="ms", better="lower", goal=3.0,
            note=f"a forecast; learning a day takes {1000 * walked.learn_seconds:.1f} ms",
        ),
    ]  # fmt: skip


def _sun_figures(walked: Walked) -> list[Figure]:
    given = walked.naive["as_given"]
    near = slice(0, 2)
    covered = float(np.nanmean(np.array(walked.inside)))
    return [
        Figure(
            name="forecast_sun_house_mae_ratio",
            value=mae(walked.mean) / mae(given),
            unit="",
            better="lower",
            goal=0.95,
            peers={"as_given": 1.0, "yesterday": mae(walked.naive["yesterday"]) / mae(given)},
            note=f"where a forecast was given, by day; as given {mae(given):.3f} kW",
        ),
        Figure(
            name="forecast_sun_house_first_hour_mae_ratio",
            value=mae(walked.mean, near) / mae(given, near),
            unit="",
            better="lower",
            goal=0.75,
            peers={"as_given": 1.0},
        ),
        Figure(
            name="forecast_sun_house_coverage_error",
            value=abs(covered - 0.8),
            unit="",
            better="lower",
            goal=0.05,
            note=f"{covered:.3f} by day; a forecast takes {1000 * walked.forecast_seconds:.1f} ms",
        ),
    ]


if __name__ == "__main__":
    from bench.report import arguments, show

    asked = arguments(__doc__ or "")
    show(figures(asked.quick), {}, as_json=asked.json)
