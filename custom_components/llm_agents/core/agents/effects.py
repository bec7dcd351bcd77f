"""What acts amount to: the steps that are left of them, and what came of each device."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..home.grounding import Expectation, Step
from ..home.model import State, StateReader
from ..language.request import Act, Action, Problem, Reason
from .risks import act_of
from .verification import Result

# From where a step is made, beside the state itself.
_STEPPED = (
    "brightness",
    "color_temp_kelvin",
    "current_position",
    "current_tilt_position",
    "humidity",
    "percentage",
    "temperature",
    "volume_level",
)
_SWITCHING = frozenset({Action.TURN_ON, Action.TURN_OFF, Action.TOGGLE})
_REASONS: Mapping[Result, Reason] = {
    Result.NOT_VERIFIED: Reason.NOT_VERIFIED,
    Result.UNAVAILABLE: Reason.UNAVAILABLE,
}


def narrow(step: Step, entity_ids: set[str]) -> Step | None:
    """Return a step for some of its entities only, `None` when none is left."""
    kept = tuple(entity_id for entity_id in step.call.entity_ids if entity_id in entity_ids)
    if not kept:
        return None
    wishes = tuple(wish for wish in step.expectations if wish.entity_id in entity_ids)
    return Step(call=replace(step.call, entity_ids=kept), expectations=wishes)


def wishes_of(steps: Sequence[Step], entity_id: str) -> tuple[Expectation, ...]:
    """Return what steps expect of one entity."""
    return tuple(wish for step in steps for wish in step.expectations if wish.entity_id == entity_id)


def achieved(results: Mapping[str, Result | Reason], wished: Result, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the devices that came to a result, some of them left out."""
    return tuple(entity_id for entity_id, result in results.items() if result is wished and entity_id not in without)


def problems_of(results: Mapping[str, Result | Reason], act: Act | None) -> list[Problem]:
    """Return a problem for each entity that did not come to hold what was wished."""
    found = []
    for entity_id, result in results.items():
        reason = result if isinstance(result, Reason) else _REASONS.get(result)
        if reason is not None:
            found.append(Problem(reason=reason, entity_ids=(entity_id,), act=act))
    return found


def shown(entity_id: str, states: StateReader) -> str:
    """Return the state that a yes to an entity is asked for, nothing where there is none."""
    state = states(entity_id) if entity_id else None
    return state.state if state is not None else ""


def standing(act: Act, state: State | None) -> str:
    """Return what an act is asked about from: the state, and for a step the values that it is made from."""
    if state is None:
        return ""
    values = (f"{name}={state.attributes[name]}" for name in _STEPPED if state.attributes.get(name) is not None)
    return " ".join((state.state, *values)) if act.action is Action.ADJUST else state.state


def plain_act(act: Act, steps: Sequence[Step]) -> Act:
    """Return the act by what is done: to turn a lock on is to lock it, to toggle it may be to unlock it."""
    if act.action not in _SWITCHING or not steps:
        return act
    meant = {called.action for step in steps if (called := act_of(step.call))}
    return replace(act, action=meant.pop()) if len(meant) == 1 else act
