"""The tool by which models plan the energy of the home: typed wishes in, the plan and its reasons out.

What a model wishes is checked like any wish, told to the person by the home itself, and asked about first where more was
read than the person's words and the names of devices.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..energy.ports import Energy
from ..energy.wish_data import MOST_WISHES, WISH_SCHEMA, BadWish, assets_data, demand_of, plan_data, wish_data
from ..energy.wishes import Demand
from ..language.energies import EnergyWish, Wished
from ..language.energy_outcome import EnergyTold, Kept, Plainly, Refused
from ..language.request import Problem
from ..models.protocol import ToolSpec
from .heeding import Heeder
from .prompt import clean
from .turning import Turning

PLAN_ENERGY = "plan_energy"

PLAN_ENERGY_SPEC = ToolSpec(
    name=PLAN_ENERGY,
    description="The plan of the home's energy: what each battery, vehicle, heating and appliance will do, what it costs and "
    "why. With wishes of the person they are planned with from now on; without any nothing changes.",
    parameters={
        "type": "object",
        "properties": {
            "wishes": {
                "type": "array",
                "maxItems": MOST_WISHES,
                "items": {
                    "type": "object",
                    "properties": dict(WISH_SCHEMA),
                    "required": ["kind"],
                    "additionalProperties": False,
                },
            }
        },
        "required": [],
        "additionalProperties": False,
    },
    destructive=False,
    idempotent=True,
    open_world=False,
)

_SUMMARY = 1500  # letters of the plan in a prompt
_WORDS = 200


async def plan_energy(heeder: Heeder, arguments: Mapping[str, Any], turning: Turning) -> Mapping[str, Any]:
    """Answer a call: keep what is wished, and tell the plan that it comes to."""
    energy = heeder.energy
    if energy is None or not energy.assets():
        return {"error": "no energy plan is there"}
    told: dict[str, Any] = {}
    try:
        requests = requests_of(arguments.get("wishes") or (), heeder, energy, turning.utterance.text)
    except BadWish as err:
        return {"error": str(err)}
    for request in requests:
        for outcome in await heeder.serve(request, turning):
            turning.outcomes.append(outcome)
            turning.requests = (*turning.requests, outcome.request if isinstance(outcome, EnergyTold) else outcome)
            told |= _result(outcome, heeder, energy)
    if "error" in told or "waits_for_yes" in told:
        return told
    plan = energy.plan()
    now = heeder.now()
    told["plan"] = plan_data(plan, energy.assets(), now) if plan is not None else "there is none at the moment"
    told["wishes"] = [wish_data(wish, energy.assets(), now) for wish in heeder.wishes.list()[:MOST_WISHES]]
    return told


def requests_of(wishes: Sequence[Mapping[str, Any]], heeder: Heeder, energy: Energy, words: str) -> list[EnergyWish]:
    """Return what wishes that a program wrote ask for, those of the same days together. Raises `BadWish`."""
    by_days: dict[frozenset[int], list[Demand]] = {}
    for wish in wishes[:MOST_WISHES]:
        demand, days = demand_of(wish, energy.assets(), heeder.now())
        by_days.setdefault(days, []).append(demand)
    return [
        EnergyWish(
            wished=Wished.DEMANDS,
            asset_ids=tuple(dict.fromkeys(one.asset_id for one in demands if hasattr(one, "asset_id"))),
            weekdays=tuple(sorted(days)),
            demands=tuple(demands),
            words=clean(words, _WORDS),
        )
        for days, demands in by_days.items()
    ]


def _result(outcome: EnergyTold | Problem, heeder: Heeder, energy: Energy) -> dict[str, Any]:
    if isinstance(outcome, Problem):
        return {"error": outcome.reason.value}
    if outcome.asked:
        return {"waits_for_yes": True}
    match outcome.told:
        case Kept():
            now = heeder.now()
            unmet = [{"asset_id": one.asset_id, "missing": round(one.amount, 2)} for one in outcome.told.unmet]
            kept = [wish_data(wish, energy.assets(), now) for wish in outcome.told.wishes]
            return {"kept": kept, **({"cannot_be_met": unmet} if unmet else {})}
        case Refused():
            return {"error": outcome.told.fault.value, **outcome.told.details}
        case Plainly():
            return {"error": outcome.told.value}
    return {}


def summary(heeder: Heeder) -> str:
    """Return the present plan for a prompt, as bounded data; empty while there is none."""
    energy = heeder.energy
    plan = energy.plan() if energy is not None else None
    if energy is None or plan is None:
        return ""
    now = heeder.now()
    lines = [f"Energy plan until {plan_data(plan, (), now)['until']}, cost {plan.cost:.2f} {plan.currency}."]
    data = plan_data(plan, energy.assets(), now)
    lines += [f"{_spoken(one)}" for one in data["assets"]]
    lines += [f"reason: {_spoken(one)}" for one in data["reasons"]]
    lines += [f"unmet: {_spoken(one)}" for one in data["unmet"]]
    kinds = [f"{clean(one['asset'], 60)} ({one['kind']})" for one in assets_data(energy.assets())]
    lines.append(f"assets: {', '.join(kinds)}")
    text = "\n".join(lines)
    return text if len(text) <= _SUMMARY else text[: text.rfind("\n", 0, _SUMMARY)]


def _spoken(data: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_value(value)}" for name, value in data.items())


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_spoken(one) for one in value)
    return clean(str(value), 60)
