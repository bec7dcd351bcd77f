"""Agents as plain data and back: the form in the configuration, in the journal and in the form to edit them."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
import math
from typing import Any

from ..plain import plain
from .profiles import SHIPPED, Autonomy, Budget, Limits, Profile, Role, Scope

LONGEST_INSTRUCTIONS = 4000
"""Characters that an owner may write for an agent; they stand in every prompt of it."""

_WHOLE_LIMITS = frozenset({"depth", "rounds", "calls", "tokens"})
_WHOLE_BUDGETS = frozenset({"tokens_day", "tokens_month"})


class BadProfile(ValueError):
    """The data is not an agent. `field` names what is wrong, with a dot where it is in a part."""

    def __init__(self, field: str) -> None:
        """Name the field."""
        super().__init__(f"not an agent: {field}")
        self.field = field


def profile_to_data(profile: Profile) -> dict[str, Any]:
    """Return an agent as JSON data, without its id and its name, which are kept beside it."""
    data = asdict(profile)
    del data["agent_id"], data["name"]
    told: dict[str, Any] = plain(data)
    return told


def profile_from_data(agent_id: str, name: str, data: Mapping[str, Any]) -> Profile:
    """Return the agent that `profile_to_data` wrote.

    What is missing has its default, and what is not known (of a newer version) is left out. Raises `BadProfile`
    with the field that cannot be read.
    """
    if not name.strip():
        raise BadProfile("name")
    instructions = data.get("instructions", "")
    if not isinstance(instructions, str) or len(instructions) > LONGEST_INSTRUCTIONS:
        raise BadProfile("instructions")
    return Profile(
        agent_id=agent_id,
        name=name.strip(),
        role=_member(Role, data, "role"),
        scope=Scope(**{field.name: _names(_part(data, "scope"), field.name, "scope.") for field in fields(Scope)}),
        tools=_names(data, "tools"),
        models=tuple(dict.fromkeys(_list(data, "models"))),
        autonomy=_member(Autonomy, data, "autonomy", Autonomy.ACT),
        limits=Limits(**_limits(_part(data, "limits"))),
        budget=Budget(**_budget(_part(data, "budget"))),
        languages=_names(data, "languages"),
        users=_names(data, "users"),
        instructions=instructions.strip(),
        apis=tuple(sorted(dict.fromkeys(_list(data, "apis")))),
    )


def shipped_profile(role: Role, name: str) -> Profile:
    """Return the agent of a role as it is shipped; its id is its role. Raises `KeyError` for no shipped role."""
    return Profile(agent_id=role.value, name=name, role=role, scope=SHIPPED[role])


def _member[T](kind: Callable[[Any], T], data: Mapping[str, Any], field: str, default: T | None = None) -> T:
    if field not in data and default is not None:
        return default
    try:
        return kind(data[field])
    except (KeyError, ValueError) as error:
        raise BadProfile(field) from error


def _part(data: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    part = data.get(field, {})
    if not isinstance(part, Mapping):
        raise BadProfile(field)
    return part


def _list(data: Mapping[str, Any], field: str, within: str = "") -> list[str]:
    found = data.get(field, [])
    if not isinstance(found, list | tuple) or not all(isinstance(item, str) and item for item in found):
        raise BadProfile(f"{within}{field}")
    return list(found)


def _names(data: Mapping[str, Any], field: str, within: str = "") -> frozenset[str]:
    return frozenset(_list(data, field, within))


def _limits(data: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: _number(data, name, "limits.", name in _WHOLE_LIMITS) for name in _of(Limits, data)}
    for name, value in found.items():
        if value is None or (value <= 0 and name in {"rounds", "seconds"}):
            raise BadProfile(f"limits.{name}")
    return found


def _budget(data: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: _number(data, name, "budget.", name in _WHOLE_BUDGETS) for name in _of(Budget, data)}
    soft = found.get("soft", 1.0)
    if soft is None or not 0 < soft <= 1:
        raise BadProfile("budget.soft")
    return found


def _of(kind: type[Limits] | type[Budget], data: Mapping[str, Any]) -> list[str]:
    return [field.name for field in fields(kind) if field.name in data]


def _number(data: Mapping[str, Any], field: str, within: str, whole: bool) -> float | int | None:
    """Return a number that is not below nought, or nothing; a form gives whole numbers as floats."""
    value = data[field]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise BadProfile(f"{within}{field}")
    if not whole:
        return float(value)
    if value != int(value):
        raise BadProfile(f"{within}{field}")
    return int(value)
