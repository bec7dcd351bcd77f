"""A vehicle at its charger: sessions with a wish, spare room, and a least current."""

import numpy as np

from ..assets import Charging, Vehicle
from ..plan import AssetPlan, Wanted
from ..problem import Session, VehicleState
from ..steps import HOUR
from .model import IntArray
from .scene import Outcome, Part, Scene
from .switching import SHORTEST, Switch, add_switch

type Charge = tuple[IntArray, IntArray, IntArray, float]
"""A session's steps, its power in them, the row of its energy, and kWh that fit in it."""


def add_vehicle(scene: Scene, vehicle: Vehicle, state: VehicleState) -> None:
    """Add a vehicle; each session is charged for itself, and what of its wish is not reached is a slack."""
    count = scene.count
    charges: list[Charge] = []
    for number, session in enumerate(state.sessions):
        charge = _add_session(scene, vehicle, session, running=state.charging and number == 0)
        if charge is not None:
            charges.append(charge)
    terms = [(steps, power, 1.0) for steps, power, _, _ in charges]
    scene.bound(vehicle.asset_id, terms, lambda _, steps, done: _bound_done(scene, vehicle, charges, steps, done))

    def read(outcome: Outcome) -> AssetPlan:
        power, level, value = np.zeros(count), np.zeros(count + 1), np.zeros(count + 1)
        for steps, columns, row, _ in charges:
            taken = np.zeros(count)
            taken[steps] = outcome.values[columns]
            power += taken
            after = np.cumsum(taken * scene.hours) * vehicle.efficiency
            level[steps[0] + 1 : steps[-1] + 2] = after[steps[0] : steps[-1] + 1]
            value[steps[0] : steps[-1] + 2] = outcome.row_duals[row[0]]
        return AssetPlan(power=power, level=level, value=value)

    scene.parts.append(Part(vehicle.asset_id, read))


def _add_session(scene: Scene, vehicle: Vehicle, session: Session, *, running: bool) -> Charge | None:
    model, worth = scene.model, scene.worth(Wanted.CHARGE)
    share = scene.overlap(session.start, session.end)
    most = share * vehicle.maximum_kw
    least = share * vehicle.minimum_kw
    if vehicle.charging is Charging.SOLAR:
        most = np.minimum(most, scene.surplus)
        most[most < least] = 0.0
    steps = np.flatnonzero(share > 0).astype(np.int32)
    if not len(steps):
        return None
    wanted = _within_horizon(scene, session)
    power = model.columns(len(steps), 0.0, most[steps])
    scene.take(power, most[steps], steps)
    row = model.rows(1, max(wanted, 0.0), max(wanted, 0.0))
    model.put(np.repeat(row, len(steps)), power, vehicle.efficiency * scene.hours[steps])
    short = model.miss(vehicle.asset_id, Wanted.CHARGE, 1.0, np.array([session.end]), worth, max(wanted, 0.0))
    model.put(row, short, 1.0)
    spare = model.columns(1, 0.0, max(session.spare_kwh, 0.0), -session.value)
    model.put(row, spare, -1.0)
    if vehicle.charging is Charging.SOLAR:
        whole = np.full(scene.count, -1, dtype=np.int32)
        whole[steps] = power
        scene.solar.append(whole)
    add_switch(scene, Switch(steps, power, least[steps], most[steps], running, SHORTEST))
    scene.soon(power, scene.hours[steps], steps / scene.count)
    return steps, power, row, max(wanted, 0.0) + max(session.spare_kwh, 0.0)


def _bound_done(scene: Scene, vehicle: Vehicle, charges: list[Charge], steps: IntArray, done: IntArray) -> None:
    """Let `done` be 1 only where all that fits into a session is charged by the end of a step."""
    model = scene.model
    rows = model.rows(len(steps), lower=0.0)
    most = np.full(len(steps), 1.0)  # outside of sessions: never
    for inside, power, _, room in charges:
        within = np.flatnonzero(np.isin(steps, inside))
        which, earlier = np.nonzero(inside[None, :] <= steps[within][:, None])
        model.put(rows[within][which], power[earlier], vehicle.efficiency * scene.hours[inside[earlier]])
        most[within] = max(room - 1e-6, 0.0)
    model.put(rows, done, -most)


def _within_horizon(scene: Scene, session: Session) -> float:
    """Return the part of a wish that has to be met within the plan, where the session goes on after it."""
    end = float(scene.problem.steps.edges[-1])
    start = max(session.start, float(scene.problem.steps.edges[0]))
    if session.end <= end:
        return session.wanted_kwh
    return session.wanted_kwh * max(0.0, end - start) / max(session.end - start, HOUR / 60)
