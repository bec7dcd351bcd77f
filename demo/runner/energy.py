"""The energy of the demo home: its assets, added through the integration's own forms as an owner would."""

from collections.abc import Mapping
from typing import Any

from .client import Client, ClientError, wait_until
from .owner import Owner, shown

KIND = "asset"
#: what the energy agent has to set: shared with the assistant, which nothing of it is at first
SHARED = (
    "select.home_battery_mode",
    "number.home_battery_charge_power",
    "number.home_battery_discharge_power",
    "number.wall_box_current",
    "climate.heat_pump",
)
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
#: what the Energy dashboard cannot tell of an asset, by its name and the step of its form
TOLD: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "Roof": {"photovoltaics": {"peak_kw": 8.2, "roof": {"tilt": 35, "azimuth": 185, "inverter_kw": 8.0}}},
    "Car": {
        "vehicle": {"capacity_kwh": 58.0, "maximum_kw": 7.36, "soc": "sensor.car_battery"},
        "departures": {"departures": [{"weekdays": EVERY_DAY[:5], "minute": "07:30:00", "target": 80}]},
    },
    "Heat pump": {
        "zone": {
            "maximum_kw": 3.0,
            "temperature": "sensor.indoor_temperature",
            "outdoor": "sensor.outdoor_temperature",
            "weather": "weather.home",
        },
        "comfort": {
            "comfort": [
                {"weekdays": EVERY_DAY, "minute": "06:00:00", "low": 19.5, "high": 22.0},
                {"weekdays": EVERY_DAY, "minute": "22:00:00", "low": 18.5, "high": 21.5},
            ]
        },
    },
    "Hot water": {
        "water_heater": {
            "litres": 250,
            "heater_kw": 0.56,
            "heat": "hot_water_pump",
            "temperature": "sensor.hot_water_temperature",
        }
    },
    # A switch is in the energy agent's scope as it is, a button is not.
    "Dishwasher": {
        "appliance": {
            "control_start": "switch.dishwasher",
            "programme": "dishwasher",
            "minutes": 125,
            "energy_kwh": 1.22,
        }
    },
    "Washing machine": {
        "appliance": {
            "control_start": "switch.washing_machine",
            "programme": "washing_machine",
            "minutes": 110,
            "energy_kwh": 1.07,
        }
    },
}


async def set_up_energy(client: Client, entry_id: str) -> int:
    """Add the assets that the Energy dashboard tells of, and say what it does not; return how many there are.

    Does nothing where there are assets. Raises `ClientError` where a form refuses what it is given.
    """
    owner = Owner(client, entry_id)
    if there := await owner.subentries(KIND):
        return len(there)
    await client.command(
        "homeassistant/expose_entity", assistants=["conversation"], entity_ids=list(SHARED), should_expose=True
    )
    step = await owner.fill(await owner.begin(KIND), {"next_step_id": "dashboard"})
    step = await walk(owner, step, {})
    if step["type"] != "abort" or step["reason"] != "assets_added":
        raise ClientError(f"the energy assets could not be added: {step}")
    await owner.settle()
    for subentry_id, name in (await owner.subentries(KIND)).items():
        if name in TOLD:
            await walk(owner, await owner.begin(KIND, subentry_id), TOLD[name])
    await owner.settle()
    return len(await owner.subentries(KIND))


async def walk(owner: Owner, step: Mapping[str, Any], told: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Fill all forms that come, each as it stands but for what is told by its step; return what comes after them.

    Raises `ClientError` for a form that is refused.
    """
    while step["type"] == "form":
        if step.get("errors"):
            await owner.close(step)
            raise ClientError(f"{step['step_id']} was refused: {step['errors']}")
        step = await owner.fill(step, _merged(shown(step["data_schema"]), told.get(step["step_id"], {})))
    return step


def _merged(form: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form with some of its fields changed, those within sections too."""
    merged = dict(form)
    for name, value in more.items():
        within = merged.get(name)
        merged[name] = _merged(within, value) if isinstance(within, dict) and isinstance(value, Mapping) else value
    return merged


async def wait_for_plan(client: Client, *, seconds: float) -> Mapping[str, Any] | None:
    """Return the first plan that is there in time."""
    found: dict[str, Any] = {}

    async def planned() -> bool:
        try:
            found.update(await client.command("llm_agents/energy/plan", language="en"))
        except ClientError:  # it comes up beside all else
            return False
        return bool(found.get("made_at"))

    return found if await wait_until(planned, seconds=seconds, every=0.5) else None
