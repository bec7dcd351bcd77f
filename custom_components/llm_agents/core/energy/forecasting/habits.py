"""What a home's assets taught: thermal models of zones, hot water drawn from tanks, departures of vehicles.

What the owner said goes first: a model or departures that were entered are not replaced.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import tzinfo
from typing import Any

import numpy as np

from ..assets import Asset, ThermalModel, Vehicle, WaterHeater, Zone
from ..situation import Seen
from ..steps import DAY, HOUR, FloatArray, Series, Steps
from .departures import ON_THE_WAY, Departures, Occupancy, Trip
from .draws import HotWaterDraws, drawn
from .heat_balance import ThermalHistory, masses
from .thermal import Identified, Refused, Untold, identify

NOT_RECORDED = "not_recorded"
"""Why a zone has no model whose temperature, power or temperature outside nobody recorded."""

_KNOWN_DAYS = 3
_KNOWN_PRESENCE = 7  # days
_JOURNEY = DAY  # who is away for longer comes back another time than usual
_SHORTEST_TRIP = HOUR / 4
_AHEAD = 3 * DAY


class Habits:
    """Learners of a home's assets. Memory: 10 kB for each tank or vehicle; `learn_zone` takes 0.2 s, all else little."""

    def __init__(self, zone: tzinfo) -> None:
        """Know nothing yet."""
        self._zone = zone
        self.models: dict[str, ThermalModel] = {}
        self.refusals: dict[str, Untold] = {}
        self._masses: dict[str, tuple[float, float]] = {}  # instant and °C of the walls
        self._draws: dict[str, HotWaterDraws] = {}
        self._departures: dict[str, Departures] = {}
        self._occupancy = Occupancy(zone, slots=24)
        self._left: float | None = None  # since when nobody is at home

    def learn_zone(self, zone: Zone, history: ThermalHistory) -> None:
        """Identify a zone's model anew; one that was found is kept where the last weeks cannot tell."""
        match identify(history):
            case Identified(model=found):
                self.models[zone.asset_id] = found
                self.refusals.pop(zone.asset_id, None)
            case Refused(reason=reason):
                self.refusals[zone.asset_id] = reason
        model = zone.model or self.models.get(zone.asset_id)
        if model is not None and np.isfinite(history.indoor).any():
            at = float(history.steps.edges[-1])
            self._masses[zone.asset_id] = (at, float(masses(model, history)[-1]))

    def learn_tank(self, tank: WaterHeater, upper: Series, heat: Series) -> None:
        """Learn from a tank's temperatures (°C) and the heat (kW) that went into it."""
        learner = self._draws.setdefault(tank.asset_id, HotWaterDraws.of(self._zone))
        learner.learn(drawn(upper, heat, tank, seconds=float(upper.steps.hours.max()) * HOUR))

    def learn_vehicle(self, vehicle: Vehicle, plugged: Series, soc: Series | None) -> None:
        """Learn from when a vehicle was plugged in (share of each step), and its state of charge (0..1)."""
        learner = self._departures.setdefault(vehicle.asset_id, Departures(self._zone))
        known = np.flatnonzero(np.isfinite(plugged.values))
        if len(known):
            edges = plugged.steps.edges
            learner.learn(
                trips_of(plugged, soc, vehicle.capacity_kwh), float(edges[known[0]]), float(edges[known[-1] + 1])
            )

    def learn_presence(self, present: Series) -> None:
        """Learn from when somebody was at home (share of each step)."""
        self._occupancy.learn(present)

    def present(self, steps: Steps, now: float, *, at_home: bool) -> FloatArray | None:
        """Return how likely somebody is at home in each step; `None` before a week is known, and on longer journeys."""
        self._left = None if at_home else now if self._left is None else self._left
        on_journey = self._left is not None and now - self._left > _JOURNEY
        if self._occupancy.known_days < _KNOWN_PRESENCE or on_journey:
            return None
        return self._occupancy.probability(steps, now, at_home=at_home)

    def known(self, assets: Sequence[Asset]) -> tuple[Asset, ...]:
        """Return assets with the models that were learned where the owner gave none."""
        return tuple(
            replace(one, model=self.models[one.asset_id])
            if isinstance(one, Zone) and one.model is None and one.asset_id in self.models
            else one
            for one in assets
        )

    def unlearned(self, assets: Sequence[Asset]) -> dict[str, str]:
        """Return for each zone that has no model why: what `Untold` says, or that nothing was recorded."""
        return {
            one.asset_id: self.refusals.get(one.asset_id, NOT_RECORDED)
            for one in assets
            if isinstance(one, Zone) and one.model is None and one.asset_id not in self.models
        }

    def expected(self, asset: Asset, seen: Seen, steps: Steps, now: float, sun: FloatArray | None = None) -> Seen:
        """Return what is seen of an asset with what is expected of it; `sun` is irradiance over the steps in kW/m²."""
        match asset:
            case WaterHeater():
                learner = self._draws.get(asset.asset_id)
                if learner is not None and learner.known_days >= _KNOWN_DAYS:
                    return replace(seen, draw=learner.expected(steps, now))
            case Vehicle() if not asset.departures:
                departures = self._departures.get(asset.asset_id)
                if departures is not None:
                    events = [at + ON_THE_WAY for at in seen.departures]
                    sessions = departures.sessions(now, now + _AHEAD, plugged=True, events=events)
                    return replace(seen, departures=tuple(one.end for one in sessions if one.end < now + _AHEAD))
            case Zone():
                model = asset.model or self.models.get(asset.asset_id)
                if model is not None:
                    gains = None if sun is None else model.solar_gain * sun
                    return replace(seen, gains=gains, mass=self._mass(asset.asset_id, model, seen.level, now))
        return seen

    def _mass(self, asset_id: str, model: ThermalModel, level: float | None, now: float) -> float | None:
        """Return the temperature of a zone's walls: it follows the air with their own time constant."""
        if model.mass_capacity <= 0 or asset_id not in self._masses:
            return None
        at, mass = self._masses[asset_id]
        if level is not None and now > at:
            kept = float(np.exp(-model.coupling / model.mass_capacity * (now - at) / HOUR))
            mass = kept * mass + (1 - kept) * level
            self._masses[asset_id] = (now, mass)
        return mass

    def state(self) -> dict[str, Any]:
        """Return what was learned, as JSON."""
        return {
            "models": {asset_id: asdict(model) for asset_id, model in self.models.items()},
            "refusals": {asset_id: reason.value for asset_id, reason in self.refusals.items()},
            "occupancy": self._occupancy.state(),
            "left": self._left,
            "masses": {asset_id: list(mass) for asset_id, mass in self._masses.items()},
            "draws": {asset_id: learner.state() for asset_id, learner in self._draws.items()},
            "departures": {asset_id: learner.state() for asset_id, learner in self._departures.items()},
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what was learned. Raises `KeyError`, `TypeError` and `ValueError` for what was not kept by `state`."""
        models = {asset_id: ThermalModel(**kept) for asset_id, kept in state["models"].items()}
        walls = {asset_id: (float(at), float(mass)) for asset_id, (at, mass) in state["masses"].items()}
        draws = {asset_id: HotWaterDraws.restore(kept, self._zone) for asset_id, kept in state["draws"].items()}
        departures = {asset_id: Departures.restore(kept, self._zone) for asset_id, kept in state["departures"].items()}
        if "occupancy" in state:
            self._occupancy = Occupancy.restore(state["occupancy"], self._zone)
            self._left = None if state["left"] is None else float(state["left"])
        self.refusals = {asset_id: Untold(reason) for asset_id, reason in state.get("refusals", {}).items()}
        self.models, self._masses, self._draws, self._departures = models, walls, draws, departures


def trips_of(plugged: Series, soc: Series | None, capacity_kwh: float) -> list[Trip]:
    """Return the times of at least a quarter of an hour for which a vehicle was away from its charger, from and to it.

    What was used is told by its state of charge before and after; what began or ended while nothing was known is left out.
    """
    on = np.where(np.isfinite(plugged.values), plugged.values > 0.5, np.nan)
    edges, trips, left = plugged.steps.edges, [], None
    for index in range(1, len(on)):
        if np.isnan(on[index]) or np.isnan(on[index - 1]):
            left = None
        elif on[index - 1] and not on[index]:
            left = index
        elif on[index] and not on[index - 1] and left is not None:
            if edges[index] - edges[left] >= _SHORTEST_TRIP:
                used = None if soc is None else _used(soc, float(edges[left]), float(edges[index]), capacity_kwh)
                trips.append(Trip(left=float(edges[left]), returned=float(edges[index]), used_kwh=used))
            left = None
    return trips


def _used(soc: Series, left: float, returned: float, capacity_kwh: float) -> float | None:
    before, after = (
        float(soc.mean_over(Steps(np.array([at - HOUR / 2, at + HOUR / 2])))[0]) for at in (left - HOUR / 2, returned)
    )
    used = (before - after) * capacity_kwh
    return round(used, 2) if np.isfinite(used) and used > 0 else None
