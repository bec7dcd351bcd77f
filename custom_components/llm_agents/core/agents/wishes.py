"""The wish of one tool call as a typed act: legal for its devices at this moment, or precisely why it is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..home.grounding import ground
from ..home.model import Home, StateReader
from ..home.wish import as_number
from ..language.request import Act, Action, Attribute, Problem, Value
from .options import Options
from .risks import risk_of
from .shortlist import Shortlist

_SWITCHING = (Action.TURN_ON, Action.TURN_OFF, Action.TOGGLE)
# To switch these on or off is said by verbs of their own; a model confuses which is which.
_OWN_VERBS = frozenset({"alarm_control_panel", "cover", "lawn_mower", "lock", "vacuum", "valve"})
_WORDED = frozenset({Action.ARM, Action.PLAY})
_TEXTS = frozenset(
    {
        Attribute.COLOR,
        Attribute.HVAC_MODE,
        Attribute.PRESET_MODE,
        Attribute.FAN_MODE,
        Attribute.SOURCE,
        Attribute.MODE,
        Attribute.OPTION,
    }
)
_TRUTHS: Mapping[str, bool] = {"true": True, "on": True, "yes": True, "false": False, "off": False, "no": False}
_MOST_OPTIONS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An act, or what is wrong with it: `error` is for the model, `problem` for the person."""

    act: Act | None = None
    error: Mapping[str, Any] | None = None
    problem: Problem | None = None


def wish_of(
    arguments: Mapping[str, Any], entity_ids: tuple[str, ...], home: Home, states: StateReader, words: str
) -> Wish:
    """Return the act that a call's arguments wish for some devices."""
    action = Action(arguments["action"])
    attribute = Attribute(arguments["attribute"]) if arguments.get("attribute") else None
    if action not in (Action.SET, Action.ADJUST):
        attribute = None
    try:
        value = _value(action, attribute, arguments.get("value"))
    except ValueError as err:
        return _error(str(err))
    act = Act(action=action, entity_ids=entity_ids, attribute=attribute, value=value, words=words)
    if action in _SWITCHING and all(_domain(entity_id) in _OWN_VERBS for entity_id in entity_ids):
        return _illegal(act, home, states, "use a verb of its own")
    if all(risk_of(act, home.entities[entity_id], states(entity_id)) is None for entity_id in entity_ids):
        return _illegal(act, home, states, "not possible for this device")
    grounded = ground(act, home, states)
    if grounded.problems and not grounded.steps and not grounded.already:
        problem = grounded.problems[0]
        wrong = _illegal(act, home, states, problem.reason.value, **problem.details)
        return Wish(error=wrong.error, problem=problem)
    return Wish(act=act)


def _value(action: Action, attribute: Attribute | None, value: Any) -> Value | None:
    """Return a value in the type of what it sets. Raises `ValueError` that tells what is wrong."""
    if attribute is None:
        if action in (Action.SET, Action.ADJUST):
            raise ValueError("set and adjust need an attribute and a value")
        return str(value)[:200] if action in _WORDED and value is not None else None
    if value is None or value == "":
        raise ValueError(f"{attribute.value} needs a value")
    if attribute in _TEXTS:
        return str(value)[:64]
    if attribute is Attribute.OSCILLATION:
        truth = _TRUTHS.get(str(value).casefold())
        if truth is None:
            raise ValueError("oscillation is true or false")
        return truth
    number = as_number(str(value).strip().removesuffix("%").strip() if isinstance(value, str) else value)
    if number is None:
        raise ValueError(f"{attribute.value} needs a number")
    return int(number) if number == int(number) else number


def _illegal(act: Act, home: Home, states: StateReader, reason: str, **details: Value) -> Wish:
    """Say what is wrong, and what is possible with the first device instead."""
    shown = Shortlist(entities=tuple(home.entities[entity_id] for entity_id in act.entity_ids[:1]))
    possible = [
        " ".join(
            schema["properties"][name]["enum"][0] for name in ("action", "attribute") if name in schema["properties"]
        )
        for schema in Options(shown, home, states, may_read=False).schema()
    ]
    plain = {name: value for name, value in details.items() if name in ("minimum", "maximum", "unit", "value")}
    return _error(reason, possible=possible[:_MOST_OPTIONS], **plain)


def _error(reason: str, **more: Any) -> Wish:
    return Wish(error={"error": reason, **more})


def _domain(entity_id: str) -> str:
    return entity_id.partition(".")[0]
