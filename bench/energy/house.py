"""The French house: what it used and made in a year, the prices of its tariffs, and the weather it is given.

Half hours from 2024-02-28. The year that is counted begins on 2024-03-02 and has 361 days; its first nine are for warming up.
The weather is a typical year of Greensboro (a mild climate with some frost) by the local hour of the year: the data of the
house have none. `data/house/SOURCES.md` says where everything is from.
"""

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
import functools
import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from custom_components.llm_agents.core.energy.steps import FloatArray

FOLDER = Path(__file__).parent / "data" / "house"
ZONE = ZoneInfo("Europe/Paris")
STEP = 1800.0
PER_DAY = 48
BEGIN, DAYS, WARM_UP_DAYS = 102, 361, 9
PUBLISHED_HOUR = 13
"""The local hour at which the prices of the next day appear."""

TARIFFS = ("dyn", "dyn2", "hphc", "evnight", "flat")
_PEAK_HOURS = ((174, 924), (1044, 1224))
"""Minutes of the local day that are dear in the tariff `hphc`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class House:
    """The series of the house by half hour (n,): instants (s), kW, °C, and EUR/kWh of the spot market."""

    starts: FloatArray
    load: FloatArray
    pv: FloatArray
    pv_forecast: FloatArray
    outdoor: FloatArray
    spot: FloatArray
    minutes: FloatArray
    """Minutes of the local day."""

    @property
    def first(self) -> int:
        """Return the first half hour that counts."""
        return BEGIN + WARM_UP_DAYS * PER_DAY

    @property
    def last(self) -> int:
        """Return the half hour after the last one that counts."""
        return BEGIN + DAYS * PER_DAY


def _rows(name: str) -> list[dict[str, str]]:
    with gzip.open(FOLDER / name, "rt") as file:
        return list(csv.DictReader(file))


def _instant(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@functools.cache
def house() -> House:
    """Read the house."""
    rows = _rows("household.csv.gz")
    starts = np.array([_instant(row["utc"]) for row in rows])
    spot = {_instant(row["utc"]): float(row["eur_per_mwh"]) / 1000 for row in _rows("spot.csv.gz")}
    weather = np.array([float(row["temp_c"]) for row in _rows("weather.csv.gz")])
    local = [datetime.fromtimestamp(at, ZONE) for at in starts]
    hours = np.array([(at.replace(tzinfo=None) - datetime(at.year, 1, 1)).total_seconds() / 3600 for at in local])
    return House(
        starts=starts,
        load=np.array([float(row["load_kw"]) for row in rows]),
        pv=np.array([float(row["pv_kw"]) for row in rows]),
        pv_forecast=np.array([float(row["pv_forecast_kw"] or "nan") for row in rows]),
        outdoor=np.interp(hours % 8760, np.arange(8761), np.append(weather, weather[0])),
        spot=np.array([spot[at // 3600 * 3600] for at in starts]),
        minutes=np.array([at.hour * 60.0 + at.minute for at in local]),
    )


def prices(home: House, tariff: str) -> tuple[FloatArray, FloatArray]:
    """Return import and export prices (EUR/kWh) of a tariff by half hour."""
    minutes, spot = home.minutes, home.spot
    match tariff:
        case "dyn":
            return 1.19 * spot + 0.16, np.full_like(spot, 0.08)
        case "dyn2":
            return 1.19 * spot + 0.16, spot - 0.005
        case "flat":
            return np.full_like(spot, 0.30), np.full_like(spot, 0.08)
        case "evnight":
            return np.where((minutes >= 30) & (minutes < 330), 0.08, 0.30), np.full_like(spot, 0.08)
        case "hphc":
            dear = sum(
                np.clip(np.minimum(minutes + 30, end) - np.maximum(minutes, begin), 0, 30) / 30
                for begin, end in _PEAK_HOURS
            )
            return np.where(dear >= 0.5, 0.1907, 0.1419), np.full_like(spot, 0.065)
    raise ValueError(f"no tariff {tariff}")


def known_until(home: House, tariff: str, index: int) -> int:
    """Return the half hour from which prices are not published yet at the beginning of one."""
    if not tariff.startswith("dyn"):
        return len(home.starts)
    at = datetime.fromtimestamp(home.starts[index], ZONE)
    days = 2 if at.hour >= PUBLISHED_HOUR else 1
    midnight = datetime(at.year, at.month, at.day, tzinfo=ZONE).timestamp()
    end = datetime.fromtimestamp(midnight + days * 86400 + 7200, ZONE)
    return index + round(
        float(datetime(end.year, end.month, end.day, tzinfo=ZONE).timestamp() - home.starts[index]) / STEP
    )
