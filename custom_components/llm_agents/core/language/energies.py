"""Requests about the energy of the home: what is wished of its assets, asked about the plan, or tried on its twin."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..energy.wish_codec import demand_from_json, demand_to_json
from ..energy.wishes import Demand
from .moments import When


class Wished(StrEnum):
    """What is wished; each comes to one kind of `core.energy.wishes`."""

    CHARGE = "charge"  # a vehicle, to `amount` of 0..1 or to what it usually needs
    CHARGE_NOW = "charge_now"  # at full power, until then
    KEEP = "keep"  # a zone, at `amount` °C from now on or between two times
    WARM_BY = "warm_by"  # a zone, at `amount` °C or as usual, from a time on
    RUN = "run"  # a programme or load, by a time
    RUN_CHEAPEST = "run_cheapest"
    RESERVE = "reserve"  # `amount` of 0..1 in a battery
    NO_GRID = "no_grid"  # nothing from the grid
    NO_DISCHARGE = "no_discharge"
    PAUSE = "pause"  # off
    AWAY = "away"
    HOME = "home"  # away no more
    GREEN = "green"
    CHEAP = "cheap"
    BALANCED = "balanced"
    DEMANDS = "demands"  # what `demands` say, as a program asks for it
    FORGET = "forget"  # the wishes about the assets, without any the last one
    FORGET_ALL = "forget_all"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyWish:
    """A wish about assets, by their ids; several where the words fit several. Times are as they were said.

    `amount` is a share (0..1) or °C, by what is wished. `weekdays` (0 is Monday) where it is for again and again.
    `place` is a room of the home that was named and has no asset of its own: nothing can be wished of it.
    `demands` is what it comes to, once it was made out: a yes is to exactly that, and a program gives nothing else.
    """

    wished: Wished
    asset_ids: tuple[str, ...] = ()
    amount: float | None = None
    start: When | None = None
    end: When | None = None
    weekdays: tuple[int, ...] = ()
    demands: tuple[Demand, ...] = ()
    words: str = ""
    place: str = ""


class EnergyAsk(StrEnum):
    """What is asked about the energy of the home."""

    PLAN = "plan"
    WHEN = "when"  # an asset runs, charges, heats
    WHY = "why"  # it does what it does
    LEVEL = "level"  # how full or warm it is
    CHANGED = "changed"  # why the plan is another
    PRICE = "price"
    CHEAPEST = "cheapest"
    SAVED_TODAY = "saved_today"
    SAVED_YESTERDAY = "saved_yesterday"
    SAVED_WEEK = "saved_week"
    SAVED_MONTH = "saved_month"
    SAVED = "saved"  # in all
    WISHES = "wishes"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyQuestion:
    """A question about the plan, an asset's part in it, prices or savings."""

    ask: EnergyAsk
    asset_ids: tuple[str, ...] = ()
    words: str = ""


class Tried(StrEnum):
    """What is tried on the twin of the home."""

    BATTERY = "battery"  # `amount` kWh more, or another like the one there is
    SUN = "sun"  # `amount` kW of panels more
    TEMPERATURE = "temperature"  # zones at `amount` °C
    TARIFF = "tariff"  # `amount` currency per kWh


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyWhatIf:
    """What would be if something were otherwise; `price` is what it would cost to buy."""

    tried: Tried
    asset_ids: tuple[str, ...] = ()
    amount: float | None = None
    price: float | None = None
    words: str = ""


type EnergyRequest = EnergyWish | EnergyQuestion | EnergyWhatIf


def energy_to_json(request: EnergyRequest, when_to_json: Any) -> dict[str, Any]:
    """Return a request about energy as JSON data; `when_to_json` writes a time."""
    common = {"asset_ids": list(request.asset_ids), "words": request.words}
    match request:
        case EnergyWish():
            return {
                "type": "energy_wish",
                "place": request.place,
                "wished": request.wished.value,
                "amount": request.amount,
                "start": when_to_json(request.start),
                "end": when_to_json(request.end),
                "weekdays": list(request.weekdays),
                "demands": [demand_to_json(demand) for demand in request.demands],
                **common,
            }
        case EnergyQuestion():
            return {"type": "energy_question", "ask": request.ask.value, **common}
        case EnergyWhatIf():
            tried = {"tried": request.tried.value, "amount": request.amount, "price": request.price}
            return {"type": "energy_what_if", **tried, **common}


def energy_from_json(data: Mapping[str, Any], when_from_json: Any) -> EnergyRequest:
    """Return the request that `energy_to_json` wrote; raise `KeyError` or `ValueError` for other data."""
    asset_ids, words = tuple(map(str, data["asset_ids"])), str(data["words"])
    match data["type"]:
        case "energy_question":
            return EnergyQuestion(ask=EnergyAsk(data["ask"]), asset_ids=asset_ids, words=words)
        case "energy_what_if":
            return EnergyWhatIf(
                tried=Tried(data["tried"]),
                asset_ids=asset_ids,
                amount=data["amount"],
                price=data["price"],
                words=words,
            )
    return EnergyWish(
        wished=Wished(data["wished"]),
        asset_ids=asset_ids,
        amount=data["amount"],
        start=when_from_json(data["start"]),
        end=when_from_json(data["end"]),
        weekdays=tuple(map(int, data["weekdays"])),
        demands=tuple(demand_from_json(demand) for demand in data["demands"]),
        words=words,
        place=str(data.get("place", "")),
    )
