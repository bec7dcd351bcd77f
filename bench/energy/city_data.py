"""The 17 homes of the CityLearn Challenge 2022: an hourly year of load, sun, prices and carbon (sources beside the data)."""

from dataclasses import dataclass
from functools import lru_cache
import gzip
import json
from pathlib import Path

import numpy as np

from custom_components.llm_agents.core.energy.steps import FloatArray

DATA = Path(__file__).parent / "data" / "citylearn"
HOURS = 8760


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CityBattery:
    """A home's battery as CityLearn has it: efficiency (round trip) over power, power over state of charge, both as shares."""

    capacity_kwh: float
    power_kw: float
    efficiency: float
    capacity_loss: float
    efficiency_curve: FloatArray  # (points, 2)
    power_curve: FloatArray  # (points, 2)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class City:
    """The year: `price` USD/kWh and `carbon` kg/kWh of each hour, `load` and `pv` in kW of each home and hour (17, 8760)."""

    price: FloatArray
    carbon: FloatArray
    load: FloatArray
    pv: FloatArray
    batteries: tuple[CityBattery, ...]

    @property
    def net(self) -> FloatArray:
        """Return load less sun (kW)."""
        return self.load - self.pv


@lru_cache(maxsize=1)
def city() -> City:
    """Read the homes; the first is home 1 in row 0."""
    with gzip.open(DATA / "hours.csv.gz", "rt") as file:
        hours = np.loadtxt(file, delimiter=",", skiprows=1)
    homes = json.loads((DATA / "batteries.json").read_text())
    count = len(homes)
    peak = np.array([home["pv_kw"] for home in homes])
    return City(
        price=hours[:, 0],
        carbon=hours[:, 1],
        load=hours[:, 2 : 2 + count].T.copy(),
        pv=hours[:, 2 + count :].T * peak[:, None] / 1000,
        batteries=tuple(
            CityBattery(
                capacity_kwh=home["capacity_kwh"],
                power_kw=home["power_kw"],
                efficiency=home["efficiency"],
                capacity_loss=home["capacity_loss"],
                efficiency_curve=np.array(home["efficiency_curve"]),
                power_curve=np.array(home["power_curve"]),
            )
            for home in homes
        ),
    )
