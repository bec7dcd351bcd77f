"""Former states: what to keep of a state, and the calls that bring it back."""

from collections.abc import Mapping
from typing import Any

from ..plain import plain
from .domains import DOMAINS, alike
from .model import State
from .steps import Call, Expectation, Step
from .wish import Move, Unable, as_number


def snapshot(state: State) -> Mapping[str, Any]:
    """Return what must be kept of a state to bring it back: `{"state": ..., "attributes": {...}}`.

    It is plain JSON data; attributes without a value are left out.
    """
    domain = DOMAINS.get(state.entity_id.partition(".")[0])
    names = domain.keep if domain else ()
    kept = {name: plain(value) for name in names if (value := state.attributes.get(name)) is not None}
    return {"state": state.state, "attributes": kept}


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> frozenset[str]:
    """Return the names in which two snapshots differ by more than rounding; `state` is one of them."""
    names = {*one["attributes"], *other["attributes"]}
    found = {name for name in names if not alike(name, one["attributes"].get(name), other["attributes"].get(name))}
    return frozenset(found if _same_state(one["state"], other["state"]) else found | {"state"})


def _same_state(one: str, other: str) -> bool:
    """Return whether two states are the same; those of numbers by their value ("20" is "20.0")."""
    number = as_number(one)
    return one == other or (number is not None and number == as_number(other))


def overlay(now: Mapping[str, Any], before: Mapping[str, Any], names: frozenset[str]) -> Mapping[str, Any]:
    """Return the snapshot `now` with the named parts as they were in `before`."""
    attributes = {name: value for name, value in now["attributes"].items() if name not in names}
    attributes |= {name: value for name, value in before["attributes"].items() if name in names}
    return {"state": before["state"] if "state" in names else now["state"], "attributes": attributes}


def restore(entity_id: str, before: Mapping[str, Any], now: State) -> tuple[Step, ...] | None:
    """Return the steps that bring a snapshot back, `()` if it holds already, `None` if nothing can.

    Nothing can bring back what was done in a moment (buttons, scenes, scripts), a state that
    was not known, or one that no call leads to (a triggered alarm).
    """
    name = entity_id.partition(".")[0]
    domain = DOMAINS.get(name)
    if domain is None or domain.restore is None or now.state == "unavailable":
        return None
    if not differing(before, snapshot(now)):  # also where it moves as it moved then: there is nothing to bring back
        return ()
    former = State(entity_id=entity_id, state=before["state"], attributes=before["attributes"])
    try:
        moves = domain.restore(former, now)
    except Unable:  # it has lost the capability since
        return None
    return tuple(step_of(name, entity_id, move) for move in moves) or None


def step_of(domain: str, entity_id: str, move: Move) -> Step:
    """Return the step of one entity's move alone."""
    return Step(
        call=Call(domain=domain, service=move.service, entity_ids=(entity_id,), data=dict(move.data)),
        expectations=(Expectation(entity_id=entity_id, holds=move.holds, under_way=move.under_way),),
    )
