"""Plans by EMHASS's MPC, one JSON object a line: run by a Python in which `emhass` is installed.

Its naive MPC is called as its own action does, with lists of prices and forecasts, over a window of fixed size whose
problem it keeps between calls. A vehicle is a deferrable load with a window. It wants a state of charge at the end.
"""

import json
import logging
from pathlib import Path
import sys
import time
from typing import Any

import emhass
from emhass.optimization import Optimization
import numpy as np
import pandas as pd

DATA = Path(emhass.__file__).parent
DEFAULTS = json.loads((DATA / "data" / "config_defaults.json").read_text())


def optimization(asked: dict[str, Any]) -> Any:
    """Return EMHASS's optimization of a home, all that is not the home's as EMHASS ships it."""
    battery, vehicle = asked["battery"], asked.get("vehicle")
    step = pd.Timedelta(hours=asked["hours"][0])
    loads = [vehicle["maximum_kw"] * 1000] if vehicle else []
    conf = {
        **DEFAULTS,
        "number_of_deferrable_loads": len(loads),
        "nominal_power_of_deferrable_loads": loads,
        "minimum_power_of_deferrable_loads": [0.0] * len(loads),
        "operating_hours_of_each_deferrable_load": [0] * len(loads),
        "treat_deferrable_load_as_semi_cont": [False] * len(loads),
        "set_deferrable_load_single_constant": [False] * len(loads),
        "set_deferrable_startup_penalty": [0.0] * len(loads),
        "start_timesteps_of_each_deferrable_load": [0] * len(loads),
        "end_timesteps_of_each_deferrable_load": [0] * len(loads),
        "def_minimum_on_time": [0] * len(loads),
        "def_minimum_off_time": [0] * len(loads),
        "set_use_battery": True,
        "set_use_pv": True,
        "set_nodischarge_to_grid": not battery["grid_export"],
        "battery_discharge_power_max": battery["discharge_kw"] * 1000,
        "battery_charge_power_max": battery["charge_kw"] * 1000,
        "battery_discharge_efficiency": battery["discharge_efficiency"],
        "battery_charge_efficiency": battery["charge_efficiency"],
        "battery_nominal_energy_capacity": battery["capacity_kwh"] * 1000,
        "battery_minimum_state_of_charge": battery["minimum_kwh"] / battery["capacity_kwh"],
        "battery_maximum_state_of_charge": battery["maximum_kwh"] / battery["capacity_kwh"],
        "weight_battery_discharge": battery["wear"],
        "maximum_power_from_grid": 30_000,
        "maximum_power_to_grid": 30_000,
        "num_threads": 1,
        "delta_forecast_daily": pd.Timedelta(hours=sum(asked["hours"])),
        "optimization_time_step": step,
        "time_zone": "UTC",
        "sensor_power_photovoltaics": "pv",
        "sensor_power_load_no_var_loads": "load",
    }
    paths = {"root_path": DATA, "data_path": DATA / "data"}
    logger = logging.getLogger("emhass")
    logger.setLevel(logging.CRITICAL)
    count = len(asked["hours"])
    return Optimization(conf, conf, conf, "import", "export", "profit", paths, logger, num_timesteps=count)


def plan(problem: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """Return EMHASS's plan as powers in kW, the battery's positive when it charges."""
    count, hours = len(asked["hours"]), asked["hours"][0]
    index = pd.date_range(pd.Timestamp(asked["at"], unit="s", tz="UTC"), periods=count, freq=pd.Timedelta(hours=hours))
    frame = pd.DataFrame({"import": asked["import_price"], "export": asked["export_price"]}, index=index)
    pv, load = (pd.Series(np.array(asked[key]) * 1000, index=index) for key in ("pv", "load"))
    battery, windows = asked["battery"], {}
    if vehicle := asked.get("vehicle"):
        windows = {
            "def_total_timestep": [vehicle["wanted_kwh"] / vehicle["efficiency"] / vehicle["maximum_kw"] / hours],
            "def_start_timestep": [vehicle["start"]],
            "def_end_timestep": [vehicle["end"]],
        }
    found = problem.perform_naive_mpc_optim(
        frame,
        pv,
        load,
        count,
        soc_init=battery["stored_kwh"] / battery["capacity_kwh"],
        soc_final=battery["final_kwh"] / battery["capacity_kwh"],
        **windows,
    )
    told = {"battery": (-found["P_batt"] / 1000).tolist(), "grid": (found["P_grid"] / 1000).tolist()}
    if vehicle:
        told["vehicle"] = (found["P_deferrable0"] / 1000).tolist()
    return told


def main() -> None:
    """Answer questions until the input ends; one that EMHASS cannot solve is answered by its reason."""
    problem: Any = None
    shape: Any = None
    for line in sys.stdin:
        asked = json.loads(line)
        begun = time.process_time()
        wanted = (len(asked["hours"]), asked["hours"][0])
        if problem is None or shape != wanted:
            problem, shape = optimization(asked), wanted
        try:
            told = plan(problem, asked)
        except Exception as err:  # noqa: BLE001  whatever it raises is its answer
            told, problem = {"error": f"{type(err).__name__}: {err}"}, None
        print(json.dumps({**told, "seconds": time.process_time() - begun}), flush=True)


if __name__ == "__main__":
    main()
