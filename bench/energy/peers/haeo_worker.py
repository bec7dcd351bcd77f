"""Plans by HAEO's core, one JSON object a line: run by a Python that has numpy and highspy, with HAEO's repository as argument.

Only its core is loaded: the packages above it import Home Assistant. The network is the one that its adapters build
of a battery, a grid, panels and a load, solved in the mode it ships with and kept warm between plans, as its coordinator does.
"""

import importlib
import json
from pathlib import Path
import sys
import time
from types import ModuleType
from typing import Any

import numpy as np

_LIMIT = {"max_power": 30.0}  # kW of the grid: without one its programme has no end where export is dearer than import


def load(repository: Path) -> Any:
    """Return HAEO's class of networks."""
    for name, folder in (("custom_components", ""), ("custom_components.haeo", "haeo")):
        package = ModuleType(name)
        package.__path__ = [str(repository / "custom_components" / folder)]
        sys.modules[name] = package
    return importlib.import_module("custom_components.haeo.core.model").Network


def elements(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return HAEO's elements of a home with a battery."""
    battery, hours = asked["battery"], np.array(asked["hours"])
    span = battery["maximum_kwh"] - battery["minimum_kwh"]

    def connection(name: str, source: str, target: str, **segments: dict[str, Any]) -> dict[str, Any]:
        typed = {kind: {"segment_type": kind, **values} for kind, values in segments.items()}
        return {
            "element_type": "connection",
            "name": name,
            "source": source,
            "target": target,
            "tags": {0},
            "segments": typed,
        }

    return [
        {"element_type": "node", "name": "bus", "is_source": False, "is_sink": False},
        {"element_type": "node", "name": "grid", "is_source": True, "is_sink": True},
        {"element_type": "node", "name": "sun", "is_source": True, "is_sink": False},
        {"element_type": "node", "name": "load", "is_source": False, "is_sink": True},
        {
            "element_type": "battery",
            "name": "battery",
            "capacity": np.full(len(hours) + 1, span),
            "initial_charge": float(np.clip(battery["stored_kwh"] - battery["minimum_kwh"], 0, span)),
            "salvage_value": battery["end_value"],
        },
        connection("import", "grid", "bus", power_limit=_LIMIT, pricing={"price": np.array(asked["import_price"])}),
        connection("export", "bus", "grid", power_limit=_LIMIT, pricing={"price": -np.array(asked["export_price"])}),
        connection("solar", "sun", "bus", power_limit={"max_power": np.array(asked["pv"]), "fixed": False}),
        connection("used", "bus", "load", power_limit={"max_power": np.array(asked["load"]), "fixed": True}),
        connection(
            "charge",
            "bus",
            "battery",
            power_limit={"max_power": battery["charge_kw"]},
            efficiency={"efficiency": battery["charge_efficiency"]},
        ),
        connection(
            "discharge",
            "battery",
            "bus",
            efficiency={"efficiency": battery["discharge_efficiency"]},
            power_limit={"max_power": battery["discharge_kw"]},
            pricing={"price": battery["wear"]},
        ),
    ]


def renew(network: Any, asked: dict[str, Any]) -> None:
    """Write the values of a new plan into a network of the same shape."""
    for element in elements(asked):
        made = network.elements[element["name"]]
        if element["element_type"] == "battery":
            made.initial_charge = element["initial_charge"]
            made.salvage_value = element["salvage_value"]
        for name, values in element.get("segments", {}).items():
            for key, value in values.items():
                if isinstance(value, np.ndarray):
                    setattr(made.segments[name], key, value)


def flow(network: Any, name: str) -> Any:
    """Return the power that goes into a connection in each step, kW."""
    taken = sum(network.elements[name].power_in.values())
    return np.asarray(network._solver.vals(taken), dtype=float)  # noqa: SLF001  it has no other way to its values


def read(network: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """Return the plan of a network that is solved, the battery's power positive when it charges."""
    given = flow(network, "discharge") * asked["battery"]["discharge_efficiency"]
    return {
        "battery": (flow(network, "charge") - given).tolist(),
        "grid": (flow(network, "import") - flow(network, "export")).tolist(),
    }


def main() -> None:
    """Answer questions until the input ends."""
    factory = load(Path(sys.argv[1]))
    network: Any = None
    for line in sys.stdin:
        asked = json.loads(line)
        begun = time.process_time()
        if network is None or network.n_periods != len(asked["hours"]):
            network = factory(name="home", periods=np.array(asked["hours"]))
            for element in elements(asked):
                network.add(element)
        else:
            renew(network, asked)
        network.optimize()
        told = {
            "battery": (
                flow(network, "charge") - flow(network, "discharge") * asked["battery"]["discharge_efficiency"]
            ).tolist(),
            "grid": (flow(network, "import") - flow(network, "export")).tolist(),
            "seconds": time.process_time() - begun,
        }
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
