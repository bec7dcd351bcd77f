"""What is planned: kept in the journal's file, so that it outlives a restart and is done once.

A plan is there until what it was for has been journaled, missed or called off. It is claimed before
anything of it is done: after the death of the process in the middle, the claim tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from ..plain import plain
from .record import Asker, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Something to be done once, later. Times are ISO 8601, UTC.

    `turn_id` is the turn that asked for it. `requests` are to be served at `due`; with `conditions` as
    soon as they hold, until `due`. `restores` are devices that are put back then to how they were before
    that turn. `confirmed` are those that the asker has said yes to, with their states at that time.
    `armed` when the conditions were seen not to hold; `claimed_by` is the turn that carries it out,
    `profile` the agent that does it, `sources` what was read when it was asked for, `pin` whether the yes came with
    the PIN.
    """

    plan_id: str
    turn_id: str
    due: str
    asker: Asker
    conversation_id: str
    agent_id: str
    language: str
    words: str = ""
    requests: tuple[Mapping[str, Any], ...] = ()
    conditions: tuple[Mapping[str, Any], ...] = ()
    restores: tuple[str, ...] = ()
    confirmed: Mapping[str, str] = field(default_factory=dict)
    armed: bool = False
    profile: str = "orchestrator"
    sources: tuple[str, ...] = ()
    pin: bool = False
    claimed_by: str | None = None


_NAMES = tuple(item.name for item in fields(Plan) if item.name != "claimed_by")
_ASKER = tuple(item.name for item in fields(Asker))


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON data."""
    data = {name: getattr(plan, name) for name in _NAMES}
    data["asker"] = {name: getattr(plan.asker, name) for name in _ASKER}
    return {name: plain(value) for name, value in data.items()}


def plan_from_json(data: Mapping[str, Any]) -> Plan:
    """Return the plan that `plan_to_json` wrote; fields that are not known are left out.

    Raises `ValueError` for data of another form.
    """
    try:
        asker = {name: data["asker"][name] for name in _ASKER if name in data["asker"]}
        known = {name: data[name] for name in _NAMES if name in data}
        return Plan(
            **known
            | {
                "asker": Asker(**asker | {"origin": Origin(asker["origin"])}),
                "requests": tuple(data.get("requests", ())),
                "conditions": tuple(data.get("conditions", ())),
                "restores": tuple(data.get("restores", ())),
                "sources": tuple(data.get("sources", ())),
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"not a plan: {error!r}") from error
